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

    // Schoolbook product and Montgomery's reduction in one run over the limbs. Since p = -1 mod 2^29, the multiple of p that
    // clears a limb is the limb itself, m, and adding it needs only shifts: the bits of p at 96, 192, 224 and 256 lie 3, 6, 7
    // and 8 limbs further up. Written so that an interpreter has as few instructions as possible: nothing is stored twice.
    public override void Multiply(long[] r, long[] a, long[] b)
    {
        long mask = LimbMask;
        long a0 = a[0], a1 = a[1], a2 = a[2], a3 = a[3], a4 = a[4], a5 = a[5], a6 = a[6], a7 = a[7], a8 = a[8];
        long b0 = b[0], b1 = b[1], b2 = b[2], b3 = b[3], b4 = b[4], b5 = b[5], b6 = b[6], b7 = b[7], b8 = b[8];
        long t0 = a0 * b0;
        long m0 = t0 & mask;
        long t1 = a0 * b1 + a1 * b0 + (t0 >> 29);
        long m1 = t1 & mask;
        long t2 = a0 * b2 + a1 * b1 + a2 * b0 + (t1 >> 29);
        long m2 = t2 & mask;
        long t3 = a0 * b3 + a1 * b2 + a2 * b1 + a3 * b0 + (t2 >> 29) + (m0 << 9);
        long m3 = t3 & mask;
        long t4 = a0 * b4 + a1 * b3 + a2 * b2 + a3 * b1 + a4 * b0 + (t3 >> 29) + (m1 << 9);
        long m4 = t4 & mask;
        long t5 = a0 * b5 + a1 * b4 + a2 * b3 + a3 * b2 + a4 * b1 + a5 * b0 + (t4 >> 29) + (m2 << 9);
        long m5 = t5 & mask;
        long t6 = a0 * b6 + a1 * b5 + a2 * b4 + a3 * b3 + a4 * b2 + a5 * b1 + a6 * b0 + (t5 >> 29) + (m3 << 9) + (m0 << 18);
        long m6 = t6 & mask;
        long t7 = a0 * b7 + a1 * b6 + a2 * b5 + a3 * b4 + a4 * b3 + a5 * b2 + a6 * b1 + a7 * b0
            + (t6 >> 29) + (m4 << 9) + (m1 << 18) - (m0 << 21);
        long m7 = t7 & mask;
        long t8 = a0 * b8 + a1 * b7 + a2 * b6 + a3 * b5 + a4 * b4 + a5 * b3 + a6 * b2 + a7 * b1 + a8 * b0
            + (t7 >> 29) + (m5 << 9) + (m2 << 18) - (m1 << 21) + (m0 << 24);
        long m8 = t8 & mask;
        long t9 = a1 * b8 + a2 * b7 + a3 * b6 + a4 * b5 + a5 * b4 + a6 * b3 + a7 * b2 + a8 * b1
            + (t8 >> 29) + (m6 << 9) + (m3 << 18) - (m2 << 21) + (m1 << 24);
        r[0] = t9 & mask;
        long t10 = a2 * b8 + a3 * b7 + a4 * b6 + a5 * b5 + a6 * b4 + a7 * b3 + a8 * b2
            + (t9 >> 29) + (m7 << 9) + (m4 << 18) - (m3 << 21) + (m2 << 24);
        r[1] = t10 & mask;
        long t11 = a3 * b8 + a4 * b7 + a5 * b6 + a6 * b5 + a7 * b4 + a8 * b3
            + (t10 >> 29) + (m8 << 9) + (m5 << 18) - (m4 << 21) + (m3 << 24);
        r[2] = t11 & mask;
        long t12 = a4 * b8 + a5 * b7 + a6 * b6 + a7 * b5 + a8 * b4 + (t11 >> 29) + (m6 << 18) - (m5 << 21) + (m4 << 24);
        r[3] = t12 & mask;
        long t13 = a5 * b8 + a6 * b7 + a7 * b6 + a8 * b5 + (t12 >> 29) + (m7 << 18) - (m6 << 21) + (m5 << 24);
        r[4] = t13 & mask;
        long t14 = a6 * b8 + a7 * b7 + a8 * b6 + (t13 >> 29) + (m8 << 18) - (m7 << 21) + (m6 << 24);
        r[5] = t14 & mask;
        long t15 = a7 * b8 + a8 * b7 + (t14 >> 29) - (m8 << 21) + (m7 << 24);
        r[6] = t15 & mask;
        long t16 = a8 * b8 + (t15 >> 29) + (m8 << 24);
        r[7] = t16 & mask;
        r[8] = t16 >> 29;
    }

    /// <summary>r = (a b + c d) / R: two products for one reduction. One of the four may be an uncarried sum.</summary>
    public void MultiplyPair(long[] r, long[] a, long[] b, long[] c, long[] d)
    {
        long mask = LimbMask;
        long a0 = a[0], a1 = a[1], a2 = a[2], a3 = a[3], a4 = a[4], a5 = a[5], a6 = a[6], a7 = a[7], a8 = a[8];
        long b0 = b[0], b1 = b[1], b2 = b[2], b3 = b[3], b4 = b[4], b5 = b[5], b6 = b[6], b7 = b[7], b8 = b[8];
        long c0 = c[0], c1 = c[1], c2 = c[2], c3 = c[3], c4 = c[4], c5 = c[5], c6 = c[6], c7 = c[7], c8 = c[8];
        long d0 = d[0], d1 = d[1], d2 = d[2], d3 = d[3], d4 = d[4], d5 = d[5], d6 = d[6], d7 = d[7], d8 = d[8];
        long t0 = a0 * b0 + c0 * d0;
        long m0 = t0 & mask;
        long t1 = a0 * b1 + a1 * b0 + c0 * d1 + c1 * d0 + (t0 >> 29);
        long m1 = t1 & mask;
        long t2 = a0 * b2 + a1 * b1 + a2 * b0 + c0 * d2 + c1 * d1 + c2 * d0 + (t1 >> 29);
        long m2 = t2 & mask;
        long t3 = a0 * b3 + a1 * b2 + a2 * b1 + a3 * b0 + c0 * d3 + c1 * d2 + c2 * d1 + c3 * d0 + (t2 >> 29) + (m0 << 9);
        long m3 = t3 & mask;
        long t4 = a0 * b4 + a1 * b3 + a2 * b2 + a3 * b1 + a4 * b0
            + c0 * d4 + c1 * d3 + c2 * d2 + c3 * d1 + c4 * d0 + (t3 >> 29) + (m1 << 9);
        long m4 = t4 & mask;
        long t5 = a0 * b5 + a1 * b4 + a2 * b3 + a3 * b2 + a4 * b1 + a5 * b0
            + c0 * d5 + c1 * d4 + c2 * d3 + c3 * d2 + c4 * d1 + c5 * d0 + (t4 >> 29) + (m2 << 9);
        long m5 = t5 & mask;
        long t6 = a0 * b6 + a1 * b5 + a2 * b4 + a3 * b3 + a4 * b2 + a5 * b1 + a6 * b0
            + c0 * d6 + c1 * d5 + c2 * d4 + c3 * d3 + c4 * d2 + c5 * d1 + c6 * d0 + (t5 >> 29) + (m3 << 9) + (m0 << 18);
        long m6 = t6 & mask;
        long t7 = a0 * b7 + a1 * b6 + a2 * b5 + a3 * b4 + a4 * b3 + a5 * b2 + a6 * b1 + a7 * b0
            + c0 * d7 + c1 * d6 + c2 * d5 + c3 * d4 + c4 * d3 + c5 * d2 + c6 * d1 + c7 * d0
            + (t6 >> 29) + (m4 << 9) + (m1 << 18) - (m0 << 21);
        long m7 = t7 & mask;
        long t8 = a0 * b8 + a1 * b7 + a2 * b6 + a3 * b5 + a4 * b4 + a5 * b3 + a6 * b2 + a7 * b1 + a8 * b0
            + c0 * d8 + c1 * d7 + c2 * d6 + c3 * d5 + c4 * d4 + c5 * d3 + c6 * d2 + c7 * d1 + c8 * d0
            + (t7 >> 29) + (m5 << 9) + (m2 << 18) - (m1 << 21) + (m0 << 24);
        long m8 = t8 & mask;
        long t9 = a1 * b8 + a2 * b7 + a3 * b6 + a4 * b5 + a5 * b4 + a6 * b3 + a7 * b2 + a8 * b1
            + c1 * d8 + c2 * d7 + c3 * d6 + c4 * d5 + c5 * d4 + c6 * d3 + c7 * d2 + c8 * d1
            + (t8 >> 29) + (m6 << 9) + (m3 << 18) - (m2 << 21) + (m1 << 24);
        r[0] = t9 & mask;
        long t10 = a2 * b8 + a3 * b7 + a4 * b6 + a5 * b5 + a6 * b4 + a7 * b3 + a8 * b2
            + c2 * d8 + c3 * d7 + c4 * d6 + c5 * d5 + c6 * d4 + c7 * d3 + c8 * d2
            + (t9 >> 29) + (m7 << 9) + (m4 << 18) - (m3 << 21) + (m2 << 24);
        r[1] = t10 & mask;
        long t11 = a3 * b8 + a4 * b7 + a5 * b6 + a6 * b5 + a7 * b4 + a8 * b3
            + c3 * d8 + c4 * d7 + c5 * d6 + c6 * d5 + c7 * d4 + c8 * d3
            + (t10 >> 29) + (m8 << 9) + (m5 << 18) - (m4 << 21) + (m3 << 24);
        r[2] = t11 & mask;
        long t12 = a4 * b8 + a5 * b7 + a6 * b6 + a7 * b5 + a8 * b4
            + c4 * d8 + c5 * d7 + c6 * d6 + c7 * d5 + c8 * d4 + (t11 >> 29) + (m6 << 18) - (m5 << 21) + (m4 << 24);
        r[3] = t12 & mask;
        long t13 = a5 * b8 + a6 * b7 + a7 * b6 + a8 * b5
            + c5 * d8 + c6 * d7 + c7 * d6 + c8 * d5 + (t12 >> 29) + (m7 << 18) - (m6 << 21) + (m5 << 24);
        r[4] = t13 & mask;
        long t14 = a6 * b8 + a7 * b7 + a8 * b6 + c6 * d8 + c7 * d7 + c8 * d6 + (t13 >> 29) + (m8 << 18) - (m7 << 21) + (m6 << 24);
        r[5] = t14 & mask;
        long t15 = a7 * b8 + a8 * b7 + c7 * d8 + c8 * d7 + (t14 >> 29) - (m8 << 21) + (m7 << 24);
        r[6] = t15 & mask;
        long t16 = a8 * b8 + c8 * d8 + (t15 >> 29) + (m8 << 24);
        r[7] = t16 & mask;
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
    /// <summary>r = -a limb by limb: nothing grows, so it may stand wherever a did.</summary>
    public static void Negate(long[] r, long[] a)
    {
        r[0] = -a[0];
        r[1] = -a[1];
        r[2] = -a[2];
        r[3] = -a[3];
        r[4] = -a[4];
        r[5] = -a[5];
        r[6] = -a[6];
        r[7] = -a[7];
        r[8] = -a[8];
    }
}
