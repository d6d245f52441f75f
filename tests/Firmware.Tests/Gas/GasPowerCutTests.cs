using CarbonMeter.Records;
using CarbonMeter.Units;

namespace CarbonMeter.Firmware.Tests.Gas;

/// <summary>Power fails at every byte the journal writes: gas is there once, to the picogram, for the time the records say they measured.</summary>
public sealed class GasPowerCutTests
{
    [Fact]
    public void No_milligram_is_lost_or_doubled_when_power_is_cut_at_any_byte()
    {
        long bytes = BytesUntil(180_000);
        Assert.True(bytes > 10_000, $"{bytes} bytes");
        // A step that shares no factor with the size of a block comes through every place of one.
        for (long cut = 1; cut <= bytes; cut += 61) CutAt(cut);
    }

    [Fact]
    public void No_milligram_is_lost_or_doubled_when_power_is_cut_at_each_byte_of_a_commit_with_a_record()
    {
        long before = BytesUntil(119_999), after = BytesUntil(120_000);
        Assert.True(after - before > 500, $"{before} to {after}");
        for (long cut = before; cut <= after + 1; cut++) CutAt(cut);
    }

    // Sensors that start, are silent for a time and come back, while power fails again and again.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Random_cuts_and_silences_leave_every_picogram_accounted_for(int seed)
    {
        var random = new Random(seed);
        using var bench = Bench(() => random.Next(40) == 0 ? SensorFault.Stuck : SensorFault.None);
        bench.Begin();
        for (int i = 0; i < 60; i++)
        {
            bench.Storage.CutAfterBytes(random.Next(1, 30_000));
            bench.Run(random.Next(1, 200));
            if (bench.Meter is null) bench.Clock.AdvanceTo(bench.Clock.NowMs + random.Next(1, 50_000));
            bench.Begin((RestartReason)random.Next(4));
        }
        bench.Run(600);
        bench.AssertExact(Rate);
        Assert.True(bench.State.Gas!.MassMilligrams > 100_000_000);
        Assert.Equal(0, bench.Meter!.Pending);
    }

    // The flow of the worked duct as the meter computes it.
    private static readonly long Rate = RateOfFresh();

    private static long RateOfFresh()
    {
        using var bench = Fresh();
        long rate = bench.Meter!.GasMoment!.MassNanogramsPerSecond;
        Assert.Equal(157.064e9, rate, 0.001e9);
        return rate;
    }

    private static StackBench Bench(Func<SensorFault>? fails = null) => new(_ =>
    {
        ScriptedSensor? flow = null;
        flow = new ScriptedSensor("SDP", reading =>
        {
            reading.DifferentialPressureMillipascals = Reading.Of(104_037);
            flow!.Fails = fails?.Invoke() ?? SensorFault.None;
        });
        return
        [
            new ScriptedSensor("NDIR", reading => reading.CarbonDioxidePpm = Reading.Of(120_000)),
            new ScriptedSensor("BARO", reading => (reading.PressurePascals, reading.TemperatureMillikelvins) = (Reading.Of(100_500), Reading.Of(313_150))),
            flow,
        ];
    });

    private static StackBench Fresh()
    {
        var bench = Bench();
        bench.Settings.PollPeriodMs = 5000;
        bench.Begin().RunTo(0);
        return bench;
    }

    private static long BytesUntil(long afterStartMs)
    {
        using var bench = Fresh();
        long before = bench.Storage.BytesWritten;
        bench.RunTo(afterStartMs);
        return bench.Storage.BytesWritten - before;
    }

    private static void CutAt(long bytes)
    {
        using var bench = Fresh();
        bench.Storage.CutAfterBytes(bytes);
        bench.RunTo(240_000);
        if (bench.Meter is null) bench.Begin(RestartReason.BrownOut);
        bench.RunTo(400_000);
        bench.AssertExact(Rate);
        Assert.Equal(0, bench.Meter!.Pending);
        // Every interval but that of the cut was measured whole.
        Assert.True(bench.Intervals.Count(interval => interval.Gas?.MeasuredMs != 60_000) <= 2, $"cut after {bytes} bytes");
    }
}
