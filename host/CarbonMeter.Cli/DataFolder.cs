using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.IO;

namespace CarbonMeter.Cli;

/// <summary>The folder that holds a host's ledger.</summary>
public static class DataFolder
{
    /// <summary>The ledger's file name in the folder.</summary>
    public const string LedgerFile = "ledger.db";

    /// <summary>The option every command that touches the ledger has.</summary>
    public static Option<DirectoryInfo> Option() => new("--data")
    {
        Description = "Folder with the ledger (or set CARBONMETER_DATA)",
        DefaultValueFactory = Default,
        HelpName = "DIR",
    };

    /// <summary>The folder where none is named.</summary>
    public static DirectoryInfo Default(ArgumentResult _) => new(Environment.GetEnvironmentVariable("CARBONMETER_DATA") ?? "carbonmeter-data");

    /// <summary>Makes the folder where it does not exist.</summary>
    public static void Make(DirectoryInfo folder)
    {
        if (File.Exists(folder.FullName)) throw new InputException($"{folder}: is a file. Give a folder with --data.");
        try
        {
            folder.Create();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{folder}: cannot be made: {cause.Message} Give a folder that may be written with --data.", cause);
        }
    }

    /// <summary>The ledger's path; throws where there is none yet.</summary>
    public static string ExistingLedger(DirectoryInfo folder)
    {
        var path = Path.Combine(folder.FullName, LedgerFile);
        if (!File.Exists(path))
            throw new InputException($"{folder}: holds no ledger yet. Name another folder with --data, or make one with carbonctl demo or serve.");
        return path;
    }
}
