using CarbonMeter.Firmware.Drivers;
using CarbonMeter.Firmware.Virtual;

namespace CarbonMeter.Firmware.Tests.Drivers;

public sealed class Ade7880SampleTests
{
    [Fact]
    public void Every_count_the_chip_makes_is_read()
    {
        var bench = PhaseBench.Ready();
        bench.Circuit.SetPower(0, 1_000_000, bench.Clock.NowMs);
        bench.Circuit.SetPower(1, -250_000, bench.Clock.NowMs);
        bench.Circuit.SetPower(2, 12_000_000, bench.Clock.NowMs);
        bench.Clock.Advance(3_600_000);
        Assert.Equal(SampleOutcome.Good, bench.Read());
        // 1 kWh at 151.52 uWh a count.
        Assert.Equal(6_599_808, bench.Chip.ImportCounts(0), 300.0);
        Assert.Equal(bench.Chip.ImportCounts(0), bench.Sample.ActiveCounter[0]);
        Assert.Equal(-bench.Chip.ExportCounts(1), bench.Sample.ActiveCounter[1]);
        Assert.Equal(bench.Chip.ImportCounts(2), bench.Sample.ActiveCounter[2]);
        Assert.Equal(1e15, bench.Sample.ActiveCounter[0] * (double)bench.Driver.PicowattHoursPerCount(0), 2e8);
        Assert.Equal(12e15, bench.Sample.ActiveCounter[2] * (double)bench.Driver.PicowattHoursPerCount(2), 2e8);
    }

    [Fact]
    public void Counters_wrap_at_32_bits_and_are_not_cleared_by_reading()
    {
        var bench = PhaseBench.Ready();
        bench.Circuit.SetPower(0, 37_000_000, bench.Clock.NowMs);
        bench.Circuit.SetPower(2, -37_000_000, bench.Clock.NowMs);
        long import = 0, export = 0;
        int before = 0, beforeC = 0;
        for (int i = 0; i < 40; i++)
        {
            bench.Clock.Advance(7_200_000);
            Assert.Equal(SampleOutcome.Good, bench.Read());
            import += bench.Driver.ActiveGain(0, before, 0, bench.Sample);
            export -= bench.Driver.ActiveGain(2, beforeC, 0, bench.Sample);
            (before, beforeC) = (bench.Sample.ActiveCounter[0], bench.Sample.ActiveCounter[2]);
        }
        Assert.True(import > 4L * uint.MaxValue);
        Assert.Equal(bench.Chip.ImportCounts(0), import);
        Assert.Equal(bench.Chip.ExportCounts(2), export);
    }

    [Fact]
    public void A_large_installation_takes_fewer_bits_and_loses_nothing()
    {
        // 400 V x 4 kA: a count is 6.4 mWh, and two readings may be 20 kWh apart and more.
        var parameters = PhaseBench.ThreePhases();
        foreach (var input in parameters.VoltageInputs!) input.FullScaleMillivolts = 400_000;
        foreach (var channel in parameters.Channels) channel.CurrentFullScaleMilliamperes = 4_000_000;
        var bench = PhaseBench.Ready(parameters);
        Assert.Equal((1L << 29) - 1, bench.Driver.CountsMax);
        Assert.True((Int128)bench.Driver.PicowattHoursPerCount(0) * (bench.Driver.CountsMax + 1) <= FrontEndLimits.PicowattHoursMax);
        bench.Circuit.SetPower(0, 1_500_000_000, bench.Clock.NowMs);
        bench.Circuit.SetPower(1, -1_500_000_000, bench.Clock.NowMs);
        long import = 0, export = 0;
        int beforeA = 0, beforeB = 0;
        for (int i = 0; i < 50; i++)
        {
            bench.Clock.Advance(3_600_000);
            Assert.Equal(SampleOutcome.Good, bench.Read());
            import += bench.Driver.ActiveGain(0, beforeA, 0, bench.Sample);
            export -= bench.Driver.ActiveGain(1, beforeB, 0, bench.Sample);
            (beforeA, beforeB) = (bench.Sample.ActiveCounter[0], bench.Sample.ActiveCounter[1]);
        }
        Assert.True(import > 1L << 32);
        Assert.Equal(bench.Chip.ImportCounts(0), import);
        Assert.Equal(bench.Chip.ExportCounts(1), export);
        Assert.Equal(50 * 1500.0, import * (double)bench.Driver.PicowattHoursPerCount(0) / 1e15, 0.001);
    }

