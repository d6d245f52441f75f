using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using CarbonMeter.Benchmarks.Load;
using CarbonMeter.Domain.Certified;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.Storage.Sqlite;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Benchmarks;

/// <summary>A year of six meters: how long certified sums take, now and as of moments before and after a revocation.</summary>
internal static class AsOfBenchmark
{
    private const int Meters = 6, Days = 365, IntervalsPerRecord = 15, RecordsPerDay = 96, Repeats = 5;
    private const long Begin = TestMeter.FirstStartUnixSeconds, End = Begin + Days * 86_400L;

    internal static void Run(TextWriter output)
    {
        string folder = Directory.CreateTempSubdirectory("carbonmeter-").FullName;
        try
        {
            using var store = SqliteStore.Open(Path.Combine(folder, "ledger.db"));
            var meters = Enumerable.Range(0, Meters).Select(number => new TestMeter($"m{number}", seed: number)).ToArray();
            long records = Fill(store, meters);
            store.Facts.Append(Chains.FactsOf(meters.Select(meter => (meter.Id, meter.PublicKey))), TestChain.LearntAtUnixMs);
            using var keeper = Chains.KeeperOf(store);
            double judged = Milliseconds(() => RunToTheEnd(keeper));
            output.WriteLine($"{Meters} meters, {Days} days, {records} records of {IntervalsPerRecord} minutes, one in twenty a day late; "
                + $"judged from cold in {judged:F0} ms");
            Ask(output, store, "now", null);
            Ask(output, store, "as of the middle of the year", (Begin + End) / 2 * 1000 + 12_345);
            long beforeRevocation = Now();
            Ask(output, store, "as of now", beforeRevocation);
            store.Facts.Append([new CertificateRevoked(Chains.WorkingStandardHash, Begin + 100 * 86_400 + 1_830, "dropped")], Now());
            output.WriteLine($"a revocation judged in {Milliseconds(() => RunToTheEnd(keeper)):F0} ms");
            Ask(output, store, "now, revoked since a hundred days", null);
            Ask(output, store, "as of before the revocation", beforeRevocation);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Ask(TextWriter output, SqliteStore store, string when, long? asOf)
    {
        IReadOnlyList<JudgedSlot> slots = [];
        double[] times = [.. Enumerable.Range(0, Repeats).Select(_ => Milliseconds(() =>
            slots = JudgedSeries.Read(store.Queries, store.Verdicts, [], Begin, End, asOf))).Order()];
        Int128 Sum(IEnumerable<JudgedSlot> judged) => judged.Aggregate((Int128)0, (sum, slot) => sum + slot.Slot.ImportMilliwattHours);
        output.WriteLine($"{"asof: " + when,-42}{times[Repeats / 2],6:F0} ms (median of {Repeats}, {times[0]:F0} to {times[^1]:F0}; target below 1000): "
            + $"{slots.Count} slots, {Sum(slots.Where(slot => slot.Verdict?.Outcome == Outcome.Valid))} of {Sum(slots)} mWh certified");
    }

    private static long Fill(SqliteStore store, TestMeter[] meters)
    {
        var late = new List<LedgerEntry>();
        long count = 0;
        for (int day = 0; day < Days; day++)
        {
            var made = new LedgerEntry[meters.Length][];
            Parallel.For(0, meters.Length, number => made[number] = [.. Enumerable.Range(0, RecordsPerDay).Select(index =>
            {
                bool isLate = index % 20 == number;
                var record = meters[number].Run(IntervalsPerRecord);
                long end = meters[number].NextStartUnixSeconds;
                return record.Entry(gapBefore: index % 20 == number + 1, receivedAtUnixMs: (end + (isLate ? 86_400 : 3)) * 1000);
            })]);
            var all = made.SelectMany(entries => entries).ToLookup(entry => entry.Summary!.EndUnixSeconds * 1000 + 3_000 < entry.ReceivedAtUnixMs);
            store.Ledger.Commit([.. late, .. all[false]]);
            late = [.. all[true]];
            count += made.Sum(entries => entries.Length);
        }
        store.Ledger.Commit(late);
        return count;
    }

    private static void RunToTheEnd(Ingest.Verdicts.VerdictKeeper keeper)
    {
        while (keeper.RunOnce())
        {
        }
    }

    private static double Milliseconds(Action work)
    {
        long start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static long Now() => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
}
