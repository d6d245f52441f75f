using CarbonMeter.Firmware;
using CarbonMeter.Firmware.Drivers;
using CarbonMeter.Firmware.Virtual;
using CarbonMeter.Units;

namespace Firmware.Tests.Drivers;

/// <summary>SCD30, SCD4x and STC31: what each has of its own.</summary>
public class GasSensorTests
{
    private const int Minute = 60_000, Hour = 60 * Minute;

    [Fact]
    public void Scd30_is_set_as_the_board_wants_it_whatever_its_last_owner_left()
    {
        var bench = SensorBench.Of("SCD30").InUsualGas();
        var chip = (Scd30Chip)bench.Chip;
        chip.CalibratesItself = true;
        bench.Clock.Advance(5000);
        Assert.True(bench.Bus.TryTransfer(0x61, [0x46, 0x00, 0x00, 0x1E, 0xDD], 5, [], 0));
        Assert.Equal(30, chip.IntervalSeconds);
        Assert.True(bench.Run(Minute) > 10);
        Assert.Equal(2, chip.IntervalSeconds);
        Assert.False(chip.CalibratesItself);
        Assert.Equal(0, bench.Sensor.FaultCount);
        Assert.Equal(0, chip.RepeatedStarts);
    }

    [Fact]
    public void Scd30_writes_settings_only_where_they_differ_and_pressure_only_now_and_then()
    {
        var bench = SensorBench.Of("SCD30").InUsualGas();
        var chip = (Scd30Chip)bench.Chip;
        // A front with 4 hPa an hour, and a door that slams.
        for (int i = 0; i < 24 * 60; i++)
        {
            bench.Gas.PressurePascals = 101_300 - i * 400 / 60 + (i % 7 == 0 ? 600 : 0);
            bench.Run(Minute);
        }
        Assert.InRange(chip.WearingWrites, 10, 24 * 6);
    }

    [Fact]
    public void Scd30_is_right_on_a_mountain_because_it_is_told_the_pressure()
    {
        var bench = SensorBench.Of("SCD30").InUsualGas();
        bench.Gas.PressurePascals = 75_000;
        bench.Surrounding = null;
        bench.Run(Minute);
        Assert.InRange(bench.Reading.CarbonDioxidePpm.Value, 2900, 3000);
        bench.Surrounding = bench.TrueSurrounding;
        bench.Run(Minute);
        Assert.Equal(750, ((Scd30Chip)bench.Chip).PressureMbar);
        bench.AssertReadingIsTrue(carbonDioxidePpm: 5);
    }

    [Theory, InlineData(0, true), InlineData(45_000, false), InlineData(1_000_000, false)]
    public void Scd30_that_shows_either_end_of_its_scale_gives_no_figure(int ppm, bool isDark)
    {
        var bench = SensorBench.Of("SCD30").InUsualGas();
        if (isDark) ((Scd30Chip)bench.Chip).LampIsDark = true;
        else bench.Gas.CarbonDioxidePpm = ppm;
        Assert.Equal(0, bench.Run(10 * Minute));
        Assert.Equal(SensorFault.OutOfRange, bench.Sensor.Fault);
        bench.InUsualGas();
        ((Scd30Chip)bench.Chip).LampIsDark = false;
        Assert.True(bench.Run(2 * Minute) > 0);
    }

    [Fact]
    public void Scd30_that_somebody_has_stopped_is_late_and_is_started_again()
    {
        var bench = SensorBench.Of("SCD30").InUsualGas();
        bench.Run(Minute);
        Assert.True(bench.Chip.TryTransfer(0x61, [0x01, 0x04], 2, [], 0));
        for (int i = 0; i < 200 && bench.Sensor.Fault == SensorFault.None; i++) bench.Run(100);
        Assert.Equal(SensorFault.Late, bench.Sensor.Fault);
        Assert.True(bench.Run(Minute) > 10);
    }

