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
    internal IReadOnlyList<FactorRun> Of(MeterStanding standing, UnixSpan span)
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
            return [.. use.Runs.Where(run => run.From < span.To && run.To > span.From)];
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
        internal Lock Gate { get; } = new();

        internal List<FactorRun> Runs { get; } = [];

        internal long LastSequence { get; private set; }

        internal long Records { get; private set; }

        internal void Clear()
        {
            Runs.Clear();
            (LastSequence, Records) = (0, 0);
        }

        internal void Add(StoredRecord kept)
        {
            (LastSequence, Records) = (kept.Sequence, Records + 1);
            if (RecordView.Decode(kept) is not IntervalRecord run) return;
            long from = run.FirstStartUnixSeconds, to = from + (long)run.LengthSeconds * run.Intervals.Length;
            long intensity = run.Intensity.MilligramsPerKilowattHour;
            if (Runs.Count > 0 && Runs[^1] is var last && last.MilligramsPerKilowattHour == intensity
                && from >= last.From && RecordHash.AreEqual(last.Hash, run.FactorSetHash))
                Runs[^1] = last with { To = Math.Max(last.To, to) };
            else
                Runs.Add(new FactorRun(run.FactorSetHash, intensity, from, to));
        }
    }
}
