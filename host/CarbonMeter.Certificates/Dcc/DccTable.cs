using System;
using System.Collections.Generic;
using System.Linq;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Certificates.Dcc;

/// <summary>Reads one table of a result.</summary>
internal static class DccTable
{
    /// <summary>The table a list (or the data of a result) is; null where it is none.</summary>
    internal static CalibrationTable? Read(DccElement holder, DccSubject subject)
    {
        var quantities = holder.All("quantity").ToList();
        if (quantities.MaybeOfKind(DccNames.MeasurementError) is { } error)
        {
            var reference = quantities.MaybeOfKind(DccNames.ReferenceValue)
                ?? throw error.Error($"is an error, but no quantity beside it is of refType {DccNames.ReferenceValue}");
            var errors = Numbers(error);
            return Table(holder, subject, Numbers(reference, errors.Unit), errors, errors.Value);
        }
        if (!quantities.Exists(each => each.Has(DccNames.MeasuredValue) && DccSeries.Of(each)?.Uncertainty is not null))
            return null;
        if (quantities.MaybeOfKind(DccNames.ReferenceValue) is not { } compared) return null;
        var references = Numbers(compared);
        var measured = quantities.MaybeOfKind(DccNames.MeasuredValue)!;
        var indications = Numbers(measured, references.Unit);
        if (!indications.HasUnit(references.Unit)) throw measured.Error("is in another unit than the reference");
        return Table(holder, subject, references, indications, index => Difference(indications, references, index));
    }

    private static CalibrationTable Table(
        DccElement holder, DccSubject subject, DccSeries references, DccSeries errors, Func<int, decimal> error)
    {
        int count = Math.Max(references.Count, errors.Count);
        references.RequireCount(count);
        errors.RequireCount(count);
        if (count > XmlLimits.PointCountMax)
            throw holder.Error($"holds {count} points; at most {XmlLimits.PointCountMax} are read");
        var uncertainty = errors.Uncertainty
            ?? throw errors.Error("has no expanded uncertainty with a coverage factor (expandedUnc), without which it proves nothing");
        var conditions = Conditions(holder, count);
        var points = Enumerable.Range(0, count).Select(index => new CalibrationPoint(references.Value(index), error(index),
            uncertainty.Expanded(index), uncertainty.CoverageFactor(index), [.. conditions.Select(each => each.At(index))]));
        return new CalibrationTable(
            subject.Quantity, subject.ChannelId, subject.RequireStatus(), references.Unit, errors.Unit, [.. points]);
    }

    private static DccSeries Numbers(DccElement quantity, string? unit = null) =>
        DccSeries.Of(quantity, unit) ?? throw quantity.Error("holds no real numbers (si:real, si:realListXMLList or si:hybrid of them)");

    private static decimal Difference(DccSeries indications, DccSeries references, int index)
    {
        try
        {
            return indications.Value(index) - references.Value(index);
        }
        catch (OverflowException fault)
        {
            throw indications.Error("differs from the reference by more than can be kept", fault);
        }
    }

    private static List<DccConditions> Conditions(DccElement holder, int count)
    {
        var beside = holder.Maybe("influenceConditions")?.All("influenceCondition").SelectMany(DccConditions.Of) ?? [];
        var conditions = DccConditions.OfTable(holder).Concat(beside).Take(XmlLimits.ConditionCountMax + 1).ToList();
        if (conditions.Count > XmlLimits.ConditionCountMax)
            throw holder.Error($"states more than {XmlLimits.ConditionCountMax} conditions of a point");
        foreach (var condition in conditions)
        {
            condition.From.RequireCount(count);
            condition.To.RequireCount(count);
        }
        return conditions;
    }
}
