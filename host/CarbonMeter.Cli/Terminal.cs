using System;
using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;

namespace CarbonMeter.Cli;

/// <summary>Data goes to standard output; progress and remarks go to standard error, so that output can be piped.</summary>
public static class Terminal
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Standard error, with colours where it is a terminal.</summary>
    public static IAnsiConsole Error { get; } =
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

    /// <summary>Prints one JSON value to standard output.</summary>
    public static void PrintJson<T>(T value) => Console.Out.WriteLine(JsonSerializer.Serialize(value, Indented));
}
