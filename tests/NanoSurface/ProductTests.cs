namespace CarbonMeter.NanoSurface;

/// <summary>The sources that go onto the meter, compiled in their order against the device's libraries and then judged.</summary>
public sealed class ProductTests
{
    [Theory]
    [InlineData("shared")]
    [InlineData("firmware/Core")]
    [InlineData("firmware/Drivers")]
    [InlineData("firmware/App")]
    [InlineData("tests/Device")]
    public void Sources_compile_for_the_device_and_keep_off_what_breaks_there(string folder)
    {
        Assert.NotEmpty(Repository.SourcesBelow(folder));
        Built built = ProductBuild.All[folder];
        Assert.True(built.Errors.Length == 0, Report("does not compile for the device", folder, built.Errors));
        Assert.True(built.Findings.Length == 0, Report("breaks on the device", folder, built.Findings));
    }

    private static string Report(string what, string folder, object[] lines) =>
        $"{folder} {what} ({lines.Length}):\n{string.Join("\n", lines)}";
}
