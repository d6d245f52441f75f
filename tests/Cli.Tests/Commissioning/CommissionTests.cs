using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using CarbonMeter.Crypto;
using CarbonMeter.DotNet;
using CarbonMeter.Firmware.Virtual;
using CarbonMeter.Records;
using CarbonMeter.Storage.Sqlite;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Tests.Cli.Commissioning;

/// <summary>The real command line against a virtual three-phase meter behind a pseudo-terminal.</summary>
public sealed class CommissionTests : IAsyncDisposable
{
    private const string Fix = "swap CT2 and CT3, turn CT1 round";
    private static readonly int[] Swapped = [0, 2, 1];
    private static readonly bool[] FirstTurned = [true, false, false];

    private readonly CarbonCtl _ctl = new();
    private readonly List<Process> _processes = [];

    [Fact]
    public async Task Two_swapped_and_one_turned_are_named_and_mended_and_the_meter_ends_up_registered_and_believed()
    {
        await using var meter = Boxed();
        var host = await StartHostAsync();
        meter.Hang(Swapped, FirstTurned);
        meter.Load(8, 10, 5, 20);

        var wrong = await CommissionAsync(meter, host);
        Assert.Equal(1, wrong.Exit);
        Assert.Contains(Fix, wrong.Error);
        Assert.Equal(Fix, wrong.Report.GetProperty("wiring")[0].GetProperty("words").GetString());
        Assert.Equal("CT1=L1- CT2=L3 CT3=L2", wrong.Report.GetProperty("wiring")[0].GetProperty("assignment").GetString());
        Assert.False(meter.Meter.IsSealed);

        // The installer does what it says, and starts the same command again.
        meter.Hang([0, 1, 2], [false, false, false]);
        var right = await CommissionAsync(meter, host);
        Assert.True(right.Exit == 0, right.Error);
        Assert.Contains("The wiring is right", right.Error);
        Assert.True(meter.Meter.IsSealed);
        AssertRecordAndLabel(right.Report, meter);
        await UntilAcceptedAsync(host, intervals: 1);
    }

    [Fact]
    public async Task A_remap_makes_up_for_it_in_the_signed_parameter_set()
    {
        await using var meter = Boxed();
        var host = await StartHostAsync();
        meter.Hang(Swapped, FirstTurned);
        meter.Load(8, 10, 5, 20);
        var run = await CommissionAsync(meter, host, "--remap", "--language", "zh", "--clamp", "1=8A", "2=8A", "3=8A");
        Assert.True(run.Exit == 0, run.Error);
        Assert.Contains("对调 CT2 和 CT3，将 CT1 反向", run.Error);
        Assert.Equal(["Named", "Named"], run.Report.GetProperty("wiring").EnumerateArray().Select(step => step.GetProperty("finding").GetString()!));
        Assert.StartsWith("The wiring is right", run.Report.GetProperty("wiring")[1].GetProperty("words").GetString());
        Assert.All(run.Report.GetProperty("clamp").EnumerateArray(), one => Assert.True(one.GetProperty("agrees").GetBoolean()));
        await UntilAcceptedAsync(host, intervals: 1);
        using var store = SqliteStore.OpenBeside(Path.Combine(host.Data, "ledger.db"));
        var interval = store.Queries.Records("CM-3P-1", 0, 100).Select(Decoded).OfType<IntervalRecord>().First();
        Assert.Equal(run.Report.GetProperty("parameterSetHash").GetString(), Convert.ToHexStringLower(interval.ParameterSetHash));
        // Every channel imports what its phase draws, and none exports.
        Assert.All(interval.Intervals[0].Channels, channel => Assert.True(channel.ImportMilliwattHours > 0 && channel.ExportMilliwattHours == 0));
    }

    [Fact]
    public async Task A_sealed_meter_is_registered_by_the_same_command_and_changed_by_none()
    {
        await using var meter = Boxed();
        meter.Load(8, 10, 5, 20);
        var first = await CommissionAsync(meter, NoHost("a"));
        Assert.True(first.Exit == 0, first.Error);
        meter.Meter.Restart();
        var again = await CommissionAsync(meter, NoHost("b"), "--ct", "5A");
        Assert.True(again.Exit == 0, again.Error);
        Assert.Contains("sealed already as CM-3P-1", again.Error);
        Assert.Equal(first.Report.GetProperty("parameterSetHash").GetString(), again.Report.GetProperty("parameterSetHash").GetString());
        Assert.True(again.Report.GetProperty("isRegistered").GetBoolean());
        var other = await CommissionAsync(meter, NoHost("c"), "--meter", "CM-OTHER");
        Assert.Equal(1, other.Exit);
        Assert.Contains("sealed as CM-3P-1", other.Error);
    }

