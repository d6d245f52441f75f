using System;
using System.Collections.Generic;
using System.CommandLine;
using Command = System.CommandLine.Command;
using System.IO;
using System.Linq;
using System.Text.Json;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Parks;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.DotNet;
using CarbonMeter.Records;
using CarbonMeter.Storage.Sqlite;
using Spectre.Console;

namespace CarbonMeter.Cli.Commands;

/// <summary>The registry of meters from the terminal.</summary>
public static class MeterCommand
{
    /// <summary>The command and its parts.</summary>
    public static Command Build() => new("meter", "Meters: register, list and show them, and say what happened to them")
    {
        Add(), List(), Show(), MeterFactCommands.Install(), MeterFactCommands.Opened(), MeterFactCommands.RevokeKey(), MeterFactCommands.VouchKey(),
    };

    private static Command Add()
    {
        var data = DataFolder.Option();
        var id = new Argument<string?>("ID") { Description = "Meter id: 1 to 32 printable ASCII characters without space, / + #; with --request the one in it", Arity = ArgumentArity.ZeroOrOne };
        var key = new Option<FileInfo?>("--key") { Description = "The meter's public key, PEM", HelpName = "FILE" };
        var requested = new Option<FileInfo?>("--request") { Description = "The meter's enrolment request instead: it holds id, key, key class and board", HelpName = "FILE" };
        var place = new Option<string?>("--place") { Description = "Where it hangs", HelpName = "TEXT" };
        var interval = new Option<int?>("--interval") { Description = $"Interval length it is set to, s (a new meter: {MeterRegistration.IntervalSecondsUsual})", HelpName = "SECONDS" };
        var park = new Option<string?>("--park") { Description = "Put it into this park (made where it does not exist)", HelpName = "ID" };
        var offset = new Option<int>("--utc-offset") { Description = "When the day of a new park begins: its offset from UTC, minutes", DefaultValueFactory = _ => 480, HelpName = "MINUTES" };
        var role = new Option<string?>("--role") { Description = "What its node does with energy" };
        role.AcceptOnlyFromAmong([.. Enum.GetNames<NodeRole>().Select(JsonNamingPolicy.CamelCase.ConvertName)]);
        var green = new Option<bool>("--green") { Description = "Its generation counts as green" };
        var command = new Command("add", "Register a meter, so that it may connect") { data, id, key, requested, place, interval, park, offset, role, green };
        command.SetAction(parsed =>
        {
            var request = parsed.GetValue(requested) is { } file ? RequestFile.Read(file) : null;
            var meterId = parsed.GetValue(id) ?? request?.Content.MeterId ?? throw new InputException("Give the meter's id and --key, or its --request.");
            if (!MeterId.IsValid(meterId)) throw new InputException($"\"{meterId}\" is not a meter id: 1 to 32 printable ASCII characters without space, / + #.");
            if (parsed.GetValue(interval) is { } seconds && !IsIntervalLength(seconds))
                throw new InputException($"--interval {seconds}: must be 10 to 3600 and divide 3600.");
            if (parsed.GetValue(park) is { } named && !MeterId.IsValid(named))
                throw new InputException($"--park {named}: 1 to 32 printable ASCII characters without space, / + #.");
            if (parsed.GetValue(offset) is < -840 or > 840) throw new InputException($"--utc-offset {parsed.GetValue(offset)}: must be -840 to 840.");
            if (parsed.GetValue(park) is null != parsed.GetValue(role) is null) throw new InputException("--park and --role go together.");
            var publicKey = KeyOf(meterId, parsed.GetValue(key) is { } pem ? ReadKey(pem) : null, request);
            MeterRegistration.Register(parsed.GetValue(data)!, new NewMeter(meterId, publicKey)
            {
                Request = request,
                Place = parsed.GetValue(place),
                IntervalSeconds = parsed.GetValue(interval),
                ParkId = parsed.GetValue(park),
                UtcOffsetMinutes = parsed.GetValue(offset),
                Role = parsed.GetValue(role) is { } word ? Enum.Parse<NodeRole>(word, ignoreCase: true) : null,
                IsGreen = parsed.GetValue(green),
            });
            Console.Out.WriteLine($"Meter {meterId} registered.");
            if (request is not null) Console.Out.WriteLine("  " + RequestFile.Describe(request));
            return Exit.Ok;
        });
        return command;
    }

    // What a person says and what the meter's request says must not contradict each other.
    private static byte[] KeyOf(string meterId, byte[]? given, EnrolmentRequest? request)
    {
        if (request is null) return given ?? throw new InputException("--key or --request is missing: a meter is registered with its public key.");
        if (request.Content.MeterId != meterId)
            throw new InputException($"The request is of meter {request.Content.MeterId}, not of {meterId}. Nothing was registered.");
        if (given is not null && !given.AsSpan().SequenceEqual(request.Content.PublicKey))
            throw new InputException("--key and --request hold different keys. Nothing was registered.");
        return request.Content.PublicKey;
    }

    private static bool IsIntervalLength(int seconds) =>
        seconds is >= IntervalRecord.LengthSecondsMin and <= IntervalRecord.LengthSecondsMax && 3600 % seconds == 0;

    internal static byte[] ReadKey(FileInfo file, string option = "--key")
    {
        if (!file.Exists) throw new InputException($"{option} {file}: there is no such file.");
        try
        {
            return PlatformKeys.PublicKeyFromPem(File.ReadAllText(file.FullName));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or FormatException
            or System.Security.Cryptography.CryptographicException)
        {
            throw new InputException($"{file}: not a P-256 public key in PEM: {error.Message.TrimEnd('.')}. openssl ec -in PRIVATE.pem -pubout makes one of a private key.");
        }
    }

