using System;
using System.Collections.Generic;
using System.Linq;
using CarbonMeter.Domain;
using CarbonMeter.Domain.Balance;
using CarbonMeter.Domain.Carbon;
using CarbonMeter.Domain.Certified;
using CarbonMeter.Domain.Completeness;
using CarbonMeter.Domain.Green;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Parks;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.Web.Knowledge;

namespace CarbonMeter.Web.Api;

/// <summary>Puts a park's summary, as Domain draws it up, into the answer.</summary>
internal sealed class SummaryReport(WebParts parts, RecordRuns<AppliedFactor> factorUse, GreenRules rules)
{
    private const int HolesShownMax = 200;
    private const int MilligramsPerGram = 1_000;

    internal SummaryAnswer Of(ParkView view, UnixSpan span, long? asOfUnixMs)
    {
        var hours = view.Hours(span, asOfUnixMs);
        var slots = view.Judged(hours, parts.Store.Verdicts, asOfUnixMs);
        var standings = parts.Store.Queries.Standings().ToDictionary(standing => standing.MeterId, StringComparer.Ordinal);
        var knowledge = parts.Knowledge.At(asOfUnixMs);
        var uses = FactorSets(view, standings, span, asOfUnixMs);
        var summary = ParkSummary.Of(view.Park, view.Nodes, view.Meters, slots, span.From, span.To, rules,
            slot => UncertaintyPpm(slot, uses, knowledge));
        var data = view.DataSpan;
        return new SummaryAnswer(view.Park.Id, view.Park.Name, view.Park.UtcOffsetMinutes, span.From, span.To, asOfUnixMs,
            data?.FromUnixSeconds, data?.ToUnixSeconds, Flows(summary.Flows), Share(summary.Share), Verdict(summary),
            Carbon(summary.Carbon), Balance(summary.Balance), Completeness(view, summary, hours, span, asOfUnixMs),
            [.. summary.Meters.Select(figures => Meter(view, figures, summary.Certified, standings))],
            [.. uses.Select(use => FactorSet(use, span, knowledge))], Issues(summary.Issues),
            CertifiedReport.Of(summary.Certified, UsesDemonstration(slots, knowledge), parts.Store.Verdicts.Progress()));
    }

    internal static FlowsAnswer Flows(ParkFlows flows) => new(Exact.Number(flows.GridImport), Exact.Number(flows.GridExport),
        Exact.Number(flows.Pv), Exact.Number(flows.Wind), Exact.Number(flows.Chp), Exact.Number(flows.Green),
        Exact.Number(flows.Charge), Exact.Number(flows.Discharge), Exact.Number(flows.Load), Exact.Number(flows.OwnUse),
        Exact.Number(flows.LoadExport));

    internal static IReadOnlyList<IssueAnswer> Issues(IEnumerable<ParkIssue> issues) =>
        [.. issues.Select(issue => new IssueAnswer(issue.NodeId, issue.Fault, issue.Text))];

    private static ShareAnswer Share(GreenShare share) => new(Exact.Number(share.GreenMilliwattHours),
        Exact.Number(share.LoadMilliwattHours), Exact.Number(share.VolumetricMatchedMilliwattHours),
        Exact.Number(share.HourlyMatchedMilliwattHours), share.VolumetricPpm, share.HourlyPpm);

    private VerdictAnswer Verdict(ParkSummary summary)
    {
        var verdict = summary.Verdict;
        string code = summary.Share.VolumetricPpm is null ? "noLoad"
            : !verdict.DefinitionsAgree ? "disagree"
            : verdict.VolumetricClass is null ? "agreeNone" : "agreeClass";
        return new VerdictAnswer(rules.Id, rules.Source, [.. rules.Classes.Select(entry =>
            new ClassAnswer(entry.Id, entry.SharePpmMin))], verdict.VolumetricClass, verdict.HourlyClass, code, verdict.Sentence);
    }

    private static CarbonAnswer Carbon(CarbonFigures carbon)
    {
        var grams = carbon.Milligrams / MilligramsPerGram;
        return new CarbonAnswer(Exact.Text(carbon.Nanograms), Exact.Text(carbon.Milligrams),
            $"{Exact.Text(grams / 1_000)}.{(int)(grams % 1_000):000}",
            carbon.MilligramsPerKilowattHourOfImport, carbon.MilligramsPerKilowattHourOfLoad);
    }

    private static BalanceAnswer Balance(BalanceReport report) => new(Exact.Number(report.Total.InMilliwattHours),
        Exact.Number(report.Total.OutMilliwattHours), Exact.Number(report.Total.ResidualMilliwattHours), report.Total.ResidualPpm,
        report.WholeSlots, report.Slots, report.WorstStartUnixSeconds,
        report.Worst is null ? null : Exact.Number(report.Worst.ResidualMilliwattHours));