    [Theory]
    [InlineData(int.MinValue, int.MaxValue)]
    [InlineData(int.MaxValue, int.MinValue)]
    [InlineData(0, int.MinValue)]
    [InlineData(12345, -54321)]
    public void Whatever_two_readings_hold_their_gain_stays_in_range(int before, int now)
    {
        var parameters = PhaseBench.ThreePhases();
        parameters.Wires = [new() { Direction = -1 }, new() { VoltageInput = 2 }, new() { VoltageInput = 3, Direction = -1 }];
        var bench = PhaseBench.Ready(parameters);
        bench.Sample.ActiveCounter[0] = bench.Sample.ReactiveCounter[0] = now;
        Assert.InRange(bench.Driver.ActiveGain(0, before, 0, bench.Sample), -bench.Driver.CountsMax - 1, bench.Driver.CountsMax + 1);
        Assert.InRange(bench.Driver.ReactiveGain(0, before, bench.Sample), -bench.Driver.CountsMax - 1, bench.Driver.CountsMax + 1);
    }

    [Fact]
    public void Figures_are_those_of_the_circuit()
    {
        var bench = PhaseBench.Loaded();
        Assert.Equal(SampleOutcome.Good, bench.Read());
        AssertFigures(bench);
        Assert.True(bench.Sample.HasPowerFactor);
        // Reactive energy of the fundamental: 228 V x 5 A x sin 120 degrees, 234 V x 8 A x sin 30 degrees, over 21 s.
        double perCount = bench.Driver.PicowattHoursPerCount(1) / 1e12;
        Assert.Equal(0, bench.Sample.ReactiveCounter[0]);
        Assert.Equal(228 * 5 * 0.8660254 * 21 / 3600, bench.Sample.ReactiveCounter[1] * perCount, 0.001);
        Assert.Equal(234 * 8 * 0.5 * 21 / 3600, bench.Sample.ReactiveCounter[2] * perCount, 0.001);
    }

    [Fact]
    public void Two_phases_of_three_are_the_channels_that_have_their_ids()
    {
        var parameters = PhaseBench.ThreePhases();
        parameters.Channels = [parameters.Channels[0], parameters.Channels[2]];
        parameters.VoltageInputs = [PhaseBench.Input(), PhaseBench.Input()];
        var bench = PhaseBench.Loaded(parameters);
        Assert.Equal(SampleOutcome.Good, bench.Read());
        Assert.Equal(231_000, bench.Sample.VoltageMillivolts[0], 1.0);
        Assert.Equal(234_000, bench.Sample.VoltageMillivolts[1], 1.0);
        Assert.Equal(8_000, bench.Sample.CurrentMilliamperes[1]);
        Assert.Equal(bench.Chip.ImportCounts(2), bench.Sample.ActiveCounter[1]);
    }

    [Fact]
    public void An_amplified_input_reads_the_same_load()
    {
        var parameters = PhaseBench.ThreePhases();
        foreach (var channel in parameters.Channels) channel.Pga = 3;
        var bench = PhaseBench.Loaded(parameters);
        Assert.Equal(SampleOutcome.Good, bench.Read());
        AssertFigures(bench);
        double picowattHours = bench.Sample.ActiveCounter[0] * (double)bench.Driver.PicowattHoursPerCount(0);
        Assert.Equal(1e15 * 21 / 3600, picowattHours, 3e7);
    }

    [Fact]
    public void A_calibrated_set_reads_right_what_its_inputs_get_wrong()
    {
        var parameters = PhaseBench.ThreePhases();
        parameters.VoltageInputs![1].Gain = 4_236_247;                              // +1 %
        var channel = parameters.Channels[1];
        channel.ActiveGain = channel.ReactiveGain = channel.ApparentGain = 4_110_418; // -2 %
        channel.Phase = 57;                                                          // about 1 degree
        var bench = PhaseBench.Ready(parameters);
        bench.Inputs.VoltageGainErrorPpm[1] = 1e6 / 1.01 - 1e6;
        bench.Inputs.CurrentGainErrorPpm[1] = 1e6 / 0.98 - 1e6;
        bench.Inputs.CurrentLagErrorDegrees[1] = -57 * 360 * 50 / 1_024_000.0;       // a transformer leads
        bench.Circuit.SetCurrent(1, 10_000, 60, bench.Clock.NowMs);
        bench.Clock.Advance(3_600_000);
        Assert.Equal(SampleOutcome.Good, bench.Read());
        Assert.Equal(230_000, bench.Sample.VoltageMillivolts[1], 1.0);
        Assert.Equal(1150.0, bench.Sample.ActiveCounter[1] * (double)bench.Driver.PicowattHoursPerCount(1) / 1e12, 0.01);
        Assert.Equal(500_000, bench.Sample.PowerFactorPpm[1], 40.0);
    }

    [Fact]
    public void A_dead_phase_does_not_stop_the_clock_of_the_others()
    {
        var bench = PhaseBench.Loaded();
        bench.Circuit.SetVoltage(0, 0, bench.Clock.NowMs);
        bench.Circuit.SetFrequency(49_800, bench.Clock.NowMs);
        Assert.Equal(SampleOutcome.Good, bench.Read());
        Assert.Equal(0, bench.Sample.VoltageMillivolts[0]);
        Assert.True(bench.Sample.HasFrequency);
        Assert.Equal(49_800, bench.Sample.FrequencyMillihertz, 10.0);
        bench.Circuit.SetVoltage(1, 0, bench.Clock.NowMs);
        bench.Circuit.SetVoltage(2, 0, bench.Clock.NowMs);
        Assert.Equal(SampleOutcome.Good, bench.Read());
        Assert.False(bench.Sample.HasFrequency);
        Assert.Equal(0, bench.Sample.FrequencyMillihertz);
    }

