using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Certificates.Signatures;

/// <summary>A private key with its X.509 certificate and those of the authorities above it: what a laboratory signs with.</summary>
public sealed class SigningIdentity : IDisposable
{
    private const int KeyDerivationRounds = 600_000;

    internal SigningIdentity(X509Certificate2 certificate, IReadOnlyList<X509Certificate2> authorities)
    {
        Certificate = certificate;
        Authorities = authorities;
    }

    /// <summary>The signer's certificate, with its private key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>Certificates above it, in any order; they go along with a signature.</summary>
    public IReadOnlyList<X509Certificate2> Authorities { get; }

    /// <summary>Reads an identity from PFX (PKCS #12), or from PEM with a private key and certificates, the signer's first.</summary>
    /// <param name="bytes">The file; a key and a certificate in two PEM files can be put one after the other.</param>
    /// <param name="password">Password of the key; null where it has none.</param>
    /// <exception cref="CertificateException">It is neither, the password is wrong, or key and certificate do not belong together.</exception>
    public static SigningIdentity Read(byte[] bytes, string? password = null)
    {
        try
        {
            return bytes is [0x30, ..] ? ReadPfx(bytes, password) : ReadPem(Encoding.UTF8.GetString(bytes), password);
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException)
        {
            throw new CertificateException(
                $"The file holds no key to sign with: {fault.Message} It must be PFX, or PEM with a private key and its certificate; check the password.", fault);
        }
    }

    /// <summary>The identity as PEM: certificates, then the key, encrypted where a password is given.</summary>
    public string ToPem(string? password = null)
    {
        var text = new StringBuilder();
        foreach (var certificate in Authorities.Prepend(Certificate)) text.Append(certificate.ExportCertificatePem()).Append('\n');
        using var key = Key(Certificate);
        text.Append(password is null
            ? key.ExportPkcs8PrivateKeyPem()
            : key.ExportEncryptedPkcs8PrivateKeyPem(password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, KeyDerivationRounds)));
        return text.Append('\n').ToString();
    }

    /// <summary>The identity as PFX (PKCS #12).</summary>
    public byte[] ToPfx(string password)
    {
        var all = new X509Certificate2Collection(Certificate);
        // Without their keys, should they have any.
        foreach (var authority in Authorities) all.Add(X509CertificateLoader.LoadCertificate(authority.RawData));
        return all.Export(X509ContentType.Pfx, password)!;
    }

    /// <summary>Writes the identity to a new PEM file that only its owner can read.</summary>
    /// <exception cref="CertificateException">There is such a file already; a key is never written over.</exception>
    public void Write(string path, string? password = null)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using var file = new FileStream(path, options);
            file.Write(Encoding.ASCII.GetBytes(ToPem(password)));
            file.Flush(flushToDisk: true);
        }
        catch (IOException fault) when (File.Exists(path))
        {
            throw new CertificateException($"{path} is there already; a key is never written over. Move it away first.", fault);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Certificate.Dispose();
        foreach (var authority in Authorities) authority.Dispose();
    }

    /// <summary>The private key of a certificate, to be disposed of.</summary>
    internal static AsymmetricAlgorithm Key(X509Certificate2 certificate) =>
        (AsymmetricAlgorithm?)certificate.GetECDsaPrivateKey() ?? certificate.GetRSAPrivateKey()
        ?? throw new CertificateException($"{certificate.Subject} has no private key for ECDSA or RSA.");

    private static SigningIdentity ReadPfx(byte[] bytes, string? password)
    {
        var all = X509CertificateLoader.LoadPkcs12Collection(bytes, password, X509KeyStorageFlags.EphemeralKeySet | X509KeyStorageFlags.Exportable);
        var withKey = all.Where(static one => one.HasPrivateKey).ToArray();
        if (withKey.Length != 1) throw new CertificateException($"The PFX file holds {withKey.Length} private keys with a certificate; it must hold one.");
        return Checked(withKey[0], all.Where(static one => !one.HasPrivateKey));
    }

    private static SigningIdentity ReadPem(string text, string? password)
    {
        var isEncrypted = text.Contains("BEGIN ENCRYPTED PRIVATE KEY", StringComparison.Ordinal);
        if (isEncrypted && password is null) throw new CertificateException("The private key is encrypted; give its password.");
        var signer = isEncrypted ? X509Certificate2.CreateFromEncryptedPem(text, text, password) : X509Certificate2.CreateFromPem(text, text);
        var all = new X509Certificate2Collection();
        all.ImportFromPem(text);
        return Checked(signer, all.Where(one => !one.RawDataMemory.Span.SequenceEqual(signer.RawDataMemory.Span)));
    }

    private static SigningIdentity Checked(X509Certificate2 signer, IEnumerable<X509Certificate2> others)
    {
        if (!SignerKeys.IsAccepted(signer))
            throw new CertificateException($"The key of {signer.Subject} is not one to sign with: P-256, P-384, P-521 or RSA of {SignerKeys.RsaBitsMin} bits or more.");
        // The platform keeps the order of PEM files but not that of PFX files.
        return new SigningIdentity(signer, others.OrderBy(static one => one.Subject, StringComparer.Ordinal).ToArray());
    }
}
