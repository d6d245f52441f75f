using System;
using System.Collections.Generic;
using System.Linq;
using CarbonMeter.Domain.Ledger;

namespace CarbonMeter.Domain.Completeness;

/// <summary>How many of the intervals that should be there are there, measured over their whole length under a trusted clock.</summary>
/// <param name="CompleteIntervals">Complete intervals; at most the expected ones, also where a meter was set to shorter ones.</param>
/// <param name="ExpectedIntervals">Intervals of the expected length that begin and end within the span.</param>
public sealed record DataCompleteness(long CompleteIntervals, long ExpectedIntervals)
{
    /// <summary>Complete over expected in ppm, rounded down: 1 000 000 only where not one is missing. Null where none is expected.</summary>
    public int? Ppm => Domain.Ppm.Floor(CompleteIntervals, ExpectedIntervals);

    /// <summary>Completeness of one meter over [from, to), unix s.</summary>
    public static DataCompleteness Of(long completeIntervals, int lengthSeconds, long fromUnixSeconds, long toUnixSeconds)
    {
        Require.InRange(completeIntervals, 0, long.MaxValue, nameof(completeIntervals));
        var expected = Expected(lengthSeconds, fromUnixSeconds, toUnixSeconds);
        return new DataCompleteness(Math.Min(completeIntervals, expected), expected);
    }

    /// <summary>Completeness of a park: all complete intervals of all its meters over all expected ones.</summary>
    public static DataCompleteness Of(IReadOnlyCollection<DataCompleteness> meters) =>
        new(meters.Sum(meter => meter.CompleteIntervals), meters.Sum(meter => meter.ExpectedIntervals));

    /// <summary>Intervals of a length that begin and end within [from, to), unix s, not negative; none where to is not after from.</summary>
    public static long Expected(int lengthSeconds, long fromUnixSeconds, long toUnixSeconds)
    {
        Require.InRange(lengthSeconds, 1, 86_400, nameof(lengthSeconds));
        Require.InRange(fromUnixSeconds, 0, long.MaxValue / 2, nameof(fromUnixSeconds));
        Require.InRange(toUnixSeconds, 0, long.MaxValue / 2, nameof(toUnixSeconds));
        return Math.Max(0, toUnixSeconds / lengthSeconds - (fromUnixSeconds + lengthSeconds - 1) / lengthSeconds);
    }
}

/// <summary>A stretch of time from which a meter has no interval at all.</summary>
/// <param name="MeterId">The meter.</param>
/// <param name="FromUnixSeconds">Its beginning, unix s.</param>
/// <param name="ToUnixSeconds">Its end, unix s.</param>
/// <param name="Reason">Why, in the words of the meter's own events; null where no event speaks of it.</param>
public sealed record Hole(string MeterId, long FromUnixSeconds, long ToUnixSeconds, string? Reason);

/// <summary>Finds holes and why they are there.</summary>
public static class Holes
{
    /// <summary>The holes of one meter within [from, to), ascending.</summary>
    /// <param name="meterId">The meter.</param>
    /// <param name="covered">Its slots, in any order; every one of them covers its whole length.</param>
    /// <param name="events">Its events; gaps and journal losses give reasons.</param>
    /// <param name="fromUnixSeconds">Beginning of the span, unix s.</param>
    /// <param name="toUnixSeconds">End of the span, unix s.</param>
    public static IReadOnlyList<Hole> Find(string meterId, IEnumerable<EnergySlot> covered, IReadOnlyList<StoredEvent> events,
        long fromUnixSeconds, long toUnixSeconds)
    {
        var holes = new List<Hole>();
        var reached = fromUnixSeconds;
        foreach (var slot in covered.Where(slot => slot.MeterId == meterId).OrderBy(slot => slot.StartUnixSeconds))
        {
            if (slot.StartUnixSeconds >= toUnixSeconds) break;
            if (slot.StartUnixSeconds > reached) holes.Add(Make(reached, slot.StartUnixSeconds));
            reached = Math.Max(reached, slot.StartUnixSeconds + slot.LengthSeconds);
        }
        if (reached < toUnixSeconds) holes.Add(Make(reached, toUnixSeconds));
        return holes;

        Hole Make(long from, long to) => new(meterId, from, to, ReasonOf(meterId, events, from, to));
    }

    /// <summary>
    /// The spans in which intervals may be missing, judged by hour slots: what remains to be looked at interval by interval.
    /// </summary>
    public static IReadOnlyList<(long FromUnixSeconds, long ToUnixSeconds)> Suspects(
        IEnumerable<EnergySlot> hours, int lengthSeconds, long fromUnixSeconds, long toUnixSeconds)
    {
        const int hourSeconds = 3600;
        var full = hours.Where(hour => hour.Intervals * (long)lengthSeconds >= hourSeconds).Select(hour => hour.StartUnixSeconds).ToHashSet();
        var suspects = new List<(long From, long To)>();
        for (var hour = fromUnixSeconds - fromUnixSeconds % hourSeconds; hour < toUnixSeconds; hour += hourSeconds)
        {
            if (full.Contains(hour)) continue;
            long from = Math.Max(hour, fromUnixSeconds), to = Math.Min(hour + hourSeconds, toUnixSeconds);
            if (suspects.Count > 0 && suspects[^1].To == from) suspects[^1] = (suspects[^1].From, to);
            else suspects.Add((from, to));
        }
        return suspects;
    }

    // Of several events the one that shares the most time with the hole speaks for it.
    private static string? ReasonOf(string meterId, IReadOnlyList<StoredEvent> events, long from, long to)
    {
        string? reason = null;
        long most = 0;
        foreach (var stored in events)
        {
            if (stored.MeterId != meterId || stored.FromUnixMs is not { } fromMs || stored.ToUnixMs is not { } toMs) continue;
            var text = TextOf(stored);
            var shared = Math.Min(to * 1000, toMs) - Math.Max(from * 1000, fromMs);
            if (text is null || shared <= most) continue;
            (reason, most) = (text, shared);
        }
        return reason;
    }

    private static string? TextOf(StoredEvent stored) => (stored.Code, stored.Reason) switch
    {
        (Records.EventCode.Gap, 0) => "no power",
        (Records.EventCode.Gap, 1) => "front end silent",
        (Records.EventCode.Gap, 2) => "clock stepped forward",
        (Records.EventCode.Gap, _) => "gap, reason not known to this version",
        (Records.EventCode.JournalLoss, 0) => "journal full",
        (Records.EventCode.JournalLoss, 2) => "journal erased",
        (Records.EventCode.JournalLoss, _) => "journal unreadable",
        _ => null,
    };
}