    private CompletenessAnswer Completeness(ParkView view, ParkSummary summary, IReadOnlyList<EnergySlot> hours, UnixSpan span,
        long? asOfUnixMs)
    {
        var holes = new List<Hole>();
        bool areAll = true;
        // The channels of a meter share its intervals, and so its holes.
        foreach (var figures in summary.Meters.DistinctBy(figures => figures.Node.MeterId))
        {
            var meter = view.Meters.First(meter => meter.Id == figures.Node.MeterId);
            holes.AddRange(MeterHoles.Find(parts.Store.Queries, meter, figures.Node.ChannelId, hours, span, asOfUnixMs,
                out bool isWhole));
            areAll &= isWhole;
        }
        return new CompletenessAnswer(summary.Completeness.CompleteIntervals, summary.Completeness.ExpectedIntervals,
            summary.Completeness.Ppm, holes.Count, areAll, [.. holes.OrderBy(hole => hole.FromUnixSeconds).Take(HolesShownMax)
                .Select(hole => new HoleAnswer(hole.MeterId, hole.FromUnixSeconds, hole.ToUnixSeconds, hole.Reason))]);
    }

    private SummaryMeter Meter(ParkView view, MeterFigures figures, CertifiedSummary certified,
        Dictionary<string, MeterStanding> standings)
    {
        var node = figures.Node;
        var meter = view.Meters.First(meter => meter.Id == node.MeterId);
        var standing = standings.GetValueOrDefault(meter.Id);
        var own = certified.Meters.First(channel => channel.Node == node);
        return new SummaryMeter(meter.Id, node.ChannelId, node.Id, node.Name, node.Role, node.IsGreen, meter.Place,
            Exact.Number(figures.ImportMilliwattHours), Exact.Number(figures.ExportMilliwattHours),
            Exact.Text(figures.CarbonNanograms), figures.Intervals, figures.Completeness.CompleteIntervals,
            figures.Completeness.ExpectedIntervals, figures.Completeness.Ppm, IsConnected(meter.Id),
            standing?.LastReceivedAtUnixMs, standing?.LastIntervalEndUnixSeconds, standing?.Records ?? 0,
            CertifiedReport.Figure(own.Import), CertifiedReport.Figure(own.Export));
    }

    private bool IsConnected(string meterId) => parts.Ingress.PresenceOf(meterId)?.IsConnected ?? false;

    private List<MeterFactorRun> FactorSets(
        ParkView view, Dictionary<string, MeterStanding> standings, UnixSpan span, long? asOfUnixMs) => [.. view.Counted
        .Where(node => node.Role == NodeRole.GridConnection).Select(node => node.MeterId!).Distinct()
        .Where(standings.ContainsKey)
        .SelectMany(meterId => factorUse.Of(standings[meterId], span, asOfUnixMs).Select(run => new MeterFactorRun(meterId, run)))];

    private FactorSetUse FactorSet(MeterFactorRun use, UnixSpan span, KnownFacts knowledge)
    {
        var (meterId, run) = use;
        var set = parts.Store.FactorSets.Find(run.Said.Hash);
        var stated = knowledge.FactorUncertaintyOf(run.Said.Hash);
        return new FactorSetUse(Convert.ToHexStringLower(run.Said.Hash), set?.Id, set?.Region, set?.ReferenceYear, set?.Source,
            set?.IsEquivalent, run.Said.MilligramsPerKilowattHour, meterId, Math.Max(run.From, span.From), Math.Min(run.To, span.To),
            stated?.StandardUncertaintyPpm, stated?.Source);
    }

    private static bool UsesDemonstration(IEnumerable<JudgedSlot> slots, KnownFacts knowledge) => slots
        .Select(slot => slot.Verdict).OfType<ChainVerdict>().ToHashSet<object>(ReferenceEqualityComparer.Instance)
        .Any(verdict => knowledge.IsDemonstration((ChainVerdict)verdict));

    // Where an hour was turned into carbon by several sets the least certain of them counts for all of it.
    private static int? UncertaintyPpm(EnergySlot slot, List<MeterFactorRun> uses, KnownFacts knowledge)
    {
        int? most = null;
        long end = slot.StartUnixSeconds + slot.LengthSeconds;
        foreach (var (meterId, run) in uses)
        {
            if (meterId != slot.MeterId || run.From >= end || run.To <= slot.StartUnixSeconds) continue;
            if (knowledge.FactorUncertaintyOf(run.Said.Hash) is not { } stated) return null;
            most = Math.Max(most ?? 0, stated.StandardUncertaintyPpm);
        }
        return most;
    }

    private sealed record MeterFactorRun(string MeterId, RecordRun<AppliedFactor> Run);
}
