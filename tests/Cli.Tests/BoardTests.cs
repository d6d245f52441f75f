using System.Text.Json;
using CarbonMeter.Boards;
using CarbonMeter.Records;

namespace CarbonMeter.Tests.Cli;

/// <summary>carbonctl board, from the command line.</summary>
public class BoardTests
{
    [Fact]
    public async Task Boards_that_come_with_it_are_listed()
    {
        using var ctl = new CarbonCtl();
        var list = await ctl.RunAsync("board", "list", "--json");
        Assert.Equal(0, list.ExitCode);
        var names = JsonDocument.Parse(list.Output).RootElement.EnumerateArray().Select(board => board.GetProperty("name").GetString());
        Assert.Equal(["breadboard", "carrier-1p", "carrier-3p", "dc-pv", "ethernet-1p", "m5-demo", "stack", "virtual"], names);
    }

    [Fact]
    public async Task A_board_is_shown_with_its_wiring_and_full_scale()
    {
        using var ctl = new CarbonCtl();
        var show = await ctl.RunAsync("board", "show", "carrier-1p");
        Assert.Equal(0, show.ExitCode);
        Assert.Contains("| watchdog | 4 | input of the external watchdog |", show.Output);
        Assert.Contains("channel 1 Feeder 1: L1, full scale 353553 mV, 106172 mA", show.Output);
    }

    [Fact]
    public async Task A_board_is_compiled_to_what_the_firmware_reads()
    {
        using var ctl = new CarbonCtl();
        var compile = await ctl.RunAsync("board", "compile", "carrier-3p", "--out", "board.cbor", "--json");
        Assert.Equal(0, compile.ExitCode);
        var bytes = File.ReadAllBytes(ctl.PathOf("board.cbor"));
        Assert.Equal("carrier-3p", BoardCodec.Decode(bytes, out var status)!.Name);
        Assert.Equal(RecordStatus.Ok, status);
        var said = JsonDocument.Parse(compile.Output).RootElement;
        Assert.Equal(bytes.Length, said.GetProperty("sizeBytes").GetInt32());
        Assert.Equal(Convert.ToHexStringLower(BoardCodec.Hash(bytes)), said.GetProperty("sha256").GetString());
    }

    [Fact]
    public async Task A_board_that_cannot_work_is_refused_by_check_and_by_compile()
    {
        using var ctl = new CarbonCtl();
        var sound = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "boards", "carrier-1p", "board.json"));
        var file = ctl.Write("mine.json", sound.Replace("\"0x38\"", "\"0x39\""));
        const string Fault = "mine.json:16: ADE7953 answers at 0x38; address says 0x39.";
        var check = await ctl.RunAsync("board", "check", "mine.json");
        Assert.Equal((1, Fault), (check.ExitCode, check.Error.Trim()));
        var compile = await ctl.RunAsync("board", "compile", "mine.json", "--out", "board.cbor");
        Assert.Equal(2, compile.ExitCode);
        Assert.Contains(Fault, compile.Error);
        Assert.False(File.Exists(ctl.PathOf("board.cbor")));
        Assert.True(File.Exists(file));
    }

    [Fact]
    public async Task A_sound_board_is_said_to_work_and_a_missing_one_is_named()
    {
        using var ctl = new CarbonCtl();
        var check = await ctl.RunAsync("board", "check", Path.Combine(AppContext.BaseDirectory, "boards", "stack", "board.json"));
        Assert.Equal(0, check.ExitCode);
        Assert.EndsWith("stack can work.\n", check.Output);
        var show = await ctl.RunAsync("board", "show", "nowhere");
        Assert.Equal(2, show.ExitCode);
        Assert.Contains("nowhere: neither a file nor one of the boards breadboard, carrier-1p", show.Error);
    }
}
