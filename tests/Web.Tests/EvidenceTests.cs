using System.Security.Cryptography;
using System.Text.Json;
using CarbonMeter.DotNet;
using CarbonMeter.Mqtt;
using CarbonMeter.Records;
using CarbonMeter.TestSupport;
using CarbonMeter.Web.Ingress;

namespace CarbonMeter.Tests.Web;

public class EvidenceTests(ParkFixture park)
{
    private static string Path(TestMeter meter) => $"/api/v1/meters/{Uri.EscapeDataString(meter.Id)}";

    [Fact]
    public async Task Meters_stand_as_they_sent()
    {
        var meters = (await park.Running.GetAsync("/api/v1/meters")).EnumerateArray()
            .ToDictionary(meter => meter.GetProperty("id").GetString()!);
        var load = meters[park.Load.Id];
        Assert.Equal(9, load.GetProperty("records").GetInt64());
        Assert.Equal(9, load.GetProperty("lastSequence").GetInt64());
        Assert.Equal(ParkFixture.To, load.GetProperty("lastIntervalEndUnixSeconds").GetInt64());
        Assert.Equal("load", Assert.Single(load.GetProperty("nodes").EnumerateArray()).GetProperty("nodeId").GetString());
        var silent = meters[park.Silent.Id];
        Assert.Equal(0, silent.GetProperty("records").GetInt64());
        Assert.Equal(1, silent.GetProperty("quarantinedMessages").GetInt64());
        Assert.True(silent.GetProperty("isRegistered").GetBoolean());
    }

