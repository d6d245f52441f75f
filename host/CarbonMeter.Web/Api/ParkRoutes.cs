using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using CarbonMeter.Domain.Balance;
using CarbonMeter.Domain.Certified;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Parks;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.Web.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CarbonMeter.Web.Api;

/// <summary>Parks: what is registered, their figures and their power now.</summary>
internal static class ParkRoutes
{
    private const int LiveFreshSeconds = 60;

    internal static void Map(IEndpointRouteBuilder root)
    {
        var api = root.MapGroup("").WithTags("Parks");
        api.MapGet("/parks", Parks).Describe("parks", "Every park with its tree",
            "Ids, roles, meters, the span of the data (unix s) and what is wrong with a tree.");
        api.MapGet("/parks/{id}/summary", Summary).Describe("park-summary", "A park's figures over a span",
            "Flows (mWh), green share by both definitions (ppm) and their verdicts, carbon (ng, mg, kg), balance, "
            + "completeness with holes and "
            + "reasons, factor sets applied. from and to: unix seconds, a day of the park's calendar (2023-11-15) or ISO 8601 "
            + "with an offset; "
            + "rounded out to UTC hours. Default: the last day of the park that has data. Beside all energy stands the certified "
            + "part of it with its expanded uncertainty (k = 2) and what keeps the rest out. As of a past moment the default span "
            + "is the day before it, and how meters stand is told as of now.").Refuses(400, 404, 422, 503);
        api.MapGet("/parks/{id}/series", Series).Describe("park-series", "A park's energy slot by slot",
            "length: interval (the park's longest), hour (UTC) or day (the park's clock). Energy in mWh, carbon in ng as "
            + "decimal digits, starts "
            + "in unix s. from and to as in the summary. Slots without any measurement are left out.")
            .Refuses(400, 404, 422, 503);
        api.MapGet("/parks/{id}/live", Live).Describe("park-live", "A park's power now",
            "mW by role, summed from unsigned live readings not older than a minute: for the eye, never evidence.")
            .Refuses(404, 503);
    }

    private static IReadOnlyList<ParkAnswer> Parks(WebParts parts) =>
        [.. parts.Store.Registry.Parks().Select(park => Park(ParkView.Of(park.Id, parts.Store)))];

    private static ParkAnswer Park(ParkView view)
    {
        var data = view.DataSpan;
        var counted = view.Counted.Select(node => node.Id).ToHashSet();
        var issues = ParkTree.Validate(view.Nodes, view.Meters.Select(meter => meter.Id).ToHashSet());
        return new ParkAnswer(view.Park.Id, view.Park.Name, view.Park.UtcOffsetMinutes, data?.FromUnixSeconds,
            data?.ToUnixSeconds, [.. view.Nodes.Select(node => new NodeAnswer(node.Id, node.ParentId, node.Role, node.Name,
                node.IsGreen, node.MeterId, node.ChannelId, counted.Contains(node.Id)))], SummaryReport.Issues(issues));
    }

    private static SummaryAnswer Summary([Description(Describing.ParkId)] string id, [Description(Describing.From)] string? from,
        [Description(Describing.To)] string? to, [Description(AsOfRequest.Description)] string? asOf, WebParts parts,
        HostOptions options, SummaryReport report)
    {
        var view = ParkView.Of(id, parts.Store);
        long? asOfUnixMs = AsOfRequest.Of(asOf, view.Park.UtcOffsetMinutes, options.Clock);
        return report.Of(view, SpanOf(view, from, to, asOfUnixMs, options), asOfUnixMs);
    }

    // As of a past moment neither later data nor the clock may move the span.
    internal static UnixSpan SpanOf(ParkView view, string? from, string? to, long? asOfUnixMs, HostOptions options) =>
        asOfUnixMs is { } moment ? TimeSpanRequest.Of(view.Park, null, from, to, moment / 1000)
            : TimeSpanRequest.Of(view.Park, view.DataSpan, from, to, Now(options));

    private static SeriesAnswer Series([Description(Describing.ParkId)] string id,
        [Description("interval, hour (default) or day.")] string? length, [Description(Describing.From)] string? from,
        [Description(Describing.To)] string? to, [Description(AsOfRequest.Description)] string? asOf, WebParts parts,
        HostOptions options)
    {
        var view = ParkView.Of(id, parts.Store);
        long? asOfUnixMs = AsOfRequest.Of(asOf, view.Park.UtcOffsetMinutes, options.Clock);
        var span = SpanOf(view, from, to, asOfUnixMs, options);
        var slots = (length ?? "hour") switch
        {
            "interval" => Intervals(view, span, asOfUnixMs),
            "hour" => Hours(view, span, asOfUnixMs, parts.Store.Verdicts, ParkSeries.HourSeconds, 0),
            "day" => Hours(view, span, asOfUnixMs, parts.Store.Verdicts, ParkSeries.DaySeconds, view.Park.UtcOffsetMinutes * 60),
            _ => throw RequestException.Bad("No such length", $"length is {length}; it has to be interval, hour or day."),
        };
        return new SeriesAnswer(view.Park.Id, length ?? "hour", slots.LengthSeconds, span.From, span.To, slots.Answers);
    }

