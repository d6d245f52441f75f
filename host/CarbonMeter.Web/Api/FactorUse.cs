using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Records;

namespace CarbonMeter.Web.Api;

/// <summary>A stretch of a meter's intervals under one factor set and intensity, unix s.</summary>
internal readonly record struct FactorRun(byte[] Hash, long MilligramsPerKilowattHour, long From, long To);

/// <summary>
/// Which factor set a meter applied when. Only the records say so, and they never change: each is read once, on the first
/// request after it came, and neighbours under the same figure become one run.
/// </summary>
internal sealed class FactorUse(ILedgerQueries queries)
{
    private const int PageRecords = 500;

    private readonly ConcurrentDictionary<string, MeterUse> _meters = new(StringComparer.Ordinal);

    /// <summary>The runs of a meter that touch a span, in the order of its chain.</summary>
    /// <param name="standing">How the meter stands.</param>
    /// <param name="span">The span.</param>
    /// <param name="receivedByUnixMs">Records received later are passed over; null: none is.</param>
    internal IReadOnlyList<FactorRun> Of(MeterStanding standing, UnixSpan span, long? receivedByUnixMs)
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
            foreach (var kept in page) use.Add(kept);
            if (page.Count < PageRecords) return;
        }
    }

    private sealed class MeterUse
    {
        private readonly List<(FactorRun Run, long ReceivedAtUnixMs)> _read = [];

        internal Lock Gate { get; } = new();

        internal long LastSequence { get; private set; }

        internal long Records { get; private set; }

        internal void Clear()
        {
            _read.Clear();
            (LastSequence, Records) = (0, 0);
        }

        internal void Add(StoredRecord kept)
        {
            (LastSequence, Records) = (kept.Sequence, Records + 1);
            if (RecordView.Decode(kept) is not IntervalRecord run) return;
            long from = run.FirstStartUnixSeconds, to = from + (long)run.LengthSeconds * run.Intervals.Length;
            // A year has tens of thousands of records under one hash: it is kept once.
            byte[] hash = _read.Count > 0 && RecordHash.AreEqual(_read[^1].Run.Hash, run.FactorSetHash)
                ? _read[^1].Run.Hash : run.FactorSetHash;
            _read.Add((new FactorRun(hash, run.Intensity.MilligramsPerKilowattHour, from, to), kept.ReceivedAtUnixMs));
        }

        internal List<FactorRun> Runs(long? receivedByUnixMs)
        {
            var runs = new List<FactorRun>();
            foreach (var (run, receivedAtUnixMs) in _read)
            {
                if (receivedAtUnixMs > receivedByUnixMs) continue;
                if (runs.Count > 0 && runs[^1] is var last && last.MilligramsPerKilowattHour == run.MilligramsPerKilowattHour
                    && run.From >= last.From && RecordHash.AreEqual(last.Hash, run.Hash))
                    runs[^1] = last with { To = Math.Max(last.To, run.To) };
                else
                    runs.Add(run);
            }
            return runs;
        }
    }
}
