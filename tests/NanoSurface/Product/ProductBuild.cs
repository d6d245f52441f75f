using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using CarbonMeter.NanoSurface.Gate;
using CarbonMeter.NanoSurface.Product;
using CarbonMeter.NanoSurface.Stubs;
using Microsoft.CodeAnalysis;

namespace CarbonMeter.NanoSurface;

/// <summary>A folder of the product, compiled against the device's libraries and judged.</summary>
internal sealed record Built(DeviceAssembly Assembly, string[] Errors, Finding[] Findings)
{
    /// <summary>The device libraries it refers to, with everything those refer to: what has to be deployed with it.</summary>
    public string[] Libraries()
    {
        using var image = new PEReader(new MemoryStream(Assembly.Image));
        MetadataReader reader = image.GetMetadataReader();
        var open = new Stack<string>(reader.AssemblyReferences.Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name))
            .Where(ReferenceAssemblies.All.Names.Contains));
        var seen = new SortedSet<string>(StringComparer.Ordinal);
        while (open.TryPop(out string? name))
        {
            if (!seen.Add(name)) continue;
            foreach (string reference in ReferenceAssemblies.All.Library(name).References) open.Push(reference);
        }
        return [.. seen];
    }
}

/// <summary>The sources that go onto the meter, compiled once in their order.</summary>
internal static class ProductBuild
{
    // Shared, Core and Drivers see the core library and its text encodings only: that keeps them portable to any nanoCLR.
    private static readonly string[] PortableLibraries = ["mscorlib", "nanoFramework.System.Text"];

    private static readonly Lazy<Dictionary<string, Built>> Folders = new(BuildAll);

    /// <summary>By folder.</summary>
    public static IReadOnlyDictionary<string, Built> All => Folders.Value;

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
            bool isProgram = folder is "tests/Device" or "firmware/App";
            DeviceAssembly assembly = DeviceAssembly.FromFiles(name, Repository.SourcesBelow(folder, excluded), [.. seen], isProgram);
            // Errors in what everything else stands on would be reported again by all of it.
            string[] errors = all.FirstOrDefault(built => built.Value.Errors.Length > 0).Key is { } broken
                ? [$"not compiled, because {broken} does not compile"] : assembly.Errors;
            all[folder] = new Built(assembly, errors, errors.Length > 0 ? [] : DeviceGate.Judge(assembly, nonZero));
            if (errors.Length == 0 && !isProgram) references.Add(assembly.ToReference());
        }
    }
}
