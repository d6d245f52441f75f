using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.Domain.Uncertainty;
using static CarbonMeter.Tests.Domain.Uncertainty.Sources;

namespace CarbonMeter.Tests.Domain.Uncertainty;

public class CalibratedChannelTests
{
    private const long Hour = 3_600_000;

    // 230 V; certificate 1 is the meter's own, 2 the standard's.
    private static readonly ChannelUncertainty Channel = new(1, 230_000,
    [
        Point(250, 1_000_000, 4_000_000, 500_000), Point(5_000, 1_000_000, 1_000_000, 500_000), Point(60_000, 1_000_000, 1_500_000, 600_000),
        Point(1_000, 500_000, 3_000_000, 700_000), Point(5_000, 500_000, 2_000_000, 700_000), Point(50_000, 500_000, 2_500_000, 700_000),
    ]);

    private static readonly CalibratedChannel Calibrated = CalibratedChannel.Of(Channel)!;

    /// <summary>Parts of certificates 1 and 2 in billionths of a mWh.</summary>
    private static (Int128, Int128) Parts(long milliwattHours, long min, long max, int? powerFactor, long measuredMs = Hour)
    {
        var load = new LoadRange(min, max, powerFactor);
        Assert.Equal(LoadFault.None, Calibrated.Judge(load));
        var amount = Calibrated.Of(milliwattHours, measuredMs, load);
        return (amount.Parts[0].Billionths, amount.Parts[1].Billionths);
    }

    [Fact]
    public void At_a_point_its_own_figure_counts() => Assert.Equal((1_000_000_000, 500_000_000), Parts(1_000, 5_000, 5_000, 1_000_000));

    [Fact]
    public void Between_points_the_larger_one_counts()
    {
        Assert.Equal((4_000_000_000, 500_000_000), Parts(1_000, 251, 4_999, 1_000_000));
        Assert.Equal((1_500_000_000, 600_000_000), Parts(1_000, 5_000, 5_001, 1_000_000));
        Assert.Equal((1_000_000_000, 500_000_000), Parts(1_000, 5_000, 5_000, 1_000_000));
    }

    [Fact]
    public void A_range_counts_the_largest_of_all_points_it_spans() =>
        Assert.Equal((4_000_000_000, 600_000_000), Parts(1_000, 300, 50_000, 1_000_000));

    [Fact]
    public void A_lower_power_factor_brings_its_points_in()
    {
        Assert.Equal((2_000_000_000, 700_000_000), Parts(1_000, 5_000, 5_000, 999_999));
        Assert.Equal((2_000_000_000, 700_000_000), Parts(1_000, 5_000, 5_000, 500_000));
        // The points at 0.5 end at 50 A: their last one stands for what lies above, as the others reach there.
        Assert.Equal((2_500_000_000, 700_000_000), Parts(1_000, 55_000, 60_000, 700_000));
    }

    [Fact]
    public void Below_the_lowest_current_its_absolute_uncertainty_is_kept()
    {
        // 230 V x 0.25 A x 1 h = 57.5 Wh; 0.4 % of it is 230 mWh, 0.05 % is 28.75 mWh, whatever was measured.
        Assert.Equal((230_000_000_000, 28_750_000_000), Parts(20_000, 100, 200, 1_000_000));
        Assert.Equal((230_000_000_000, 28_750_000_000), Parts(1, 0, 0, 1_000_000));
        // For half the time, half of it.
        Assert.Equal((115_000_000_000, 14_375_000_000), Parts(1, 0, 0, 1_000_000, Hour / 2));
    }

    [Fact]
    public void Below_it_in_part_both_are_added() =>
        Assert.Equal((230_000_000_000 + 4_000_000_000, 28_750_000_000 + 500_000_000), Parts(1_000, 100, 260, 1_000_000));

    [Fact]
    public void Below_the_lowest_current_of_one_power_factor_the_absolute_uncertainty_there_is_kept() =>
        // 230 V x 1 A x 0.5 x 1 h = 115 Wh; 0.3 % is 345 mWh, 0.07 % is 80.5 mWh.
        Assert.Equal((345_000_000_000 + 4_000_000_000, 80_500_000_000 + 700_000_000), Parts(1_000, 300, 300, 500_000));

