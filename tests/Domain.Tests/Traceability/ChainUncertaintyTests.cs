using System.Numerics;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Tests.Domain.Traceability;

/// <summary>What each certificate of a chain adds to the uncertainty of a point.</summary>
public class ChainUncertaintyTests
{
    private static ChannelUncertainty Channel(TestChain chain)
    {
        var verdict = chain.Verdict();
        Assert.Empty(verdict.Failing());
        return Assert.Single(verdict.Channels);
    }

    private static long[] Ppb(LoadPoint point) => [.. point.Parts.Select(part => part.StandardUncertaintyPpb)];

    private static CalibrationTable Table(int channel, params (decimal Amperes, decimal PowerFactor, decimal ExpandedPercent)[] points) => new(
        Quantities.ActiveEnergy, channel, AdjustmentStatus.NotAdjusted, "\\kilo\\watt\\hour", "\\percent",
        [.. points.Select(point => new CalibrationPoint(1, 0, point.ExpandedPercent, 2,
            [TestChain.Amperes(point.Amperes, point.Amperes), TestChain.Volts(230, 230), TestChain.PowerFactor(point.PowerFactor, point.PowerFactor)]))]);

    [Fact]
    public void Parts_are_the_roots_of_what_each_link_adds_and_name_its_certificate()
    {
        var chain = new TestChain();
        var channel = Channel(chain);
        Assert.Equal((1, 230_000L), (channel.ChannelId, channel.VoltageMillivolts));
        Assert.Equal([100L, 100, 1_000, 1_000, 5_000, 5_000, 25_000, 25_000], channel.Points.Select(point => point.CurrentMilliamperes));
        Assert.Equal([500_000, 1_000_000], channel.Points.Select(point => point.PowerFactorPpm).Distinct());
        foreach (var point in channel.Points)
        {
            // u = 500, 100, 30, 10 ppm: sqrt(500^2 - 100^2), sqrt(100^2 - 30^2), sqrt(30^2 - 10^2), 10, rounded up.
            Assert.Equal([489_898, 95_394, 28_285, 10_000], Ppb(point));
            Assert.Equal([chain.Meter.Hash, chain.Working.Hash, chain.Provincial.Hash, chain.National.Hash], point.Parts.Select(part => part.CertificateHash));
        }
    }

    [Fact]
    public void Parts_squared_and_summed_are_the_uncertainty_again_rounding_apart()
    {
        foreach (var point in Channel(new TestChain()).Points)
        {
            var square = Ppb(point).Aggregate(BigInteger.Zero, (sum, ppb) => sum + (BigInteger)ppb * ppb);
            Assert.InRange(square, (BigInteger)500_000 * 500_000, (BigInteger)500_002 * 500_002);
        }
    }

    [Fact]
    public void Of_the_points_of_the_standard_around_a_point_the_worst_counts()
    {
        var chain = new TestChain();
        chain.Working.Change(certificate => certificate with { Tables = [Table(0, (0.05m, 0.5m, 0.02m), (0.05m, 1, 0.02m), (10, 1, 0.06m), (25, 0.5m, 0.04m), (25, 1, 0.03m))] });
        chain.Meter.Change(certificate => certificate with { Tables = [Table(1, (0.1m, 1, 0.1m), (10, 1, 0.1m), (20, 0.8m, 0.1m), (25, 0.5m, 0.1m))] });
        var points = Channel(chain).Points.ToDictionary(point => (point.CurrentMilliamperes, point.PowerFactorPpm), point => Ppb(point)[0]);
        // Between 0.05 A and 10 A: 0.06 %; at 10 A: 0.06 %; at 20 A and 0.8 between 0.06, 0.03 (at 1) and 0.02, 0.04 (at 0.5); at the point itself: 0.04 %.
        Assert.Equal(Own(300_000), points[(100, 1_000_000)]);
        Assert.Equal(Own(300_000), points[(10_000, 1_000_000)]);
        Assert.Equal(Own(300_000), points[(20_000, 800_000)]);
        Assert.Equal(Own(200_000), points[(25_000, 500_000)]);
    }

    [Fact]
    public void The_parts_above_are_those_of_the_point_that_counts()
    {
        var chain = new TestChain();
        chain.Working.Change(certificate => certificate with { Tables = [Table(0, (0.05m, 0.5m, 0.02m), (0.05m, 1, 0.02m), (25, 0.5m, 0.06m), (25, 1, 0.06m))] });
        chain.Provincial.Change(certificate => certificate with { Tables = [Table(0, (0.05m, 0.5m, 0.006m), (0.05m, 1, 0.006m), (25, 0.5m, 0.04m), (25, 1, 0.04m))] });
        foreach (var point in Channel(chain).Points)
            Assert.Equal([Own(300_000), Root(300_000, 200_000), Root(200_000, 10_000), 10_000], Ppb(point));
    }

