using CarbonMeter.Records;
using CarbonMeter.Units;

namespace CarbonMeter.Firmware.Tests.Core;

/// <summary>Energy, means and carbon of intervals.</summary>
public class IntervalTests
{
    [Theory]
    [InlineData(1_000, 60, 1)]
    [InlineData(10_000, 60, 2)]
    [InlineData(15_000, 900, 3)]
    [InlineData(700, 10, 4)]
    public void Steady_running_is_exact_aligned_complete_and_split_by_sign(int pollMs, int intervalSeconds, int seed)
    {
        var random = new Random(seed);
        var bench = MeterBench.Running(settings =>
        {
            settings.PollPeriodMs = pollMs;
            settings.IntervalSeconds = intervalSeconds;
            settings.IntervalsPerRecord = 7;
        }, startMs: MeterBench.StartMs - 5000);
        bench.Run(5);
        for (int i = 0; i < 90; i++)
        {
            bench.Load(random.NextInt64(-30_000_000, 30_000_000), random.NextInt64(-30_000, 30_000));
            bench.Run(intervalSeconds);
            bench.AssertExact();
        }
        bench.Drain(8.0 * intervalSeconds);
        bench.AssertChain();
        var intervals = bench.Intervals.Skip(1).ToList();
        Assert.True(intervals.Count >= 90);
        for (int i = 0; i < intervals.Count; i++)
        {
            Assert.Equal(MeterBench.StartMs / 1000 + (long)i * intervalSeconds, intervals[i].StartUnixSeconds);
            Assert.Equal(IntervalFlags.None, intervals[i].Flags);
            Assert.Equal(intervalSeconds * 1000, intervals[i].Interval.MeasuredMs);
        }
        // One load an interval: nothing of the other sign may appear in it.
        Assert.All(intervals, placed => Assert.All(placed.Interval.Channels,
            channel => Assert.True(channel.ImportMilliwattHours == 0 || channel.ExportMilliwattHours == 0)));
    }

    [Fact]
    public void Import_and_export_are_split_at_every_sample()
    {
        var bench = MeterBench.Running(startMs: MeterBench.StartMs - 5000);
        bench.Run(5);
        for (int i = 0; i < 120; i++)
        {
            bench.Load(i % 2 == 0 ? 3_600_000 : -7_200_000, 0);
            bench.Run(1);
        }
        bench.AssertExact();
        bench.Run(900);
        bench.Drain(1000);
        var both = bench.Intervals[1].Interval.Channels[0];
        // Half of the minute at 3.6 kW in, half at 7.2 kW out; a count is worth 50 uWh.
        Assert.InRange(both.ImportMilliwattHours, 29_990, 30_010);
        Assert.InRange(both.ExportMilliwattHours, 59_990, 60_010);
    }

    [Fact]
    public void A_loop_that_comes_late_loses_no_time_and_no_energy()
    {
        var random = new Random(5);
        var bench = MeterBench.Running(startMs: MeterBench.StartMs - 5000);
        bench.Run(5);
        for (int minute = 0; minute < 40; minute++)
        {
            bench.Load(random.NextInt64(-20_000_000, 20_000_000), random.NextInt64(-20_000_000, 20_000_000));
            long end = bench.NowMs + 60_000;
            while (bench.NowMs < end)
            {
                long due = bench.NowMs + Math.Max(0, bench.Meter.Meter!.NextDueMs - bench.Meter.Clock.UptimeMs);
                bench.Meter.Clock.AdvanceTo(due + random.Next(300));
                bench.Meter.Step();
                bench.TakeRecords();
            }
        }
        bench.Run(2 - bench.NowMs % 1000 / 1000.0);
        // Loads turned between samples: what import lacks, export lacks too.
        for (int channel = 0; channel < 2; channel++)
        {
            Int128 net = bench.Meter.Chip.ImportCounts(channel) - bench.Meter.Chip.ExportCounts(channel);
            Assert.NotEqual(0, net);
            Assert.Equal(net * bench.PicowattHoursPerCount(channel), bench.HeldPicowattHours(channel, true) - bench.HeldPicowattHours(channel, false));
        }
        bench.Drain(1000);
        bench.AssertChain();
        Assert.All(bench.Intervals.Skip(1), placed => Assert.Equal(IntervalFlags.None, placed.Flags));
        Assert.All(bench.Intervals.Skip(1), placed => Assert.Equal(60_000, placed.Interval.MeasuredMs));
    }

