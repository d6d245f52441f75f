using System;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace CarbonMeter.Cli;

/// <summary>Data goes to standard output; progress and remarks go to standard error, so that output can be piped.</summary>
public static class Terminal
{
    private const int RedirectedColumns = 4096;

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Standard error, with colours where it is a terminal.</summary>
    public static IAnsiConsole Error { get; } = AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(Console.Error),
        // Spectre looks at standard output to decide; what counts here is where this console writes.
        Ansi = Console.IsErrorRedirected ? AnsiSupport.No : AnsiSupport.Detect,
        ColorSystem = Console.IsErrorRedirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        Interactive = Console.IsErrorRedirected ? InteractionSupport.No : InteractionSupport.Detect,
    });

    /// <summary>Lines that go to a file or a program are as long as they are, and carry no colours.</summary>
    public static void SuitRedirection()
    {
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = RedirectedColumns;
            AnsiConsole.Profile.Capabilities.Ansi = false;
            AnsiConsole.Profile.Capabilities.ColorSystem = ColorSystem.NoColors;
        }
        if (Console.IsErrorRedirected) Error.Profile.Width = RedirectedColumns;
    }

    /// <summary>Where a host writes its faults: standard error, one line each.</summary>
    public static ILoggerFactory CreateLoggers() => LoggerFactory.Create(logging => logging
        .SetMinimumLevel(LogLevel.Warning)
        .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace)
        .AddSimpleConsole(line =>
        {
            line.SingleLine = true;
            line.UseUtcTimestamp = true;
            line.TimestampFormat = "yyyy-MM-ddTHH:mm:ssZ ";
        }));

    /// <summary>Runs work under a progress bar; without a terminal the work runs bare.</summary>
    public static async Task ShowProgressAsync(string title, double steps, Func<Action<int>, Task> work)
    {
        if (Console.IsErrorRedirected)
        {
            await work(_ => { });
            return;
        }
        await Error.Progress().AutoClear(true).StartAsync(context =>
        {
            var task = context.AddTask(Markup.Escape(title), maxValue: Math.Max(1, steps));
            return work(count => task.Increment(count));
        });
    }

    /// <summary>One JSON value as the bytes of a file, as <see cref="PrintJson"/> prints it.</summary>
    public static byte[] JsonBytes<T>(T value) => [.. JsonSerializer.SerializeToUtf8Bytes(value, Indented), (byte)'\n'];

    /// <summary>Prints one JSON value to standard output.</summary>
    public static void PrintJson<T>(T value) => Console.Out.WriteLine(JsonSerializer.Serialize(value, Indented));
}
