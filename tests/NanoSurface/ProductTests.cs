using CarbonMeter.NanoSurface.Gate;
using CarbonMeter.NanoSurface.Product;
using CarbonMeter.NanoSurface.Stubs;
using Microsoft.CodeAnalysis;

namespace CarbonMeter.NanoSurface;

/// <summary>The sources that go onto the meter, compiled in their order against the device's libraries and then judged.</summary>
public sealed class ProductTests
{
    // Shared, Core and Drivers see the core library and its text encodings only: that keeps them portable to any nanoCLR.
    private static readonly string[] PortableLibraries = ["mscorlib", "nanoFramework.System.Text"];

    private static readonly Lazy<Dictionary<string, Built>> All = new(BuildAll);

    [Theory]
    [InlineData("shared")]
    [InlineData("firmware/Core")]
    [InlineData("firmware/Drivers")]
    [InlineData("firmware/App")]
    [InlineData("tests/Device")]
    public void Sources_compile_for_the_device_and_keep_off_what_breaks_there(string folder)
    {
        Assert.SkipUnless(All.Value.ContainsKey(folder), $"{folder} has no sources");
        Built built = All.Value[folder];
        Assert.True(built.Errors.Length == 0, Report("does not compile for the device", folder, built.Errors));
        Assert.True(built.Findings.Length == 0, Report("breaks on the device", folder, built.Findings));
    }

    [Fact]
    public void The_shared_sources_are_found() => Assert.Contains("shared", All.Value.Keys);

    private static string Report(string what, string folder, object[] lines) =>
        $"{folder} {what} ({lines.Length}):\n{string.Join("\n", lines)}";

    private static Dictionary<string, Built> BuildAll()
    {
        var all = new Dictionary<string, Built>();
        var nonZero = new NonZeroFields();
        var references = new List<MetadataReference>(ReferenceAssemblies.All.Select(PortableLibraries));
        MetadataReference[] everyLibrary = ReferenceAssemblies.All.Select([.. ReferenceAssemblies.All.Names]);
        Build("shared", "CarbonMeter.Shared", references, "DotNet");
        Build("firmware/Core", "CarbonMeter.Firmware.Core", references);
        Build("firmware/Drivers", "CarbonMeter.Firmware.Drivers", references);
        Build("tests/Device", "carbonmeter-device-tests", references);
        Build("firmware/App", "CarbonMeter.Firmware.App", [.. everyLibrary, .. references.Skip(PortableLibraries.Length)]);
        return all;

        void Build(string folder, string name, List<MetadataReference> seen, params string[] excluded)
        {
            string[] sources = Repository.SourcesBelow(folder, excluded);
            if (sources.Length == 0) return;
            // Errors in what everything else stands on would be reported again by all of it.
            if (all.FirstOrDefault(built => built.Value.Errors.Length > 0).Key is { } broken)
            {
                all[folder] = new Built([$"not compiled, because {broken} does not compile"], []);
                return;
            }
            bool isProgram = folder is "tests/Device" or "firmware/App";
            DeviceAssembly assembly = DeviceAssembly.FromFiles(name, sources, [.. seen], isProgram);
            Finding[] findings = assembly.Errors.Length > 0 ? [] : DeviceGate.Judge(assembly, nonZero);
            all[folder] = new Built(assembly.Errors, findings);
            if (assembly.Errors.Length == 0 && !isProgram) references.Add(assembly.ToReference());
        }
    }

    private sealed record Built(string[] Errors, Finding[] Findings);
}
