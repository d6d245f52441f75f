using System;
using System.Collections.Generic;
using System.Linq;

namespace CarbonMeter.Domain.Uncertainty;

/// <summary>A measured amount with the parts of its standard uncertainty (k = 1), one a source.</summary>
/// <param name="Value">The amount, in a unit of the caller's choice: mWh, ng.</param>
/// <param name="Parts">Its parts, each source once.</param>
public sealed record UncertainAmount(Int128 Value, IReadOnlyList<UncertainPart> Parts)
{
    /// <summary>The amount times a whole factor, for example energy in mWh times mg/kWh, which is ng.</summary>
    public UncertainAmount Times(long factor) =>
        new(checked(Value * factor), [.. Parts.Select(part => part with { Billionths = checked(part.Billionths * factor) })]);
}

/// <summary>A figure with its expanded uncertainty (k = 2) in the same unit, rounded up.</summary>
/// <param name="Value">The figure.</param>
/// <param name="Expanded">Its expanded uncertainty, not negative.</param>
public readonly record struct ExpandedFigure(Int128 Value, Int128 Expanded)
{
    /// <summary>The expanded uncertainty in ppm of the figure's size, rounded up; null where the figure is 0.</summary>
    public Int128? Ppm => Value == 0 ? null : Exact.CeilingDivide(checked(Expanded * Domain.Ppm.Whole), Int128.Abs(Value));
}
