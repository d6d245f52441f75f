using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using CarbonMeter.Cli.Traceability;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.Records;
using Command = System.CommandLine.Command;

namespace CarbonMeter.Cli.Commands;

/// <summary>What an installer or operator says of a meter that bears on its verdicts.</summary>
internal static class MeterFactCommands
{
    private const string Format = "docs/formats/instrument.md";

    internal static Command Install()
    {
        var data = DataFolder.Option();
        var file = new Argument<FileInfo>("FILE") { Description = $"The meter as installed: plate, class, ranges of use, JSON ({Format})" };
        var command = new Command("install", "Say what hangs on the wall: serial number, class, and the ranges it is used in") { data, file };
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(file)!;
            var instrument = JsonFile.Read<Instrument>(path, "a meter as installed", Format);
            if (instrument.ClassLimitPpm is < 0 or > 1_000_000) throw new InputException($"{path}: classLimitPpm: 0 (no class) to 1000000.");
            foreach (var range in instrument.Use)
                if (range.From > range.To) throw new InputException($"{path}: use of {range.Quantity}: from is above to.");
            using var book = FactBook.Open(parsed.GetValue(data)!);
            Demand(book, instrument.MeterId);
            book.Add(new InstrumentPut(instrument));
            Console.Out.WriteLine($"Meter {instrument.MeterId} is {instrument.Manufacturer} {instrument.Model}, serial number {instrument.Serial}.");
            return Exit.Ok;
        });
        return command;
    }

    internal static Command Opened()
    {
        var data = DataFolder.Option();
        var id = new Argument<string>("ID") { Description = "Meter id" };
        var at = Moment.Option("--at", "When (now, unless given)");
        var why = LabCommand.WhyOption();
        var command = new Command("opened", "Say that a meter was opened or repaired: its certificate ends there") { data, id, at, why };
        command.SetAction(parsed =>
        {
            using var book = FactBook.Open(parsed.GetValue(data)!);
            Demand(book, parsed.GetValue(id)!);
            var moment = Moment.Seconds(parsed, at) ?? Now();
            book.Add(new MeterOpened(parsed.GetValue(id)!, moment, parsed.GetValue(why)!));
            Console.Out.WriteLine($"Meter {parsed.GetValue(id)} counts as opened at {Moment.Text(moment)}.");
            return Exit.Ok;
        });
        return command;
    }

    internal static Command RevokeKey()
    {
        var data = DataFolder.Option();
        var id = new Argument<string>("ID") { Description = "Meter id" };
        var from = Moment.Option("--from", "From when on the key is not to be believed (now, unless given)");
        var why = LabCommand.WhyOption();
        var file = new Option<FileInfo?>("--key") { Description = "Which of its keys, PEM (the newest, unless given)", HelpName = "FILE" };
        var command = new Command("revoke-key", "Believe a meter's key no more for what is measured from a moment on") { data, id, from, why, file };
        command.SetAction(parsed =>
        {
            using var book = FactBook.Open(parsed.GetValue(data)!);
            var meterId = parsed.GetValue(id)!;
            Demand(book, meterId);
            var known = book.All<KeyEnrolled>().Where(enrolled => enrolled.MeterId == meterId).OrderBy(enrolled => enrolled.FromSequence).ToList();
            var key = parsed.GetValue(file) is { } given ? MeterCommand.ReadKey(given) : known[^1].PublicKey;
            if (!known.Exists(enrolled => enrolled.PublicKey.AsSpan().SequenceEqual(key)))
                throw new InputException($"{parsed.GetValue(file)}: meter {meterId} never had this key; see carbonctl meter show {meterId}.");
            var moment = Moment.Seconds(parsed, from) ?? Now();
            book.Add(new KeyRevoked(meterId, SHA256.HashData(key), moment, parsed.GetValue(why)!));
            Console.Out.WriteLine($"The key of {meterId} is not believed from {Moment.Text(moment)}. Its records are still kept, and marked.");
            return Exit.Ok;
        });
        return command;
    }

    internal static Command VouchKey()
    {
        var data = DataFolder.Option();
        var id = new Argument<string>("ID") { Description = "Meter id" };
        var file = new Option<FileInfo>("--key") { Description = "The public key as read from the meter itself, PEM", Required = true, HelpName = "FILE" };
        var from = new Option<long>("--from-sequence") { Description = "Sequence of the first record it signs", Required = true, HelpName = "N" };
        var command = new Command("vouch-key", "Say which key a meter signs with, where the record that announces it is lost") { data, id, file, from };
        command.SetAction(parsed =>
        {
            using var book = FactBook.Open(parsed.GetValue(data)!);
            var meterId = parsed.GetValue(id)!;
            Demand(book, meterId);
            if (parsed.GetValue(from) is < 2 or > MeterRecord.SequenceMax)
                throw new InputException($"--from-sequence {parsed.GetValue(from)}: must be 2 to {MeterRecord.SequenceMax}; record 1 is signed with the key the meter was added with.");
            book.Add(new KeyEnrolled(meterId, MeterCommand.ReadKey(parsed.GetValue(file)!), parsed.GetValue(from), null));
            Console.Out.WriteLine($"Meter {meterId} signs with this key from sequence {parsed.GetValue(from)} on. What waits in quarantine for it is judged again.");
            return Exit.Ok;
        });
        return command;
    }

    /// <summary>Firmware that is approved for the legally relevant part.</summary>
    internal static Command Firmware() => new("firmware", "Firmware approved for metering: approve, withdraw, list") { Approve(), Withdraw(), List() };

    private static Command Approve()
    {
        var data = DataFolder.Option();
        var id = new Argument<string>("FIRMWARE") { Description = "Firmware id, as records name it" };
        var command = new Command("approve", "Approve a firmware") { data, id };
        command.SetAction(parsed =>
        {
            using var book = FactBook.OpenOrMake(parsed.GetValue(data)!);
            book.Add(new FirmwareApproved(FirmwareId(parsed.GetValue(id)!)));
            Console.Out.WriteLine($"Approved: {parsed.GetValue(id)}");
            return Exit.Ok;
        });
        return command;
    }

    private static Command Withdraw()
    {
        var data = DataFolder.Option();
        var id = new Argument<string>("FIRMWARE") { Description = "Firmware id" };
        var from = Moment.Option("--from", "For what is measured from when on (now, unless given)");
        var why = LabCommand.WhyOption();
        var command = new Command("withdraw", "Withdraw the approval of a firmware from a moment on") { data, id, from, why };
        command.SetAction(parsed =>
        {
            using var book = FactBook.Open(parsed.GetValue(data)!);
            var moment = Moment.Seconds(parsed, from) ?? Now();
            book.Add(new FirmwareWithdrawn(FirmwareId(parsed.GetValue(id)!), moment, parsed.GetValue(why)!));
            Console.Out.WriteLine($"Withdrawn from {Moment.Text(moment)}: {parsed.GetValue(id)}");
            return Exit.Ok;
        });
        return command;
    }

    private static Command List()
    {
        var data = DataFolder.Option();
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new Command("list", "List approved and withdrawn firmware") { data, json };
        command.SetAction(parsed =>
        {
            using var book = FactBook.Open(parsed.GetValue(data)!);
            var known = TraceabilityKnowledge.At(book.Store.Facts.Facts(), null, new Certificates.CertificateReader()).Firmware.Values;
            if (parsed.GetValue(json)) Terminal.PrintJson(known);
            else
                foreach (var firmware in known)
                    Console.Out.WriteLine(firmware.WithdrawnFromUnixSeconds is { } from
                        ? $"withdrawn from {Moment.Text(from)}  {firmware.FirmwareId}  {firmware.WithdrawnWhy}" : $"approved  {firmware.FirmwareId}");
            return Exit.Ok;
        });
        return command;
    }

    private static string FirmwareId(string text) => text.Length is > 0 and <= 64 && text.All(character => character is > ' ' and <= '~')
        ? text : throw new InputException($"\"{text}\" is no firmware id: 1 to 64 printable ASCII characters without space.");

    private static void Demand(FactBook book, string meterId)
    {
        if (book.Store.Registry.FindMeter(meterId) is null)
            throw new InputException($"No meter {meterId} is registered; see carbonctl meter list.");
    }

    private static long Now() => DateTimeOffset.UtcNow.ToUnixTimeSeconds();
}
