namespace CarbonMeter.Crypto;

/// <summary>
/// HMAC with SHA-256 (RFC 2104). The two padded key blocks are hashed once, when the key is set, so a further message
/// under the same key costs two blocks less.
/// </summary>
/// <remarks>Not safe for use by two threads.</remarks>
public sealed class HmacSha256 : IHmacSha256
{
    private readonly Sha256 _inner = new Sha256();
    private readonly Sha256 _outer = new Sha256();
    private readonly Sha256 _running = new Sha256();
    private readonly byte[] _digest = new byte[Sha256.SizeBytes];

    /// <summary>One without a key: it has to be set first.</summary>
    public HmacSha256() { }

    /// <param name="key">Any length; more than 64 bytes are hashed first, as the RFC says.</param>
    public HmacSha256(byte[] key) => SetKey(key);

    /// <summary>The code of one message.</summary>
    public static byte[] Hash(byte[] key, byte[] message)
    {
        HmacSha256 hmac = new HmacSha256(key);
        hmac.Append(message);
        return hmac.Finish();
    }

    /// <summary>Adds a whole array to the message.</summary>
    public void Append(byte[] bytes) => _running.Append(bytes);

    /// <summary>Adds part of an array to the message.</summary>
    public void Append(byte[] bytes, int offset, int count) => _running.Append(bytes, offset, count);

    /// <summary>The 32-byte code of the message; the instance is then ready for the next one under the same key.</summary>
    public byte[] Finish()
    {
        byte[] code = new byte[Sha256.SizeBytes];
        FinishInto(code);
        return code;
    }

    /// <inheritdoc/>
    public void FinishInto(byte[] code)
    {
        _running.FinishInto(_digest, 0);
        _running.CopyFrom(_outer);
        _running.Append(_digest);
        _running.FinishInto(code, 0);
        _running.CopyFrom(_inner);
    }

    /// <inheritdoc/>
    public void SetKey(byte[] key)
    {
        Require.NotNull(key, nameof(key));
        byte[] block = new byte[Sha256.BlockBytes];
        if (key.Length > block.Length) Sha256.Hash(key).CopyTo(block, 0);
        else key.CopyTo(block, 0);
        for (int i = 0; i < block.Length; i++) block[i] ^= 0x36;
        _inner.Reset();
        _inner.Append(block);
        for (int i = 0; i < block.Length; i++) block[i] ^= 0x36 ^ 0x5C;
        _outer.Reset();
        _outer.Append(block);
        System.Array.Clear(block, 0, block.Length);
        _running.CopyFrom(_inner);
    }

    /// <inheritdoc/>
    public void Erase()
    {
        _inner.Erase();
        _outer.Erase();
        _running.Erase();
        System.Array.Clear(_digest, 0, _digest.Length);
    }
}
