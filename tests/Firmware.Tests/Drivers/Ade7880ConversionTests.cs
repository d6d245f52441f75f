using CarbonMeter.Firmware.Drivers;
using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Tests.Drivers;

public sealed class Ade7880ConversionTests
{
    // 3 x 2^27 power codes at 1.024 MHz, 27 059 678 codes at full scale.
    private static decimal Exact(int millivolts, int milliamperes, int pga) =>
        (decimal)millivolts * milliamperes * 1_000_000 / (1 << pga) * 3 * (1 << 27) / 1_024_000 / 27_059_678 / 3600;

    [Fact]
    public void A_count_of_the_worked_example_is_151_5_microwatt_hours()
    {
        long picowattHours = Ade7880Conversion.PicowattHoursPerCount(PhaseBench.VoltageFullScale, PhaseBench.Channel(1));
        Assert.Equal(151_520_000, picowattHours, 5_000.0);
        Assert.Equal((long)(Exact(PhaseBench.VoltageFullScale, PhaseBench.CurrentFullScale, 0) + 0.5m), picowattHours);
    }

    [Fact]
    public void A_count_is_24_576_seconds_of_one_code_of_the_power_register()
    {
        // Tasmota's constant, and the facts': the energy of a count in terms of what the power register shows.
        var channel = PhaseBench.Channel(1);
        long fullScale = Ade7880Conversion.FullScaleMilliwatts(PhaseBench.VoltageFullScale, channel);
        decimal milliwattsPerCode = fullScale * 16m / 27_059_678;
        decimal picowattHours = milliwattsPerCode * 24.576m / 3600 * 1_000_000_000;
        Assert.Equal((double)picowattHours, Ade7880Conversion.PicowattHoursPerCount(PhaseBench.VoltageFullScale, channel), 10.0);
    }

    [Theory]
    [InlineData(200_000_000, 100_000, 0)]
    [InlineData(100_000, 200_000_000, 4)]
    [InlineData(353_553, 70_711, 3)]
    [InlineData(1, 124, 0)]
    public void A_count_is_rounded_half_up_over_the_whole_range(int millivolts, int milliamperes, int pga)
    {
        var channel = new ChannelParameters { ChannelId = 1, CurrentFullScaleMilliamperes = milliamperes, Pga = pga };
        Assert.Equal((long)Math.Floor(Exact(millivolts, milliamperes, pga) + 0.5m), Ade7880Conversion.PicowattHoursPerCount(millivolts, channel));
    }

    [Theory]
    [InlineData(461_000_000, 32)]
    [InlineData(462_000_000, 31)]
    [InlineData(922_000_000, 31)]
    [InlineData(1_000_000_000, 30)]
    [InlineData(20_000_000_000, 26)]
    public void Half_the_range_taken_of_a_counter_stays_below_four_megawatt_hours(long fullScaleMilliwatts, int bits)
    {
        var channel = new ChannelParameters { CurrentFullScaleMilliamperes = (int)(fullScaleMilliwatts * 1000 / 100_000_000) };
        long picowattHours = Ade7880Conversion.PicowattHoursPerCount(100_000_000, channel);
        Assert.Equal(bits, Ade7880Conversion.BitsFor(picowattHours));
        Assert.True((Int128)picowattHours << bits - 1 <= FrontEndLimits.PicowattHoursMax);
        Assert.True(bits == 32 || (Int128)picowattHours << bits > FrontEndLimits.PicowattHoursMax);
        // And a meter that reads every second is never in doubt, by far.
        Assert.True((1L << bits - 1) / Ade7880Conversion.CountsPerSecondMax(6_291_456, 6_291_456) > 120);
    }

    [Fact]
    public void Full_scale_codes_are_full_scale()
    {
        var channel = PhaseBench.Channel(1);
        Assert.Equal(PhaseBench.VoltageFullScale, Ade7880Conversion.VoltageMillivolts(3_766_572, PhaseBench.VoltageFullScale));
        Assert.Equal(PhaseBench.CurrentFullScale, Ade7880Conversion.CurrentMilliamperes(3_766_572, channel));
        long fullScale = Ade7880Conversion.FullScaleMilliwatts(PhaseBench.VoltageFullScale, channel);
        Assert.Equal(37_537_429, fullScale);
        Assert.Equal(fullScale, Ade7880Conversion.ActivePowerMilliwatts(27_059_678 / 16, fullScale), 22.2);
        // One code is 22.2 mW, rounded away from zero on both sides.
        Assert.Equal(22, Ade7880Conversion.ActivePowerMilliwatts(1, fullScale));
        Assert.Equal(-22, Ade7880Conversion.ActivePowerMilliwatts(-1, fullScale));
        // The crest of a full-scale sine (5 326 737), squared, halved and shortened by 2^19 is PMAX; over the root of two, the rms.
        Assert.Equal(27_059_678, 5_326_737.0 * 5_326_737 / 2 / (1 << 19), 3.0);
        Assert.Equal(3_766_572, 5_326_737 / Math.Sqrt(2), 0.5);
    }

    [Fact]
    public void The_largest_readings_of_the_largest_full_scales_stay_in_range()
    {
        var channel = new ChannelParameters { ChannelId = 1, CurrentFullScaleMilliamperes = 200_000_000 };
        Assert.Equal(890_847_965, Ade7880Conversion.VoltageMillivolts(0xFFFFFF, 200_000_000));
        Assert.Equal(890_847_965, Ade7880Conversion.CurrentMilliamperes(0xFFFFFF, channel));
        channel.CurrentFullScaleMilliamperes = 100_000;
        long fullScale = Ade7880Conversion.FullScaleMilliwatts(200_000_000, channel);
        Assert.Equal(20_000_000_000, fullScale);
        Assert.Equal(-(long)Math.Round(8_388_608m * 16 * fullScale / 27_059_678), Ade7880Conversion.ActivePowerMilliwatts(-0x800000, fullScale));
    }

