using CarbonMeter.NanoSurface.Stubs;

namespace CarbonMeter.NanoSurface;

public sealed class StubTests
{
    [Fact]
    public void Every_list_becomes_a_reference_assembly()
    {
        string[] lists = [.. Directory.GetFiles(Repository.PathOf("tests/NanoSurface/api"), "*.txt")
            .Select(path => Path.GetFileNameWithoutExtension(path)!)];
        Assert.Equal(lists.Order(StringComparer.Ordinal), ReferenceAssemblies.All.Names.Order(StringComparer.Ordinal));
    }
}
