using System;
using System.IO;
using System.Linq;
using CarbonMeter.Storage.Sqlite;

namespace CarbonMeter.Cli.Demo;

/// <summary>
/// The demo begins with an empty ledger each time, since its meters get new keys. It clears only a folder it made itself.
/// </summary>
public static class DemoFolder
{
    private const string Marker = "this-is-a-demo";

    /// <summary>Makes the folder ready; throws where it holds a ledger that no demo made, or a demo is running in it.</summary>
    public static void Prepare(DirectoryInfo folder)
    {
        var marker = Path.Combine(folder.FullName, Marker);
        if (folder.Exists && folder.EnumerateFileSystemInfos().Any())
        {
            if (!File.Exists(marker))
                throw new InputException($"{folder}: holds files no demo made. Give the demo a folder of its own with --data.");
            SqliteStore.Delete(Path.Combine(folder.FullName, DataFolder.LedgerFile));
        }
        DataFolder.Make(folder);
        try
        {
            File.WriteAllText(marker, "The ledger beside this file belongs to a demo and is replaced at the next one.\n");
        }
        catch (UnauthorizedAccessException cause)
        {
            throw new IOException($"{folder}: cannot be written: {cause.Message} Give a folder that may be with --data.", cause);
        }
    }
}
