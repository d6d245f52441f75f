namespace CarbonMeter.Crypto;

/// <summary>
/// The name of a public key for people and labels: SHA-256 of its SubjectPublicKeyInfo (RFC 5280, RFC 5480), which is what
/// <c>openssl pkey -pubin -outform DER | sha256sum</c> gives for it.
/// </summary>
public static class KeyFingerprint
{
    // SEQUENCE { SEQUENCE { id-ecPublicKey, prime256v1 }, BIT STRING { 04 X Y } }: the same for every key up to X.
    private static readonly byte[] s_head =
    {
        0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01,
        0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04,
    };

    /// <summary>The 32-byte fingerprint of a public key, 64 bytes X, Y.</summary>
    public static byte[] Of(byte[] publicKey)
    {
        Require.Length(publicKey, P256.PublicKeyBytes, nameof(publicKey));
        Sha256 hash = new Sha256();
        hash.Append(s_head);
        hash.Append(publicKey);
        return hash.Finish();
    }
}
