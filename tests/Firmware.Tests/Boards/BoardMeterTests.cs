using CarbonMeter.Boards;
using CarbonMeter.Crypto;
using CarbonMeter.Firmware.Drivers;
using CarbonMeter.Firmware.Virtual;

namespace CarbonMeter.Firmware.Tests.Boards;

/// <summary>Every board of the project as a virtual meter: its own drivers over models of its own parts.</summary>
public class BoardMeterTests
{
    public static TheoryData<string> Boards => BoardWorld.Names;

    [Theory, MemberData(nameof(Boards))]
    public async Task Every_board_measures_signs_and_sends(string name)
    {
        var board = BoardWorld.Read(name);
        await using var world = new BoardWorld(board);
        world.Meter.PowerOn();
        world.RunTo(0);
        // Into the first half of the channels, out of the others; a module without sign measures what flows in.
        for (int i = 0; i < board.Channels.Length; i++)
            world.Meter.World.SetPower(i, (i % 2 == 0 ? 1 : -1) * 480_000L * (i + 1));
        world.RunTo(1200);
        world.Finish();

        Assert.Equal(20, world.Intervals.Count(interval => interval.MeasuredMs == 60_000));
        for (int i = 0; i < board.Channels.Length; i++)
        {
            var (import, export) = world.Meter.World.Truth(i);
            AssertNear(import, world.Intervals.Sum(interval => interval.Channels[i].ImportMilliwattHours), board);
            AssertNear(export, world.Intervals.Sum(interval => interval.Channels[i].ExportMilliwattHours), board);
            Assert.True(import + export > 0);
        }
        var hasElement = board.Parts.Any(part => part.Kind == BoardPartKind.Atecc608);
        Assert.All(world.Records, record => Assert.Equal(hasElement ? KeyClass.SecureElement : KeyClass.Development, record.KeyClass));
    }

    // The vector of facts about CO2 in a duct: 12 % at 100 Pa, 40 C and 1005 hPa through 0.3 m with 0.84 are 565.43 kg/h.
    [Fact]
    public async Task The_stack_weighs_the_carbon_dioxide_of_its_duct()
    {
        await using var world = new BoardWorld(BoardWorld.Read("stack"));
        var gas = world.Meter.World.Gas;
        (gas.CarbonDioxidePpm, gas.DifferentialPressureMillipascals, gas.PressurePascals) = (120_000, 100_000, 100_500);
        (gas.TemperatureMillikelvins, gas.RelativeHumidityPpm) = (313_150, 0);
        world.Meter.PowerOn();
        world.RunTo(3600);
        world.Finish();
        var whole = world.Intervals.Where(interval => interval.MeasuredMs == 60_000).Skip(1).ToList();
        Assert.True(whole.Count >= 58);
        Assert.All(whole, interval => Assert.InRange(interval.Gas!.MassMilligrams.Value, 565_430_000 / 60 * 0.985, 565_430_000 / 60 * 1.015));
    }

    [Fact]
    public async Task A_room_is_measured_beside_a_feeder_and_has_no_mass()
    {
        await using var world = new BoardWorld(BoardWorld.Read("breadboard"));
        world.Meter.World.Gas.CarbonDioxidePpm = 900;
        world.Meter.PowerOn();
        world.RunTo(1200);
        world.Finish();
        var last = world.Intervals.Last(interval => interval.MeasuredMs == 60_000);
        Assert.InRange(last.Gas!.CarbonDioxidePpm.Value, 850, 950);
        Assert.False(last.Gas.MassMilligrams.IsPresent);
        Assert.Single(last.Channels);
    }

    [Theory]
    [InlineData("carrier-1p")]
    [InlineData("carrier-3p")]
    [InlineData("dc-pv")]
    [InlineData("ethernet-1p")]
    [InlineData("breadboard")]
    public async Task A_board_goes_on_where_it_was_after_a_power_cut(string name)
    {
        var board = BoardWorld.Read(name);
        await using var world = new BoardWorld(board);
        world.Meter.PowerOn();
        world.RunTo(0);
        world.Meter.World.SetPower(0, 960_000);
        world.RunTo(600);
        world.Meter.PowerOff();
        world.Meter.World.SetPower(0, 0);
        world.Meter.AdvanceTo(BoardWorld.Start + 900_000);
        world.Meter.PowerOn();
        world.Meter.World.SetPower(0, 960_000);
        world.RunTo(1800);
        world.Finish();
        Assert.Equal(2, world.Records.Max(record => record.BootCount));
        long measured = world.Intervals.Sum(interval => interval.Channels[0].ImportMilliwattHours);
        long truth = world.Meter.World.Truth(0).ImportMilliwattHours;
        // What flowed between the last mark of the counters and the cut, and until the front end was up again, is a gap and no guess.
        Assert.InRange(measured, truth - 960_000 * 70 / 3600, truth);
    }

    // The chips run on: both INA228 are recognised by their joint configuration, and not a count is lost.
    [Theory]
    [InlineData("dc-pv")]
    [InlineData("carrier-3p")]
    [InlineData("carrier-1p")]
    public async Task A_restart_of_the_processor_alone_loses_no_energy(string name)
    {
        var board = BoardWorld.Read(name);
        await using var world = new BoardWorld(board);
        world.Meter.PowerOn();
        world.RunTo(60);
        for (int i = 0; i < board.Channels.Length; i++) world.Meter.World.SetPower(i, 480_000L * (i + 1));
        world.RunTo(600);
        world.Meter.StartProcessor(RestartReason.Watchdog);
        world.RunTo(1200);
        world.Finish();
        Assert.Equal(2, world.Records.Max(record => record.BootCount));
        for (int i = 0; i < board.Channels.Length; i++)
            AssertNear(world.Meter.World.Truth(i).ImportMilliwattHours, world.Intervals.Sum(interval => interval.Channels[i].ImportMilliwattHours), board);
    }

    [Fact]
    public void A_part_nobody_has_a_model_for_is_refused_and_named()
    {
        var board = BoardWorld.Read("carrier-1p");
        var display = board.Parts.Single(part => part.Kind == BoardPartKind.Ssd1306);
        display.IsOptional = false;
        var fault = Assert.Throws<NotSupportedException>(() => new BoardWorld(board));
        Assert.Equal("board carrier-1p: there is no model for part display.", fault.Message);
    }

    [Fact]
    public void A_part_nobody_has_a_driver_for_is_named()
    {
        var board = BoardWorld.Read("stack");
        var flow = board.Parts.Single(part => part.Kind == BoardPartKind.Sdp3x);
        flow.Option = 1;
        var clock = new VirtualClock(0);
        var assembly = new BoardAssembly(board, new VirtualBoard(board, clock, 1), new VirtualDelay(clock), 1000);
        Assert.Equal("part flow: there is no driver for its kind in this mode", assembly.Fault);
    }

    // A count of the M5 unit is 10 Wh, of the others below 0.1 Wh; analog registers are good to a few ppm of full scale.
    private static void AssertNear(long truth, long measured, Board board)
    {
        long step = board.Parts[board.Channels[0].Part].Kind == BoardPartKind.M5AcMeasure ? 10_000 : 100;
        Assert.InRange(measured, truth - truth / 1000 - step, truth + truth / 1000 + step);
    }
}
