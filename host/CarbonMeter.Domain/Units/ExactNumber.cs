using System;
using System.Numerics;

namespace CarbonMeter.Domain.Units;

/// <summary>A fraction of whole numbers: what a decimal and a change of unit give is held without rounding, and never overflows.</summary>
internal readonly struct ExactNumber : IComparable<ExactNumber>
{
    private readonly BigInteger _numerator;
    private readonly BigInteger _denominator;   // above 0

    internal ExactNumber(BigInteger numerator, BigInteger denominator)
    {
        Require.That(denominator.Sign > 0, "a denominator is above 0");
        (_numerator, _denominator) = (numerator, denominator);
    }

    internal static ExactNumber Of(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var digits = ((BigInteger)(uint)bits[2] << 64) | ((BigInteger)(uint)bits[1] << 32) | (uint)bits[0];
        int scale = (bits[3] >> 16) & 0xff;
        return new ExactNumber(bits[3] < 0 ? -digits : digits, scale == 0 ? BigInteger.One : BigInteger.Pow(10, scale));
    }

    internal bool IsZero => _numerator.IsZero;

    internal ExactNumber Absolute => new(BigInteger.Abs(_numerator), _denominator);

    public static ExactNumber operator +(ExactNumber a, ExactNumber b) =>
        new(a._numerator * b._denominator + b._numerator * a._denominator, a._denominator * b._denominator);

    public static ExactNumber operator -(ExactNumber a, ExactNumber b) =>
        new(a._numerator * b._denominator - b._numerator * a._denominator, a._denominator * b._denominator);

    public static ExactNumber operator *(ExactNumber a, ExactNumber b) =>
        new(a._numerator * b._numerator, a._denominator * b._denominator);

    /// <summary>The quotient; the divisor must not be 0.</summary>
    public static ExactNumber operator /(ExactNumber a, ExactNumber b) => b._numerator.Sign > 0
        ? new(a._numerator * b._denominator, a._denominator * b._numerator)
        : new(-a._numerator * b._denominator, -a._denominator * b._numerator);

    public int CompareTo(ExactNumber other) => (_numerator * other._denominator).CompareTo(other._numerator * _denominator);

    /// <summary>The least whole number not below it; the nearest end of a long's range where it lies outside.</summary>
    internal long CeilingToLong() => -Floored(-_numerator);

    /// <summary>The greatest whole number not above it; the nearest end of a long's range where it lies outside.</summary>
    internal long FloorToLong() => Floored(_numerator);

    /// <summary>The nearest decimal, halves to even; null where it lies outside a decimal's range.</summary>
    internal decimal? ToDecimal()
    {
        // As many decimals as fit beside the whole part: 28 figures, counted on the safe side.
        var whole = BigInteger.Abs(_numerator) / _denominator;
        if (whole > (BigInteger)decimal.MaxValue) return null;
        int decimals = whole.IsZero ? 28 : Math.Max(0, 28 - (int)BigInteger.Log10(whole) - 1);
        var scaled = BigInteger.DivRem(BigInteger.Abs(_numerator) * BigInteger.Pow(10, decimals), _denominator, out var rest);
        int half = (rest << 1).CompareTo(_denominator);
        if (half > 0 || (half == 0 && !scaled.IsEven)) scaled++;
        if (scaled > (BigInteger)decimal.MaxValue) return null;
        decimal value = (decimal)scaled / Power(decimals);
        return _numerator.Sign < 0 ? -value : value;
    }

    private static decimal Power(int decimals)
    {
        decimal power = 1;
        for (int count = 0; count < decimals; count++) power *= 10;
        return power;
    }

    private long Floored(BigInteger numerator)
    {
        var quotient = BigInteger.DivRem(numerator, _denominator, out var rest);
        if (rest.Sign < 0) quotient--;
        // Symmetric ends, so that the negative of a result is one as well.
        if (quotient > long.MaxValue) return long.MaxValue;
        return quotient < -long.MaxValue ? -long.MaxValue : (long)quotient;
    }
}
