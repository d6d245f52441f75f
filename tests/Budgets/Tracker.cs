namespace CarbonMeter.Budgets;

/// <summary>What the instrumented firmware reports to: instructions carried out, and what it allocated.</summary>
public static class Tracker
{
    /// <summary>IL instructions carried out by the instrumented assemblies.</summary>
    public static long Instructions;

    /// <summary>Objects, arrays and boxes they allocated.</summary>
    public static long Allocations;

    private static readonly List<WeakReference> s_allocated = [];

    /// <summary>Notes one object that was just made.</summary>
    public static void Track(object made)
    {
        Allocations++;
        s_allocated.Add(new WeakReference(made));
    }

    /// <summary>What of it is still reachable after a collection.</summary>
    public static IReadOnlyList<object> Live()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        s_allocated.RemoveAll(one => !one.IsAlive);
        return [.. s_allocated.Select(one => one.Target).OfType<object>()];
    }
}
