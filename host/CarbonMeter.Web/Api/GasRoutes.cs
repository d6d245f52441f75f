using System.ComponentModel;
using CarbonMeter.Domain.Balance;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CarbonMeter.Web.Api;

/// <summary>CO2 measured in gas.</summary>
internal static class GasRoutes
{
    internal static void Map(IEndpointRouteBuilder root) => root.MapGroup("").WithTags("Parks").MapGet("/parks/{id}/gas", Gas)
        .Describe("park-gas", "CO2 that a park's meters measured in gas",
            "For every meter of the park with a gas channel: mass of CO2 (mg) with its expanded uncertainty (k = 2), volume (litres) and "
            + "the state it refers to, mean concentration (ppm), time measured against time asked, sensors that gave no figure and why, and the same "
            + "hour by hour or day by day. It is the stack's own emission: it stands beside the carbon of the grid import and is in none of the "
            + "other figures. Without any such meter the list is empty. from, to and asOf as in the summary.")
        .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable);

    private static ParkGasAnswer Gas([Description(Describing.ParkId)] string id, [Description("hour (UTC, default) or day (the park's clock).")] string? length,
        [Description(Describing.From)] string? from, [Description(Describing.To)] string? to,
        [Description(AsOfRequest.Description)] string? asOf, WebParts parts, HostOptions options, GasReport report)
    {
        var view = ParkView.Of(id, parts.Store);
        long? asOfUnixMs = AsOfRequest.Of(asOf, view.Park.UtcOffsetMinutes, options.Clock);
        var span = ParkRoutes.SpanOf(view, from, to, asOfUnixMs, options);
        if ((length ?? "hour") is not ("hour" or "day"))
            throw RequestException.Bad("No such length", $"length is {length}; it has to be hour or day.");
        ParkRoutes.LimitPoints(span, length == "day" ? ParkSeries.DaySeconds : ParkSeries.HourSeconds);
        return report.Of(view, span, asOfUnixMs, length ?? "hour");
    }
}
