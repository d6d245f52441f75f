using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Parks;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.Records;

namespace CarbonMeter.Storage.Memory;

/// <summary>
/// A ledger that lives as long as the process: for simulations and trials, and the plainest statement of what a ledger does.
/// It computes every answer from the records it holds, so the rollups of other stores can be checked against it.
/// </summary>
/// <param name="registry">Its meters have a standing before their first record; null where there is none.</param>
/// <param name="clock">Says what lies in the future; the system's by default.</param>
/// <param name="limits">How much of what is refused is kept.</param>
public sealed class MemoryLedger(IRegistry? registry = null, TimeProvider? clock = null, LedgerLimits? limits = null) : ILedger, ILedgerQueries
{
    private sealed record Kept(StoredRecord Stored, MeterRecord Record, long Number);

    private readonly LedgerLimits _limits = (limits ?? new LedgerLimits()).Validated();
    private readonly Dictionary<string, long> _dropped = new(StringComparer.Ordinal);
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;
    private readonly Dictionary<string, SortedDictionary<long, Kept>> _chains = new(StringComparer.Ordinal);
    private readonly List<QuarantinedMessage> _quarantine = [];
    private readonly Dictionary<RecordBinding, int> _bindings = [];
    private long _records;
    private long _lastQuarantined;

    /// <summary>Held while anything reads or writes; what stands beside the ledger holds it too.</summary>
    internal Lock Gate { get; } = new();

    /// <summary>The newest moment that was asked about.</summary>
    internal long SettledUnixMs { get; private set; }

    /// <summary>Facts, in the order of knowing.</summary>
    internal List<RecordedFact> Facts { get; } = [];

    /// <summary>Bindings by number, from 1 on.</summary>
    internal IReadOnlyList<NumberedBinding> Bindings
    {
        get
        {
            lock (Gate) return [.. _bindings.OrderBy(pair => pair.Value).Select(pair => new NumberedBinding(pair.Value, pair.Key))];
        }
    }

    public int BindingCount
    {
        get
        {
            lock (Gate) return _bindings.Count;
        }
    }

    public void Commit(IReadOnlyList<LedgerEntry> batch)
    {
        lock (Gate)
        {
            foreach (var entry in batch)
            {
                if (entry.WasHeld) _quarantine.RemoveAll(kept => IsOf(kept, entry) && Waits(kept.Reason));
                if (entry.Summary is not null) Append(entry, KeptRecord.Decode(entry.Bytes));
                else if (entry.Reason is { } reason) Quarantine(entry, reason, entry.Detail ?? "");
            }
        }
    }

    public ChainState? HeadOf(string meterId)
    {
        lock (Gate)
            return _chains.TryGetValue(meterId, out var chain) && chain.Count > 0 && chain.Last().Value is { } newest
                ? ChainState.After(newest.Record, newest.Stored.Hash)
                : null;
    }

    public StoredRecord? Find(string meterId, long sequence)
    {
        lock (Gate)
            return _chains.TryGetValue(meterId, out var chain) && chain.TryGetValue(sequence, out var kept) ? kept.Stored : null;
    }

    public IReadOnlyList<KeyEnrolled> KeysOf(string meterId)
    {
        lock (Gate) return [.. Facts.Select(fact => fact.Fact).OfType<KeyEnrolled>().Where(key => key.MeterId == meterId)];
    }

    public IReadOnlyList<QuarantinedMessage> Quarantined(QuarantineReason reason, string? meterId, long afterId, int limit)
    {
        lock (Gate)
            return [.. _quarantine.Where(kept => kept.Reason == reason && kept.Id > afterId && (meterId ?? kept.MeterId) == kept.MeterId).Take(limit)];
    }

    public IReadOnlyList<EnergySlot> Series(IReadOnlyList<string> meterIds, SlotLength length, long fromUnixSeconds,
        long toUnixSeconds, long? receivedByUnixMs = null)
    {
        if (length == SlotLength.Interval)
            return KeptRecord.InOrder(Intervals(meterIds, fromUnixSeconds, toUnixSeconds, receivedByUnixMs));
        int seconds = length == SlotLength.Hour ? 3_600 : 86_400;
        return KeptRecord.InOrder(Intervals(meterIds, long.MinValue, long.MaxValue, receivedByUnixMs)
            .GroupBy(slot => (slot.MeterId, slot.ChannelId, slot.BindingNumber, Start: slot.StartUnixSeconds - slot.StartUnixSeconds % seconds))
            .Where(group => group.Key.Start >= fromUnixSeconds && group.Key.Start < toUnixSeconds)
            .Select(group => SlotSum.Of(group, group.Key.Start, seconds)));
    }

