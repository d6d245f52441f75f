using System.Diagnostics;

namespace CarbonMeter.Certificates.Tests.Signatures;

/// <summary>Programs of others that check the same things; tests that need one skip where it is not installed.</summary>
internal static class OutsideTool
{
    private const int TimeLimitMs = 60_000;

    /// <summary>Skips the test where the tool is not installed.</summary>
    public static void Require(string tool, string package)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        Assert.SkipUnless(folders.Any(folder => File.Exists(Path.Combine(folder, tool))), $"{tool} is not installed (package {package})");
    }

    /// <summary>Runs a program in a folder.</summary>
    public static (int ExitCode, string Output) Run(string folder, string tool, params string[] arguments)
    {
        var start = new ProcessStartInfo(tool, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        // Times on a command line are understood as UTC.
        start.Environment["TZ"] = "UTC";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        Assert.True(process.WaitForExit(TimeLimitMs), $"{tool} did not end");
        return (process.ExitCode, output + errors.Result);
    }
}

/// <summary>A folder that goes away with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("carbonmeter-").FullName;

    public string Write(string name, byte[] bytes)
    {
        var path = System.IO.Path.Combine(Path, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
