namespace CarbonMeter.Crypto;

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
