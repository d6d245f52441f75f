using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using CarbonMeter.Certificates;
using CarbonMeter.Certificates.Dcc;
using CarbonMeter.Cli.Bench;
using CarbonMeter.Crypto;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.Records;
using CarbonMeter.Storage.Sqlite;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Tests.Cli.Bench;

/// <summary>carbonctl calibrate as a process, on whole virtual meters: Core, MQTT, ledger.</summary>
public sealed class CalibrateTests
{
    private static Task<CommandResult> CalibrateAsync(CarbonCtl ctl, JsonObject file, params string[] more) =>
        ctl.RunAsync(["calibrate", "--bench", ctl.Write("bench.json", file.ToJsonString()), "--out", "session", "--virtual", .. more]);

    private static MeterRecord LastRecord(CarbonCtl ctl)
    {
        using var store = SqliteStore.OpenBeside(ctl.PathOf("session/ledger.db"));
        var last = store.Queries.Standings().Single(standing => standing.MeterId == "CM-0007").LastSequence;
        var stored = store.Queries.Records("CM-0007", last - 1, 1).Single();
        CoseSign1.TryParse(stored.Bytes, out var message, out _);
        return RecordCodec.DecodePayload(message!.Payload, out _)!;
    }

    [Fact]
    public async Task A_session_ends_in_a_certificate_of_the_meter_as_its_records_show_it()
    {
        using var ctl = new CarbonCtl();
        var run = await CalibrateAsync(ctl, BenchText.Example(), "--json");
        Assert.True(run.ExitCode == 0, run.Error);
        var results = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal("calibrated", results.GetProperty("outcome").GetString());
        Assert.Equal(run.Output.ReplaceLineEndings(), (await File.ReadAllTextAsync(ctl.PathOf("session/results.json"))).ReplaceLineEndings());

        var bytes = await File.ReadAllBytesAsync(ctl.PathOf("session/certificate.xml"));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), results.GetProperty("certificate").GetProperty("sha256").GetString());
        var certificate = DccReader.Read(bytes);
        var root = new TrustStore([await File.ReadAllBytesAsync(ctl.PathOf("session/demonstration-root.der"))], []);
        var laboratory = new Laboratory("DEMO-WORKS", "Demonstration works laboratory", false, [], []);
        var signature = new CertificateReader().JudgeSignature(bytes, laboratory, root, DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        Assert.True(signature.Outcome == Outcome.Valid, signature.ToString());
        Assert.True(certificate.IsDemonstration);
        Assert.Equal(("DEMO-CM-0007-1", "DEMO-WORKS", "26-0007"), (certificate.Id, certificate.LaboratoryCode, certificate.Items[0].Identifications[0].Value));
        Assert.Equal(new byte[32], Assert.Single(certificate.Standards).Certificate!.Hash);
        Assert.True(Assert.Single(certificate.Statements).Conforms);

        var record = LastRecord(ctl);
        var set = await File.ReadAllBytesAsync(ctl.PathOf("session/parameter-set.cbor"));
        Assert.Equal(ParameterSetCodec.Hash(set), certificate.Meter!.ParameterSetHash);
        Assert.Equal(record.ParameterSetHash, certificate.Meter.ParameterSetHash);
        Assert.Equal((record.MeterId, record.FirmwareId), (certificate.Meter.MeterId, certificate.Meter.FirmwareId));
        using (var store = SqliteStore.OpenBeside(ctl.PathOf("session/ledger.db")))
            Assert.Equal(SHA256.HashData(store.Registry.FindMeter("CM-0007")!.PublicKey), certificate.Meter.PublicKeyHash);

        Assert.Equal([AdjustmentStatus.AsFound, AdjustmentStatus.AsFound, AdjustmentStatus.AsLeft, AdjustmentStatus.AsLeft], certificate.Tables.Select(table => table.Status));
        Assert.All(certificate.Tables, table => Assert.Equal(7, table.Points.Count));
        foreach (var point in certificate.Tables.Where(table => table.Status == AdjustmentStatus.AsLeft).SelectMany(table => table.Points))
        {
            Assert.True(Math.Abs(point.Error) <= point.ExpandedUncertainty, $"{point}");
            Assert.InRange(point.ExpandedUncertainty, 0.02m, 0.1m);
        }
        RequireTheInjectedErrorsWereFound(ParameterSetCodec.Decode(set, out _)!);
    }

    // The file's errors: voltage +1.2 %, currents -0.8 and +2.1 %, 1.2 and 0.4 degrees early, 300 and -150 mW.
    private static void RequireTheInjectedErrorsWereFound(ParameterSet set)
    {
        Assert.Equal(353_550 / 1.012, set.VoltageFullScaleMillivolts, 10.0);
        Assert.Equal(106_170 / 0.992, set.Channels[0].CurrentFullScaleMilliamperes, 12.0);
        Assert.Equal(106_170 / 1.021, set.Channels[1].CurrentFullScaleMilliamperes, 12.0);
        Assert.Equal(1.2 * 893_850 / 18_000, set.Channels[0].Phase, 2.0);
        Assert.Equal(0.4 * 893_850 / 18_000, set.Channels[1].Phase, 2.0);
        const double offsetSteps = 512.0 * 4_862_401 / (353.55 * 106.17 * 1000);
        Assert.Equal(-300 * offsetSteps, set.Channels[0].ActiveOffset, 30 * offsetSteps);
        Assert.Equal(150 * offsetSteps, set.Channels[1].ActiveOffset, 30 * offsetSteps);
        Assert.All(set.Channels, channel => Assert.InRange(channel.ActiveGain, 4_185_000, 4_203_000));
    }

    [Fact]
    public async Task The_certificate_holds_by_the_official_schema()
    {
        var schemas = OutsideData.Require("dcc");
        using var ctl = new CarbonCtl();
        var run = await CalibrateAsync(ctl, BenchText.Short());
        Assert.True(run.ExitCode == 0, run.Error);
        var faults = DccSchemas.Load(schemas).Validate(await File.ReadAllBytesAsync(ctl.PathOf("session/certificate.xml")));
        Assert.Empty(faults);
    }

    [Fact]
    public async Task A_session_that_is_over_issues_nothing_again()
    {
        using var ctl = new CarbonCtl();
        Assert.Equal(0, (await CalibrateAsync(ctl, BenchText.Short())).ExitCode);
        var bytes = await File.ReadAllBytesAsync(ctl.PathOf("session/certificate.xml"));
        var again = await CalibrateAsync(ctl, BenchText.Short(), "--json");
        Assert.Equal(0, again.ExitCode);
        Assert.Contains("not issued twice", again.Error, StringComparison.Ordinal);
        Assert.Equal("calibrated", JsonDocument.Parse(again.Output).RootElement.GetProperty("outcome").GetString());
        Assert.Equal(bytes, await File.ReadAllBytesAsync(ctl.PathOf("session/certificate.xml")));
    }

    [Fact]
    public async Task A_session_killed_again_and_again_reads_nothing_twice_and_ends_like_any_other()
    {
        using var ctl = new CarbonCtl();
        var file = BenchText.Example();
        foreach (var point in file["points"]!.AsArray()) point!["repetitions"] = 3;
        string[] arguments = ["calibrate", "--bench", ctl.Write("bench.json", file.ToJsonString()), "--out", "session", "--virtual"];
        var journal = ctl.PathOf("session/readings.jsonl");
        // 1 line of beginning, 24 as found, 1 of the set, 24 as left: killed within both series and about the set.
        foreach (var lines in new[] { 2, 11, 25, 26, 40 })
        {
            using var process = ctl.Start(arguments);
            _ = process.StandardOutput.ReadToEndAsync();
            _ = process.StandardError.ReadToEndAsync();
            while (!process.HasExited && LinesOf(journal) < lines) await Task.Delay(1);
            process.Kill();
            await process.WaitForExitAsync();
        }
        var last = await ctl.RunAsync(arguments);
        Assert.True(last.ExitCode == 0, last.Error);
        var taken = File.ReadLines(journal).Select(line => JsonDocument.Parse(line).RootElement)
            .Where(line => line.TryGetProperty("reading", out _))
            .GroupBy(line => (Series: line.GetProperty("reading").GetProperty("series").GetInt32(), Point: line.GetProperty("reading").GetProperty("point").GetString()!))
            .ToDictionary(group => group.Key, group => group.Count());
        Assert.True(taken.Count >= 16, $"{taken.Count} points");
        Assert.All(taken, point => Assert.Equal(3, point.Value));
        Assert.NotNull(DccReader.Read(await File.ReadAllBytesAsync(ctl.PathOf("session/certificate.xml"))).Meter);
        // The meter went through five power cuts; its chain is whole all the same.
        Assert.Equal(0, (await ctl.RunAsync("export", "--data", "session", "--records", "records", "--keys", "keys")).ExitCode);
        var verify = await ctl.RunAsync("verify", "records", "--keys", "keys");
        Assert.True(verify.ExitCode == 0, verify.Output);
        Assert.Contains(" 0 gaps", verify.Output, StringComparison.Ordinal);
    }

    private static int LinesOf(string path)
    {
        if (!File.Exists(path)) return 0;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var count = 0;
        for (var one = file.ReadByte(); one >= 0; one = file.ReadByte()) count += one == '\n' ? 1 : 0;
        return count;
    }

    public static TheoryData<string, string> Failures => new()
    {
        { "noLoad", "no energy: the no-load threshold is" },
        { "saturation", "saturated: full scale is" },
        { "unstable", "unstable: the repetitions spread by" },
        { "ratio", "channel 1: current reads 15.0 % off" },
        { "wiring", "wrong ratio or wiring: error -" },
        { "creep", "creeps: " },
    };

    [Theory, MemberData(nameof(Failures))]
    public async Task A_point_that_fails_says_why(string what, string says)
    {
        using var ctl = new CarbonCtl();
        var file = BenchText.Short();
        Spoil(file, what);
        var run = await CalibrateAsync(ctl, file);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(ctl.PathOf("session/certificate.xml")));
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    private static void Spoil(JsonObject file, string what)
    {
        var errors = file["virtual"]!;
        var channel = file["meter"]!["parameterSet"]!["channels"]![0]!;
        switch (what)
        {
            case "noLoad":
                // 37.5 kW / 500 are 75 W; the point asks for 57.5.
                foreach (var one in file["meter"]!["parameterSet"]!["channels"]!.AsArray()) one!["noLoadRatio"] = 500;
                break;
            case "saturation":
                file.Point("10 A")["currentMilliamperes"] = 110_000;
                break;
            case "unstable":
                errors["readingNoisePpm"] = 5000;
                break;
            case "ratio":
                errors["channels"]![0]!["currentGainErrorPpm"] = 150_000;
                errors["voltageGainErrorPpm"] = 0;
                break;
            case "wiring":
                errors["channels"]![0]!["currentLagErrorDegrees"] = 180;
                break;
            case "creep":
                channel["noLoadRatio"] = 0;
                file["points"]!.AsArray().Add(JsonNode.Parse("""{ "name": "none", "currentMilliamperes": 0, "voltageMillivolts": 230000, "durationSeconds": 600, "repetitions": 3 }"""));
                break;
        }
    }

    [Fact]
    public async Task What_failed_is_measured_again_and_what_did_not_is_kept()
    {
        using var ctl = new CarbonCtl();
        var file = BenchText.Short();
        Spoil(file, "noLoad");
        Assert.Equal(1, (await CalibrateAsync(ctl, file)).ExitCode);
        var journal = ctl.PathOf("session/readings.jsonl");
        var before = File.ReadAllLines(journal);
        Assert.Equal(1, before.Count(line => line.Contains("\"discarded\"", StringComparison.Ordinal)));
        Assert.Equal(1, (await CalibrateAsync(ctl, file)).ExitCode);
        var added = File.ReadAllLines(journal)[before.Length..];
        Assert.Equal(3, added.Count(line => line.Contains("\"reading\"", StringComparison.Ordinal)));
        Assert.All(added.Where(line => line.Contains("\"reading\"", StringComparison.Ordinal)), line => Assert.Contains("0.25 A", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_folder_belongs_to_one_session()
    {
        using var ctl = new CarbonCtl();
        var file = BenchText.Short();
        Spoil(file, "noLoad");
        Assert.Equal(1, (await CalibrateAsync(ctl, file)).ExitCode);
        var other = await CalibrateAsync(ctl, BenchText.Short());
        Assert.Equal(2, other.ExitCode);
        Assert.Contains("holds a session of meter CM-0007, by another bench file", other.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_sessions_at_once_in_one_folder_are_one_too_many()
    {
        using var ctl = new CarbonCtl();
        var file = BenchText.Example();
        foreach (var point in file["points"]!.AsArray()) point!["repetitions"] = 50;
        using var first = ctl.Start("calibrate", "--bench", ctl.Write("bench.json", file.ToJsonString()), "--out", "session", "--virtual");
        _ = first.StandardError.ReadToEndAsync();
        while (!first.HasExited && LinesOf(ctl.PathOf("session/readings.jsonl")) < 2) await Task.Delay(5);
        var second = await CalibrateAsync(ctl, file);
        Assert.Equal(3, second.ExitCode);
        Assert.Contains("in use by another host", second.Error, StringComparison.Ordinal);
        first.Kill();
        await first.WaitForExitAsync();
    }

    [Fact]
    public async Task A_certificate_that_could_not_be_written_is_known_before_the_first_reading()
    {
        using var ctl = new CarbonCtl();
        var file = BenchText.Short();
        file["laboratory"]!["name"] = " ";
        var run = await CalibrateAsync(ctl, file);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("asks for a certificate that cannot be written", run.Error, StringComparison.Ordinal);
        file = BenchText.Short();
        file["certificate"]!["previous"] = JsonNode.Parse("""{ "id": "before", "file": "before.xml" }""");
        run = await CalibrateAsync(ctl, file);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("certificate before:", run.Error, StringComparison.Ordinal);
        ctl.Write("before.xml", "<a/>");
        run = await CalibrateAsync(ctl, file);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("certificate.previous: before.xml:", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(ctl.PathOf("session/readings.jsonl")));
    }

    [Fact]
    public async Task A_real_meter_needs_its_key_and_the_authority_s()
    {
        using var ctl = new CarbonCtl();
        var bench = ctl.Write("bench.json", BenchText.Short().ToJsonString());
        var run = await ctl.RunAsync("calibrate", "--bench", bench, "--out", "session");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--authority is missing", run.Error, StringComparison.Ordinal);
        var key = ctl.Write("authority.pem", "nothing");
        run = await ctl.RunAsync("calibrate", "--bench", bench, "--out", "session", "--authority", key);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("meter.publicKey is missing", run.Error, StringComparison.Ordinal);
    }
}
