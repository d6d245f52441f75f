using System.Text.RegularExpressions;
using System.Xml.Linq;
using CarbonMeter.NanoSurface.Product;
using CarbonMeter.NanoSurface.Stubs;

namespace CarbonMeter.NanoSurface;

/// <summary>
/// The two tool chains that build for the device cannot be run without nanoFramework's packages. So their projects are held to
/// what can be compiled here: the same sources, the libraries really referred to, the versions of the lists, in one place.
/// </summary>
public sealed partial class PackageTests
{
    private static readonly XDocument Pins = XDocument.Load(Repository.PathOf("firmware/App/Directory.Packages.props"));

    public static TheoryData<string> Projects => [.. DeviceProject.All.Select(project => project.Name)];

    [Theory, MemberData(nameof(Projects))]
    public void The_packages_are_those_of_the_assemblies_referred_to(string name)
    {
        DeviceProject project = Of(name);
        string[] libraries = ProductBuild.All[project.SourceFolder].Libraries();
        Assert.NotEmpty(libraries);
        string[] packages = [.. libraries.Select(PackageOf).Distinct().Order(StringComparer.Ordinal)];
        Assert.Equal(packages, project.PackageReferences);
        Assert.Equal(packages.Select(package => $"{package} {PinOf(package)}"), project.PackagesConfig);
        Assert.Equal(libraries, project.References);
        string up = string.Concat(Enumerable.Repeat("../", project.Folder.Split('/').Length - 2));
        Assert.Equal(libraries.Select(library => $"{up}packages/{PackageOf(library)}.{PinOf(PackageOf(library))}/lib/{library}.dll").Order(StringComparer.Ordinal),
            project.HintPaths);
    }

    [Theory, MemberData(nameof(Projects))]
    public void Both_projects_compile_the_sources_judged_here(string name)
    {
        DeviceProject project = Of(name);
        string root = project.Folder == project.SourceFolder ? "" : Path.GetRelativePath(project.Folder, project.SourceFolder) + "/";
        string exclude = string.Join(";", project.Excluded.Append("**/obj").Append("**/bin").Select(folder => $"{root}{folder}/**"));
        Assert.All(project.Compiles, compile => Assert.Equal(($"{root}**/*.cs", exclude), compile));
        Assert.All(project.AssemblyNames, each => Assert.Equal(ProductBuild.All[project.SourceFolder].Assembly.Name, each));
    }

    [Theory, MemberData(nameof(Projects))]
    public void Both_projects_refer_to_those_below_them(string name)
    {
        string[] below = [.. DeviceProject.All.TakeWhile(project => project.Name != name).Select(project => project.Name).Order(StringComparer.Ordinal)];
        Assert.All(Of(name).ProjectReferences, references => Assert.Equal(below, references));
    }

    [Fact]
    public void Every_pinned_version_is_the_one_its_list_was_read_from_and_is_used()
    {
        var used = DeviceProject.All.SelectMany(project => ProductBuild.All[project.SourceFolder].Libraries()).Distinct().ToArray();
        Assert.All(used, library => Assert.Equal(ReferenceAssemblies.All.Library(library).Version, PinOf(PackageOf(library)) + ".0"));
        Assert.Equal(used.Select(PackageOf).Distinct().Order(StringComparer.Ordinal), PinnedPackages().Select(pin => pin.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_firmware_image_is_at_least_as_new_as_every_library()
    {
        string date = Pins.Descendants("NanoFirmwareDateMin").Single().Value;
        var used = DeviceProject.All.SelectMany(project => ProductBuild.All[project.SourceFolder].Libraries()).Distinct();
        Assert.All(used, library =>
        {
            string head = File.ReadLines(Repository.PathOf($"tests/NanoSurface/api/{library}.txt")).First();
            Assert.True(string.CompareOrdinal(ReadOn().Match(head).Value, date) <= 0, $"{library} is newer than the image: {head}");
        });
    }

    [Fact]
    public void The_projects_for_the_device_are_in_no_build_of_this_repository()
    {
        string solution = File.ReadAllText(Repository.PathOf("CarbonMeter.sln"));
        Assert.DoesNotContain("nfproj", solution, StringComparison.Ordinal);
        Assert.DoesNotContain(".Sdk.csproj", solution, StringComparison.Ordinal);
        Assert.All(Directory.GetFiles(Repository.PathOf("firmware"), "*.csproj", SearchOption.AllDirectories)
                .Where(path => !path.EndsWith(".Sdk.csproj", StringComparison.Ordinal)),
            path => Assert.DoesNotContain("App/", File.ReadAllText(path).Replace('\\', '/'), StringComparison.Ordinal));
    }

    [Fact]
    public void The_solution_of_the_extension_holds_every_project()
    {
        string solution = File.ReadAllText(Repository.PathOf("firmware/App/CarbonMeter.App.sln")).Replace('\\', '/');
        Assert.All(DeviceProject.All, project =>
        {
            string path = Path.GetRelativePath("firmware/App", $"{project.Folder}/{project.Name}.nfproj");
            string guid = XDocument.Load(Repository.PathOf($"{project.Folder}/{project.Name}.nfproj")).Descendants()
                .Single(element => element.Name.LocalName == "ProjectGuid").Value;
            Assert.Contains($"\"{path}\", \"{guid}\"", solution, StringComparison.Ordinal);
            Assert.Contains($"{guid}.Release|Any CPU.Build.0", solution, StringComparison.Ordinal);
        });
    }

    // Packages are called after their assemblies, with three exceptions; M2Mqtt's package holds both of its assemblies.
    private static string PackageOf(string library) => library switch
    {
        "mscorlib" => "nanoFramework.CoreLibrary",
        "nanoFramework.M2Mqtt.Core" => "nanoFramework.M2Mqtt",
        _ when library.StartsWith("System.", StringComparison.Ordinal) => "nanoFramework." + library,
        _ => library,
    };

    private static DeviceProject Of(string name) => DeviceProject.All.Single(project => project.Name == name);

    private static (string Id, string Version)[] PinnedPackages() =>
        [.. Pins.Descendants("PackageVersion").Select(pin => (pin.Attribute("Include")!.Value, pin.Attribute("Version")!.Value))];

    private static string PinOf(string package) => PinnedPackages().Single(pin => pin.Id == package).Version;

    [GeneratedRegex(@"\d{4}-\d{2}-\d{2}(?=\))")]
    private static partial Regex ReadOn();
}
