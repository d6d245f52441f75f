using CarbonMeter.Firmware.Clock;
using CarbonMeter.Firmware.Drivers;
using CarbonMeter.Firmware.Virtual;

namespace CarbonMeter.Firmware.Tests.Core;

/// <summary>A battery-backed clock is kept right by the network and by nothing else.</summary>
public class BackupClockTests
{
    private readonly VirtualClock _clock = new(MeterBench.StartMs);
    private readonly Ds3231Chip _chip;
    private readonly FaultyI2cBus _bus;
    private readonly Ds3231 _backup;
    private readonly VirtualTimeSource _network;
    private readonly BackupClockKeeper _keeper;

    public BackupClockTests()
    {
        _chip = new Ds3231Chip(_clock) { DriftPpb = 20_000 };
        _bus = new FaultyI2cBus(_chip, new SeededRandom(1));
        _backup = new Ds3231(_bus);
        _network = new VirtualTimeSource(_clock);
        _keeper = new BackupClockKeeper([_network, _backup]);
    }

    [Fact]
    public void It_is_set_by_news_at_once_and_daily_after_that()
    {
        Take(true);
        AssertOffBy(0, 500);
        _clock.Advance(86_399_000);
        Take(false);
        AssertOffBy(1000, 2500); // 20 ppm fast, and nobody set it yet
        _clock.Advance(1000);
        Take(false);
        AssertOffBy(0, 500);
        Assert.Equal(0, _keeper.Faults);
    }

    [Fact]
    public void A_set_that_failed_is_tried_again_after_a_minute()
    {
        _bus.FailAt(0, BusFault.Nack);
        Take(true);
        Assert.Equal(1, _keeper.Faults);
        Assert.False(_backup.TryRead(out _));
        _clock.Advance(59_000);
        Take(false);
        Assert.False(_backup.TryRead(out _));
        _clock.Advance(1000);
        Take(false);
        AssertOffBy(0, 500);
    }

    [Fact]
    public void Its_own_time_is_never_written_back()
    {
        Take(true);
        long transfers = _bus.Transfers;
        _clock.Advance(2 * 86_400_000L);
        _keeper.Taken(_backup, _clock.NowMs, true, _clock.UptimeMs);
        Assert.Equal(transfers, _bus.Transfers);
    }

    [Fact]
    public void A_meter_without_network_goes_on_by_it_after_a_cut()
    {
        var bench = new MeterBench(hasBackupClock: true);
        bench.Meter.PowerOn();
        bench.Run(60);
        bench.Meter.PowerOff();
        bench.Meter.Clock.Advance(3_600_000);
        bench.Meter.Time.IsAvailable = false;
        bench.Meter.PowerOn();
        bench.Run(1000);
        bench.Drain();
        bench.AssertChain();
        Assert.Equal([(int)TimeOrigin.Network, (int)TimeOrigin.BatteryBackedClock],
            bench.EventsOf(Records.EventCode.ClockSet).Select(item => item.Reason));
        Assert.InRange(bench.Meter.Meter!.UnixMs - bench.NowMs, -1000, 1000);
        var gap = Assert.Single(bench.EventsOf(Records.EventCode.Gap));
        Assert.InRange(gap.ToUnixMs.Value - gap.FromUnixMs.Value, 3_590_000, 3_610_000);
    }

    [Fact]
    public void A_meter_whose_battery_was_empty_waits_for_the_network()
    {
        var bench = new MeterBench(hasBackupClock: true);
        bench.Meter.PowerOn();
        bench.Run(60);
        bench.Meter.PowerOff();
        bench.Meter.BackupClock!.HasBattery = false;
        bench.Meter.Clock.Advance(3_600_000);
        bench.Meter.Time.IsAvailable = false;
        bench.Meter.PowerOn();
        bench.Run(600);
        Assert.False(bench.Meter.Meter!.IsClockTrusted);
        bench.Meter.Time.IsAvailable = true;
        bench.Run(10);
        Assert.True(bench.Meter.Meter!.IsClockTrusted);
        Assert.True(new Ds3231(bench.Meter.BackupClock).TryRead(out long unixMs));
        Assert.InRange(unixMs - bench.NowMs, -1000, 1000);
    }

    private void Take(bool isNews) => _keeper.Taken(_network, _clock.NowMs, isNews, _clock.UptimeMs);

    private void AssertOffBy(long minMs, long maxMs)
    {
        Assert.True(_backup.TryRead(out long unixMs));
        Assert.InRange(unixMs - _clock.NowMs, minMs, maxMs);
    }
}
