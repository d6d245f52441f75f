using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using CarbonMeter.DotNet;
using CarbonMeter.Storage.Sqlite;

namespace CarbonMeter.Cli.Commands;

/// <summary>Writes the signed records and the meters' public keys as files, for anybody to verify.</summary>
public static class ExportCommand
{
    private const int PageSize = 1000;

    /// <summary>The command.</summary>
    public static Command Build()
    {
        var data = DataFolder.Option();
        var records = new Option<DirectoryInfo>("--records") { Description = "Folder for the records: METER/SEQUENCE.cose", Required = true, HelpName = "DIR" };
        var keys = new Option<DirectoryInfo>("--keys") { Description = "Folder for the public keys: METER.pem", Required = true, HelpName = "DIR" };
        var factorSets = new Option<DirectoryInfo?>("--factor-sets") { Description = "Folder for the factor sets the host knows: HASH.cbor", HelpName = "DIR" };
        var meter = new Option<string?>("--meter") { Description = "Only this meter", HelpName = "ID" };
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new Command("export", "Write signed records and public keys as files, for anybody to verify") { data, records, keys, factorSets, meter, json };
        command.SetAction(async (parsed, _) =>
        {
            using var store = SqliteStore.OpenBeside(DataFolder.ExistingLedger(parsed.GetValue(data)!));
            var chosen = parsed.GetValue(meter);
            var meters = store.Registry.Meters().Where(candidate => chosen is null || candidate.Id == chosen).ToList();
            if (meters.Count == 0)
                throw new InputException(chosen is null ? "The ledger knows no meter." : $"The ledger knows no meter {chosen}; see carbonctl meter list.");
            var total = store.Queries.Counts().Records;
            long written = 0;
            foreach (var folder in new[] { parsed.GetValue(records), parsed.GetValue(keys), parsed.GetValue(factorSets) })
                if (folder is not null && File.Exists(folder.FullName)) throw new InputException($"{folder}: is a file. Give a folder.");
            Directory.CreateDirectory(parsed.GetValue(keys)!.FullName);
            if (parsed.GetValue(factorSets) is { } sets) WriteFactorSets(store, Directory.CreateDirectory(sets.FullName));
            await Terminal.ShowProgressAsync("Writing records", total, progress =>
            {
                foreach (var one in meters)
                {
                    Write(Path.Combine(parsed.GetValue(keys)!.FullName, one.Id + ".pem"), Encoding.ASCII.GetBytes(PlatformKeys.PublicKeyToPem(one.PublicKey)));
                    var folder = Directory.CreateDirectory(Path.Combine(parsed.GetValue(records)!.FullName, one.Id));
                    long after = 0;
                    while (true)
                    {
                        var page = store.Queries.Records(one.Id, after, PageSize);
                        if (page.Count == 0) break;
                        foreach (var record in page)
                            Write(Path.Combine(folder.FullName, $"{record.Sequence:D15}.cose"), record.Bytes);
                        after = page[^1].Sequence;
                        written += page.Count;
                        progress(page.Count);
                    }
                }
                return Task.CompletedTask;
            });
            if (parsed.GetValue(json)) Terminal.PrintJson(new { meters = meters.Count, records = written });
            else Console.Out.WriteLine($"{written} records of {meters.Count} meters written.");
            return Exit.Ok;
        });
        return command;
    }

    private static void WriteFactorSets(SqliteStore store, DirectoryInfo folder)
    {
        foreach (var stored in store.FactorSets.All())
            Write(Path.Combine(folder.FullName, Convert.ToHexStringLower(stored.Hash) + ".cbor"), stored.Bytes);
    }

    // Keys and records of another history under the same names, of an earlier demo for instance, would make both look forged.
    private static void Write(string path, byte[] bytes)
    {
        if (File.Exists(path) && !File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes))
            throw new InputException($"{path}: is there already, from another ledger. Export into folders of its own.");
        File.WriteAllBytes(path, bytes);
    }
}
