using CarbonMeter.Firmware;
using CarbonMeter.Firmware.Drivers;
using CarbonMeter.Firmware.Virtual;

namespace Firmware.Tests.Drivers;

/// <summary>SDP, SHT4x, BMP280 and BME280: what each has of its own.</summary>
public class FlowSensorTests
{
    private const int Minute = 60_000;

    // The worked example of Bosch's BMP280 data sheet, section 3.12.
    private const int ExampleTemperature = 519_888, ExamplePressure = 415_148, ExampleFine = 128_422;

    [Theory, InlineData("SDP500", 60), InlineData("SDP125", 240)]
    public void Sdp_scale_is_read_from_the_part(string part, int countsPerPascal)
    {
        var bench = SensorBench.Of(part).InUsualGas();
        Assert.Equal(0, ((Sdp)bench.Sensor).CountsPerPascal);
        Assert.True(bench.Run(Minute) > 50);
        Assert.Equal(countsPerPascal, ((Sdp)bench.Sensor).CountsPerPascal);
    }

    [Theory, InlineData(96_600, 100_000), InlineData(80_000, 82_816), InlineData(105_000, 108_696)]
    public void Sdp_gives_what_the_chip_says_which_is_true_at_966_mbar(int pascals, int shownMillipascals)
    {
        var bench = SensorBench.Of("SDP500").InUsualGas();
        bench.Gas.DifferentialPressureMillipascals = 100_000;
        bench.Gas.PressurePascals = pascals;
        bench.Run(Minute);
        Assert.InRange(bench.Reading.DifferentialPressureMillipascals.Value, shownMillipascals - 45, shownMillipascals + 45);
        // 45 mPa: half a step of 1/60 Pa, and two of noise.
    }

    [Fact]
    public void Sdp_keeps_the_direction_of_flow()
    {
        var bench = SensorBench.Of("SDP125").InUsualGas();
        bench.Gas.DifferentialPressureMillipascals = -80_000;
        bench.Run(Minute);
        bench.AssertReadingIsTrue();
        Assert.True(bench.Reading.DifferentialPressureMillipascals.Value < -80_000);
    }

    [Theory, InlineData("SDP500", 500_000), InlineData("SDP125", 125_000), InlineData("SDP500", -500_000)]
    public void Sdp_beyond_its_range_gives_no_figure_and_goes_on(string part, int millipascals)
    {
        var bench = SensorBench.Of(part).InUsualGas();
        bench.Run(Minute);
        bench.Gas.DifferentialPressureMillipascals = millipascals;
        bench.Gas.PressurePascals = 101_300; // five percent more than the scale's
        Assert.Equal(0, bench.Run(4_500));
        Assert.Equal(SensorFault.OutOfRange, bench.Sensor.Fault);
        bench.InUsualGas();
        Assert.InRange(bench.Run(2_000), 1, 2);
    }

    [Theory, InlineData(0), InlineData(240)]
    public void Sdp_whose_scale_changes_is_unwell(int countsPerPascal)
    {
        var bench = SensorBench.Of("SDP500").InUsualGas();
        bench.Run(Minute);
        ((SdpChip)bench.Chip).CountsPerPascal = countsPerPascal;
        for (int i = 0; i < 20 && bench.Sensor.Fault == SensorFault.None; i++) Assert.Equal(0, bench.Run(100));
        Assert.Equal(SensorFault.Unwell, bench.Sensor.Fault);
    }

    [Fact]
    public void Sdp_is_never_started_twice()
    {
        var bench = SensorBench.Of("SDP500").InUsualGas();
        for (int i = 0; i < 100; i++)
        {
            bench.Run(bench.Random.Next(5000));
            bench.RestartProcessor();
        }
        bench.Connection.NackPpm = 300_000;
        bench.Run(60 * Minute);
        Assert.Equal(0, ((SdpChip)bench.Chip).StartsWhileRunning);
    }

    [Theory, InlineData(0x0801), InlineData(0x0000), InlineData(0xFFFF)]
    public void Another_part_at_the_address_of_an_sdp_is_no_sdp(int family)
    {
        var bench = SensorBench.Of("SDP500").InUsualGas();
        ((SdpChip)bench.Chip).Family = family;
        Assert.Equal(0, bench.Run(5 * Minute));
        Assert.Equal(SensorFault.Unwell, bench.Sensor.Fault);
    }

