using System;
using System.Globalization;
using CarbonMeter.Domain.Balance;
using CarbonMeter.Domain.Parks;
using CarbonMeter.Records;

namespace CarbonMeter.Web.Api;

/// <summary>A span of UTC hours; the first and the last may be cut where the data begin and end.</summary>
internal readonly record struct UnixSpan(long From, long To)
{
    internal long Seconds => To - From;

    /// <summary>Start of the hour it begins in.</summary>
    internal long FirstHour => From - From % ParkSeries.HourSeconds;
}

/// <summary>Which span a request means.</summary>
internal static class TimeSpanRequest
{
    private const long SecondsMax = MeterRecord.UnixMsMax / 1000;

    /// <summary>
    /// The span asked for, rounded out to UTC hours, since that is what sums are kept by; but where the data begin or end within
    /// such an hour the span does too, and it ends no later than now or the last data. Without from and to it is the last day of
    /// the park that has data, as far as it has them; without one of them it begins with that day or ends with the data.
    /// </summary>
    /// <param name="park">The park whose clock cuts the days.</param>
    /// <param name="data">The span of the park's data; null where it has none.</param>
    /// <param name="from">As in the request.</param>
    /// <param name="to">As in the request.</param>
    /// <param name="nowUnixSeconds">The host's clock.</param>
    internal static UnixSpan Of(
        Park park, (long FromUnixSeconds, long ToUnixSeconds)? data, string? from, string? to, long nowUnixSeconds)
    {
        long dataFrom = data?.FromUnixSeconds ?? 0, dataTo = data?.ToUnixSeconds ?? nowUnixSeconds;
        long toAsked = to is null ? dataTo : Moment("to", to, park.UtcOffsetMinutes);
        long day = ParkSeries.StartOf(Math.Min(dataTo, toAsked) - 1, ParkSeries.DaySeconds, park.UtcOffsetMinutes * 60);
        long fromAsked = from is null ? Math.Max(0, Math.Max(day, dataFrom)) : Moment("from", from, park.UtcOffsetMinutes);
        if (fromAsked >= toAsked) throw RequestException.Bad("The span is empty",
            $"from ({fromAsked}) has to be before to ({toAsked}).");
        long first = fromAsked - fromAsked % ParkSeries.HourSeconds;
        if (first < dataFrom && dataFrom <= fromAsked) first = dataFrom;
        long last = toAsked + (ParkSeries.HourSeconds - toAsked % ParkSeries.HourSeconds) % ParkSeries.HourSeconds;
        if (last > dataTo && dataTo >= toAsked) last = dataTo;
        long end = Math.Max(nowUnixSeconds, dataTo);
        last = Math.Min(last, end);
        if (first < last) return new UnixSpan(first, last);
        throw RequestException.Bad("The span lies in the future",
            $"It begins at {first}; the data and the host's clock end at {end}. Ask for an earlier one.");
    }

    /// <summary>A moment as text, unix s.</summary>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="text">Unix seconds, a day, or ISO 8601 with an offset.</param>
    /// <param name="utcOffsetMinutes">The clock that cuts days.</param>
    internal static long Moment(string name, string text, int utcOffsetMinutes)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds)) return InRange(name, seconds);
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return InRange(name, new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.FromMinutes(utcOffsetMinutes))
                .ToUnixTimeSeconds());
        // Without an offset nobody can tell whether the park's or the reader's clock is meant.
        bool hasOffset = text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > text.IndexOf('T');
        if (hasOffset && text.Contains('T')
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment))
            return InRange(name, moment.ToUnixTimeSeconds());
        throw RequestException.Bad($"{name} is not a time",
            $"\"{text}\" is not understood. Give unix seconds (1700006400), a day of the park's "
            + "calendar (2023-11-15), or a time with its offset (2023-11-15T00:00:00Z, 2023-11-15T08:00:00%2B08:00).");
    }

    private static long InRange(string name, long seconds)
    {
        if (seconds is >= 0 and <= SecondsMax) return seconds;
        throw RequestException.Bad($"{name} is out of range", $"{seconds} s is not within 1970 to 2100.");
    }
}
