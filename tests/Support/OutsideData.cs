using System;
using System.IO;
using Xunit;

namespace CarbonMeter.TestSupport;

/// <summary>Test data made by others, which lies beside the repository and is not part of it.</summary>
internal static class OutsideData
{
    /// <summary>The checkout this test was built from.</summary>
    public static string RepositoryRoot { get; } = FindRepository();

    private static string Root =>
        Environment.GetEnvironmentVariable("CARBONMETER_SHARED_DATA") is { Length: > 0 } named ? named
        : Path.Combine(RepositoryRoot, "..", "shared", "data");

    /// <summary>The path of a file or folder of it; the test is skipped where the data is not there.</summary>
    public static string Require(string relative)
    {
        var path = Path.Combine(Root, relative);
        Assert.SkipUnless(File.Exists(path) || Directory.Exists(path),
            $"../shared/data/{relative} is not there; CARBONMETER_SHARED_DATA can name the folder");
        return path;
    }

    private static string FindRepository()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "CarbonMeter.sln"))) return at.FullName;
        throw new InvalidOperationException("The tests do not run from within a checkout.");
    }
}
