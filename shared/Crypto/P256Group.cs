namespace CarbonMeter.Crypto;

/// <summary>A point (X : Y : Z) with x = X / Z and y = Y / Z, in Montgomery form; infinity is (0 : 1 : 0).</summary>
internal sealed class P256Point
{
    public readonly long[] X = new long[P256Modulus.Limbs];
    public readonly long[] Y = new long[P256Modulus.Limbs];
    public readonly long[] Z = new long[P256Modulus.Limbs];

    public void SetInfinity()
    {
        System.Array.Clear(X, 0, X.Length);
        P256Field.Instance.One.CopyTo(Y, 0);
        System.Array.Clear(Z, 0, Z.Length);
    }

    public void SetAffine(long[] x, long[] y)
    {
        x.CopyTo(X, 0);
        y.CopyTo(Y, 0);
        P256Field.Instance.One.CopyTo(Z, 0);
    }

    public void Set(P256Point other)
    {
        other.X.CopyTo(X, 0);
        other.Y.CopyTo(Y, 0);
        other.Z.CopyTo(Z, 0);
    }
}

/// <summary>
/// The group law of P-256 by the complete formulas of Renes, Costello and Batina (2015, algorithm 4, a = -3): one
/// sequence of field operations that is right for every pair of points, equal, opposite or infinite, so nothing has
/// to be tested on secret points. The three operations differ in how they form the six cross products and share the rest.
/// </summary>
/// <remarks>Holds the scratch numbers; one instance serves one thread.</remarks>
internal sealed class P256Group
{
    /// <summary>The curve's b, in Montgomery form.</summary>
    public static readonly long[] B =
    {
        0x1897bbfb, 0x1cdf6229, 0x018486c4, 0x01732821, 0x1dad59e0, 0x0abf7212, 0x1a06d110, 0x17721d20, 0x008600c3,
    };

    private readonly P256Field _field = P256Field.Instance;
    private readonly long[] _xx = new long[P256Modulus.Limbs];      // X1 X2
    private readonly long[] _yy = new long[P256Modulus.Limbs];      // Y1 Y2
    private readonly long[] _zz = new long[P256Modulus.Limbs];      // Z1 Z2
    private readonly long[] _xy = new long[P256Modulus.Limbs];      // X1 Y2 + X2 Y1
    private readonly long[] _yz = new long[P256Modulus.Limbs];      // Y1 Z2 + Y2 Z1
    private readonly long[] _xz = new long[P256Modulus.Limbs];      // X1 Z2 + X2 Z1
    private readonly long[] _bzz = new long[P256Modulus.Limbs];
    private readonly long[] _bxz = new long[P256Modulus.Limbs];
    private readonly long[] _plus = new long[P256Modulus.Limbs];
    private readonly long[] _minus = new long[P256Modulus.Limbs];
    private readonly long[] _t = new long[P256Modulus.Limbs];

    /// <summary>p = p + p.</summary>
    public void Double(P256Point p)
    {
        P256Field f = _field;
        f.Multiply(_xx, p.X, p.X);
        f.Multiply(_yy, p.Y, p.Y);
        f.Multiply(_zz, p.Z, p.Z);
        f.Multiply(_t, p.X, p.Y);
        f.Combine(_xy, _t, 2, _t, 0, _t, 0);
        f.Multiply(_t, p.Y, p.Z);
        P256Field.Sum(_yz, _t, _t);
        f.Multiply(_t, p.X, p.Z);
        P256Field.Sum(_xz, _t, _t);
        Finish(p);
    }

    /// <summary>p = p + (x, y), the second point not infinite.</summary>
    public void AddAffine(P256Point p, long[] x, long[] y)
    {
        P256Field f = _field;
        f.Multiply(_xx, p.X, x);
        f.Multiply(_yy, p.Y, y);
        p.Z.CopyTo(_zz, 0);
        f.MultiplyPair(_xy, p.X, y, x, p.Y);
        f.Multiply(_t, y, p.Z);
        P256Field.Sum(_yz, _t, p.Y);
        f.Multiply(_t, x, p.Z);
        P256Field.Sum(_xz, _t, p.X);
        Finish(p);
    }

    /// <summary>p = p + q.</summary>
    public void Add(P256Point p, P256Point q)
    {
        P256Field f = _field;
        f.Multiply(_xx, p.X, q.X);
        f.Multiply(_yy, p.Y, q.Y);
        f.Multiply(_zz, p.Z, q.Z);
        f.MultiplyPair(_xy, p.X, q.Y, q.X, p.Y);
        f.MultiplyPair(_yz, p.Y, q.Z, q.Y, p.Z);
        f.MultiplyPair(_xz, p.X, q.Z, q.X, p.Z);
        Finish(p);
    }

    /// <summary>p = -p.</summary>
    public void Negate(P256Point p) => _field.Combine(p.Y, p.Y, -1, p.Y, 0, p.Y, 0);

    /// <summary>The affine coordinates, canonical, as bytes; both 0 for infinity.</summary>
    public byte[] ToBytes(P256Point p)
    {
        P256Field f = _field;
        byte[] bytes = new byte[2 * P256Modulus.SizeBytes];
        f.Invert(_t, p.Z);
        f.Multiply(_xx, p.X, _t);
        f.FromMontgomery(_xx, _xx);
        P256Modulus.ToBytes(_xx, bytes, 0);
        f.Multiply(_yy, p.Y, _t);
        f.FromMontgomery(_yy, _yy);
        P256Modulus.ToBytes(_yy, bytes, P256Modulus.SizeBytes);
        return bytes;
    }

    /// <summary>Whether y^2 = x^3 - 3 x + b, coordinates in Montgomery form.</summary>
    public bool IsOnCurve(long[] x, long[] y)
    {
        P256Field f = _field;
        f.Multiply(_xx, x, x);
        f.Multiply(_t, _xx, x);
        f.Combine(_t, _t, 1, x, -3, B, 1);
        f.Multiply(_yy, y, y);
        f.Combine(_t, _t, 1, _yy, -1, _yy, 0);
        f.Canonical(_t);
        return P256Modulus.IsZero(_t);
    }

    // Steps 18 to 43 of the algorithm, with its runs of additions gathered into one combination each:
    // with v = yy + 3 (xz - b zz), w = yy - 3 (xz - b zz), s = 3 (b xz - 3 zz - xx) and t = 3 (xx - zz) the sum is
    // (xy v - yz s : v w + t s : yz w + xy t). Of the factors only yz comes uncarried, and once in each pair at most.
    private void Finish(P256Point p)
    {
        P256Field f = _field;
        f.Multiply(_t, _zz, B);
        f.Combine(_plus, _yy, 1, _xz, 3, _t, -3);
        f.Combine(_minus, _yy, 1, _xz, -3, _t, 3);
        f.Multiply(_t, _xz, B);
        f.Combine(_t, _t, -3, _zz, 9, _xx, 3);
        f.Combine(_zz, _zz, 3, _xx, -3, _xx, 0);
        f.MultiplyPair(p.X, _xy, _plus, _yz, _t);
        f.MultiplyPair(p.Y, _plus, _minus, _zz, _t);
        P256Field.Negate(_zz, _zz);
        f.MultiplyPair(p.Z, _yz, _minus, _xy, _zz);
    }
}
