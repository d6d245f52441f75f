using System.Security.Cryptography;
using System.Text.Json;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Tests.Cli;

public sealed class DemoTests
{
    // One count of the chip at full scale V x I: V x I / 206 900 joule, in mWh.
    private static long CountMilliwattHours(long fullScaleMilliamperes) =>
        (long)Math.Ceiling(353.55 * fullScaleMilliamperes / 1000 / 206_900 / 3600 * 1e6) / 1000 + 1;

    private static JsonElement MeterOf(JsonElement report, string id) =>
        report.GetProperty("meters").EnumerateArray().Single(meter => meter.GetProperty("id").GetString() == id);

    private static void RequireNear(long expected, JsonElement meter, string name, long rows, long fullScaleMilliamperes) =>
        Assert.InRange(meter.GetProperty(name).GetInt64(),
            expected - rows * CountMilliwattHours(fullScaleMilliamperes), expected + rows * CountMilliwattHours(fullScaleMilliamperes));

    [Fact]
    public async Task A_profile_with_a_hole_runs_from_file_to_files_anybody_can_verify()
    {
        using var ctl = new CarbonCtl();
        var demo = await ctl.RunAsync("demo", "--profile", ctl.Write("p.csv", SmallPark.Csv()), "--map", ctl.Write("m.json", SmallPark.Map),
            "--json", "--data", "data", "--http-port", "0");
        Assert.True(demo.ExitCode == 0, demo.Error);
        var report = JsonDocument.Parse(demo.Output).RootElement;
        Assert.Equal("2024-06-01T00:00:00Z", report.GetProperty("from").GetString());
        Assert.Equal("2024-06-01T03:00:00Z", report.GetProperty("to").GetString());
        var grid = MeterOf(report, "g");
        RequireNear(20_250_000, grid, "importMilliwattHours", 8, 2_000_000);
        RequireNear(40_500_000, grid, "exportMilliwattHours", 8, 2_000_000);
        RequireNear(110_500_000, MeterOf(report, "p"), "exportMilliwattHours", 8, 1_000_000);
        Assert.Equal(0, MeterOf(report, "p").GetProperty("importMilliwattHours").GetInt64());
        RequireNear(90_250_000, MeterOf(report, "l"), "importMilliwattHours", 8, 2_000_000);
        foreach (var meter in report.GetProperty("meters").EnumerateArray()) Assert.Equal(8, meter.GetProperty("intervals").GetInt64());
        // 8 of the 12 quarter hours; min(110.5, 90.25) and (10 + 60) of 90.25 kWh.
        Assert.Equal(666_666, report.GetProperty("completenessPpm").GetInt32());
        Assert.Equal(1_000_000, report.GetProperty("greenShareVolumetricPpm").GetInt32());
        Assert.InRange(report.GetProperty("greenShareHourlyPpm").GetInt32(), 775_610, 775_630);
        Assert.Equal(0, report.GetProperty("recordsQuarantined").GetInt64());
        Assert.Equal(0, report.GetProperty("unacknowledged").GetInt64());
        var nanograms = report.GetProperty("carbonMilligrams").GetInt64() * (Int128)1_000_000 + report.GetProperty("carbonRemainderNanograms").GetInt32();
        Assert.Equal((Int128)grid.GetProperty("importMilliwattHours").GetInt64() * 684_900, nanograms);

        Assert.Equal(0, (await ctl.RunAsync("export", "--data", "data", "--records", "records", "--keys", "keys", "--factor-sets", "sets")).ExitCode);
        foreach (var set in Directory.GetFiles(ctl.PathOf("sets"), "*.cbor"))
            Assert.Equal(Path.GetFileNameWithoutExtension(set), Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(set))));
        Assert.NotEmpty(Directory.GetFiles(ctl.PathOf("sets"), "*.cbor"));
        var files = Directory.GetFiles(ctl.PathOf("records"), "*.cose", SearchOption.AllDirectories);
        Assert.Equal(report.GetProperty("recordsAccepted").GetInt64(), files.Length);
        Assert.Equal(3, Directory.GetFiles(ctl.PathOf("keys"), "*.pem").Length);
        Assert.Equal(0, (await ctl.RunAsync("verify", "records", "--keys", "keys")).ExitCode);
        await RequireTamperingIsSeen(ctl, files);

        var show = await ctl.RunAsync("meter", "show", "g", "--data", "data");
        Assert.Contains("nothing measured from 2024-06-01 01:00:0", show.Output, StringComparison.Ordinal);
        Assert.Contains("no power", show.Output, StringComparison.Ordinal);
    }

    private static async Task RequireTamperingIsSeen(CarbonCtl ctl, string[] files)
    {
        var victim = files.Order(StringComparer.Ordinal).First();
        var bytes = await File.ReadAllBytesAsync(victim);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(victim, bytes);
        var verify = await ctl.RunAsync("verify", "records", "--keys", "keys", "--json");
        Assert.Equal(1, verify.ExitCode);
        Assert.DoesNotContain('\e', (await ctl.RunAsync("verify", "records", "--keys", "keys")).Output);
        var faults = JsonDocument.Parse(verify.Output).RootElement.EnumerateArray().Where(file => file.GetProperty("fault").ValueKind == JsonValueKind.String).ToList();
        Assert.Contains(faults, fault => fault.GetProperty("file").GetString()!.EndsWith(Path.GetFileName(victim), StringComparison.Ordinal));
        // An export never writes over another record of the same name.
        var export = await ctl.RunAsync("export", "--data", "data", "--records", "records", "--keys", "keys");
        Assert.Equal(2, export.ExitCode);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(victim));
    }

    [Fact]
    public async Task The_real_park_keeps_the_energy_of_its_file_and_its_two_shares_disagree()
    {
        var profile = OutsideData.Require("park/innotugrid-2020.csv");
        using var ctl = new CarbonCtl();
        var demo = await ctl.RunAsync("demo", "--profile", profile, "--map", Path.Combine(OutsideData.RepositoryRoot, "boards/virtual/real-park.map.json"),
            "--json", "--data", "data", "--http-port", "0");
        Assert.True(demo.ExitCode == 0, demo.Error);
        var report = JsonDocument.Parse(demo.Output).RootElement;
        const long rows = 23_016;
        RequireNear(1_169_747_544_250, MeterOf(report, "grid-1"), "importMilliwattHours", rows, 4_500_000);
        RequireNear(183_851_630_000, MeterOf(report, "grid-1"), "exportMilliwattHours", rows, 4_500_000);
        RequireNear(1_146_600_512_913, MeterOf(report, "chp-1"), "exportMilliwattHours", rows, 2_200_000);
        RequireNear(70_715_890_625, MeterOf(report, "pv-1"), "exportMilliwattHours", rows, 400_000);
        RequireNear(2_203_203_000_000, MeterOf(report, "load-1"), "importMilliwattHours", rows, 4_800_000);
        foreach (var meter in report.GetProperty("meters").EnumerateArray()) Assert.Equal(rows, meter.GetProperty("intervals").GetInt64());
        Assert.Equal(55.25, Math.Round(report.GetProperty("greenShareVolumetricPpm").GetInt32() / 1e4, 2));
        Assert.Equal(47.51, Math.Round(report.GetProperty("greenShareHourlyPpm").GetInt32() / 1e4, 2));
        Assert.Equal("low-carbon", report.GetProperty("classByVolumetric").GetString());
        Assert.Equal(JsonValueKind.Null, report.GetProperty("classByHourly").ValueKind);
        Assert.Equal(801_160.09, Math.Round(report.GetProperty("carbonMilligrams").GetInt64() / 1e6, 2));
        Assert.Equal(98.26, Math.Round(report.GetProperty("completenessPpm").GetInt32() / 1e4, 2));
        Assert.Equal(0, report.GetProperty("recordsQuarantined").GetInt64());
        Assert.Equal(0, report.GetProperty("unacknowledged").GetInt64());
    }

    public static TheoryData<string, string, string> UnusableFiles => new()
    {
        { "Time,buy,sell,sun\n2024-06-01T00:00:00Z,1,0,0\n", SmallPark.Map, "no column \"use\"" },
        { "Time,buy,sell,sun,use\n2024-06-01T00:00:00Z,x,0,0,1\n", SmallPark.Map, "line 2, column buy: \"x\" is not a power" },
        { "Time,buy,sell,sun,use\nyesterday,1,0,0,1\n", SmallPark.Map, "line 2, column Time: \"yesterday\" is not a time" },
        { "Time,buy,sell,sun,use\n2024-06-01 00:00:00,1,0,0,1\n", SmallPark.Map, "is not a time with its offset" },
        { "Time,buy,sell,sun,use\n06/01/2024,1,0,0,1\n", SmallPark.Map, "is not a time with its offset" },
        { "Time,buy,sell,sun,use\n1970-01-01T00:00:00Z,1,0,0,1\n", SmallPark.Map, "is not from 2000 to 2034" },
        { "Time,buy,sell,sun,use\n2105-01-01T00:00:00Z,1,0,0,1\n", SmallPark.Map, "is not from 2000 to 2034" },
        { "Time,buy,sell,sun,use\n2024-06-01T00:00:00.5Z,1,0,0,1\n", SmallPark.Map, "is not a multiple of 900 s" },
        { "Time,buy,buy,sell,sun,use\n2024-06-01T00:00:00Z,1,2,0,0,1\n", SmallPark.Map, "several columns \"buy\"" },
        { "Time,buy,sell,sun,use\n2024-06-01T00:00:00Z,460.001,0,0,1\n", SmallPark.Map, "set the full scale higher" },
        { "Time,buy,sell,sun,use\n", SmallPark.Map.Replace("\"small\"", "\"a/b\"", StringComparison.Ordinal), "park id \"a/b\"" },
        { "Time,buy,sell,sun,use\n", SmallPark.Map.Replace("480", "4800", StringComparison.Ordinal), "utcOffsetMinutes is 4800" },
        { "Time,buy,sell,sun,use\n", SmallPark.Map.Replace("\"Grid\"", "null", StringComparison.Ordinal), "$.meters[0].name" },
        { "Time,buy,sell,sun,use\n2024-06-01T00:07:00Z,1,0,0,1\n", SmallPark.Map, "is not a multiple of 900 s" },
        { "Time,buy,sell,sun,use\n2024-06-01T00:00:00Z,1,0,-3,1\n", SmallPark.Map, "line 2, column sun: -3 kW is negative" },
        { "Time,buy,sell,sun,use\n2024-06-01T00:00:00Z,1,-1,0,1\n", SmallPark.Map, "imports and exports at once" },
        { "Time,buy,sell,sun,use\n2024-06-01T00:00:00Z,1,0,,1\n", SmallPark.Map, "1 of 4 cells are empty" },
        { "Time,buy,sell,sun,use\n2024-06-01T00:15:00Z,1,0,0,1\n2024-06-01T00:00:00Z,1,0,0,1\n", SmallPark.Map, "line 3: Time is not after" },
        { "Time,buy,sell,sun,use\n", SmallPark.Map, "holds no row with data" },
        { "", SmallPark.Map, "is empty" },
        { "Time,buy,sell,sun,use\n", "{", "not a park map" },
        { "Time,buy,sell,sun,use\n", SmallPark.Map.Replace("\"factorSet\"", "\"factorSets\"", StringComparison.Ordinal), "factorSets" },
        { "Time,buy,sell,sun,use\n", SmallPark.Map.Replace("\"id\": \"g\"", "\"id\": \"a/b\"", StringComparison.Ordinal), "meter id \"a/b\"" },
        { "Time,buy,sell,sun,use\n", SmallPark.Map.Replace("\"id\": \"g\"", "\"id\": \"p\"", StringComparison.Ordinal), "\"p\" stands twice" },
        { "Time,buy,sell,sun,use\n2024-06-01T00:00:00Z,1,0,0,1\n", SmallPark.Map.Replace("CN-IM-2022", "CN-MOON-2022", StringComparison.Ordinal), "no built-in factor set \"CN-MOON-2022\"" },
    };

    [Theory, MemberData(nameof(UnusableFiles))]
    public async Task A_file_that_cannot_be_used_is_refused_with_what_and_where(string csv, string map, string says)
    {
        using var ctl = new CarbonCtl();
        var demo = await ctl.RunAsync("demo", "--profile", ctl.Write("p.csv", csv), "--map", ctl.Write("m.json", map), "--json", "--data", "data", "--http-port", "0");
        Assert.Equal(2, demo.ExitCode);
        Assert.Contains(says, Unwrapped(demo.Error), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", demo.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_demo_leaves_a_folder_alone_that_no_demo_made()
    {
        using var ctl = new CarbonCtl();
        Directory.CreateDirectory(ctl.PathOf("data"));
        ctl.Write("data/ledger.db", "somebody's ledger");
        var demo = await ctl.RunAsync("demo", "--data", "data", "--http-port", "0");
        Assert.Equal(2, demo.ExitCode);
        Assert.Equal("somebody's ledger", await File.ReadAllTextAsync(ctl.PathOf("data/ledger.db")));
    }

    [Fact]
    public async Task A_second_demo_leaves_the_ledger_of_a_running_one_alone()
    {
        using var ctl = new CarbonCtl();
        using var first = ctl.Start("demo", "--data", "data", "--http-port", "0");
        try
        {
            Assert.Contains("http://", await first.StandardError.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60)), StringComparison.Ordinal);
            var second = await ctl.RunAsync("demo", "--data", "data", "--http-port", "0");
            Assert.Equal(3, second.ExitCode);
            Assert.Contains("in use by another host", second.Error, StringComparison.Ordinal);
            Assert.True(File.Exists(ctl.PathOf("data/ledger.db")));
        }
        finally
        {
            first.Kill();
            await first.WaitForExitAsync();
        }
    }

    private static string Unwrapped(string text) => text.ReplaceLineEndings(" ").Replace("  ", " ", StringComparison.Ordinal);
}
