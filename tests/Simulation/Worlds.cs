namespace CarbonMeter.Simulation.Tests;

/// <summary>Runs a world from power-on to its verdict.</summary>
internal static class Worlds
{
    /// <summary>Runs one seed; <paramref name="judge"/> looks at the drained world beside the oracle.</summary>
    public static async Task<(FaultCounts Counts, Verdict Verdict)> Run(
        int seed, int steps, WorldOptions? options = null, Faults? faults = null, Action<SimulatedWorld>? judge = null)
    {
        await using var world = new SimulatedWorld(seed, faults, options);
        try
        {
            world.Commission();
            world.Run(steps);
            world.HealAndDrain();
            foreach (var meter in world.Meters) world.Counts.BusFaults += meter.Virtual.Bus.Faults;
            judge?.Invoke(world);
            return (world.Counts, Oracle.Judge(world));
        }
        // A fault of the product may show as an exception of any kind: it is this seed's verdict, not the end of the others.
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return (world.Counts, new Verdict([fault.ToString()], false));
        }
    }

    /// <summary>Runs many seeds on all processors.</summary>
    public static async Task<SeedResults> RunAll(IEnumerable<int> seeds, Func<int, Task<(FaultCounts Counts, Verdict Verdict)>> run)
    {
        var results = new SeedResults();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(2, Environment.ProcessorCount) };
        await Parallel.ForEachAsync(seeds, parallel, async (seed, _) =>
        {
            var (counts, verdict) = await run(seed);
            lock (results) results.Add(seed, counts, verdict);
        });
        return results;
    }
}

/// <summary>What came of many seeds.</summary>
internal sealed class SeedResults
{
    private readonly SortedDictionary<int, Verdict> _bad = [];

    public int Seeds { get; private set; }

    public FaultCounts Counts { get; } = new();

    public IReadOnlyDictionary<int, Verdict> Bad => _bad;

    public void Add(int seed, FaultCounts counts, Verdict verdict)
    {
        Seeds++;
        Counts.Add(counts);
        if (!verdict.IsGood) _bad.Add(seed, verdict);
    }

    /// <summary>Fails with the seeds that failed.</summary>
    public void AssertAllGood() => Assert.True(Bad.Count == 0,
        $"{Bad.Count} of {Seeds} seeds failed, for example\n" + string.Join("\n", Bad.Take(12).Select(pair => $"seed {pair.Key}: {pair.Value}")));
}
