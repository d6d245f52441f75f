using System.Globalization;
using System.Text.Json;
using CarbonMeter.Domain;
using CarbonMeter.Domain.Certified;
using CarbonMeter.Domain.Green;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Records;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Tests.Web;

public class SummaryTests(ParkFixture park)
{
    private const string Path = $"/api/v1/parks/{ParkFixture.ParkId}/summary";

    private static long Number(JsonElement element, string name) => element.GetProperty(name).GetInt64();

    private Int128 SumOf(TestMeter meter, Func<ChannelInterval, Int128> what)
    {
        Int128 sum = 0;
        foreach (var run in park.Records[meter.Id].Select(signed => signed.Record).OfType<IntervalRecord>())
            foreach (var interval in run.Intervals) sum += what(interval.Channels[0]);
        return sum;
    }

    [Fact]
    public async Task Figures_are_those_of_the_signed_records_and_of_the_domain()
    {
        var answer = await park.Running.GetAsync(Path);
        var store = park.Running.Host.Store;
        var nodes = store.Registry.Nodes(ParkFixture.ParkId);
        var hours = store.Queries.Series([], SlotLength.Hour, ParkFixture.From, ParkFixture.To);
        var domain = ParkSummary.Of(store.Registry.Parks().First(known => known.Id == ParkFixture.ParkId), nodes,
            store.Registry.Meters(), [.. hours.Select(hour => new JudgedSlot(hour, null))], ParkFixture.From, ParkFixture.To, GreenRules.InnerMongolia);

        var flows = answer.GetProperty("flows");
        Assert.Equal(SumOf(park.Grid, channel => channel.ImportMilliwattHours), Number(flows, "gridImportMilliwattHours"));
        Assert.Equal(SumOf(park.Grid, channel => channel.ExportMilliwattHours), Number(flows, "gridExportMilliwattHours"));
        Assert.Equal(SumOf(park.Pv, channel => channel.ExportMilliwattHours), Number(flows, "pvMilliwattHours"));
        Assert.Equal(SumOf(park.Pv, channel => channel.ExportMilliwattHours), Number(flows, "greenMilliwattHours"));
        Assert.Equal(SumOf(park.Load, channel => channel.ImportMilliwattHours), Number(flows, "loadMilliwattHours"));
        Assert.Equal(0, Number(flows, "chpMilliwattHours"));

        var share = answer.GetProperty("share");
        Assert.Equal(domain.Share.VolumetricPpm, share.GetProperty("volumetricPpm").GetInt32());
        Assert.Equal(domain.Share.HourlyPpm, share.GetProperty("hourlyPpm").GetInt32());
        Assert.Equal(domain.Verdict.Sentence, answer.GetProperty("verdict").GetProperty("sentence").GetString());
        Assert.Equal([800_000, 500_000], answer.GetProperty("verdict").GetProperty("classes").EnumerateArray()
            .Select(entry => (int)Number(entry, "sharePpmMin")));

        var carbon = answer.GetProperty("carbon");
        var nanograms = SumOf(park.Grid, channel => channel.CarbonNanograms);
        Assert.Equal(nanograms.ToString(CultureInfo.InvariantCulture), carbon.GetProperty("nanograms").GetString());
        Assert.Equal((nanograms / 1_000_000).ToString(CultureInfo.InvariantCulture), carbon.GetProperty("milligrams")
            .GetString());
        Assert.Equal((long)(nanograms / 1_000_000_000), (long)(decimal.Parse(carbon.GetProperty("kilograms").GetString()!,
            CultureInfo.InvariantCulture) * 1_000));
        Assert.Equal(684_900, Number(carbon, "milligramsPerKilowattHourOfImport"));

        Assert.Equal(Exact(domain.Balance.Total.ResidualMilliwattHours),
            Number(answer.GetProperty("balance"), "residualMilliwattHours"));
        // The two hours without the load's meter are no part of the balance.
        Assert.Equal(2, Number(answer.GetProperty("balance"), "wholeHours"));
        Assert.Equal(4, Number(answer.GetProperty("balance"), "hours"));
    }

    private static long Exact(Int128 value) => checked((long)value);