    [Fact]
    public void Means_are_those_of_the_samples_and_a_missing_frequency_is_missing()
    {
        var bench = MeterBench.Running(settings => settings.IntervalsPerRecord = 1, startMs: MeterBench.StartMs - 5000);
        bench.Run(5);
        bench.Meter.Circuit.SetCurrent(0, 10_000, 60, bench.NowMs);
        bench.Run(30.5);
        bench.Meter.Circuit.SetCurrent(0, 20_000, 60, bench.NowMs);
        bench.Run(30);
        bench.Meter.Circuit.SetVoltage(0, MeterBench.StartMs + 60_500);
        bench.Run(120);
        bench.Drain();
        var first = bench.Intervals[1].Interval;
        Assert.InRange(first.FrequencyMillihertz.Value, 49_980, 50_020);
        Assert.InRange(first.Channels[0].VoltageMillivolts.Value, 229_990, 230_010);
        Assert.InRange(first.Channels[0].CurrentMilliamperes.Value, 14_990, 15_010);
        Assert.InRange(first.Channels[0].PowerFactorPpm.Value, 499_900, 500_100);
        Assert.Equal(0, first.Channels[1].CurrentMilliamperes.Value);
        Assert.True(first.Channels[0].ReactiveMillivarHours > 0);
        var dead = bench.Intervals[3].Interval;
        Assert.False(dead.FrequencyMillihertz.IsPresent);
        Assert.Equal(0, dead.Channels[0].VoltageMillivolts.Value);
    }

    [Fact]
    public void A_factor_that_changes_by_date_ends_the_record_and_is_told()
    {
        long change = MeterBench.StartMs / 1000 + 600;
        var factors = MeterBench.Factors("TWO-YEARS", (0, 684_900), (change, 550_000));
        var bench = MeterBench.Running(factors: factors, startMs: MeterBench.StartMs - 5000);
        bench.Run(5);
        bench.Load(5_000_000, 1_234_567);
        bench.Run(3600);
        bench.Drain(1000);
        bench.AssertChain();
        bench.AssertExact();
        var told = Assert.Single(bench.EventsOf(EventCode.FactorChange), item => item.Reason == 2);
        Assert.Equal(550_000, told.Value.Value);
        Assert.Equal(FactorSetCodec.Hash(FactorSetCodec.Encode(factors)), told.Subject);
        Assert.All(bench.Intervals, placed => Assert.Equal(
            placed.StartUnixSeconds < change ? 684_900 : 550_000, placed.Record.Intensity.MilligramsPerKilowattHour));
        var before = bench.Intervals.Last(placed => placed.StartUnixSeconds < change).Record;
        var after = bench.Intervals.First(placed => placed.StartUnixSeconds >= change).Record;
        Assert.InRange(told.Sequence, before.Sequence + 1, after.Sequence - 1);
    }

    [Fact]
    public void A_factor_set_by_command_counts_from_the_next_interval()
    {
        var bench = MeterBench.Running(startMs: MeterBench.StartMs - 5000);
        bench.Run(5);
        bench.Load(5_000_000, -5_000_000);
        bench.Run(330);
        var factors = MeterBench.Factors("NEXT", (0, 123_456));
        bench.Know(factors);
        var command = bench.Command(CommandCode.SetFactorSet, 1);
        command.Bytes = FactorSetCodec.Encode(factors);
        Assert.True(bench.Link.SendCommand(bench.Signed(command)));
        bench.Run(1800);
        bench.Drain(1000);
        bench.AssertChain();
        bench.AssertExact();
        long boundary = MeterBench.StartMs / 1000 + 360;
        Assert.All(bench.Intervals, placed => Assert.Equal(
            placed.StartUnixSeconds < boundary ? 684_900 : 123_456, placed.Record.Intensity.MilligramsPerKilowattHour));
        var told = Assert.Single(bench.EventsOf(EventCode.FactorChange), item => item.Reason == 0);
        Assert.Equal(123_456, told.Value.Value);
        Assert.Equal(FactorSetCodec.Hash(command.Bytes), told.Subject);
    }
}
