namespace CarbonMeter.Crypto;

/// <summary>Signs with a private key held in memory.</summary>
public sealed class SoftwareSigner : ISigner
{
    private readonly byte[] _privateKey;
    private readonly IHmacSha256 _hmac;
    private byte[]? _publicKey;

    /// <param name="privateKey">32 bytes from 1 to n - 1; copied.</param>
    /// <param name="keyClass">Development or SoftwareWrapped: a key that is in memory is not in a secure element.</param>
    /// <param name="hmac">What the runtime has for the nonce's codes; null: our own.</param>
    public SoftwareSigner(byte[] privateKey, KeyClass keyClass, IHmacSha256? hmac = null)
    {
        _hmac = hmac ?? new HmacSha256();
        Require.That(P256.IsPrivateKey(privateKey), "a private key lies from 1 to n - 1");
        Require.InRange((int)keyClass, (int)KeyClass.Development, (int)KeyClass.SoftwareWrapped, nameof(keyClass));
        _privateKey = (byte[])privateKey.Clone();
        KeyClass = keyClass;
    }

    public KeyClass KeyClass { get; }

    /// <inheritdoc/>
    public byte[] PublicKey => _publicKey ??= P256.PublicKey(_privateKey);

    public byte[] SignHash(byte[] sha256) => P256.Sign(_privateKey, sha256, _hmac);
}
