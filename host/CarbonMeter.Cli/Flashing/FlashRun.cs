using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Spectre.Console;

namespace CarbonMeter.Cli.Flashing;

/// <summary>Carries a plan out, step by step, and ends at the first that fails, saying what and what to try.</summary>
internal static class FlashRun
{
    /// <summary>The tools a plan needs and that are not there, with how to get them.</summary>
    public static IReadOnlyList<string> Missing(IEnumerable<FlashStep> plan) =>
        [.. plan.Select(step => step.Command[0]).Distinct().Where(tool => !IsThere(tool)).Select(tool => tool switch
        {
            "nanoff" => "nanoff is not there: dotnet tool install -g nanoff",
            "esptool" => "esptool is not there: pip install esptool",
            _ => $"{tool} is not there",
        })];

    /// <summary>Runs the plan; false where a step failed, which has then been told.</summary>
    public static async Task<bool> RunAsync(IReadOnlyList<FlashStep> plan, Func<FlashStep, bool> isRight)
    {
        bool isDone = true;
        await Terminal.ShowProgressAsync("Flashing", plan.Count, async done =>
        {
            foreach (var step in plan)
            {
                Terminal.Error.MarkupLineInterpolated($"[bold]{step.Title}[/]: {step.Line}");
                var (code, output) = await StartAsync(step);
                bool saysIt = step.MustSay is null || output.Split((char[])['\r', '\n', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries).Contains(step.MustSay);
                if (code == 0 && saysIt && isRight(step))
                {
                    done(1);
                    continue;
                }
                Console.Error.WriteLine(output.Trim());
                Terminal.Error.MarkupLineInterpolated($"[red]{step.Title} failed[/] (exit code {code}). {step.OnFailure}");
                isDone = false;
                return;
            }
        });
        return isDone;
    }

    private static async Task<(int Code, string Output)> StartAsync(FlashStep step)
    {
        var start = new ProcessStartInfo(step.Command[0]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in step.Command.Skip(1)) start.ArgumentList.Add(argument);
        var output = new StringBuilder();
        try
        {
            using var process = new Process { StartInfo = start };
            process.OutputDataReceived += (_, line) => Append(output, line.Data);
            process.ErrorDataReceived += (_, line) => Append(output, line.Data);
            process.Start();
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            await process.WaitForExitAsync();
            return (process.ExitCode, output.ToString());
        }
        catch (Win32Exception fault)
        {
            return (-1, $"{step.Command[0]} cannot be started: {fault.Message}");
        }
    }

    private static void Append(StringBuilder output, string? line)
    {
        if (line is null) return;
        lock (output) output.AppendLine(line);
    }

    private static bool IsThere(string tool) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Any(folder => File.Exists(Path.Combine(folder, tool)) || File.Exists(Path.Combine(folder, tool + ".exe")));
}
