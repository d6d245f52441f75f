using System;
using System.Collections.Generic;
using System.Linq;
using CarbonMeter.Domain.Ledger;

namespace CarbonMeter.Storage;

/// <summary>Covers a span with as few rows as its ends allow: whole days, whole hours beside them, intervals at the rims.</summary>
internal static class TotalsPlan
{
    private const long HourSeconds = 3_600;
    private const long DaySeconds = 86_400;

    /// <summary>Pieces that together are exactly [from, to), ascending; a piece that would be empty is left out.</summary>
    internal static IEnumerable<(SlotLength Length, long From, long To)> Pieces(long from, long to)
    {
        if (to <= from) return [];
        long firstHour = Up(from, HourSeconds), lastHour = Down(to, HourSeconds);
        // No whole hour inside: intervals do not straddle hours, so they cover the rest.
        if (firstHour >= lastHour) return [(SlotLength.Interval, from, to)];
        long firstDay = Up(firstHour, DaySeconds), lastDay = Down(lastHour, DaySeconds);
        if (firstDay >= lastDay) firstDay = lastDay = lastHour;
        (SlotLength Length, long From, long To)[] pieces =
        [
            (SlotLength.Interval, from, firstHour), (SlotLength.Hour, firstHour, firstDay), (SlotLength.Day, firstDay, lastDay),
            (SlotLength.Hour, lastDay, lastHour), (SlotLength.Interval, lastHour, to),
        ];
        return pieces.Where(piece => piece.From < piece.To);
    }

    /// <summary>One row a meter and channel, by meter and channel.</summary>
    internal static IReadOnlyList<EnergyTotals> Sum(IEnumerable<EnergySlot> slots) =>
    [
        .. slots.GroupBy(slot => (slot.MeterId, slot.ChannelId))
            .Select(group => group.Aggregate(new EnergyTotals(group.Key.MeterId, group.Key.ChannelId, 0, 0, 0, 0, 0), Add))
            .OrderBy(total => total.MeterId, StringComparer.Ordinal).ThenBy(total => total.ChannelId),
    ];

    private static EnergyTotals Add(EnergyTotals sum, EnergySlot slot) => sum with
    {
        ImportMilliwattHours = sum.ImportMilliwattHours + slot.ImportMilliwattHours,
        ExportMilliwattHours = sum.ExportMilliwattHours + slot.ExportMilliwattHours,
        CarbonNanograms = sum.CarbonNanograms + slot.CarbonNanograms,
        Intervals = sum.Intervals + slot.Intervals,
        CompleteIntervals = sum.CompleteIntervals + slot.CompleteIntervals,
    };

    private static long Down(long value, long step) => value - Modulo(value, step);

    private static long Up(long value, long step) => Modulo(value, step) is var over && over == 0 ? value : value + (step - over);

    private static long Modulo(long value, long step) => (value % step + step) % step;
}
