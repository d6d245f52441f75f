using CarbonMeter.Firmware.Drivers;
using CarbonMeter.Firmware.Virtual;
using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Tests.Drivers;

public sealed class Ade7953SampleTests
{
    private static Bench Loaded(ParameterSet? parameters = null)
    {
        var bench = Bench.Ready(parameters);
        bench.Circuit.SetPower(0, 1_000_000, bench.Clock.NowMs);
        bench.Circuit.SetCurrent(1, 5_000, 120, bench.Clock.NowMs);
        bench.Clock.Advance(20_000);
        // The second sample takes the reset flag down, so that those of the test are all alike.
        Assert.Equal(SampleOutcome.Good, bench.Read());
        Assert.Equal(SampleOutcome.Good, bench.Read());
        bench.Clock.Advance(1_000);
        return bench;
    }

    [Fact]
    public void Every_count_the_chip_makes_is_read()
    {
        var bench = Bench.Ready();
        bench.Circuit.SetPower(0, 1_000_000, bench.Clock.NowMs);
        bench.Circuit.SetPower(1, -250_000, bench.Clock.NowMs);
        bench.Clock.Advance(3_600_000);
        Assert.Equal(SampleOutcome.Good, bench.Read());
        // 1 kWh at 50.397 uWh a count.
        Assert.Equal(19_842_594, bench.Chip.ImportCounts(0));
        Assert.Equal(bench.Chip.ImportCounts(0) & 0xFFFFFF, bench.Sample.ActiveCounter[0]);
        Assert.Equal(-bench.Chip.ExportCounts(1) & 0xFFFFFF, bench.Sample.ActiveCounter[1]);
    }

    [Fact]
    public void Counters_wrap_and_are_not_cleared_by_reading()
    {
        var bench = Bench.Ready();
        bench.Circuit.SetPower(0, 37_000_000, bench.Clock.NowMs);
        long counted = 0;
        int before = 0;
        for (int i = 0; i < 30; i++)
        {
            bench.Clock.Advance(10_000);
            Assert.Equal(SampleOutcome.Good, bench.Read());
            counted += bench.Sample.ActiveCounter[0] - before << 8 >> 8;
            before = bench.Sample.ActiveCounter[0];
        }
        Assert.True(counted > 3 * 0x1000000);
        Assert.Equal(bench.Chip.ImportCounts(0), counted);
    }

    [Fact]
    public void Figures_are_those_of_the_circuit()
    {
        var bench = Loaded();
        Assert.Equal(SampleOutcome.Good, bench.Read());
        Assert.Equal(230_000, bench.Sample.VoltageMillivolts[0], 1.0);
        Assert.True(bench.Sample.HasFrequency);
        Assert.Equal(50_000, bench.Sample.FrequencyMillihertz, 10.0);
        Assert.Equal(4_348, bench.Sample.CurrentMilliamperes[0]);
        Assert.Equal(5_000, bench.Sample.CurrentMilliamperes[1]);
        Assert.Equal(1_000_000, bench.Sample.ActivePowerMilliwatts[0], 8.0);
        // Export: 230 V x 5 A x cos 120 degrees.
        Assert.Equal(-575_000, bench.Sample.ActivePowerMilliwatts[1], 8.0);
        Assert.Equal(1_000_000, bench.Sample.PowerFactorPpm[0], 40.0);
        Assert.Equal(500_000, Math.Abs(bench.Sample.PowerFactorPpm[1]), 40.0);
        Assert.NotEqual(0, bench.Sample.ReactiveCounter[1]);
    }

    [Fact]
    public void Channel_2_alone_is_input_b()
    {
        var parameters = Bench.OneChannel();
        parameters.Channels = [Bench.Channel(2)];
        var bench = Loaded(parameters);
        Assert.Equal(SampleOutcome.Good, bench.Read());
        Assert.Equal(-bench.Chip.ExportCounts(1) & 0xFFFFFF, bench.Sample.ActiveCounter[0]);
        Assert.Equal(5_000, bench.Sample.CurrentMilliamperes[0]);
    }

    [Fact]
    public void An_amplified_input_reads_the_same_load()
    {
        var parameters = Bench.OneChannel();
        parameters.Channels[0].Pga = 5;
        var bench = Loaded(parameters);
        Assert.Equal(SampleOutcome.Good, bench.Read());
        Assert.Equal(4_348, bench.Sample.CurrentMilliamperes[0]);
        Assert.Equal(1_000_000, bench.Sample.ActivePowerMilliwatts[0], 1.0);
        long picowattHours = bench.Sample.ActiveCounter[0] * bench.Driver.PicowattHoursPerCount(0);
        Assert.Equal(1e15 * 21 / 3600, picowattHours, 2e6);
    }

    [Fact]
    public void Dead_mains_have_no_frequency()
    {
        var bench = Loaded();
        bench.Circuit.SetVoltage(0, bench.Clock.NowMs);
        Assert.Equal(SampleOutcome.Good, bench.Read());
        Assert.False(bench.Sample.HasFrequency);
        Assert.Equal(0, bench.Sample.VoltageMillivolts[0]);
    }

