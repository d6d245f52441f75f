using System.Collections.Generic;
using System.Runtime.InteropServices;
using CarbonMeter.Domain.Ledger;

namespace CarbonMeter.Storage;

/// <summary>What one channel of one meter measured in one hour or day, as far as a batch of records tells.</summary>
internal struct Rollup
{
    internal long ImportMilliwattHours;
    internal long ExportMilliwattHours;
    internal long ReactiveMillivarHours;
    internal long CarbonMilligrams;
    internal long CarbonBelowNanograms;
    internal long MeasuredMs;
    internal int Intervals;
    internal int CompleteIntervals;
    internal long FirstSequence;
    internal long LastSequence;

    internal void Add(in HourSum sum, long sequence)
    {
        if (Intervals == 0 || sequence < FirstSequence) FirstSequence = sequence;
        if (sequence > LastSequence) LastSequence = sequence;
        ImportMilliwattHours += sum.ImportMilliwattHours;
        ExportMilliwattHours += sum.ExportMilliwattHours;
        ReactiveMillivarHours += sum.ReactiveMillivarHours;
        CarbonMilligrams += sum.CarbonMilligrams;
        CarbonBelowNanograms += sum.CarbonBelowNanograms;
        MeasuredMs += sum.MeasuredMs;
        Intervals += sum.Intervals;
        CompleteIntervals += sum.CompleteIntervals;
    }
}

/// <summary>One slot of one channel.</summary>
internal readonly record struct RollupKey(long StartUnixSeconds, int Meter, int Channel);

/// <summary>The rollups of one slot length that a batch of records touches.</summary>
internal sealed class RollupTable(int slotSeconds)
{
    internal Dictionary<RollupKey, Rollup> Slots { get; } = [];

    internal void Add(int meter, RecordSummary record)
    {
        foreach (ref readonly var sum in record.Hours)
        {
            var key = new RollupKey(sum.StartUnixSeconds - sum.StartUnixSeconds % slotSeconds, meter, sum.ChannelId);
            CollectionsMarshal.GetValueRefOrAddDefault(Slots, key, out _).Add(sum, record.Sequence);
        }
    }
}
