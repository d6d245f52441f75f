using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Tests.Core;

/// <summary>An hour of a whole meter: what it must do before anything else is worth testing.</summary>
public class SmokeTests
{
    [Fact]
    public void An_hour_of_changing_loads_arrives_whole_signed_and_linked()
    {
        var bench = MeterBench.Running(startMs: MeterBench.StartMs - 5000);
        bench.Run(5);
        long[] loads = [0, 1_500_000, -2_300_000, 20_000_000, -150, 40, 7_654_321, -19_999_999, 1, 0];
        for (int i = 0; i < 60; i++)
        {
            bench.Load(loads[i % loads.Length], loads[(i * 7 + 3) % loads.Length]);
            bench.Run(i % 2 == 0 ? 61 : 59);
            bench.AssertExact();
        }
        bench.Run(2);
        bench.Drain();
        bench.AssertChain();
        bench.AssertExact();

        // Four records of fifteen; the first interval began before the hour.
        Assert.Equal(60, bench.Intervals.Count);
        Assert.Equal(IntervalFlags.Partial, bench.Intervals[0].Flags);
        Assert.All(bench.Intervals.Skip(1), placed => Assert.Equal(IntervalFlags.None, placed.Flags));
        Assert.All(bench.Intervals.Skip(1), placed => Assert.Equal(60_000, placed.Interval.MeasuredMs));
        for (int i = 0; i < 60; i++) Assert.Equal(MeterBench.StartMs / 1000 + (i - 1) * 60, bench.Intervals[i].StartUnixSeconds);
        Assert.Equal(
            [EventCode.Boot, EventCode.ParameterChange, EventCode.FactorChange, EventCode.ClockSet],
            bench.Events.Select(item => item.Code));
    }
}
