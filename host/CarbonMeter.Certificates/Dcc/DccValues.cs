using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using System.Text.RegularExpressions;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Certificates.Dcc;

/// <summary>Numbers, dates and hashes of a certificate, strict and exact.</summary>
internal static partial class DccValues
{
    private const int NumberLengthMax = 64;
    private const int ScaleMax = 28;
    private static readonly BigInteger DecimalMax = (BigInteger)decimal.MaxValue;

    /// <summary>The words of a list, at least one.</summary>
    internal static string[] Words(this DccElement element) =>
        element.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The numbers of a list, at least one, exactly as printed.</summary>
    internal static decimal[] Numbers(this DccElement element) => [.. element.Words().Select(word => Number(element, word))];

    internal static decimal Number(this DccElement element) => Number(element, element.Text);

    private static decimal Number(DccElement element, string word)
    {
        if (word.Length > NumberLengthMax) throw element.Error($"holds a number of more than {NumberLengthMax} characters");
        var match = NumberPattern().Match(word);
        if (!match.Success) throw element.Error($"holds {DccElement.Quote(word)}, which is not a number");
        var fraction = match.Groups["fraction"].Value;
        var digits = match.Groups["whole"].Value + fraction;
        return TryExact(digits, fraction.Length - Exponent(match.Groups["exponent"]), match.Groups["sign"].Value == "-", out var number)
            ? number
            : throw element.Error($"holds {DccElement.Quote(word)}, which has more digits than can be kept exactly");
    }

    /// <summary>One that fits no int is too large for any number but 0, whichever its sign.</summary>
    private static long Exponent(Group group) => !group.Success ? 0
        : int.TryParse(group.ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int exponent) ? exponent
        : int.MaxValue;

    /// <summary>The number digits x 10^-scale, if a decimal holds it exactly.</summary>
    private static bool TryExact(string digits, long scale, bool isNegative, out decimal number)
    {
        number = 0;
        var unscaled = BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        if (unscaled.IsZero) scale = Math.Clamp(scale, 0, ScaleMax);
        if (scale < -ScaleMax || scale > ScaleMax + NumberLengthMax) return false;
        for (; scale < 0; scale++) unscaled *= 10;
        for (; scale > ScaleMax; scale--)
        {
            unscaled = BigInteger.DivRem(unscaled, 10, out var remainder);
            if (!remainder.IsZero) return false;
        }
        if (unscaled > DecimalMax) return false;
        Span<int> parts = stackalloc int[4];
        decimal.GetBits((decimal)unscaled, parts);
        number = new decimal(parts[0], parts[1], parts[2], isNegative && !unscaled.IsZero, (byte)scale);
        return true;
    }

    internal static DateOnly Date(this DccElement element)
    {
        var match = DatePattern().Match(element.Text);
        return match.Success && DateOnly.TryParseExact(match.Groups["day"].ValueSpan, "yyyy-MM-dd", CultureInfo.InvariantCulture,
            DateTimeStyles.None, out var day) ? day
            : throw element.Error($"holds {DccElement.Quote(element.Text)}, which is not a day of the form 2024-12-31");
    }

    /// <summary>The day that lies the period of this element after another.</summary>
    internal static DateOnly After(this DccElement element, DateOnly day)
    {
        var match = PeriodPattern().Match(element.Text);
        if (!match.Success)
            throw element.Error($"holds {DccElement.Quote(element.Text)}, which is not a period of the form P1Y6M or P365D");
        try
        {
            return day.AddMonths(12 * Part("years") + Part("months")).AddDays(Part("days"));
        }
        catch (ArgumentOutOfRangeException fault)
        {
            throw element.Error("holds a period that ends after the year 9999", fault);
        }

        int Part(string name) =>
            match.Groups[name] is { Success: true } group ? int.Parse(group.ValueSpan, CultureInfo.InvariantCulture) : 0;
    }

    internal static bool Boolean(this DccElement element) => element.Text switch
    {
        "true" or "1" => true,
        "false" or "0" => false,
        var other => throw element.Error($"holds {DccElement.Quote(other)}, which is neither true nor false"),
    };

    /// <summary>The word of this element, which has to be one of a list.</summary>
    internal static string OneOf(this DccElement element, IReadOnlyList<string> words) =>
        words.Contains(element.Text, StringComparer.Ordinal) ? element.Text
        : throw element.Error($"holds {DccElement.Quote(element.Text)}; it has to be one of {string.Join(", ", words)}");

    /// <summary>A SHA-256 in hexadecimal.</summary>
    internal static byte[] Sha256(this DccElement element) =>
        Hash(element.Text, 32) is { } hash && element.Text.Length == 64 ? hash
        : throw element.Error("has to hold a SHA-256 as 64 hexadecimal digits");

    /// <summary>The reference to another certificate in this element.</summary>
    internal static CertificateReference Reference(this DccElement element)
    {
        var procedure = element.One("procedure").Text;
        var known = Procedures.FirstOrDefault(each => each.Names.Contains(procedure, StringComparer.OrdinalIgnoreCase));
        var hash = known is null ? null : Hash(element.One("value").Text, known.SizeBytes);
        return new CertificateReference(element.One("referralID").Text, known?.Names[0] ?? procedure, hash);
    }

    private static byte[]? Hash(string text, int sizeBytes)
    {
        var hash = new byte[sizeBytes];
        if (text.Length == 2 * sizeBytes)
            return Convert.FromHexString(text, hash, out _, out _) == System.Buffers.OperationStatus.Done ? hash : null;
        return Convert.TryFromBase64String(text, hash, out int written) && written == sizeBytes ? hash : null;
    }

    private sealed record Procedure(int SizeBytes, params string[] Names);

    // Functions under which two documents of one hash are known (SHA-1, MD5) prove nothing, so they are not in the list.
    private static readonly Procedure[] Procedures =
    [
        new(32, "SHA-256", "SHA256", "http://www.w3.org/2001/04/xmlenc#sha256"),
        new(48, "SHA-384", "SHA384", "http://www.w3.org/2001/04/xmldsig-more#sha384"),
        new(64, "SHA-512", "SHA512", "http://www.w3.org/2001/04/xmlenc#sha512"),
    ];

    [GeneratedRegex(@"^(?<sign>[-+]?)(?=\.?[0-9])(?<whole>[0-9]*)(\.(?<fraction>[0-9]*))?([Ee](?<exponent>[-+]?[0-9]+))?\z")]
    private static partial Regex NumberPattern();

    [GeneratedRegex(@"^(?<day>[0-9]{4}-[0-9]{2}-[0-9]{2})(Z|[-+][0-9]{2}:[0-9]{2})?\z")]
    private static partial Regex DatePattern();

    // xs:duration without a sign; hours and less may stand there as zeros, as some programs print them.
    [GeneratedRegex(@"^P(?=[0-9])((?<years>[0-9]{1,4})Y)?((?<months>[0-9]{1,5})M)?((?<days>[0-9]{1,7})D)?"
        + @"(T(0+H)?(0+M)?(0+(\.0+)?S)?)?\z")]
    private static partial Regex PeriodPattern();
}
