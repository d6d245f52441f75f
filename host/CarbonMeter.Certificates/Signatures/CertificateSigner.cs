using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml;
using CarbonMeter.Certificates.Dcc;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Certificates.Signatures;

/// <summary>
/// Signs a calibration certificate: an enveloped signature as the last child of the outermost element, where the DCC schema has
/// it, in the XAdES form B-B: time of signing and digest of the signer's X.509 certificate are signed along.
/// The same arguments give the same file but for the random part of an ECDSA signature.
/// </summary>
public static class CertificateSigner
{
    /// <summary>Signs.</summary>
    /// <param name="certificate">The certificate, not yet signed, UTF-8.</param>
    /// <param name="identity">Whose signature it is.</param>
    /// <param name="signedAtUnixSeconds">When it is signed; the signer's certificate must be in force then.</param>
    /// <returns>The signed certificate, UTF-8 without byte order mark.</returns>
    /// <exception cref="CertificateException">It cannot be read, is signed already, or the signer's certificate does not allow it.</exception>
    public static byte[] Sign(byte[] certificate, SigningIdentity identity, long signedAtUnixSeconds)
    {
        RequireFit(identity.Certificate, signedAtUnixSeconds);
        var document = SafeXml.Load(certificate);
        var root = document.DocumentElement!;
        if (document.GetElementsByTagName("Signature", SignatureNames.SignatureNamespace).Count > 0)
            throw new CertificateException("The certificate bears a signature already; sign the one without.");
        var whole = CanonicalForm.OfDocument(document, SignatureNames.Inclusive10);

        using var key = SigningIdentity.Key(identity.Certificate);
        var fragment = document.CreateDocumentFragment();
        fragment.InnerXml = Unsigned(whole, identity, key is ECDsa, signedAtUnixSeconds);
        root.AppendChild(fragment);
        var signature = (XmlElement)root.LastChild!;

        var properties = (XmlElement)signature.GetElementsByTagName("SignedProperties", SignatureNames.PropertiesNamespace)[0]!;
        var digest = signature.GetElementsByTagName("DigestValue", SignatureNames.SignatureNamespace)[1]!;
        digest.InnerText = Base64(SHA256.HashData(CanonicalForm.OfPart(properties, SignatureNames.Exclusive)));
        var signedInfo = CanonicalForm.OfPart(signature["SignedInfo", SignatureNames.SignatureNamespace]!, SignatureNames.Exclusive);
        signature["SignatureValue", SignatureNames.SignatureNamespace]!.InnerText = Base64(SignatureOf(key, signedInfo));

        var signed = Save(document);
        // A laboratory hands out nothing that does not verify; failing here is a mistake of this program.
        if (!SignatureChecker.IsIntact(signed)) throw new InvalidOperationException("What was signed does not verify.");
        return signed;
    }

