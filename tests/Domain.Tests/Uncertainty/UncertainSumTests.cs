using System.Numerics;
using CarbonMeter.Domain.Uncertainty;
using FsCheck;
using FsCheck.Fluent;
using static CarbonMeter.Tests.Domain.Uncertainty.Sources;

namespace CarbonMeter.Tests.Domain.Uncertainty;

public class UncertainSumTests
{
    private static readonly Gen<UncertainAmount> Amounts =
        from value in Gen.Choose(-2_000_000_000, 2_000_000_000)
        from parts in Gen.Zip(Gen.Choose(1, 5), Gen.Choose(0, 50_000_000)).ArrayOf()
        select Amount(value, [.. parts.DistinctBy(part => part.Item1).Select(part => (part.Item1, (long)part.Item2))]);

    private static void Holds(Func<UncertainAmount[], bool> property) =>
        Check.QuickThrowOnFailure(Prop.ForAll(Amounts.ArrayOf().ToArbitrary(), property));

    [Fact]
    public void Nothing_is_certain() => Assert.Equal(new ExpandedFigure(0, 0), new UncertainSum().Expanded);

    [Fact]
    public void The_expanded_uncertainty_is_the_smallest_whole_number_that_is_not_too_small() => Holds(amounts =>
    {
        var sum = Sum(amounts);
        var squares = sum.Parts.Aggregate(BigInteger.Zero, (total, part) => total + 4 * (BigInteger)part.Billionths * part.Billionths);
        BigInteger expanded = sum.Expanded.Expanded, unit = BigInteger.Pow(10, 18);
        return expanded * expanded * unit >= squares && (expanded == 0 || (expanded - 1) * (expanded - 1) * unit < squares);
    });

    [Fact]
    public void Order_does_not_matter() => Holds(amounts => Sum(amounts).Expanded == Sum([.. amounts.Reverse()]).Expanded);

    [Fact]
    public void A_sum_of_sums_is_the_sum() => Holds(amounts =>
    {
        var sum = new UncertainSum();
        foreach (var few in amounts.Chunk(3)) sum.Add(Sum(few));
        return sum.Expanded == Sum(amounts).Expanded;
    });

    [Fact]
    public void What_is_taken_away_again_leaves_nothing_behind() => Holds(amounts =>
    {
        var sum = Sum(amounts);
        sum.Subtract(Sum(amounts));
        return sum.Expanded == new ExpandedFigure(0, 0);
    });

    [Fact]
    public void A_multiple_is_as_uncertain_as_its_factor_says() => Holds(amounts =>
    {
        var once = Sum(amounts).Expanded;
        var sevenTimes = Sum([.. amounts.Select(amount => amount.Times(7))]).Expanded;
        return sevenTimes.Value == 7 * once.Value
            && sevenTimes.Expanded <= 7 * once.Expanded && sevenTimes.Expanded > 7 * (once.Expanded - 1);
    });

    [Fact]
    public void A_common_source_is_never_better_than_independent_ones_among_amounts_of_one_sign() => Holds(amounts =>
    {
        var positive = amounts.Select(amount => Amount(Int128.Abs(amount.Value), (1, 1_000_000))).ToArray();
        var apart = positive.Select((amount, index) => Amount(amount.Value, (index % 250 + 1, 1_000_000))).ToArray();
        return Sum(positive).Expanded.Expanded >= Sum(apart).Expanded.Expanded;
    });

    [Fact]
    public void The_relative_uncertainty_rounds_up_and_nothing_has_none()
    {
        Assert.Equal(333_334, new ExpandedFigure(-3, 1).Ppm);
        Assert.Equal(0, new ExpandedFigure(3, 0).Ppm);
        Assert.Null(new ExpandedFigure(0, 1).Ppm);
    }

    [Fact]
    public void Large_figures_are_as_exact_as_small_ones()
    {
        var limit = Int128.Parse("100000000000000000000000000000", System.Globalization.CultureInfo.InvariantCulture);   // 1e29
        for (Int128 expanded = 1; expanded < limit; expanded = expanded * 3 + 1)
        {
            var half = expanded * (UncertainSum.BillionthsPerUnit / 2);
            Assert.Equal(expanded, Sum(new UncertainAmount(0, [new UncertainPart(Source(1), half)])).Expanded.Expanded);
            Assert.Equal(expanded + 1, Sum(new UncertainAmount(0, [new UncertainPart(Source(1), half + 1)])).Expanded.Expanded);
        }
    }
}
