using System;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using System.Xml;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Certificates.Signatures;

/// <summary>
/// The XAdES properties that are signed along with the certificate: when it was signed, and by which X.509 certificate. Unsigned
/// properties may stand beside them and are not read.
/// </summary>
internal sealed partial class SignedProperties
{
    public required XmlElement Element { get; init; }
    public required string Id { get; init; }

    /// <summary>Null where none is stated, or one without time zone, which names no moment.</summary>
    public required long? SignedAtUnixSeconds { get; init; }

    public required HashAlgorithmName SignerHash { get; init; }

    /// <summary>Digest of the signer's X.509 certificate; null where the properties name none.</summary>
    public required byte[]? SignerDigest { get; init; }

    /// <summary>Reads the only object of a signature.</summary>
    /// <param name="inside">The ds:Object.</param>
    /// <param name="signatureId">Id of the signature the properties must be meant for.</param>
    public static SignedProperties Read(XmlElement inside, string signatureId)
    {
        var content = new ElementCursor(inside);
        var qualifying = content.Take("QualifyingProperties", SignatureNames.PropertiesNamespace);
        content.End();
        if (signatureId.Length == 0 || qualifying.GetAttribute("Target") != "#" + signatureId)
            throw SignatureFault.Invalid(SignatureReasons.FormRefused, "QualifyingProperties of another signature");
        var parts = new ElementCursor(qualifying);
        var properties = parts.Take("SignedProperties", SignatureNames.PropertiesNamespace);
        parts.TryTake("UnsignedProperties", SignatureNames.PropertiesNamespace);
        parts.End();

        var of = new ElementCursor(new ElementCursor(properties).Take("SignedSignatureProperties", SignatureNames.PropertiesNamespace));
        var time = of.TryTake("SigningTime", SignatureNames.PropertiesNamespace);
        var (hash, digest) = ReadSigner(of.TryTake("SigningCertificateV2", SignatureNames.PropertiesNamespace)
            ?? of.TryTake("SigningCertificate", SignatureNames.PropertiesNamespace));
        var id = properties.GetAttribute("Id");
        if (id.Length == 0) throw SignatureFault.Invalid(SignatureReasons.FormRefused, "SignedProperties without Id");
        return new SignedProperties
        {
            Element = properties, Id = id, SignedAtUnixSeconds = time is null ? null : ReadTime(time.InnerText.Trim()),
            SignerHash = hash, SignerDigest = digest,
        };
    }

    // The first is the signer's; further ones are those of authorities.
    private static (HashAlgorithmName Hash, byte[]? Digest) ReadSigner(XmlElement? signer)
    {
        if (signer is null) return (default, null);
        var certificate = new ElementCursor(signer).Take("Cert", SignatureNames.PropertiesNamespace);
        var digest = new ElementCursor(new ElementCursor(certificate).Take("CertDigest", SignatureNames.PropertiesNamespace));
        return (SignatureNames.Digest(SignatureSyntax.Algorithm(digest.Take("DigestMethod"))), SignatureSyntax.Base64(digest.Take("DigestValue")));
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(?<zone>Z|[+-]\d\d:\d\d)?$", RegexOptions.CultureInvariant)]
    private static partial Regex TimePattern();

    private static long? ReadTime(string text)
    {
        var match = TimePattern().Match(text);
        try
        {
            if (match.Success) return match.Groups["zone"].Success ? XmlConvert.ToDateTimeOffset(text).ToUnixTimeSeconds() : null;
        }
        catch (Exception fault) when (fault is FormatException or ArgumentOutOfRangeException)
        {
            // The thirtieth of February; refused below.
        }
        throw SignatureFault.Invalid(SignatureReasons.FormRefused, "SigningTime that is no time");
    }
}
