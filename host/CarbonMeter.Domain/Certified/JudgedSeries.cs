using System;
using System.Collections.Generic;
using System.Linq;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Domain.Certified;

/// <summary>
/// Puts the verdict beside every slot. Hours are taken whole; only where the edge of a span cuts one, its intervals are looked at,
/// so that an edge is exact to the interval, whatever the hour it falls into.
/// </summary>
public static class JudgedSeries
{
    private const int HourSeconds = 3_600;

    /// <summary>The slots of the UTC hours that begin in [from, to), ordered by start, meter, channel and binding.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="verdicts">Its verdicts.</param>
    /// <param name="meterIds">Meters; empty: all.</param>
    /// <param name="fromUnixSeconds">First start, unix s.</param>
    /// <param name="toUnixSeconds">End of the starts, exclusive, unix s.</param>
    /// <param name="asOfUnixMs">The verdicts held at this moment over the records received by it; null: now.</param>
    /// <exception cref="LedgerException">The moment lies in the future, or the store fails.</exception>
    public static IReadOnlyList<JudgedSlot> Read(ILedgerQueries ledger, IVerdicts verdicts, IReadOnlyList<string> meterIds,
        long fromUnixSeconds, long toUnixSeconds, long? asOfUnixMs = null)
    {
        var hours = ledger.Series(meterIds, SlotLength.Hour, fromUnixSeconds, toUnixSeconds, asOfUnixMs);
        var held = verdicts.Verdicts([.. hours.Select(hour => hour.BindingNumber).Distinct()], asOfUnixMs);
        return Of(hours, held, (meters, start) =>
            ledger.Series(meters, SlotLength.Interval, start, start + HourSeconds, asOfUnixMs));
    }

    /// <summary>The same from slots and verdicts that were read before.</summary>
    /// <param name="slots">Slots of an hour at most.</param>
    /// <param name="verdicts">The verdicts on their bindings; without those of a binding its slots are not judged yet.</param>
    /// <param name="intervalsOf">The intervals of meters in the hour that begins at a moment, asked for once for each hour that is cut.</param>
    public static IReadOnlyList<JudgedSlot> Of(IEnumerable<EnergySlot> slots, IEnumerable<KeptVerdict> verdicts,
        Func<IReadOnlyList<string>, long, IEnumerable<EnergySlot>> intervalsOf)
    {
        var timelines = verdicts.Select(kept => (kept.BindingNumber, kept.Span)).ToLookup(kept => kept.BindingNumber, kept => kept.Span)
            .ToDictionary(spans => spans.Key, spans => spans.OrderBy(span => span.FromUnixSeconds).ToArray());
        var judged = new List<JudgedSlot>();
        var cut = new List<EnergySlot>();
        foreach (var slot in slots)
        {
            VerdictSpan[] spans = timelines.GetValueOrDefault(slot.BindingNumber, []);
            if (slot.Intervals > 1 && IsCut(slot, spans)) cut.Add(slot);
            else judged.Add(Judge(slot, spans));
        }
        if (cut.Count == 0) return judged;
        foreach (var hour in cut.GroupBy(slot => slot.StartUnixSeconds))
        {
            var keys = hour.Select(slot => (slot.MeterId, slot.ChannelId, slot.BindingNumber)).ToHashSet();
            var intervals = intervalsOf([.. hour.Select(slot => slot.MeterId).Distinct()], hour.Key);
            judged.AddRange(intervals.Where(slot => keys.Contains((slot.MeterId, slot.ChannelId, slot.BindingNumber)))
                .Select(slot => Judge(slot, timelines[slot.BindingNumber])));
        }
        return
        [
            .. judged.OrderBy(slot => slot.Slot.StartUnixSeconds).ThenBy(slot => slot.Slot.MeterId, StringComparer.Ordinal)
                .ThenBy(slot => slot.Slot.ChannelId).ThenBy(slot => slot.Slot.BindingNumber),
        ];
    }

    private static bool IsCut(EnergySlot slot, VerdictSpan[] spans)
    {
        foreach (var span in spans)
            if (span.FromUnixSeconds > slot.StartUnixSeconds && span.FromUnixSeconds < slot.StartUnixSeconds + slot.LengthSeconds) return true;
        return false;
    }

    // An interval that an edge cuts cannot be divided: the worse of its verdicts holds for it.
    private static JudgedSlot Judge(EnergySlot slot, VerdictSpan[] spans)
    {
        ChainVerdict? worst = null;
        foreach (var span in spans)
        {
            if (span.FromUnixSeconds >= slot.StartUnixSeconds + slot.LengthSeconds || span.ToUnixSeconds <= slot.StartUnixSeconds) continue;
            if (worst is null || span.Verdict.Outcome > worst.Outcome) worst = span.Verdict;
        }
        return new JudgedSlot(slot, worst);
    }
}