    [Fact]
    public async Task What_stands_in_the_way_is_said_and_nothing_is_sealed()
    {
        await using var meter = Boxed();
        var host = NoHost("a");
        var idle = await CommissionAsync(meter, host);
        Assert.Equal(1, idle.Exit);
        Assert.Contains("at least 1000 W are needed", idle.Error);
        meter.Load(8, 48, 48, 48);
        Assert.Contains("2 ways to hang the CTs fit alike", (await CommissionAsync(meter, host)).Error);
        meter.Load(8, 10, 10, 10);
        Assert.Contains("the clamp meter 12 A", (await CommissionAsync(meter, host, "--clamp", "1=12A")).Error);
        meter.Meter.Do(clock => { meter.Circuit.SetVoltageLag(1, 240, clock.NowMs); meter.Circuit.SetVoltageLag(2, 120, clock.NowMs); });
        Assert.Contains("The voltages turn the wrong way", (await CommissionAsync(meter, host)).Error);
        meter.Meter.Do(clock => meter.Circuit.SetVoltage(2, 0, clock.NowMs));
        Assert.Contains("Voltage input L3 has no voltage", (await CommissionAsync(meter, host)).Error);
        Assert.False(meter.Meter.IsSealed);
        Assert.False(File.Exists(Path.Combine(host.Data, "ledger.db")));

        var board = await CommissionAsync(meter, host, "--board", "carrier-1p");
        Assert.Equal(2, board.Exit);
        Assert.Contains("the board at", board.Error);
    }

    [Fact]
    public async Task Wifi_is_joined_parts_at_fault_stop_it_and_both_are_said()
    {
        await using var meter = Boxed();
        meter.Load(8, 10, 5, 20);
        var host = NoHost("a");
        meter.Test.ClockFault = "its oscillator has stopped";
        var fault = await CommissionAsync(meter, host, "--skip-wiring");
        Assert.Equal(1, fault.Exit);
        Assert.Contains("DS3231: its oscillator has stopped", fault.Error);
        var password = _ctl.Write("wifi.txt", "wrong\n");
        var outside = await CommissionAsync(meter, host, "--skip-wiring", "--accept-faults", "--wifi", "Plant", "--wifi-password-file", password);
        Assert.Equal(1, outside.Exit);
        Assert.Contains("could not join Plant", outside.Error);
        _ctl.Write("wifi.txt", ScriptedWifi.Password + "\n");
        var inside = await CommissionAsync(meter, host, "--skip-wiring", "--accept-faults", "--no-register", "--wifi", "Plant", "--wifi-password-file", password);
        Assert.True(inside.Exit == 0, inside.Error);
        Assert.Contains("wifi up 192.0.2.7", inside.Error);
        Assert.Equal("Plant", meter.Network.Joined);
        Assert.False(File.Exists(Path.Combine(host.Data, "ledger.db")));
        // What was left behind is what the host takes.
        var request = inside.Report.GetProperty("enrolmentFile").GetString()!;
        Assert.Equal(0, (await _ctl.RunAsync("meter", "add", "--data", host.Data, "--request", request, "--park", "park-1", "--role", "load")).ExitCode);
    }

    [Fact]
    public async Task On_one_phase_a_turned_transformer_is_found_and_made_up_for()
    {
        await using var meter = Boxed(isSinglePhase: true);
        meter.Meter.Do(clock =>
        {
            meter.Single.SetCurrent(0, 8000, 10, clock.NowMs);
            meter.Single.SetCurrent(1, 6000, -165, clock.NowMs);
        });
        var host = NoHost("a");
        var found = await CommissionAsync(meter, host);
        Assert.Equal(1, found.Exit);
        Assert.Contains("Wiring: turn CT2 round.", found.Error);
        var remapped = await CommissionAsync(meter, host, "--remap");
        Assert.True(remapped.Exit == 0, remapped.Error);
        Assert.Equal(2, remapped.Report.GetProperty("wiring").GetArrayLength());
    }

