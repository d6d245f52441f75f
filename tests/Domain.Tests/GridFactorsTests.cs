using CarbonMeter.TestSupport;
using System.Globalization;
using CarbonMeter.Domain.Factors;
using CarbonMeter.Records;

namespace CarbonMeter.Tests.Domain;

public class GridFactorsTests
{
    private static long Intensity(string id) => GridFactors.Find(id)!.IntensityAt(1_700_000_000).MilligramsPerKilowattHour;

    [Theory]
    [InlineData("CN-IM-2022", 684_900)]
    [InlineData("CN-IM-2021", 702_500)]
    [InlineData("CN-2022", 536_600)]
    [InlineData("CN-2023", 530_600)]
    [InlineData("CN-RESIDUAL-2023", 609_600)]
    [InlineData("CN-FOSSIL-2023", 827_300)]
    public void Published_figures_are_there(string id, long milligramsPerKilowattHour) =>
        Assert.Equal(milligramsPerKilowattHour, Intensity(id));

    [Theory]
    [InlineData("CN-2021")]
    [InlineData("CN-FOSSIL-2022")]
    [InlineData("CN-IM-2023")]
    public void What_was_not_verified_or_not_published_is_left_out(string id) => Assert.Null(GridFactors.Find(id));

    [Fact]
    public void Every_set_can_be_told_apart_and_fits_the_format()
    {
        Assert.Equal(86, GridFactors.All.Count);
        Assert.Equal(GridFactors.All.Count, GridFactors.All.Select(set => set.Id).Distinct().Count());
        foreach (var set in GridFactors.All)
        {
            Assert.InRange(set.Id.Length, 1, 32);
            Assert.InRange(set.Region.Length, 1, 32);
            Assert.InRange(set.Source.Length, 1, 200);
            Assert.All(set.Id + set.Region + set.Source, character => Assert.InRange(character, ' ', '~'));
            Assert.True(DateOnly.TryParseExact(set.Published, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
                out var published));
            Assert.True(published.Year > set.ReferenceYear);
            Assert.Equal(0, Assert.Single(set.Periods).FromUnixSeconds);
            Assert.NotNull(FactorSetCodec.Decode(FactorSetCodec.Encode(set), out _));
        }
    }

    [Fact]
    public void The_set_of_the_format_document_is_the_one_of_the_library() => Assert.Equal(
        "c2ca2198c33199156b9cf05a4064157f0bc50f316896a83ab7fa3cb3f5210ce4",
        Convert.ToHexStringLower(FactorSetCodec.Hash(FactorSetCodec.Encode(GridFactors.Find("CN-IM-2022")!))));

    // The changes from 2022 to 2023 as published, in tenths of a percent: an independent check of both years' table.
    [Theory]
    [InlineData("NORTH", -61)]
    [InlineData("NORTHEAST", -79, -80)]
    [InlineData("EAST", -21)]
    [InlineData("CENTRAL", -23)]
    [InlineData("NORTHWEST", -54)]
    [InlineData("SOUTH", 45)]
    [InlineData("SOUTHWEST", 90)]
    public void Published_changes_reproduce_from_the_figures(string region, int tenths, int? orTenths = null)
    {
        long before = Intensity($"CN-{region}-2022"), after = Intensity($"CN-{region}-2023");
        var change = (int)Math.Round((after - before) * 1000m / before, MidpointRounding.AwayFromZero);
        Assert.True(change == tenths || change == orTenths, $"{region}: {change}");
    }

    [Fact]
    public void The_library_agrees_with_the_table_from_outside()
    {
        var file = OutsideData.Require("factors/china_grid_factors_2021_2022.csv");
        var theirs = File.ReadLines(file).Skip(1).Select(line => line.Split(','))
            .Select(cells => (Kilograms(cells[2]), Kilograms(cells[3]))).Order().ToList();
        var ours = GridFactors.All.Where(set => set.ReferenceYear == 2021)
            .Select(set => (Intensity(set.Id), Intensity(set.Id[..^4] + "2022"))).Order().ToList();
        Assert.Equal(theirs, ours);
    }

    private static long Kilograms(string text) => (long)(decimal.Parse(text, CultureInfo.InvariantCulture) * 1_000_000);

    [Fact]
    public void The_set_a_meter_is_delivered_with_is_the_librarys_to_the_byte() =>
        Assert.Equal(FactorSetCodec.Encode(GridFactors.Find("CN-2023")!), FactorSetCodec.Encode(DeliveredFactors.Make()));
}