    public IReadOnlyList<GasSlot> GasHours(
        IReadOnlyList<string> meterIds, long fromUnixSeconds, long toUnixSeconds, long? receivedByUnixMs = null)
    {
        lock (Gate)
        {
            Settle(receivedByUnixMs);
            return [.. All(meterIds).Where(kept => kept.Stored.ReceivedAtUnixMs <= (receivedByUnixMs ?? long.MaxValue))
                .SelectMany(kept => RecordSummary.Of(kept.Record).GasHours.ToArray().Select(hour => (kept.Stored.MeterId, hour)))
                .Where(one => one.hour.StartUnixSeconds >= fromUnixSeconds && one.hour.StartUnixSeconds < toUnixSeconds)
                .GroupBy(one => (one.hour.StartUnixSeconds, one.MeterId))
                .OrderBy(group => group.Key.StartUnixSeconds).ThenBy(group => group.Key.MeterId, StringComparer.Ordinal)
                .Select(group => new GasSlot(group.Key.MeterId, group.Key.StartUnixSeconds, 3_600,
                    group.Aggregate(default(GasSum), (sum, one) => sum + one.hour.Sum)))];
        }
    }

    public IReadOnlyList<EnergyTotals> Totals(
        IReadOnlyList<string> meterIds, long fromUnixSeconds, long toUnixSeconds, long? receivedByUnixMs = null) =>
        TotalsPlan.Sum(Intervals(meterIds, fromUnixSeconds, toUnixSeconds, receivedByUnixMs));

    public (long FromUnixSeconds, long ToUnixSeconds)? Span(IReadOnlyList<string> meterIds)
    {
        var slots = Intervals(meterIds, long.MinValue, long.MaxValue, null);
        var begun = slots.Where(slot => slot.CompleteIntervals > 0
            || slot.ImportMilliwattHours != 0 || slot.ExportMilliwattHours != 0 || slot.ReactiveMillivarHours != 0).ToList();
        return begun.Count == 0 ? null : (begun.Min(slot => slot.StartUnixSeconds), slots.Max(slot => slot.StartUnixSeconds + slot.LengthSeconds));
    }

    public IReadOnlyList<MeterStanding> Standings()
    {
        var registered = registry?.Meters().Select(meter => meter.Id) ?? [];
        lock (Gate)
            return [.. _chains.Keys.Union(registered).Order(StringComparer.Ordinal)
                .Select(id => Standing(id, _chains.TryGetValue(id, out var chain) ? chain.Values : []))];
    }

    public IReadOnlyList<StoredRecord> Records(string meterId, long afterSequence, int limit)
    {
        lock (Gate)
            return !_chains.TryGetValue(meterId, out var chain) ? []
                : [.. chain.Values.Where(kept => kept.Record.Sequence > afterSequence).Take(limit).Select(kept => kept.Stored)];
    }

    public IReadOnlyList<StoredEvent> Events(string? meterId, int limit)
    {
        lock (Gate)
            return [.. All(meterId is null ? [] : [meterId]).OrderByDescending(kept => kept.Number)
                .Select(kept => kept.Record).OfType<EventRecord>().Take(limit).Select(KeptRecord.Event)];
    }

    public IReadOnlyList<QuarantinedMessage> Quarantine(long beforeId, int limit)
    {
        lock (Gate) return [.. _quarantine.Where(message => message.Id < beforeId).Reverse().Take(limit)];
    }

    public (long Records, long Quarantined) Counts()
    {
        lock (Gate) return (_records, _quarantine.Count);
    }

