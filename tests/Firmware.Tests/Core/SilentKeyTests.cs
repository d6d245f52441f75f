using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Tests.Core;

/// <summary>A key that does not answer delays records; it must not cost energy, nor the cadence of sampling.</summary>
public class SilentKeyTests
{
    [Fact]
    public void Measuring_goes_on_and_everything_is_signed_once_the_key_answers()
    {
        var bench = MeterBench.Running();
        bench.Run(5);
        bench.Load(3_000_000, -1_000_000);
        bench.Run(15 * 60 + 30);
        int before = bench.Intervals.Count;
        bench.Signer.IsSilent = true;
        bench.Run(2 * 3600);
        Assert.Equal(before, bench.Intervals.Count);
        bench.AssertExactAfterSample();
        bench.Load(3_000_000, -1_000_000);
        // Asked again every ten seconds, not at every step: each attempt holds up the whole meter.
        Assert.InRange(bench.Signer.Refusals, 2, 2 * 360);
        bench.Signer.IsSilent = false;
        bench.Run(16 * 60);
        bench.Drain();
        bench.AssertChain();
        bench.AssertExactAfterSample();
        Assert.True(bench.Intervals.Count > before);
        Assert.All(bench.Intervals, placed => Assert.Equal(0, (int)(placed.Interval.Flags & IntervalFlags.BusErrors)));
    }

    [Fact]
    public void A_meter_that_cannot_sign_its_first_record_begins_its_chain_when_it_can()
    {
        var bench = new MeterBench();
        bench.Signer.IsSilent = true;
        bench.Meter.PowerOn();
        bench.Run(5);
        bench.Load(1_000_000, 0);
        bench.Run(300);
        Assert.Empty(bench.Records);
        bench.Signer.IsSilent = false;
        bench.Run(1200);
        bench.Drain();
        bench.AssertChain();
        bench.AssertExactAfterSample();
        Assert.Equal(EventCode.Boot, bench.Events[0].Code);
    }
}
