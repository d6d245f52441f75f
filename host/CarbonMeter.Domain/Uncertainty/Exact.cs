using System;
using System.Numerics;

namespace CarbonMeter.Domain.Uncertainty;

/// <summary>Divisions and roots that name their rounding: always up, since an uncertainty is never rounded away.</summary>
internal static class Exact
{
    /// <summary>The quotient rounded up; part not negative, whole above 0.</summary>
    internal static Int128 CeilingDivide(Int128 part, Int128 whole)
    {
        Require.That(part >= 0 && whole > 0, "rounding up is for amounts that are not negative");
        var quotient = part / whole;
        return quotient * whole == part ? quotient : quotient + 1;
    }

    /// <summary>The quotient rounded up; part not negative, whole above 0.</summary>
    internal static BigInteger CeilingDivide(BigInteger part, BigInteger whole)
    {
        var quotient = BigInteger.DivRem(part, whole, out var remainder);
        return remainder.IsZero ? quotient : quotient + 1;
    }

    /// <summary>The smallest whole number whose square is not below a value, which is not negative.</summary>
    internal static BigInteger CeilingRoot(BigInteger value)
    {
        Require.That(value.Sign >= 0, "a sum of squares is not negative");
        if (value.IsZero) return 0;
        // Newton from above: it falls until it is the root rounded down, and then falls no more.
        var root = BigInteger.One << (int)((value.GetBitLength() + 1) / 2);
        while (true)
        {
            var next = (root + value / root) >> 1;
            if (next >= root) break;
            root = next;
        }
        return root * root == value ? root : root + 1;
    }
}
