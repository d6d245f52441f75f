using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using CarbonMeter.Mqtt;
using CarbonMeter.TestSupport;
using CarbonMeter.Web.Ingress;
using Microsoft.Data.Sqlite;

namespace CarbonMeter.Tests.Web;

public partial class SystemTests(ParkFixture park)
{
    [GeneratedRegex("""^(?<name>[a-z_]+)(\{(?<label>[a-z]+)="(?<value>([^"\\]|\\.)*)"\})? (?<number>-?[0-9]+(\.[0-9]+)?)$""")]
    private static partial Regex Sample();

    [Fact]
    public async Task Metrics_read_as_prometheus_text_and_tell_what_happened()
    {
        using var answer = await park.Running.Http.GetAsync("/metrics");
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        var types = new Dictionary<string, string>();
        var samples = new Dictionary<string, decimal>();
        foreach (var line in (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith("# HELP ", StringComparison.Ordinal)) continue;
            if (line.StartsWith("# TYPE ", StringComparison.Ordinal))
            {
                var words = line.Split(' ');
                Assert.Contains(words[3], new[] { "counter", "gauge" });
                types.Add(words[2], words[3]);
                continue;
            }
            var sample = Sample().Match(line);
            Assert.True(sample.Success, line);
            string name = sample.Groups["name"].Value;
            Assert.True(types.ContainsKey(name), $"{name} has no type before it");
            if (types[name] == "counter") Assert.EndsWith("_total", name);
            samples.Add(sample.Groups["label"].Success ? $"{name} {sample.Groups["value"].Value}" : name,
                decimal.Parse(sample.Groups["number"].Value, CultureInfo.InvariantCulture));
        }
        Assert.Equal(17 + 16 + 9, samples["carbonmeter_ingest_messages_total accepted"]);
        Assert.Equal(1, samples["carbonmeter_ingest_quarantined_total badSignature"]);
        Assert.Equal(17 + 16 + 9, samples["carbonmeter_ledger_records"]);
        Assert.Equal(43, samples["carbonmeter_mqtt_publishes_total"]);
        Assert.Equal(16, samples["carbonmeter_meter_records pv-1"]);
        Assert.Equal(9, samples["carbonmeter_meter_records load-\\\"A\\\"\\\\?"]);
        Assert.InRange(samples["carbonmeter_meter_last_seen_seconds pv-1"], 1_700_000_000, 4_102_444_800);
        Assert.Equal(1, samples["carbonmeter_ingest_healthy"]);
        Assert.Equal(1, samples["carbonmeter_verdicts_healthy"]);
        Assert.Equal(3, samples["carbonmeter_verdicts_bindings"]);
        Assert.True(samples["process_cpu_seconds_total"] > 0);
        Assert.True(samples["process_resident_memory_bytes"] > 10_000_000);
    }

