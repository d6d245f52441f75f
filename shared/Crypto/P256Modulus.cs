namespace CarbonMeter.Crypto;

/// <summary>
/// A prime modulus of 256 bits and what both of P-256's have in common. A number is nine limbs of 29 bits in a long[],
/// lowest first, so that nine products of limbs add up within a long: the widest multiplication the device has.
/// Limbs 0 to 7 lie below 2^29 in magnitude; the top limb carries the sign. Products are Montgomery products with R = 2^261.
/// </summary>
/// <remarks>Nothing here branches on, or indexes by, the numbers themselves.</remarks>
internal abstract class P256Modulus
{
    public const int Limbs = 9;
    public const int LimbBits = 29;
    public const int LimbMask = (1 << LimbBits) - 1;
    public const int SizeBytes = 32;
    private const int TopBits = 256 - (Limbs - 1) * LimbBits;

    private readonly long[] _modulus;
    private readonly long[] _rSquared;

    protected P256Modulus(long[] modulus, long[] rSquared)
    {
        _modulus = modulus;
        _rSquared = rSquared;
        One = new long[Limbs];
        One[0] = 1;
        ToMontgomery(One, One);
    }

    /// <summary>1 in Montgomery form; shared, never written to.</summary>
    public long[] One { get; }

    /// <summary>
    /// r = a b / R modulo the modulus, for |a b| below 32 times its square; the result lies between minus one
    /// and two times the modulus, and within a tenth of [0, modulus) where both factors are near it themselves.
    /// </summary>
    public abstract void Multiply(long[] r, long[] a, long[] b);

    public void ToMontgomery(long[] r, long[] a) => Multiply(r, a, _rSquared);

    public void FromMontgomery(long[] r, long[] a)
    {
        long[] one = new long[Limbs];
        one[0] = 1;
        Multiply(r, a, one);
        Canonical(r);
    }

    /// <summary>r = 1 / a in Montgomery form, and 0 for 0.</summary>
    public void Invert(long[] r, long[] a)
    {
        long[] divisor = new long[Limbs];
        a.CopyTo(divisor, 0);
        Canonical(divisor);
        // a R is what stands in a: R^2 divided by it is the inverse times R again.
        new ModularInverse(_modulus).Divide(r, _rSquared, divisor);
        Canonical(r);
        System.Array.Clear(divisor, 0, Limbs);
    }

    /// <summary>Brings a value from minus one to two times the modulus into [0, modulus), in place.</summary>
    public void Canonical(long[] a)
    {
        AddMasked(a, 0, 1);
        AddMasked(a, a[Limbs - 1] >> 63, 1);
        AddMasked(a, ~Borrow(a), -1);
    }

    /// <summary>Whether a carried value of at least 0 is below the modulus.</summary>
    public bool IsReduced(long[] a) => Borrow(a) != 0;

    /// <summary>Whether a canonical value is 0.</summary>
    public static bool IsZero(long[] a)
    {
        long bits = 0;
        for (int i = 0; i < Limbs; i++) bits |= a[i];
        return bits == 0;
    }

    /// <summary>Reads 32 big-endian bytes, any value.</summary>
    public static long[] FromBytes(byte[] bytes, int offset)
    {
        long[] r = new long[Limbs];
        long pending = 0;
        int bits = 0, limb = 0;
        for (int i = SizeBytes - 1; i >= 0; i--)
        {
            pending |= (long)bytes[offset + i] << bits;
            bits += 8;
            if (bits < LimbBits) continue;
            r[limb++] = pending & LimbMask;
            pending >>= LimbBits;
            bits -= LimbBits;
        }
        r[limb] = pending;
        return r;
    }

    /// <summary>Writes a canonical value as 32 big-endian bytes.</summary>
    public static void ToBytes(long[] a, byte[] bytes, int offset)
    {
        long pending = 0;
        int bits = 0, limb = 0;
        for (int i = SizeBytes - 1; i >= 0; i--)
        {
            if (bits < 8)
            {
                pending |= a[limb] << bits;
                bits += limb++ == Limbs - 1 ? TopBits : LimbBits;
            }
            bytes[offset + i] = (byte)pending;
            pending >>= 8;
            bits -= 8;
        }
    }

    // a += sign * modulus where mask is -1, and carries either way.
    private void AddMasked(long[] a, long mask, int sign)
    {
        long t = 0;
        for (int i = 0; i < Limbs - 1; i++)
        {
            t += a[i] + (_modulus[i] & mask) * sign;
            a[i] = t & LimbMask;
            t >>= LimbBits;
        }
        a[Limbs - 1] += t + (_modulus[Limbs - 1] & mask) * sign;
    }

    // -1 where a is below the modulus, else 0.
    private long Borrow(long[] a)
    {
        long t = 0;
        for (int i = 0; i < Limbs; i++) t = (t + a[i] - _modulus[i]) >> LimbBits;
        return t >> 63;
    }
}