    private void Append(LedgerEntry entry, MeterRecord record)
    {
        var chain = ChainOf(entry.MeterId);
        byte[] hash = entry.Hash!;
        if (chain.TryGetValue(record.Sequence, out var known))
        {
            if (!RecordHash.AreEqual(known.Stored.Hash, hash))
                Quarantine(entry, QuarantineReason.Fork, ForkDetail.Of(record.Sequence, known.Stored.Hash, hash));
            return;
        }
        if (!_bindings.TryGetValue(entry.Binding!, out int binding)) _bindings.Add(entry.Binding!, binding = _bindings.Count + 1);
        if (chain.TryGetValue(record.Sequence + 1, out var next) && next.Stored.GapBefore)
            chain[record.Sequence + 1] = next with { Stored = next.Stored with { GapBefore = false } };
        var stored = new StoredRecord(entry.MeterId, record.Sequence, hash, entry.Bytes,
            Math.Max(entry.ReceivedAtUnixMs, SettledUnixMs + 1), entry.GapBefore, binding);
        chain.Add(record.Sequence, new Kept(stored, record, ++_records));
        if (entry.Fact is not null) Learn(entry.Fact, stored.ReceivedAtUnixMs);
    }

    /// <summary>Adds a fact; the caller holds the gate.</summary>
    internal void Learn(TraceabilityFact fact, long nowUnixMs)
    {
        long last = Facts.Count == 0 ? 0 : Facts[^1].RecordedAtUnixMs;
        Facts.Add(new RecordedFact(Facts.Count + 1, Math.Max(Math.Max(nowUnixMs, last), SettledUnixMs + 1), fact));
    }

    private static bool Waits(QuarantineReason reason) =>
        reason is QuarantineReason.UnknownMeter or QuarantineReason.UnknownFactorSet or QuarantineReason.UnknownKey;

    private static bool IsOf(QuarantinedMessage kept, LedgerEntry entry) =>
        kept.MeterId == entry.MeterId && kept.Bytes.AsSpan().SequenceEqual(entry.Bytes);

    private void Quarantine(LedgerEntry entry, QuarantineReason reason, string detail)
    {
        ChainOf(entry.MeterId);
        if (_quarantine.Any(kept => IsOf(kept, entry))) return;
        var ofMeter = _quarantine.Where(kept => kept.MeterId == entry.MeterId).ToList();
        if (_limits.IsFull(ofMeter.Count, ofMeter.Sum(kept => (long)kept.Bytes.Length), entry.Bytes.Length, reason))
        {
            _dropped[entry.MeterId] = _dropped.GetValueOrDefault(entry.MeterId) + 1;
            return;
        }
        _quarantine.Add(new QuarantinedMessage(
            ++_lastQuarantined, entry.MeterId, entry.ReceivedAtUnixMs, reason, detail, entry.Bytes));
    }

    private SortedDictionary<long, Kept> ChainOf(string meterId)
    {
        if (!_chains.TryGetValue(meterId, out var chain)) _chains.Add(meterId, chain = []);
        return chain;
    }

    private IEnumerable<Kept> All(IReadOnlyList<string> meterIds) =>
        _chains.Where(pair => meterIds.Count == 0 || meterIds.Contains(pair.Key)).SelectMany(pair => pair.Value.Values);

    private List<EnergySlot> Intervals(IReadOnlyList<string> meterIds, long from, long to, long? receivedByUnixMs)
    {
        lock (Gate)
        {
            Settle(receivedByUnixMs);
            return [.. All(meterIds).Where(kept => kept.Stored.ReceivedAtUnixMs <= (receivedByUnixMs ?? long.MaxValue)).SelectMany(kept => KeptRecord.Slots(kept.Record, kept.Stored.BindingNumber, from, to))];
        }
    }

    /// <summary>Settles a moment; the caller holds the gate.</summary>
    internal void Settle(long? unixMs)
    {
        if (unixMs is not { } moment) return;
        Settled.RequirePast(moment, _clock);
        SettledUnixMs = Math.Max(SettledUnixMs, moment);
    }

    private MeterStanding Standing(string meterId, ICollection<Kept> chain)
    {
        var ends = chain.Select(kept => kept.Record).OfType<IntervalRecord>()
            .Select(run => (long?)(run.FirstStartUnixSeconds + (long)run.LengthSeconds * run.Intervals.Length));
        var refused = _quarantine.Where(message => message.MeterId == meterId).ToList();
        return new MeterStanding(meterId, chain.Count, chain.Select(kept => kept.Record.Sequence).DefaultIfEmpty(0).Max(),
            chain.Max(kept => (long?)kept.Stored.ReceivedAtUnixMs), ends.Max(), chain.Count(kept => kept.Stored.GapBefore),
            refused.Count, refused.Count(message => message.Reason == QuarantineReason.Fork),
            _dropped.GetValueOrDefault(meterId));
    }
}
