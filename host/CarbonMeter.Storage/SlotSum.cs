using System;
using System.Collections.Generic;
using System.Linq;
using CarbonMeter.Domain.Ledger;

namespace CarbonMeter.Storage;

/// <summary>Adds interval slots up to a longer one.</summary>
internal static class SlotSum
{
    private const int HourSeconds = 3_600;

    /// <summary>The slot that holds intervals of one meter, channel and binding, at least one.</summary>
    internal static EnergySlot Of(IEnumerable<EnergySlot> intervals, long startUnixSeconds, int lengthSeconds)
    {
        var slots = intervals.ToList();
        return new EnergySlot(slots[0].MeterId, slots[0].ChannelId, startUnixSeconds, lengthSeconds,
            slots.Sum(slot => slot.ImportMilliwattHours), slots.Sum(slot => slot.ExportMilliwattHours),
            slots.Sum(slot => slot.ReactiveMillivarHours), slots.Aggregate((Int128)0, (sum, slot) => sum + slot.CarbonNanograms),
            slots.Sum(slot => slot.MeasuredMs), slots.Sum(slot => slot.Intervals), slots.Sum(slot => slot.CompleteIntervals),
            slots[0].BindingNumber, lengthSeconds == HourSeconds ? LoadOf(slots) : null);
    }

    private static LoadRange? LoadOf(List<EnergySlot> slots)
    {
        var loaded = slots.Where(slot => slot.ImportMilliwattHours != 0 || slot.ExportMilliwattHours != 0).ToList();
        if (loaded.Count == 0 || loaded.Any(slot => slot.Load is null)) return null;
        bool isPowerFactorKnown = loaded.All(slot => slot.Load!.PowerFactorPpmMin is not null);
        return new LoadRange(loaded.Min(slot => slot.Load!.CurrentMilliamperesMin), loaded.Max(slot => slot.Load!.CurrentMilliamperesMax),
            isPowerFactorKnown ? loaded.Min(slot => slot.Load!.PowerFactorPpmMin) : null);
    }
}