    [Theory]
    [InlineData(5120, 50_000)]
    [InlineData(4267, 59_995)]
    [InlineData(1, 256_000_000)]
    public void A_period_is_a_frequency(int period, int millihertz) =>
        Assert.Equal(millihertz, Ade7880Conversion.FrequencyMillihertz(period));

    [Theory]
    [InlineData(0x7FFF, 999_969)]
    [InlineData(0xC000, -500_000)]
    [InlineData(0x8000, -1_000_000)]
    [InlineData(0, 0)]
    public void A_power_factor_is_signed(int register, int ppm) => Assert.Equal(ppm, Ade7880Conversion.PowerFactorPpm(register));

    [Fact]
    public void Counts_per_second_have_a_margin_and_follow_both_gains()
    {
        const int Unity = ParameterSet.UnityGain;
        Assert.Equal(103_226, Ade7880Conversion.CountsPerSecondMax(Unity, Unity));
        Assert.Equal(154_839, Ade7880Conversion.CountsPerSecondMax(Unity / 2 * 3, Unity));
        Assert.Equal(232_258, Ade7880Conversion.CountsPerSecondMax(Unity / 2 * 3, Unity / 2 * 3));
    }

    [Fact]
    public void Sets_for_what_the_chip_cannot_do_are_refused()
    {
        var driver = new PhaseBench().Driver;
        Assert.True(driver.Accepts(PhaseBench.ThreePhases()));
        Refuses(set => set.FrontEnd = "ADE7953");
        Refuses(set => set.VoltageInputs = null);
        Refuses(set => set.VoltageInputs = set.VoltageInputs![..2]);
        Refuses(set => (set.Channels, set.VoltageInputs) = ([], []));
        Refuses(set => set.Channels[2].ChannelId = 4);
        Refuses(set => set.Channels[1].ChannelId = 1);
        Refuses(set => set.Channels[0].ChannelId = 0);
        Refuses(set => set.Channels[0].CurrentFullScaleMilliamperes = 0);
        Refuses(set => set.Channels[0].CurrentFullScaleMilliamperes = 200_000_001);
        Refuses(set => set.VoltageInputs![1].FullScaleMillivolts = 0);
        Refuses(set => set.VoltageInputs![1].FullScaleMillivolts = 200_000_001);
        Refuses(set => set.VoltageInputs![2].Gain = 0x1FFFFF);
        Refuses(set => set.VoltageInputs![2].RmsOffset = 0x800000);
        Refuses(set => set.Channels[0].Pga = -1);
        Refuses(set => { foreach (var channel in set.Channels) channel.Pga = 5; });
        Refuses(set => set.Channels[1].Pga = 1);            // the chip has one amplifier setting for the three currents
        Refuses(set => set.Channels[0].ActiveGain++);       // and one gain a phase for every kind of power
        Refuses(set => set.Channels[0].ReactiveGain--);
        Refuses(set => set.Channels[0].ApparentGain--);
        Refuses(set => set.Channels[0].ActiveOffset = -0x800001);
        Refuses(set => set.Channels[0].ReactiveOffset = 0x800000);
        Refuses(set => set.Channels[0].CurrentRmsOffset = 0x800000);
        Refuses(set => set.Channels[0].Phase = 384);
        Refuses(set => set.Channels[0].Phase = -64);        // 63 is as far as the chip brings a current forward
        Refuses(set => set.Channels[0].NoLoadRatio = 199);
        Refuses(set => set.Channels[0].NoLoadRatio = 65_536);
        Refuses(set => set.Wires = [new Wire()]);
        Refuses(set => set.Wires = [new Wire(), new Wire(), new Wire { VoltageInput = 4 }]);
        Refuses(set => set.Wires = [new Wire(), new Wire(), new Wire { Direction = 0 }]);
        // 100 kV x 100 A is within 20 MW, 200 kV x 106 A is not.
        Refuses(set => set.VoltageInputs![1].FullScaleMillivolts = 200_000_000);
        // A nominal voltage of 230 V is out of the reach of VLEVEL where full scale is 33 times that.
        Refuses(set => set.VoltageInputs![0].FullScaleMillivolts = 8_000_000);
        Accepts(set => set.Channels[0].Phase = 383);
        Accepts(set => set.Channels[0].Phase = -63);
        Accepts(set => set.Channels[0].NoLoadRatio = 200);
        Accepts(set => { foreach (var channel in set.Channels) channel.Pga = 4; });
        Accepts(set => set.Wires = [new Wire { VoltageInput = 3, Direction = -1 }, new Wire { VoltageInput = 3 }, new Wire()]);
        Accepts(set => (set.Channels, set.VoltageInputs) = ([set.Channels[1]], [PhaseBench.Input()]));

        void Refuses(Action<ParameterSet> change) => Assert.False(Judged(change));
        void Accepts(Action<ParameterSet> change) => Assert.True(Judged(change));
        bool Judged(Action<ParameterSet> change)
        {
            var set = PhaseBench.ThreePhases();
            change(set);
            return driver.Accepts(set);
        }
    }
}
