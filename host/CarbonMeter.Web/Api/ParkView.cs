using System.Collections.Generic;
using System.Linq;
using CarbonMeter.Domain;
using CarbonMeter.Domain.Balance;
using CarbonMeter.Domain.Certified;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Parks;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Web.Api;

/// <summary>A park as registered at the moment of a request, and what the ledger has of it.</summary>
internal sealed class ParkView
{
    /// <summary>Most slots of meters that one request makes the ledger read.</summary>
    internal const long SlotsReadMax = 1_000_000;

    /// <summary>Most points in one series.</summary>
    internal const int PointsMax = 20_000;

    private readonly ILedgerQueries _queries;

    private ParkView(Park park, IRegistry registry, ILedgerQueries queries)
    {
        _queries = queries;
        Park = park;
        Nodes = registry.Nodes(park.Id);
        Counted = ParkTree.Counted(Nodes);
        var named = Nodes.Select(node => node.MeterId).ToHashSet();
        Meters = [.. registry.Meters().Where(meter => named.Contains(meter.Id))];
        MeterIds = [.. Counted.Select(node => node.MeterId!).Distinct()];
    }

    internal Park Park { get; }

    internal IReadOnlyList<Node> Nodes { get; }

    /// <summary>The nodes whose meters count.</summary>
    internal IReadOnlyList<Node> Counted { get; }

    /// <summary>Registered meters that a node of the park names.</summary>
    internal IReadOnlyList<Meter> Meters { get; }

    /// <summary>Meters whose energy counts.</summary>
    internal IReadOnlyList<string> MeterIds { get; }

    /// <summary>First interval start and last interval end, unix s; null where there are none.</summary>
    internal (long FromUnixSeconds, long ToUnixSeconds)? DataSpan => MeterIds.Count == 0 ? null : _queries.Span(MeterIds);

    /// <summary>The park's longest interval, s: what its shortest slots are cut to.</summary>
    internal int IntervalSeconds => Meters.Count == 0 ? 60 : Meters.Max(meter => meter.ExpectedIntervalSeconds);

    internal static ParkView Of(string parkId, IRegistry registry, ILedgerQueries queries)
    {
        var parks = registry.Parks();
        var park = parks.FirstOrDefault(park => park.Id == parkId) ?? throw RequestException.NotFound("No such park",
            $"There is no park {parkId}. " + (parks.Count == 0
                ? "None is registered."
                : $"Registered: {string.Join(", ", parks.Select(known => known.Id))}."));
        return new ParkView(park, registry, queries);
    }

    /// <summary>The counted meters' hour slots of a span.</summary>
    internal IReadOnlyList<EnergySlot> Hours(UnixSpan span, long? asOfUnixMs)
    {
        LimitRead(span, ParkSeries.HourSeconds, "hours");
        return MeterIds.Count == 0 ? [] : _queries.Series(MeterIds, SlotLength.Hour, span.FirstHour, span.To, asOfUnixMs);
    }

    /// <summary>Hour slots with the verdicts on them.</summary>
    internal IReadOnlyList<JudgedSlot> Judged(IReadOnlyList<EnergySlot> hours, IVerdicts verdicts, long? asOfUnixMs) => JudgedSeries.Of(
        hours, verdicts.Verdicts([.. hours.Select(hour => hour.BindingNumber).Distinct()], asOfUnixMs),
        (meterIds, start) => _queries.Series(meterIds, SlotLength.Interval, start, start + ParkSeries.HourSeconds, asOfUnixMs));

    /// <summary>The counted meters' intervals of a span.</summary>
    internal IReadOnlyList<EnergySlot> Intervals(UnixSpan span, long? asOfUnixMs)
    {
        LimitRead(span, Meters.Count == 0 ? 60 : Meters.Min(meter => meter.ExpectedIntervalSeconds), "intervals");
        return MeterIds.Count == 0 ? [] : _queries.Series(MeterIds, SlotLength.Interval, span.From, span.To, asOfUnixMs);
    }

    private void LimitRead(UnixSpan span, int lengthSeconds, string what)
    {
        long slots = span.Seconds / lengthSeconds * MeterIds.Count;
        if (slots <= SlotsReadMax) return;
        throw RequestException.Bad("The span is too long",
            $"It has {slots} {what} of meters, more than the {SlotsReadMax} read for one answer. "
            + $"Ask for at most {SlotsReadMax / MeterIds.Count * lengthSeconds / ParkSeries.DaySeconds} days at a time.");
    }
}
