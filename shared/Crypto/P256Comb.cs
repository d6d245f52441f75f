namespace CarbonMeter.Crypto;

/// <summary>
/// Multiples of the base point by a comb of 4 blocks of 5 teeth, 13 positions apart (Hamburg 2012): 51 additions and
/// 12 doublings, from a table of 64 points, 4608 bytes, which is worked out from the base point at first use.
/// </summary>
/// <remarks>
/// Every multiplication runs the same steps: all 260 digits are +1 or -1, each look-up reads all 16 entries of its
/// block and keeps one by a mask, and the additions are complete.
/// </remarks>
internal static class P256Comb
{
    private const int Blocks = 4;
    private const int Teeth = 5;
    private const int Spacing = 13;
    private const int EntriesEach = 1 << (Teeth - 1);
    private const int Limbs = P256Modulus.Limbs;

    private static readonly long[] s_baseX =
    {
        0x15228783, 0x0730d418, 0x0db00bcf, 0x057f11fb, 0x0a20eb75, 0x12b77622, 0x0330fdb9, 0x1af4dd57, 0x00120bee,
    };

    private static readonly long[] s_baseY =
    {
        0x12aac150, 0x125357ce, 0x0f22e6ef, 0x0e390e86, 0x064b1695, 0x088dd21f, 0x02a97443, 0x02962176, 0x00ae3fe3,
    };

    // Limb i of y and limb i of x share a long, y above x. Built once; two threads that meet here build the same table.
    private static long[]? s_table;

    /// <summary>Bytes of the table.</summary>
    public const int TableBytes = Blocks * EntriesEach * Limbs * 8;

    /// <summary>product = scalar * base point, for any scalar of 0 to 2^256 - 1.</summary>
    public static void Multiply(P256Group group, P256Point product, long[] scalar)
    {
        long[] table = s_table ??= BuildTable();
        byte[] digits = Digits(scalar);
        long[] x = new long[Limbs];
        long[] y = new long[Limbs];
        for (int position = Spacing - 1; position >= 0; position--)
        {
            bool isFirst = position == Spacing - 1;
            if (!isFirst) group.Double(product);
            for (int block = 0; block < Blocks; block++)
            {
                int first = position + Spacing * Teeth * block;
                int top = digits[first + Spacing * (Teeth - 1)];
                int index = 0;
                // A point with a negative top tooth is the negative of the one with every sign turned.
                for (int tooth = Teeth - 2; tooth >= 0; tooth--) index = index << 1 | (digits[first + Spacing * tooth] ^ top ^ 1);
                LookUp(table, block * EntriesEach * Limbs, index, top - 1, x, y);
                if (isFirst && block == 0) product.SetAffine(x, y);
                else group.AddAffine(product, x, y);
            }
        }
        System.Array.Clear(digits, 0, digits.Length);
    }

    // 260 digits, 1 for +1 and 0 for -1: the bits of u where scalar = 2 u - (2^260 - 1), so u = (scalar + 2^260 - 1) / 2 mod n.
    private static byte[] Digits(long[] scalar)
    {
        P256Scalar n = P256Scalar.Instance;
        long[] u = new long[Limbs];
        for (int i = 0; i < Limbs; i++) u[i] = scalar[i] + P256Modulus.LimbMask;
        u[Limbs - 1] -= (P256Modulus.LimbMask + 1) >> 1;
        n.Multiply(u, u, P256Scalar.Half);
        n.Canonical(u);
        byte[] digits = new byte[Blocks * Teeth * Spacing];
        int digit = 0;
        for (int limb = 0; limb < Limbs; limb++)
        {
            for (int bit = 0; bit < P256Modulus.LimbBits && digit < digits.Length; bit++)
                digits[digit++] = (byte)(u[limb] >> bit & 1);
        }
        System.Array.Clear(u, 0, u.Length);
        return digits;
    }

