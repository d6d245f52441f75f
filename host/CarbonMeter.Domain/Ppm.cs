using System;

namespace CarbonMeter.Domain;

/// <summary>Parts per million of sums: the one place where Domain rounds a ratio.</summary>
public static class Ppm
{
    /// <summary>A whole, in ppm.</summary>
    public const int Whole = 1_000_000;

    /// <summary>Largest sum a ratio is taken of, 1e30: times a million it still fits an Int128.</summary>
    public static readonly Int128 SumMax = (Int128)1_000_000_000_000_000 * 1_000_000_000_000_000;

    /// <summary>
    /// part / whole in ppm, rounded down, so that no rounding ever lifts a share over a threshold; null where the whole is
    /// zero, since nothing has no share. Both must be 0 to <see cref="SumMax"/> and the quotient at most an int of ppm.
    /// </summary>
    public static int? Floor(Int128 part, Int128 whole)
    {
        Require.That(part >= 0 && whole >= 0, "a share is taken of amounts, which are not negative");
        Require.That(part <= SumMax && whole <= SumMax, "a share is taken of sums up to 1e30");
        if (whole == 0) return null;
        var ppm = part * Whole / whole;
        Require.That(ppm <= int.MaxValue, "a share of more than 2147 wholes is not a share");
        return (int)ppm;
    }
}
