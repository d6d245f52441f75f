namespace CarbonMeter.Simulation.Tests;

/// <summary>Runs a world from power-on to its verdict.</summary>
internal static class Worlds
{
    public static async Task<(FaultCounts Counts, IReadOnlyList<string> Violations)> Run(int seed, int steps, WorldOptions? options = null, Faults? faults = null)
    {
        await using var world = new SimulatedWorld(seed, faults, options);
        try
        {
            world.Commission();
            world.Run(steps);
            world.HealAndDrain();
            foreach (var meter in world.Meters) world.Counts.BusFaults += meter.Virtual.Bus.Faults;
        }
        // A fault of the product may show as an exception of any kind: it is the seed's verdict, not the end of the other seeds.
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return (world.Counts, [fault.ToString()]);
        }
        return (world.Counts, Oracle.Judge(world));
    }
}
