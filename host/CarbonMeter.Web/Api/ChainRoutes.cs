using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Globalization;
using System.Linq;
using CarbonMeter.Domain.Balance;
using CarbonMeter.Domain.Certified;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Traceability;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using CarbonMeter.Web.Knowledge;

namespace CarbonMeter.Web.Api;

/// <summary>Calibration chains of meters: the verdict with its reasons, its history, what runs out, how far judging has come.</summary>
internal static class ChainRoutes
{
    private const int DaysDefault = 90;
    private const int DaysMax = 3_660;
    private const int HistoryShownMax = 1_000;

    internal static void Map(IEndpointRouteBuilder root)
    {
        var api = root.MapGroup("").WithTags("Calibration");
        api.MapGet("/meters/{id}/chain", Chain).Describe("meter-chain", "A meter's calibration chain and the verdict on it",
            "From the meter's certificate up to the national standard, the 24 checks of docs/formats/chain.md with their reasons in "
            + "English and Chinese, and the uncertainty by load. at: the time of measurement (default: the meter's last interval).")
            .Refuses(400, 404, 503);
        api.MapGet("/meters/{id}/verdicts", History).Describe("meter-verdicts", "Every verdict ever held on a meter's records",
            $"Newest decision first, at most {HistoryShownMax}: which span of measurement, since when the host held it and until when.")
            .Refuses(404, 503);
        api.MapGet("/calendar", Calendar).Describe("calendar", "What runs out soon",
            $"Certificates of meters and of their standards, accreditations, and what is known already to end what is certified "
            + $"now, within days (1 to {DaysMax}, default {DaysDefault}).").Refuses(400, 503);
        api.MapGet("/judging", Judging).Describe("judging", "How far judging has come",
            "After a new fact all verdicts are looked at anew, beside the work; until then older ones stand.").Refuses(503);
    }

    /// <summary>The verdict held on a binding at a time of measurement; null: not judged by then.</summary>
    internal static KeptVerdict? VerdictAt(IVerdicts verdicts, int bindingNumber, long atUnixSeconds, long? asOfUnixMs) =>
        verdicts.Verdicts([bindingNumber], asOfUnixMs).FirstOrDefault(held =>
            held.Span.FromUnixSeconds <= atUnixSeconds && held.Span.ToUnixSeconds > atUnixSeconds);

    private static ChainAnswer Chain([Description(Describing.MeterId)] string id,
        [Description("Time of measurement: unix seconds, a day in UTC (its beginning) or ISO 8601 with an offset.")] string? at,
        [Description(AsOfRequest.Description)] string? asOf, WebParts parts, HostOptions options)
    {
        var standing = MeterRoutes.StandingOf(id, parts);
        long? asOfUnixMs = AsOfRequest.Of(asOf, 0, options.Clock);
        long atUnixSeconds = at is not null ? TimeSpanRequest.Moment("at", at, 0)
            : asOfUnixMs is { } moment ? moment / 1000
            : standing.LastIntervalEndUnixSeconds is { } end ? end - 1 : options.Clock.GetUtcNow().ToUnixTimeSeconds();
        var bindings = BindingsOf(id, parts.Store.Verdicts);
        var binding = MeasuredUnder(bindings, atUnixSeconds, asOfUnixMs, parts.Store.Queries);
        if (binding is null) return new ChainAnswer(id, atUnixSeconds, asOfUnixMs, null, null);
        var held = VerdictAt(parts.Store.Verdicts, binding.Number, atUnixSeconds, asOfUnixMs);
        return new ChainAnswer(id, atUnixSeconds, asOfUnixMs, ChainReport.Binding(binding),
            held is null ? null : ChainReport.Verdict(held, parts.Knowledge.At(asOfUnixMs)));
    }

    private static List<NumberedBinding> BindingsOf(string meterId, IVerdicts verdicts) =>
        [.. verdicts.Bindings().Where(numbered => numbered.Binding.MeterId == meterId)];

    // Where nothing was measured at that time, what would have been is told: by the newest binding.
    private static NumberedBinding? MeasuredUnder(
        List<NumberedBinding> bindings, long atUnixSeconds, long? asOfUnixMs, ILedgerQueries queries)
    {
        if (bindings.Count < 2) return bindings.FirstOrDefault();
        long hour = ParkSeries.StartOf(atUnixSeconds, ParkSeries.HourSeconds, 0);
        int? number = queries.Series([bindings[0].Binding.MeterId], SlotLength.Interval, hour, atUnixSeconds + 1, asOfUnixMs)
            .LastOrDefault()?.BindingNumber;
        return bindings.FirstOrDefault(numbered => numbered.Number == number) ?? bindings[^1];
    }

    private static VerdictHistoryAnswer History([Description(Describing.MeterId)] string id, WebParts parts)
    {
        MeterRoutes.StandingOf(id, parts);
        var history = BindingsOf(id, parts.Store.Verdicts).SelectMany(binding =>
        {
            var answer = ChainReport.Binding(binding);
            return parts.Store.Verdicts.History(binding.Number).Select(held => (Held: held, Answer: answer));
        }).OrderByDescending(entry => entry.Held.DecidedAtUnixMs).ThenBy(entry => entry.Held.Span.FromUnixSeconds).ToList();
        return new VerdictHistoryAnswer(id, [.. history.Take(HistoryShownMax).Select(entry =>
            ChainReport.Held(entry.Held, entry.Answer))], history.Count <= HistoryShownMax);
    }

    private static CalendarAnswer Calendar([Description("Days to look ahead; 90 by default.")] string? days, WebParts parts,
        HostOptions options)
    {
        int ahead = DaysOf(days);
        long now = options.Clock.GetUtcNow().ToUnixTimeSeconds();
        var knowledge = parts.Knowledge.At(null);
        // A meter is as certified as what it sends now: by its newest binding.
        var newest = parts.Store.Verdicts.Bindings().GroupBy(numbered => numbered.Binding.MeterId, StringComparer.Ordinal)
            .ToDictionary(group => group.Max(numbered => numbered.Number), group => group.Key);
        var timelines = parts.Store.Verdicts.Verdicts([.. newest.Keys]).GroupBy(held => held.BindingNumber)
            .Select(group => (newest[group.Key], (IReadOnlyList<VerdictSpan>)[.. group.Select(held => held.Span)]));
        var entries = ExpiryCalendar.Of(timelines, knowledge.Chains.Laboratories,
            hash => knowledge.Chains.Find(hash)?.Certificate?.LaboratoryCode, now, ahead);
        return new CalendarAnswer(now, ahead, [.. entries.Select(expiry => ChainReport.Expiry(expiry, knowledge))]);
    }

    private static int DaysOf(string? days)
    {
        if (days is null) return DaysDefault;
        if (int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out int ahead) && ahead is >= 1 and <= DaysMax)
            return ahead;
        throw RequestException.Bad("days is not usable", $"days is \"{days}\"; it has to be a whole number from 1 to {DaysMax}.");
    }

    private static JudgingAnswer Judging(WebParts parts) => CertifiedReport.Judging(parts.Store.Verdicts.Progress());
}
