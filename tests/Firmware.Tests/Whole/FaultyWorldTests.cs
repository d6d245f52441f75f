using CarbonMeter.Firmware.Virtual;
using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Tests.Whole;

/// <summary>Everything goes wrong at once, from one seed; then it heals, and every count has to be there once.</summary>
public sealed class FaultyWorldTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task Energy_comes_out_exact_whatever_failed(int seed)
    {
        await using var world = new World(settings => { settings.IntervalsPerRecord = 3; settings.PollPeriodMs = 2000; }, 64 * 1024);
        var chance = new Random(seed);
        var meter = world.Meter;
        meter.PowerOn();
        world.RunTo(World.Start, 1000);
        meter.Storage.Chance = new SeededRandom(seed);
        meter.Storage.WriteRefusedPpm = 20_000;
        meter.Storage.WriteDeniedPpm = 20_000;
        meter.Storage.ReadRefusedPpm = 5_000;
        meter.Bus.NackPpm = meter.Bus.CorruptedPpm = meter.Bus.LostReplyPpm = meter.Bus.PhantomPpm = 1_000;
        for (int i = 0; i < 400; i++)
        {
            meter.Circuit.SetPower(0, chance.NextInt64(-1_300_000_000, 1_300_000_000), meter.Clock.NowMs);
            world.RunTo(meter.Clock.NowMs + chance.Next(1, 20_000), 1000);
            if (chance.Next(20) == 0) world.Link!.Drop(chance.Next(2) == 0);
            if (chance.Next(20) == 0) world.Link!.LoseAcknowledgements(1);
            if (chance.Next(20) == 0) meter.Storage.CutAfterBytes(chance.Next(1, 2000));
            if (meter.Meter is null || chance.Next(30) == 0)
            {
                meter.StopProcessor();
                meter.AdvanceTo(meter.Clock.NowMs + chance.Next(1, 5_000));
                meter.StartProcessor(RestartReason.Watchdog);
            }
        }
        meter.Storage.WriteRefusedPpm = meter.Storage.WriteDeniedPpm = meter.Storage.ReadRefusedPpm = 0;
        meter.Bus.Heal();
        // A cut that was ordered and has not come is off.
        meter.StartProcessor(RestartReason.Watchdog);
        meter.Circuit.SetPower(0, 0, meter.Clock.NowMs);
        world.RunTo(meter.Clock.NowMs + 600_000, 10_000);
        world.AssertChain();
        Assert.Equal(0, meter.Meter!.Pending);
        // 2 mWh a count. Import and export are told apart by sample, so only their difference has one true value.
        long net = (long)((meter.Circuit.ImportMilliwattMs(0, meter.Clock.NowMs) - meter.Circuit.ExportMilliwattMs(0, meter.Clock.NowMs)) / 3_600_000);
        Assert.InRange(world.Import - world.Export - net, -2, 2);
        Assert.Equal(2 * (meter.Chip.ImportCounts(0) - meter.Chip.ExportCounts(0)), world.Import - world.Export);
    }
}
