using System.Diagnostics;
using System.Text;

namespace CarbonMeter.Tests.Cli;

/// <summary>What a command line came to.</summary>
public sealed record CommandResult(int ExitCode, string Output, string Error);

/// <summary>Runs the real carbonctl in a process of its own, in a folder that is removed afterwards.</summary>
public sealed class CarbonCtl : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    public string Folder { get; } = Directory.CreateTempSubdirectory("carbonctl-").FullName;

    /// <summary>Where it looks for other programs; null: where everybody does.</summary>
    public string? SearchPath { get; set; }

    public string PathOf(string name) => Path.Combine(Folder, name);

    public string Write(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    public async Task<CommandResult> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"carbonctl {string.Join(' ', arguments)} did not end within {Patience}.");
        }
        return new CommandResult(process.ExitCode, await output, await error);
    }

    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "carbonctl.dll"));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment.Remove("CARBONMETER_DATA");
        if (SearchPath is not null) start.Environment["PATH"] = SearchPath;
        return Process.Start(start)!;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
