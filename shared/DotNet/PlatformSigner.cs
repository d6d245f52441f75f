namespace CarbonMeter.DotNet;

using System;
using System.Security.Cryptography;
using CarbonMeter.Crypto;

/// <summary>
/// A private key of the host, such as the authority that signs commands and factor sets, held by the platform.
/// Its nonces come from the platform's random source, so the same input is signed differently each time.
/// </summary>
/// <remarks>One user at a time.</remarks>
public sealed class PlatformSigner : ISigner, IDisposable
{
    // What OWASP asks of PBKDF2 with SHA-256; a password is tried once per start, so it may be slow.
    private const int PasswordIterations = 600_000;
    private readonly ECDsa _key;
    private readonly byte[] _publicKey;

    private PlatformSigner(ECDsa key, KeyClass keyClass)
    {
        _key = key;
        _publicKey = PlatformKeys.ExportPublic(key);
        KeyClass = keyClass;
    }

    /// <inheritdoc/>
    public KeyClass KeyClass { get; }

    /// <inheritdoc/>
    public byte[] PublicKey => (byte[])_publicKey.Clone();

    /// <summary>Makes a new key.</summary>
    public static PlatformSigner Create(KeyClass keyClass) => new(ECDsa.Create(ECCurve.NamedCurves.nistP256), keyClass);

    /// <summary>Loads a private key from PEM text (PKCS #8 or SEC 1).</summary>
    /// <exception cref="ArgumentException">The text holds no PEM private key, or an encrypted one.</exception>
    /// <exception cref="CryptographicException">The key is not a P-256 private key.</exception>
    public static PlatformSigner FromPem(string pem, KeyClass keyClass) => Load(key => key.ImportFromPem(pem), keyClass);

    /// <summary>Loads a private key from PEM text encrypted with a password (PKCS #8).</summary>
    /// <exception cref="ArgumentException">The text holds no encrypted PEM private key.</exception>
    /// <exception cref="CryptographicException">The password is wrong, or the key is not a P-256 private key.</exception>
    public static PlatformSigner FromEncryptedPem(string pem, string password, KeyClass keyClass) =>
        Load(key => key.ImportFromEncryptedPem(pem, password), keyClass);

    /// <summary>The private key as PEM text (PKCS #8), in the clear: whoever writes it restricts who can read the file.</summary>
    public string ToPem() => _key.ExportPkcs8PrivateKeyPem();

    /// <summary>The private key as PEM text, encrypted with a password (PKCS #8, AES-256, PBKDF2 with SHA-256).</summary>
    public string ToEncryptedPem(string password) => _key.ExportEncryptedPkcs8PrivateKeyPem(
        password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, PasswordIterations));

    /// <inheritdoc/>
    public byte[] SignHash(byte[] sha256)
    {
        Require.Length(sha256, P256.ScalarBytes, nameof(sha256));
        return _key.SignHash(sha256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    public void Dispose() => _key.Dispose();

    private static PlatformSigner Load(Action<ECDsa> import, KeyClass keyClass)
    {
        ECDsa key = ECDsa.Create();
        try
        {
            import(key);
            PlatformSigner signer = new(key, keyClass);
            // A public key imports as well; the first signature would be the wrong moment to find out.
            signer.SignHash(new byte[P256.ScalarBytes]);
            return signer;
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }
}
