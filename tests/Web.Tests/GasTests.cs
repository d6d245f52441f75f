using System.Globalization;
using System.Text;
using System.Text.Json;
using CarbonMeter.Domain.Parks;
using CarbonMeter.Mqtt;
using CarbonMeter.Records;
using CarbonMeter.TestSupport;
using CarbonMeter.Units;
using CarbonMeter.Web.Ingress;

namespace CarbonMeter.Tests.Web;

/// <summary>CO2 measured in a stack, from signed records over MQTT to the answers of a real host.</summary>
public sealed class GasTests
{
    private const long From = TestMeter.FirstStartUnixSeconds;
    private const string Gas = "/api/v1/parks/p/gas";
    private const string Summary = "/api/v1/parks/p/summary";

    private static TestMeter Stack(int channels = 0)
    {
        var meter = new TestMeter("stack-1", channels);
        meter.MeasureGas(GasBasis.Dry);
        return meter;
    }

    private static void Register(RunningHost running, NodeRole role, TestMeter meter)
    {
        var registry = running.Host.Store.Registry;
        if (registry.FindMeter(meter.Id) is null) registry.Add(meter.Registration);
        registry.Put(new Park("p", "Park", 8 * 60));
        registry.Put(new Node("p", meter.Id, null, role, "Node of " + meter.Id, false, meter.Id, 1));
    }

    private static List<GasInterval> Intervals(params SignedRecord[] records) => [.. records.Select(record => record.Record)
        .OfType<IntervalRecord>().SelectMany(run => run.Intervals).Select(interval => interval.Gas).OfType<GasInterval>()];

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static long Number(JsonElement element, string name) => element.GetProperty(name).GetInt64();