    // (x, y) = the entry, with y negated where negative is -1 and kept where it is 0.
    private static void LookUp(long[] table, int offset, int index, long negative, long[] x, long[] y)
    {
        long w0 = 0, w1 = 0, w2 = 0, w3 = 0, w4 = 0, w5 = 0, w6 = 0, w7 = 0, w8 = 0;
        for (int entry = 0; entry < EntriesEach; entry++)
        {
            long mask = (entry ^ index) - 1 >> 31;
            w0 |= table[offset] & mask;
            w1 |= table[offset + 1] & mask;
            w2 |= table[offset + 2] & mask;
            w3 |= table[offset + 3] & mask;
            w4 |= table[offset + 4] & mask;
            w5 |= table[offset + 5] & mask;
            w6 |= table[offset + 6] & mask;
            w7 |= table[offset + 7] & mask;
            w8 |= table[offset + 8] & mask;
            offset += Limbs;
        }
        x[0] = w0; x[1] = w1; x[2] = w2; x[3] = w3; x[4] = w4; x[5] = w5; x[6] = w6; x[7] = w7; x[8] = w8;
        for (int i = 0; i < Limbs; i++)
        {
            y[i] = (x[i] >> 32 ^ negative) - negative;
            x[i] &= P256Modulus.LimbMask;
        }
    }

    private static long[] BuildTable()
    {
        P256Group group = new P256Group();
        long[] table = new long[Blocks * EntriesEach * Limbs];
        P256Point power = new P256Point();      // 2^(13 i) times the base point
        power.SetAffine(s_baseX, s_baseY);
        for (int block = 0; block < Blocks; block++)
        {
            P256Point[] teeth = new P256Point[Teeth];
            for (int tooth = 0; tooth < Teeth; tooth++)
            {
                teeth[tooth] = new P256Point();
                teeth[tooth].Set(power);
                for (int i = 0; i < Spacing; i++) group.Double(power);
            }
            Store(Combinations(group, teeth), table, block * EntriesEach * Limbs);
        }
        return table;
    }

    // entries[v] = top tooth + sum over the others of tooth i, taken positive where bit i of v is set and else negative.
    private static P256Point[] Combinations(P256Group group, P256Point[] teeth)
    {
        P256Point[] entries = new P256Point[EntriesEach];
        entries[0] = teeth[Teeth - 1];
        for (int tooth = 0; tooth < Teeth - 1; tooth++)
        {
            int half = 1 << tooth;
            for (int i = 0; i < half; i++)
            {
                entries[i + half] = new P256Point();
                entries[i + half].Set(entries[i]);
                group.Add(entries[i + half], teeth[tooth]);
            }
            group.Negate(teeth[tooth]);
            for (int i = 0; i < half; i++) group.Add(entries[i], teeth[tooth]);
        }
        return entries;
    }

    // Makes the entries of one block affine with a single inversion: that of the product of all their Z.
    private static void Store(P256Point[] entries, long[] table, int offset)
    {
        P256Field f = P256Field.Instance;
        long[][] products = new long[EntriesEach][];
        products[0] = entries[0].Z;
        for (int i = 1; i < EntriesEach; i++)
        {
            products[i] = new long[Limbs];
            f.Multiply(products[i], products[i - 1], entries[i].Z);
        }
        long[] remaining = new long[Limbs];     // 1 / (Z0 Z1 ... Zi)
        long[] inverse = new long[Limbs];
        f.Invert(remaining, products[EntriesEach - 1]);
        for (int i = EntriesEach - 1; i >= 0; i--)
        {
            f.Multiply(inverse, remaining, i == 0 ? f.One : products[i - 1]);
            f.Multiply(remaining, remaining, entries[i].Z);
            f.Multiply(entries[i].X, entries[i].X, inverse);
            f.Multiply(entries[i].Y, entries[i].Y, inverse);
            f.Canonical(entries[i].X);
            f.Canonical(entries[i].Y);
            for (int limb = 0; limb < Limbs; limb++)
                table[offset + i * Limbs + limb] = entries[i].Y[limb] << 32 | entries[i].X[limb];
        }
    }
}
