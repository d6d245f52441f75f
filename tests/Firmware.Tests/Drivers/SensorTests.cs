using CarbonMeter.Firmware;
using CarbonMeter.Firmware.Drivers;
using CarbonMeter.Firmware.Virtual;

namespace Firmware.Tests.Drivers;

/// <summary>What every sensor does alike, whatever it measures.</summary>
public class SensorTests
{
    private const int Minute = 60_000, Hour = 60 * Minute;
    // Set-up at its longest, a self test of ten seconds among it, and the longest pause before it.
    private const int RecoveryMs = Sensor.PauseMsMax + 30_000;

    public static TheoryData<string> Parts => SensorBench.Parts;

    [Theory, MemberData(nameof(Parts))]
    public void Figures_are_what_the_gas_is_from_power_up_without_a_fault(string part)
    {
        var bench = SensorBench.Of(part).InUsualGas();
        bench.OnFigures = () => bench.AssertReadingIsTrue();
        Assert.True(bench.Run(Minute) >= 6, "too few figures");
        Assert.Equal(0, bench.Sensor.FaultCount);
        Assert.Equal(SensorFault.None, bench.Sensor.Fault);
    }

    [Theory, MemberData(nameof(Parts))]
    public void Every_quantity_the_part_has_is_given_and_no_other(string part)
    {
        var bench = SensorBench.Of(part).InUsualGas();
        bench.Surrounding = null;
        bench.Run(Minute);
        var reading = bench.Reading;
        bool isInfrared = part.StartsWith("SC", StringComparison.Ordinal), isConduction = part.StartsWith("STC", StringComparison.Ordinal);
        Assert.Equal(isInfrared || isConduction, reading.CarbonDioxidePpm.IsPresent);
        Assert.Equal(part.StartsWith("SDP", StringComparison.Ordinal), reading.DifferentialPressureMillipascals.IsPresent);
        Assert.Equal(part.StartsWith("BM", StringComparison.Ordinal), reading.PressurePascals.IsPresent);
        Assert.True(reading.TemperatureMillikelvins.IsPresent);
        Assert.Equal(isInfrared || part is "SHT4x" or "BME280", reading.RelativeHumidityPpm.IsPresent);
    }

    [Theory, MemberData(nameof(Parts))]
    public void Unplugged_it_gives_nothing_says_silent_and_comes_back_by_itself(string part)
    {
        var bench = SensorBench.Of(part).InUsualGas();
        bench.Run(Minute);
        bench.Connection.IsUnplugged = true;
        Assert.Equal(0, bench.Run(10 * Minute));
        Assert.Equal(SensorFault.Silent, bench.Sensor.Fault);
        Assert.True(bench.Sensor.FaultCount > 0);
        bench.Connection.IsUnplugged = false;
        bench.OnFigures = () => bench.AssertReadingIsTrue();
        Assert.True(bench.Run(RecoveryMs) > 0, "it did not come back");
        Assert.Equal(SensorFault.None, bench.Sensor.Fault);
    }

    [Theory, MemberData(nameof(Parts))]
    public void Absent_from_the_start_it_is_asked_ever_more_rarely(string part)
    {
        var bench = SensorBench.Of(part);
        bench.Connection.IsUnplugged = true;
        Assert.Equal(0, bench.Run(10 * Minute));
        long before = bench.Bus.Transfers;
        Assert.Equal(0, bench.Run(10 * Minute));
        Assert.InRange(bench.Bus.Transfers - before, 10 * Minute / Sensor.PauseMsMax, 3 * 10 * Minute / Sensor.PauseMsMax);
        Assert.Equal(SensorFault.Silent, bench.Sensor.Fault);
    }

    [Theory, MemberData(nameof(Parts))]
    public void Corrupted_replies_never_become_figures(string part)
    {
        var bench = SensorBench.Of(part).InUsualGas();
        bench.Connection.CorruptedPpm = 1_000_000;
        Assert.Equal(0, bench.Run(10 * Minute));
        Assert.True(bench.Sensor.FaultCount > 0);
        if (!part.StartsWith("BM", StringComparison.Ordinal)) Assert.Equal(SensorFault.BadChecksum, bench.Sensor.Fault);
        bench.Connection.Heal();
        Assert.True(bench.Run(RecoveryMs) > 0, "it did not come back");
    }

    [Theory, MemberData(nameof(Parts))]
    public void On_a_bad_bus_figures_are_fewer_and_never_wrong(string part)
    {
        for (int seed = 1; seed <= 3; seed++)
        {
            var bench = SensorBench.Of(part, seed).InUsualGas();
            bench.Connection.NackPpm = bench.Connection.CorruptedPpm = 20_000;
            bench.Connection.LostReplyPpm = bench.Connection.PhantomPpm = 10_000;
            bench.OnFigures = () => bench.AssertReadingIsTrue();
            Assert.True(bench.Run(Hour) > 100, $"too few figures, seed {seed}");
            Assert.True(bench.Sensor.FaultCount > 10);
            if (bench.Chip is Stc31Chip conduction) Assert.Equal(0, conduction.TooSoon);
            if (bench.Chip is SensirionChip sensirion) Assert.Equal(0, sensirion.RepeatedStarts);
        }
    }