    [Fact]
    public async Task Completeness_shows_the_hole_and_its_reason()
    {
        var completeness = (await park.Running.GetAsync(Path)).GetProperty("completeness");
        Assert.Equal(240 + 240 + 120, Number(completeness, "completeIntervals"));
        Assert.Equal(3 * 240, Number(completeness, "expectedIntervals"));
        Assert.Equal(833_333, Number(completeness, "ppm"));
        Assert.True(completeness.GetProperty("holesAreAll").GetBoolean());
        var hole = Assert.Single(completeness.GetProperty("holes").EnumerateArray());
        Assert.Equal(park.Load.Id, hole.GetProperty("meterId").GetString());
        Assert.Equal(ParkFixture.HoleFrom, Number(hole, "fromUnixSeconds"));
        Assert.Equal(ParkFixture.HoleTo, Number(hole, "toUnixSeconds"));
        Assert.Equal("no power", hole.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Meters_factor_sets_and_faults_of_the_tree_are_told()
    {
        var answer = await park.Running.GetAsync(Path);
        var meters = answer.GetProperty("meters").EnumerateArray().ToArray();
        Assert.Equal([park.Grid.Id, park.Load.Id, park.Pv.Id], meters.Select(meter => meter.GetProperty("meterId").GetString()));
        Assert.Equal(["gridConnection", "load", "pv"], meters.Select(meter => meter.GetProperty("role").GetString()));
        Assert.Equal([17, 9, 16], meters.Select(meter => Number(meter, "records")));
        Assert.All(meters, meter => Assert.Equal(ParkFixture.To, Number(meter, "lastIntervalEndUnixSeconds")));
        var set = Assert.Single(answer.GetProperty("factorSets").EnumerateArray());
        Assert.Equal("TEST-2022", set.GetProperty("id").GetString());
        Assert.Equal(Convert.ToHexStringLower(FactorSetCodec.Hash(TestMeter.FactorSetBytes)), set.GetProperty("hash")
            .GetString());
        Assert.Equal("made for tests", set.GetProperty("source").GetString());
        Assert.Equal((ParkFixture.From, ParkFixture.To), (Number(set, "fromUnixSeconds"), Number(set, "toUnixSeconds")));
        var issue = Assert.Single(answer.GetProperty("issues").EnumerateArray());
        Assert.Equal(("chp", "unmetered"), (issue.GetProperty("nodeId").GetString(), issue.GetProperty("fault").GetString()));
    }

    [Theory]
    // Nothing asked, the whole data in every way to say it, and the park's calendar, which is eight hours ahead of UTC.
    [InlineData("", 0, 4)]
    [InlineData("?from=1700006400&to=1700020800", 0, 4)]
    [InlineData("?from=2023-11-15T00:00:00Z&to=2023-11-15T12:00:00%2B08:00", 0, 4)]
    [InlineData("?from=2023-11-15", -8, 4)]
    [InlineData("?from=2023-11-14&to=2023-11-15T01:00:00Z", -32, 1)]
    // Rounded out to hours, but not beyond the data.
    [InlineData("?from=1700006401&to=1700010001", 0, 2)]
    [InlineData("?to=1700012000", 0, 2)]
    public async Task The_span_is_the_one_asked_for(string query, int fromHours, int toHours)
    {
        var answer = await park.Running.GetAsync(Path + query);
        Assert.Equal(ParkFixture.From + fromHours * 3_600L, Number(answer, "fromUnixSeconds"));
        Assert.Equal(ParkFixture.From + toHours * 3_600L, Number(answer, "toUnixSeconds"));
        Assert.Equal(ParkFixture.From, Number(answer, "dataFromUnixSeconds"));
        Assert.Equal(ParkFixture.To, Number(answer, "dataToUnixSeconds"));
    }

    [Fact]
    public async Task A_park_without_meters_has_no_share_rather_than_none()
    {
        var answer = await park.Running.GetAsync("/api/v1/parks/empty/summary?from=2023-11-15&to=2023-11-16");
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("share").GetProperty("volumetricPpm").ValueKind);
        Assert.Equal("noLoad", answer.GetProperty("verdict").GetProperty("code").GetString());
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("completeness").GetProperty("ppm").ValueKind);
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("dataFromUnixSeconds").ValueKind);
    }

    [Theory]
    [InlineData("interval", 60, 240)]
    [InlineData("hour", 3_600, 4)]
    [InlineData("day", 86_400, 1)]
    public async Task A_series_of_any_length_adds_up_to_the_summary(string length, int lengthSeconds, int count)
    {
        var summary = (await park.Running.GetAsync(Path)).GetProperty("flows");
        var series = await park.Running.GetAsync($"/api/v1/parks/{ParkFixture.ParkId}/series?length={length}");
        Assert.Equal(lengthSeconds, Number(series, "lengthSeconds"));
        var slots = series.GetProperty("slots").EnumerateArray().ToArray();
        Assert.Equal(count, slots.Length);
        foreach (var flow in summary.EnumerateObject())
            Assert.Equal(flow.Value.GetInt64(), slots.Sum(slot => Number(slot.GetProperty("flows"), flow.Name)));
        Assert.Equal(SumOf(park.Grid, channel => channel.CarbonNanograms), slots.Aggregate((Int128)0, (sum, slot) =>
            sum + Int128.Parse(slot.GetProperty("carbonNanograms").GetString()!, CultureInfo.InvariantCulture)));
        // A day of the park begins at its own midnight.
        if (length == "day") Assert.Equal(ParkFixture.From - ParkFixture.OffsetMinutes * 60,
            Number(slots[0], "startUnixSeconds"));
        if (length == "hour") Assert.Equal([true, false, false, true], slots.Select(slot => slot.GetProperty("isWhole")
            .GetBoolean()));
    }
}
