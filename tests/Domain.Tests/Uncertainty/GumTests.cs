using CarbonMeter.Domain.Uncertainty;
using static CarbonMeter.Tests.Domain.Uncertainty.Sources;

namespace CarbonMeter.Tests.Domain.Uncertainty;

/// <summary>Figures worked out elsewhere: the metrology notes behind docs/formats/uncertainty.md, and the GUM's own examples.</summary>
public class GumTests
{
    private const long Kilo = 1_000_000;

    [Theory]
    [InlineData(2_000, 1_154_701)]   // 0.2 % -> 0.115 %
    [InlineData(5_000, 2_886_752)]   // 0.5 % -> 0.289 %
    [InlineData(10_000, 5_773_503)]  // 1 % -> 0.577 %
    [InlineData(20_000, 11_547_006)] // 2 % -> 1.155 %
    [InlineData(0, 0)]
    public void A_class_limit_is_rectangular(int limitPpm, long ppb) => Assert.Equal(ppb, StandardUncertainty.PpbOfLimit(limitPpm));

    [Fact]
    public void Meter_and_transformer_of_class_0_5_give_0_82_percent()
    {
        var energy = Sum(Amount(Kilo, (1, StandardUncertainty.PpbOfLimit(5_000)), (2, StandardUncertainty.PpbOfLimit(5_000))));
        Assert.Equal(8_165, energy.Expanded.Ppm);
    }

    [Fact]
    public void A_factor_of_2_5_percent_makes_it_5_1_and_dominates()
    {
        var carbon = Sum(Amount(Kilo, (1, StandardUncertainty.PpbOfLimit(5_000)), (2, StandardUncertainty.PpbOfLimit(5_000))).Times(530_600));
        var drawnUp = CarbonUncertainty.Of(carbon, Sum(CarbonUncertainty.FactorPart(carbon.Value, 25_000)), 0);
        Assert.Equal(50_663, new ExpandedFigure(carbon.Value, drawnUp.Together!.Value).Ppm);
        Assert.Equal(8_165, new ExpandedFigure(carbon.Value, drawnUp.Energy).Ppm);
        Assert.Equal(50_000, new ExpandedFigure(carbon.Value, drawnUp.Factor!.Value).Ppm);
    }

    [Fact]
    public void A_stack_gives_5_9_percent()
    {
        // Mass = fraction x flow x pressure / temperature x (1 - moisture): relative parts in quadrature.
        var mass = Sum(Amount(Kilo, (1, StandardUncertainty.PpbOfExpanded(25_000)), (2, StandardUncertainty.PpbOfExpanded(50_000)),
            (3, 4_000_000), (4, 5_000_000), (5, StandardUncertainty.PpbOfExpanded(15_000))));
        Assert.Equal(59_280, mass.Expanded.Ppm);
    }

    [Fact]
    public void Ten_resistors_in_series_calibrated_with_one_standard_are_uncertain_by_1_ohm()
    {
        // GUM (JCGM 100:2008) 5.2.2, example: 1000 ohm each, u(Rs) = 100 milliohm, common to all: u = 1 ohm, not 0.32. In milliohm.
        var shared = Sum([.. Enumerable.Repeat(Amount(1_000_000, (1, 100_000)), 10)]);
        Assert.Equal(2 * 1_000, shared.Expanded.Expanded);
        var apart = Sum([.. Enumerable.Range(1, 10).Select(number => Amount(1_000_000, (number, 100_000)))]);
        Assert.Equal(633, apart.Expanded.Expanded);   // 2 x 100 x sqrt 10, rounded up
    }

    [Fact]
    public void A_factor_without_a_statement_leaves_the_whole_without_one()
    {
        var carbon = Sum(Amount(1_000_000, (1, 1_000_000)));
        var drawnUp = CarbonUncertainty.Of(carbon, Sum(CarbonUncertainty.FactorPart(400_000, 25_000)), 600_000);
        Assert.Null(drawnUp.Factor);
        Assert.Null(drawnUp.Together);
        Assert.Equal(2_000, drawnUp.Energy);
        Assert.Equal(600_000, drawnUp.NanogramsWithoutFactorStatement);
    }

    [Fact]
    public void Factors_of_several_sets_add_linearly()
    {
        var carbon = Sum(Amount(1_000_000), Amount(1_000_000));
        var drawnUp = CarbonUncertainty.Of(carbon,
            Sum(CarbonUncertainty.FactorPart(1_000_000, 30_000), CarbonUncertainty.FactorPart(1_000_000, 40_000)), 0);
        Assert.Equal(140_000, drawnUp.Factor);
    }

    [Fact]
    public void Gas_and_electricity_share_what_their_chains_share()
    {
        var electricity = Sum(Amount(1_000_000, (1, 30_000_000)));
        var gas = Sum(Amount(1_000_000, (2, 40_000_000)));
        var apart = CarbonUncertainty.Of(electricity, new UncertainSum(), 0, gas);
        Assert.Equal((60_000, 80_000, 100_000), (apart.Energy, apart.Gas, apart.Together));
        var linked = CarbonUncertainty.Of(electricity, new UncertainSum(), 0, Sum(Amount(1_000_000, (1, 40_000_000))));
        Assert.Equal(140_000, linked.Together);
        Assert.Null(CarbonUncertainty.Of(electricity, new UncertainSum(), 0).Gas);
    }
}
