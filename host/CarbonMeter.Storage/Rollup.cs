using System.Collections.Generic;
using CarbonMeter.Records;

namespace CarbonMeter.Storage;

/// <summary>What one channel of one meter measured in one hour or day, as far as a set of records tells.</summary>
internal sealed class Rollup
{
    internal long ImportMilliwattHours;
    internal long ExportMilliwattHours;
    internal long ReactiveMillivarHours;

    // A day of nanograms can exceed a long, so milligrams and what is below them are summed apart; the parts only ever add.
    internal long CarbonMilligrams;
    internal long CarbonBelowNanograms;
    internal long MeasuredMs;
    internal int Intervals;
    internal int CompleteIntervals;
    internal long FirstSequence = long.MaxValue;
    internal long LastSequence;

    internal void Add(Interval interval, ChannelInterval channel, long sequence)
    {
        ImportMilliwattHours += channel.ImportMilliwattHours;
        ExportMilliwattHours += channel.ExportMilliwattHours;
        ReactiveMillivarHours += channel.ReactiveMillivarHours;
        long milligrams = channel.CarbonNanograms / Register.NanogramsPerMilligram;
        CarbonMilligrams += milligrams;
        CarbonBelowNanograms += channel.CarbonNanograms - milligrams * Register.NanogramsPerMilligram;
        MeasuredMs += interval.MeasuredMs;
        Intervals++;
        if (IsComplete(interval)) CompleteIntervals++;
        if (sequence < FirstSequence) FirstSequence = sequence;
        if (sequence > LastSequence) LastSequence = sequence;
    }

    /// <summary>Measured over its whole length, at a time that is certain.</summary>
    internal static bool IsComplete(Interval interval) =>
        (interval.Flags & (IntervalFlags.Partial | IntervalFlags.ClockUntrusted)) == 0;
}

/// <summary>One slot of one channel.</summary>
internal readonly record struct RollupKey(long StartUnixSeconds, int Meter, int Channel);

/// <summary>The rollups of one slot length that a batch of records touches.</summary>
internal sealed class RollupTable(int slotSeconds)
{
    internal Dictionary<RollupKey, Rollup> Slots { get; } = [];

    internal void Add(int meter, IntervalRecord record)
    {
        for (int channel = 0; channel < record.Registers.Length; channel++)
        {
            // Intervals are consecutive: the slot is looked up where it changes, not for each of them.
            Rollup? slot = null;
            long slotEnd = long.MinValue;
            long start = record.FirstStartUnixSeconds;
            foreach (var interval in record.Intervals)
            {
                if (start >= slotEnd)
                {
                    long slotStart = start - start % slotSeconds;
                    slotEnd = slotStart + slotSeconds;
                    slot = SlotAt(new RollupKey(slotStart, meter, record.Registers[channel].ChannelId));
                }
                slot!.Add(interval, interval.Channels[channel], record.Sequence);
                start += record.LengthSeconds;
            }
        }
    }

    private Rollup SlotAt(RollupKey key)
    {
        if (!Slots.TryGetValue(key, out var slot)) Slots.Add(key, slot = new Rollup());
        return slot;
    }
}
