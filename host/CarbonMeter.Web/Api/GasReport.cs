using System;
using System.Collections.Generic;
using System.Linq;
using CarbonMeter.Domain;
using CarbonMeter.Domain.Balance;
using CarbonMeter.Domain.Completeness;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Records;

namespace CarbonMeter.Web.Api;

/// <summary>What volume and concentration of a gas channel refer to.</summary>
internal sealed record GasReference(int Millikelvins, int Pascals, GasBasis Basis, int BackgroundPpm)
{
    internal static GasReference Of(IntervalRecord run) => run.Gas is not { } gas ? new GasReference(0, 0, default, 0)
        : new GasReference(gas.ReferenceMillikelvins, gas.ReferencePascals, gas.Basis, gas.BackgroundPpm);
}

/// <summary>Puts together what the gas channels of a park measured.</summary>
internal sealed class GasReport(WebParts parts)
{
    private const int GapsShownMax = 50;
    private const int EventsRead = 10_000;

    private readonly RecordRuns<GasReference> _references = new(parts.Store.Queries, GasReference.Of);

    /// <param name="view">The park.</param>
    /// <param name="span">The span.</param>
    /// <param name="asOfUnixMs">Only records received by then, unix ms; null: all.</param>
    /// <param name="length">hour or day.</param>
    internal ParkGasAnswer Of(ParkView view, UnixSpan span, long? asOfUnixMs, string length)
    {
        int seconds = length == "day" ? ParkSeries.DaySeconds : ParkSeries.HourSeconds;
        int offsetSeconds = length == "day" ? view.Park.UtcOffsetMinutes * 60 : 0;
        var hours = view.GasHours(span, asOfUnixMs).ToLookup(hour => hour.MeterId, StringComparer.Ordinal);
        var standings = parts.Store.Queries.Standings().ToDictionary(standing => standing.MeterId, StringComparer.Ordinal);
        return new ParkGasAnswer(view.Park.Id, span.From, span.To, asOfUnixMs, length, [.. view.GasMeters.Select(gas =>
            Meter(gas, standings[gas.Meter.Id], [.. hours[gas.Meter.Id]], span, asOfUnixMs, start => ParkSeries.StartOf(start, seconds, offsetSeconds)))]);
    }

    private GasMeterAnswer Meter(GasMeter gas, MeterStanding standing, IReadOnlyList<GasSlot> hours, UnixSpan span, long? asOfUnixMs,
        Func<long, long> slotOf)
    {
        var (node, meter) = (gas.Node, gas.Meter);
        var sum = Sum(hours);
        var references = _references.Of(standing, span, asOfUnixMs);
        bool isOneVolume = references.Select(run => (run.Said.Millikelvins, run.Said.Pascals, run.Said.Basis)).Distinct().Count() == 1;
        var gaps = Gaps(meter.Id, span, asOfUnixMs);
        long asked = DataCompleteness.Expected(meter.ExpectedIntervalSeconds, span.From, span.To) * meter.ExpectedIntervalSeconds * 1000;
        return new GasMeterAnswer(meter.Id, node.Id, node.Name, node.Role, meter.Place, gas.ElectricityChannels, Figures(sum, isOneVolume), asked,
            Ppm.Floor(Math.Min(sum.MeasuredMs, asked), asked), Ppm.Floor(Math.Min(sum.CarbonDioxideSeconds * 1000, asked), asked),
            [.. references.Select(run => new GasReferenceAnswer(Math.Max(run.From, span.From), Math.Min(run.To, span.To), run.Said.Millikelvins,
                run.Said.Pascals, RecordDetail.CamelCase(run.Said.Basis.ToString()), run.Said.BackgroundPpm))],
            gaps.Count, [.. gaps.Take(GapsShownMax).Select(Gap)], parts.Ingress.PresenceOf(meter.Id)?.IsConnected ?? false,
            standing.LastReceivedAtUnixMs, standing.Records, [.. hours.GroupBy(hour => slotOf(hour.StartUnixSeconds))
                .OrderBy(slot => slot.Key).Select(slot => new GasSlotAnswer(slot.Key, Figures(Sum(slot), isOneVolume)))]);
    }

    private static GasSum Sum(IEnumerable<GasSlot> slots) => slots.Aggregate(default(GasSum), (sum, slot) => sum + slot.Sum);

    private static GasFiguresAnswer Figures(GasSum sum, bool isOneVolume)
    {
        bool hasMass = sum.IntervalsWithMass > 0;
        long stated = sum.MassMilligrams - sum.MassWithoutUncertaintyMilligrams;
        // Nothing stated is no uncertainty of nothing; and a mass of nothing has none that is relative to it.
        bool isStated = hasMass && stated > 0;
        return new GasFiguresAnswer(hasMass ? Exact.Text(sum.MassMilligrams) : null, isStated ? Exact.Text(sum.ExpandedMilligrams) : null,
            isStated ? (long)(((Int128)sum.ExpandedMilligrams * Ppm.Whole + stated - 1) / stated) : null,
            hasMass ? Exact.Text(sum.MassWithoutUncertaintyMilligrams) : null,
            isOneVolume && (hasMass || sum.VolumeLitres > 0) ? Exact.Text(sum.VolumeLitres) : null, sum.MeanCarbonDioxidePpm,
            sum.MeasuredMs, sum.CarbonDioxideSeconds * 1000);
    }

    // What the meter told by a past moment: when its events came their records know.
    private IReadOnlyList<SensorGap> Gaps(string meterId, UnixSpan span, long? asOfUnixMs) => SensorGaps.Find(
        [.. parts.Store.Queries.Events(meterId, EventsRead).Where(told => told.Code is EventCode.SensorGap or EventCode.Boot
            && (asOfUnixMs is null || parts.Store.Ledger.Find(meterId, told.Sequence)?.ReceivedAtUnixMs <= asOfUnixMs))],
        span.From, span.To);

    private static GasGapAnswer Gap(SensorGap gap)
    {
        var told = gap.Told with { ToUnixMs = gap.ToUnixMs };
        return new GasGapAnswer(told.Sequence, gap.FromUnixMs, gap.ToUnixMs, told.Text, told.Reason, EventWords.Describe(told),
            EventWords.DescribeInChinese(told));
    }
}
