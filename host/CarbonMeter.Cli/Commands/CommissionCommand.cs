using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using CarbonMeter.Cli.Commissioning;
using CarbonMeter.Cli.Serial;
using CarbonMeter.Domain.Parks;
using CarbonMeter.Domain.Wiring;
using CarbonMeter.Records;
using Spectre.Console;
using Command = System.CommandLine.Command;

namespace CarbonMeter.Cli.Commands;

/// <summary>Commissions a meter over its serial port: docs/commissioning.md.</summary>
public static class CommissionCommand
{
    /// <summary>The command.</summary>
    public static Command Build()
    {
        var port = Text("--port", "Serial port of the meter, for example /dev/ttyUSB0", "PORT", isRequired: true);
        var data = DataFolder.Option();
        var folder = new Option<DirectoryInfo>("--out") { Description = "Folder for commissioning record and label", HelpName = "DIR", DefaultValueFactory = _ => new DirectoryInfo(".") };
        var board = Text("--board", "Refuse any other board", "NAME");
        var meter = Text("--meter", "Meter id", "ID");
        var park = Text("--park", "Park it belongs to (made where it does not exist)", "ID");
        var role = Text("--role", "What its node does with energy; says which way energy flows in the wiring check", "ROLE");
        role.AcceptOnlyFromAmong([.. Array.ConvertAll(Enum.GetNames<NodeRole>(), JsonNamingPolicy.CamelCase.ConvertName)]);
        var place = Text("--place", "Where it hangs", "TEXT");
        var broker = Text("--broker", "Host it reports to: NAME or NAME:PORT (8883; without TLS 1883)", "NAME");
        var plain = Flag("--no-tls", "Report without TLS");
        var wifi = Text("--wifi", "Wi-Fi network to join", "SSID");
        var password = FileOption("--wifi-password-file", "File whose first line is its password");
        var authority = FileOption("--authority", "Key whose commands the meter obeys, PEM, public or private");
        var parameters = FileOption("--parameters", "Parameter set from the laboratory, in place of the board's own");
        var factors = Text("--factors", "First factor set, in place of the firmware's own: one of carbonctl factors, or a file", "ID");
        var transformers = Many("--ct", "The CTs as their plates have them: 250A/333mV for all, 1=250A/333mV for one; without an output, the full scale of the input");
        var clamp = Many("--clamp", "What a clamp meter shows now, to compare: 1=8.2A");
        var interval = Whole("--interval", "Interval length, s");
        var perRecord = Whole("--per-record", "Intervals in a record");
        var installer = Text("--installer", "Who commissions it, as the record says it", "NAME");
        var lockElement = Text("--lock-element", "What has to be typed to lock a new secure element, for ever; the command tells it", "TEXT");
        var flow = Text("--flow", "Which way energy flows during the wiring check, where the role does not say", "FLOW");
        flow.AcceptOnlyFromAmong("consumption", "generation");
        var rotation = Text("--rotation", "The rotation the supply has", "ROTATION");
        rotation.AcceptOnlyFromAmong("forward", "reverse");
        var remap = Flag("--remap", "Make up for wrong wiring in the parameter set");
        var skip = Flag("--skip-wiring", "Do not judge the wiring");
        var faults = Flag("--accept-faults", "Go on although the self-test finds faults");
        var stranger = Flag("--no-register", "Do not write to the ledger; leave the public key in a file");
        var offset = new Option<int>("--utc-offset") { Description = "When the day of a new park begins: its offset from UTC, minutes", DefaultValueFactory = _ => 480, HelpName = "MINUTES" };
        var verify = Text("--verify-url", "Address of the host's page, for the label", "URL");
        var language = Text("--language", "Language of the wiring check's words", "LANGUAGE");
        language.AcceptOnlyFromAmong("en", "zh");
        var yes = Flag("--yes", "Ask nothing; what is missing is an error");
        var json = Flag("--json", "End with one JSON object");
        var command = new Command("commission", "Commission a meter over its serial port: identity, network, time, CTs, wiring, seal, registration, label")
        {
            port, data, folder, board, meter, park, role, place, broker, plain, wifi, password, authority, parameters, factors, transformers, clamp,
            interval, perRecord, installer, lockElement, flow, rotation, remap, skip, faults, stranger, offset, verify, language, yes, json,
        };
        command.SetAction((parsed, stop) =>
        {
            if (parsed.GetValue(park) is { } named && !MeterId.IsValid(named)) throw new InputException($"--park {named}: 1 to 32 printable ASCII characters without space, / + #.");
            if (parsed.GetValue(offset) is < -840 or > 840) throw new InputException($"--utc-offset {parsed.GetValue(offset)}: must be -840 to 840.");
            if (parsed.GetValue(verify) is { } url && !(Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
                throw new InputException($"--verify-url {url}: an address like https://host.example.");
            var (host, brokerPort) = Broker(parsed.GetValue(broker));
            var plan = new CommissionPlan
            {
                Port = parsed.GetValue(port)!, Data = parsed.GetValue(data)!, Out = parsed.GetValue(folder)!, Board = parsed.GetValue(board),
                MeterId = parsed.GetValue(meter), Park = parsed.GetValue(park), Place = parsed.GetValue(place), Broker = host, BrokerPort = brokerPort,
                Role = parsed.GetValue(role) is { } word ? Enum.Parse<NodeRole>(word, ignoreCase: true) : null, IsPlain = parsed.GetValue(plain),
                Ssid = parsed.GetValue(wifi), WifiPassword = parsed.GetValue(password), Authority = parsed.GetValue(authority),
                Parameters = parsed.GetValue(parameters), Factors = parsed.GetValue(factors), IntervalSeconds = parsed.GetValue(interval),
                IntervalsPerRecord = parsed.GetValue(perRecord), Installer = parsed.GetValue(installer), LockElement = parsed.GetValue(lockElement),
                Transformers = ByChannel(parsed.GetValue(transformers), "--ct", "250A/333mV or 1=250A/333mV", mayBeForAll: true),
                ClampAmperes = ByChannel(parsed.GetValue(clamp), "--clamp", "1=8.2A", mayBeForAll: false).ToDictionary(one => one.Key, one => one.Value.Amperes),
                Flow = parsed.GetValue(flow) is { } way ? Enum.Parse<ExpectedFlow>(way, ignoreCase: true) : null,
                Rotation = parsed.GetValue(rotation) == "reverse" ? PhaseRotation.Reverse : PhaseRotation.Forward,
                Remaps = parsed.GetValue(remap), SkipsWiring = parsed.GetValue(skip), AcceptsFaults = parsed.GetValue(faults), Registers = !parsed.GetValue(stranger),
                UtcOffsetMinutes = parsed.GetValue(offset), VerifyUrl = parsed.GetValue(verify), IsChinese = parsed.GetValue(language) == "zh",
                IsUnattended = parsed.GetValue(yes) || Console.IsInputRedirected,
            };
            return Task.FromResult(Run(plan, parsed.GetValue(json), stop));
        });
        return command;
    }

    private static int Run(CommissionPlan plan, bool isJson, CancellationToken stop)
    {
        var report = new CommissionReport();
        plan.Out.Create();
        using var device = SerialDevice.Open(plan.Port);
        try
        {
            new CommissionWizard(plan, new ConsoleClient(device, plan.Port), new Asker(Terminal.Error, plan.IsUnattended), Terminal.Error, report).Run(stop);
        }
        catch (CommissionObstacle obstacle)
        {
            report.Obstacle = obstacle.Message;
            Terminal.Error.MarkupLineInterpolated($"[red]carbonctl:[/] {obstacle.Message}");
        }
        if (isJson) Terminal.PrintJson(report);
        else if (report.Obstacle is null) Console.Out.WriteLine(report.LabelSvg);
        return report.Obstacle is null ? Exit.Ok : Exit.No;
    }

    private static (string? Host, int? Port) Broker(string? text)
    {
        var colon = text?.LastIndexOf(':') ?? -1;
        if (text is null || colon < 0) return (text, null);
        if (!int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > 65535)
            throw new InputException($"--broker {text}: after the colon stands a port, 1 to 65535.");
        return (text[..colon], port);
    }

    private static Dictionary<int, CurrentTransformer> ByChannel(string[]? texts, string option, string form, bool mayBeForAll)
    {
        var values = new Dictionary<int, CurrentTransformer>();
        foreach (var text in texts ?? [])
        {
            var equals = text.IndexOf('=');
            var channel = 0;
            var isWell = equals < 0 ? mayBeForAll : int.TryParse(text[..equals], NumberStyles.None, CultureInfo.InvariantCulture, out channel) && channel is >= 1 and <= 8;
            if (!isWell || CurrentTransformer.Parse(text[(equals + 1)..]) is not { } value || !values.TryAdd(channel, value))
                throw new InputException($"{option} {text}: {form}, each channel once.");
        }
        return values;
    }

    private static Option<string?> Text(string name, string description, string help, bool isRequired = false) =>
        new(name) { Description = description, HelpName = help, Required = isRequired };

    private static Option<FileInfo?> FileOption(string name, string description) => new(name) { Description = description, HelpName = "FILE" };

    private static Option<bool> Flag(string name, string description) => new(name) { Description = description };

    private static Option<int?> Whole(string name, string description) => new(name) { Description = description, HelpName = "NUMBER" };

    private static Option<string[]?> Many(string name, string description) => new(name) { Description = description, HelpName = "AMPERES", AllowMultipleArgumentsPerToken = true };
}
