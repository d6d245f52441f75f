using System;
using System.Collections.Generic;
using System.Linq;
using CarbonMeter.Domain.Completeness;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Parks;

namespace CarbonMeter.Web.Api;

/// <summary>Where intervals are missing, and why; hours that are full are not looked into.</summary>
internal static class MeterHoles
{
    private const int EventsRead = 10_000;
    private const long IntervalsReadMax = 200_000;

    /// <summary>The holes of one meter within a span.</summary>
    /// <param name="queries">The ledger.</param>
    /// <param name="meter">The meter.</param>
    /// <param name="channelId">Which of its channels counts.</param>
    /// <param name="hours">Hour slots of the span, those of other meters among them.</param>
    /// <param name="span">The span.</param>
    /// <param name="asOfUnixMs">Only intervals received by then, unix ms; null: all.</param>
    /// <param name="isWhole">False where the span has more doubtful hours than are looked into.</param>
    internal static IReadOnlyList<Hole> Find(ILedgerQueries queries, Meter meter, int channelId, IEnumerable<EnergySlot> hours,
        UnixSpan span, long? asOfUnixMs, out bool isWhole)
    {
        var own = hours.Where(slot => slot.MeterId == meter.Id && slot.ChannelId == channelId);
        var suspects = Holes.Suspects(own, meter.ExpectedIntervalSeconds, span.From, span.To);
        var events = suspects.Count == 0 ? [] : queries.Events(meter.Id, EventsRead);
        var holes = new List<Hole>();
        long read = 0;
        foreach (var (from, to) in suspects)
        {
            read += (to - from) / meter.ExpectedIntervalSeconds;
            if (read > IntervalsReadMax) break;
            var covered = queries.Series([meter.Id], SlotLength.Interval, from, to, asOfUnixMs)
                .Where(slot => slot.ChannelId == channelId);
            // An interval must also end before the span does: the one that is under way is no hole.
            long last = to - to % meter.ExpectedIntervalSeconds;
            if (last > from) holes.AddRange(Holes.Find(meter.Id, covered, events, from, last));
        }
        isWhole = read <= IntervalsReadMax;
        return holes;
    }
}
