using CarbonMeter.Firmware.Virtual;
using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Tests.Whole;

public sealed class RingTests
{
    private const int SmallStorage = 64 * 1024;
    private const int RingMarkBytes = 24;

    [Fact]
    public async Task Meter_goes_on_and_tells_its_losses_when_its_ring_is_full_for_long()
    {
        await using var world = new World(settings => { settings.PollPeriodMs = 10_000; settings.IntervalsPerRecord = 1; }, SmallStorage);
        world.IsReachable = false;
        world.Meter.Circuit.SetPower(0, 1_000_000_000, World.Start);
        world.Meter.PowerOn();
        world.Meter.AdvanceTo(World.Start + 12 * 3600_000);
        long before = world.Meter.Meter!.State.EventCounter;
        Assert.True(world.Meter.Meter.State.OldestSequence > 1);
        world.Meter.AdvanceTo(World.Start + 24 * 3600_000);
        // One loss is told for one interval record at most: telling must not be what fills the ring.
        Assert.True(world.Meter.Meter.State.EventCounter - before <= 12 * 60);
        world.IsReachable = true;
        world.Link!.IsReachable = true;
        world.RunTo(World.Start + 25 * 3600_000);
        world.AssertChain(mayMissRecords: true);
        long told = world.Events.Where(e => e.Code == EventCode.JournalLoss).Sum(e => e.Value.Value);
        Assert.True(told > 0);
        var last = world.Records.Values.Last();
        Assert.Equal(0, world.Meter.Meter.Pending);
        Assert.InRange(world.TrueImport - world.Measured, 0, 2);
    }

    [Fact]
    public async Task Record_that_rots_in_the_ring_is_given_up_and_told_and_the_rest_arrives()
    {
        await using var world = new World(settings => settings.IntervalsPerRecord = 5, SmallStorage);
        world.IsReachable = false;
        world.Meter.Circuit.SetPower(0, 1_000_000_000, World.Start);
        world.Meter.PowerOn();
        world.Meter.AdvanceTo(World.Start + 3600_000);
        var state = world.Meter.Meter!.State;
        int ringAt = SmallStorage - RingMarkBytes - world.Meter.Meter.RingBytes;
        world.Meter.Storage.FlipBits(ringAt + state.RingTail + 40, 0x10);
        world.IsReachable = true;
        world.Link!.IsReachable = true;
        world.RunTo(World.Start + 2 * 3600_000);
        Assert.Equal(0, world.Meter.Meter.Pending);
        Assert.Contains(world.Events, e => e.Code == EventCode.JournalLoss && e.Reason == 1 && e.Value.Value == 1);
    }
}
