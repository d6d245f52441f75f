using System.Collections.Concurrent;
using System.Diagnostics;

namespace CarbonMeter.Simulation.Tests;

/// <summary>
/// Every milliwatt-hour exactly once, whatever fails: five hundred worlds. A seed that fails is run again alone with
/// CARBONMETER_SIMULATION_SEED=123.
/// </summary>
public sealed class SimulationTests(ITestOutputHelper output)
{
    private const string SeedVariable = "CARBONMETER_SIMULATION_SEED";
    private const int SeedCount = 500;
    private const int StepsPerSeed = 500;
    private const int SeedsPerSqliteFile = 50;

    [Fact]
    public async Task Every_milliwatt_hour_is_in_the_ledger_exactly_once()
    {
        int[] seeds = Environment.GetEnvironmentVariable(SeedVariable) is { Length: > 0 } one
            ? [int.Parse(one, System.Globalization.CultureInfo.InvariantCulture)]
            : [.. Enumerable.Range(1, SeedCount)];
        var failures = new ConcurrentBag<string>();
        var total = new FaultCounts();
        var watch = Stopwatch.StartNew();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(2, Environment.ProcessorCount) };
        await Parallel.ForEachAsync(seeds, parallel, async (seed, _) =>
        {
            var (counts, violations) = await Run(seed);
            lock (total) total.Add(counts);
            if (violations.Count > 0) failures.Add($"seed {seed}: {string.Join("; ", violations)}");
        });
        output.WriteLine($"{seeds.Length} seeds in {watch.Elapsed.TotalSeconds:0.0} s: {total}");
        Assert.True(failures.IsEmpty, $"{failures.Count} of {seeds.Length} seeds failed, for example\n{string.Join("\n", failures.Order().Take(10))}");
        if (seeds.Length == SeedCount) AssertFaultsHappened(total);
    }

    private static void AssertFaultsHappened(FaultCounts counts)
    {
        Assert.True(counts.Records > 0);
    }

    private static async Task<(FaultCounts, IReadOnlyList<string>)> Run(int seed)
    {
        string? path = seed % SeedsPerSqliteFile == 0 ? Path.Combine(Path.GetTempPath(), $"carbonmeter-simulation-{Environment.ProcessId}-{seed}.db") : null;
        try
        {
            return await Worlds.Run(seed, StepsPerSeed, new WorldOptions { Host = new HostOptions { SqlitePath = path } });
        }
        finally
        {
            if (path is not null)
                foreach (string file in Directory.EnumerateFiles(Path.GetTempPath(), Path.GetFileName(path) + "*")) File.Delete(file);
        }
    }
}
