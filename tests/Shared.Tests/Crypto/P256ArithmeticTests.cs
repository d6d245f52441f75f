using System.Numerics;
using CarbonMeter.Crypto;

namespace Shared.Tests.Crypto;

/// <summary>The limbs against arbitrary-precision integers, and the group law at the points where formulas usually fail.</summary>
public class P256ArithmeticTests
{
    private static readonly BigInteger P = BigInteger.Pow(2, 256) - BigInteger.Pow(2, 224) + BigInteger.Pow(2, 192) + BigInteger.Pow(2, 96) - 1;
    private static readonly BigInteger N = BigInteger.Parse("0FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551",
        System.Globalization.NumberStyles.HexNumber);
    private static readonly BigInteger R = BigInteger.Pow(2, 261);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Products_are_right_and_stay_near_the_modulus(bool field)
    {
        P256Modulus modulus = field ? P256Field.Instance : P256Scalar.Instance;
        BigInteger m = field ? P : N;
        long[] r = new long[P256Modulus.Limbs];
        foreach ((long[] a, long[] b) in Pairs(m))
        {
            modulus.Multiply(r, a, b);
            Assert.Equal(Modulo(Value(a) * Value(b), m), Modulo(Value(r) * R, m));
            AssertCarried(r);
            Assert.InRange(Value(r), -m / 10, m + m / 10);
            modulus.Canonical(r);
            Assert.Equal(Modulo(Value(r), m), Value(r));
        }
    }

    [Fact]
    public void Pairs_of_products_are_right_and_stay_near_the_modulus()
    {
        long[] r = new long[P256Modulus.Limbs], sum = new long[P256Modulus.Limbs];
        foreach ((long[] a, long[] b) in Pairs(P))
        {
            P256Field.Sum(sum, a, b);
            P256Field.Instance.MultiplyPair(r, sum, a, b, b);
            Assert.Equal(Modulo((Value(a) + Value(b)) * Value(a) + Value(b) * Value(b), P), Modulo(Value(r) * R, P));
            AssertCarried(r);
            Assert.InRange(Value(r), -P / 6, P + P / 6);
        }
    }

    [Fact]
    public void Products_of_the_widest_limbs_do_not_overflow()
    {
        // All limbs at their bound and of one sign: no sum of products can be larger than these.
        long[] widest = Enumerable.Repeat((long)P256Modulus.LimbMask, P256Modulus.Limbs).ToArray();
        long[] lowest = widest.Select(limb => -limb).ToArray();
        long[] r = new long[P256Modulus.Limbs], sum = new long[P256Modulus.Limbs];
        foreach (long[] a in new[] { widest, lowest })
        {
            P256Field.Sum(sum, a, a);
            foreach (long[] b in new[] { widest, lowest })
            {
                P256Field.Instance.MultiplyPair(r, sum, b, a, b);
                Assert.Equal(Modulo(3 * Value(a) * Value(b), P), Modulo(Value(r) * R, P));
                P256Scalar.Instance.Multiply(r, sum, b);
                Assert.Equal(Modulo(2 * Value(a) * Value(b), N), Modulo(Value(r) * R, N));
            }
        }
    }

