using CarbonMeter.Firmware.Virtual;
using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Tests.Whole;

public sealed class OutageTests
{
    [Theory]
    [InlineData(3_000)]
    [InlineData(10_000)]
    [InlineData(20_000)]
    public async Task Silent_bus_costs_nothing_when_the_counters_cannot_have_wrapped(int silentMs)
    {
        await using var world = new World();
        world.Meter.Circuit.SetPower(0, 1_300_000_000, World.Start);
        world.Meter.PowerOn();
        world.RunTo(World.Start + 200_000, 1000);
        world.Meter.Bus.IsStuck = true;
        world.RunTo(World.Start + 200_000 + silentMs, 1000);
        world.Meter.Bus.Heal();
        world.RunTo(World.Start + 1_200_000, 1000);
        Assert.InRange(world.TrueImport - world.Measured, 0, 2);
        Assert.Equal(0, world.Meter.Meter!.State.Open.ExportMilliwattHours[0] + world.Export);
        world.AssertChain();
    }

    [Fact]
    public async Task Silent_bus_for_longer_than_a_wrap_invents_nothing_and_is_told()
    {
        await using var world = new World();
        world.Meter.Circuit.SetPower(0, 1_300_000_000, World.Start);
        world.Meter.PowerOn();
        world.RunTo(World.Start + 200_000, 1000);
        long before = world.Measured;
        world.Meter.Bus.IsStuck = true;
        world.RunTo(World.Start + 270_000, 1000);
        world.Meter.Bus.Heal();
        world.RunTo(World.Start + 3_600_000, 1000);
        world.AssertChain();
        // What the counters gained meanwhile is ambiguous: it is neither guessed nor turned into export.
        Assert.Equal(0, world.Export);
        Assert.True(world.Measured <= world.TrueImport);
        Assert.Contains(world.Intervals, interval => (interval.Flags & IntervalFlags.FrontEndReset) != 0);
        Assert.True(world.Measured > before);
    }

    [Fact]
    public async Task Power_lost_at_a_boundary_leaves_no_interval_without_content()
    {
        await using var world = new World(settings => { settings.PollPeriodMs = 20_000; settings.IntervalSeconds = 900; });
        world.Meter.PowerOn();
        world.Meter.Circuit.SetPower(0, 1_000_000_000, World.Start);
        world.RunTo(World.Start + 1_800_000);
        world.Meter.PowerOff();
        world.Meter.AdvanceTo(World.Start + 9_000_000);
        world.Meter.PowerOn();
        world.RunTo(World.Start + 5 * 3600_000);
        world.AssertChain();
        Assert.DoesNotContain(world.Intervals, interval => interval.MeasuredMs == 0);
        Assert.Contains(world.Events, e => e.Code == EventCode.Gap && e.Reason == 0);
    }

    [Fact]
    public async Task Spot_check_is_answered_with_what_is_measured_now_or_not_at_all()
    {
        await using var world = new World();
        world.Meter.Circuit.SetPower(0, 1_000_000_000, World.Start);
        world.Meter.PowerOn();
        world.RunTo(World.Start + 60_000, 1000);
        world.Link!.SendCommand(world.Signed(new Command { Counter = 1, Code = CommandCode.SpotCheck, Bytes = new byte[8] }));
        world.RunTo(World.Start + 61_000, 1000);
        world.Meter.Bus.IsStuck = true;
        world.RunTo(World.Start + 120_000, 1000);
        world.Link!.SendCommand(world.Signed(new Command { Counter = 2, Code = CommandCode.SpotCheck, Bytes = new byte[8] }));
        world.RunTo(World.Start + 130_000, 1000);
        var answer = Assert.Single(world.Records.Values.OfType<SpotCheckRecord>());
        Assert.InRange(answer.Channels[0].ActivePowerMilliwatts, 999_000_000, 1_001_000_000);
        Assert.Contains(world.Events, e => e.Code == EventCode.CommandRefused && e.Reason == (int)CommandStatus.NotStored && e.Value.Value == 2);
    }
}
