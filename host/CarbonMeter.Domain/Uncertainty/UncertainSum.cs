using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;

namespace CarbonMeter.Domain.Uncertainty;

/// <summary>
/// A sum of amounts that keeps its parts by source, so that what two amounts share adds linearly and what they do not adds in
/// quadrature, however the sum is put together (docs/formats/uncertainty.md). All amounts have one unit.
/// </summary>
public sealed class UncertainSum
{
    /// <summary>Billionths of a unit in it.</summary>
    public const int BillionthsPerUnit = 1_000_000_000;

    private readonly Dictionary<UncertaintySource, Int128> _parts = [];

    /// <summary>The sum.</summary>
    public Int128 Value { get; private set; }

    /// <summary>Its parts, standard uncertainties (k = 1), in no order.</summary>
    public IEnumerable<UncertainPart> Parts => _parts.Select(part => new UncertainPart(part.Key, part.Value));

    /// <summary>The sum with its expanded uncertainty (k = 2).</summary>
    public ExpandedFigure Expanded
    {
        get
        {
            BigInteger squares = 0;
            foreach (var billionths in _parts.Values) squares += (BigInteger)billionths * billionths;
            var unit = (BigInteger)BillionthsPerUnit;
            return new ExpandedFigure(Value, (Int128)Exact.CeilingRoot(Exact.CeilingDivide(4 * squares, unit * unit)));
        }
    }

    /// <summary>Adds an amount.</summary>
    public void Add(UncertainAmount amount)
    {
        Value = checked(Value + amount.Value);
        foreach (var part in amount.Parts) Add(part.Source, part.Billionths);
    }

    /// <summary>Adds a sum.</summary>
    public void Add(UncertainSum other)
    {
        Value = checked(Value + other.Value);
        foreach (var (source, billionths) in other._parts) Add(source, billionths);
    }

    /// <summary>Takes a sum away.</summary>
    public void Subtract(UncertainSum other)
    {
        Value = checked(Value - other.Value);
        foreach (var (source, billionths) in other._parts) Add(source, checked(-billionths));
    }

    /// <summary>The part of a source; 0 where it has none.</summary>
    internal Int128 PartOf(UncertaintySource source) => _parts.GetValueOrDefault(source);

    private void Add(UncertaintySource source, Int128 billionths) =>
        _parts[source] = checked(_parts.GetValueOrDefault(source) + billionths);
}
