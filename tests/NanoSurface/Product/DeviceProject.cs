using System.Xml.Linq;

namespace CarbonMeter.NanoSurface.Product;

/// <summary>A project that builds a folder for the device, in the words of both tool chains: .nfproj with packages.config, and .NET SDK.</summary>
internal sealed record DeviceProject(string Name, string Folder, string SourceFolder, string[] Excluded)
{
    /// <summary>All of them, in the order in which they need each other.</summary>
    public static readonly DeviceProject[] All =
    [
        new("Shared", "firmware/App/Libraries/Shared", "shared", ["DotNet"]),
        new("Core", "firmware/App/Libraries/Core", "firmware/Core", []),
        new("Drivers", "firmware/App/Libraries/Drivers", "firmware/Drivers", []),
        new("App", "firmware/App", "firmware/App", ["Libraries", "packages"]),
    ];

    private readonly XDocument _sdk = XDocument.Load(Repository.PathOf($"{Folder}/{Name}.Sdk.csproj"));
    private readonly XDocument _extension = XDocument.Load(Repository.PathOf($"{Folder}/{Name}.nfproj"));

    /// <summary>Package id and version, "id version", of packages.config.</summary>
    public string[] PackagesConfig => Sorted(XDocument.Load(Repository.PathOf($"{Folder}/packages.config")).Root!.Elements("package")
        .Select(package => $"{package.Attribute("id")!.Value} {package.Attribute("version")!.Value}"));

    /// <summary>Package ids of the SDK project.</summary>
    public string[] PackageReferences => Sorted(Includes(_sdk, "PackageReference"));

    /// <summary>Assemblies the .nfproj refers to.</summary>
    public string[] References => Sorted(Includes(_extension, "Reference"));

    /// <summary>Where it looks for them.</summary>
    public string[] HintPaths => Sorted(Elements(_extension, "HintPath").Select(hint => hint.Value.Replace('\\', '/')));

    /// <summary>What both compile: include and exclude, relative to the project.</summary>
    public (string Include, string Exclude)[] Compiles => [.. new[] { _sdk, _extension }.Select(project => Elements(project, "Compile").Single())
        .Select(item => (Slashes(item, "Include"), Slashes(item, "Exclude")))];

    /// <summary>The names of the projects both refer to.</summary>
    public string[][] ProjectReferences => [.. new[] { (_sdk, ".Sdk.csproj"), (_extension, ".nfproj") }.Select(each =>
        Sorted(Includes(each.Item1, "ProjectReference").Select(path =>
        {
            path = path.Replace('\\', '/');
            Assert.True(File.Exists(Path.Combine(Repository.PathOf(Folder), path)), $"{Folder}: no {path}");
            return Path.GetFileName(path)[..^each.Item2.Length];
        })))];

    /// <summary>Names of the assemblies both make.</summary>
    public string[] AssemblyNames => [.. new[] { _sdk, _extension }.Select(project => Elements(project, "AssemblyName").Single().Value)];

    private static string Slashes(XElement item, string attribute) => item.Attribute(attribute)!.Value.Replace('\\', '/');

    private static IEnumerable<string> Includes(XDocument project, string item) => Elements(project, item).Select(each => each.Attribute("Include")!.Value);

    private static IEnumerable<XElement> Elements(XDocument project, string name) =>
        project.Descendants().Where(element => element.Name.LocalName == name);

    private static string[] Sorted(IEnumerable<string> texts) => [.. texts.Order(StringComparer.Ordinal)];
}
