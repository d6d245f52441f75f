using CarbonMeter.Domain.Ledger;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CarbonMeter.Web.Api;

/// <summary>For those who watch the host: is it well, and what has it done.</summary>
internal static class SystemRoutes
{
    internal static void Map(WebApplication app)
    {
        var system = app.MapGroup("").WithTags("System");
        system.MapGet("/healthz", Health).Describe("health", "Whether the host is well",
            "200 when the ledger reads, commits succeed, verdicts follow what is known and meters can connect; 503 with the same "
            + "answer when one of them does not.")
            .Produces<HealthAnswer>()
            .Produces<HealthAnswer>(StatusCodes.Status503ServiceUnavailable);
        system.MapGet("/metrics", Metrics).Describe("metrics", "Counters and gauges as Prometheus text",
            "Ingest outcomes by reason, MQTT connections by reason of their end, last seen of each meter (unix s) and the verdict "
            + "on its chain, records, CPU (s), memory (bytes).")
            .Produces<string>(StatusCodes.Status200OK, "text/plain").Refuses(503);
    }

    private static JsonHttpResult<HealthAnswer> Health(WebParts parts)
    {
        var ingest = parts.Pipeline.Health;
        var answer = new HealthAnswer(Ledger(parts),
            new HealthPart(ingest.IsHealthy, ingest.IsHealthy
                ? $"{parts.Pipeline.InFlight} messages on their way"
                : $"{ingest.Failure} Tried {ingest.Attempts} times; nothing is acknowledged until it succeeds."),
            Verdicts(parts),
            new HealthPart(parts.Mqtt.ConnectionsNow < parts.Mqtt.ConnectionsMax,
                $"{parts.Mqtt.ConnectionsNow} of at most {parts.Mqtt.ConnectionsMax} connections"));
        return TypedResults.Json(answer, statusCode: answer.IsHealthy ? StatusCodes.Status200OK
            : StatusCodes.Status503ServiceUnavailable);
    }

    private static HealthPart Ledger(WebParts parts)
    {
        try
        {
            var (records, quarantined) = parts.Store.Queries.Counts();
            return new HealthPart(true, $"{records} records, {quarantined} quarantined messages");
        }
        catch (LedgerException failure)
        {
            return new HealthPart(false, failure.Message);
        }
    }

    private static HealthPart Verdicts(WebParts parts)
    {
        var health = parts.Keeper.Health;
        if (!health.IsHealthy)
            return new HealthPart(false,
                $"{health.Failure} Tried {health.Attempts} times; the verdicts held before stand until it succeeds.");
        try
        {
            var progress = parts.Keeper.Progress;
            return new HealthPart(true, progress.RunningForFact is { } fact
                ? $"judging by facts up to {fact}: {progress.BindingsDone} of {progress.BindingsTotal} bindings done"
                : $"{progress.BindingsDone} of {progress.BindingsTotal} bindings judged by facts up to {progress.JudgedThroughFact}");
        }
        catch (LedgerException failure)
        {
            return new HealthPart(false, failure.Message);
        }
    }

    private static ContentHttpResult Metrics(WebParts parts, HostOptions options)
    {
        return TypedResults.Text(MetricsText.Of(parts, options.Clock), "text/plain; version=0.0.4; charset=utf-8");
    }
}

/// <summary>Whether the host is well.</summary>
/// <param name="Ledger">The ledger can be read.</param>
/// <param name="Ingest">Commits succeed.</param>
/// <param name="Verdicts">Verdicts follow what is known.</param>
/// <param name="Mqtt">Meters can connect.</param>
public sealed record HealthAnswer(HealthPart Ledger, HealthPart Ingest, HealthPart Verdicts, HealthPart Mqtt)
{
    /// <summary>Whether all parts are.</summary>
    public bool IsHealthy => Ledger.IsHealthy && Ingest.IsHealthy && Verdicts.IsHealthy && Mqtt.IsHealthy;
}

/// <summary>Whether one part is well.</summary>
/// <param name="IsHealthy">Whether it is.</param>
/// <param name="Detail">In words: what it does, or what is wrong and what to do.</param>
public sealed record HealthPart(bool IsHealthy, string Detail);