    private static (int LengthSeconds, IReadOnlyList<SlotAnswer> Answers) Intervals(
        ParkView view, UnixSpan span, long? asOfUnixMs)
    {
        // Told before the ledger is read: intervals are kept inside the signed records.
        LimitPoints(span, view.IntervalSeconds);
        var intervals = view.Intervals(span, asOfUnixMs);
        // A meter set to longer intervals than registered makes the park's slots as long as its own.
        int length = intervals.Select(slot => slot.LengthSeconds).Append(view.IntervalSeconds).Max();
        LimitPoints(span, length);
        return (length, [.. ParkSeries.Of(view.Nodes, intervals, length).Select(slot => Slot(slot, null))]);
    }

    private static (int LengthSeconds, IReadOnlyList<SlotAnswer> Answers) Hours(
        ParkView view, UnixSpan span, long? asOfUnixMs, IVerdicts verdicts, int lengthSeconds, int offsetSeconds)
    {
        LimitPoints(span, lengthSeconds);
        var hours = view.Hours(span, asOfUnixMs);
        var certified = CertifiedFlows.Of(view.Nodes, view.Judged(hours, verdicts, asOfUnixMs), lengthSeconds, offsetSeconds);
        return (lengthSeconds, [.. ParkSeries.Of(view.Nodes, hours, lengthSeconds, offsetSeconds)
            .Select(slot => Slot(slot, certified.GetValueOrDefault(slot.StartUnixSeconds) ?? new ParkFlows()))]);
    }

    private static SlotAnswer Slot(ParkSlot slot, ParkFlows? certified) => new(slot.StartUnixSeconds, slot.IsWhole,
        SummaryReport.Flows(slot.Flows), Exact.Text(slot.Flows.GridImportCarbonNanograms),
        certified is null ? null : SummaryReport.Flows(certified));

    internal static void LimitPoints(UnixSpan span, int lengthSeconds)
    {
        long points = span.Seconds / lengthSeconds;
        if (points <= ParkView.PointsMax) return;
        throw RequestException.Bad("The series is too long", $"It would have {points} points, more than {ParkView.PointsMax}. "
            + $"Ask for a longer slot or for at most {(long)ParkView.PointsMax * lengthSeconds / ParkSeries.DaySeconds} days.");
    }

    private static ParkLiveAnswer Live([Description(Describing.ParkId)] string id, WebParts parts, HostOptions options)
    {
        var view = ParkView.Of(id, parts.Store);
        long nowMs = options.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        var power = new ParkPower();
        var silent = new SortedSet<string>(StringComparer.Ordinal);
        var live = parts.Live.All().ToDictionary(meter => meter.MeterId, StringComparer.Ordinal);
        foreach (var node in view.Counted)
        {
            var meter = live.GetValueOrDefault(node.MeterId!);
            var channel = IsFresh(meter) ? meter!.Reading?.Channels?.FirstOrDefault(channel => channel.Id == node.ChannelId) : null;
            if (channel?.PowerMilliwatts is { } milliwatts) power.Add(node, milliwatts);
            else silent.Add(node.MeterId!);
        }
        return power.Answer(view.Park.Id, nowMs, LiveFreshSeconds, [.. silent],
            [.. view.Meters.Select(meter => live.GetValueOrDefault(meter.Id)).Where(IsFresh).Where(meter => meter!.Reading?.Gas is not null)
                .Select(meter => Gas(meter!.MeterId, meter.Reading!.Gas!))]);

        bool IsFresh(LiveMeter? meter) => meter is { IsConnected: true, ReceivedAtUnixMs: { } at } && nowMs - at <= LiveFreshSeconds * 1000L;
    }

    private static GasLiveAnswer Gas(string meterId, LiveGas gas) =>
        new(meterId, gas.CarbonDioxidePpm, gas.TemperatureMillikelvins, gas.MassMicrogramsPerSecond);

    private static long Now(HostOptions options) => options.Clock.GetUtcNow().ToUnixTimeSeconds();
}
