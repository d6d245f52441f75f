using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using CarbonMeter.Cli.Bench;
using CarbonMeter.Cli.Serial;
using CarbonMeter.Crypto;
using CarbonMeter.Domain.Factors;
using CarbonMeter.Domain.Parks;
using CarbonMeter.Domain.Wiring;
using CarbonMeter.DotNet;
using CarbonMeter.Records;
using Spectre.Console;

namespace CarbonMeter.Cli.Commissioning;

/// <summary>Walks an installer through a commissioning, step by step: docs/commissioning.md.</summary>
internal sealed partial class CommissionWizard(CommissionPlan plan, ConsoleClient client, Asker asker, IAnsiConsole say, CommissionReport report)
{
    private const int Steps = 9, TestsMax = 5;
    private static readonly TimeSpan s_joinPatience = TimeSpan.FromSeconds(45), s_startPatience = TimeSpan.FromSeconds(60), s_testPause = TimeSpan.FromSeconds(2);

    private string _meterId = "";
    private byte[] _publicKey = [];
    private NodeRole? _role;

    /// <summary>Carries it out.</summary>
    /// <exception cref="CommissionObstacle">Something has to be done at the meter first.</exception>
    internal void Run(CancellationToken stop)
    {
        var isSealed = Introduce(stop);
        if (!isSealed)
        {
            SelfTest(stop);
            Network(stop);
            SetTime(stop);
            Describe(stop);
            Transformers(stop);
            Wiring(stop);
            CompareClamp(stop);
            Seal(stop);
        }
        Conclude(stop);
    }

    private void Step(int number, string title) => say.MarkupLineInterpolated($"[blue]{number}/{Steps}[/] {title}");

    // True where the meter was sealed before, in a run that did not come to its end.
    private bool Introduce(CancellationToken stop)
    {
        Step(1, "Identity");
        var hello = client.Ask("hello", stop).End;
        if (hello.Find("product") != "carbonmeter" || hello.Find("console") != "1")
            throw new InputException($"--port {plan.Port}: what answers is {hello.Find("product") ?? "nothing known"} with console {hello.Find("console") ?? "?"}; this carbonctl speaks to a carbonmeter with console 1.");
        report.Board = hello["board"];
        report.FirmwareId = hello["firmware"];
        if (plan.Board is { } wanted && wanted != report.Board)
            throw new InputException($"--board {wanted}: the board at {plan.Port} is {report.Board}. Is this the right meter, and the right firmware on it?");
        var state = hello["state"];
        var id = hello.Find("id");
        if (state == "service") throw new CommissionObstacle("The meter cannot read its own storage any more. It needs service: see docs/commissioning.md, If something goes wrong.");
        if (state is "sealed" or "running" && plan.MeterId is { } other && other != id)
            throw new CommissionObstacle($"The meter at {plan.Port} is sealed as {id}, not {other}. A sealed meter keeps its id.");
        _meterId = state is "sealed" or "running" ? id!
            : asker.Text("--meter", "Meter id", plan.MeterId, id, text => MeterId.IsValid(text) ? null : "1 to 32 printable ASCII characters without space, / + #");
        report.MeterId = _meterId;
        SetUpElement(stop);
        var identity = client.Ask("identity", stop).End;
        _publicKey = Convert.FromHexString(identity["publicKey"]);
        report.KeyClass = (int)identity.Number("keyClass")!;
        report.KeyFingerprint = Convert.ToHexStringLower(KeyFingerprint.Of(_publicKey));
        say.MarkupLineInterpolated($"  board {report.Board}, firmware {report.FirmwareId}, key SHA-256 {report.KeyFingerprint}");
        if (state is not ("sealed" or "running"))
        {
            client.Tell("set", stop, ("id", _meterId));
            return false;
        }
        say.MarkupLineInterpolated($"  sealed already as {_meterId}: nothing is changed any more, only what was left is done");
        report.IsSealed = true;
        return true;
    }

    // Once in a board's life. Locking cannot be undone, so nothing but the element's own words, typed, does it.
    private void SetUpElement(CancellationToken stop)
    {
        ConsoleFields element;
        try
        {
            element = client.Ask("element", stop).End;
        }
        catch (ConsoleRefusal refusal) when (refusal.Code == "absent")
        {
            return;
        }
        if (element["state"] is "locked" or "silent") return;
        if (element["state"] == "foreign")
            throw new CommissionObstacle("The secure element was locked for something else and can make no keys for a meter. It has to be exchanged.");
        element = client.Tell("element", stop, ("prepare", "1")).End;
        var wanted = element["confirmation"];
        say.MarkupLineInterpolated($"  [yellow]the secure element is new: it makes no key before it is locked, and locking is for ever[/]");
        var typed = plan.LockElement;
        if (typed is null && asker.IsUnattended)
            throw new CommissionObstacle($"The secure element is new. Locking cannot be undone; if this is the board to commission, go on with --lock-element \"{wanted}\".");
        typed ??= asker.Text("--lock-element", $"Type {wanted}", null);
        client.Tell("element", stop, ("lock", typed));
        say.MarkupLine("  secure element locked");
    }