    [Theory]
    [InlineData(false, 23)]
    [InlineData(true, 38)]
    public void A_sample_takes_so_many_transfers(bool twoChannels, int transfers)
    {
        var bench = Loaded(twoChannels ? null : Bench.OneChannel());
        int before = bench.Log.Transfers.Count;
        Assert.Equal(SampleOutcome.Good, bench.Read());
        Assert.Equal(transfers, bench.Log.Transfers.Count - before);
    }

    [Theory]
    [InlineData(BusFault.Nack)]
    [InlineData(BusFault.LostReply)]
    [InlineData(BusFault.Phantom)]
    public void A_fault_at_any_transfer_fails_the_sample_and_loses_nothing(BusFault fault)
    {
        var bench = Loaded();
        int transfers = TransfersOfASample(bench);
        for (int at = 0; at < transfers; at++)
        {
            bench.Bus.FailAt(at, fault);
            var outcome = bench.Read();
            // What is only compared with a known value is asked again, and may then be well.
            if (outcome == SampleOutcome.Good) Assert.True(fault == BusFault.Phantom && at >= transfers - 2);
            else Assert.Equal(SampleOutcome.BusFailed, outcome);
            bench.Clock.Advance(1000);
            Assert.Equal(SampleOutcome.Good, bench.Read());
            Assert.Equal(bench.Chip.ImportCounts(0), bench.Sample.ActiveCounter[0]);
        }
    }

    [Fact]
    public void A_reply_corrupted_at_any_byte_never_becomes_a_figure()
    {
        var bench = Loaded();
        int transfers = TransfersOfASample(bench);
        foreach (int mask in new[] { 0x01, 0x10, 0x80, 0xFF })
        {
            for (int at = 0; at < transfers; at++)
                for (int position = 0; position < 4; position++)
                    AssertRightOrFailed(bench, () => bench.Bus.FailAt(at, BusFault.Corrupted, position, mask));
        }
    }

    [Fact]
    public void An_address_misheard_by_the_chip_never_becomes_a_figure()
    {
        var bench = Loaded();
        int transfers = TransfersOfASample(bench);
        for (int at = 0; at < transfers; at++)
        {
            for (int bit = 0; bit < 10; bit++)
            {
                AssertRightOrFailed(bench, () =>
                {
                    bench.Log.MisheardAt = bench.Log.Transfers.Count + at;
                    bench.Log.MisheardPosition = bit < 8 ? 1 : 0;
                    bench.Log.MisheardMask = 1 << bit % 8;
                });
            }
        }
    }

    [Fact]
    public void A_bus_that_answers_all_ones_is_no_sample_and_no_tampering()
    {
        var bench = Loaded();
        bench.Bus.PhantomPpm = 1_000_000;
        for (int i = 0; i < 10; i++) Assert.Equal(SampleOutcome.BusFailed, bench.Read());
    }

    [Fact]
    public void A_noisy_bus_never_makes_a_wrong_figure()
    {
        var bench = Loaded();
        bench.Bus.NackPpm = 3_000;
        bench.Bus.LostReplyPpm = 3_000;
        bench.Bus.PhantomPpm = 3_000;
        bench.Bus.CorruptedPpm = 3_000;
        int good = 0;
        for (int i = 0; i < 2_000; i++) good += AssertRightOrFailed(bench, () => { }) ? 1 : 0;
        Assert.InRange(good, 1_000, 1_999);
    }

    [Fact]
    public void A_sample_allocates_nothing()
    {
        var bench = Bench.Ready();
        var driver = new Ade7953(bench.Chip);
        driver.Begin(bench.Parameters, FrontEndLimits.NoChecksum, true, 0);
        for (int i = 0; i < 5; i++, bench.Clock.Advance(1000)) driver.Step(i * 1000);
        for (int i = 0; i < 100; i++) Assert.Equal(SampleOutcome.Good, driver.Sample(bench.Sample));
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++) driver.Sample(bench.Sample);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static int TransfersOfASample(Bench bench)
    {
        int before = bench.Log.Transfers.Count;
        Assert.Equal(SampleOutcome.Good, bench.Read());
        return bench.Log.Transfers.Count - before;
    }

    private static bool AssertRightOrFailed(Bench bench, Action disturb)
    {
        bench.Clock.Advance(100);
        disturb();
        var outcome = bench.Read();
        if (outcome != SampleOutcome.Good)
        {
            Assert.Equal(SampleOutcome.BusFailed, outcome);
            return false;
        }
        var sample = bench.Sample;
        Assert.Equal(bench.Chip.ImportCounts(0) & 0xFFFFFF, sample.ActiveCounter[0]);
        Assert.Equal(-bench.Chip.ExportCounts(1) & 0xFFFFFF, sample.ActiveCounter[1]);
        Assert.Equal(0, sample.ReactiveCounter[0]);
        Assert.Equal(bench.Register(Ade7953Register.ReactiveEnergyB) & 0xFFFFFF, sample.ReactiveCounter[1]);
        Assert.Equal(230_000, sample.VoltageMillivolts[0], 1.0);
        Assert.Equal(50_000, sample.FrequencyMillihertz, 10.0);
        Assert.Equal(4_348, sample.CurrentMilliamperes[0]);
        Assert.Equal(5_000, sample.CurrentMilliamperes[1]);
        Assert.Equal(-575_000, sample.ActivePowerMilliwatts[1], 8.0);
        return true;
    }
}