    [Fact]
    public async Task A_stranger_verifies_a_record_with_what_the_api_gives()
    {
        var detail = await park.Running.GetAsync(Path(park.Load));
        var listed = await park.Running.GetAsync(Path(park.Load) + "/records/5");
        using var verifier = new PlatformVerifier(PlatformKeys.PublicKeyFromPem(detail.GetProperty("publicKeyPem").GetString()!));
        using var answer = await park.Running.Http.GetAsync(Path(park.Load) + "/records/5.cose");
        Assert.Equal("application/cose", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(detail.GetProperty("publicKeyPem").GetString(), await park.Running.Http.GetStringAsync(Path(park.Load) + "/key.pem"));
        byte[] bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal(park.Records[park.Load.Id][4].Bytes, bytes);
        Assert.True(CoseSign1View.TryParse(bytes, out var signed, out _));
        Assert.True(signed.IsSignedBy(verifier));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(signed.Payload)), listed.GetProperty("hash").GetString());
    }

    [Fact]
    public async Task Events_and_gaps_are_told()
    {
        var detail = await park.Running.GetAsync(Path(park.Load));
        var gap = Assert.Single(detail.GetProperty("gaps").EnumerateArray());
        Assert.Equal("gap", gap.GetProperty("name").GetString());
        Assert.Equal(ParkFixture.HoleFrom * 1000, gap.GetProperty("fromUnixMs").GetInt64());
        Assert.Equal(ParkFixture.HoleTo * 1000, gap.GetProperty("toUnixMs").GetInt64());
        Assert.Empty((await park.Running.GetAsync(Path(park.Grid))).GetProperty("gaps").EnumerateArray());
    }

    [Fact]
    public async Task A_record_is_read_out_as_it_was_signed()
    {
        var run = (IntervalRecord)park.Records[park.Grid.Id][1].Record;
        var answer = await park.Running.GetAsync(Path(park.Grid) + "/records/2");
        Assert.Equal("intervals", answer.GetProperty("kind").GetString());
        Assert.Equal(684_900, answer.GetProperty("intensityMilligramsPerKilowattHour").GetInt64());
        Assert.Equal(run.Registers[0].ImportMilliwattHours.ToString(),
            answer.GetProperty("registers")[0].GetProperty("importMilliwattHours").GetString());
        var intervals = answer.GetProperty("intervals").EnumerateArray().ToArray();
        Assert.Equal(run.Intervals.Length, intervals.Length);
        for (int index = 0; index < intervals.Length; index++)
        {
            var (said, read) = (run.Intervals[index].Channels[0], intervals[index].GetProperty("channels")[0]);
            Assert.Equal(run.FirstStartUnixSeconds + index * 60, intervals[index].GetProperty("startUnixSeconds").GetInt64());
            Assert.Equal(said.ImportMilliwattHours, read.GetProperty("importMilliwattHours").GetInt64());
            Assert.Equal(said.VoltageMillivolts.Value, read.GetProperty("voltageMillivolts").GetInt64());
            Assert.Equal(said.CarbonNanograms.ToString(), read.GetProperty("carbonNanograms").GetString());
        }
        var boot = await park.Running.GetAsync(Path(park.Grid) + "/records/1");
        Assert.Equal("boot", boot.GetProperty("event").GetProperty("name").GetString());
        Assert.Equal(JsonValueKind.Null, boot.GetProperty("intervals").ValueKind);
    }

    [Fact]
    public async Task Pages_of_records_follow_each_other_to_the_end()
    {
        var sequences = new List<long>();
        long? after = 0;
        while (after is not null)
        {
            var page = await park.Running.GetAsync($"{Path(park.Grid)}/records?limit=5&after={after}");
            sequences.AddRange(page.GetProperty("records").EnumerateArray()
                .Select(record => record.GetProperty("sequence").GetInt64()));
            after = page.GetProperty("nextAfter") is { ValueKind: JsonValueKind.Number } next ? next.GetInt64() : null;
        }
        Assert.Equal(Enumerable.Range(1, 17).Select(sequence => (long)sequence), sequences);
    }

    [Fact]
    public async Task Quarantine_keeps_the_bytes_and_says_why()
    {
        var listed = Assert.Single((await park.Running.GetAsync("/api/v1/quarantine")).GetProperty("messages").EnumerateArray());
        Assert.Equal("badSignature", listed.GetProperty("reason").GetString());
        Assert.Equal(park.Silent.Id, listed.GetProperty("meterId").GetString());
        Assert.Contains("not signed", listed.GetProperty("detail").GetString());
        long id = listed.GetProperty("id").GetInt64();
        Assert.Equal(park.Forged.Bytes, await park.Running.Http.GetByteArrayAsync($"/api/v1/quarantine/{id}/bytes"));
        Assert.Empty((await park.Running.GetAsync($"/api/v1/quarantine?before={id}")).GetProperty("messages").EnumerateArray());
    }

    [Fact]
    public async Task Factor_sets_come_with_the_bytes_behind_their_hash()
    {
        var sets = (await park.Running.GetAsync("/api/v1/factor-sets")).EnumerateArray().ToArray();
        var mine = Assert.Single(sets, set => !set.GetProperty("isBuiltIn").GetBoolean());
        Assert.Equal("TEST-2022", mine.GetProperty("id").GetString());
        var mongolia = Assert.Single(sets, set => set.GetProperty("id").GetString() == "CN-IM-2022");
        Assert.Equal(684_900, mongolia.GetProperty("periods")[0].GetProperty("milligramsPerKilowattHour").GetInt64());
        var hash = mongolia.GetProperty("hash").GetString();
        byte[] bytes = await park.Running.Http.GetByteArrayAsync($"/api/v1/factor-sets/{hash}.cbor");
        Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    [Fact]
    public async Task Live_readings_are_summed_by_role_and_what_does_not_read_is_said()
    {
        await using var running = await RunningHost.StartAsync();
        var registry = running.Host.Store.Registry;
        var clients = new List<MqttClient>();
        foreach (var (id, role, live) in new[]
        {
            ("g", Domain.Parks.NodeRole.GridConnection,
                """{"at":1,"seq":4,"channels":[{"id":1,"powerMilliwatts":1500000}],"pending":0}"""),
            ("p", Domain.Parks.NodeRole.Pv, """{"channels":[{"id":1,"powerMilliwatts":-700000}]}"""),
            ("l", Domain.Parks.NodeRole.Load, """{"channels":[{"id":1,"powerMilliwatts":92233720368547758}]}"""),
            ("s", Domain.Parks.NodeRole.Storage, "not JSON"),
        })
        {
            registry.Add(new TestMeter(id).Registration);
            if (registry.Parks().Count == 0) registry.Put(new Domain.Parks.Park("x", "X", 0));
            registry.Put(new Domain.Parks.Node("x", id, null, role, id, role == Domain.Parks.NodeRole.Pv, id, 1));
            clients.Add(await running.ConnectAsync(id));
            await clients[^1].PublishAsync(MeterTopic.Of(id, MeterTopic.Live), System.Text.Encoding.UTF8.GetBytes(live),
                MqttQos.AtMostOnce);
        }
        await RunningHost.UntilAsync(() => Task.FromResult(running.Host.Live.All()
            .Count(meter => meter.ReceivedAtUnixMs is not null) == 4), "all live readings");
        var park = await running.GetAsync("/api/v1/parks/x/live");
        Assert.Equal(1_500_000, park.GetProperty("gridImportMilliwatts").GetInt64());
        Assert.Equal(0, park.GetProperty("gridExportMilliwatts").GetInt64());
        Assert.Equal(700_000, park.GetProperty("pvMilliwatts").GetInt64());
        Assert.Equal(700_000, park.GetProperty("greenMilliwatts").GetInt64());
        Assert.Equal(JsonValueKind.Null, park.GetProperty("loadMilliwatts").ValueKind);
        Assert.Equal(["l", "s"], park.GetProperty("silentMeters").EnumerateArray().Select(meter => meter.GetString()));
        var meters = (await running.GetAsync("/api/v1/live")).EnumerateArray().ToArray();
        Assert.Equal([("g", true), ("l", false), ("p", true), ("s", false)],
            meters.Select(meter => (meter.GetProperty("meterId").GetString(), meter.GetProperty("isReadable").GetBoolean())));
        foreach (var client in clients) await client.DisposeAsync();
        await RunningHost.UntilAsync(async () => (await running.GetAsync("/api/v1/parks/x/live")).GetProperty("silentMeters")
            .GetArrayLength() == 4, "all gone");
    }

    [Fact]
    public async Task What_a_meter_says_of_its_health_is_told_and_counted()
    {
        await using var running = await RunningHost.StartAsync();
        running.Host.Store.Registry.Add(new TestMeter("well").Registration);
        running.Host.Store.Registry.Add(new TestMeter("odd").Registration);
        string document = File.ReadAllText(System.IO.Path.Combine(OutsideData.RepositoryRoot, "docs/formats/topics.md"));
        int start = document.IndexOf("{\"at\"", StringComparison.Ordinal);
        string example = document[start..document.IndexOf("```", start, StringComparison.Ordinal)];
        await using var well = await running.ConnectAsync("well");
        await using var odd = await running.ConnectAsync("odd");
        await well.PublishAsync(MeterTopic.Of("well", MeterTopic.Live), System.Text.Encoding.UTF8.GetBytes(example), MqttQos.AtMostOnce);
        await odd.PublishAsync(MeterTopic.Of("odd", MeterTopic.Live), """{"channels":[],"health":{"boots":9223372036854775807}}"""u8.ToArray(),
            MqttQos.AtMostOnce);
        await RunningHost.UntilAsync(() => Task.FromResult(running.Host.Live.All().Count(meter => meter.ReceivedAtUnixMs is not null) == 2), "both");
        var meters = (await running.GetAsync("/api/v1/live")).EnumerateArray().ToDictionary(meter => meter.GetProperty("meterId").GetString()!);
        Assert.False(meters["odd"].GetProperty("isReadable").GetBoolean());
        var health = meters["well"].GetProperty("reading").GetProperty("health");
        Assert.Equal(61_440, health.GetProperty("freeHeapBytes").GetInt64());
        Assert.Equal(86_400_000, health.GetProperty("uptimeMs").GetInt64());
        // Every member of the documented example arrives: none is left null.
        Assert.All(health.EnumerateObject(), member => Assert.Equal(JsonValueKind.Number, member.Value.ValueKind));
        string metrics = await running.Http.GetStringAsync("/metrics");
        Assert.Contains("carbonmeter_meter_free_heap_bytes{meter=\"well\"} 61440\n", metrics, StringComparison.Ordinal);
        Assert.Contains("carbonmeter_meter_uptime_seconds{meter=\"well\"} 86400\n", metrics, StringComparison.Ordinal);
        Assert.Contains("carbonmeter_meter_boots{meter=\"well\"} 3\n", metrics, StringComparison.Ordinal);
    }
}
