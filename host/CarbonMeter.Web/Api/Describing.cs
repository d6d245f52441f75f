using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CarbonMeter.Web.Api;

/// <summary>What the OpenAPI document says of an operation stands beside its route.</summary>
internal static class Describing
{
    internal const string ParkId = "Park id.";
    internal const string MeterId = "Meter id, percent-encoded.";
    internal const string From = "Beginning: unix seconds, a day of the park's calendar (2023-11-15) or ISO 8601 with an offset.";
    internal const string To = "End, not included: as from.";

    internal static RouteHandlerBuilder Describe(this RouteHandlerBuilder route, string name, string summary,
        string description) =>
        route.WithName(name).WithSummary(summary).WithDescription(description);

    internal static RouteHandlerBuilder Refuses(this RouteHandlerBuilder route, params int[] statuses)
    {
        foreach (int status in statuses) route.ProducesProblem(status);
        return route;
    }

    internal static RouteHandlerBuilder ProducesBytes(this RouteHandlerBuilder route, string contentType) =>
        route.Produces<byte[]>(StatusCodes.Status200OK, contentType);
}
