namespace CarbonMeter.Crypto;

using System;

/// <summary>
/// ECDSA over P-256 with SHA-256 digests (FIPS 186-5), in managed code that both runtimes run.
/// Private keys and digests are 32 bytes, public keys 64 bytes X, Y, signatures 64 bytes r, s; all big-endian.
/// </summary>
/// <remarks>
/// Limits. Signing and making a public key take the same steps for every key and nonce: no branch and no table index
/// depends on them. Below that level nothing is promised: multiplication time, caches and power draw belong to the
/// processor, and a garbage collector may have copied a key before it is overwritten; a board that has to withstand
/// somebody with a probe signs in its secure element. Verification works on public values and is not constant in time.
/// An interpreter spends 0.96 million instructions on a signature where the runtime has HMAC natively, 1.18 million where it has
/// not (counted by tests/Budgets), and 5 million on a verification. The first
/// operation after start-up works out a table of 4608 bytes as well, which costs about as much as a verification.
/// </remarks>
public static class P256
{
    /// <summary>Bytes in a private key or a digest.</summary>
    public const int ScalarBytes = 32;
    /// <summary>Bytes in a public key.</summary>
    public const int PublicKeyBytes = 64;
    /// <summary>Bytes in a signature.</summary>
    public const int SignatureBytes = 64;

    // A nonce is refused about once in 2^32; that this many in a row are refused means the hash is broken.
    private const int NonceAttemptsMax = 8;

    /// <summary>Whether the 32 bytes are a private key: from 1 to n - 1.</summary>
    public static bool IsPrivateKey(byte[] privateKey)
    {
        Require.Length(privateKey, ScalarBytes, nameof(privateKey));
        return IsInRange(P256Modulus.FromBytes(privateKey, 0));
    }

    /// <summary>Whether the 64 bytes are a point on the curve with both coordinates below p.</summary>
    public static bool IsPublicKey(byte[] publicKey) => TryReadPoint(publicKey, new P256Group()) != null;

    /// <summary>The public key that belongs to a private key.</summary>
    /// <exception cref="ArgumentException">The private key is not 32 bytes from 1 to n - 1.</exception>
    public static byte[] PublicKey(byte[] privateKey)
    {
        P256Group group = new P256Group();
        P256Point point = new P256Point();
        long[] key = ReadPrivateKey(privateKey);
        P256Comb.Multiply(group, point, key);
        Array.Clear(key, 0, key.Length);
        return group.ToBytes(point);
    }

    /// <summary>Signs a digest with the nonce of RFC 6979, so that the same input always gives the same signature.</summary>
    /// <exception cref="ArgumentException">The private key is not 32 bytes from 1 to n - 1, or the digest not 32.</exception>
    public static byte[] Sign(byte[] privateKey, byte[] hash) => Sign(privateKey, hash, new HmacSha256());

    /// <summary>The same, the nonce's codes being made by what the runtime has for it.</summary>
    /// <exception cref="ArgumentException">The private key is not 32 bytes from 1 to n - 1, or the digest not 32.</exception>
    public static byte[] Sign(byte[] privateKey, byte[] hash, IHmacSha256 hmac)
    {
        Require.Length(hash, ScalarBytes, nameof(hash));
        long[] key = ReadPrivateKey(privateKey);
        long[] digest = ReadDigest(hash);
        Rfc6979 nonces = new Rfc6979(privateKey, digest, hmac);
        byte[]? signature = null;
        for (int i = 0; i < NonceAttemptsMax && signature == null; i++)
        {
            long[] nonce = P256Modulus.FromBytes(nonces.Next(), 0);
            if (IsInRange(nonce)) signature = SignWithNonce(key, digest, nonce);
            Array.Clear(nonce, 0, nonce.Length);
        }
        nonces.Erase();
        Array.Clear(key, 0, key.Length);
        return signature ?? throw new InvalidOperationException("no usable nonce");
    }

    /// <summary>Whether a signature is the key's of the digest; false for wrong lengths and points off the curve.</summary>
    public static bool Verify(byte[] publicKey, byte[] hash, byte[] signature)
    {
        if (hash == null || hash.Length != ScalarBytes || signature == null || signature.Length != SignatureBytes) return false;
        P256Group group = new P256Group();
        P256Point? key = TryReadPoint(publicKey, group);
        return key != null && Verify(group, key, ReadDigest(hash), signature);
    }

