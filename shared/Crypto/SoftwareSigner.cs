namespace CarbonMeter.Crypto;

/// <summary>Signs with a private key held in memory.</summary>
public sealed class SoftwareSigner : ISigner
{
    private readonly byte[] _privateKey;

    /// <param name="privateKey">32 bytes from 1 to n - 1; copied.</param>
    /// <param name="keyClass">Development or SoftwareWrapped: a key that is in memory is not in a secure element.</param>
    public SoftwareSigner(byte[] privateKey, KeyClass keyClass)
    {
        Require.That(P256.IsPrivateKey(privateKey), "a private key lies from 1 to n - 1");
        Require.InRange((int)keyClass, (int)KeyClass.Development, (int)KeyClass.SoftwareWrapped, nameof(keyClass));
        _privateKey = (byte[])privateKey.Clone();
        KeyClass = keyClass;
    }

    public KeyClass KeyClass { get; }

    /// <summary>The 64-byte public key, worked out anew on each call (about the cost of a signature).</summary>
    public byte[] DerivePublicKey() => P256.PublicKey(_privateKey);

    public byte[] SignHash(byte[] sha256) => P256.Sign(_privateKey, sha256);
}

/// <summary>Verifies in managed code. The device uses it for the host's commands; a host has faster ones.</summary>
public sealed class ManagedVerifier : IVerifier
{
    private readonly byte[] _publicKey;

    /// <param name="publicKey">64 bytes X, Y of a point on the curve; copied.</param>
    public ManagedVerifier(byte[] publicKey)
    {
        Require.That(P256.IsPublicKey(publicKey), "a public key is 64 bytes of a point on the curve");
        _publicKey = (byte[])publicKey.Clone();
    }

    public bool VerifyHash(byte[] sha256, byte[] signature64) => P256.Verify(_publicKey, sha256, signature64);
}
