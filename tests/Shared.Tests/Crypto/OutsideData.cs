namespace Shared.Tests;

/// <summary>Test data made by others, which lies beside the repository and is not part of it.</summary>
internal static class OutsideData
{
    private static readonly Lazy<string?> Root = new(FindRoot);

    /// <summary>The path of a file or folder of it; the test is skipped where the data is not there.</summary>
    public static string Require(string relative)
    {
        string? path = Root.Value is null ? null : Path.Combine(Root.Value, relative);
        bool found = File.Exists(path) || Directory.Exists(path);
        Assert.SkipUnless(found, $"../shared/data/{relative} is not there; CARBONMETER_SHARED_DATA can name the folder");
        return path!;
    }

    private static string? FindRoot()
    {
        if (Environment.GetEnvironmentVariable("CARBONMETER_SHARED_DATA") is { Length: > 0 } named) return named;
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "CarbonMeter.sln"))) return Path.Combine(at.FullName, "..", "shared", "data");
        }
        return null;
    }
}
