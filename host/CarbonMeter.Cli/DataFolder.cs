using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.IO;

namespace CarbonMeter.Cli;

/// <summary>The folder that holds a host's ledger and keys.</summary>
public static class DataFolder
{
    /// <summary>The ledger's file name in the folder.</summary>
    public const string LedgerFile = "ledger.db";

    /// <summary>The option every command that touches the ledger has.</summary>
    public static Option<DirectoryInfo> Option() => new("--data")
    {
        Description = "Folder with the ledger and the host's keys (or set CARBONMETER_DATA)",
        DefaultValueFactory = Default,
        HelpName = "DIR",
    };

    /// <summary>The folder where none is named.</summary>
    public static DirectoryInfo Default(ArgumentResult _) => new(Environment.GetEnvironmentVariable("CARBONMETER_DATA") ?? "carbonmeter-data");

    /// <summary>The ledger's path; throws where there is none yet.</summary>
    public static string ExistingLedger(DirectoryInfo folder)
    {
        var path = Path.Combine(folder.FullName, LedgerFile);
        if (!File.Exists(path))
            throw new InputException($"{folder}: holds no ledger yet. Name another folder with --data, or make one with carbonctl demo or serve.");
        return path;
    }
}
