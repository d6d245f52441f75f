using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Tests.Whole;

public sealed class StepTests
{
    [Theory]
    [InlineData(-3_000)]
    [InlineData(-90_000)]
    [InlineData(-86_400_000)]
    [InlineData(3_000)]
    [InlineData(90_000)]
    [InlineData(86_400_000)]
    public async Task Stepped_clock_costs_no_energy_and_is_told(long stepMs)
    {
        await using var world = new World();
        world.Meter.Circuit.SetPower(0, 1_000_000_000, World.Start - 1000);
        world.Meter.PowerOn();
        world.RunTo(World.Start + 601_000, 1000);
        long before = world.TrueImport - world.Measured;
        world.Meter.Time.OffsetMs = stepMs;
        world.RunTo(World.Start + 3_000_000, 1000);
        world.AssertChain();
        Assert.InRange(world.TrueImport - world.Measured - before, -2, 2);
        var step = Assert.Single(world.Events, e => e.Code == EventCode.ClockStep);
        Assert.InRange(step.ToUnixMs.Value - step.FromUnixMs.Value, stepMs - 5, stepMs + 5);
        Assert.All(world.Intervals, interval => Assert.InRange(interval.MeasuredMs, 1, 60_000));
        Assert.Contains(world.Intervals, interval => (interval.Flags & IntervalFlags.ClockStepped) != 0);
    }

    [Theory]
    [InlineData(0L, 0)]
    [InlineData(2_085_978_496_000L, 1)]
    public async Task Absurd_time_is_refused_once_and_changes_nothing(long offered, int reason)
    {
        await using var world = new World();
        world.Meter.PowerOn();
        world.RunTo(World.Start + 100_000, 1000);
        world.Meter.Time.OffsetMs = offered - world.Meter.Clock.NowMs;
        world.RunTo(World.Start + 2_000_000, 1000);
        Assert.Equal(reason, Assert.Single(world.Events, e => e.Code == EventCode.ClockRefused).Reason);
        Assert.InRange(world.Meter.Meter!.UnixMs - world.Meter.Clock.NowMs, -5, 5);
        world.AssertChain();
    }
}
