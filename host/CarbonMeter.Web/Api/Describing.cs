using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CarbonMeter.Web.Api;

/// <summary>What the OpenAPI document says of an operation stands beside its route.</summary>
internal static class Describing
{
    internal static RouteHandlerBuilder Describe(this RouteHandlerBuilder route, string name, string summary, string description) =>
        route.WithName(name).WithSummary(summary).WithDescription(description);

    internal static RouteHandlerBuilder Refuses(this RouteHandlerBuilder route, params int[] statuses)
    {
        foreach (int status in statuses) route.ProducesProblem(status);
        return route;
    }

    internal static RouteHandlerBuilder ProducesBytes(this RouteHandlerBuilder route, string contentType) =>
        route.Produces<byte[]>(StatusCodes.Status200OK, contentType);
}