    [Fact]
    public void Sht4x_with_a_broken_humidity_element_gives_neither_figure()
    {
        var bench = SensorBench.Of("SHT4x").InUsualGas();
        ((Sht4xChip)bench.Chip).HumidityIsBroken = true;
        Assert.Equal(0, bench.Run(Minute));
        Assert.Equal(SensorFault.OutOfRange, bench.Sensor.Fault);
    }

    [Theory, InlineData(0), InlineData(1_000_000)]
    public void Sht4x_in_dry_and_in_saturated_gas_stays_between_0_and_100_percent(int ppm)
    {
        var bench = SensorBench.Of("SHT4x").InUsualGas();
        bench.Gas.RelativeHumidityPpm = ppm;
        bench.OnFigures = () => Assert.InRange(bench.Reading.RelativeHumidityPpm.Value, 0, 1_000_000);
        Assert.True(bench.Run(Minute) > 50);
        bench.AssertReadingIsTrue();
    }

    [Fact]
    public void Bmp280_data_sheet_example_comes_out_to_the_last_digit()
    {
        var calibration = ExampleCalibration();
        Assert.Equal(ExampleFine, calibration.FineTemperature(ExampleTemperature));
        Assert.Equal(25_082, Bmx280Calibration.Millicelsius(ExampleFine));
        Assert.Equal(2508, (ExampleFine * 5 + 128) >> 8);
        Assert.True(calibration.TryPressure(ExamplePressure, ExampleFine, out long pascals256));
        Assert.Equal(25_767_233, pascals256);
    }

    [Fact]
    public void Constants_that_make_the_divisor_zero_are_refused_and_not_divided_by()
    {
        byte[] block = new byte[Bmx280Calibration.FirstBytes];
        var calibration = new Bmx280Calibration();
        Assert.False(calibration.TryTakeFirst(block));
        Assert.False(calibration.TryPressure(ExamplePressure, ExampleFine, out _));
        block.AsSpan().Fill(0xFF);
        Assert.False(calibration.TryTakeFirst(block));
        Assert.False(calibration.TryTakeSecond(new byte[Bmx280Calibration.SecondBytes]));
        Assert.False(calibration.TryTakeSecond([0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]));
    }

    [Fact]
    public void Bme280_integers_agree_with_the_data_sheets_floating_point_formulas_over_its_range()
    {
        var bench = SensorBench.Of("BME280");
        var chip = (Bmx280Chip)bench.Chip;
        int compared = 0;
        bench.OnFigures = () =>
        {
            compared++;
            Assert.Equal(chip.Meant.Celsius * 1000 + 273_150, bench.Reading.TemperatureMillikelvins.Value, 10.0);
            Assert.Equal(chip.Meant.Pascals, bench.Reading.PressurePascals.Value, 1.0);
            Assert.Equal(chip.Meant.Percent * 10_000, bench.Reading.RelativeHumidityPpm.Value, 150.0);
        };
        for (int i = 0; i < 1000; i++)
        {
            bench.Gas.TemperatureMillikelvins = 234_150 + bench.Random.Next(123_000);
            bench.Gas.PressurePascals = 31_000 + bench.Random.Next(78_000);
            bench.Gas.RelativeHumidityPpm = bench.Random.Next(1_000_001);
            bench.Run(1000);
        }
        Assert.True(compared > 900);
        Assert.Equal(0, bench.Sensor.FaultCount);
    }

    [Theory, InlineData(true), InlineData(false)]
    public void Bmx280_says_which_of_the_two_it_is(bool hasHumidity)
    {
        var bench = SensorBench.Of(hasHumidity ? "BME280" : "BMP280").InUsualGas();
        bench.Run(Minute);
        Assert.Equal(hasHumidity, ((Bmx280)bench.Sensor).HasHumidity);
    }

    [Theory, InlineData(0x00), InlineData(0x55), InlineData(0x61), InlineData(0xFF)]
    public void Another_part_at_the_address_of_a_bmx280_is_none(int identity)
    {
        var bench = SensorBench.Of("BME280").InUsualGas();
        ((Bmx280Chip)bench.Chip).IdentityValue = identity;
        Assert.Equal(0, bench.Run(5 * Minute));
        Assert.Equal(SensorFault.Unwell, bench.Sensor.Fault);
    }

