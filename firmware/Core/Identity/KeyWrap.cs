using CarbonMeter.Crypto;

namespace CarbonMeter.Firmware.Identity;

/// <summary>
/// Keeps 32 secret bytes unreadable and unchangeable at rest: encrypted with a keystream of HMAC-SHA256 under a fresh nonce,
/// then authenticated (encrypt-then-MAC) together with where they belong, under two keys derived from a board's own.
/// docs/decisions/0010 says what that protects against, and against what not.
/// </summary>
internal sealed class KeyWrap
{
    /// <summary>Bytes of a nonce.</summary>
    public const int NonceBytes = 16;

    /// <summary>Bytes of a tag.</summary>
    public const int TagBytes = 32;

    private readonly byte[] _encryptionKey;
    private readonly byte[] _tagKey;

    /// <summary>A wrap under what only this board has: its chip's own id, and a secret kept apart from what is wrapped.</summary>
    public KeyWrap(byte[] chipId, byte[] secret)
    {
        Require.InRange(chipId.Length, 1, 64, "chip id length");
        Require.Length(secret, KeyDrawer.SecretBytes, nameof(secret));
        byte[] boardKey = HmacSha256.Hash(secret, chipId);
        _encryptionKey = HmacSha256.Hash(boardKey, new byte[] { 1 });
        _tagKey = HmacSha256.Hash(boardKey, new byte[] { 2 });
        System.Array.Clear(boardKey, 0, boardKey.Length);
    }

    /// <summary>Turns a secret at a position of a buffer into its cipher text, or back.</summary>
    public void Apply(byte[] buffer, int at, byte[] nonce)
    {
        byte[] stream = HmacSha256.Hash(_encryptionKey, nonce);
        for (int i = 0; i < stream.Length; i++) buffer[at + i] ^= stream[i];
        System.Array.Clear(stream, 0, stream.Length);
    }

    /// <summary>The tag of the first bytes of a buffer, at a place.</summary>
    public byte[] Tag(byte[] buffer, int count, int place)
    {
        var hmac = new HmacSha256(_tagKey);
        hmac.Append(new byte[] { (byte)place });
        hmac.Append(buffer, 0, count);
        return hmac.Finish();
    }
}
