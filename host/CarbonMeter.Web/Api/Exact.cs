using System;
using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace CarbonMeter.Web.Api;

/// <summary>
/// Integers in JSON that a reader whose numbers are doubles still reads exactly: numbers up to 2^53, text where more is possible.
/// </summary>
internal static class Exact
{
    private const long NumberMax = 1L << 53;

    /// <summary>The energy as a JSON number; refuses what would lose digits (2^53 mWh are 9 TWh).</summary>
    internal static long Number(Int128 value)
    {
        if (Int128.Abs(value) <= NumberMax) return (long)value;
        throw new RequestException(StatusCodes.Status422UnprocessableEntity, "A figure is too large",
            $"{Text(value)} is above 2^53 and would lose digits as a JSON number. Ask for a shorter span.");
    }

    /// <summary>Whether a number keeps all its digits.</summary>
    internal static bool IsNumber(long? value) => value is null or (>= -NumberMax and <= NumberMax);

    /// <summary>The integer in decimal digits.</summary>
    internal static string Text(Int128 value) => value.ToString(CultureInfo.InvariantCulture);
}
