using CarbonMeter.Domain.Uncertainty;
using static CarbonMeter.Tests.Domain.Uncertainty.Sources;

namespace CarbonMeter.Tests.Domain.Uncertainty;

/// <summary>
/// Propagation beside drawing (JCGM 101): every source is drawn from a normal distribution, all amounts follow it, and the spread of
/// the result is compared. The standard deviation of a sample of N has a relative standard deviation of 1 / sqrt(2 (N - 1)); five
/// of these are allowed, so a right sum fails about once in a million seeds, and the seed is fixed.
/// </summary>
public class MonteCarloTests
{
    private const int Draws = 100_000;
    private const int SourceCount = 12;
    private static readonly double Tolerance = 5 / Math.Sqrt(2.0 * (Draws - 1));

    // Three standards (1 national, 2 and 3 below it) and six meters, three on each; mWh and ppb.
    private static readonly UncertainAmount[] Meters = [.. Enumerable.Range(0, 6).Select(index => Amount(
        1_000_000_000_000L * (index + 2), (1, 600_000), (index < 3 ? 2 : 3, 900_000), (index + 4, 1_100_000 + index * 300_000)))];

    private static readonly UncertainAmount[] Unrelated = [.. Enumerable.Range(0, 6).Select(index => Amount(
        1_000_000_000_000L * (index + 2), (index + 4, 1_500_000 + index * 300_000)))];

    private static double[] Spread(Func<double[], double> result)
    {
        var random = new Random(20_240_611);
        var deviations = new double[SourceCount + 1];
        var results = new double[Draws];
        for (int draw = 0; draw < Draws; draw++)
        {
            for (int source = 1; source <= SourceCount; source++) deviations[source] = Normal(random);
            results[draw] = result(deviations);
        }
        return results;
    }

    private static double StandardDeviation(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static double Drawn(UncertainAmount amount, double[] deviations) => (double)amount.Value
        + amount.Parts.Sum(part => (double)part.Billionths / 1e9 * deviations[SourceNumber(part.Source)]);

    private static int SourceNumber(UncertaintySource source) =>
        Enumerable.Range(1, SourceCount).First(number => Source(number) == source);

    private static void Agrees(Int128 expanded, double[] drawn)
    {
        double ratio = (double)expanded / 2 / StandardDeviation(drawn);
        Assert.InRange(ratio, 1 - Tolerance, 1 + Tolerance);
    }

    [Fact]
    public void A_sum_of_unrelated_meters_agrees() =>
        Agrees(Sum(Unrelated).Expanded.Expanded, Spread(deviations => Unrelated.Sum(meter => Drawn(meter, deviations))));

    [Fact]
    public void A_sum_of_meters_with_common_standards_agrees_and_is_larger()
    {
        var sum = Sum(Meters);
        Agrees(sum.Expanded.Expanded, Spread(deviations => Meters.Sum(meter => Drawn(meter, deviations))));
        var asIfUnrelated = Sum([.. Meters.Select(meter => meter with
        {
            Parts = [.. meter.Parts.Select((part, index) => part with { Source = Source(100 + (int)(meter.Value / 1_000_000_000_000) * 4 + index) })],
        })]);
        Assert.True(sum.Expanded.Expanded > asIfUnrelated.Expanded.Expanded * 12 / 10);
    }

    [Fact]
    public void A_balance_of_meters_with_common_standards_agrees()
    {
        var balance = Sum(Meters[..3]);
        balance.Subtract(Sum(Meters[3..]));
        Agrees(balance.Expanded.Expanded, Spread(deviations =>
            Meters[..3].Sum(meter => Drawn(meter, deviations)) - Meters[3..].Sum(meter => Drawn(meter, deviations))));
    }

    [Fact]
    public void A_share_of_meters_with_common_standards_agrees()
    {
        // Green generation of meters 0 and 3 over the load of all: relative parts are about 0.1 %, so second order is about 1e-6 of it.
        UncertainAmount[] green = [Meters[0], Meters[3]];
        var band = ShareBand.Of(Sum(green), Sum(Meters))!;
        double scale = 1e6;
        var drawn = Spread(deviations => scale * green.Sum(meter => Drawn(meter, deviations)) / Meters.Sum(meter => Drawn(meter, deviations)));
        double standard = StandardDeviation(drawn);
        // The band is stated in whole ppm, rounded up.
        Assert.InRange(band.ExpandedPpm, 2 * standard * (1 - Tolerance), 2 * standard * (1 + Tolerance) + 1);
    }

    [Fact]
    public void The_hourly_share_agrees()
    {
        // Sun over half of the hours at twice the load of meter 0: matched is the load by day and nothing by night.
        var load = Amount(1_000_000_000_000, (1, 600_000), (4, 1_500_000));
        var sun = Amount(700_000_000_000, (1, 600_000), (5, 2_500_000));
        var band = ShareBand.Of(Sum(load, sun), Sum(load, load, load))!;
        double standard = StandardDeviation(Spread(deviations => 1e6 * (Drawn(load, deviations)
            + Math.Min(Drawn(load, deviations), Drawn(sun, deviations))) / (3 * Drawn(load, deviations))));
        Assert.InRange(band.ExpandedPpm, 2 * standard * (1 - Tolerance), 2 * standard * (1 + Tolerance) + 1);
    }
}
