using System.Text.Json;
using CarbonMeter.Cli;
using CarbonMeter.Cli.Demo;

namespace CarbonMeter.Tests.Cli;

/// <summary>carbonctl demo --boards: one virtual meter of every board and a real host.</summary>
public class BoardDemoTests
{
    [Fact]
    public async Task Every_board_runs_a_day_and_what_flowed_is_in_the_ledger()
    {
        using var ctl = new CarbonCtl();
        var demo = await ctl.RunAsync("demo", "--boards", "all", "--json", "--data", "data", "--http-port", "0");
        Assert.True(demo.ExitCode == 0, demo.Error);
        var report = JsonDocument.Parse(demo.Output).RootElement;
        Assert.Equal(0, report.GetProperty("recordsQuarantined").GetInt64());
        Assert.Equal(0, report.GetProperty("unacknowledged").GetInt64());
        Assert.Equal(1_000_000, report.GetProperty("completenessPpm").GetInt32());

        var boards = BuiltInBoards.All();
        var rows = BoardPark.Rows(boards, DateTimeOffset.Parse(report.GetProperty("from").GetString()!).ToUnixTimeSeconds(), 1);
        var channels = boards.SelectMany(board => board.Channels.Select(channel => (Board: board.Name, channel.Id))).ToList();
        var meters = report.GetProperty("meters").EnumerateArray().ToDictionary(meter => (meter.GetProperty("id").GetString()!, meter.GetProperty("channel").GetInt32()));
        Assert.Equal(channels.Count, meters.Count);
        for (var i = 0; i < channels.Count; i++)
        {
            var meter = meters[channels[i]];
            Assert.Equal(1440, meter.GetProperty("intervals").GetInt64());
            AssertNear(rows.Sum(row => Math.Max(row.Milliwatts[i], 0)) / 60, meter.GetProperty("importMilliwattHours").GetInt64());
            AssertNear(rows.Sum(row => Math.Max(-row.Milliwatts[i], 0)) / 60, meter.GetProperty("exportMilliwattHours").GetInt64());
        }

        var gas = report.GetProperty("gas").EnumerateArray().ToDictionary(one => one.GetProperty("id").GetString()!);
        Assert.Equal(["breadboard", "stack"], gas.Keys.Order());
        Assert.Equal(JsonValueKind.Null, gas["breadboard"].GetProperty("massMilligrams").ValueKind);
        Assert.InRange(gas["breadboard"].GetProperty("meanCarbonDioxidePpm").GetInt64(), 650, 750);
        // About 565 kg an hour; humidity and the swing of flow and concentration move the mean of a day a little.
        Assert.InRange(gas["stack"].GetProperty("massMilligrams").GetInt64(), 24 * 540_000_000L, 24 * 590_000_000L);
        Assert.True(gas["stack"].GetProperty("intervalsWithMass").GetInt32() >= 1438);
    }

    [Fact]
    public async Task Boards_are_named_and_wrong_names_refused()
    {
        using var ctl = new CarbonCtl();
        var demo = await ctl.RunAsync("demo", "--boards", "carrier-9p", "--json", "--data", "data", "--http-port", "0");
        Assert.Equal(2, demo.ExitCode);
        Assert.Contains("carrier-9p: neither a file nor one of the boards", demo.Error);
        var twice = await ctl.RunAsync("demo", "--boards", "stack,stack", "--json", "--data", "data", "--http-port", "0");
        Assert.Equal(2, twice.ExitCode);
        Assert.Contains("a name stands twice", twice.Error);
    }

    // A count of a chip is far below this, and one of the M5 unit 10 Wh.
    private static void AssertNear(long expected, long measured) => Assert.InRange(measured, expected - expected / 2000 - 10_000, expected + expected / 2000 + 10_000);
}
