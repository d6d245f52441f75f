using System;
using System.Collections.Generic;
using System.Linq;
using CarbonMeter.Domain;
using CarbonMeter.Domain.Balance;
using CarbonMeter.Domain.Certified;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Parks;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.Storage.Sqlite;

namespace CarbonMeter.Web.Api;

/// <summary>A park as registered at the moment of a request, and what the ledger has of it.</summary>
internal sealed class ParkView
{
    /// <summary>Most slots of meters that one request makes the ledger read.</summary>
    internal const long SlotsReadMax = 1_000_000;

    /// <summary>Most points in one series.</summary>
    internal const int PointsMax = 20_000;

    private readonly ILedgerQueries _queries;
    private readonly Lazy<IReadOnlyList<GasMeter>> _gasMeters;

    private ParkView(Park park, SqliteStore store)
    {
        _queries = store.Queries;
        var registry = store.Registry;
        Park = park;
        Nodes = registry.Nodes(park.Id);
        Counted = ParkTree.Counted(Nodes);
        var named = Nodes.Select(node => node.MeterId).ToHashSet();
        Meters = [.. registry.Meters().Where(meter => named.Contains(meter.Id))];
        MeterIds = [.. Counted.Select(node => node.MeterId!).Distinct()];
        _gasMeters = new(() => [.. Meters.Select(meter => (Meter: meter, Head: store.Ledger.HeadOf(meter.Id))).Where(one => one.Head?.Gas is not null)
            .Select(one => new GasMeter(Nodes.First(node => node.MeterId == one.Meter.Id), one.Meter, one.Head!.Registers.Length))]);
    }

    internal Park Park { get; }

    internal IReadOnlyList<Node> Nodes { get; }

    /// <summary>The nodes whose meters count.</summary>
    internal IReadOnlyList<Node> Counted { get; }

    /// <summary>Registered meters that a node of the park names.</summary>
    internal IReadOnlyList<Meter> Meters { get; }

    /// <summary>Meters whose energy counts.</summary>
    internal IReadOnlyList<string> MeterIds { get; }

    /// <summary>Meters with a gas channel, whatever node names them: a stack counts in no energy.</summary>
    internal IReadOnlyList<GasMeter> GasMeters => _gasMeters.Value;

    /// <summary>
    /// First interval start and last interval end of the counted meters, or where they have none of those with a gas channel, unix
    /// s; null where there are none.
    /// </summary>
    internal (long FromUnixSeconds, long ToUnixSeconds)? DataSpan => SpanOf(MeterIds) ?? SpanOf([.. GasMeters.Select(gas => gas.Meter.Id)]);

    /// <summary>The park's longest interval, s: what its shortest slots are cut to.</summary>
    internal int IntervalSeconds => Meters.Count == 0 ? 60 : Meters.Max(meter => meter.ExpectedIntervalSeconds);

    internal static ParkView Of(string parkId, SqliteStore store)
    {
        var parks = store.Registry.Parks();
        var park = parks.FirstOrDefault(park => park.Id == parkId) ?? throw RequestException.NotFound("No such park",
            $"There is no park {parkId}. " + (parks.Count == 0
                ? "None is registered."
                : $"Registered: {string.Join(", ", parks.Select(known => known.Id))}."));
        return new ParkView(park, store);
    }

    /// <summary>The counted meters' hour slots of a span.</summary>
    internal IReadOnlyList<EnergySlot> Hours(UnixSpan span, long? asOfUnixMs)
    {
        LimitRead(span, ParkSeries.HourSeconds, MeterIds.Count, "hours");
        return MeterIds.Count == 0 ? [] : _queries.Series(MeterIds, SlotLength.Hour, span.FirstHour, span.To, asOfUnixMs);
    }

    /// <summary>Hour slots with the verdicts on them.</summary>
    internal IReadOnlyList<JudgedSlot> Judged(IReadOnlyList<EnergySlot> hours, IVerdicts verdicts, long? asOfUnixMs) => JudgedSeries.Of(
        hours, verdicts.Verdicts([.. hours.Select(hour => hour.BindingNumber).Distinct()], asOfUnixMs),
        (meterIds, start) => _queries.Series(meterIds, SlotLength.Interval, start, start + ParkSeries.HourSeconds, asOfUnixMs));

    /// <summary>The counted meters' intervals of a span.</summary>
    internal IReadOnlyList<EnergySlot> Intervals(UnixSpan span, long? asOfUnixMs)
    {
        LimitRead(span, Meters.Count == 0 ? 60 : Meters.Min(meter => meter.ExpectedIntervalSeconds), MeterIds.Count, "intervals");
        return MeterIds.Count == 0 ? [] : _queries.Series(MeterIds, SlotLength.Interval, span.From, span.To, asOfUnixMs);
    }

    /// <summary>What the gas channels measured, hour by hour.</summary>
    internal IReadOnlyList<GasSlot> GasHours(UnixSpan span, long? asOfUnixMs)
    {
        LimitRead(span, ParkSeries.HourSeconds, GasMeters.Count, "hours");
        return GasMeters.Count == 0 ? []
            : _queries.GasHours([.. GasMeters.Select(gas => gas.Meter.Id)], span.FirstHour, span.To, asOfUnixMs);
    }

    private (long FromUnixSeconds, long ToUnixSeconds)? SpanOf(IReadOnlyList<string> meterIds) => meterIds.Count == 0 ? null : _queries.Span(meterIds);

    private static void LimitRead(UnixSpan span, int lengthSeconds, int meters, string what)
    {
        long slots = span.Seconds / lengthSeconds * meters;
        if (slots <= SlotsReadMax) return;
        throw RequestException.Bad("The span is too long",
            $"It has {slots} {what} of meters, more than the {SlotsReadMax} read for one answer. "
            + $"Ask for at most {SlotsReadMax / meters * lengthSeconds / ParkSeries.DaySeconds} days at a time.");
    }
}

/// <summary>A meter with a gas channel.</summary>
/// <param name="Node">The first node of the park that names it.</param>
/// <param name="Meter">The meter.</param>
/// <param name="ElectricityChannels">Channels it measures electricity by; none of a stack meter.</param>
internal sealed record GasMeter(Node Node, Meter Meter, int ElectricityChannels);
