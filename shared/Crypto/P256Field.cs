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
        long t0 = a0 * b0;
        long t1 = a0 * b1 + a1 * b0;
        long t2 = a0 * b2 + a1 * b1 + a2 * b0;
        long t3 = a0 * b3 + a1 * b2 + a2 * b1 + a3 * b0;
        long t4 = a0 * b4 + a1 * b3 + a2 * b2 + a3 * b1 + a4 * b0;
        long t5 = a0 * b5 + a1 * b4 + a2 * b3 + a3 * b2 + a4 * b1 + a5 * b0;
        long t6 = a0 * b6 + a1 * b5 + a2 * b4 + a3 * b3 + a4 * b2 + a5 * b1 + a6 * b0;
        long t7 = a0 * b7 + a1 * b6 + a2 * b5 + a3 * b4 + a4 * b3 + a5 * b2 + a6 * b1 + a7 * b0;
        long t8 = a0 * b8 + a1 * b7 + a2 * b6 + a3 * b5 + a4 * b4 + a5 * b3 + a6 * b2 + a7 * b1 + a8 * b0;
        long t9 = a1 * b8 + a2 * b7 + a3 * b6 + a4 * b5 + a5 * b4 + a6 * b3 + a7 * b2 + a8 * b1;
        long t10 = a2 * b8 + a3 * b7 + a4 * b6 + a5 * b5 + a6 * b4 + a7 * b3 + a8 * b2;
        long t11 = a3 * b8 + a4 * b7 + a5 * b6 + a6 * b5 + a7 * b4 + a8 * b3;
        long t12 = a4 * b8 + a5 * b7 + a6 * b6 + a7 * b5 + a8 * b4;
        long t13 = a5 * b8 + a6 * b7 + a7 * b6 + a8 * b5;
        long t14 = a6 * b8 + a7 * b7 + a8 * b6;
        long t15 = a7 * b8 + a8 * b7;
        long t16 = a8 * b8;
        long m;
        m = t0 & LimbMask; t1 += t0 >> 29; t3 += m << 9; t6 += m << 18; t7 -= m << 21; t8 += m << 24;
        m = t1 & LimbMask; t2 += t1 >> 29; t4 += m << 9; t7 += m << 18; t8 -= m << 21; t9 += m << 24;
        m = t2 & LimbMask; t3 += t2 >> 29; t5 += m << 9; t8 += m << 18; t9 -= m << 21; t10 += m << 24;
        m = t3 & LimbMask; t4 += t3 >> 29; t6 += m << 9; t9 += m << 18; t10 -= m << 21; t11 += m << 24;
        m = t4 & LimbMask; t5 += t4 >> 29; t7 += m << 9; t10 += m << 18; t11 -= m << 21; t12 += m << 24;
        m = t5 & LimbMask; t6 += t5 >> 29; t8 += m << 9; t11 += m << 18; t12 -= m << 21; t13 += m << 24;
        m = t6 & LimbMask; t7 += t6 >> 29; t9 += m << 9; t12 += m << 18; t13 -= m << 21; t14 += m << 24;
        m = t7 & LimbMask; t8 += t7 >> 29; t10 += m << 9; t13 += m << 18; t14 -= m << 21; t15 += m << 24;
        m = t8 & LimbMask; t9 += t8 >> 29; t11 += m << 9; t14 += m << 18; t15 -= m << 21; t16 += m << 24;
        t10 += t9 >> 29; r[0] = t9 & LimbMask;
        t11 += t10 >> 29; r[1] = t10 & LimbMask;
        t12 += t11 >> 29; r[2] = t11 & LimbMask;
        t13 += t12 >> 29; r[3] = t12 & LimbMask;
        t14 += t13 >> 29; r[4] = t13 & LimbMask;
        t15 += t14 >> 29; r[5] = t14 & LimbMask;
        t16 += t15 >> 29; r[6] = t15 & LimbMask;
        r[7] = t16 & LimbMask;
        r[8] = t16 >> 29;
    }

    /// <summary>r = (a b + c d) / R: two products for one reduction. One of the four may be an uncarried sum.</summary>
    public void MultiplyPair(long[] r, long[] a, long[] b, long[] c, long[] d)
    {
        long a0 = a[0], a1 = a[1], a2 = a[2], a3 = a[3], a4 = a[4], a5 = a[5], a6 = a[6], a7 = a[7], a8 = a[8];
        long b0 = b[0], b1 = b[1], b2 = b[2], b3 = b[3], b4 = b[4], b5 = b[5], b6 = b[6], b7 = b[7], b8 = b[8];
        long c0 = c[0], c1 = c[1], c2 = c[2], c3 = c[3], c4 = c[4], c5 = c[5], c6 = c[6], c7 = c[7], c8 = c[8];
        long d0 = d[0], d1 = d[1], d2 = d[2], d3 = d[3], d4 = d[4], d5 = d[5], d6 = d[6], d7 = d[7], d8 = d[8];
        long t0 = a0 * b0 + c0 * d0;
        long t1 = a0 * b1 + a1 * b0 + c0 * d1 + c1 * d0;
        long t2 = a0 * b2 + a1 * b1 + a2 * b0 + c0 * d2 + c1 * d1 + c2 * d0;
        long t3 = a0 * b3 + a1 * b2 + a2 * b1 + a3 * b0 + c0 * d3 + c1 * d2 + c2 * d1 + c3 * d0;
        long t4 = a0 * b4 + a1 * b3 + a2 * b2 + a3 * b1 + a4 * b0 + c0 * d4 + c1 * d3 + c2 * d2 + c3 * d1 + c4 * d0;
        long t5 = a0 * b5 + a1 * b4 + a2 * b3 + a3 * b2 + a4 * b1 + a5 * b0
            + c0 * d5 + c1 * d4 + c2 * d3 + c3 * d2 + c4 * d1 + c5 * d0;
        long t6 = a0 * b6 + a1 * b5 + a2 * b4 + a3 * b3 + a4 * b2 + a5 * b1 + a6 * b0
            + c0 * d6 + c1 * d5 + c2 * d4 + c3 * d3 + c4 * d2 + c5 * d1 + c6 * d0;
        long t7 = a0 * b7 + a1 * b6 + a2 * b5 + a3 * b4 + a4 * b3 + a5 * b2 + a6 * b1 + a7 * b0
            + c0 * d7 + c1 * d6 + c2 * d5 + c3 * d4 + c4 * d3 + c5 * d2 + c6 * d1 + c7 * d0;
        long t8 = a0 * b8 + a1 * b7 + a2 * b6 + a3 * b5 + a4 * b4 + a5 * b3 + a6 * b2 + a7 * b1 + a8 * b0
            + c0 * d8 + c1 * d7 + c2 * d6 + c3 * d5 + c4 * d4 + c5 * d3 + c6 * d2 + c7 * d1 + c8 * d0;
        long t9 = a1 * b8 + a2 * b7 + a3 * b6 + a4 * b5 + a5 * b4 + a6 * b3 + a7 * b2 + a8 * b1
            + c1 * d8 + c2 * d7 + c3 * d6 + c4 * d5 + c5 * d4 + c6 * d3 + c7 * d2 + c8 * d1;
        long t10 = a2 * b8 + a3 * b7 + a4 * b6 + a5 * b5 + a6 * b4 + a7 * b3 + a8 * b2
            + c2 * d8 + c3 * d7 + c4 * d6 + c5 * d5 + c6 * d4 + c7 * d3 + c8 * d2;
        long t11 = a3 * b8 + a4 * b7 + a5 * b6 + a6 * b5 + a7 * b4 + a8 * b3
            + c3 * d8 + c4 * d7 + c5 * d6 + c6 * d5 + c7 * d4 + c8 * d3;
        long t12 = a4 * b8 + a5 * b7 + a6 * b6 + a7 * b5 + a8 * b4 + c4 * d8 + c5 * d7 + c6 * d6 + c7 * d5 + c8 * d4;
        long t13 = a5 * b8 + a6 * b7 + a7 * b6 + a8 * b5 + c5 * d8 + c6 * d7 + c7 * d6 + c8 * d5;
        long t14 = a6 * b8 + a7 * b7 + a8 * b6 + c6 * d8 + c7 * d7 + c8 * d6;
        long t15 = a7 * b8 + a8 * b7 + c7 * d8 + c8 * d7;
        long t16 = a8 * b8 + c8 * d8;
        long m;
        m = t0 & LimbMask; t1 += t0 >> 29; t3 += m << 9; t6 += m << 18; t7 -= m << 21; t8 += m << 24;
        m = t1 & LimbMask; t2 += t1 >> 29; t4 += m << 9; t7 += m << 18; t8 -= m << 21; t9 += m << 24;
        m = t2 & LimbMask; t3 += t2 >> 29; t5 += m << 9; t8 += m << 18; t9 -= m << 21; t10 += m << 24;
        m = t3 & LimbMask; t4 += t3 >> 29; t6 += m << 9; t9 += m << 18; t10 -= m << 21; t11 += m << 24;
        m = t4 & LimbMask; t5 += t4 >> 29; t7 += m << 9; t10 += m << 18; t11 -= m << 21; t12 += m << 24;
        m = t5 & LimbMask; t6 += t5 >> 29; t8 += m << 9; t11 += m << 18; t12 -= m << 21; t13 += m << 24;
        m = t6 & LimbMask; t7 += t6 >> 29; t9 += m << 9; t12 += m << 18; t13 -= m << 21; t14 += m << 24;
        m = t7 & LimbMask; t8 += t7 >> 29; t10 += m << 9; t13 += m << 18; t14 -= m << 21; t15 += m << 24;
        m = t8 & LimbMask; t9 += t8 >> 29; t11 += m << 9; t14 += m << 18; t15 -= m << 21; t16 += m << 24;
        t10 += t9 >> 29; r[0] = t9 & LimbMask;
        t11 += t10 >> 29; r[1] = t10 & LimbMask;
        t12 += t11 >> 29; r[2] = t11 & LimbMask;
        t13 += t12 >> 29; r[3] = t12 & LimbMask;
        t14 += t13 >> 29; r[4] = t13 & LimbMask;
        t15 += t14 >> 29; r[5] = t14 & LimbMask;
        t16 += t15 >> 29; r[6] = t15 & LimbMask;
        r[7] = t16 & LimbMask;
        r[8] = t16 >> 29;
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

    /// <summary>r = a + b limb by limb, to go into a product next: the limbs grow to 2^30.</summary>
    public static void Sum(long[] r, long[] a, long[] b)
    {
        r[0] = a[0] + b[0];
        r[1] = a[1] + b[1];
        r[2] = a[2] + b[2];
        r[3] = a[3] + b[3];
        r[4] = a[4] + b[4];
        r[5] = a[5] + b[5];
        r[6] = a[6] + b[6];
        r[7] = a[7] + b[7];
        r[8] = a[8] + b[8];
    }
}
