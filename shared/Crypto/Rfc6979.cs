namespace CarbonMeter.Crypto;

using System;

/// <summary>
/// Nonces by RFC 6979 section 3.2 for P-256 with SHA-256: a generator seeded with key and digest, so that no random
/// source can spoil a signature. Digest, hash and group are all 256 bits wide, which leaves no bits to shift or to cut.
/// </summary>
internal sealed class Rfc6979
{
    private static readonly byte[] s_zero = { 0 };
    private static readonly byte[] s_one = { 1 };
    private readonly byte[] _key = new byte[Sha256.SizeBytes];
    private readonly byte[] _value = new byte[Sha256.SizeBytes];
    private readonly IHmacSha256 _hmac;
    private bool _used;

    /// <param name="privateKey">32 bytes.</param>
    /// <param name="digest">The digest modulo n, canonical.</param>
    /// <param name="hmac">What makes the codes; erased at the end.</param>
    public Rfc6979(byte[] privateKey, long[] digest, IHmacSha256 hmac)
    {
        byte[] reduced = new byte[P256Modulus.SizeBytes];
        P256Modulus.ToBytes(digest, reduced, 0);
        for (int i = 0; i < _value.Length; i++) _value[i] = 1;
        _hmac = hmac;
        _hmac.SetKey(_key);
        Update(s_zero, privateKey, reduced);
        Update(s_one, privateKey, reduced);
    }

    /// <summary>The next candidate: 32 bytes, which the caller tests for its range. The array is used again.</summary>
    public byte[] Next()
    {
        if (_used) Update(s_zero, null, null);
        _used = true;
        Step();
        return _value;
    }

    /// <summary>Overwrites the generator's state.</summary>
    public void Erase()
    {
        _hmac.Erase();
        Array.Clear(_key, 0, _key.Length);
        Array.Clear(_value, 0, _value.Length);
    }

    private void Update(byte[] separator, byte[]? privateKey, byte[]? digest)
    {
        _hmac.Append(_value);
        _hmac.Append(separator);
        if (privateKey != null) _hmac.Append(privateKey);
        if (digest != null) _hmac.Append(digest);
        _hmac.FinishInto(_key);
        _hmac.SetKey(_key);
        Step();
    }

    private void Step()
    {
        _hmac.Append(_value);
        _hmac.FinishInto(_value);
    }
}
