using System.Collections.Generic;
using System.Runtime.InteropServices;
using CarbonMeter.Domain.Ledger;

namespace CarbonMeter.Storage;

/// <summary>What one channel of one meter measured in one hour or day, as far as records of one binding in a batch tell.</summary>
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
    internal long FirstReceivedUnixMs;
    internal long LastReceivedUnixMs;
    internal LoadSum Load;

    internal void Add(in HourSum sum, long sequence, long receivedAtUnixMs)
    {
        if (Intervals == 0 || receivedAtUnixMs < FirstReceivedUnixMs) FirstReceivedUnixMs = receivedAtUnixMs;
        if (Intervals == 0 || receivedAtUnixMs > LastReceivedUnixMs) LastReceivedUnixMs = receivedAtUnixMs;
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
        Load.Add(sum.Load);
    }
}

/// <summary>One slot of one channel, as records of one binding tell it.</summary>
internal readonly record struct RollupKey(long StartUnixSeconds, int Meter, int Channel, int Binding);

/// <summary>The rollups of one slot length that a batch of records touches.</summary>
internal sealed class RollupTable(int slotSeconds)
{
    internal Dictionary<RollupKey, Rollup> Slots { get; } = [];

    internal void Add(int meter, int binding, RecordSummary record, long receivedAtUnixMs)
    {
        foreach (ref readonly var sum in record.Hours)
        {
            var key = new RollupKey(sum.StartUnixSeconds - sum.StartUnixSeconds % slotSeconds, meter, sum.ChannelId, binding);
            CollectionsMarshal.GetValueRefOrAddDefault(Slots, key, out _).Add(sum, record.Sequence, receivedAtUnixMs);
        }
    }
}
