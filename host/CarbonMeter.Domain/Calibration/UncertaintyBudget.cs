using System;
using System.Collections.Generic;
using System.Linq;

namespace CarbonMeter.Domain.Calibration;

/// <summary>One part of an uncertainty, independent of the others.</summary>
/// <param name="Name">Where it comes from, a word of <see cref="BudgetParts"/>.</param>
/// <param name="StandardPpm">Standard uncertainty (k = 1), ppm.</param>
/// <param name="DegreesOfFreedom">Degrees of freedom; infinite for what is known beforehand.</param>
public sealed record BudgetPart(string Name, double StandardPpm, double DegreesOfFreedom = double.PositiveInfinity);

/// <summary>Names of the parts, docs/calibrating.md.</summary>
public static class BudgetParts
{
    /// <summary>A part of a point.</summary>
    public const string Reference = "reference", Repeatability = "repeatability", Resolution = "resolution", Timing = "timing",
        Stability = "stability", RemainingError = "remainingError";

    /// <summary>A part of an estimate.</summary>
    public const string Readings = "readings", Register = "register";
}

/// <summary>Parts combined by the GUM.</summary>
/// <param name="Parts">The parts.</param>
/// <param name="StandardPpm">Root of the sum of their squares, ppm.</param>
/// <param name="DegreesOfFreedom">Effective ones by Welch and Satterthwaite.</param>
/// <param name="CoverageFactor">k for 95.45 %.</param>
public sealed record UncertaintyBudget(IReadOnlyList<BudgetPart> Parts, double StandardPpm, double DegreesOfFreedom, decimal CoverageFactor)
{
    /// <summary>k times the standard uncertainty, ppm.</summary>
    public double ExpandedPpm => (double)CoverageFactor * StandardPpm;

    /// <summary>Combines parts: GUM 5.1.2 and G.4.1.</summary>
    public static UncertaintyBudget Of(IReadOnlyList<BudgetPart> parts)
    {
        var variance = parts.Sum(part => part.StandardPpm * part.StandardPpm);
        var perFreedom = parts.Sum(part => Math.Pow(part.StandardPpm, 4) / part.DegreesOfFreedom);
        var freedom = perFreedom > 0 ? variance * variance / perFreedom : double.PositiveInfinity;
        return new UncertaintyBudget(parts, Math.Sqrt(variance), freedom, StudentT.CoverageFactor(freedom));
    }
}

/// <summary>Student's t for 95.45 %, both sides: GUM table G.2.</summary>
public static class StudentT
{
    // k for 1, 2, 3, ... 20 degrees of freedom.
    private static readonly decimal[] UpToTwenty =
    [
        13.97m, 4.53m, 3.31m, 2.87m, 2.65m, 2.52m, 2.43m, 2.37m, 2.32m, 2.28m,
        2.25m, 2.23m, 2.21m, 2.20m, 2.18m, 2.17m, 2.16m, 2.15m, 2.14m, 2.13m,
    ];

    private static readonly (int Freedom, decimal Factor)[] Above =
        [(100, 2.025m), (50, 2.05m), (45, 2.06m), (40, 2.06m), (35, 2.07m), (30, 2.09m), (25, 2.11m), (20, 2.13m)];

    // From here on k is 2.00 as rounded to the hundredth.
    private const double Many = 500;

    /// <summary>k for a number of degrees of freedom, at least 1; between two lines of the table that with the larger k.</summary>
    public static decimal CoverageFactor(double degreesOfFreedom)
    {
        Require.That(degreesOfFreedom >= 1, "there is at least one degree of freedom");
        if (degreesOfFreedom >= Many) return 2.00m;
        foreach (var (freedom, factor) in Above)
            if (degreesOfFreedom >= freedom) return factor;
        return UpToTwenty[(int)degreesOfFreedom - 1];
    }
}