    private static string? String(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static async Task<JsonElement> MeterAsync(RunningHost running, string query = "") =>
        Assert.Single((await running.GetAsync(Gas + query)).GetProperty("meters").EnumerateArray());

    [Fact]
    public async Task Figures_of_a_stack_are_those_of_its_signed_records()
    {
        await using var running = await RunningHost.StartAsync();
        var stack = Stack();
        var records = new[] { stack.Run(60), stack.Run(60), stack.Run(30) };
        await running.SendAsync(stack, records);
        Register(running, NodeRole.Feeder, stack);
        var meter = await MeterAsync(running);
        var all = Intervals(records);
        var figures = meter.GetProperty("figures");
        Assert.Equal(Text(all.Sum(gas => gas.MassMilligrams.Value)), String(figures, "massMilligrams"));
        Assert.Equal(Text(all.Sum(gas => (gas.MassMilligrams.Value * 154_000 + 999_999) / 1_000_000)), String(figures, "expandedMilligrams"));
        Assert.InRange(Number(figures, "expandedPpm"), 154_000, 154_001);
        Assert.Equal("0", String(figures, "massWithoutUncertaintyMilligrams"));
        Assert.Equal(Text(all.Sum(gas => gas.VolumeLitres.Value)), String(figures, "volumeLitres"));
        Assert.Equal(all.Average(gas => gas.CarbonDioxidePpm.Value), Number(figures, "meanCarbonDioxidePpm"), 0.51);
        Assert.Equal((150 * 60_000, 150 * 60_000, 1_000_000),
            (Number(figures, "massMeasuredMs"), Number(meter, "askedMs"), Number(meter, "completenessPpm")));
        var reference = Assert.Single(meter.GetProperty("references").EnumerateArray());
        Assert.Equal((273_150, 101_325, "dry", 0), (Number(reference, "referenceMillikelvins"), Number(reference, "referencePascals"),
            String(reference, "basis"), Number(reference, "backgroundPpm")));
        Assert.Equal((From, stack.NextStartUnixSeconds), (Number(reference, "fromUnixSeconds"), Number(reference, "toUnixSeconds")));
        var slots = meter.GetProperty("slots").EnumerateArray().ToArray();
        Assert.Equal([From, From + 3_600, From + 7_200], slots.Select(slot => Number(slot, "startUnixSeconds")));
        Assert.Equal(Intervals(records[1]).Sum(gas => gas.MassMilligrams.Value), long.Parse(String(slots[1].GetProperty("figures"), "massMilligrams")!, CultureInfo.InvariantCulture));
        Assert.Equal(("feeder", "Node of stack-1", 0), (String(meter, "role"), String(meter, "nodeName"), Number(meter, "electricityChannels")));
        // By the park's clock 00:00 to 02:30 UTC lies within one day.
        var days = (await MeterAsync(running, "?length=day")).GetProperty("slots").EnumerateArray();
        Assert.Equal(figures.GetRawText(), Assert.Single(days).GetProperty("figures").GetRawText());
        Assert.Contains($"carbonmeter_gas_mass_milligrams_total{{meter=\"stack-1\"}} {Text(all.Sum(gas => gas.MassMilligrams.Value))}\n",
            await running.Http.GetStringAsync("/metrics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_park_whose_only_data_is_gas_has_a_span_and_a_summary_without_invented_energy()
    {
        await using var running = await RunningHost.StartAsync();
        var stack = Stack();
        await running.SendAsync(stack, stack.Run(60));
        Register(running, NodeRole.Feeder, stack);
        var park = Assert.Single((await running.GetAsync("/api/v1/parks")).EnumerateArray());
        Assert.Equal((From, From + 3_600), (Number(park, "dataFromUnixSeconds"), Number(park, "dataToUnixSeconds")));
        var summary = await running.GetAsync(Summary);
        Assert.Equal((From, From + 3_600), (Number(summary, "fromUnixSeconds"), Number(summary, "toUnixSeconds")));
        Assert.Empty(summary.GetProperty("meters").EnumerateArray());
        Assert.Equal("0", String(summary.GetProperty("carbon"), "nanograms"));
        Assert.Equal(0, Number(summary.GetProperty("completeness"), "expectedIntervals"));
        Assert.Empty((await running.GetAsync("/api/v1/parks/p/series")).GetProperty("slots").EnumerateArray());
        var meter = Assert.Single((await running.GetAsync("/api/v1/meters")).EnumerateArray());
        Assert.Equal((1, From + 3_600), (Number(meter, "records"), Number(meter, "lastIntervalEndUnixSeconds")));
        var record = await running.GetAsync("/api/v1/meters/stack-1/records/1");
        Assert.Empty(record.GetProperty("registers").EnumerateArray());
        Assert.Equal("dry", String(record.GetProperty("gasRegister"), "basis"));
        Assert.All(record.GetProperty("intervals").EnumerateArray(), interval => Assert.Empty(interval.GetProperty("channels").EnumerateArray()));
    }

    [Fact]
    public async Task Measured_carbon_is_in_no_figure_of_energy_and_a_meter_without_gas_is_not_listed()
    {
        await using var running = await RunningHost.StartAsync();
        var grid = new TestMeter("grid", seed: 2);
        await running.SendAsync(grid, grid.Run(60));
        Register(running, NodeRole.GridConnection, grid);
        Assert.Empty((await running.GetAsync(Gas)).GetProperty("meters").EnumerateArray());
        string carbon = (await running.GetAsync(Summary)).GetProperty("carbon").GetRawText();
        var stack = Stack();
        await running.SendAsync(stack, stack.Run(60));
        Register(running, NodeRole.Feeder, stack);
        Assert.Equal("stack-1", String(await MeterAsync(running), "meterId"));
        Assert.Equal(carbon, (await running.GetAsync(Summary)).GetProperty("carbon").GetRawText());
        Assert.DoesNotContain("carbonmeter_gas_mass_milligrams_total{meter=\"grid\"}", await running.Http.GetStringAsync("/metrics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_not_measured_or_not_stated_is_null_and_never_zero()
    {
        await using var running = await RunningHost.StartAsync();
        var stack = Stack(channels: 1);
        await running.SendAsync(stack,
            stack.Run(60, run => Array.ForEach(run.Intervals, interval =>
                interval.Gas!.MassMilligrams = interval.Gas.MassUncertaintyPpm = interval.Gas.VolumeLitres = Reading.Missing)),
            stack.Run(60, run => Array.ForEach(run.Intervals, interval => interval.Gas!.MassUncertaintyPpm = Reading.Missing)),
            stack.Run(60, run => Array.ForEach(run.Intervals, interval => interval.Gas = null)));
        Register(running, NodeRole.Chp, stack);
        var meter = await MeterAsync(running);
        Assert.Equal((1, 333_333, 666_666), (Number(meter, "electricityChannels"), Number(meter, "completenessPpm"), Number(meter, "carbonDioxideCompletenessPpm")));
        var slots = meter.GetProperty("slots").EnumerateArray().Select(slot => slot.GetProperty("figures")).ToArray();
        Assert.Null(String(slots[0], "massMilligrams"));
        Assert.Null(String(slots[0], "volumeLitres"));
        Assert.InRange(Number(slots[0], "meanCarbonDioxidePpm"), 100_000, 130_000);
        Assert.Equal(String(slots[1], "massMilligrams"), String(slots[1], "massWithoutUncertaintyMilligrams"));
        Assert.Null(String(slots[1], "expandedMilligrams"));
        Assert.Equal(JsonValueKind.Null, slots[1].GetProperty("expandedPpm").ValueKind);
        Assert.All(slots[2].EnumerateObject().Where(figure => !figure.Name.EndsWith("MeasuredMs", StringComparison.Ordinal)),
            figure => Assert.Equal(JsonValueKind.Null, figure.Value.ValueKind));
    }

    [Fact]
    public async Task A_change_of_the_reference_state_is_told_and_volumes_over_it_are_not_added()
    {
        await using var running = await RunningHost.StartAsync();
        var stack = new TestMeter("stack-1", channels: 0);
        var register = stack.MeasureGas();
        Register(running, NodeRole.Feeder, stack);
        var first = stack.Run(60);
        register.ReferenceMillikelvins = 293_150;
        register.Basis = GasBasis.Dry;
        running.Host.Store.Ledger.Commit([first.Entry(), stack.Run(60).Entry()]);
        var both = await MeterAsync(running);
        Assert.Equal([(273_150, "wet"), (293_150, "dry")], both.GetProperty("references").EnumerateArray()
            .Select(reference => ((int)Number(reference, "referenceMillikelvins"), String(reference, "basis")!)));
        Assert.Null(String(both.GetProperty("figures"), "volumeLitres"));
        Assert.NotNull(String(both.GetProperty("figures"), "massMilligrams"));
        var second = await MeterAsync(running, $"?from={From + 3_600}&to={From + 7_200}");
        Assert.NotNull(String(second.GetProperty("figures"), "volumeLitres"));
        Assert.Equal("dry", String(Assert.Single(second.GetProperty("references").EnumerateArray()), "basis"));
    }

    [Fact]
    public async Task Sensor_gaps_are_told_once_each_with_part_and_reason()
    {
        await using var running = await RunningHost.StartAsync();
        var stack = Stack();
        await running.SendAsync(stack, stack.Run(60),
            Gap(stack, "SCD30", 1, From + 600, null), Gap(stack, "SCD30", 1, From + 600, From + 1_200),
            Gap(stack, "SDP810", 6, From + 1_800, null), stack.Run(60), Gap(stack, "SHT4x", 77, From + 4_000, null));
        Register(running, NodeRole.Feeder, stack);
        var meter = await MeterAsync(running);
        Assert.Equal(3, Number(meter, "gapCount"));
        var gaps = meter.GetProperty("gaps").EnumerateArray().ToArray();
        Assert.Equal(["SHT4x", "SDP810", "SCD30"], gaps.Select(gap => String(gap, "part")));
        Assert.Equal((From + 1_200) * 1000, Number(gaps[2], "toUnixMs"));
        Assert.Equal(JsonValueKind.Null, gaps[1].GetProperty("toUnixMs").ValueKind);
        Assert.Equal("SCD30 gave no figure from 2023-11-15 00:10:00 UTC to 2023-11-15 00:20:00 UTC: it did not answer", String(gaps[2], "english"));
        Assert.Equal("2023-11-15 00:30:00 UTC 起 SDP810没有读数：设置丢失", String(gaps[1], "chinese"));
        Assert.EndsWith("(reason 77)", String(gaps[0], "english"), StringComparison.Ordinal);
        var later = await MeterAsync(running, $"?from={From + 3_600}&to={From + 7_200}");
        Assert.Equal(["SHT4x", "SDP810"], later.GetProperty("gaps").EnumerateArray().Select(gap => String(gap, "part")));
        // A meter that started anew tells anew what still fails: the gap before ends there.
        await running.SendAsync(stack, stack.Event(EventCode.Boot));
        var restarted = (await MeterAsync(running)).GetProperty("gaps").EnumerateArray().ToArray();
        Assert.Equal(stack.NextStartUnixSeconds * 1000, Number(restarted[1], "toUnixMs"));
    }

    [Fact]
    public async Task As_of_a_past_moment_only_what_had_come_counts()
    {
        await using var running = await RunningHost.StartAsync();
        var stack = Stack();
        Register(running, NodeRole.Feeder, stack);
        var first = stack.Run(30);
        var lasting = Gap(stack, "SCD30", 3, From + 600, null);
        var (ended, second) = (Gap(stack, "SCD30", 3, From + 600, From + 900), stack.Run(30));
        running.Host.Store.Ledger.Commit([first.Entry(receivedAtUnixMs: 1_700_010_000_000), lasting.Entry(receivedAtUnixMs: 1_700_010_000_000)]);
        running.Host.Store.Ledger.Commit([ended.Entry(receivedAtUnixMs: 1_700_020_000_000), second.Entry(receivedAtUnixMs: 1_700_020_000_000)]);
        string span = $"?from={From}&to={From + 3_600}";
        var then = await MeterAsync(running, span + "&asOf=1700010001");
        Assert.Equal(Text(Intervals(first).Sum(gas => gas.MassMilligrams.Value)), String(then.GetProperty("figures"), "massMilligrams"));
        Assert.Equal(500_000, Number(then, "completenessPpm"));
        Assert.Equal(JsonValueKind.Null, Assert.Single(then.GetProperty("gaps").EnumerateArray()).GetProperty("toUnixMs").ValueKind);
        var now = await MeterAsync(running, span);
        Assert.Equal(Text(Intervals(first, second).Sum(gas => gas.MassMilligrams.Value)), String(now.GetProperty("figures"), "massMilligrams"));
        Assert.Equal((From + 900) * 1000, Number(Assert.Single(now.GetProperty("gaps").EnumerateArray()), "toUnixMs"));
        var before = await MeterAsync(running, span + "&asOf=1700009999");
        Assert.Null(String(before.GetProperty("figures"), "massMilligrams"));
        Assert.Empty(before.GetProperty("references").EnumerateArray());
        Assert.Empty(before.GetProperty("slots").EnumerateArray());
    }

    [Theory]
    [InlineData("?length=minute", "hour or day")]
    [InlineData("?from=0&to=1700000000", "Ask for a longer slot or for at most 833 days.")]
    [InlineData("?from=yesterday", "is not understood")]
    public async Task What_cannot_be_answered_says_what_to_do(string query, string words)
    {
        await using var running = await RunningHost.StartAsync();
        Register(running, NodeRole.Feeder, Stack());
        var problem = await running.RefusedAsync(Gas + query, 400);
        Assert.Contains(words, String(problem, "detail"), StringComparison.Ordinal);
        await running.RefusedAsync("/api/v1/parks/nowhere/gas", 404);
    }

    [Fact]
    public async Task A_live_reading_shows_what_the_gas_channel_reads_now()
    {
        await using var running = await RunningHost.StartAsync();
        var stack = Stack();
        Register(running, NodeRole.Feeder, stack);
        await using var client = await running.ConnectAsync(stack.Id);
        client.TryPublish(MeterTopic.Of(stack.Id, MeterTopic.Live), Encoding.UTF8.GetBytes("""
            {"at":1700000000000,"seq":41,"channels":[],"pending":0,
             "gas":{"massMilligrams":1057654321,"volumeLitres":4512345,"carbonDioxidePpm":118000,"waterPpm":62000,
             "differentialPressureMillipascals":99800,"pressurePascals":100500,"temperatureMillikelvins":313150,
             "massMicrogramsPerSecond":157064000}}
            """), MqttQos.AtMostOnce);
        await RunningHost.UntilAsync(() => Task.FromResult(running.Host.Live.All().Any(live => live.Reading is not null)), "a live reading");
        var raw = Assert.Single((await running.GetAsync("/api/v1/live")).EnumerateArray()).GetProperty("reading").GetProperty("gas");
        Assert.Equal((1_057_654_321, 99_800), (Number(raw, "massMilligrams"), Number(raw, "differentialPressureMillipascals")));
        var live = await running.GetAsync("/api/v1/parks/p/live");
        var gas = Assert.Single(live.GetProperty("gas").EnumerateArray());
        Assert.Equal(("stack-1", 118_000, 157_064_000), (String(gas, "meterId"), Number(gas, "carbonDioxidePpm"), Number(gas, "massMicrogramsPerSecond")));
        Assert.Equal(JsonValueKind.Null, live.GetProperty("loadMilliwatts").ValueKind);
    }

    private static SignedRecord Gap(TestMeter meter, string part, int reason, long from, long? to) => meter.Event(EventCode.SensorGap, part, gap =>
        (gap.Reason, gap.FromUnixMs, gap.ToUnixMs) = (reason, Reading.Of(from * 1000), to is null ? Reading.Missing : Reading.Of(to.Value * 1000)));
}
