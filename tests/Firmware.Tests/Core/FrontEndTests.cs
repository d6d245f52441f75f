using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Tests.Core;

/// <summary>A bus that fails and a chip that is not what it was.</summary>
public class FrontEndTests
{
    private const int GainOfA = 0x382, NoLoadDisable = 0x001;

    [Theory]
    [InlineData(2_000)]
    [InlineData(12_000)]
    public void A_day_on_a_sick_bus_is_exact(int faultPpm)
    {
        var random = new Random(faultPpm);
        var bench = MeterBench.Running(settings => settings.CheckpointPeriodMs = 60_000, startMs: MeterBench.StartMs - 5000);
        bench.Run(5);
        bench.Meter.Bus.NackPpm = bench.Meter.Bus.LostReplyPpm = bench.Meter.Bus.CorruptedPpm = bench.Meter.Bus.PhantomPpm = faultPpm;
        // Loads of one sign a channel, since a sample that fails would join what flowed before and after a turn.
        for (int i = 0; i < 288; i++)
        {
            bench.Load(random.NextInt64(20_000_000), -random.NextInt64(20_000_000));
            bench.Run(300, hostEveryMs: 10_000);
        }
        Assert.True(bench.Meter.Bus.Faults > 1000);
        bench.Load(0, 0);
        bench.Meter.Bus.Heal();
        bench.Run(10);
        bench.AssertExact();
        bench.AssertChain();
        Assert.Empty(bench.EventsOf(EventCode.Tamper));
        Assert.Contains(bench.Intervals, placed => placed.Flags.HasFlag(IntervalFlags.BusErrors));
        Assert.DoesNotContain(bench.Intervals, placed => placed.Flags.HasFlag(IntervalFlags.FrontEndReset) && placed.StartUnixSeconds > MeterBench.StartMs / 1000);
    }

    [Theory]
    [InlineData(GainOfA, 0x000800, 0)]
    [InlineData(NoLoadDisable, 0x07, 1)]
    public void A_changed_register_is_told_and_the_chip_configured_anew(int register, int mask, int reason)
    {
        var bench = MeterBench.Running(startMs: MeterBench.StartMs - 5000);
        bench.Run(5);
        bench.Load(5_000_000, -5_000_000);
        bench.Run(130);
        bench.Load(0, 0);
        bench.Run(2);
        long held = (long)(bench.HeldPicowattHours(0, true) / bench.PicowattHoursPerCount(0));
        bench.Meter.Chip.FlipBits(register, mask);
        bench.Run(10);
        bench.Load(5_000_000, -5_000_000);
        bench.Run(1000);
        bench.Drain(1000);
        bench.AssertChain();
        var tamper = Assert.Single(bench.EventsOf(EventCode.Tamper));
        Assert.Equal(reason, tamper.Reason);
        Assert.True(tamper.Value.IsPresent);
        var anew = Assert.Single(bench.EventsOf(EventCode.FrontEndInitialised));
        Assert.Equal((0, 1L), (anew.Reason, anew.Value.Value));
        Assert.True(anew.Sequence > tamper.Sequence);
        Assert.Equal(MeterBench.StartMs / 1000 + 120, Assert.Single(bench.Intervals, placed => placed.Flags.HasFlag(IntervalFlags.FrontEndReset)).StartUnixSeconds);
        // No load flowed while it was wrong: nothing is missing, and nothing came of its counters' new beginning.
        bench.AssertExactAfterSample();
        Assert.True(held > 0);
    }

    [Fact]
    public void A_reset_of_the_chip_is_told_and_costs_one_poll_at_most()
    {
        var bench = MeterBench.Running(startMs: MeterBench.StartMs - 5000);
        bench.Run(5);
        bench.Load(20_000_000, -20_000_000);
        bench.Run(130.5);
        bench.Meter.Chip.Reset();
        bench.Run(1000);
        bench.Drain(1000);
        bench.AssertChain();
        Assert.Equal(1, Assert.Single(bench.EventsOf(EventCode.FrontEndInitialised)).Reason);
        Assert.Empty(bench.EventsOf(EventCode.Tamper));
        bench.Load(0, 0);
        bench.Run(2);
        long missing = bench.Meter.Chip.ImportCounts(0) - (long)(bench.HeldPicowattHours(0, true) / bench.PicowattHoursPerCount(0));
        // 20 kW are 110 000 counts a second; half a second until it was seen, a quarter until it ran again.
        Assert.InRange(missing, 1, 110_000);
        Assert.Equal(0, bench.HeldPicowattHours(0, false));
    }

    [Theory]
    [InlineData(20, true)]
    [InlineData(600, false)]
    public void A_silent_bus_loses_nothing_within_a_wrap_and_invents_nothing_beyond(int seconds, bool isWithin)
    {
        var bench = MeterBench.Running(startMs: MeterBench.StartMs - 5000);
        bench.Run(5);
        bench.Load(20_000_000, -20_000_000);
        bench.Run(90);
        bench.Meter.Bus.IsStuck = true;
        bench.Run(seconds);
        bench.Meter.Bus.IsStuck = false;
        bench.Run(1200);
        bench.Drain(1000);
        bench.AssertChain();
        Assert.Equal(isWithin, bench.Intervals.Any(placed => placed.Flags.HasFlag(IntervalFlags.CatchUp)));
        Assert.Contains(bench.Intervals, placed => placed.Flags.HasFlag(IntervalFlags.BusErrors));
        if (isWithin)
        {
            bench.AssertExactAfterSample();
            Assert.Empty(bench.EventsOf(EventCode.Gap));
            return;
        }
        var gap = Assert.Single(bench.EventsOf(EventCode.Gap));
        Assert.Equal(1, gap.Reason);
        Assert.InRange(gap.ToUnixMs.Value - gap.FromUnixMs.Value, 599_000, 608_000);
        long missing = bench.Meter.Chip.ImportCounts(0) - (long)(bench.HeldPicowattHours(0, true) / bench.PicowattHoursPerCount(0));
        Assert.InRange(missing, 599 * 110_000L, 608 * 111_000L);
        Assert.Equal(0, bench.HeldPicowattHours(0, false));
    }
}