    private static void RequireFit(X509Certificate2 signer, long signedAtUnixSeconds)
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(signedAtUnixSeconds).UtcDateTime;
        if (at < signer.NotBefore.ToUniversalTime() || at > signer.NotAfter.ToUniversalTime())
            throw new CertificateException($"The X.509 certificate of {signer.Subject} is in force from {Names.Time(signer.NotBefore)} "
                + $"to {Names.Time(signer.NotAfter)}, not at {Names.Time(signedAtUnixSeconds)}; sign with one that is.");
        if (!TrustPath.MaySign(signer))
            throw new CertificateException($"The X.509 certificate of {signer.Subject} is not for signing documents (key usage).");
    }

    // Whitespace inside a signature is for people; before it there is none, since that would be part of what is signed.
    private static string Unsigned(byte[] whole, SigningIdentity identity, bool isEcdsa, long signedAtUnixSeconds)
    {
        var signer = identity.Certificate;
        var id = "signature-" + Convert.ToHexStringLower(SHA256.HashData([.. SHA256.HashData(whole), .. signer.GetCertHash(HashAlgorithmName.SHA256)]))[..32];
        var certificates = string.Concat(identity.Authorities.Where(static one => one.SubjectName.RawData.AsSpan().SequenceEqual(one.IssuerName.RawData) is false)
            .Prepend(signer).Select(static one => $"<ds:X509Certificate>{Base64(one.RawData)}</ds:X509Certificate>\n"));
        return $"""
            <ds:Signature xmlns:ds="{SignatureNames.SignatureNamespace}" Id="{id}">
            <ds:SignedInfo>
            <ds:CanonicalizationMethod Algorithm="{SignatureNames.Exclusive}"/>
            <ds:SignatureMethod Algorithm="{(isEcdsa ? SignatureNames.EcdsaSha256 : SignatureNames.RsaSha256)}"/>
            <ds:Reference Id="{id}-certificate" URI="">
            <ds:Transforms>
            <ds:Transform Algorithm="{SignatureNames.EnvelopedTransform}"/>
            <ds:Transform Algorithm="{SignatureNames.Inclusive10}"/>
            </ds:Transforms>
            <ds:DigestMethod Algorithm="{SignatureNames.Sha256}"/>
            <ds:DigestValue>{Base64(SHA256.HashData(whole))}</ds:DigestValue>
            </ds:Reference>
            <ds:Reference Type="{SignatureNames.PropertiesType}" URI="#{id}-properties">
            <ds:Transforms>
            <ds:Transform Algorithm="{SignatureNames.Exclusive}"/>
            </ds:Transforms>
            <ds:DigestMethod Algorithm="{SignatureNames.Sha256}"/>
            <ds:DigestValue></ds:DigestValue>
            </ds:Reference>
            </ds:SignedInfo>
            <ds:SignatureValue></ds:SignatureValue>
            <ds:KeyInfo>
            <ds:X509Data>
            {certificates}</ds:X509Data>
            </ds:KeyInfo>
            <ds:Object>
            <xades:QualifyingProperties xmlns:xades="{SignatureNames.PropertiesNamespace}" Target="#{id}">
            <xades:SignedProperties Id="{id}-properties">
            <xades:SignedSignatureProperties>
            <xades:SigningTime>{Names.Time(signedAtUnixSeconds)}</xades:SigningTime>
            <xades:SigningCertificateV2>
            <xades:Cert>
            <xades:CertDigest>
            <ds:DigestMethod Algorithm="{SignatureNames.Sha256}"/>
            <ds:DigestValue>{Base64(signer.GetCertHash(HashAlgorithmName.SHA256))}</ds:DigestValue>
            </xades:CertDigest>
            </xades:Cert>
            </xades:SigningCertificateV2>
            </xades:SignedSignatureProperties>
            <xades:SignedDataObjectProperties>
            <xades:DataObjectFormat ObjectReference="#{id}-certificate">
            <xades:MimeType>text/xml</xades:MimeType>
            </xades:DataObjectFormat>
            </xades:SignedDataObjectProperties>
            </xades:SignedProperties>
            </xades:QualifyingProperties>
            </ds:Object>
            </ds:Signature>
            """.ReplaceLineEndings("\n");
    }

    private static byte[] SignatureOf(AsymmetricAlgorithm key, byte[] data) => key is ECDsa ecdsa
        ? ecdsa.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)
        : ((RSA)key).SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    private static string Base64(byte[] bytes) => Convert.ToBase64String(bytes);

    /// <summary>The document as UTF-8, so that reading it gives the same tree.</summary>
    internal static byte[] Save(XmlDocument document)
    {
        var settings = new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            OmitXmlDeclaration = document.FirstChild is not XmlDeclaration,
            // Carriage returns are part of what is signed and must come back when the file is read.
            NewLineHandling = NewLineHandling.Entitize,
        };
        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, settings)) document.Save(writer);
        return bytes.ToArray();
    }
}