    private void SelfTest(CancellationToken stop)
    {
        Step(2, "Self-test");
        List<string> faults = [];
        for (var attempt = 1; attempt <= TestsMax; attempt++)
        {
            // Sensors take a few seconds to their first figure, and a front end to its start.
            if (attempt > 1) stop.WaitHandle.WaitOne(s_testPause);
            var parts = client.Follow("test", TimeSpan.FromSeconds(30), stop, _ => { }).Lines;
            faults = [.. parts.Where(part => part["state"] != "found").Select(part => $"{part["part"]}: {part.Find("words")}")];
            if (faults.Count > 0 && attempt < TestsMax && !plan.AcceptsFaults) continue;
            foreach (var part in parts) say.MarkupLineInterpolated($"  {part["part"],-12} {part["state"]} {part.Find("words") ?? ""}");
            break;
        }
        if (faults.Count == 0 || plan.AcceptsFaults) return;
        if (asker.IsUnattended || !asker.Confirm("Go on although parts are at fault?"))
            throw new CommissionObstacle($"The self-test found faults. {string.Join("; ", faults)}. Mend them, or go on with --accept-faults.");
    }

    private void Network(CancellationToken stop)
    {
        Step(3, "Network");
        var network = client.Ask("network", stop).End;
        if (network["kind"] == "wifi" && (plan.Ssid is not null || network["state"] == "down" && !asker.IsUnattended)) network = JoinWifi(stop);
        say.MarkupLineInterpolated($"  {network["kind"]} {network["state"]} {network.Find("address") ?? ""}");
        var broker = asker.Text("--broker", "Host the meter reports to (name or address)", plan.Broker, null,
            text => text.Length is >= 1 and <= 64 && text.All(c => c is > ' ' and <= '~') ? null : "1 to 64 printable ASCII characters without space");
        client.Tell("set", stop, ("broker", broker), ("port", ConsoleClient.Number(plan.BrokerPort ?? (plan.IsPlain ? 1883 : 8883))), ("tls", plan.IsPlain ? "0" : "1"));
        if (!plan.IsPlain) return;
        say.MarkupLine("  [yellow]without TLS: what the meter sends can be read on the way; it cannot be forged[/]");
    }

    private ConsoleFields JoinWifi(CancellationToken stop)
    {
        var ssid = plan.Ssid;
        if (ssid is null)
        {
            var found = client.Follow("scan", TimeSpan.FromSeconds(20), stop, _ => { }).Lines.Select(line => line["ssid"]).Where(name => name.Length > 0).Distinct().ToList();
            ssid = found.Count > 0 ? asker.Choice("Wi-Fi network", found) : asker.Text("--wifi", "Wi-Fi network", null);
        }
        var password = plan.WifiPassword is { } file ? EndpointOptions.FirstLine(EndpointOptions.Existing(file, "--wifi-password-file")!) : asker.Secret("--wifi-password-file", $"Password of {ssid}");
        client.Tell("wifi", stop, ("ssid", ssid), ("password", password));
        var until = DateTime.UtcNow + s_joinPatience;
        while (true)
        {
            var network = client.Ask("network", stop).End;
            if (network["state"] == "up") return network;
            if (network.Find("failed") == "1" || DateTime.UtcNow > until)
                throw new CommissionObstacle($"The meter could not join {ssid}. Check name and password, and whether the signal reaches this place (2.4 GHz).");
            Wait(stop);
        }
    }

    private void SetTime(CancellationToken stop)
    {
        Step(4, "Time");
        var clock = client.Tell("clock", stop, ("set", ConsoleClient.Number(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()))).End;
        if (clock["trusted"] != "1") throw new IOException("the meter did not take the time.");
        say.MarkupLineInterpolated($"  {DateTimeOffset.FromUnixTimeMilliseconds(clock.Number("unixMs")!.Value):yyyy-MM-dd HH:mm:ss} UTC");
    }

