using System;
using System.Collections.Generic;
using System.Linq;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Certificates.Dcc;

/// <summary>A condition of a calibration or of the points of a table: a series of values, or two of the ends of a range.</summary>
internal sealed record DccConditions(string Quantity, DccSeries From, DccSeries To)
{
    private const string Min = "Min", Max = "Max";

    /// <summary>The range over all values.</summary>
    internal Condition Span() => Checked(From.Least, To.Greatest, From.Unit == To.Unit, From.Unit);

    /// <summary>The condition of one point.</summary>
    internal Condition At(int index) =>
        Checked(From.Value(index), To.Value(index), From.UnitOf(index) == To.UnitOf(index), From.UnitOf(index));

    private Condition Checked(decimal from, decimal to, bool isOneUnit, string unit)
    {
        if (!isOneUnit) throw To.Error($"is the upper end of {Quantity} in another unit than the lower");
        if (from > to) throw To.Error($"is the upper end of {Quantity}, but lies below the lower");
        return new Condition(Quantity, from, to, unit);
    }

    /// <summary>The conditions an influence condition states with a kind word and numbers.</summary>
    internal static IEnumerable<DccConditions> Of(DccElement influenceCondition)
    {
        var kind = influenceCondition.RefTypes.FirstOrDefault();
        return Pair(influenceCondition.One("data").All("quantity").Select(quantity =>
        {
            var own = quantity.RefTypes.FirstOrDefault();
            return (kind is null || own is null ? kind ?? own : kind + End(own), quantity);
        }));
    }

    /// <summary>The conditions among the quantities of a table.</summary>
    internal static IEnumerable<DccConditions> OfTable(DccElement table) =>
        Pair(table.All("quantity").Select(quantity => (quantity.RefTypes.FirstOrDefault(DccNames.IsOwn), quantity)));

    /// <summary>Lower and upper ends brought together; what has no kind, no numbers or one end only is passed over.</summary>
    private static IEnumerable<DccConditions> Pair(IEnumerable<(string? Kind, DccElement Quantity)> quantities)
    {
        var all = new List<(string Kind, DccSeries Series)>();
        var uppers = new Dictionary<string, DccSeries>(StringComparer.Ordinal);
        foreach (var (kind, quantity) in quantities)
        {
            if (kind is null || DccSeries.Of(quantity) is not { } series) continue;
            if (End(kind) != Max) all.Add((kind, series));
            else if (!uppers.TryAdd(kind[..^Max.Length], series)) throw quantity.Error($"is a second {kind}, but there may be one");
        }
        foreach (var (kind, series) in all)
        {
            if (End(kind).Length == 0) yield return new DccConditions(DccNames.Quantity(kind), series, series);
            else if (uppers.Remove(kind[..^Min.Length], out var upper))
                yield return new DccConditions(DccNames.Quantity(kind[..^Min.Length]), series, upper);
        }
    }

    /// <summary>The end of a range a kind word names: Min, Max or empty.</summary>
    private static string End(string kind)
    {
        if (kind.EndsWith(Min, StringComparison.Ordinal)) return Min;
        return kind.EndsWith(Max, StringComparison.Ordinal) ? Max : "";
    }
}
