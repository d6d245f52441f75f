using System;
using System.Collections.Generic;
using System.Linq;
using CarbonMeter.Domain.Units;

namespace CarbonMeter.Domain.Traceability.Judging;

/// <summary>The results a certificate has of one quantity, in whole numbers, and what is wrong with their units (check 14).</summary>
internal sealed class QuantityFigures
{
    // Above 100 % nothing is known of a figure, and sums of squares stay within 128 bits below it.
    private const long StandardPpbMax = 1_000_000_000;
    private const long PpbPerUnit = 1_000_000_000;

    private readonly KnownCertificate _known;
    private readonly string _quantity;
    private readonly Findings _findings;
    private readonly Dictionary<string, DsiUnit?> _units = new(StringComparer.Ordinal);

    /// <summary>Takes the figures; what is wrong with units goes into the findings.</summary>
    internal QuantityFigures(KnownCertificate known, Certificate certificate, string quantity, Findings findings)
    {
        (_known, _quantity, _findings) = (known, quantity, findings);
        Tables = [.. certificate.Tables.Where(Belongs)];
        AsLeft = [.. Tables.Where(table => table.Status != AdjustmentStatus.AsFound).SelectMany(Points)];
        bool isFoundStated = Tables.Any(table => table.Status == AdjustmentStatus.AsFound);
        AsFound = isFoundStated ? [.. Tables.Where(table => table.Status == AdjustmentStatus.AsFound).SelectMany(Points)] : AsLeft;
        Surroundings = [.. certificate.Environment.Select(Condition).OfType<(string, Extent)>()];
    }

    /// <summary>The tables of the quantity.</summary>
    internal IReadOnlyList<CalibrationTable> Tables { get; }

    /// <summary>Points after an adjustment, or without one.</summary>
    internal PointFigures[] AsLeft { get; }

    /// <summary>Points before an adjustment, or without one.</summary>
    internal PointFigures[] AsFound { get; }

    /// <summary>Surroundings whose quantity and unit are known.</summary>
    internal IReadOnlyList<(string Quantity, Extent Range)> Surroundings { get; }

    /// <summary>Whether the certificate was made after an adjustment.</summary>
    internal bool IsAdjusted => Tables.Any(table => table.Status == AdjustmentStatus.AsLeft);

    /// <summary>Whether a certificate has results of a quantity.</summary>
    internal static bool Has(Certificate certificate, string quantity) =>
        certificate.Tables.Any(table => Belongs(table, quantity, DsiUnit.Parse));

    private bool Belongs(CalibrationTable table) => Belongs(table, _quantity, UnitOf);

    // A table that names no quantity is taken by the dimension of its unit.
    private static bool Belongs(CalibrationTable table, string quantity, Func<string, DsiUnit?> unitOf) => table.Quantity.Length > 0
        ? table.Quantity == quantity
        : QuantityUnits.Of(quantity) is { } expected && unitOf(table.Unit)?.HasDimensionOf(expected) == true;

    private IEnumerable<PointFigures> Points(CalibrationTable table)
    {
        if (Known(table.Unit, "reference") is not { } unit || Known(table.ErrorUnit, "error") is not { } errorUnit) return [];
        if (QuantityUnits.Of(_quantity) is { } expected && !unit.HasDimensionOf(expected)) return Wrong(table.Unit, _quantity, expected);
        bool isRelative = errorUnit.IsNumber && !unit.IsNumber;
        return isRelative || errorUnit.HasDimensionOf(unit)
            ? table.Points.Select(point => Point(table.ChannelId, point, unit, errorUnit, isRelative))
            : Wrong(table.ErrorUnit, "error", unit);
    }

    private PointFigures Point(int channelId, CalibrationPoint point, DsiUnit unit, DsiUnit errorUnit, bool isRelative)
    {
        var reference = unit.ToSi(point.Reference).Absolute;
        bool isUnusable = point.ExpandedUncertainty <= 0 || point.CoverageFactor < 1;
        long? error = null, standard = null;
        if (isRelative || !reference.IsZero)
        {
            error = Ppb(point.Error);
            if (!isUnusable) standard = Ppb(point.ExpandedUncertainty, point.CoverageFactor);
            isUnusable |= standard > StandardPpbMax;
        }
        (string Quantity, Extent Range)[] conditions = [.. point.Conditions.Select(Condition).OfType<(string, Extent)>()];
        bool isEnergy = _quantity == Quantities.ActiveEnergy;
        return new PointFigures
        {
            ChannelId = channelId,
            Conditions = conditions,
            Axis = isEnergy
                ? PointFigures.RangeOf(conditions, Quantities.Current) : Extent.Of(point.Reference, point.Reference, unit),
            PowerFactor = isEnergy ? PointFigures.RangeOf(conditions, Quantities.PowerFactor) : null,
            ErrorPpb = error,
            StandardPpb = isUnusable ? null : standard,
            IsUnusable = isUnusable,
        };

        long Ppb(decimal difference, decimal coverageFactor = 1)
        {
            var relative = errorUnit.DifferenceToSi(Math.Abs(difference)) * ExactNumber.Of(PpbPerUnit) / ExactNumber.Of(coverageFactor);
            long ppb = (isRelative ? relative : relative / reference).CeilingToLong();
            return difference < 0 ? -ppb : ppb;
        }
    }

    private (string Quantity, Extent Range)? Condition(Condition condition)
    {
        if (QuantityUnits.Of(condition.Quantity) is not { } expected) return null;
        if (Known(condition.Unit, condition.Quantity) is not { } unit) return null;
        if (!unit.HasDimensionOf(expected))
        {
            Wrong(condition.Unit, condition.Quantity, expected);
            return null;
        }
        var range = Extent.Of(condition.From, condition.To, unit);
        return (condition.Quantity, condition.Quantity == Quantities.PowerFactor ? range.Absolute : range);
    }

    private DsiUnit? Known(string text, string what)
    {
        var unit = UnitOf(text);
        if (unit is null) _findings.Add(ChainCheck.UnitsMatch, Outcome.CannotTell, Reason.UnitUnknown, _known, Name, text, what);
        return unit;
    }

    private PointFigures[] Wrong(string text, string what, DsiUnit expected)
    {
        _findings.Add(ChainCheck.UnitsMatch, Outcome.Invalid, Reason.UnitWrong, _known, Name, text, what, expected.Text);
        return [];
    }

    private string Name => _known.Certificate!.Id;

    private DsiUnit? UnitOf(string text)
    {
        if (!_units.TryGetValue(text, out var unit)) _units[text] = unit = DsiUnit.Parse(text);
        return unit;
    }
}