    private void Describe(CancellationToken stop)
    {
        Step(5, "Place");
        var role = plan.Role is { } given ? CamelCase(given) : plan.Park is null && asker.IsUnattended ? null
            : asker.IsUnattended ? throw new InputException("--role is missing: it goes with --park.")
            : asker.Choice("What it measures", [.. Enum.GetValues<NodeRole>().Select(CamelCase)]);
        _role = role is null ? null : Enum.Parse<NodeRole>(role, ignoreCase: true);
        var authority = ReadAuthority(plan.Authority ?? new FileInfo(asker.Text("--authority", "File with the authority's key (PEM)", null)));
        List<(string, string)> values = [("authority", Convert.ToHexStringLower(authority))];
        if (role is not null) values.Add(("role", role));
        if (plan.Park is not null) values.Add(("park", plan.Park));
        if (plan.Place is not null) values.Add(("place", plan.Place));
        if (plan.IntervalSeconds is { } seconds) values.Add(("interval", ConsoleClient.Number(seconds)));
        if (plan.IntervalsPerRecord is { } count) values.Add(("perRecord", ConsoleClient.Number(count)));
        client.Tell("set", stop, [.. values]);
        if (plan.Factors is { } factors) UseBlob("factors", ReadFactors(factors), stop);
        say.MarkupLineInterpolated($"  {role ?? "no role"}{(plan.Park is null ? "" : " in park " + plan.Park)} {plan.Place ?? ""}");
    }

    private void Transformers(CancellationToken stop)
    {
        Step(6, "Current transformers");
        if (plan.Parameters is { } file) UseBlob("parameters", File.ReadAllBytes(EndpointOptions.Existing(file, "--parameters")!), stop);
        var set = ReadParameters(stop);
        foreach (var channel in set.Channels)
        {
            var known = channel.CurrentFullScaleMilliamperes;
            var transformer = plan.Transformers.GetValueOrDefault(channel.ChannelId) ?? plan.Transformers.GetValueOrDefault(0);
            if (transformer is null && !asker.IsUnattended && plan.Parameters is null)
                transformer = CurrentTransformer.Parse(asker.Text("--ct", $"CT{channel.ChannelId}: its plate (250A/333mV), or the full scale of its input", null,
                    FormattableString.Invariant($"{known / 1000m}A"), text => CurrentTransformer.Parse(text) is null ? "250A/333mV, or 265.4A" : null));
            var wanted = transformer?.FullScaleMilliamperes ?? known;
            if (wanted != known)
                client.Tell("ct", stop, ("channel", ConsoleClient.Number(channel.ChannelId)), ("fullScaleMilliamperes", ConsoleClient.Number(wanted)));
            say.MarkupLineInterpolated($"  CT{channel.ChannelId}: full scale {wanted / 1000m} A");
        }
        UntilFrontEndIsReady(stop);
    }

    private void UseBlob(string verb, byte[] bytes, CancellationToken stop)
    {
        client.SendBlob(bytes, stop);
        client.Tell(verb, stop, ("use", "blob"));
    }

    private static byte[] ReadFactors(string text)
    {
        if (GridFactors.All.FirstOrDefault(set => set.Id == text) is { } known) return FactorSetCodec.Encode(known);
        var bytes = File.Exists(text) ? File.ReadAllBytes(text) : throw new InputException($"--factors {text}: neither one of carbonctl factors nor a file.");
        return FactorSetCodec.Decode(bytes, out var status) is not null ? bytes : throw new InputException($"--factors {text}: not a factor set: {status}.");
    }

    private ParameterSet ReadParameters(CancellationToken stop)
    {
        var answer = client.Ask("parameters", stop);
        var bytes = answer.Blob();
        report.ParameterSetHash = Convert.ToHexStringLower(ParameterSetCodec.Hash(bytes));
        // The line has no checksum of its own: what was read is what the meter says it is, or it is read again.
        if (report.ParameterSetHash != answer.End["hash"]) throw new IOException("the parameter set was garbled on the line. Try again, with a shorter or better cable.");
        return ParameterSetCodec.Decode(bytes, out var status) ?? throw new IOException($"the meter's parameter set cannot be read: {status}.");
    }

    private void UntilFrontEndIsReady(CancellationToken stop)
    {
        var until = DateTime.UtcNow + s_startPatience;
        while (client.Ask("status", stop).End.Find("frontEnd") != "ready")
        {
            if (DateTime.UtcNow > until) throw new CommissionObstacle("The metering chip does not start under this parameter set. See the self-test, and check the board.");
            Wait(stop);
        }
    }

    private static byte[] ReadAuthority(FileInfo file)
    {
        if (!file.Exists) throw new InputException($"--authority {file}: there is no such file.");
        var text = File.ReadAllText(file.FullName);
        if (!text.Contains("PRIVATE KEY", StringComparison.Ordinal)) return Commands.MeterCommand.ReadKey(file, "--authority");
        using var key = KeyFile.Read(file, "--authority");
        return key.PublicKey;
    }

    private static string CamelCase(NodeRole role) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(role.ToString());

    private static void Wait(CancellationToken stop)
    {
        stop.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(250));
        stop.ThrowIfCancellationRequested();
    }
}
