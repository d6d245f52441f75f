namespace CarbonMeter.Crypto;

/// <summary>Arithmetic modulo n, the number of points of P-256: the scalars, nonces and signature halves.</summary>
internal sealed class P256Scalar : P256Modulus
{
    public static readonly P256Scalar Instance = new P256Scalar();

    /// <summary>2^260 mod n: a Montgomery product with it halves modulo n.</summary>
    public static readonly long[] Half =
    {
        0x19cdaaf0, 0x031a9e81, 0x0185ec31, 0x00aa4b1d, 0x00004319, 0x00000000, 0x1fc00000, 0x01ffffff, 0x00000000,
    };

    // n = 2^256 - 2^224 + 2^192 - e with e below 2^127: five limbs to multiply by, the rest are shifts.
    private const long E0 = 0x039cdaaf, E1 = 0x0231a9e8, E2 = 0x1a185ec3, E3 = 0x120aa4b1, E4 = 0x00000431;
    private const long E0Inverse = 0x0e00bc4f;     // modulo 2^29

    private P256Scalar()
        : base(
            modulus: new long[]
            {
                0x1c632551, 0x1dce5617, 0x05e7a13c, 0x0df55b4e, 0x1ffffbce, 0x1fffffff, 0x0003ffff, 0x1fe00000, 0x00ffffff,
            },
            rSquared: new long[]
            {
                0x148d9ef5, 0x0f4e7f75, 0x14c6a651, 0x03f8b765, 0x165861f1, 0x1256d7d8, 0x1c185b23, 0x0d4cab0f, 0x0084b655,
            })
    {
    }

    // Schoolbook product, then nine Montgomery steps; each adds the multiple m of n that clears the lowest limb.
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
        m = (t0 & LimbMask) * E0Inverse & LimbMask;
        t1 += (t0 - m * E0 >> 29) - m * E1; t2 -= m * E2; t3 -= m * E3; t4 -= m * E4;
        t6 += m << 18; t7 -= m << 21; t8 += m << 24;
        m = (t1 & LimbMask) * E0Inverse & LimbMask;
        t2 += (t1 - m * E0 >> 29) - m * E1; t3 -= m * E2; t4 -= m * E3; t5 -= m * E4;
        t7 += m << 18; t8 -= m << 21; t9 += m << 24;
        m = (t2 & LimbMask) * E0Inverse & LimbMask;
        t3 += (t2 - m * E0 >> 29) - m * E1; t4 -= m * E2; t5 -= m * E3; t6 -= m * E4;
        t8 += m << 18; t9 -= m << 21; t10 += m << 24;
        m = (t3 & LimbMask) * E0Inverse & LimbMask;
        t4 += (t3 - m * E0 >> 29) - m * E1; t5 -= m * E2; t6 -= m * E3; t7 -= m * E4;
        t9 += m << 18; t10 -= m << 21; t11 += m << 24;
        m = (t4 & LimbMask) * E0Inverse & LimbMask;
        t5 += (t4 - m * E0 >> 29) - m * E1; t6 -= m * E2; t7 -= m * E3; t8 -= m * E4;
        t10 += m << 18; t11 -= m << 21; t12 += m << 24;
        m = (t5 & LimbMask) * E0Inverse & LimbMask;
        t6 += (t5 - m * E0 >> 29) - m * E1; t7 -= m * E2; t8 -= m * E3; t9 -= m * E4;
        t11 += m << 18; t12 -= m << 21; t13 += m << 24;
        m = (t6 & LimbMask) * E0Inverse & LimbMask;
        t7 += (t6 - m * E0 >> 29) - m * E1; t8 -= m * E2; t9 -= m * E3; t10 -= m * E4;
        t12 += m << 18; t13 -= m << 21; t14 += m << 24;
        m = (t7 & LimbMask) * E0Inverse & LimbMask;
        t8 += (t7 - m * E0 >> 29) - m * E1; t9 -= m * E2; t10 -= m * E3; t11 -= m * E4;
        t13 += m << 18; t14 -= m << 21; t15 += m << 24;
        m = (t8 & LimbMask) * E0Inverse & LimbMask;
        t9 += (t8 - m * E0 >> 29) - m * E1; t10 -= m * E2; t11 -= m * E3; t12 -= m * E4;
        t14 += m << 18; t15 -= m << 21; t16 += m << 24;
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

    /// <summary>r = a + b, carried but not reduced: both below 2 n, and the sum goes into a product next.</summary>
    public static void Add(long[] r, long[] a, long[] b)
    {
        long t = 0;
        for (int i = 0; i < Limbs - 1; i++)
        {
            t += a[i] + b[i];
            r[i] = t & LimbMask;
            t >>= LimbBits;
        }
        r[Limbs - 1] = t + a[Limbs - 1] + b[Limbs - 1];
    }
}
