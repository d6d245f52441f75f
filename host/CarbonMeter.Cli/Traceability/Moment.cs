using System;
using System.CommandLine;
using System.Globalization;

namespace CarbonMeter.Cli.Traceability;

/// <summary>Moments on the command line: ISO 8601 with a zone, or a date, which is its beginning in UTC.</summary>
public static class Moment
{
    /// <summary>An option that takes a moment.</summary>
    public static Option<string?> Option(string name, string description) => new(name) { Description = description, HelpName = "TIME" };

    /// <summary>The moment given, unix s; null where none was.</summary>
    /// <exception cref="InputException">Not a moment.</exception>
    public static long? Seconds(ParseResult parsed, Option<string?> option) => Ms(parsed, option) / 1000;

    /// <summary>The moment given, unix ms; null where none was.</summary>
    /// <exception cref="InputException">Not a moment.</exception>
    public static long? Ms(ParseResult parsed, Option<string?> option)
    {
        if (parsed.GetValue(option) is not { } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return new DateTimeOffset(date, TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeMilliseconds();
        string[] forms = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.fffK"];
        if (DateTime.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var moment)
            && moment.Kind == DateTimeKind.Utc)
            return new DateTimeOffset(moment).ToUnixTimeMilliseconds();
        throw new InputException($"{option.Name} {text}: not a moment. Write 2026-03-01 or 2026-03-01T08:00Z or 2026-03-01T16:00+08:00.");
    }

    /// <summary>A moment for people, UTC.</summary>
    public static string Text(long unixSeconds) =>
        unixSeconds switch
        {
            < -62_135_596_800 => "ever",
            > 253_402_300_799 => "for ever",
            _ => DateTimeOffset.FromUnixTimeSeconds(unixSeconds).ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture),
        };
}