    [Fact]
    public void Scd4x_is_only_told_what_it_may_hear_while_it_measures()
    {
        var bench = SensorBench.Of("SCD4x").InUsualGas();
        var chip = (Scd4xChip)bench.Chip;
        bench.Run(Minute);
        bench.RestartProcessor();
        for (int i = 0; i < 60; i++)
        {
            bench.Gas.PressurePascals += 90;
            bench.Run(Minute);
            bench.AssertReadingIsTrue(carbonDioxidePpm: 15);
        }
        Assert.False(chip.CalibratesItself);
        Assert.Equal((bench.Gas.PressurePascals + 50) / 100, chip.PressureHectopascals);
        Assert.Equal(0, chip.RefusedWhileMeasuring);
        Assert.Equal(0, bench.Sensor.FaultCount);
    }

    [Fact]
    public void Scd4x_whose_self_test_fails_is_unwell()
    {
        var bench = SensorBench.Of("SCD4x").InUsualGas();
        ((Scd4xChip)bench.Chip).SelfTestResult = 1;
        Assert.Equal(0, bench.Run(5 * Minute));
        Assert.Equal(SensorFault.Unwell, bench.Sensor.Fault);
    }

    [Fact]
    public void Scd4x_that_lost_its_supply_for_a_moment_is_late_and_is_started_again()
    {
        var bench = SensorBench.Of("SCD4x").InUsualGas();
        bench.Run(Minute);
        bench.Chip.BrownOut();
        for (int i = 0; i < 200 && bench.Sensor.Fault == SensorFault.None; i++) Assert.Equal(0, bench.Run(100));
        Assert.Equal(SensorFault.Late, bench.Sensor.Fault);
        Assert.True(bench.Run(Minute) > 5);
        Assert.Equal(1013, ((Scd4xChip)bench.Chip).PressureHectopascals);
    }

    [Fact]
    public void Stc31_without_a_gas_is_a_fault_and_its_figure_none()
    {
        var bench = SensorBench.Of("STC31").InUsualGas();
        var chip = (Stc31Chip)bench.Chip;
        bench.OnFigures = () => bench.AssertReadingIsTrue();
        int notSetUp = 0;
        for (int i = 0; i < 100; i++)
        {
            bench.Run(5_000 + bench.Random.Next(1000));
            chip.BrownOut();
            bench.Run(1_200);
            if (bench.Sensor.Fault == SensorFault.NotSetUp) notSetUp++;
        }
        Assert.True(notSetUp > 50, $"only {notSetUp} of 100 brown-outs were noticed as such");
        bench.Run(Minute);
        Assert.Equal((int)Stc31Gas.InAirTo25, chip.SelectedGas);
        Assert.Equal(0, chip.TooSoon);
    }

    [Fact]
    public void Stc31_that_did_not_hear_which_gas_it_is_in_gives_no_figure_of_that()
    {
        for (int seed = 1; seed <= 60; seed++)
        {
            var bench = SensorBench.Of("STC31", seed).InUsualGas();
            // Identity takes three transfers, self test two, and what it is told before the gas another three.
            bench.Connection.FailAt(8, BusFault.Phantom);
            bench.OnFigures = () => bench.AssertReadingIsTrue();
            Assert.True(bench.Run(10_000) > 5);
            Assert.Equal(1, ((Stc31Chip)bench.Chip).WithoutGas);
        }
    }

    [Fact]
    public void Stc31_that_nobody_tells_a_temperature_is_told_its_gas_before_every_measurement()
    {
        var bench = SensorBench.Of("STC31").InUsualGas();
        bench.Surrounding = null;
        bench.Gas.RelativeHumidityPpm = 0;
        bench.OnFigures = () => Assert.InRange(bench.Reading.CarbonDioxidePpm.Value, 3800, 4200);
        for (int i = 0; i < 200; i++)
        {
            bench.Run(1_000 + bench.Random.Next(3000));
            bench.Chip.BrownOut();
        }
        Assert.Equal(0, ((Stc31Chip)bench.Chip).WithoutGas);
    }

