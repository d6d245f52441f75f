using System.Collections.Generic;
using CarbonMeter.Domain.Ledger;

namespace CarbonMeter.Storage;

/// <summary>What one channel of one meter measured in one hour or day, as far as records of one binding tell.</summary>
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
internal readonly record struct RollupKey(long StartUnixSeconds, int Meter, int Channel, int Binding)
{
    /// <summary>The order of one meter's slots in their table.</summary>
    internal int CompareTo(in RollupKey other)
    {
        if (StartUnixSeconds != other.StartUnixSeconds) return StartUnixSeconds < other.StartUnixSeconds ? -1 : 1;
        if (Channel != other.Channel) return Channel < other.Channel ? -1 : 1;
        return Binding.CompareTo(other.Binding);
    }
}

/// <summary>One row of rollups: what the table holds of it, with what the running batch adds.</summary>
internal sealed class Slot(RollupKey key)
{
    internal readonly RollupKey Key = key;
    internal Rollup Sums;
    internal bool IsTouched;
}

/// <summary>Where one slot length's rollups are kept.</summary>
internal interface IRollups
{
    int SlotSeconds { get; }

    /// <summary>Fills in what is kept of a slot, which may be nothing.</summary>
    void Read(Slot slot);

    /// <summary>Puts a slot in the place of what was kept of it.</summary>
    void Write(Slot slot);
}

/// <summary>
/// One meter's rollups of one slot length: those that the running batch touches, and between batches the newest, to which the next
/// record nearly always adds. It is in the order of the keys. Good only while nobody else writes and every batch is kept.
/// </summary>
internal sealed class MeterSlots(int meter, IRollups kept)
{
    private readonly List<Slot> _slots = [];

    /// <summary>Adds a record up.</summary>
    /// <param name="binding">Its binding's number.</param>
    /// <param name="record">The record.</param>
    /// <param name="receivedAtUnixMs">When it was received.</param>
    /// <param name="endUnixSeconds">Where the intervals kept so far end: no slot from then on is kept, so none is looked for.</param>
    internal void Add(int binding, RecordSummary record, long receivedAtUnixMs, long endUnixSeconds)
    {
        foreach (ref readonly var sum in record.Hours)
        {
            var key = new RollupKey(sum.StartUnixSeconds - sum.StartUnixSeconds % kept.SlotSeconds, meter, sum.ChannelId, binding);
            var slot = SlotOf(key, endUnixSeconds);
            slot.Sums.Add(sum, record.Sequence, receivedAtUnixMs);
            slot.IsTouched = true;
        }
    }

    /// <summary>Writes what the batch touched, and forgets all but the newest.</summary>
    internal void Write()
    {
        foreach (var slot in _slots)
        {
            if (!slot.IsTouched) continue;
            kept.Write(slot);
            slot.IsTouched = false;
        }
        int older = _slots.Count;
        while (older > 0 && _slots[older - 1].Key.StartUnixSeconds == _slots[^1].Key.StartUnixSeconds) older--;
        _slots.RemoveRange(0, older);
    }

    private Slot SlotOf(in RollupKey key, long endUnixSeconds)
    {
        int from = 0, to = _slots.Count;
        while (from < to)
        {
            // A record's slots are the last or near them.
            int middle = to - 1 - (to - from) / 4;
            int order = _slots[middle].Key.CompareTo(key);
            if (order == 0) return _slots[middle];
            if (order < 0) from = middle + 1;
            else to = middle;
        }
        var slot = new Slot(key);
        if (key.StartUnixSeconds < endUnixSeconds) kept.Read(slot);
        _slots.Insert(from, slot);
        return slot;
    }
}