    [Fact]
    public async Task An_installer_is_asked_for_what_is_missing()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "script, which gives a program a terminal, is not installed");
        await using var meter = Boxed();
        meter.Load(8, 10, 5, 20);
        var authority = _ctl.Write("authority.pem", PlatformKeys.PublicKeyToPem(PlatformSigner.Create(KeyClass.Development).PublicKey));
        var command = $"dotnet '{Path.Combine(AppContext.BaseDirectory, "carbonctl.dll")}' commission --port {meter.Port} --data data --no-tls --role load --park p --wifi-password-file wifi.txt";
        _ctl.Write("wifi.txt", ScriptedWifi.Password);
        var start = new ProcessStartInfo("/usr/bin/script", ["-qec", command, "/dev/null"])
        {
            WorkingDirectory = _ctl.Folder, RedirectStandardInput = true, RedirectStandardOutput = true, Environment = { ["TERM"] = "xterm" },
        };
        var process = Process.Start(start)!;
        _processes.Add(process);
        // Id, the second network of the scan, the host, the authority, the three transformers as they are, the name, and yes.
        var seen = new System.Text.StringBuilder();
        foreach (var (question, answer) in new[]
        {
            ("Meter id:", "CM-ASKED\r"), ("Wi-Fi network", "\u001b[B\r"), ("Host the meter", "127.0.0.1\r"), ("authority's key", authority + "\r"),
            ("CT1:", "\r"), ("CT2:", "\r"), ("CT3:", "50A/333mV\r"), ("Your name", "Li Wei\r"), ("Seal CM-ASKED?", "y\r"),
        })
        {
            await UntilSeenAsync(process, seen, question);
            await process.StandardInput.WriteAsync(answer);
            await process.StandardInput.FlushAsync();
        }
        await UntilSeenAsync(process, seen, "is registered in");
        Assert.Equal("Guests", meter.Network.Joined);
        Assert.True(meter.Meter.IsSealed);
        using var store = SqliteStore.OpenBeside(Path.Combine(_ctl.PathOf("data"), "ledger.db"));
        Assert.NotNull(store.Registry.FindMeter("CM-ASKED"));
    }

    private static async Task UntilSeenAsync(Process process, System.Text.StringBuilder seen, string text)
    {
        var buffer = new char[1024];
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!seen.ToString().Contains(text, StringComparison.Ordinal))
        {
            var count = await process.StandardOutput.ReadAsync(buffer, limit.Token);
            Assert.True(count > 0, $"ended before \"{text}\": {seen}");
            seen.Append(buffer, 0, count);
        }
        seen.Clear();
    }

    [Fact]
    public async Task Ports_that_are_not_there_busy_or_silent_are_told_apart()
    {
        Assert.SkipUnless(PseudoTerminal.IsSupported, "pseudo-terminals are made on Linux alone");
        var missing = await _ctl.RunAsync("commission", "--port", "/dev/ttyNOWHERE9", "--yes");
        Assert.Equal(2, missing.ExitCode);
        Assert.Contains("there is no such port", missing.Error);
        var file = await _ctl.RunAsync("commission", "--port", _ctl.Write("file", "text"), "--yes");
        Assert.Contains("is not a serial port", file.Error);
        using var silent = new PseudoTerminal();
        using var first = _ctl.Start("commission", "--port", silent.Path, "--yes");
        var request = new byte[16];
        var waited = Stopwatch.StartNew();
        while (silent.Read(request) == 0 && waited.Elapsed < TimeSpan.FromMinutes(2)) await Task.Delay(20);
        var busy = await _ctl.RunAsync("commission", "--port", silent.Path, "--yes");
        Assert.Equal(3, busy.ExitCode);
        Assert.Contains("another program has this port", busy.Error);
        await first.WaitForExitAsync();
        Assert.Equal(3, first.ExitCode);
        Assert.Contains("no answer. Is this the meter's port", await first.StandardError.ReadToEndAsync());
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }
        _ctl.Dispose();
    }

    private sealed record Host(string Data, int MqttPort);

    private sealed record Run(int Exit, string Error, JsonElement Report);

    private static BoxedMeter Boxed(bool isSinglePhase = false)
    {
        Assert.SkipUnless(PseudoTerminal.IsSupported, "pseudo-terminals are made on Linux alone");
        return new BoxedMeter(isSinglePhase);
    }

    private Host NoHost(string name) => new(_ctl.PathOf(name), 1);

    private async Task<Run> CommissionAsync(BoxedMeter meter, Host host, params string[] more)
    {
        var authority = _ctl.PathOf("authority.pem");
        if (!File.Exists(authority)) File.WriteAllText(authority, PlatformKeys.PublicKeyToPem(PlatformSigner.Create(KeyClass.Development).PublicKey));
        List<string> arguments = [
            "commission", "--port", meter.Port, "--data", host.Data, "--out", _ctl.PathOf("out"), "--park", "park-1", "--role", "load", "--place", "Hall 2 北",
            "--broker", $"127.0.0.1:{host.MqttPort}", "--no-tls", "--authority", authority, "--ct", "100A/333mV", "--interval", "10", "--per-record", "1",
            "--factors", "CN-IM-2022", "--installer", "Li Wei", "--verify-url", "https://host.example/", "--yes", "--json", .. more];
        if (!more.Contains("--meter")) arguments.AddRange(["--meter", "CM-3P-1"]);
        if (more.Contains("--ct")) arguments.RemoveRange(arguments.IndexOf("--ct"), 2);
        var result = await _ctl.RunAsync([.. arguments]);
        return new Run(result.ExitCode, result.Error, result.Output.Length > 0 ? JsonDocument.Parse(result.Output).RootElement : default);
    }

    private async Task<Host> StartHostAsync()
    {
        var data = _ctl.PathOf("data");
        var process = _ctl.Start("serve", "--data", data, "--http-port", "0", "--mqtt-port", "0");
        _processes.Add(process);
        string? line = "";
        while (line is not null && !line.StartsWith("Meters", StringComparison.Ordinal)) line = await process.StandardOutput.ReadLineAsync();
        Assert.NotNull(line);
        return new Host(data, int.Parse(line[(line.LastIndexOf(':') + 1)..], System.Globalization.CultureInfo.InvariantCulture));
    }

    private void AssertRecordAndLabel(JsonElement report, BoxedMeter meter)
    {
        var bytes = File.ReadAllBytes(report.GetProperty("commissioningRecordFile").GetString()!);
        Assert.True(CoseSign1.TryParse(bytes, out var message, out _));
        Assert.True(message!.IsSignedBy(new PlatformVerifier(meter.Signer.PublicKey)));
        var record = Assert.IsType<EventRecord>(RecordCodec.DecodePayload(message.Payload, out _));
        Assert.Equal<(EventCode, string, string?)>((EventCode.Commissioned, "CM-3P-1", "Li Wei"), (record.Code, record.MeterId, record.Text));
        Assert.Equal(Enumerable.Repeat((byte)7, 32), record.Subject!);
        Assert.Equal(4, record.EventCounter);
        var svg = File.ReadAllText(report.GetProperty("labelSvg").GetString()!);
        using var key = ECDsa.Create();
        key.ImportFromPem(PlatformKeys.PublicKeyToPem(meter.Signer.PublicKey));
        var fingerprint = Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));
        Assert.Equal(fingerprint, report.GetProperty("keyFingerprint").GetString());
        Assert.Contains("CM-3P-1", svg);
        Assert.Contains(fingerprint[..4] + " " + fingerprint[4..8], svg);
        Assert.Contains("https://host.example/api/v1/meters/CM-3P-1/key.pem", svg);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(report.GetProperty("labelPng").GetString()!)[..4]);
    }

    private async Task UntilAcceptedAsync(Host host, int intervals)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            using (var store = SqliteStore.OpenBeside(Path.Combine(host.Data, "ledger.db")))
            {
                var records = store.Queries.Records("CM-3P-1", 0, 100).Select(Decoded).ToList();
                if (records.OfType<IntervalRecord>().Count() >= intervals)
                {
                    Assert.Equal(Enumerable.Range(1, records.Count).Select(number => (long)number), records.Select(record => record.Sequence));
                    Assert.Equal([EventCode.Boot, EventCode.ParameterChange, EventCode.FactorChange, EventCode.Commissioned],
                        records.OfType<EventRecord>().Take(4).Select(record => record.Code));
                    Assert.Equal(1, records.OfType<EventRecord>().ElementAt(1).Reason);
                    Assert.Equal(0, store.Queries.Counts().Quarantined);
                    var node = Assert.Single(store.Registry.Nodes("park-1"));
                    Assert.Equal(("CM-3P-1", CarbonMeter.Domain.Parks.NodeRole.Load), (node.MeterId, node.Role));
                    return;
                }
            }
            Assert.True(waited.Elapsed < TimeSpan.FromMinutes(3), "no interval record was accepted");
            await Task.Delay(500);
        }
    }

    private static MeterRecord Decoded(Domain.Ledger.StoredRecord stored)
    {
        Assert.True(CoseSign1.TryParse(stored.Bytes, out var message, out _));
        return RecordCodec.DecodePayload(message!.Payload, out _)!;
    }
}
