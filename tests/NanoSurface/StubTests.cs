using CarbonMeter.NanoSurface.Stubs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CarbonMeter.NanoSurface;

public sealed class StubTests
{
    public static TheoryData<string> Libraries => [.. Lists().Select(path => Path.GetFileNameWithoutExtension(path)!)];

    /// <summary>list -> C# -> metadata -> list gives the same lines, so the firmware sees what the device has, no less and no more.</summary>
    [Theory, MemberData(nameof(Libraries))]
    public void A_reference_assembly_has_exactly_the_members_of_its_list(string library)
    {
        MetadataReference reference = ReferenceAssemblies.All.Select(library)[0];
        var compilation = CSharpCompilation.Create("reader", references: ReferenceAssemblies.All.Select([.. ReferenceAssemblies.All.Names]));
        var assembly = (IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(reference)!;
        string[] expected = [.. File.ReadAllLines(Lists().Single(path => Path.GetFileNameWithoutExtension(path) == library))
            .Skip(2).Select(WithoutAnnotations).Order(StringComparer.Ordinal)];
        string[] actual = [.. ApiLister.List(assembly.GlobalNamespace).Order(StringComparer.Ordinal)];
        Assert.Equal(string.Join("\n", expected.Except(actual)), string.Join("\n", actual.Except(expected)));
        Assert.Equal(expected.Length, actual.Length);
    }

    [Theory]
    [InlineData("System.X: something else")]
    [InlineData("System.X.Y(int a: int")]
    [InlineData("System.Unlisted.Y(int a): int")]
    [InlineData("System.X.Y")]
    public void A_line_that_is_not_understood_is_an_error(string line) =>
        Assert.ThrowsAny<Exception>(() => ApiParser.Parse($"# lib 1.0.0.0\n# references:\nSystem.X: class\n{line}\n"));

    private static string[] Lists() => Directory.GetFiles(Repository.PathOf("tests/NanoSurface/api"), "*.txt");

    private static string WithoutAnnotations(string text)
    {
        Line line = Line.Split(text);
        int end = text.IndexOf(": " + line.What, line.Name.Length, StringComparison.Ordinal) + 2 + line.What.Length;
        // The order of a type's interfaces means nothing; a base class stays in front.
        int colon = line.What.IndexOf(" : ", StringComparison.Ordinal);
        if (colon < 0) return text[..end];
        string[] bases = line.What[(colon + 3)..].Split(", ");
        bool hasClass = line.What.Contains("class", StringComparison.Ordinal) && !IsInterface(bases[0]);
        string[] sorted = hasClass ? [bases[0], .. bases.Skip(1).Order(StringComparer.Ordinal)] : [.. bases.Order(StringComparer.Ordinal)];
        return $"{text[..(end - line.What.Length + colon)]} : {string.Join(", ", sorted)}";
    }

    private static bool IsInterface(string name) => name[(name.LastIndexOf('.') + 1)..] is ['I', >= 'A' and <= 'Z', ..];
}
