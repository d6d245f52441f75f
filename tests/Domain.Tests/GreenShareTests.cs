using CarbonMeter.Domain;
using CarbonMeter.Domain.Balance;
using CarbonMeter.Domain.Green;
using CarbonMeter.Domain.Parks;
using FsCheck;
using FsCheck.Fluent;
using static CarbonMeter.Tests.Domain.TestPark;

namespace CarbonMeter.Tests.Domain;

public class GreenShareTests
{
    private static GreenShare Share(params CarbonMeter.Domain.Ledger.EnergySlot[] slots) => GreenShare.Of(ParkSeries.Of(All, slots, 3600));

    [Fact]
    public void Sun_for_half_the_day_at_twice_the_load_is_all_by_volume_and_half_by_the_hour()
    {
        var slots = Enumerable.Range(0, 24).SelectMany(hour => new[] { Hour(Load, hour, 100), Hour(Pv, hour, 0, hour < 12 ? 200 : 0) });
        var share = Share(slots.ToArray());
        Assert.Equal(1_000_000, share.VolumetricPpm);
        Assert.Equal(500_000, share.HourlyPpm);
    }

    [Fact]
    public void A_share_of_no_load_is_null_not_zero_and_not_all()
    {
        var share = Share(Hour(Pv, 0, 0, 5));
        Assert.Null(share.VolumetricPpm);
        Assert.Null(share.HourlyPpm);
        Assert.Equal("No load was measured, so there is no green share.", GreenRules.InnerMongolia.Judge(share).Sentence);
    }

    [Fact]
    public void Shares_round_down()
    {
        var share = Share(Hour(Load, 0, 3), Hour(Pv, 0, 0, 2));
        Assert.Equal(666_666, share.VolumetricPpm);
    }

    [Fact]
    public void A_hair_below_a_threshold_is_below_it_and_is_not_printed_as_reaching_it()
    {
        var verdict = GreenRules.InnerMongolia.Judge(new GreenShare(7_999_999, 10_000_000, 7_999_999));
        Assert.Equal("low-carbon", verdict.VolumetricClass);
        Assert.Contains("79.99 %", verdict.Sentence);
        Assert.Equal("zero-carbon", GreenRules.InnerMongolia.Judge(new GreenShare(8_000_000, 10_000_000, 8_000_000)).VolumetricClass);
    }

    [Fact]
    public void The_verdict_says_when_the_definitions_disagree()
    {
        var verdict = GreenRules.InnerMongolia.Judge(new GreenShare(552_521, 1_000_000, 475_122));
        Assert.False(verdict.DefinitionsAgree);
        Assert.Equal("low-carbon", verdict.VolumetricClass);
        Assert.Null(verdict.HourlyClass);
        Assert.Equal("Volumetric 55.25 %, hourly matched 47.51 %: the two definitions disagree. " +
            "By volume it is a low-carbon park, hour by hour it is in no class.", verdict.Sentence);
    }

    // What the low-carbon gauge of a well-known home energy page got wrong over the years, each as a case of its own.

    [Fact]
    public void More_export_than_import_does_not_make_a_share_negative()
    {
        var share = Share(Hour(Grid, 0, 1, 90), Hour(Pv, 0, 0, 100), Hour(Load, 0, 11));
        Assert.Equal(1_000_000, share.VolumetricPpm);
        Assert.Equal(1_000_000, share.HourlyPpm);
    }

    [Fact]
    public void Full_self_supply_without_any_grid_import_can_be_calculated()
    {
        var share = Share(Hour(Grid, 0, 0), Hour(Pv, 0, 0, 10), Hour(Load, 0, 10));
        Assert.Equal(1_000_000, share.HourlyPpm);
    }

    [Fact]
    public void Own_sun_counts_although_the_grid_is_not_green()
    {
        // 97 % own sun: a gauge that looked at the grid alone showed 44 %.
        var share = Share(Hour(Load, 0, 100), Hour(Pv, 0, 0, 97), Hour(Grid, 0, 3, carbonNanograms: 3_000_000 * 684_900L));
        Assert.Equal(970_000, share.VolumetricPpm);
        Assert.Equal(970_000, share.HourlyPpm);
    }

    [Fact]
    public void Discharge_does_not_create_green_and_charge_is_not_load()
    {
        var share = Share(Hour(Load, 0, 100), Hour(Battery, 0, 0, 100), Hour(Battery, 1, 50), Hour(Grid, 1, 50));
        Assert.Equal(0, share.VolumetricPpm);
        Assert.Equal(100_000_000, share.LoadMilliwattHours);
    }

    [Fact]
    public void A_long_span_is_the_share_of_sums_not_the_mean_of_shares()
    {
        // A tiny summer hour at 100 % beside a large winter hour at 0 %: the mean of shares would say 50 %.
        var share = Share(Hour(Load, 0, 1), Hour(Pv, 0, 0, 1), Hour(Load, 4000, 99));
        Assert.Equal(10_000, share.HourlyPpm);
    }

    [Fact]
    public void A_gas_engine_is_generation_but_not_green_unless_marked()
    {
        Assert.Equal(0, Share(Hour(Load, 0, 10), Hour(Chp, 0, 0, 10)).HourlyPpm);
        var biogas = All.Select(node => node == Chp ? node with { IsGreen = true } : node).ToArray();
        var share = GreenShare.Of(ParkSeries.Of(biogas, [Hour(Load, 0, 10), Hour(Chp, 0, 0, 10)], 3600));
        Assert.Equal(1_000_000, share.HourlyPpm);
    }

    [Fact]
    public void What_an_inverter_draws_at_night_is_not_generation()
    {
        var share = Share(Hour(Load, 0, 100), Hour(Pv, 0, 7, 20));
        Assert.Equal(200_000, share.HourlyPpm);
    }

    [Fact]
    public void Shares_stay_within_0_and_1_and_the_hourly_never_exceeds_the_volumetric()
    {
        var hours = Gen.ArrayOf(Gen.Choose(0, 1_000_000).Two()).ToArbitrary();
        Check.QuickThrowOnFailure(Prop.ForAll(hours, pairs =>
        {
            var slots = pairs.SelectMany((pair, hour) => new[] { Hour(Load, hour, pair.Item1), Hour(Pv, hour, pair.Item2 % 7, pair.Item2) });
            var share = Share(slots.ToArray());
            if (share.LoadMilliwattHours == 0) return share.VolumetricPpm is null && share.HourlyPpm is null;
            return share.VolumetricPpm is >= 0 and <= 1_000_000 && share.HourlyPpm >= 0 && share.HourlyPpm <= share.VolumetricPpm;
        }));
    }

    [Fact]
    public void The_largest_sums_do_not_overflow() =>
        Assert.Equal(999_999, Ppm.Floor(Ppm.SumMax - 1, Ppm.SumMax));

    [Fact]
    public void A_negative_part_is_our_mistake_and_is_refused() =>
        Assert.Throws<ArgumentException>(() => Ppm.Floor(-1, 5));
}
