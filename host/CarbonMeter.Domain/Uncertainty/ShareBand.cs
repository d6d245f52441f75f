using System;
using System.Linq;
using System.Numerics;
using CarbonMeter.Domain.Green;

namespace CarbonMeter.Domain.Uncertainty;

/// <summary>Where a share lies, with about 95 % confidence.</summary>
/// <param name="LowPpm">Lower end, ppm, rounded down, 0 to 1 000 000.</param>
/// <param name="HighPpm">Upper end, ppm, rounded up, 0 to 1 000 000.</param>
/// <param name="ExpandedPpm">Expanded uncertainty (k = 2) of the share, ppm, rounded up, before the band is cut at 0 and 1.</param>
public sealed record ShareBand(int LowPpm, int HighPpm, long ExpandedPpm)
{
    /// <summary>
    /// The band of part / whole by first-order propagation: a source of both cancels as far as it moves both alike. Null
    /// without a whole. The part may exceed the whole; the band ends at 1.
    /// </summary>
    public static ShareBand? Of(UncertainSum part, UncertainSum whole)
    {
        Require.That(part.Value >= 0 && whole.Value >= 0, "a share is taken of amounts, which are not negative");
        if (whole.Value == 0) return null;
        BigInteger numerator = part.Value, denominator = whole.Value, squares = 0;
        foreach (var source in part.Parts.Concat(whole.Parts).Select(entry => entry.Source).Distinct())
        {
            var moved = part.PartOf(source) * denominator - numerator * whole.PartOf(source);
            squares += moved * moved;
        }
        // 2 sqrt(squares) billionths / denominator^2, in ppm: under the root 4 x (10^6 / 10^9)^2.
        var denominatorSquared = denominator * denominator;
        var expanded = Exact.CeilingRoot(
            Exact.CeilingDivide(4 * squares, 1_000_000 * denominatorSquared * denominatorSquared));
        var scaled = numerator * Ppm.Whole;
        return new ShareBand(Within(scaled / denominator - expanded), Within(Exact.CeilingDivide(scaled, denominator) + expanded),
            (long)BigInteger.Min(expanded, long.MaxValue));
    }

    /// <summary>The class both ends fall into; not certain where they fall into different ones.</summary>
    public CertainClass Judge(GreenRules rules)
    {
        var low = rules.ClassOf(LowPpm);
        return new CertainClass(low?.Id, low == rules.ClassOf(HighPpm));
    }

    private static int Within(BigInteger ppm) => (int)BigInteger.Clamp(ppm, 0, Ppm.Whole);
}

/// <summary>The class a share surely reaches.</summary>
/// <param name="ClassId">Class of the lower end; null: none.</param>
/// <param name="IsCertain">Whether the upper end falls into the same.</param>
public sealed record CertainClass(string? ClassId, bool IsCertain);