    [Fact]
    public void Combinations_are_right_and_stay_near_the_modulus()
    {
        long[] r = new long[P256Modulus.Limbs];
        long[][] factors = [[1, 1, 0], [1, -1, 0], [1, -1, -1], [1, 3, -3], [3, -9, -3], [-1, 0, 0], [-9, -9, -9], [9, 9, 9]];
        foreach ((long[] a, long[] b) in Pairs(P))
        {
            foreach (long[] f in factors)
            {
                P256Field.Instance.Combine(r, a, f[0], b, f[1], a, f[2]);
                Assert.Equal(Modulo(Value(a) * (f[0] + f[2]) + Value(b) * f[1], P), Modulo(Value(r), P));
                AssertCarried(r);
                Assert.InRange(Value(r), -P / 1000, P + P / 1000);
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Inverses_times_their_numbers_are_one(bool field)
    {
        P256Modulus modulus = field ? P256Field.Instance : P256Scalar.Instance;
        long[] one = (long[])modulus.One.Clone();
        modulus.Canonical(one);
        foreach ((long[] a, _) in Pairs(field ? P : N).Take(400))
        {
            long[] inverse = new long[P256Modulus.Limbs];
            modulus.Invert(inverse, a);
            modulus.Multiply(inverse, inverse, a);
            modulus.Canonical(inverse);
            bool zero = Modulo(Value(a), field ? P : N).IsZero;
            Assert.Equal(zero ? new long[P256Modulus.Limbs] : one, inverse);
        }
    }

    [Fact]
    public void Comb_agrees_with_repeated_addition()
    {
        var group = new P256Group();
        var sum = new P256Point();
        sum.SetInfinity();
        P256Point one = Comb(group, 1);
        for (int k = 0; k < 70; k++)
        {
            Assert.Equal(group.ToBytes(sum), group.ToBytes(Comb(group, k)));
            Assert.Equal(Negated(group, sum), group.ToBytes(Comb(group, N - k)));
            group.Add(sum, one);
        }
    }

    [Fact]
    public void Comb_agrees_with_doubling_at_every_power_of_two()
    {
        var group = new P256Group();
        P256Point doubled = Comb(group, 1);
        for (int bit = 0; bit < 256; bit++)
        {
            Assert.Equal(group.ToBytes(doubled), group.ToBytes(Comb(group, BigInteger.Pow(2, bit))));
            group.Double(doubled);
        }
        Assert.Equal(group.ToBytes(Comb(group, BigInteger.Pow(2, 256) - 1 - N)), group.ToBytes(Comb(group, BigInteger.Pow(2, 256) - 1)));
    }

    [Fact]
    public void Addition_is_complete()
    {
        var group = new P256Group();
        P256Point five = Comb(group, 5), seven = Comb(group, 7), infinity = Comb(group, 0);
        byte[] none = new byte[64];
        Assert.Equal(none, group.ToBytes(infinity));
        Assert.Equal(group.ToBytes(Comb(group, 12)), Sum(group, five, seven));
        Assert.Equal(group.ToBytes(Comb(group, 10)), Sum(group, five, five));
        Assert.Equal(group.ToBytes(five), Sum(group, five, infinity));
        Assert.Equal(group.ToBytes(five), Sum(group, infinity, five));
        Assert.Equal(none, Sum(group, infinity, infinity));
        Assert.Equal(none, Sum(group, five, Comb(group, N - 5)));
    }

    private static P256Point Comb(P256Group group, BigInteger scalar)
    {
        var point = new P256Point();
        P256Comb.Multiply(group, point, Limbs(scalar));
        return point;
    }

    private static byte[] Sum(P256Group group, P256Point a, P256Point b)
    {
        var sum = new P256Point();
        sum.Set(a);
        group.Add(sum, b);
        return group.ToBytes(sum);
    }

    private static byte[] Negated(P256Group group, P256Point point)
    {
        var negative = new P256Point();
        negative.Set(point);
        group.Negate(negative);
        return group.ToBytes(negative);
    }

    // Edge values of the representation, each with each, then random ones; the widest are a tenth beyond the modulus.
    private static IEnumerable<(long[] A, long[] B)> Pairs(BigInteger modulus)
    {
        BigInteger top = BigInteger.Pow(2, 256);
        BigInteger[] edges =
        [
            0, 1, 2, modulus - 1, modulus, modulus + 1, modulus / 2, modulus + modulus / 10, -modulus / 10, -1, top - 1,
            BigInteger.Pow(2, 224), BigInteger.Pow(2, 192) - 1, BigInteger.Pow(2, 96), BigInteger.Pow(2, 232) - 1,
        ];
        foreach (BigInteger a in edges)
        {
            foreach (BigInteger b in edges) yield return (Limbs(a), Limbs(b));
        }
        var random = new Random(3);
        byte[] bytes = new byte[32];
        for (int i = 0; i < 1000; i++)
        {
            random.NextBytes(bytes);
            long[] a = P256Modulus.FromBytes(bytes, 0);
            random.NextBytes(bytes);
            yield return (a, P256Modulus.FromBytes(bytes, 0));
        }
        // Limbs of a point taken from the comb with its sign turned are negative.
        long[] negative = Limbs(modulus - 1);
        for (int i = 0; i < negative.Length; i++) negative[i] = -negative[i];
        yield return (negative, negative);
        yield return (negative, Limbs(top - 1));
    }

    private static long[] Limbs(BigInteger value)
    {
        long[] limbs = new long[P256Modulus.Limbs];
        for (int i = 0; i < limbs.Length; i++)
        {
            limbs[i] = i == limbs.Length - 1 ? (long)value : (long)(value & P256Modulus.LimbMask);
            value >>= P256Modulus.LimbBits;
        }
        return limbs;
    }

    private static BigInteger Value(long[] limbs)
    {
        BigInteger value = 0;
        for (int i = limbs.Length - 1; i >= 0; i--) value = (value << P256Modulus.LimbBits) + limbs[i];
        return value;
    }

    private static BigInteger Modulo(BigInteger value, BigInteger modulus)
    {
        BigInteger remainder = value % modulus;
        return remainder.Sign < 0 ? remainder + modulus : remainder;
    }

    private static void AssertCarried(long[] limbs)
    {
        for (int i = 0; i < limbs.Length - 1; i++) Assert.InRange(limbs[i], 0, P256Modulus.LimbMask);
    }
}
