using System;
using System.Numerics;

namespace CarbonMeter.Domain.Uncertainty;

/// <summary>Relative standard uncertainties (k = 1) out of what certificates and data sheets state, in ppb, rounded up.</summary>
public static class StandardUncertainty
{
    private const int PpbPerPpm = 1_000;

    /// <summary>
    /// A limit without a distribution, such as that of an accuracy class: rectangular, limit / sqrt(3) (GUM 4.3.7).
    /// </summary>
    /// <param name="limitPpm">The limit, ppm, 0 to 1 000 000.</param>
    public static long PpbOfLimit(int limitPpm)
    {
        Require.InRange(limitPpm, 0, Ppm.Whole, nameof(limitPpm));
        var limitPpb = (BigInteger)limitPpm * PpbPerPpm;
        return (long)Exact.CeilingRoot(Exact.CeilingDivide(limitPpb * limitPpb, 3));
    }

    /// <summary>An expanded uncertainty with k = 2.</summary>
    /// <param name="expandedPpm">The expanded uncertainty, ppm, 0 to 1 000 000.</param>
    public static long PpbOfExpanded(int expandedPpm)
    {
        Require.InRange(expandedPpm, 0, Ppm.Whole, nameof(expandedPpm));
        return expandedPpm * (PpbPerPpm / 2L);
    }
}
