using CarbonMeter.Firmware.Drivers;

namespace CarbonMeter.Firmware.Tests.Drivers;

/// <summary>What published drivers for this chip got wrong, one test each that fails with the mistake.</summary>
public sealed class Ade7880TrapTests
{
    [Fact]
    public void Phase_a_reads_its_own_voltage_and_not_that_of_phase_b()
    {
        var bench = PhaseBench.Ready();
        bench.Circuit.SetVoltage(0, 210_000, bench.Clock.NowMs);
        bench.Circuit.SetVoltage(1, 230_000, bench.Clock.NowMs);
        bench.Circuit.SetVoltage(2, 250_000, bench.Clock.NowMs);
        Assert.Equal(SampleOutcome.Good, bench.Read());
        Assert.Equal(210_000, bench.Sample.VoltageMillivolts[0], 1.0);
        Assert.Equal(230_000, bench.Sample.VoltageMillivolts[1], 1.0);
        Assert.Equal(250_000, bench.Sample.VoltageMillivolts[2], 1.0);
    }

    [Fact]
    public void Export_is_counted_and_not_lost_to_a_register_that_was_cleared_by_reading_import()
    {
        var bench = PhaseBench.Ready();
        long import = 0, export = 0;
        int before = 0;
        for (int i = 0; i < 20; i++)
        {
            bench.Circuit.SetPower(0, i % 2 == 0 ? 3_000_000 : -2_000_000, bench.Clock.NowMs);
            bench.Clock.Advance(60_000);
            Assert.Equal(SampleOutcome.Good, bench.Read());
            long gain = bench.Driver.ActiveGain(0, before, 0, bench.Sample);
            before = bench.Sample.ActiveCounter[0];
            if (gain > 0) import += gain;
            else export -= gain;
        }
        Assert.Equal(bench.Chip.ImportCounts(0), import);
        Assert.Equal(bench.Chip.ExportCounts(0), export);
        double perCount = bench.Driver.PicowattHoursPerCount(0) / 1e12;
        Assert.Equal(500.0, import * perCount, 0.01);
        Assert.Equal(1000.0 / 3, export * perCount, 0.01);
    }

    [Fact]
    public void Active_energy_is_the_total_and_not_that_of_the_fundamental()
    {
        var bench = PhaseBench.Ready();
        bench.Circuit.SetPower(0, 1_000_000, bench.Clock.NowMs);
        bench.Circuit.SetHarmonicPower(0, 80_000, bench.Clock.NowMs);
        bench.Clock.Advance(3_600_000);
        Assert.Equal(SampleOutcome.Good, bench.Read());
        double perCount = bench.Driver.PicowattHoursPerCount(0) / 1e12;
        Assert.Equal(1080.0, bench.Sample.ActiveCounter[0] * perCount, 0.01);
        // The control: the fundamental's register holds less.
        Assert.True(new Ade7880Bus(bench.Chip).TryRead((Ade7880Register)0xE403, out int fundamental));
        Assert.Equal(1000.0, fundamental * perCount, 0.01);
        Assert.DoesNotContain(bench.Log.Transfers, t => t.Address is >= 0xE403 and <= 0xE405);
    }

    [Fact]
    public void The_status_is_acknowledged_flag_by_flag()
    {
        var bench = PhaseBench.Ready();
        const int Others = 1 << 0 | 1 << 9 | 1 << 16 | 1 << 25;
        int before = bench.Register(Ade7880Register.Status1);
        bench.Chip.FlipBits(0xE503, Others & ~before);
        for (int i = 0; i < 3; i++) Assert.Equal(SampleOutcome.Good, bench.Read());
        // RSTDONE is down; everything else is as it was: whoever waits for a sag still finds it.
        Assert.Equal((before | Others) & ~(1 << 15), bench.Register(Ade7880Register.Status1));
        var acknowledged = Assert.Single(bench.Log.Transfers, t => t.Address == 0xE503 && t.Written.Length > 0);
        Assert.Equal([0x00, 0x00, 0x80, 0x00], acknowledged.Written);
    }

    [Fact]
    public void A_chip_that_lost_a_phase_is_no_chip_that_was_reset()
    {
        // Any interrupt used to pass for the end of a reset. Only RSTDONE and a stopped processor are one.
        var bench = PhaseBench.Ready();
        for (int i = 0; i < 2; i++) Assert.Equal(SampleOutcome.Good, bench.Read());
        bench.Chip.FlipBits(0xE503, 1 << 4);
        bench.Chip.FlipBits((int)Ade7880Register.LineCycleMode, 0x40);
        Assert.Equal(SampleOutcome.ConfigurationChanged, bench.Read());
    }

    [Fact]
    public void The_level_of_the_voltage_is_told_so_that_reactive_energy_is_there()
    {
        var bench = PhaseBench.Ready();
        bench.Circuit.SetCurrent(0, 10_000, 90, bench.Clock.NowMs);
        bench.Clock.Advance(3_600_000);
        Assert.Equal(SampleOutcome.Good, bench.Read());
        Assert.Equal(2300.0, bench.Sample.ReactiveCounter[0] * (double)bench.Driver.PicowattHoursPerCount(0) / 1e12, 0.01);
        // The control: without it the chip's algorithm finds no fundamental.
        bench.Chip.FlipBits((int)Ade7880Register.VoltageLevel, bench.Register(Ade7880Register.VoltageLevel));
        int before = bench.Register(Ade7880Register.ReactiveEnergyA);
        bench.Clock.Advance(3_600_000);
        Assert.Equal(before, bench.Register(Ade7880Register.ReactiveEnergyA));
    }

    [Fact]
    public void Energy_does_not_depend_on_when_it_is_read()
    {
        // Divided by the time between two readings, jitter would go straight into the figures.
        var bench = PhaseBench.Ready();
        bench.Circuit.SetPower(2, 5_000_000, bench.Clock.NowMs);
        var random = new Random(7880);
        long counted = 0;
        int before = 0;
        for (int i = 0; i < 500; i++)
        {
            bench.Clock.Advance(random.Next(1, 5000));
            if (random.Next(5) == 0) bench.Bus.NackNext(1);
            if (bench.Read() != SampleOutcome.Good) continue;
            counted += bench.Driver.ActiveGain(2, before, 0, bench.Sample);
            before = bench.Sample.ActiveCounter[2];
        }
        Assert.Equal(SampleOutcome.Good, bench.Read());
        Assert.Equal(bench.Chip.ImportCounts(2), counted + bench.Driver.ActiveGain(2, before, 0, bench.Sample));
    }
}
