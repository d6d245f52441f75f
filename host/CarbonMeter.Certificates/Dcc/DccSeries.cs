using System;
using System.Collections.Generic;
using System.Linq;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Certificates.Dcc;

/// <summary>The values of a quantity: one for all points of a table, or one for each.</summary>
internal sealed class DccSeries
{
    private readonly DccElement _element;
    private readonly decimal[] _values;
    private readonly string[] _units;

    private DccSeries(DccElement element, bool isList)
    {
        var suffix = isList ? "XMLList" : "";
        _element = element;
        _values = element.One("value" + suffix, DccNames.Si).Numbers();
        var units = element.One("unit" + suffix, DccNames.Si);
        _units = isList ? units.Words() : [units.Text];
        if (!isList && _values.Length > 1) throw element.Error("has several values where one is expected");
        if (_units.Length != 1 && _units.Length != _values.Length)
            throw units.Error($"holds {_units.Length} units for {_values.Length} values; one for all or one for each is expected");
        Uncertainty = DccUncertainty.Of(element, suffix, _values.Length);
    }

    internal int Count => _values.Length;

    /// <summary>Expanded uncertainty; null where none is stated.</summary>
    internal DccUncertainty? Uncertainty { get; }

    /// <summary>The unit of all values.</summary>
    internal string Unit => _units.All(unit => unit == _units[0]) ? _units[0]
        : throw _element.Error("holds values in different units where one unit is expected; they belong into tables of their own");

    internal decimal Value(int index) => _values[_values.Length == 1 ? 0 : index];

    internal string UnitOf(int index) => _units[_units.Length == 1 ? 0 : index];

    internal bool HasUnit(string unit) => _units.All(each => each == unit);

    internal decimal Least => _values.Min();

    internal decimal Greatest => _values.Max();

    /// <summary>Refuses values that fit neither one by one nor all at once.</summary>
    internal void RequireCount(int count)
    {
        if (Count != 1 && Count != count) throw _element.Error($"holds {Count} values in a table of {count} points");
    }

    internal CertificateException Error(string what, Exception? cause = null) => _element.Error(what, cause);

    /// <summary>The numbers in a quantity; null where it holds none that are read (but text or complex numbers).</summary>
    /// <param name="quantity">A DCC quantity.</param>
    /// <param name="unit">Of several representations the one in this unit is taken, the first where none is.</param>
    internal static DccSeries? Of(DccElement quantity, string? unit = null)
    {
        var direct = Representations(quantity).ToList();
        if (quantity.Maybe("hybrid", DccNames.Si) is { } hybrid)
        {
            if (direct.Count > 0) throw direct[0].Error("stands beside a hybrid, but a quantity holds one of them");
            var all = Representations(hybrid).ToList();
            return all.Find(each => unit is not null && each.HasUnit(unit)) ?? all.FirstOrDefault();
        }
        return direct.Count < 2 ? direct.FirstOrDefault() : throw direct[1].Error("is a second value of one quantity");
    }

    private static IEnumerable<DccSeries> Representations(DccElement parent)
    {
        foreach (var child in parent.Children)
        {
            if (child.Is(DccNames.Si, "real")) yield return new DccSeries(child, isList: false);
            else if (child.Is(DccNames.Si, "realListXMLList")) yield return new DccSeries(child, isList: true);
        }
    }
}
