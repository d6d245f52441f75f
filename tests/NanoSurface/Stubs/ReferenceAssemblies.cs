using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace CarbonMeter.NanoSurface.Stubs;

/// <summary>The device's class libraries as references for the compiler, made from the lists in <c>api/</c>.</summary>
internal sealed class ReferenceAssemblies
{
    // The version of the metadata format, which the compiler otherwise asks the core library about.
    private const string RuntimeMetadataVersion = "v4.0.30319";

    private static readonly Lazy<ReferenceAssemblies> Shared = new(() => Build(Repository.PathOf("tests/NanoSurface/api")));

    private readonly Dictionary<string, MetadataReference> _byName = [];
    private Dictionary<string, ApiLibrary> _libraries = [];

    public static ReferenceAssemblies All => Shared.Value;

    public IReadOnlyCollection<string> Names => _byName.Keys;

    /// <summary>The named libraries; a library that is not listed is a mistake of the caller.</summary>
    public MetadataReference[] Select(params string[] names) => [.. names.Select(name => _byName[name])];

    /// <summary>The list a library was made from.</summary>
    public ApiLibrary Library(string name) => _libraries[name];

    public static ReferenceAssemblies Build(string folder)
    {
        var libraries = Directory.GetFiles(folder, "*.txt").Order(StringComparer.Ordinal)
            .Select(path => ApiParser.Parse(File.ReadAllText(path))).ToDictionary(library => library.Name);
        var types = libraries.Values.SelectMany(library => library.Types).SelectMany(WithNested)
            .ToDictionary(type => type.FullName);
        var built = new ReferenceAssemblies { _libraries = libraries };
        foreach (ApiLibrary library in libraries.Values) built.Add(library, libraries, new StubEmitter(types));
        return built;
    }

    private static IEnumerable<ApiType> WithNested(ApiType type) => type.Nested.SelectMany(WithNested).Prepend(type);

    private void Add(ApiLibrary library, Dictionary<string, ApiLibrary> libraries, StubEmitter emitter)
    {
        if (_byName.ContainsKey(library.Name)) return;
        foreach (string reference in library.References)
        {
            if (!libraries.TryGetValue(reference, out ApiLibrary? needed))
                throw new InvalidOperationException($"api/{library.Name}.txt refers to {reference}, which has no list");
            Add(needed, libraries, emitter);
        }
        // A library may use what its references refer to, so all of them are handed over.
        _byName[library.Name] = Compile(library.Name, emitter.Emit(library), [.. _byName.Values]);
    }

    private static MetadataReference Compile(string name, string source, MetadataReference[] references)
    {
        var compilation = CSharpCompilation.Create(name,
            [CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Latest))], references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        using var image = new MemoryStream();
        EmitResult result = compilation.Emit(image,
            options: new EmitOptions(metadataOnly: true, runtimeMetadataVersion: RuntimeMetadataVersion));
        if (!result.Success)
        {
            var errors = result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(20);
            throw new InvalidOperationException($"the stubs of {name} do not compile:\n{string.Join("\n", errors)}");
        }
        return MetadataReference.CreateFromImage(image.ToArray());
    }
}
