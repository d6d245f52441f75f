using System.Diagnostics;

namespace CarbonMeter.Firmware.Tests.Core;

/// <summary>How fast a replay can go; the bound is far below what a quiet machine does, so that only a real loss breaks it.</summary>
public class SpeedTests
{
    [Fact]
    public void A_day_of_samples_takes_little_and_allocates_little()
    {
        var bench = MeterBench.Running(settings =>
        {
            settings.PollPeriodMs = 15_000;
            settings.IntervalSeconds = 900;
            settings.CheckpointPeriodMs = 3_600_000;
            settings.LivePeriodMs = 0;
        }, startMs: MeterBench.StartMs - 5000);
        bench.Run(5);
        bench.Load(12_345_678, -2_345_678);
        bench.Run(24 * 3600, hostEveryMs: 900_000);
        const int days = 10;
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        bench.Run(days * 24 * 3600, hostEveryMs: 900_000);
        double stepsPerSecond = days * 5760 / watch.Elapsed.TotalSeconds;
        long bytesPerStep = (GC.GetAllocatedBytesForCurrentThread() - allocated) / (days * 5760);
        TestContext.Current.TestOutputHelper?.WriteLine($"{stepsPerSecond:F0} steps/s, {bytesPerStep} bytes/step");
        Assert.True(stepsPerSecond > 10_000, $"{stepsPerSecond:F0} steps/s");
        Assert.True(bytesPerStep < 1000, $"{bytesPerStep} bytes/step");
        bench.AssertExact();
    }
}