    [Theory, MemberData(nameof(Parts))]
    public void Same_raw_figure_for_too_long_is_stuck_and_stays_disbelieved_until_it_changes(string part)
    {
        var bench = SensorBench.Of(part).InUsualGas();
        bench.Run(Minute);
        bench.Chip.IsFrozen = true;
        int before = bench.Run(Hour);
        Assert.InRange(before, 1, Longest(part));
        Assert.Equal(SensorFault.Stuck, bench.Sensor.Fault);
        Assert.Equal(0, bench.Run(Hour));
        bench.Chip.IsFrozen = false;
        bench.OnFigures = () => bench.AssertReadingIsTrue();
        Assert.True(bench.Run(RecoveryMs) > 0, "it did not come back");
    }

    [Theory, MemberData(nameof(Parts))]
    public void Working_sensor_in_a_gas_that_stands_still_is_never_called_stuck(string part)
    {
        var bench = SensorBench.Of(part);
        bench.Chip.NoiseSteps = 1; // the quietest converter there is
        bench.Run(6 * Hour);
        Assert.Equal(0, bench.Sensor.FaultCount);
    }

    [Theory, MemberData(nameof(Parts))]
    public void Loss_of_power_and_brown_outs_cost_figures_and_give_no_wrong_ones(string part)
    {
        var bench = SensorBench.Of(part).InUsualGas();
        bench.OnFigures = () => bench.AssertReadingIsTrue();
        bench.Run(Minute);
        bench.Chip.PowerOff();
        Assert.Equal(0, bench.Run(Minute));
        bench.Chip.PowerOn();
        Assert.True(bench.Run(RecoveryMs) > 0, "it did not come back");
        for (int i = 0; i < 200; i++)
        {
            bench.Chip.BrownOut();
            bench.Run(bench.Random.Next(20_000));
        }
        Assert.True(bench.Run(RecoveryMs) > 0, "it did not come back");
    }

    [Theory, MemberData(nameof(Parts))]
    public void Restarted_processor_takes_over_a_chip_that_runs(string part)
    {
        var bench = SensorBench.Of(part).InUsualGas();
        bench.OnFigures = () => bench.AssertReadingIsTrue();
        for (int i = 0; i < 50; i++)
        {
            bench.Run(bench.Random.Next(20_000));
            bench.RestartProcessor();
        }
        Assert.True(bench.Run(RecoveryMs) > 0, "it did not come back");
    }

    [Theory, MemberData(nameof(Parts))]
    public void Stepping_allocates_nothing(string part)
    {
        var bench = SensorBench.Of(part).InUsualGas();
        var silent = new CountingBus(bench.Bus);
        ISensor sensor = part switch
        {
            "SCD30" => new Scd30(silent, 2, false, SensorFigures.All),
            "SCD4x" => new Scd4x(silent, false, SensorFigures.All),
            "STC31" => new Stc31(silent, 0x29, Stc31Gas.InAirTo25, SensorFigures.All),
            "STC31-C" => new Stc31(silent, 0x29, Stc31Gas.CInAirTo40, SensorFigures.All),
            "SDP500" => new Sdp(silent, 0x25, 1000, SensorFigures.All),
            "SDP125" => new Sdp(silent, 0x26, 1000, SensorFigures.All),
            "SHT4x" => new Sht4x(silent, 0x44, 1000, SensorFigures.All),
            "BMP280" => new Bmx280(silent, 0x76, 1000, SensorFigures.All),
            _ => new Bmx280(silent, 0x77, 1000, SensorFigures.All),
        };
        int figures = 0;
        long allocated = 0;
        for (int i = 0; i < 4000; i++)
        {
            silent.AllocatedBytes = 0;
            long before = GC.GetAllocatedBytesForCurrentThread();
            sensor.Compensate(bench.Reading);
            if (sensor.Step(bench.Clock.UptimeMs, bench.Reading)) figures++;
            allocated += GC.GetAllocatedBytesForCurrentThread() - before - silent.AllocatedBytes;
            // The first steps load types and the like.
            if (i == 1000) allocated = 0;
            bench.Clock.Advance(Math.Max(0, sensor.StepDueMs - bench.Clock.UptimeMs));
        }
        Assert.True(figures > 100);
        Assert.Equal(0, allocated);
    }

    [Fact]
    public void Figures_that_the_board_leaves_to_another_part_stay_out_of_the_reading()
    {
        var bench = new SensorBench(b => new Bmx280Chip(b.Clock, b.Gas, b.Random, hasHumidity: true),
            b => new Bmx280(b.Bus, 0x76, 1000, SensorFigures.Pressure), 0x76);
        Assert.True(bench.Run(Minute) > 10);
        Assert.True(bench.Reading.PressurePascals.IsPresent);
        Assert.False(bench.Reading.TemperatureMillikelvins.IsPresent);
        Assert.False(bench.Reading.RelativeHumidityPpm.IsPresent);
    }

    private static int Longest(string part) => part switch
    {
        "SCD30" => Scd30.SameFiguresMax,
        "SCD4x" => Scd4x.SameFiguresMax,
        "STC31" or "STC31-C" => Stc31.SameFiguresMax,
        "SDP500" or "SDP125" => Sdp.SameFiguresMax,
        "SHT4x" => Sht4x.SameFiguresMax,
        _ => Bmx280.SameFiguresMax,
    };

    // What the models allocate behind it is not the driver's.
    private sealed class CountingBus(II2cBus inner) : II2cBus
    {
        public long AllocatedBytes { get; set; }

        public bool TryTransfer(byte address, byte[] write, int writeCount, byte[] read, int readCount)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            bool isDone = inner.TryTransfer(address, write, writeCount, read, readCount);
            AllocatedBytes += GC.GetAllocatedBytesForCurrentThread() - before;
            return isDone;
        }
    }
}
