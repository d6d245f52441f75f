using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Certificates.Signatures;

/// <summary>A signer that is not to be believed any more.</summary>
/// <param name="Certificate">Its X.509 certificate.</param>
/// <param name="AtUnixSeconds">From when on.</param>
/// <param name="IsKeyStolen">Whether because its key was stolen.</param>
public sealed record Revocation(X509Certificate2 Certificate, long AtUnixSeconds, bool IsKeyStolen);

/// <summary>
/// An authority for demonstrations and tests: it certifies laboratories nobody accredited. Every name it makes begins with
/// <see cref="Mark"/>, and so does its own, so that no one can take what it signs for a calibration.
/// </summary>
public sealed class DemonstrationAuthority : IDisposable
{
    /// <summary>What every subject begins with.</summary>
    public const string Mark = "DEMONSTRATION";

    private const int SerialNumberBytes = 16;

    /// <summary>An authority that was made before.</summary>
    /// <exception cref="CertificateException">It is not an authority, or not one for demonstrations.</exception>
    public DemonstrationAuthority(SigningIdentity identity)
    {
        var certificate = identity.Certificate;
        if (!certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(static one => one.CertificateAuthority))
            throw new CertificateException($"{certificate.Subject} is not an authority: it may not certify others.");
        if (!certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false).StartsWith(Mark, StringComparison.Ordinal))
            throw new CertificateException($"{certificate.Subject} is not an authority for demonstrations: its name does not begin with {Mark}.");
        Identity = identity;
    }

    /// <summary>Key and certificate of the authority.</summary>
    public SigningIdentity Identity { get; }

    /// <summary>Its certificate, DER: what an operator trusts, or does not.</summary>
    public byte[] CertificateDer => Identity.Certificate.RawData;

    /// <summary>Makes an authority with a new P-256 key.</summary>
    /// <param name="name">Its name after the mark.</param>
    /// <param name="fromUnixSeconds">From when on it is in force.</param>
    /// <param name="toUnixSeconds">Until when.</param>
    public static DemonstrationAuthority Create(string name, long fromUnixSeconds, long toUnixSeconds)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Subject(name, null), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return new DemonstrationAuthority(new SigningIdentity(request.CreateSelfSigned(At(fromUnixSeconds), At(toUnixSeconds)), []));
    }

    /// <summary>Makes a key for a laboratory, new, with a certificate that names the laboratory's code.</summary>
    /// <param name="laboratoryCode">Its code in certificates; stands as organizational unit.</param>
    /// <param name="laboratoryName">Its name; stands after the mark as common name.</param>
    /// <param name="fromUnixSeconds">From when on it may sign.</param>
    /// <param name="toUnixSeconds">Until when.</param>
    public SigningIdentity IssueSigner(string laboratoryCode, string laboratoryName, long fromUnixSeconds, long toUnixSeconds)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Subject(laboratoryName, laboratoryCode), key, HashAlgorithmName.SHA256);
        using var certificate = Issue(request, fromUnixSeconds, toUnixSeconds);
        return new SigningIdentity(certificate.CopyWithPrivateKey(key), []);
    }

    /// <summary>Makes a revocation list, DER.</summary>
    /// <param name="revoked">All that were ever revoked.</param>
    /// <param name="number">1, 2, 3, ... from list to list.</param>
    /// <param name="issuedAtUnixSeconds">When it is made.</param>
    /// <param name="nextAtUnixSeconds">When the next one will be there at the latest.</param>
    public byte[] IssueRevocationList(IReadOnlyList<Revocation> revoked, long number, long issuedAtUnixSeconds, long nextAtUnixSeconds)
    {
        var builder = new CertificateRevocationListBuilder();
        foreach (var one in revoked)
            builder.AddEntry(one.Certificate, At(one.AtUnixSeconds), one.IsKeyStolen ? X509RevocationReason.KeyCompromise : X509RevocationReason.CessationOfOperation);
        return builder.Build(Identity.Certificate, new BigInteger(number), At(nextAtUnixSeconds), HashAlgorithmName.SHA256,
            rsaSignaturePadding: null, thisUpdate: At(issuedAtUnixSeconds));
    }

    /// <inheritdoc/>
    public void Dispose() => Identity.Dispose();

    private X509Certificate2 Issue(CertificateRequest request, long fromUnixSeconds, long toUnixSeconds)
    {
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Identity.Certificate, true, false));
        var serialNumber = RandomNumberGenerator.GetBytes(SerialNumberBytes);
        // Positive, and of one length.
        serialNumber[0] = (byte)(serialNumber[0] & 0x3F | 0x40);
        return request.Create(Identity.Certificate, At(fromUnixSeconds), At(toUnixSeconds), serialNumber);
    }

    private static X500DistinguishedName Subject(string name, string? unit)
    {
        var builder = new X500DistinguishedNameBuilder();
        builder.AddCommonName($"{Mark} {name}");
        if (unit is not null) builder.AddOrganizationalUnitName(unit);
        builder.AddOrganizationName(Mark + ": no calibration took place");
        return builder.Build();
    }

    private static DateTimeOffset At(long unixSeconds) => DateTimeOffset.FromUnixTimeSeconds(unixSeconds);
}