    private static Command List()
    {
        var data = DataFolder.Option();
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new Command("list", "List the meters and how they stand") { data, json };
        command.SetAction(parsed =>
        {
            using var store = SqliteStore.OpenBeside(DataFolder.ExistingLedger(parsed.GetValue(data)!));
            var standings = store.Queries.Standings().ToDictionary(standing => standing.MeterId);
            var rows = store.Registry.Meters().Select(meter => (meter, standing: standings.GetValueOrDefault(meter.Id))).ToList();
            if (parsed.GetValue(json))
            {
                Terminal.PrintJson(rows.Select(row => Describe(row.meter, row.standing)));
                return Exit.Ok;
            }
            var table = new Table().AddColumns("Meter", "Place", "Interval", "Records", "Measured to (UTC)", "Gaps", "Refused", "Forks");
            table.Columns[4].NoWrap();
            foreach (var (meter, standing) in rows)
                table.AddRow(
                    Markup.Escape(meter.Id), Markup.Escape(meter.Place), meter.ExpectedIntervalSeconds + " s", (standing?.Records ?? 0).ToString(),
                    Time(standing?.LastIntervalEndUnixSeconds), (standing?.ChainGaps ?? 0).ToString(),
                    (standing?.QuarantinedMessages ?? 0).ToString(), (standing?.Forks ?? 0).ToString());
            AnsiConsole.Write(table);
            return Exit.Ok;
        });
        return command;
    }

    private static Command Show()
    {
        var data = DataFolder.Option();
        var id = new Argument<string>("ID") { Description = "Meter id" };
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new Command("show", "Show one meter: key, standing, last events") { data, id, json };
        command.SetAction(parsed =>
        {
            using var store = SqliteStore.OpenBeside(DataFolder.ExistingLedger(parsed.GetValue(data)!));
            var meterId = parsed.GetValue(id)!;
            if (store.Registry.FindMeter(meterId) is not { } meter)
            {
                Console.Error.WriteLine($"No meter {meterId} is registered; see carbonctl meter list.");
                return Exit.No;
            }
            var standing = store.Queries.Standings().FirstOrDefault(candidate => candidate.MeterId == meterId);
            var events = store.Queries.Events(meterId, 20);
            var gas = standing is null ? null : MeterGas.Of(store, standing);
            var keys = store.Facts.Facts().Select(fact => fact.Fact).OfType<KeyEnrolled>().Where(key => key.MeterId == meterId)
                .OrderBy(key => key.FromSequence).ToList();
            var request = store.Facts.Facts().Select(fact => fact.Fact).OfType<EnrolmentReceived>().Where(received => received.MeterId == meterId)
                .Select(received => EnrolmentRequest.Read(received.Request, out _)).LastOrDefault();
            if (parsed.GetValue(json))
            {
                Terminal.PrintJson(new
                {
                    meter = Describe(meter, standing),
                    gas = gas?.Told(),
                    enrolment = request is null ? null : Describe(request),
                    keys = keys.Select(key => new { key.FromSequence, publicKeyPem = PlatformKeys.PublicKeyToPem(key.PublicKey) }),
                    events,
                });
                return Exit.Ok;
            }
            Console.Out.WriteLine($"{meter.Id}  {meter.Place}");
            if (request is not null) Console.Out.WriteLine("  " + RequestFile.Describe(request));
            Console.Out.WriteLine($"  records {standing?.Records ?? 0}, measured to {Time(standing?.LastIntervalEndUnixSeconds)} (UTC)");
            Console.Out.WriteLine($"  gaps {standing?.ChainGaps ?? 0}, quarantined {standing?.QuarantinedMessages ?? 0} and {standing?.QuarantineDropped ?? 0} dropped, forks {standing?.Forks ?? 0}");
            if (gas is not null) Console.Out.WriteLine(gas.Describe());
            foreach (var key in keys) Console.Out.WriteLine($"  signs from record {key.FromSequence} on with\n{PlatformKeys.PublicKeyToPem(key.PublicKey)}");
            foreach (var one in events)
                Console.Out.WriteLine($"  {DateTimeOffset.FromUnixTimeMilliseconds(one.AtUnixMs):yyyy-MM-dd HH:mm:ss}  {EventWords.Describe(one)}");
            return Exit.Ok;
        });
        return command;
    }

    private static object Describe(EnrolmentRequest request) => new
    {
        board = request.Content.BoardName,
        firmwareId = request.Content.FirmwareId,
        keyClass = (int)request.Content.KeyClass,
        secureElementSerial = request.Content.SecureElementSerial is { } serial ? Convert.ToHexStringLower(serial) : null,
        madeAtUnixMs = request.Content.MadeAtUnixMs.IsPresent ? request.Content.MadeAtUnixMs.Value : (long?)null,
        request.Fingerprint,
    };

    private static object Describe(Meter meter, MeterStanding? standing) => new
    {
        meter.Id, meter.Place, meter.ExpectedIntervalSeconds, publicKeyPem = PlatformKeys.PublicKeyToPem(meter.PublicKey), standing,
    };

    private static string Time(long? unixSeconds) =>
        unixSeconds is null ? "never" : DateTimeOffset.FromUnixTimeSeconds(unixSeconds.Value).ToString("yyyy-MM-dd HH:mm");
}
