using CarbonMeter.Records;

namespace CarbonMeter.Units;

/// <summary>The unit types keep their bounds, and nothing is rounded or invented.</summary>
public class UnitTests
{
    [Theory]
    [InlineData(Energy.MilliwattHoursMax)]
    [InlineData(-Energy.MilliwattHoursMax)]
    [InlineData(0)]
    public void Energy_holds_its_whole_range(long value) => Assert.Equal(value, Energy.FromMilliwattHours(value).MilliwattHours);

    [Theory]
    [InlineData(Energy.MilliwattHoursMax + 1)]
    [InlineData(-Energy.MilliwattHoursMax - 1)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void Energy_refuses_what_is_beyond(long value) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Energy.FromMilliwattHours(value));

    [Fact]
    public void Energy_adds_and_subtracts_within_its_range()
    {
        var most = Energy.FromMilliwattHours(Energy.MilliwattHoursMax);
        var one = Energy.FromMilliwattHours(1);
        Assert.Equal(Energy.MilliwattHoursMax - 1, (most - one).MilliwattHours);
        Assert.Equal(2, (one + one).MilliwattHours);
        Assert.Throws<ArgumentOutOfRangeException>(() => most + one);
        Assert.Throws<ArgumentOutOfRangeException>(() => Energy.FromMilliwattHours(-Energy.MilliwattHoursMax) - one);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(CarbonIntensity.MilligramsPerKilowattHourMax + 1)]
    public void Intensity_refuses_what_is_beyond(long value) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => CarbonIntensity.FromMilligramsPerKilowattHour(value));

    [Fact]
    public void Carbon_is_the_exact_product_up_to_both_bounds()
    {
        var random = new Random(7);
        for (var i = 0; i < 10_000; i++)
        {
            const long importMax = Energy.MilliwattHoursMax, intensityMax = CarbonIntensity.MilligramsPerKilowattHourMax;
            var import = i == 0 ? importMax : random.NextInt64(importMax + 1);
            var intensity = i == 0 ? intensityMax : random.NextInt64(intensityMax + 1);
            var carbon = CarbonIntensity.FromMilligramsPerKilowattHour(intensity).NanogramsOf(Energy.FromMilliwattHours(import));
            Assert.Equal((Int128)import * intensity, carbon);
        }
    }

    [Fact]
    public void Export_has_no_carbon() => Assert.Throws<ArgumentOutOfRangeException>(
        () => CarbonIntensity.FromMilligramsPerKilowattHour(1).NanogramsOf(Energy.FromMilliwattHours(-1)));

    [Fact]
    public void Missing_reading_has_no_value_and_zero_is_a_value()
    {
        Assert.False(default(Reading).IsPresent);
        Assert.Throws<ArgumentException>(() => Reading.Missing.Value);
        Assert.True(Reading.Of(0).IsPresent);
        Assert.Equal(long.MinValue, Reading.Of(long.MinValue).Value);
    }

    [Fact]
    public void Register_that_would_leave_its_bound_throws_and_adds_nothing()
    {
        var interval = new ChannelInterval
        {
            ImportMilliwattHours = 1, ExportMilliwattHours = 1, ReactiveMillivarHours = 1, CarbonNanograms = 1_000_000,
        };
        var full = new Register
        {
            ImportMilliwattHours = Register.Max - 1, ExportMilliwattHours = Register.Max - 1,
            ReactiveMillivarHours = Register.Max - 1, CarbonMilligrams = Register.Max - 1,
        };
        full.Add(interval);
        Assert.Equal((Register.Max, Register.Max), (full.ImportMilliwattHours, full.CarbonMilligrams));

        foreach (var one in new[]
        {
            new ChannelInterval { ImportMilliwattHours = 1 }, new ChannelInterval { ExportMilliwattHours = 1 },
            new ChannelInterval { ReactiveMillivarHours = 1 }, new ChannelInterval { CarbonNanograms = 1_000_000 },
            new ChannelInterval { ImportMilliwattHours = -1 }, new ChannelInterval { CarbonNanograms = -1 },
        })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => full.Add(one));
            Assert.Equal((Register.Max, Register.Max, Register.Max, Register.Max, 0L), (full.ImportMilliwattHours,
                full.ExportMilliwattHours, full.ReactiveMillivarHours, full.CarbonMilligrams, full.CarbonRemainderNanograms));
        }
    }

    [Fact]
    public void Intensity_in_force_is_that_of_the_last_period_begun()
    {
        var set = new FactorSet
        {
            Periods = [Period(0, 10), Period(100, 20), Period(200, 30)],
        };
        foreach (var (at, expected) in new[] { (0L, 10L), (99, 10), (100, 20), (199, 20), (200, 30), (4_102_444_800, 30) })
            Assert.Equal(expected, set.IntensityAt(at).MilligramsPerKilowattHour);
        Assert.Throws<ArgumentOutOfRangeException>(() => set.IntensityAt(-1));

        static FactorPeriod Period(long from, long intensity) =>
            new() { FromUnixSeconds = from, Intensity = CarbonIntensity.FromMilligramsPerKilowattHour(intensity) };
    }
}
