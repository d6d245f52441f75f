using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Tests.Core;

/// <summary>Power that goes and comes, and processors that start anew while the chip runs on.</summary>
public class RestartTests
{
    [Fact]
    public void A_meter_without_power_says_so_and_starts_complete_intervals_again()
    {
        var bench = MeterBench.Running(startMs: MeterBench.StartMs - 5000);
        bench.Run(5);
        bench.Load(6_000_000, -6_000_000);
        bench.Run(630);
        bench.Load(0, 0);
        bench.Run(2);
        bench.Meter.PowerOff();
        bench.Run(3600);
        bench.Meter.PowerOn();
        bench.Run(5);
        bench.Load(6_000_000, -6_000_000);
        bench.Run(1800);
        bench.Drain(1000);
        bench.AssertExactAfterSample();
        bench.AssertChain();

        var boots = bench.EventsOf(EventCode.Boot);
        Assert.Equal([0, 0], boots.Select(item => item.Reason));
        Assert.False(boots[0].FromUnixMs.IsPresent);
        Assert.Equal(MeterBench.StartMs + 632_000, boots[1].FromUnixMs.Value, 1000.0);
        Assert.Equal([1L, 2L], boots.Select(item => item.BootCount));
        var gap = Assert.Single(bench.EventsOf(EventCode.Gap));
        Assert.Equal(0, gap.Reason);
        Assert.Equal(MeterBench.StartMs + 632_000, gap.FromUnixMs.Value, 1000.0);
        Assert.Equal(MeterBench.StartMs + 632_000 + 3_600_000, gap.ToUnixMs.Value, 1000.0);
        // Ten whole minutes, the torn one, the one in which power came back, and whole ones again.
        var partial = bench.Intervals.Where(placed => placed.Flags.HasFlag(IntervalFlags.Partial)).Select(placed => placed.StartUnixSeconds).ToList();
        long start = MeterBench.StartMs / 1000;
        Assert.Equal([start - 60, start + 600, start + 4200], partial);
        Assert.True(bench.Intervals.Single(placed => placed.StartUnixSeconds == start + 600).Flags.HasFlag(IntervalFlags.Recovered));
        Assert.All(bench.Intervals.Where(placed => placed.StartUnixSeconds > start + 4200), placed => Assert.Equal(IntervalFlags.None, placed.Flags));
    }

    [Fact]
    public void Rows_between_holes_are_exact_complete_and_unmarked()
    {
        // As a replay drives a meter: power five seconds before a row, load in the row alone, off two seconds after it.
        var bench = new MeterBench(settings =>
        {
            settings.PollPeriodMs = 15_000;
            settings.IntervalSeconds = 900;
            settings.CheckpointPeriodMs = 3_600_000;
            settings.LivePeriodMs = 0;
        }, startMs: MeterBench.StartMs - 5000);
        var random = new Random(3);
        long row = MeterBench.StartMs;
        var rows = new HashSet<long>();
        for (int i = 0; i < 40; i++)
        {
            bench.Run((row - 5000 - bench.NowMs) / 1000.0);
            bench.Meter.PowerOn();
            bench.Run(5);
            for (int count = random.Next(1, 6); count > 0; count--)
            {
                rows.Add(row / 1000);
                bench.Load(random.NextInt64(30_000_000), -random.NextInt64(30_000_000));
                bench.Run(900);
                bench.AssertExact();
                row += 900_000;
            }
            bench.Load(0, 0);
            bench.Run(2);
            if (i == 39) break;
            bench.Meter.PowerOff();
            row += 900_000 * random.Next(1, 20);
        }
        Assert.True(bench.Meter.Meter!.TrySignRun());
        bench.Drain(1000);
        bench.AssertChain();
        bench.AssertExact();
        var whole = bench.Intervals.Where(placed => rows.Contains(placed.StartUnixSeconds)).ToList();
        Assert.Equal(rows.Count, whole.Count);
        Assert.All(whole, placed => Assert.Equal((IntervalFlags.None, 900_000), (placed.Flags, placed.Interval.MeasuredMs)));
        // Whatever else there is, is a start-up without load.
        Assert.All(bench.Intervals.Except(whole), placed => Assert.All(placed.Interval.Channels,
            channel => Assert.Equal((0, 0), (channel.ImportMilliwattHours, channel.ExportMilliwattHours))));
        Assert.Equal(39, bench.EventsOf(EventCode.Gap).Count(item => item.Reason == 0));
    }

