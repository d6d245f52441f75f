using CarbonMeter.Firmware.Clock;
using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Tests.Core;

/// <summary>What a meter believes about time, and what it says when it was wrong.</summary>
public class ClockRuleTests
{
    [Fact]
    public void Before_the_clock_is_trusted_intervals_are_kept_and_marked()
    {
        var bench = new MeterBench(startMs: MeterBench.StartMs - 5000);
        bench.Meter.Time.IsAvailable = false;
        bench.Meter.PowerOn();
        bench.Run(5);
        bench.Load(4_000_000, -4_000_000);
        bench.Run(301);
        bench.Meter.Time.IsAvailable = true;
        bench.Run(1800);
        bench.Drain(1000);
        bench.AssertChain();
        bench.AssertExact();
        var set = Assert.Single(bench.EventsOf(EventCode.ClockSet));
        Assert.Equal(0, set.Reason);
        Assert.Equal(bench.Settings.EarliestCredibleUnixMs + 306_000, set.FromUnixMs.Value, 1500.0);
        Assert.Equal(MeterBench.StartMs + 301_000, set.ToUnixMs.Value, 1500.0);
        var before = bench.Intervals.Where(placed => placed.Record.Sequence < set.Sequence).ToList();
        Assert.Equal(6, before.Count);
        Assert.All(before, placed => Assert.True(placed.Flags.HasFlag(IntervalFlags.ClockUntrusted)));
        var after = bench.Intervals.Where(placed => placed.Record.Sequence > set.Sequence).ToList();
        Assert.All(after, placed => Assert.False(placed.Flags.HasFlag(IntervalFlags.ClockUntrusted)));
        Assert.All(after, placed => Assert.True(placed.StartUnixSeconds >= MeterBench.StartMs / 1000));
        Assert.Empty(bench.EventsOf(EventCode.ClockStep));
        Assert.Empty(bench.EventsOf(EventCode.Gap));
    }

    [Fact]
    public void Days_without_any_time_lose_nothing()
    {
        var bench = new MeterBench(settings => { settings.IntervalSeconds = 900; settings.PollPeriodMs = 15_000; }, startMs: MeterBench.StartMs);
        bench.Meter.Time.IsAvailable = false;
        bench.Meter.PowerOn();
        bench.Run(5);
        bench.Load(12_000_000, -3_000_000);
        bench.Run(3 * 86_400, hostEveryMs: 60_000);
        bench.AssertExactAfterSample();
        bench.AssertChain();
        Assert.True(bench.Intervals.Count > 270);
        Assert.All(bench.Intervals, placed => Assert.True(placed.Flags.HasFlag(IntervalFlags.ClockUntrusted)));
        Assert.Empty(bench.EventsOf(EventCode.ClockSet));
    }

    [Theory]
    [InlineData(7_000)]
    [InlineData(-7_000)]
    [InlineData(3_600_000)]
    [InlineData(-600_000)]
    public void A_clock_that_was_wrong_is_stepped_and_told(long stepMs)
    {
        var bench = MeterBench.Running(startMs: MeterBench.StartMs - 5000);
        bench.Run(5);
        bench.Load(4_000_000, -4_000_000);
        bench.Run(330);
        bench.Meter.Time.OffsetMs = stepMs;
        bench.Run(1800);
        bench.Drain(1000);
        bench.AssertExactAfterSample();
        bench.AssertChain();
        var step = Assert.Single(bench.EventsOf(EventCode.ClockStep));
        Assert.Equal(stepMs, step.ToUnixMs.Value - step.FromUnixMs.Value);
        Assert.Equal(stepMs > 0 ? 1 : 0, bench.EventsOf(EventCode.Gap).Count(item => item.Reason == 2));
        Assert.Contains(bench.Intervals, placed => placed.Flags.HasFlag(IntervalFlags.ClockStepped));
        Assert.InRange(bench.Intervals.Count(placed => placed.Flags.HasFlag(IntervalFlags.ClockStepped)), 1, 2);
        // The run before it ended: no record holds intervals of both sides.
        var last = bench.Intervals.Last(placed => placed.Record.Sequence < step.Sequence);
        var next = bench.Intervals.First(placed => placed.Record.Sequence > step.Sequence);
        Assert.NotSame(last.Record, next.Record);
    }

    [Theory]
    [InlineData(1_000, 0)]
    [InlineData(2_085_978_496_000, 1)]
    public void An_absurd_time_is_refused_once_and_changes_nothing(long absurdMs, int reason)
    {
        var bench = MeterBench.Running(startMs: MeterBench.StartMs - 5000);
        bench.Run(5);
        bench.Load(4_000_000, -4_000_000);
        bench.Run(100);
        bench.Meter.Time.Freeze(absurdMs);
        bench.Run(1800);
        bench.Drain(1000);
        bench.AssertExactAfterSample();
        bench.AssertChain();
        var refused = Assert.Single(bench.EventsOf(EventCode.ClockRefused));
        Assert.Equal(reason, refused.Reason);
        Assert.Equal(absurdMs, refused.ToUnixMs.Value);
        Assert.All(bench.Intervals.Skip(1), placed => Assert.Equal(IntervalFlags.None, placed.Flags));
        Assert.True(bench.Meter.Meter!.IsClockTrusted);
        Assert.Equal(bench.NowMs, bench.Meter.Meter!.UnixMs);
    }

    [Fact]
    public void A_small_difference_is_slewed_without_running_back()
    {
        var clock = new WallClock(0, long.MaxValue, 0, 0);
        Assert.Equal(ClockVerdict.Set, clock.Offer(1_000_000));
        Assert.Equal(ClockVerdict.Kept, clock.Offer(998_000));
        long before = clock.UnixMs;
        for (long uptime = 1; uptime <= 400_000; uptime += 7)
        {
            clock.Advance(uptime);
            Assert.True(clock.UnixMs >= before);
            before = clock.UnixMs;
        }
        Assert.InRange(clock.UnixMs, 1_397_900, 1_398_100);
        Assert.Equal(ClockVerdict.Stepped, clock.Judge(clock.UnixMs + 2001));
        Assert.Equal(ClockVerdict.Kept, clock.Judge(clock.UnixMs - 2000));
    }
}
