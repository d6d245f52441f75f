namespace CarbonMeter.Crypto;

/// <summary>Arithmetic modulo p = 2^256 - 2^224 + 2^192 + 2^96 - 1, the field of P-256.</summary>
internal sealed class P256Field : P256Modulus
{
    public static readonly P256Field Instance = new P256Field();

    private P256Field()
        : base(
            modulus: new long[]
            {
                0x1fffffff, 0x1fffffff, 0x1fffffff, 0x000001ff, 0x00000000, 0x00000000, 0x00040000, 0x1fe00000, 0x00ffffff,
            },
            rSquared: new long[]
            {
                0x00000c00, 0x00000000, 0x1fff0000, 0x1fdfffff, 0x1fbfffff, 0x1fffffff, 0x1fffffff, 0x1ffffffe, 0x00000013,
            })
    {
    }

    // Schoolbook product, then nine Montgomery steps. Since p = -1 mod 2^29, the multiple of p to add is the low limb
    // itself, and adding it needs only shifts: the bits of p at 96, 192, 224 and 256 lie in limbs 3, 6, 7 and 8.
    public override void Multiply(long[] r, long[] a, long[] b)
    {
        long a0 = a[0], a1 = a[1], a2 = a[2], a3 = a[3], a4 = a[4], a5 = a[5], a6 = a[6], a7 = a[7], a8 = a[8];
        long b0 = b[0], b1 = b[1], b2 = b[2], b3 = b[3], b4 = b[4], b5 = b[5], b6 = b[6], b7 = b[7], b8 = b[8];
        long c0 = a0 * b0;
        long c1 = a0 * b1 + a1 * b0;
        long c2 = a0 * b2 + a1 * b1 + a2 * b0;
        long c3 = a0 * b3 + a1 * b2 + a2 * b1 + a3 * b0;
        long c4 = a0 * b4 + a1 * b3 + a2 * b2 + a3 * b1 + a4 * b0;
        long c5 = a0 * b5 + a1 * b4 + a2 * b3 + a3 * b2 + a4 * b1 + a5 * b0;
        long c6 = a0 * b6 + a1 * b5 + a2 * b4 + a3 * b3 + a4 * b2 + a5 * b1 + a6 * b0;
        long c7 = a0 * b7 + a1 * b6 + a2 * b5 + a3 * b4 + a4 * b3 + a5 * b2 + a6 * b1 + a7 * b0;
        long c8 = a0 * b8 + a1 * b7 + a2 * b6 + a3 * b5 + a4 * b4 + a5 * b3 + a6 * b2 + a7 * b1 + a8 * b0;
        long c9 = a1 * b8 + a2 * b7 + a3 * b6 + a4 * b5 + a5 * b4 + a6 * b3 + a7 * b2 + a8 * b1;
        long c10 = a2 * b8 + a3 * b7 + a4 * b6 + a5 * b5 + a6 * b4 + a7 * b3 + a8 * b2;
        long c11 = a3 * b8 + a4 * b7 + a5 * b6 + a6 * b5 + a7 * b4 + a8 * b3;
        long c12 = a4 * b8 + a5 * b7 + a6 * b6 + a7 * b5 + a8 * b4;
        long c13 = a5 * b8 + a6 * b7 + a7 * b6 + a8 * b5;
        long c14 = a6 * b8 + a7 * b7 + a8 * b6;
        long c15 = a7 * b8 + a8 * b7;
        long c16 = a8 * b8;
        long m;
        m = c0 & LimbMask; c1 += c0 >> 29; c3 += m << 9; c6 += m << 18; c7 -= m << 21; c8 += m << 24;
        m = c1 & LimbMask; c2 += c1 >> 29; c4 += m << 9; c7 += m << 18; c8 -= m << 21; c9 += m << 24;
        m = c2 & LimbMask; c3 += c2 >> 29; c5 += m << 9; c8 += m << 18; c9 -= m << 21; c10 += m << 24;
        m = c3 & LimbMask; c4 += c3 >> 29; c6 += m << 9; c9 += m << 18; c10 -= m << 21; c11 += m << 24;
        m = c4 & LimbMask; c5 += c4 >> 29; c7 += m << 9; c10 += m << 18; c11 -= m << 21; c12 += m << 24;
        m = c5 & LimbMask; c6 += c5 >> 29; c8 += m << 9; c11 += m << 18; c12 -= m << 21; c13 += m << 24;
        m = c6 & LimbMask; c7 += c6 >> 29; c9 += m << 9; c12 += m << 18; c13 -= m << 21; c14 += m << 24;
        m = c7 & LimbMask; c8 += c7 >> 29; c10 += m << 9; c13 += m << 18; c14 -= m << 21; c15 += m << 24;
        m = c8 & LimbMask; c9 += c8 >> 29; c11 += m << 9; c14 += m << 18; c15 -= m << 21; c16 += m << 24;
        c10 += c9 >> 29; r[0] = c9 & LimbMask;
        c11 += c10 >> 29; r[1] = c10 & LimbMask;
        c12 += c11 >> 29; r[2] = c11 & LimbMask;
        c13 += c12 >> 29; r[3] = c12 & LimbMask;
        c14 += c13 >> 29; r[4] = c13 & LimbMask;
        c15 += c14 >> 29; r[5] = c14 & LimbMask;
        c16 += c15 >> 29; r[6] = c15 & LimbMask;
        r[7] = c16 & LimbMask;
        r[8] = c16 >> 29;
    }

    /// <summary>
    /// r = a i + b j + c k, for |i| + |j| + |k| at most 32, brought back near [0, p): the multiple of 2^256 that
    /// stands in the top limb is replaced by that multiple of 2^256 - p before the carries run.
    /// </summary>
    public void Combine(long[] r, long[] a, long i, long[] b, long j, long[] c, long k)
    {
        long top = a[8] * i + b[8] * j + c[8] * k;
        long fold = top >> 24;
        long t = a[0] * i + b[0] * j + c[0] * k + fold;
        r[0] = t & LimbMask;
        t = (t >> 29) + a[1] * i + b[1] * j + c[1] * k;
        r[1] = t & LimbMask;
        t = (t >> 29) + a[2] * i + b[2] * j + c[2] * k;
        r[2] = t & LimbMask;
        t = (t >> 29) + a[3] * i + b[3] * j + c[3] * k - (fold << 9);
        r[3] = t & LimbMask;
        t = (t >> 29) + a[4] * i + b[4] * j + c[4] * k;
        r[4] = t & LimbMask;
        t = (t >> 29) + a[5] * i + b[5] * j + c[5] * k;
        r[5] = t & LimbMask;
        t = (t >> 29) + a[6] * i + b[6] * j + c[6] * k - (fold << 18);
        r[6] = t & LimbMask;
        t = (t >> 29) + a[7] * i + b[7] * j + c[7] * k + (fold << 21);
        r[7] = t & LimbMask;
        r[8] = (t >> 29) + top - (fold << 24);
    }

    /// <summary>r = a + b.</summary>
    public void Add(long[] r, long[] a, long[] b) => Combine(r, a, 1, b, 1, b, 0);

    /// <summary>r = a - b.</summary>
    public void Subtract(long[] r, long[] a, long[] b) => Combine(r, a, 1, b, -1, b, 0);
}
