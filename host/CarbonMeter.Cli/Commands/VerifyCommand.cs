using System;
using System.Collections.Generic;
using System.CommandLine;
using Command = System.CommandLine.Command;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Threading.Tasks;
using CarbonMeter.Crypto;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.DotNet;
using CarbonMeter.Records;
using CarbonMeter.Storage.Sqlite;
using Spectre.Console;

namespace CarbonMeter.Cli.Commands;

/// <summary>Verifies exported records, with keys from files or from a ledger's registry.</summary>
public static class VerifyCommand
{
    private const int FaultsShownMax = 20;

    /// <summary>The command.</summary>
    public static Command Build()
    {
        var files = new Argument<string[]>("FILE") { Description = "Records (.cose), or folders of them", Arity = ArgumentArity.OneOrMore };
        var keys = new Option<DirectoryInfo?>("--keys") { Description = "Folder with the public keys meters were enrolled with, METER.pem; without it the keys of the ledger in --data", HelpName = "DIR" };
        var data = DataFolder.Option();
        var json = new Option<bool>("--json") { Description = "Print JSON, a verdict a file" };
        var command = new Command("verify", "Verify records: form, arithmetic, signature, chain") { files, keys, data, json };
        command.SetAction(async (parsed, _) =>
        {
            var paths = Expand(parsed.GetValue(files)!);
            var keysOf = parsed.GetValue(keys) is { } folder ? KeysOfFolder(folder) : KeysOfLedger(parsed.GetValue(data)!);
            var verdicts = await Check(paths, new ChainCheck(keysOf));
            var faults = verdicts.Where(verdict => verdict.Fault is not null).ToList();
            if (parsed.GetValue(json)) Terminal.PrintJson(verdicts);
            else Print(verdicts, faults);
            return faults.Count == 0 ? Exit.Ok : Exit.No;
        });
        return command;
    }

    private static List<string> Expand(string[] given)
    {
        var paths = new List<string>();
        foreach (var path in given)
        {
            if (Directory.Exists(path)) paths.AddRange(Directory.EnumerateFiles(path, "*.cose", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
            else if (File.Exists(path)) paths.Add(path);
            else throw new InputException($"{path}: there is no such file or folder.");
        }
        if (paths.Count == 0) throw new InputException("There is no .cose file in what was named.");
        return paths;
    }

    private static async Task<List<FileVerdict>> Check(List<string> paths, ChainCheck check)
    {
        var verdicts = new List<FileVerdict>(paths.Count);
        await Terminal.ShowProgressAsync("Verifying", paths.Count, step =>
        {
            foreach (var path in paths)
            {
                var size = new FileInfo(path).Length;
                verdicts.Add(size > MeterRecord.SizeBytesMax
                    ? new FileVerdict(path, null, null, $"{size} bytes: a record has at most {MeterRecord.SizeBytesMax}", null)
                    : check.Check(path, File.ReadAllBytes(path)));
                step(1);
            }
            return Task.CompletedTask;
        });
        return verdicts;
    }

    private static void Print(List<FileVerdict> verdicts, List<FileVerdict> faults)
    {
        foreach (var meter in verdicts.Where(verdict => verdict.MeterId is not null).GroupBy(verdict => verdict.MeterId!).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var bad = meter.Count(verdict => verdict.Fault is not null);
            var gaps = meter.Count(verdict => verdict.Fault is null && verdict.Remark is not null && verdict.Sequence > 1);
            Console.Out.WriteLine(
                $"{meter.Key}: {meter.Count()} records, {meter.Count() - bad} verify, {bad} do not"
                + $", sequence {meter.Min(verdict => verdict.Sequence)} to {meter.Max(verdict => verdict.Sequence)}, {gaps} gaps");
        }
        foreach (var fault in faults.Take(FaultsShownMax)) AnsiConsole.MarkupLineInterpolated($"[red]{fault.File}[/]: {fault.Fault}");
        if (faults.Count > FaultsShownMax) Console.Out.WriteLine($"... and {faults.Count - FaultsShownMax} more; --json lists all.");
        Console.Out.WriteLine(faults.Count == 0 ? $"All {verdicts.Count} records verify." : $"{faults.Count} of {verdicts.Count} records do NOT verify.");
    }

    private static Func<string, KeyHistory<IVerifier>?> KeysOfFolder(DirectoryInfo folder)
    {
        if (!folder.Exists) throw new InputException($"{folder}: there is no such folder of keys.");
        return Remember(meterId =>
        {
            var path = Path.Combine(folder.FullName, meterId + ".pem");
            if (!File.Exists(path)) return null;
            try
            {
                return new KeyHistory<IVerifier>(new PlatformVerifier(PlatformKeys.PublicKeyFromPem(File.ReadAllText(path))));
            }
            catch (Exception error) when (error is ArgumentException or FormatException or CryptographicException)
            {
                throw new InputException($"{path}: not a P-256 public key in PEM: {error.Message}");
            }
        });
    }

    private static Func<string, KeyHistory<IVerifier>?> KeysOfLedger(DirectoryInfo data)
    {
        using var store = SqliteStore.OpenBeside(DataFolder.ExistingLedger(data));
        var enrolled = store.Registry.Meters().ToDictionary(meter => meter.Id, meter => meter.PublicKey);
        var learnt = store.Facts.Facts().Select(fact => fact.Fact).OfType<KeyEnrolled>().ToLookup(key => key.MeterId);
        return Remember(meterId =>
        {
            if (!enrolled.TryGetValue(meterId, out var first)) return null;
            var keys = new KeyHistory<IVerifier>(new PlatformVerifier(first));
            foreach (var key in learnt[meterId]) keys.Put(key.FromSequence, new PlatformVerifier(key.PublicKey));
            return keys;
        });
    }

    private static Func<string, KeyHistory<IVerifier>?> Remember(Func<string, KeyHistory<IVerifier>?> keysOf)
    {
        var known = new Dictionary<string, KeyHistory<IVerifier>?>(StringComparer.Ordinal);
        return meterId =>
        {
            if (!known.TryGetValue(meterId, out var keys)) known[meterId] = keys = keysOf(meterId);
            return keys;
        };
    }
}
