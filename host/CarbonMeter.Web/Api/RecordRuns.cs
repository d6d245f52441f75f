using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Records;

namespace CarbonMeter.Web.Api;

/// <summary>A stretch of a meter's intervals whose records say the same, unix s.</summary>
internal readonly record struct RecordRun<T>(T Said, long From, long To);

/// <summary>
/// What a meter's records say of when, such as the factor set applied. Only the records say so, and they never change: each is read
/// once, on the first request after it came, and neighbours that say the same become one run.
/// </summary>
/// <param name="queries">The ledger.</param>
/// <param name="saying">What a record says.</param>
internal sealed class RecordRuns<T>(ILedgerQueries queries, Func<IntervalRecord, T> saying)
    where T : class, IEquatable<T>
{
    private const int PageRecords = 500;

    private readonly ConcurrentDictionary<string, MeterUse> _meters = new(StringComparer.Ordinal);

    /// <summary>The runs of a meter that touch a span, in the order of its chain.</summary>
    /// <param name="standing">How the meter stands.</param>
    /// <param name="span">The span.</param>
    /// <param name="receivedByUnixMs">Records received later are passed over; null: none is.</param>
    internal IReadOnlyList<RecordRun<T>> Of(MeterStanding standing, UnixSpan span, long? receivedByUnixMs)
    {
        var use = _meters.GetOrAdd(standing.MeterId, _ => new MeterUse());
        lock (use.Gate)
        {
            ReadOn(standing, use);
            // A record that filled a gap lies behind what was read: begin anew.
            if (use.Records < standing.Records)
            {
                use.Clear();
                ReadOn(standing, use);
            }
            return [.. use.Runs(receivedByUnixMs).Where(run => run.From < span.To && run.To > span.From)];
        }
    }

    private void ReadOn(MeterStanding standing, MeterUse use)
    {
        while (use.LastSequence < standing.LastSequence)
        {
            var page = queries.Records(standing.MeterId, use.LastSequence, PageRecords);
            foreach (var kept in page) use.Add(kept, saying);
            if (page.Count < PageRecords) return;
        }
    }

    private sealed class MeterUse
    {
        private readonly List<(RecordRun<T> Run, long ReceivedAtUnixMs)> _read = [];

        internal Lock Gate { get; } = new();

        internal long LastSequence { get; private set; }

        internal long Records { get; private set; }

        internal void Clear()
        {
            _read.Clear();
            (LastSequence, Records) = (0, 0);
        }

        internal void Add(StoredRecord kept, Func<IntervalRecord, T> saying)
        {
            (LastSequence, Records) = (kept.Sequence, Records + 1);
            if (RecordView.Decode(kept) is not IntervalRecord run) return;
            long from = run.FirstStartUnixSeconds, to = from + (long)run.LengthSeconds * run.Intervals.Length;
            var said = saying(run);
            // A year has tens of thousands of records that say the same: it is kept once.
            if (_read.Count > 0 && _read[^1].Run.Said.Equals(said)) said = _read[^1].Run.Said;
            _read.Add((new RecordRun<T>(said, from, to), kept.ReceivedAtUnixMs));
        }

        internal List<RecordRun<T>> Runs(long? receivedByUnixMs)
        {
            var runs = new List<RecordRun<T>>();
            foreach (var (run, receivedAtUnixMs) in _read)
            {
                if (receivedAtUnixMs > receivedByUnixMs) continue;
                if (runs.Count > 0 && runs[^1] is var last && run.From >= last.From && last.Said.Equals(run.Said))
                    runs[^1] = last with { To = Math.Max(last.To, run.To) };
                else
                    runs.Add(run);
            }
            return runs;
        }
    }
}

/// <summary>A factor set as applied.</summary>
/// <param name="Hash">Its hash.</param>
/// <param name="MilligramsPerKilowattHour">The intensity, mg/kWh.</param>
internal sealed record AppliedFactor(byte[] Hash, long MilligramsPerKilowattHour)
{
    internal static AppliedFactor Of(IntervalRecord run) => new(run.FactorSetHash, run.Intensity.MilligramsPerKilowattHour);

    public bool Equals(AppliedFactor? other) => other is not null && MilligramsPerKilowattHour == other.MilligramsPerKilowattHour
        && RecordHash.AreEqual(Hash, other.Hash);

    public override int GetHashCode() => MilligramsPerKilowattHour.GetHashCode();
}