    [Fact]
    public void Stc31_gives_its_own_temperature_and_not_the_one_it_was_told()
    {
        var bench = SensorBench.Of("STC31").InUsualGas();
        bench.Surrounding = null;
        bench.Run(Minute);
        Assert.Equal(298_350, bench.Reading.TemperatureMillikelvins.Value);
        bench.Surrounding = bench.TrueSurrounding;
        bench.Reading.Clear();
        bench.Run(Minute);
        Assert.True(bench.Reading.CarbonDioxidePpm.IsPresent);
        Assert.False(bench.Reading.TemperatureMillikelvins.IsPresent);
    }

    [Fact]
    public void Stc31_measures_moist_gas_better_when_it_is_told_so()
    {
        var bench = SensorBench.Of("STC31").InUsualGas();
        bench.Gas.CarbonDioxidePpm = 120_000;
        bench.Gas.RelativeHumidityPpm = 950_000;
        bench.Gas.PressurePascals = 90_000;
        bench.Gas.TemperatureMillikelvins = 268_150; // below freezing its ticks have a sign
        bench.Surrounding = null;
        bench.Run(Minute);
        Assert.InRange(bench.Reading.CarbonDioxidePpm.Value, 127_000, 130_000);
        bench.Surrounding = bench.TrueSurrounding;
        bench.Run(Minute);
        bench.AssertReadingIsTrue(carbonDioxidePpm: 150);
    }

    [Theory, InlineData("STC31", 300_000), InlineData("STC31-C", 450_000)]
    public void Stc31_above_the_range_of_its_gas_gives_no_figure(string part, int ppm)
    {
        var bench = SensorBench.Of(part).InUsualGas();
        bench.Gas.CarbonDioxidePpm = ppm;
        Assert.Equal(0, bench.Run(10 * Minute));
        Assert.Equal(SensorFault.OutOfRange, bench.Sensor.Fault);
    }

    [Fact]
    public void Stc31_refuses_a_gas_that_only_the_other_kind_knows()
    {
        var bench = new SensorBench(b => new Stc31Chip(b.Clock, b.Gas, b.Random),
            b => new Stc31(b.Bus, 0x29, Stc31Gas.CInAirTo40, SensorFigures.All), 0x29);
        Assert.Equal(0, bench.Run(10 * Minute));
        Assert.Equal(SensorFault.Silent, bench.Sensor.Fault);
        Assert.Equal(0, ((Stc31Chip)bench.Chip).WithoutGas);
    }

    [Theory, InlineData(0x0001), InlineData(0x0004), InlineData(0x0100)]
    public void Stc31_whose_self_test_fails_is_unwell(int result)
    {
        var bench = SensorBench.Of("STC31").InUsualGas();
        ((Stc31Chip)bench.Chip).SelfTestResult = result;
        Assert.Equal(0, bench.Run(5 * Minute));
        Assert.Equal(SensorFault.Unwell, bench.Sensor.Fault);
    }

    [Fact]
    public void Stc31_that_disagrees_with_the_temperature_it_was_told_is_not_unwell()
    {
        var bench = SensorBench.Of("STC31").InUsualGas();
        ((Stc31Chip)bench.Chip).SelfTestResult = 0x0200;
        Assert.True(bench.Run(Minute) > 10);
    }

    [Fact]
    public void Surroundings_no_sensor_could_mean_are_not_passed_on()
    {
        var impossible = new SensorReading
        {
            PressurePascals = Reading.Of(5_000),
            TemperatureMillikelvins = Reading.Of(0),
            RelativeHumidityPpm = Reading.Of(-1),
        };
        foreach (string part in new[] { "SCD30", "SCD4x", "STC31" })
        {
            var bench = SensorBench.Of(part).InUsualGas();
            bench.Gas.RelativeHumidityPpm = 0;
            bench.Surrounding = () => impossible;
            bench.Gas.PressurePascals = 101_300;
            bench.OnFigures = () => Assert.InRange(bench.Reading.CarbonDioxidePpm.Value, 3800, 4200);
            Assert.True(bench.Run(Minute) > 5);
            Assert.Equal(0, bench.Sensor.FaultCount);
        }
    }
}
