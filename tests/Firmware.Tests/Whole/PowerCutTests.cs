using CarbonMeter.Firmware.Virtual;
using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Tests.Whole;

/// <summary>
/// The processor loses power at every byte the journal writes, while the metering chip runs on: after the restart every
/// count is there once, and no sequence the host has seen ever has another content.
/// </summary>
public sealed class PowerCutTests
{
    private const long Load = 1_000_000_000;

    [Fact]
    public async Task Nothing_is_lost_or_doubled_when_power_is_cut_at_any_byte()
    {
        long bytes = await BytesOfThreeIntervals();
        Assert.True(bytes > 10_000);
        // A step that shares no factor with the size of a block comes through every place of one.
        for (long cut = 1; cut <= bytes; cut += 61) await CutAt(cut);
    }

    [Fact]
    public async Task Nothing_is_lost_or_doubled_when_power_is_cut_at_each_byte_of_one_commit_with_a_record()
    {
        long before = await BytesUntil(World.Start + 179_999);
        long after = await BytesUntil(World.Start + 180_000);
        Assert.True(after - before > 500, $"{before} to {after}");
        for (long cut = before; cut <= after + 1; cut++) await CutAt(cut);
    }

    [Theory]
    [InlineData(100_000, 0)]
    [InlineData(0, 100_000)]
    [InlineData(200_000, 200_000)]
    public async Task Writes_that_fail_in_either_form_cost_nothing(int refusedPpm, int deniedPpm)
    {
        await using var world = new World(settings => settings.IntervalsPerRecord = 2);
        world.Meter.Circuit.SetPower(0, Load, World.Start);
        world.Meter.PowerOn();
        world.RunTo(World.Start, 1000);
        world.Meter.Storage.Chance = new SeededRandom(7);
        world.Meter.Storage.WriteRefusedPpm = refusedPpm;
        world.Meter.Storage.WriteDeniedPpm = deniedPpm;
        world.RunTo(World.Start + 1_800_000, 10_000);
        world.Meter.Storage.WriteRefusedPpm = world.Meter.Storage.WriteDeniedPpm = 0;
        world.RunTo(World.Start + 1_920_000, 10_000);
        world.AssertChain();
        Assert.InRange(world.TrueImport - world.Measured, 0, 2);
        Assert.Equal(0, world.Meter.Meter!.Pending);
        Assert.Contains(world.Events, e => e.Code == EventCode.StorageFault);
    }

    private static World Fresh()
    {
        var world = new World(settings => { settings.IntervalsPerRecord = 2; settings.IntervalSeconds = 60; settings.PollPeriodMs = 5000; });
        world.Meter.Circuit.SetPower(0, Load, World.Start - 1000);
        world.Meter.PowerOn();
        world.RunTo(World.Start, 1000);
        return world;
    }

    private static async Task<long> BytesUntil(long unixMs)
    {
        await using var world = Fresh();
        long before = world.Meter.Storage.BytesWritten;
        world.RunTo(unixMs, 1000);
        return world.Meter.Storage.BytesWritten - before;
    }

    private static Task<long> BytesOfThreeIntervals() => BytesUntil(World.Start + 180_000);

    private static async Task CutAt(long bytes)
    {
        await using var world = Fresh();
        var meter = world.Meter;
        meter.Storage.CutAfterBytes(bytes);
        for (long at = World.Start; meter.Meter is not null && at < World.Start + 240_000; at += 1000) world.RunTo(at, 1000);
        if (meter.Meter is null)
        {
            meter.AdvanceTo(meter.Clock.NowMs + 3000);
            meter.StartProcessor(RestartReason.BrownOut);
        }
        world.RunTo(World.Start + 600_000, 10_000);
        world.AssertChain();
        long lost = world.TrueImport - world.Measured;
        Assert.True(lost == Reference.Value, $"cut after {bytes} bytes: {lost - Reference.Value} mWh differ");
        Assert.Equal(0, meter.Meter!.Pending);
    }

    // What the same world without a cut leaves unmeasured: the chip's start-up.
    private static readonly Lazy<long> Reference = new(() =>
    {
        var world = Fresh();
        world.RunTo(World.Start + 600_000, 10_000);
        return world.TrueImport - world.Measured;
    });
}
