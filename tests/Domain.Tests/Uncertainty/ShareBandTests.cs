using CarbonMeter.Domain.Green;
using CarbonMeter.Domain.Uncertainty;
using FsCheck;
using FsCheck.Fluent;
using static CarbonMeter.Tests.Domain.Uncertainty.Sources;

namespace CarbonMeter.Tests.Domain.Uncertainty;

public class ShareBandTests
{
    private static CertainClass Judge(Int128 part, long partPpb, Int128 whole = default) =>
        ShareBand.Of(Sum(Amount(part, (1, partPpb))), Sum(Amount(whole == default ? 1_000_000_000 : whole)))!.Judge(GreenRules.InnerMongolia);

    [Fact]
    public void Independent_meters_add_in_quadrature()
    {
        var band = ShareBand.Of(Sum(Amount(500_000_000, (1, 3_000_000))), Sum(Amount(1_000_000_000, (2, 4_000_000))));
        Assert.Equal(new ShareBand(495_000, 505_000, 5_000), band);   // 0.5 x 2 x sqrt(0.3^2 + 0.4^2) % = 0.5 %
    }

    [Fact]
    public void A_common_standard_cancels() =>
        Assert.Equal(new ShareBand(500_000, 500_000, 0),
            ShareBand.Of(Sum(Amount(500_000_000, (1, 3_000_000))), Sum(Amount(1_000_000_000, (1, 3_000_000)))));

    [Fact]
    public void A_share_of_itself_is_certain() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Zip(Gen.Choose(1, int.MaxValue), Gen.Choose(0, 100_000_000)).ToArbitrary(), pair =>
            ShareBand.Of(Sum(Amount(pair.Item1, (1, pair.Item2))), Sum(Amount(pair.Item1, (1, pair.Item2)))) == new ShareBand(1_000_000, 1_000_000, 0)));

    [Fact]
    public void The_band_ends_at_0_and_1()
    {
        var nearAll = ShareBand.Of(Sum(Amount(999_000_000, (1, 10_000_000))), Sum(Amount(1_000_000_000)))!;
        Assert.Equal((979_020, 1_000_000), (nearAll.LowPpm, nearAll.HighPpm));
        var twice = ShareBand.Of(Sum(Amount(2_000_000_000, (1, 10_000_000))), Sum(Amount(1_000_000_000)))!;
        Assert.Equal((1_000_000, 1_000_000), (twice.LowPpm, twice.HighPpm));
        var wide = ShareBand.Of(Sum(Amount(1_000, (1, 900_000_000))), Sum(Amount(1_000_000)))!;
        Assert.Equal(0, wide.LowPpm);
    }

    [Fact]
    public void No_load_has_no_band() => Assert.Null(ShareBand.Of(Sum(Amount(5)), new UncertainSum()));

    [Fact]
    public void The_band_holds_the_share_as_it_is_printed() => Check.QuickThrowOnFailure(Prop.ForAll(
        (from part in Gen.Choose(0, int.MaxValue)
         from whole in Gen.Choose(1, int.MaxValue)
         from ppb in Gen.Choose(0, 100_000_000)
         select (part, whole, ppb)).ToArbitrary(), draw =>
        {
            var (part, whole, ppb) = draw;
            if (part > whole) (part, whole) = (whole, part);
            var band = ShareBand.Of(Sum(Amount(part, (1, ppb))), Sum(Amount(whole, (2, ppb))))!;
            int share = CarbonMeter.Domain.Ppm.Floor(part, whole)!.Value;
            return band.LowPpm <= share && share <= band.HighPpm;
        }));

    [Fact]
    public void A_class_is_certain_only_where_the_band_crosses_no_threshold()
    {
        Assert.Equal(new CertainClass("zero-carbon", true), Judge(810_000_000, 5_000_000));
        Assert.Equal(new CertainClass("low-carbon", false), Judge(805_000_000, 5_000_000));
        Assert.Equal(new CertainClass("low-carbon", false), Judge(795_000_000, 5_000_000));
        Assert.Equal(new CertainClass("low-carbon", true), Judge(600_000_000, 5_000_000));
        Assert.Equal(new CertainClass(null, false), Judge(499_000_000, 5_000_000));
        Assert.Equal(new CertainClass(null, true), Judge(400_000_000, 5_000_000));
    }

    [Fact]
    public void A_band_that_begins_at_a_threshold_does_not_cross_it_and_one_that_ends_there_does()
    {
        Assert.Equal(new CertainClass("zero-carbon", true), Judge(1_000_000_000, 100_000_000));   // 1 - 2 x 0.1
        Assert.Equal(new CertainClass("low-carbon", false), Judge(781_250_000, 12_000_000));      // 0.78125 + 0.01875
        Assert.Equal(new CertainClass("low-carbon", true), Judge(781_249_000, 12_000_000));
        Assert.Equal(new CertainClass("zero-carbon", true), Judge(800_000_000, 0));
    }
}