    /// <summary>(r, s) for a nonce from 1 to n - 1; null in the one case in 2^256 where r or s would be 0.</summary>
    internal static byte[]? SignWithNonce(long[] key, long[] digest, long[] nonce)
    {
        P256Scalar n = P256Scalar.Instance;
        P256Group group = new P256Group();
        P256Point point = new P256Point();
        P256Comb.Multiply(group, point, nonce);
        long[] r = P256Modulus.FromBytes(group.ToBytes(point), 0);
        n.Canonical(r);

        // s = (digest + r key) / nonce. Of each product one factor is in Montgomery form, so the result is not.
        long[] s = new long[P256Modulus.Limbs];
        long[] inverse = new long[P256Modulus.Limbs];
        n.ToMontgomery(s, key);
        n.Multiply(s, s, r);
        P256Scalar.Add(s, s, digest);
        n.ToMontgomery(inverse, nonce);
        n.Invert(inverse, inverse);
        n.Multiply(s, s, inverse);
        n.Canonical(s);
        Array.Clear(inverse, 0, inverse.Length);
        if (P256Modulus.IsZero(r) || P256Modulus.IsZero(s)) return null;

        byte[] signature = new byte[SignatureBytes];
        P256Modulus.ToBytes(r, signature, 0);
        P256Modulus.ToBytes(s, signature, ScalarBytes);
        return signature;
    }

    private static bool Verify(P256Group group, P256Point key, long[] digest, byte[] signature)
    {
        P256Scalar n = P256Scalar.Instance;
        long[] r = P256Modulus.FromBytes(signature, 0);
        long[] s = P256Modulus.FromBytes(signature, ScalarBytes);
        if (!IsInRange(r) || !IsInRange(s)) return false;

        n.ToMontgomery(s, s);
        n.Invert(s, s);
        n.Multiply(digest, digest, s);
        n.Canonical(digest);
        n.Multiply(s, r, s);
        n.Canonical(s);

        P256Point sum = new P256Point();
        P256Comb.Multiply(group, sum, digest);
        group.Add(sum, MultiplyPublic(group, key, s));
        // Infinity comes out as x = 0, and r is not 0.
        long[] x = P256Modulus.FromBytes(group.ToBytes(sum), 0);
        n.Canonical(x);
        long difference = 0;
        for (int i = 0; i < P256Modulus.Limbs; i++) difference |= x[i] ^ r[i];
        return difference == 0;
    }

    // scalar * point, four bits at a time from the top. Both are public: this branches on the scalar's digits.
    private static P256Point MultiplyPublic(P256Group group, P256Point point, long[] scalar)
    {
        P256Point[] multiples = new P256Point[16];
        for (int i = 1; i < multiples.Length; i++)
        {
            multiples[i] = new P256Point();
            multiples[i].Set(point);
            if (i > 1) group.Add(multiples[i], multiples[i - 1]);
        }
        byte[] bytes = new byte[ScalarBytes];
        P256Modulus.ToBytes(scalar, bytes, 0);
        P256Point product = new P256Point();
        product.SetInfinity();
        for (int i = 0; i < 2 * ScalarBytes; i++)
        {
            for (int j = 0; j < 4; j++) group.Double(product);
            int digit = bytes[i >> 1] >> (4 - 4 * (i & 1)) & 15;
            if (digit != 0) group.Add(product, multiples[digit]);
        }
        return product;
    }

    private static P256Point? TryReadPoint(byte[]? publicKey, P256Group group)
    {
        if (publicKey == null || publicKey.Length != PublicKeyBytes) return null;
        P256Field f = P256Field.Instance;
        long[] x = P256Modulus.FromBytes(publicKey, 0);
        long[] y = P256Modulus.FromBytes(publicKey, ScalarBytes);
        if (!f.IsReduced(x) || !f.IsReduced(y)) return null;
        f.ToMontgomery(x, x);
        f.ToMontgomery(y, y);
        if (!group.IsOnCurve(x, y)) return null;
        P256Point point = new P256Point();
        point.SetAffine(x, y);
        return point;
    }

    private static long[] ReadPrivateKey(byte[] privateKey)
    {
        Require.That(IsPrivateKey(privateKey), "a private key lies from 1 to n - 1");
        return P256Modulus.FromBytes(privateKey, 0);
    }

    // A digest above n is taken modulo n.
    private static long[] ReadDigest(byte[] hash)
    {
        long[] digest = P256Modulus.FromBytes(hash, 0);
        P256Scalar.Instance.Canonical(digest);
        return digest;
    }

    private static bool IsInRange(long[] scalar) => P256Scalar.Instance.IsReduced(scalar) && !P256Modulus.IsZero(scalar);
}