    [Fact]
    public void An_uncertainty_equal_to_the_standards_adds_nothing()
    {
        var chain = new TestChain();
        chain.Meter.Points(point => point with { Error = 0, ExpandedUncertainty = 0.02m });
        Assert.All(Channel(chain).Points, point => Assert.Equal([0, 95_394, 28_285, 10_000], Ppb(point)));
    }

    [Fact]
    public void An_error_that_remains_is_added_where_U_cannot_hold_it()
    {
        var chain = new TestChain();
        chain.Meter.Points(point => point with { Error = 0.05m });
        Assert.All(Channel(chain).Points, point => Assert.Equal(489_898, Ppb(point)[0]));
        chain.Meter.Points(point => point with { Error = -0.06m });
        // sqrt(500^2 - 100^2 + 600^2) ppm
        Assert.All(Channel(chain).Points, point => Assert.Equal(774_597, Ppb(point)[0]));
    }

    [Fact]
    public void Coverage_factors_other_than_two_are_taken_at_their_word()
    {
        var chain = new TestChain();
        chain.Meter.Points(point => point with { ExpandedUncertainty = 0.125m, CoverageFactor = 2.5m });
        Assert.All(Channel(chain).Points, point => Assert.Equal(489_898, Ppb(point)[0]));
    }

    [Fact]
    public void An_absolute_uncertainty_is_made_relative_to_the_reference()
    {
        var chain = new TestChain();
        chain.Meter.Tables(table => table with
        {
            ErrorUnit = "\\joule",
            Points = [.. table.Points.Select(point => point with { Error = 0, ExpandedUncertainty = point.Reference * 3_600_000 * 0.001m })],
        });
        Assert.All(Channel(chain).Points, point => Assert.Equal(489_898, Ppb(point)[0]));
    }

    [Fact]
    public void An_instrument_without_channels_is_channel_one()
    {
        var chain = new TestChain();
        chain.Meter.Tables(table => table with { ChannelId = 0 });
        Assert.Equal(1, Channel(chain).ChannelId);
    }

    [Fact]
    public void Every_channel_has_its_own_points_and_a_range_counts_with_both_ends()
    {
        var chain = new TestChain();
        chain.Use(TestChain.Amperes(1, 5));
        chain.Meter.Change(certificate => certificate with
        {
            Tables =
            [
                Table(3, (1, 1, 0.1m), (5, 1, 0.2m)) with { ErrorUnit = "\\percent" },
                new(Quantities.ActiveEnergy, 2, AdjustmentStatus.NotAdjusted, "\\joule", "\\percent",
                    [new CalibrationPoint(1, 0, 0.1m, 2, [TestChain.Amperes(0.5m, 10), TestChain.PowerFactor(-1, -0.5m)])]),
            ],
        });
        chain.Instrument = chain.Instrument! with { ClassLimitPpm = 10_000 };
        var verdict = chain.Verdict();
        Assert.Empty(verdict.Failing());
        Assert.Equal([2, 3], verdict.Channels.Select(channel => channel.ChannelId));
        Assert.Equal([(500L, 500_000), (500, 1_000_000), (10_000, 500_000), (10_000, 1_000_000)],
            verdict.Channels[0].Points.Select(point => (point.CurrentMilliamperes, point.PowerFactorPpm)));
        Assert.Equal([489_898L, Root(1_000_000, 100_000)], verdict.Channels[1].Points.Select(point => Ppb(point)[0]));
        Assert.Equal([0L, 230_000], verdict.Channels.Select(channel => channel.VoltageMillivolts));
    }

    [Fact]
    public void Of_two_points_at_one_place_the_worse_counts()
    {
        var chain = new TestChain();
        chain.Meter.Change(certificate => certificate with { Tables = [.. certificate.Tables, certificate.Tables[0] with
        {
            Points = [certificate.Tables[0].Points[0] with { ExpandedUncertainty = 0.15m, Conditions = [TestChain.Amperes(0.1m, 0.1m), TestChain.Volts(250, 250), TestChain.PowerFactor(0.5m, 0.5m)] }],
        }] });
        var channel = Channel(chain);
        Assert.Equal(8, channel.Points.Count);
        Assert.Equal(Root(750_000, 100_000), Ppb(channel.Points[0])[0]);
        Assert.Equal(250_000, channel.VoltageMillivolts);
    }

    private static long Own(long abovePpb) => Root(500_000, abovePpb);

    private static long Root(long ppb, long abovePpb) => (long)Math.Ceiling(Math.Sqrt((double)ppb * ppb - (double)abovePpb * abovePpb));
}
