using System.Text.Json;
using CarbonMeter.Domain.Factors;
using CarbonMeter.Domain.Parks;
using CarbonMeter.Records;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Tests.Web;

public class ParkEdgeTests
{
    private static void Register(RunningHost running, NodeRole role, TestMeter meter)
    {
        var registry = running.Host.Store.Registry;
        if (registry.Parks().Count == 0) registry.Put(new Park("p", "Park", 0));
        if (registry.FindMeter(meter.Id) is null) registry.Add(meter.Registration);
        registry.Put(new Node("p", meter.Id, null, role, meter.Id, false, meter.Id, 1));
    }

    private static void Keep(RunningHost running, params SignedRecord[] records) =>
        running.Host.Store.Ledger.Commit([.. records.Select(record => record.Entry())]);

    [Fact]
    public async Task A_figure_that_would_lose_digits_is_refused_rather_than_rounded()
    {
        await using var running = await RunningHost.StartAsync();
        var meter = new TestMeter("grid");
        Register(running, NodeRole.GridConnection, meter);
        // 38 hours at the largest energy an interval may hold are just above 2^53 mWh.
        Keep(running, [.. Enumerable.Range(0, 38).Select(_ => meter.Run(60, run =>
        {
            foreach (var interval in run.Intervals)
            {
                interval.Channels[0].ImportMilliwattHours = 4_000_000_000_000;
                interval.Channels[0].CarbonNanograms = 4_000_000_000_000 * 684_900;
            }
        }))]);
        long from = TestMeter.FirstStartUnixSeconds, to = meter.NextStartUnixSeconds;
        var problem = await running.RefusedAsync($"/api/v1/parks/p/summary?from={from}&to={to}", 422);
        Assert.Contains("9120000000000000", problem.GetProperty("detail").GetString());
        var shorter = await running.GetAsync($"/api/v1/parks/p/summary?from={from}&to={to - 3_600}");
        Assert.Equal(8_880_000_000_000_000, shorter.GetProperty("flows").GetProperty("gridImportMilliwattHours").GetInt64());
        Assert.Equal("6081912000000000000000", shorter.GetProperty("carbon").GetProperty("nanograms").GetString());
    }

    [Fact]
    public async Task Factor_sets_are_told_as_applied_also_when_a_late_record_tells_of_another()
    {
        await using var running = await RunningHost.StartAsync();
        var meter = new TestMeter("grid");
        Register(running, NodeRole.GridConnection, meter);
        byte[] first = meter.FactorSetHash;
        var before = meter.Run();
        meter.FactorSetHash = FactorSetCodec.Hash(FactorSetCodec.Encode(GridFactors.Find("CN-IM-2021")!));
        meter.IntensityMilligramsPerKilowattHour = 702_500;
        var late = meter.Run();
        meter.FactorSetHash = first;
        meter.IntensityMilligramsPerKilowattHour = 684_900;
        Keep(running, before, meter.Run());
        Assert.Equal(["TEST-2022"], await FactorSetsAsync(running));
        Keep(running, late);
        Assert.Equal(["TEST-2022", "CN-IM-2021", "TEST-2022"], await FactorSetsAsync(running));
        Keep(running, meter.Run());
        Assert.Equal(["TEST-2022", "CN-IM-2021", "TEST-2022"], await FactorSetsAsync(running));
    }

    [Fact]
    public async Task Intervals_of_different_lengths_meet_in_slots_of_the_longest()
    {
        await using var running = await RunningHost.StartAsync();
        var grid = new TestMeter("grid") { LengthSeconds = 900 };
        var load = new TestMeter("load", seed: 2);
        Register(running, NodeRole.GridConnection, grid);
        Register(running, NodeRole.Load, load);
        Keep(running, grid.Run(4), load.Run(60));
        var series = await running.GetAsync("/api/v1/parks/p/series?length=interval");
        Assert.Equal(900, series.GetProperty("lengthSeconds").GetInt32());
        var slots = series.GetProperty("slots").EnumerateArray().ToArray();
        Assert.Equal(4, slots.Length);
        Assert.All(slots, slot => Assert.True(slot.GetProperty("isWhole").GetBoolean()));
        var flows = (await running.GetAsync("/api/v1/parks/p/summary")).GetProperty("flows");
        foreach (var flow in flows.EnumerateObject())
            Assert.Equal(flow.Value.GetInt64(), slots.Sum(slot => slot.GetProperty("flows").GetProperty(flow.Name).GetInt64()));
    }

    [Fact]
    public async Task Data_that_begin_and_end_within_an_hour_are_expected_from_there_to_there()
    {
        await using var running = await RunningHost.StartAsync();
        var meter = new TestMeter("grid");
        meter.NextStartUnixSeconds += 17 * 60;
        Register(running, NodeRole.GridConnection, meter);
        Keep(running, meter.Run(), meter.Run(60), meter.Run(3));
        var summary = await running.GetAsync("/api/v1/parks/p/summary");
        Assert.Equal(TestMeter.FirstStartUnixSeconds + 17 * 60, summary.GetProperty("fromUnixSeconds").GetInt64());
        Assert.Equal(meter.NextStartUnixSeconds, summary.GetProperty("toUnixSeconds").GetInt64());
        var completeness = summary.GetProperty("completeness");
        Assert.Equal(78, completeness.GetProperty("expectedIntervals").GetInt64());
        Assert.Equal(1_000_000, completeness.GetProperty("ppm").GetInt32());
        Assert.Empty(completeness.GetProperty("holes").EnumerateArray());
        // Asked for the whole hour before, the quarter that nobody measured is missing.
        long whole = TestMeter.FirstStartUnixSeconds - 3_600;
        var asked = await running.GetAsync($"/api/v1/parks/p/summary?from={whole}&to={meter.NextStartUnixSeconds}");
        var hole = Assert.Single(asked.GetProperty("completeness").GetProperty("holes").EnumerateArray());
        Assert.Equal(whole, hole.GetProperty("fromUnixSeconds").GetInt64());
        Assert.Equal(JsonValueKind.Null, hole.GetProperty("reason").ValueKind);
    }

    private static async Task<string[]> FactorSetsAsync(RunningHost running) =>
        [.. (await running.GetAsync("/api/v1/parks/p/summary")).GetProperty("factorSets").EnumerateArray()
            .Select(set => set.GetProperty("id").GetString()!)];
}
