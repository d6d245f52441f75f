using System.Reflection;
using System.Runtime.Loader;

namespace CarbonMeter.Budgets;

/// <summary>A world of its own in which the firmware's assemblies are the instrumented ones.</summary>
internal sealed class Instrumented : AssemblyLoadContext
{
    private static readonly string[] s_counted = ["CarbonMeter.Shared", "CarbonMeter.Firmware.Core", "CarbonMeter.Firmware.Drivers"];
    private static readonly string[] s_copied = ["Budgets.Tests", "CarbonMeter.Firmware.Virtual"];
    private readonly string _folder = Directory.CreateTempSubdirectory("budgets-").FullName;

    public Instrumented()
    {
        foreach (var name in s_counted) Instrumenter.Rewrite(Beside(name), Path.Combine(_folder, name + ".dll"));
    }

    /// <summary>Runs a scenario inside, by its name, and gives what it measured.</summary>
    public long[] Run(string scenario)
    {
        var type = LoadFromAssemblyName(new AssemblyName(s_copied[0])).GetType(typeof(Scenarios).FullName!)!;
        return (long[])type.GetMethod(scenario)!.Invoke(null, null)!;
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var name = assemblyName.Name!;
        if (s_counted.Contains(name)) return LoadFromAssemblyPath(Path.Combine(_folder, name + ".dll"));
        return s_copied.Contains(name) ? LoadFromAssemblyPath(Beside(name)) : null;
    }

    private static string Beside(string name) => Path.Combine(AppContext.BaseDirectory, name + ".dll");
}
