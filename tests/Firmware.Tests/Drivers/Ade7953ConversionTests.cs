using CarbonMeter.Firmware.Drivers;
using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Tests.Drivers;

public sealed class Ade7953ConversionTests
{
    [Fact]
    public void A_count_of_the_worked_example_is_50_397_microwatt_hours()
    {
        long picowattHours = Ade7953Conversion.PicowattHoursPerCount(Bench.VoltageFullScale, Bench.Channel(1));
        Assert.Equal(50_397_000, picowattHours, 500.0);
        Assert.Equal((long)((decimal)Bench.VoltageFullScale * Bench.CurrentFullScale * 1_000_000 / (206_900L * 3600) + 0.5m), picowattHours);
    }

    [Theory]
    [InlineData(1_000_000_000, 4_000_000, 5)]
    [InlineData(1_000_000_000, 186_210, 0)]
    [InlineData(353_553, 70_711, 3)]
    [InlineData(1, 745, 0)]
    public void A_count_is_rounded_half_up_over_the_whole_range(int millivolts, int milliamperes, int pga)
    {
        var channel = new ChannelParameters { ChannelId = 1, CurrentFullScaleMilliamperes = milliamperes, Pga = pga };
        decimal exact = (decimal)millivolts * milliamperes * 1_000_000 / Ade7953Conversion.Amplification(pga) / (206_900L * 3600);
        Assert.Equal((long)Math.Floor(exact + 0.5m), Ade7953Conversion.PicowattHoursPerCount(millivolts, channel));
    }

    [Fact]
    public void A_count_of_more_than_a_front_end_may_have_is_refused()
    {
        var driver = new Bench().Driver;
        // 0.25 Wh a count is 186.21 MW at full scale.
        Assert.True(driver.Accepts(Set(1_000_000_000, 186_210)));
        Assert.False(driver.Accepts(Set(1_000_000_000, 186_211)));
        Assert.False(driver.Accepts(Set(1_000_000_000, 1_000_000_000)));
        Assert.True(driver.Accepts(Set(1_000, 1)));
        Assert.False(driver.Accepts(Set(1, 1)));
    }

    [Fact]
    public void A_power_at_the_largest_full_scale_stays_in_range()
    {
        var channel = Set(1_000_000_000, 186_210).Channels[0];
        long fullScale = Ade7953Conversion.FullScaleMilliwatts(1_000_000_000, channel);
        Assert.Equal(186_210_000_000, fullScale);
        Assert.Equal(-(long)Math.Round(8_388_608m * fullScale / 4_862_401), Ade7953Conversion.ActivePowerMilliwatts(-0x800000, fullScale));
    }

    [Fact]
    public void Full_scale_codes_are_full_scale()
    {
        var channel = Bench.Channel(1);
        Assert.Equal(Bench.VoltageFullScale, Ade7953Conversion.VoltageMillivolts(9_032_007, Bench.VoltageFullScale));
        Assert.Equal(Bench.CurrentFullScale, Ade7953Conversion.CurrentMilliamperes(9_032_007, channel));
        long fullScale = Ade7953Conversion.FullScaleMilliwatts(Bench.VoltageFullScale, channel);
        Assert.Equal(37_537_429, fullScale);
        Assert.Equal(fullScale, Ade7953Conversion.ActivePowerMilliwatts(4_862_401, fullScale));
        // One code of power is 7.72 mW, rounded away from zero on both sides.
        Assert.Equal(8, Ade7953Conversion.ActivePowerMilliwatts(1, fullScale));
        Assert.Equal(-8, Ade7953Conversion.ActivePowerMilliwatts(-1, fullScale));
    }

    [Theory]
    [InlineData(4474, 50_000)]
    [InlineData(3728, 60_003)]
    [InlineData(1, 111_875_000)]
    public void A_period_is_a_frequency(int period, int millihertz) =>
        Assert.Equal(millihertz, Ade7953Conversion.FrequencyMillihertz(period));

    [Theory]
    [InlineData(0, 9_000_000, false)]
    [InlineData(0xFFFF, 9_000_000, false)]
    [InlineData(4474, 18_063, false)]
    [InlineData(4474, 18_064, true)]
    public void A_frequency_takes_a_period_and_a_voltage(int period, int voltageCodes, bool hasFrequency) =>
        Assert.Equal(hasFrequency, Ade7953Conversion.HasFrequency(period, voltageCodes));

    [Theory]
    [InlineData(0x7FFF, 999_969)]
    [InlineData(0x4000, 500_000)]
    [InlineData(0xC000, -500_000)]
    [InlineData(0x8000, -1_000_000)]
    [InlineData(0xFFFF, -31)]
    [InlineData(0, 0)]
    public void A_power_factor_is_signed(int register, int ppm) => Assert.Equal(ppm, Ade7953Conversion.PowerFactorPpm(register));

    [Fact]
    public void Counts_per_second_have_a_margin_and_follow_the_larger_gain()
    {
        var channel = Bench.Channel(1);
        Assert.Equal(310_350, Ade7953Conversion.CountsPerSecondMax(channel));
        channel.ReactiveGain = 0x600000;
        Assert.Equal(465_525, Ade7953Conversion.CountsPerSecondMax(channel));
    }

    [Fact]
    public void Sets_for_what_the_chip_cannot_do_are_refused()
    {
        var driver = new Bench().Driver;
        Assert.True(driver.Accepts(Bench.TwoChannels()));
        Refuses(set => set.FrontEnd = "ADE7880");
        Refuses(set => set.VoltageFullScaleMillivolts = 0);
        Refuses(set => set.VoltageRmsOffset = 0x800000);
        Refuses(set => set.Channels = []);
        Refuses(set => set.Channels[0].ChannelId = 3);
        Refuses(set => set.Channels[1].ChannelId = 1);
        Refuses(set => set.Channels[1].ChannelId = 3);
        Refuses(set => set.Channels[0].ChannelId = 0);
        Refuses(set => set.Channels[0].CurrentFullScaleMilliamperes = 0);
        Refuses(set => set.Channels[0].Pga = 6);
        Refuses(set => set.Channels[0].Pga = -1);
        Refuses(set => set.Channels[1].Pga = 5);
        Refuses(set => set.Channels[0].ActiveGain = 0x1FFFFF);
        Refuses(set => set.Channels[0].ReactiveGain = 0x600001);
        Refuses(set => set.Channels[0].ApparentGain = 0);
        Refuses(set => set.Channels[0].ActiveOffset = -0x800001);
        Refuses(set => set.Channels[0].ReactiveOffset = 0x800000);
        Refuses(set => set.Channels[0].CurrentRmsOffset = 0x800000);
        Refuses(set => set.Channels[0].Phase = 384);
        Refuses(set => set.Channels[0].Phase = -384);
        Refuses(set => set.Channels[0].NoLoadRatio = 65_536);
        Refuses(set => set.Channels[0].NoLoadRatio = -1);

        void Refuses(Action<ParameterSet> change)
        {
            var set = Bench.TwoChannels();
            change(set);
            Assert.False(driver.Accepts(set));
        }
    }

    private static ParameterSet Set(int millivolts, int milliamperes)
    {
        var set = Bench.OneChannel();
        set.VoltageFullScaleMillivolts = millivolts;
        set.Channels[0].CurrentFullScaleMilliamperes = milliamperes;
        return set;
    }
}