    [Fact]
    public void Bmx280_whose_settings_change_behind_its_back_gives_no_figure_of_that_measurement()
    {
        var bench = SensorBench.Of("BMP280").InUsualGas();
        bench.Run(Minute);
        // Between the start of a measurement and its end.
        while (((Bmx280Chip)bench.Chip).Register(0xF4) != 0x55) bench.Run(1);
        ((Bmx280Chip)bench.Chip).Register(0xF5) = 0x1C;
        Assert.Equal(0, bench.Run(50));
        Assert.Equal(SensorFault.NotSetUp, bench.Sensor.Fault);
        Assert.True(bench.Run(2000) > 0);
    }

    [Theory, InlineData(60, SensorFault.None), InlineData(900, SensorFault.Late)]
    public void Bmx280_is_waited_for_and_not_for_ever(int measureMs, SensorFault fault)
    {
        var bench = SensorBench.Of("BMP280").InUsualGas();
        ((Bmx280Chip)bench.Chip).MeasureMs = measureMs;
        bench.OnFigures = () => bench.AssertReadingIsTrue();
        Assert.Equal(fault == SensorFault.None, bench.Run(Minute) > 50);
        Assert.Equal(fault, bench.Sensor.Fault);
    }

    [Theory, InlineData(313, 50), InlineData(-100, -20), InlineData(-2048, -2048)]
    public void Bme280_constants_of_12_bits_keep_their_sign(int h4, int h5)
    {
        var constants = new Bmx280Constants { H4 = h4, H5 = h5 };
        byte[] register = new byte[256];
        constants.Store(register, hasHumidity: true);
        var calibration = new Bmx280Calibration();
        Assert.True(calibration.TryTakeFirst(register[0x88..0xA2]));
        Assert.True(calibration.TryTakeSecond(register[0xE1..0xE8]));
        for (int counts = 0; counts < 0x10000; counts += 997)
            Assert.Equal(constants.Percent(counts, ExampleFine) * 10_000, calibration.HumidityPpm(counts, ExampleFine), 150.0);
    }

    [Theory, InlineData("BMP280"), InlineData("BME280")]
    public void Bmx280_without_its_constants_is_unwell(string part)
    {
        var bench = SensorBench.Of(part).InUsualGas();
        ((Bmx280Chip)bench.Chip).ConstantsAreGone = true;
        Assert.Equal(0, bench.Run(5 * Minute));
        Assert.Equal(SensorFault.Unwell, bench.Sensor.Fault);
    }

    [Fact]
    public void Bmx280_reset_between_its_settings_and_its_data_gives_no_figure()
    {
        var bench = SensorBench.Of("BMP280").InUsualGas();
        var chip = (Bmx280Chip)bench.Chip;
        bench.Run(Minute);
        while (chip.Register(0xF4) != 0x55) bench.Run(1);
        bench.Run(46);
        byte[] status = new byte[1];
        Assert.True(chip.TryTransfer(0x76, [0xF3], 1, status, 1));
        Assert.Equal(0, status[0]);
        for (int i = 0; i < 6; i++) chip.Register(0xF7 + i) = (byte)(i % 3 == 0 ? 0x80 : 0);
        Assert.Equal(0, bench.Run(5));
        Assert.Equal(SensorFault.NotSetUp, bench.Sensor.Fault);
    }

    [Theory, InlineData(29_000), InlineData(112_000)]
    public void Bmx280_beyond_its_range_gives_no_figure(int pascals)
    {
        var bench = SensorBench.Of("BMP280").InUsualGas();
        bench.Gas.PressurePascals = pascals;
        Assert.Equal(0, bench.Run(Minute));
        Assert.Equal(SensorFault.OutOfRange, bench.Sensor.Fault);
    }

    private static Bmx280Calibration ExampleCalibration()
    {
        int[] words = [27504, 26435, -1000, 36477, -10685, 3024, 2855, 140, -7, 15500, -14600, 6000];
        byte[] block = new byte[Bmx280Calibration.FirstBytes];
        for (int i = 0; i < words.Length; i++)
        {
            block[2 * i] = (byte)words[i];
            block[2 * i + 1] = (byte)(words[i] >> 8);
        }
        var calibration = new Bmx280Calibration();
        Assert.True(calibration.TryTakeFirst(block));
        return calibration;
    }
}
