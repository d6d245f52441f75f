namespace CarbonMeter.DotNet;

using System;
using System.Numerics;
using CarbonMeter.Crypto;
using CarbonMeter.Records;

/// <summary>The key a rotation record announces: a point of P-256 in compressed form (docs/formats/record.md, Keys).</summary>
/// <remarks>Arbitrary-precision arithmetic: points are public, and a key is rotated a few times in a meter's life.</remarks>
public static class AnnouncedKey
{
    private static readonly BigInteger s_p = BigInteger.Pow(2, 256) - BigInteger.Pow(2, 224) + BigInteger.Pow(2, 192) + BigInteger.Pow(2, 96) - 1;
    private static readonly BigInteger s_b = Number(Convert.FromHexString("5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B"));

    /// <summary>The public key (64 bytes X, Y) a rotation record announces; null where it is no rotation or announces no point of the curve.</summary>
    public static byte[]? Of(EventRecord rotation) => rotation is { Code: EventCode.KeyRotation, Subject: { } x, Value.IsPresent: true }
        ? Decompress(rotation.Value.Value, x)
        : null;

    /// <summary>
    /// The point (64 bytes X, Y) with this X (32 bytes) and a Y that is even where the prefix of SEC 1 is 2 and odd where it is 3;
    /// null where there is none: another prefix or length, an X not below p, or an X for which the curve has no point.
    /// </summary>
    public static byte[]? Decompress(long prefix, ReadOnlySpan<byte> x)
    {
        if (prefix is not (2 or 3) || x.Length != P256.ScalarBytes) return null;
        var at = Number(x);
        if (at >= s_p) return null;
        var square = (at * at * at - 3 * at + s_b) % s_p;
        if (square.Sign < 0) square += s_p;
        // p is 3 modulo 4, so this power is a root wherever there is one. There is no root 0: the group's order is odd.
        var root = BigInteger.ModPow(square, (s_p + 1) / 4, s_p);
        if (root * root % s_p != square) return null;
        if (root.IsEven != (prefix == 2)) root = s_p - root;
        byte[] point = new byte[P256.PublicKeyBytes];
        x.CopyTo(point);
        byte[] y = root.ToByteArray(isUnsigned: true, isBigEndian: true);
        y.CopyTo(point, point.Length - y.Length);
        return point;
    }

    private static BigInteger Number(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}