    [Fact]
    public void Below_the_lowest_power_factor_twice_its_absolute_uncertainty_is_kept()
    {
        // 230 V x 5 A x 0.5 x 1 h = 575 Wh; twice 0.2 % is 2300 mWh, twice 0.07 % is 805 mWh.
        Assert.Equal((2_300_000_000_000 + 2_000_000_000, 805_000_000_000 + 700_000_000), Parts(1_000, 5_000, 5_000, 100_000));
        Assert.Equal(Parts(1_000, 5_000, 5_000, 0), Parts(1_000, 5_000, 5_000, null));
    }

    [Theory]
    [InlineData(500_000)]
    [InlineData(800_000)]
    public void That_is_enough_for_any_error_of_phase(int lowest)
    {
        // However much of what is stated at the lowest power factor comes from the phase and how much from the gain.
        const double stated = 0.002, apparent = 230 * 5 * 1_000;
        var channel = CalibratedChannel.Of(new ChannelUncertainty(1, 230_000, [Point(5_000, lowest, 2_000_000)]))!;
        for (double gain = 0; gain <= stated; gain += stated / 20)
        {
            double phase = Math.Sqrt(stated * stated - gain * gain) / Math.Tan(Math.Acos(lowest / 1e6));
            for (int ppm = 0; ppm < lowest; ppm += 5_000)
            {
                double powerFactor = ppm / 1e6;
                double expected = apparent * Math.Sqrt(Math.Pow(gain * powerFactor, 2) + Math.Pow(phase * Math.Sin(Math.Acos(powerFactor)), 2));
                var energy = channel.Of((long)(apparent * powerFactor) + 1, Hour, new LoadRange(5_000, 5_000, ppm));
                Assert.True((double)energy.Parts[0].Billionths / 1e9 >= expected, $"at {powerFactor}, gain {gain}: below {expected}");
            }
        }
    }

    [Fact]
    public void What_is_not_covered_is_said()
    {
        Assert.Equal(LoadFault.CurrentAbove, Calibrated.Judge(new LoadRange(5_000, 60_001, 1_000_000)));
        var unityOnly = Channel with { Points = [.. Channel.Points.Where(point => point.PowerFactorPpm == 1_000_000)] };
        Assert.Equal(LoadFault.PowerFactorBelow, CalibratedChannel.Of(unityOnly)!.Judge(new LoadRange(5_000, 5_000, 999_999)));
        Assert.Equal(LoadFault.None, CalibratedChannel.Of(unityOnly)!.Judge(new LoadRange(100, 200, 10_000)));
        var withoutVoltage = CalibratedChannel.Of(Channel with { VoltageMillivolts = 0 })!;
        Assert.Equal(LoadFault.CurrentBelow, withoutVoltage.Judge(new LoadRange(249, 5_000, 1_000_000)));
        Assert.Equal(LoadFault.CurrentBelow, withoutVoltage.Judge(new LoadRange(999, 5_000, 500_000)));
        Assert.Equal(LoadFault.PowerFactorBelow, withoutVoltage.Judge(new LoadRange(5_000, 5_000, 499_999)));
        Assert.Equal(LoadFault.None, withoutVoltage.Judge(new LoadRange(1_000, 50_000, 500_000)));
        Assert.Null(CalibratedChannel.Of(new ChannelUncertainty(1, 230_000, [])));
    }

    [Fact]
    public void An_energy_outside_is_our_mistake() =>
        Assert.Throws<ArgumentException>(() => Calibrated.Of(1, Hour, new LoadRange(1, 60_001, null)));

    [Fact]
    public void No_energy_adds_nothing() => Assert.Empty(Calibrated.Of(0, Hour, new LoadRange(0, 0, null)).Parts);

    [Fact]
    public void A_wider_range_never_lowers_a_part()
    {
        var random = new Random(7);
        for (int draw = 0; draw < 2_000; draw++)
        {
            long min = random.Next(0, 60_000), max = random.Next((int)min, 60_001);
            int powerFactor = random.Next(0, 1_000_001);
            long wider = random.Next(0, (int)min + 1);
            var (own, standard) = Parts(1_000_000, min, max, powerFactor);
            var (ownWider, standardWider) = Parts(1_000_000, wider, random.Next((int)max, 60_001), random.Next(0, powerFactor + 1));
            // Where all lies below the lowest current the absolute part alone stands, and that is the one exception to begin from.
            if (max < 1_000) continue;
            Assert.True(ownWider >= own && standardWider >= standard, $"draw {draw}");
        }
    }
}
