using System;
using System.Globalization;

namespace CarbonMeter.Domain.Traceability;

/// <summary>Days of certificates as seconds: a date is a day in UTC.</summary>
internal static class Days
{
    internal const long Seconds = 86_400;

    /// <summary>How far ahead of UTC a laboratory's calendar can be.</summary>
    internal const long AheadOfUtcSeconds = 14 * 3_600;

    private static readonly int UnixEpoch = new DateOnly(1970, 1, 1).DayNumber;

    /// <summary>Unix seconds of 00:00 of a day.</summary>
    internal static long Start(DateOnly day) => (day.DayNumber - UnixEpoch) * Seconds;

    /// <summary>Unix seconds of 24:00 of a day.</summary>
    internal static long End(DateOnly day) => Start(day) + Seconds;

    /// <summary>A day as people write it to programs.</summary>
    internal static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A moment in UTC; beyond the calendar's ends, the seconds themselves.</summary>
    internal static string Text(long unixSeconds) =>
        unixSeconds < DateTimeOffset.MinValue.ToUnixTimeSeconds() || unixSeconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? unixSeconds.ToString(CultureInfo.InvariantCulture)
            : DateTimeOffset.FromUnixTimeSeconds(unixSeconds).ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
