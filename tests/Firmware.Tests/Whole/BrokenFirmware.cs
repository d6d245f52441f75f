using System.Reflection;
using System.Runtime.Loader;
using CarbonMeter.TestSupport;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CarbonMeter.Firmware.Tests.Whole;

/// <summary>The firmware, its virtual chips and <see cref="CutWorld"/> built once more from their sources, with one line changed.</summary>
internal static class BrokenFirmware
{
    private static readonly string[] s_folders = ["shared", "firmware/Core", "firmware/Drivers", "firmware/Virtual"];

    // What a test project has without asking.
    private const string TestUsings = "using System; using System.Collections.Generic; using System.Linq; ";

    private static readonly Lazy<CSharpCompilation> s_sound = new(Sound);

    /// <summary>Runs cut worlds of the firmware with a text in one of its files replaced, until one goes wrong: what did.</summary>
    public static string? FirstWrong(string file, string text, string instead, IEnumerable<int> seeds, int cuts)
    {
        var tree = s_sound.Value.SyntaxTrees.Single(tree => tree.FilePath.EndsWith(file, StringComparison.Ordinal));
        string source = tree.ToString();
        Assert.True(source.Split(text).Length == 2, $"{file} does not have exactly once: {text}");
        var broken = s_sound.Value.ReplaceSyntaxTree(tree, Parse(source.Replace(text, instead), tree.FilePath));
        using var image = new MemoryStream();
        var result = broken.Emit(image);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error)));
        image.Position = 0;
        var context = new AssemblyLoadContext(file, isCollectible: true);
        var run = context.LoadFromStream(image).GetType(typeof(CutWorld).FullName!)!.GetMethod(nameof(CutWorld.Run), BindingFlags.Public | BindingFlags.Static)!;
        string? wrong = null;
        foreach (int seed in seeds)
            if ((wrong = (string?)run.Invoke(null, [seed, seed % 2 == 0, cuts])) is not null) break;
        context.Unload();
        return wrong;
    }

    private static CSharpCompilation Sound()
    {
        var files = s_folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(OutsideData.RepositoryRoot, folder), "*.cs", SearchOption.AllDirectories))
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                && !path.EndsWith("TcpLink.cs", StringComparison.Ordinal));
        string world = Path.Combine(OutsideData.RepositoryRoot, "tests/Firmware.Tests/Whole/CutWorld.cs");
        var trees = files.Select(path => Parse(File.ReadAllText(path), path)).Append(Parse(TestUsings + File.ReadAllText(world), world));
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("CarbonMeter", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path));
        return CSharpCompilation.Create("BrokenFirmware", trees, references, new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable,
            allowUnsafe: true));
    }

    private static SyntaxTree Parse(string source, string path) =>
        CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Preview), path);
}
