using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Text;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Parks;
using CarbonMeter.DotNet;
using CarbonMeter.Records;
using CarbonMeter.Web.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CarbonMeter.Web.Api;

/// <summary>Meters: how they stand, what happened to them, what they measure now.</summary>
internal static class MeterRoutes
{
    private const string PemType = "application/x-pem-file";
    private const int EventsShownMax = 200;
    private const int EventsReadMax = 10_000;

    internal static void Map(IEndpointRouteBuilder root)
    {
        var api = root.MapGroup("").WithTags("Meters");
        api.MapGet("/meters", Meters).Describe("meters", "Every meter and how it stands",
            "Registered ones and those that sent something. Last seen (unix ms, host's clock), records, gaps, quarantine, "
            + "where it is used.")
            .Refuses(503);
        api.MapGet("/meters/{id}", Meter).Describe("meter", "One meter with its key, events and gaps",
            "Public key as PEM to verify its records by, the newest events and those that speak of unmeasured time (unix ms).")
            .Refuses(404, 503);
        api.MapGet("/meters/{id}/key.pem", Key).Describe("meter-key", "The public key of one meter",
            "PEM (SubjectPublicKeyInfo, P-256): what its records verify under.").ProducesBytes(PemType).Refuses(404, 503);
        api.MapGet("/live", Live).Describe("live", "The latest live reading of each meter",
            "Unsigned and never evidence: mW, mV, mA, ppm, mHz, mWh as the meter sent them. Meters that have connected since "
            + "the host started.");
    }

    /// <summary>How a meter stands; refuses an id that neither is registered nor ever sent anything.</summary>
    internal static MeterStanding StandingOf(string id, WebParts parts) =>
        parts.Store.Queries.Standings().FirstOrDefault(standing => standing.MeterId == id)
        ?? throw RequestException.NotFound("No such meter",
            $"Meter {id} is not registered and has sent nothing. /api/v1/meters lists all meters.");

    private static IReadOnlyList<MeterAnswer> Meters(WebParts parts)
    {
        var uses = Uses(parts.Store.Registry);
        var registered = parts.Store.Registry.Meters().ToDictionary(meter => meter.Id, StringComparer.Ordinal);
        return [.. parts.Store.Queries.Standings().Select(standing => Answer(standing,
            registered.GetValueOrDefault(standing.MeterId), uses, parts))];
    }

    private static MeterDetailAnswer Meter([Description(Describing.MeterId)] string id, WebParts parts)
    {
        var standing = StandingOf(id, parts);
        var meter = parts.Store.Registry.FindMeter(id);
        var events = parts.Store.Queries.Events(id, EventsReadMax);
        return new MeterDetailAnswer(Answer(standing, meter, Uses(parts.Store.Registry), parts),
            meter is null ? null : PlatformKeys.PublicKeyToPem(meter.PublicKey),
            [.. events.Take(EventsShownMax).Select(Event)],
            [.. events.Where(happened => happened.Code is EventCode.Gap or EventCode.JournalLoss).Select(Event)]);
    }

    private static FileContentHttpResult Key([Description(Describing.MeterId)] string id, WebParts parts)
    {
        var meter = parts.Store.Registry.FindMeter(id) ?? throw RequestException.NotFound("No such meter",
            $"Meter {id} is not registered, so it has no key here. /api/v1/meters lists all meters.");
        return TypedResults.File(Encoding.ASCII.GetBytes(PlatformKeys.PublicKeyToPem(meter.PublicKey)), PemType, $"{id}.pem");
    }

    private static IReadOnlyList<LiveMeter> Live(WebParts parts) => parts.Live.All();

    private static MeterAnswer Answer(MeterStanding standing, Meter? meter, ILookup<string, MeterUseAnswer> uses,
        WebParts parts) => new(
        standing.MeterId, meter is not null, meter?.Place, meter?.ExpectedIntervalSeconds,
        parts.Ingress.PresenceOf(standing.MeterId)?.IsConnected ?? false, standing.LastReceivedAtUnixMs,
        standing.LastIntervalEndUnixSeconds, standing.Records, standing.LastSequence, standing.ChainGaps,
        standing.QuarantinedMessages, standing.Forks, standing.QuarantineDropped, [.. uses[standing.MeterId]]);

    private static ILookup<string, MeterUseAnswer> Uses(IRegistry registry) => registry.Parks()
        .SelectMany(park => registry.Nodes(park.Id))
        .Where(node => node.MeterId is not null)
        .ToLookup(node => node.MeterId!, node => new MeterUseAnswer(node.ParkId, node.Id, node.Role, node.ChannelId,
            node.IsGreen));

    private static EventAnswer Event(StoredEvent happened) => new(happened.Sequence, happened.AtUnixMs, (int)happened.Code,
        Enum.IsDefined(happened.Code) ? RecordDetail.CamelCase(happened.Code.ToString()) : null, happened.Reason,
        happened.FromUnixMs, happened.ToUnixMs, happened.Value is { } value ? Exact.Text(value) : null, happened.SubjectHex,
        happened.Text);
}
