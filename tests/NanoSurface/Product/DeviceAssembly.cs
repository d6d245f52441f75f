using System.Text;
using CarbonMeter.NanoSurface.Stubs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace CarbonMeter.NanoSurface.Product;

/// <summary>A set of sources compiled against the device's libraries: the image and symbols, or the errors.</summary>
internal sealed record DeviceAssembly(string Name, CSharpCompilation Compilation, byte[] Image, byte[] Symbols, string[] Errors)
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest);

    // Unsafe code stays off: the metadata processor rejects pointers, and a call through one ends the program without a word.
    private static readonly CSharpCompilationOptions Options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
        .WithNullableContextOptions(NullableContextOptions.Enable).WithOptimizationLevel(OptimizationLevel.Release)
        .WithDeterministic(true);

    public static DeviceAssembly FromFiles(string name, string[] paths, MetadataReference[] references, bool isProgram = false) =>
        Compile(name, [.. paths.Select(path => Parse(File.ReadAllText(path), Path.GetRelativePath(Repository.Root, path)))],
            references, isProgram);

    public static DeviceAssembly FromText(string name, string source, MetadataReference[]? references = null) =>
        Compile(name, [Parse(source, name + ".cs")], references ?? ReferenceAssemblies.All.Select("mscorlib"), false);

    /// <summary>For assemblies that refer to this one.</summary>
    public MetadataReference ToReference() => MetadataReference.CreateFromImage(Image);

    private static SyntaxTree Parse(string source, string path) =>
        CSharpSyntaxTree.ParseText(SourceText.From(source, Encoding.UTF8), ParseOptions, path);

    private static DeviceAssembly Compile(string name, SyntaxTree[] trees, MetadataReference[] references, bool isProgram)
    {
        var kind = isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;
        var compilation = CSharpCompilation.Create(name, trees, references, Options.WithOutputKind(kind));
        using var image = new MemoryStream();
        using var symbols = new MemoryStream();
        EmitResult result = compilation.Emit(image, symbols,
            options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        string[] errors = [.. result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(Describe)];
        return new DeviceAssembly(name, compilation, image.ToArray(), symbols.ToArray(), errors);
    }

    private static string Describe(Diagnostic error)
    {
        FileLinePositionSpan at = error.Location.GetMappedLineSpan();
        return $"{at.Path}:{at.StartLinePosition.Line + 1}: {error.Id} {error.GetMessage()}";
    }
}
