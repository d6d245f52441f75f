using CarbonMeter.Domain.Calibration;

namespace CarbonMeter.Tests.Domain.Calibration;

public sealed class UncertaintyTests
{
    // Student's t worked out here by Simpson's rule, so that a slip in the table shows.
    private static double Coverage(double k, int freedom)
    {
        var perStep = 0.01;
        var gammas = 1.0;
        // Gamma((v + 1) / 2) / Gamma(v / 2), from v = 1 or 2 upwards in steps of 2.
        if (freedom % 2 == 1)
        {
            gammas = 1 / Math.Sqrt(Math.PI);
            for (var v = 1; v < freedom; v += 2) gammas *= (v + 1) / (double)v;
        }
        else
        {
            gammas = Math.Sqrt(Math.PI) / 2;
            for (var v = 2; v < freedom; v += 2) gammas *= (v + 1) / (double)v;
        }
        double Density(double x) => gammas / Math.Sqrt(freedom * Math.PI) * Math.Pow(1 + x * x / freedom, -(freedom + 1) / 2.0);
        var steps = 2 * (int)Math.Ceiling(k / perStep);
        var width = k / steps;
        var sum = Density(0) + Density(k);
        for (var i = 1; i < steps; i++) sum += (i % 2 == 1 ? 4 : 2) * Density(i * width);
        return 2 * sum * width / 3;
    }

    [Fact]
    public void Coverage_factors_cover_95_45_percent()
    {
        foreach (var freedom in new[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 25, 30, 35, 40, 45, 50, 100, 500 })
        {
            var k = (double)StudentT.CoverageFactor(freedom);
            // As rounded in the table, to 0.005.
            Assert.InRange(0.9545, Coverage(k - 0.0051, freedom), Coverage(k + 0.0051, freedom));
        }
    }

    [Fact]
    public void Between_two_lines_of_the_table_the_larger_factor_is_taken()
    {
        Assert.Equal(2.87m, StudentT.CoverageFactor(4.99));
        Assert.Equal(2.13m, StudentT.CoverageFactor(24.9));
        Assert.Equal(2.025m, StudentT.CoverageFactor(499));
        Assert.Equal(2.00m, StudentT.CoverageFactor(double.PositiveInfinity));
        Assert.Throws<ArgumentException>(() => StudentT.CoverageFactor(0.9));
    }

    [Fact]
    public void Effective_degrees_of_freedom_are_those_of_the_GUM()
    {
        // GUM G.4.1, its example: 0.25 %, 0.57 % and 0.82 % with 9, 4 and 14 degrees of freedom: 1.03 %, 19.
        var combined = UncertaintyBudget.Of([new("a", 2500, 9), new("b", 5700, 4), new("c", 8200, 14)]);
        Assert.Equal(10_295, combined.StandardPpm, 1.0);
        Assert.Equal(19.0, combined.DegreesOfFreedom, 0.5);
        Assert.Equal(2.15m, UncertaintyBudget.Of([new("a", 2500, 9), new("b", 5700, 4), new("c", 8200, 13)]).CoverageFactor);
        Assert.Equal(2.00m, UncertaintyBudget.Of([new("a", 100), new("b", 100)]).CoverageFactor);
        Assert.Equal(2.87m, UncertaintyBudget.Of([new("a", 0.001), new("b", 100, 4)]).CoverageFactor);
    }

    [Fact]
    public void Roots_of_decimals_are_exact_to_more_digits_than_a_double()
    {
        Assert.Equal(1.4142135623730950488016887m, DecimalRoot.Of(2), 24);
        Assert.Equal(0, DecimalRoot.Of(0));
        Assert.Equal(1_000_000_000_000m, DecimalRoot.Of(1e24m));
        Assert.Throws<ArgumentException>(() => DecimalRoot.Of(-1));
    }
}