    [Theory]
    [InlineData(RestartReason.Software, 3_000, true)]
    [InlineData(RestartReason.Watchdog, 11_000, true)]
    [InlineData(RestartReason.BrownOut, 700, false)]
    [InlineData(RestartReason.PowerOn, 9_000, true)]
    public void Not_a_count_is_lost_while_the_processor_is_away(RestartReason reason, int awayMs, bool hasTime)
    {
        var random = new Random(awayMs);
        var bench = MeterBench.Running(startMs: MeterBench.StartMs - 5000);
        bench.Run(5);
        for (int i = 0; i < 30; i++)
        {
            bench.Load(random.NextInt64(30_000_000), -random.NextInt64(30_000_000));
            bench.Run(random.Next(1, 150));
            bench.Meter.StopProcessor();
            bench.Run(awayMs / 1000.0);
            bench.Meter.Time.IsAvailable = hasTime;
            bench.Meter.StartProcessor(reason);
        }
        bench.Meter.Time.IsAvailable = true;
        bench.Run(1000);
        bench.Drain(1000);
        bench.AssertExactAfterSample();
        bench.AssertChain();
        Assert.Equal(31, bench.EventsOf(EventCode.Boot).Count);
        Assert.Empty(bench.EventsOf(EventCode.Gap));
        Assert.Empty(bench.EventsOf(EventCode.FrontEndInitialised));
        Assert.DoesNotContain(bench.Intervals, placed => placed.Flags.HasFlag(IntervalFlags.FrontEndReset));
        Assert.Contains(bench.Intervals, placed => placed.Flags.HasFlag(IntervalFlags.Recovered));
    }

    [Fact]
    public void Beyond_half_a_wrap_nothing_is_guessed()
    {
        var bench = MeterBench.Running(startMs: MeterBench.StartMs - 5000);
        bench.Run(5);
        bench.Load(30_000_000, -30_000_000);
        bench.Run(330);
        long import = bench.Meter.Chip.ImportCounts(0), export = bench.Meter.Chip.ExportCounts(1);
        bench.Meter.StopProcessor();
        bench.Run(90);
        bench.Meter.StartProcessor(RestartReason.Watchdog);
        bench.Run(1);
        // What the first reading after it found is where counting begins again.
        bench.Load(0, 0);
        bench.Run(2);
        Assert.InRange((long)(bench.HeldPicowattHours(0, true) / bench.PicowattHoursPerCount(0)) - import, 0, 300_000);
        Assert.InRange((long)(bench.HeldPicowattHours(1, false) / bench.PicowattHoursPerCount(1)) - export, 0, 300_000);
        Assert.Equal(0, bench.HeldPicowattHours(0, false));
        Assert.Equal(0, bench.HeldPicowattHours(1, true));
        bench.Run(1000);
        bench.Drain(1000);
        bench.AssertChain();
        var gap = Assert.Single(bench.EventsOf(EventCode.Gap));
        Assert.InRange(gap.ToUnixMs.Value - gap.FromUnixMs.Value, 89_000, 92_000);
        Assert.Single(bench.Intervals, placed => placed.Flags == (IntervalFlags.Partial | IntervalFlags.Recovered));
        Assert.Single(bench.Intervals, placed => placed.Flags.HasFlag(IntervalFlags.FrontEndReset));
    }
}
