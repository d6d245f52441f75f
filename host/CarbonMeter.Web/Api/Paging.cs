using System.Globalization;

namespace CarbonMeter.Web.Api;

/// <summary>Pages of long lists.</summary>
internal static class Paging
{
    /// <summary>Most entries of a page.</summary>
    internal const int PageMax = 1_000;

    /// <summary>Entries of a page nobody chose the size of.</summary>
    internal const int PageDefault = 100;

    internal const string LimitText = "Most entries of a page: 1 to 1000, 100 by default.";

    /// <summary>How many entries a request wants.</summary>
    internal static int Limit(string? text)
    {
        long limit = Number("limit", text, 1, PageDefault);
        if (limit <= PageMax) return (int)limit;
        throw RequestException.Bad("limit is out of range",
            $"limit is {limit}; it has to be 1 to {PageMax}. Go on with the next page instead.");
    }

    /// <summary>A whole number of a request.</summary>
    internal static long Number(string name, string? text, long min, long missing)
    {
        if (text is null) return missing;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value) && value >= min) return value;
        throw RequestException.Bad($"{name} is not usable", $"{name} is \"{text}\"; it has to be a whole number from {min}.");
    }
}
