using System;
using System.Collections.Generic;
using System.Linq;
using CarbonMeter.Domain.Balance;
using CarbonMeter.Domain.Carbon;
using CarbonMeter.Domain.Certified;
using CarbonMeter.Domain.Completeness;
using CarbonMeter.Domain.Green;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Parks;

namespace CarbonMeter.Domain;

/// <summary>What one counted meter channel contributed.</summary>
/// <param name="Node">Where it hangs.</param>
/// <param name="ImportMilliwattHours">Import register's advance, mWh.</param>
/// <param name="ExportMilliwattHours">Export register's advance, mWh.</param>
/// <param name="CarbonNanograms">Carbon of the import, ng.</param>
/// <param name="Intervals">Intervals in the ledger, complete or not.</param>
/// <param name="Completeness">Complete over expected intervals.</param>
public sealed record MeterFigures(Node Node, Int128 ImportMilliwattHours, Int128 ExportMilliwattHours, Int128 CarbonNanograms,
    long Intervals, DataCompleteness Completeness);

/// <summary>A park over a span: everything the page and the command line show, from one set of slots.</summary>
/// <param name="Park">The park.</param>
/// <param name="FromUnixSeconds">Beginning of the span, unix s.</param>
/// <param name="ToUnixSeconds">End of the span, unix s.</param>
/// <param name="Flows">Energy by what it does.</param>
/// <param name="Share">Green share by both definitions.</param>
/// <param name="Verdict">What the rule set makes of it.</param>
/// <param name="Balance">Whether the energy adds up, over whole hours.</param>
/// <param name="Carbon">Carbon of the grid import.</param>
/// <param name="Completeness">Of all counted meter channels together.</param>
/// <param name="Meters">The counted meter channels.</param>
/// <param name="Issues">What is wrong with the park's tree.</param>
/// <param name="Certified">The certified part of these figures, with its uncertainty.</param>
public sealed record ParkSummary(Park Park, long FromUnixSeconds, long ToUnixSeconds, ParkFlows Flows, GreenShare Share,
    GreenVerdict Verdict, BalanceReport Balance, CarbonFigures Carbon, DataCompleteness Completeness,
    IReadOnlyList<MeterFigures> Meters, IReadOnlyList<ParkIssue> Issues, CertifiedSummary Certified)
{
    /// <summary>Draws up the summary.</summary>
    /// <param name="park">The park.</param>
    /// <param name="nodes">Its nodes.</param>
    /// <param name="meters">The registered meters.</param>
    /// <param name="slots">
    /// What the meters measured within the span, UTC hours or parts of them; slots of meters of other parks are ignored.
    /// </param>
    /// <param name="fromUnixSeconds">Beginning of the span, unix s, a whole hour unless the data begin there.</param>
    /// <param name="toUnixSeconds">End of the span, unix s; intervals up to here are expected.</param>
    /// <param name="rules">Where the thresholds lie.</param>
    /// <param name="factorUncertaintyPpm">
    /// Relative standard uncertainty (k = 1), ppm, that is stated for the factor by which a grid meter's slot was turned into
    /// carbon; null: none is. No function: none for any.
    /// </param>
    public static ParkSummary Of(Park park, IReadOnlyList<Node> nodes, IReadOnlyList<Meter> meters,
        IReadOnlyList<JudgedSlot> slots, long fromUnixSeconds, long toUnixSeconds, GreenRules rules,
        Func<EnergySlot, int?>? factorUncertaintyPpm = null)
    {
        var hours = slots.Select(judged => judged.Slot).ToList();
        var series = ParkSeries.Of(nodes, hours, ParkSeries.HourSeconds);
        var flows = ParkFlows.Sum(series.Select(slot => slot.Flows));
        var share = GreenShare.Of(series);
        var certified = new CertifiedSums(nodes, series, factorUncertaintyPpm ?? (_ => null));
        foreach (var slot in slots) certified.Add(slot);
        var figures = Figures(nodes, meters, hours, fromUnixSeconds, toUnixSeconds);
        return new ParkSummary(park, fromUnixSeconds, toUnixSeconds, flows, share, rules.Judge(share), BalanceReport.Of(series),
            new CarbonFigures(flows.GridImportCarbonNanograms, flows.GridImport, flows.Load),
            DataCompleteness.Of(figures.Select(meter => meter.Completeness).ToList()), figures,
            ParkTree.Validate(nodes, meters.Select(meter => meter.Id).ToHashSet()), certified.Summary(rules));
    }

    private static List<MeterFigures> Figures(IReadOnlyList<Node> nodes, IReadOnlyList<Meter> meters,
        IReadOnlyList<EnergySlot> hours, long fromUnixSeconds, long toUnixSeconds)
    {
        var slots = hours.ToLookup(slot => (slot.MeterId, slot.ChannelId));
        var known = meters.ToDictionary(meter => meter.Id);
        var figures = new List<MeterFigures>();
        foreach (var node in ParkTree.Counted(nodes))
        {
            // A node whose meter is not registered has no expected interval; Validate says so.
            if (!known.TryGetValue(node.MeterId!, out var meter)) continue;
            Int128 import = 0, export = 0, carbon = 0;
            long intervals = 0, complete = 0;
            foreach (var slot in slots[(node.MeterId!, node.ChannelId)])
            {
                import += slot.ImportMilliwattHours;
                export += slot.ExportMilliwattHours;
                carbon += slot.CarbonNanograms;
                intervals += slot.Intervals;
                complete += slot.CompleteIntervals;
            }
            figures.Add(new MeterFigures(node, import, export, carbon, intervals,
                DataCompleteness.Of(complete, meter.ExpectedIntervalSeconds, fromUnixSeconds, toUnixSeconds)));
        }
        return figures;
    }
}