    [Fact]
    public async Task Health_turns_to_503_while_nothing_can_be_judged_and_back_and_acknowledging_goes_on()
    {
        await using var running = await RunningHost.StartAsync();
        Execute(running, "ALTER TABLE verdict_texts RENAME TO verdict_texts_away");
        var meter = new TestMeter("m-1");
        await running.SendAsync(meter, meter.Run());
        await RunningHost.UntilAsync(async () => (await running.Http.GetAsync("/healthz"))
            .StatusCode == HttpStatusCode.ServiceUnavailable, "503");
        using var failing = await running.Http.GetAsync("/healthz");
        var verdicts = JsonDocument.Parse(await failing.Content.ReadAsStringAsync()).RootElement.GetProperty("verdicts");
        Assert.Contains("verdict_texts", verdicts.GetProperty("detail").GetString());
        await using var client = await running.ConnectAsync(meter.Id);
        await client.PublishAsync(MeterTopic.Of(meter.Id, MeterTopic.Record), meter.Run().Bytes, MqttQos.AtLeastOnce)
            .WaitAsync(TimeSpan.FromSeconds(10));
        Execute(running, "ALTER TABLE verdict_texts_away RENAME TO verdict_texts");
        await RunningHost.UntilAsync(async () => (await running.Http.GetAsync("/healthz")).StatusCode == HttpStatusCode.OK,
            "200 again");
        Assert.Contains("1 of 1 bindings judged", await running.Http.GetStringAsync("/healthz"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_turns_to_503_while_the_ledger_fails_and_back()
    {
        await using var running = await RunningHost.StartAsync(configure: options => options.Ingest.RetryMsMax = 20);
        using var well = await running.Http.GetAsync("/healthz");
        Assert.Equal(HttpStatusCode.OK, well.StatusCode);

        var meter = new TestMeter("m-1");
        await running.SendAsync(meter, meter.Run());
        await using var client = await running.ConnectAsync(meter.Id);
        // Whatever makes a commit fail will do; a missing table does so at once, and can be put back.
        Execute(running, "ALTER TABLE records RENAME TO records_away");
        var acknowledged = client.PublishAsync(MeterTopic.Of(meter.Id, MeterTopic.Record), meter.Run().Bytes,
            MqttQos.AtLeastOnce);
        await RunningHost.UntilAsync(async () => (await running.Http.GetAsync("/healthz"))
            .StatusCode == HttpStatusCode.ServiceUnavailable, "503");
        Assert.False(acknowledged.IsCompleted);
        using var failing = await running.Http.GetAsync("/healthz");
        var ingest = JsonDocument.Parse(await failing.Content.ReadAsStringAsync()).RootElement.GetProperty("ingest");
        Assert.Contains("nothing is acknowledged", ingest.GetProperty("detail").GetString());
        Execute(running, "ALTER TABLE records_away RENAME TO records");
        await acknowledged.WaitAsync(TimeSpan.FromSeconds(10));
        await RunningHost.UntilAsync(async () => (await running.Http.GetAsync("/healthz")).StatusCode == HttpStatusCode.OK,
            "200 again");
    }

    [Fact]
    public async Task A_ledger_that_cannot_be_read_is_a_problem_that_says_so()
    {
        await using var running = await RunningHost.StartAsync();
        Execute(running, "ALTER TABLE meters RENAME TO meters_away");
        var problem = await running.RefusedAsync("/api/v1/meters", 503);
        Assert.Contains("ledger.db", problem.GetProperty("detail").GetString());
        using var health = await running.Http.GetAsync("/healthz");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
        var answer = JsonDocument.Parse(await health.Content.ReadAsStringAsync()).RootElement;
        Assert.False(answer.GetProperty("ledger").GetProperty("isHealthy").GetBoolean());
        Assert.True(answer.GetProperty("mqtt").GetProperty("isHealthy").GetBoolean());
    }

    [Fact]
    public async Task The_openapi_document_describes_every_operation_parameter_and_figure()
    {
        var document = await park.Running.GetAsync("/openapi/v1.json");
        var operations = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => (path.Name, operation.Value))).ToArray();
        Assert.Equal(
        [
            "/api/v1/calendar", "/api/v1/certificates", "/api/v1/certificates/{hash}", "/api/v1/certificates/{hash}.xml",
            "/api/v1/factor-sets", "/api/v1/factor-sets/{hash}.cbor", "/api/v1/judging", "/api/v1/live", "/api/v1/meters",
            "/api/v1/meters/{id}", "/api/v1/meters/{id}/chain", "/api/v1/meters/{id}/key.pem", "/api/v1/meters/{id}/records",
            "/api/v1/meters/{id}/records/{sequence}", "/api/v1/meters/{id}/records/{sequence}.cose",
            "/api/v1/meters/{id}/verdicts", "/api/v1/parks", "/api/v1/parks/{id}/gas", "/api/v1/parks/{id}/live",
            "/api/v1/parks/{id}/series", "/api/v1/parks/{id}/summary", "/api/v1/quarantine", "/api/v1/quarantine/{id}/bytes",
            "/healthz", "/metrics",
        ], operations.Select(operation => operation.Name).Order(StringComparer.Ordinal));
        foreach (var (path, operation) in operations)
        {
            Assert.True(HasText(operation, "summary") && HasText(operation, "description"), path);
            if (!operation.TryGetProperty("parameters", out var parameters)) continue;
            foreach (var parameter in parameters.EnumerateArray())
                Assert.True(HasText(parameter, "description"), $"{path}: {parameter.GetProperty("name")}");
        }
        foreach (var schema in document.GetProperty("components").GetProperty("schemas").EnumerateObject()
            .Where(schema => schema.Name.EndsWith("Answer", StringComparison.Ordinal)))
        {
            Assert.True(HasText(schema.Value, "description"), schema.Name);
            foreach (var figure in schema.Value.GetProperty("properties").EnumerateObject())
            {
                // What is either nothing or an object of its own is described there.
                Assert.True(HasText(figure.Value, "description") || figure.Value.TryGetProperty("oneOf", out _),
                    $"{schema.Name}.{figure.Name}");
            }
        }
    }

    private static bool HasText(JsonElement element, string name) =>
        element.TryGetProperty(name, out var text) && !string.IsNullOrWhiteSpace(text.GetString());

    private static void Execute(RunningHost running, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={running.Host.Store.Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