    [Fact]
    public void A_sample_takes_59_transfers()
    {
        var bench = PhaseBench.Loaded();
        Assert.Equal(59, TransfersOfASample(bench));
    }

    [Theory]
    [InlineData(BusFault.Nack)]
    [InlineData(BusFault.LostReply)]
    [InlineData(BusFault.Phantom)]
    public void A_fault_at_any_transfer_fails_the_sample_and_loses_nothing(BusFault fault)
    {
        var bench = PhaseBench.Loaded();
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
        var bench = PhaseBench.Loaded();
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
        var bench = PhaseBench.Loaded();
        int transfers = TransfersOfASample(bench);
        for (int at = 0; at < transfers; at++)
        {
            for (int bit = 0; bit < 16; bit++)
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
        var bench = PhaseBench.Loaded();
        bench.Bus.PhantomPpm = 1_000_000;
        for (int i = 0; i < 10; i++) Assert.Equal(SampleOutcome.BusFailed, bench.Read());
    }

    [Fact]
    public void A_noisy_bus_never_makes_a_wrong_figure()
    {
        var bench = PhaseBench.Loaded();
        bench.Bus.NackPpm = 2_000;
        bench.Bus.LostReplyPpm = 2_000;
        bench.Bus.PhantomPpm = 2_000;
        bench.Bus.CorruptedPpm = 2_000;
        int good = 0;
        for (int i = 0; i < 2_000; i++) good += AssertRightOrFailed(bench, () => { }) ? 1 : 0;
        Assert.InRange(good, 1_000, 1_999);
    }

    [Fact]
    public void A_sample_allocates_nothing()
    {
        var bench = PhaseBench.Ready();
        var driver = new Ade7880(bench.Chip);
        driver.Begin(bench.Parameters, FrontEndLimits.NoChecksum, true, 0);
        for (int i = 0; i < 5; i++, bench.Clock.Advance(1000)) driver.Step(i * 1000);
        for (int i = 0; i < 100; i++) Assert.Equal(SampleOutcome.Good, driver.Sample(bench.Sample));
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++) driver.Sample(bench.Sample);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static int TransfersOfASample(PhaseBench bench)
    {
        int before = bench.Log.Transfers.Count;
        Assert.Equal(SampleOutcome.Good, bench.Read());
        return bench.Log.Transfers.Count - before;
    }

    private static bool AssertRightOrFailed(PhaseBench bench, Action disturb)
    {
        bench.Clock.Advance(100);
        disturb();
        var outcome = bench.Read();
        if (outcome != SampleOutcome.Good)
        {
            Assert.Equal(SampleOutcome.BusFailed, outcome);
            return false;
        }
        Assert.Equal((int)bench.Chip.ImportCounts(0), bench.Sample.ActiveCounter[0]);
        Assert.Equal(-(int)bench.Chip.ExportCounts(1), bench.Sample.ActiveCounter[1]);
        Assert.Equal((int)bench.Chip.ImportCounts(2), bench.Sample.ActiveCounter[2]);
        Assert.Equal(0, bench.Sample.ReactiveCounter[0]);
        Assert.Equal(bench.Register(Ade7880Register.ReactiveEnergyA + 1), bench.Sample.ReactiveCounter[1]);
        AssertFigures(bench);
        return true;
    }

    private static void AssertFigures(PhaseBench bench)
    {
        var sample = bench.Sample;
        Assert.Equal(231_000, sample.VoltageMillivolts[0], 1.0);
        Assert.Equal(228_000, sample.VoltageMillivolts[1], 1.0);
        Assert.Equal(234_000, sample.VoltageMillivolts[2], 1.0);
        Assert.Equal(50_000, sample.FrequencyMillihertz, 10.0);
        Assert.Equal(4_329, sample.CurrentMilliamperes[0], 1.0);
        Assert.Equal(5_000, sample.CurrentMilliamperes[1], 1.0);
        Assert.Equal(8_000, sample.CurrentMilliamperes[2], 1.0);
        Assert.Equal(1_000_000, sample.ActivePowerMilliwatts[0], 23.0);
        Assert.Equal(-570_000, sample.ActivePowerMilliwatts[1], 23.0);      // export: 228 V x 5 A x cos 120 degrees
        Assert.Equal(1_621_200, sample.ActivePowerMilliwatts[2], 23.0);     // 234 V x 8 A x cos 30 degrees
        Assert.Equal(1_000_000, sample.PowerFactorPpm[0], 40.0);
        Assert.Equal(500_000, sample.PowerFactorPpm[1], 40.0);
        Assert.Equal(866_025, sample.PowerFactorPpm[2], 40.0);
    }
}
