using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml;
using CarbonMeter.Certificates.Dcc;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Certificates.Signatures;

/// <summary>
/// Judges the signature of a certificate: whether the document is the one that was signed, by whom, when, and whether that
/// signer is one the operator has reason to believe. Pure and total. docs/formats/certificate-signature.md says what is accepted.
/// </summary>
public static class SignatureChecker
{
    /// <summary>How far a laboratory's clock may be ahead of the host's: an hour.</summary>
    public const long ClockAheadSecondsMax = 3600;

    /// <summary>Judges a signature; see <see cref="ICertificateReader.JudgeSignature"/>.</summary>
    public static SignatureVerdict Judge(byte[] bytes, Laboratory? laboratory, TrustStore trust, long receivedAtUnixSeconds)
    {
        long? signedAt = null;
        string? signerName = null;
        Finding found;
        try
        {
            var document = SafeXml.Load(bytes);
            using var signature = SignatureSyntax.Read(document);
            var signer = FindSigner(signature);
            signerName = Names.Of(signer);
            CheckIntact(document, signature, signer);
            signedAt = signature.Properties?.SignedAtUnixSeconds;
            found = JudgeSigner(signer, signature.Certificates, laboratory, KnownTrust.Of(trust), signedAt, receivedAtUnixSeconds);
        }
        catch (CertificateException fault)
        {
            found = new Finding(Outcome.Invalid, SignatureReasons.Unreadable, [fault.Message]);
        }
        catch (SignatureFault fault)
        {
            found = fault.Finding;
        }
        return new SignatureVerdict(SHA256.HashData(bytes), found.Outcome, found.Reason,
            Array.ConvertAll(found.Arguments, Names.Printable), signedAt, signerName);
    }

    /// <summary>Whether a certificate bears a signature of the accepted form that covers it; nothing is said of who signed.</summary>
    internal static bool IsIntact(byte[] bytes)
    {
        try
        {
            var document = SafeXml.Load(bytes);
            using var signature = SignatureSyntax.Read(document);
            CheckIntact(document, signature, FindSigner(signature));
            return true;
        }
        catch (SignatureFault)
        {
            return false;
        }
    }

    // The properties name the signer among the certificates that came along. Without properties there is nothing to go by but the
    // first; no time is stated then either, and the verdict stays open.
    private static X509Certificate2 FindSigner(SignatureSyntax signature)
    {
        if (signature.Properties is { } properties)
            return properties.SignerDigest is { } digest
                && signature.Certificates.FirstOrDefault(one => one.GetCertHash(properties.SignerHash).AsSpan().SequenceEqual(digest)) is { } named
                ? named
                : throw SignatureFault.Invalid(SignatureReasons.SignerNotNamed);
        return signature.Certificates.Count > 0
            ? signature.Certificates[0]
            : throw SignatureFault.Invalid(SignatureReasons.FormRefused, "KeyInfo without X509Certificate");
    }

    private static void CheckIntact(XmlDocument document, SignatureSyntax signature, X509Certificate2 signer)
    {
        var signedInfo = CanonicalForm.OfPart(signature.SignedInfo, signature.SignedInfoForm);
        if (!SignerKeys.Verifies(signer, signedInfo, signature.Value, signature.IsEcdsa, signature.Hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation))
            throw SignatureFault.Invalid(SignatureReasons.WrongKey, Names.Of(signer));
        if (signature is { PropertiesReference: { } reference, Properties: { } properties }
            && !Matches(reference, CanonicalForm.OfPart(properties.Element, reference.Form)))
            throw SignatureFault.Invalid(SignatureReasons.PropertiesChanged);

        // What is left when the signature is taken out is what was signed, and all of it: the very tree a reader of these bytes sees.
        signature.Signature.ParentNode!.RemoveChild(signature.Signature);
        if (signature.Document.Uri.Length > 0) KeepOnlyRoot(document);
        if (!Matches(signature.Document, CanonicalForm.OfDocument(document, signature.Document.Form)))
            throw SignatureFault.Invalid(SignatureReasons.ContentChanged);
    }

    // A reference to the outermost element by its id leaves out what stands beside it: comments and processing instructions.
    private static void KeepOnlyRoot(XmlDocument document)
    {
        foreach (var node in document.ChildNodes.Cast<XmlNode>().ToArray())
            if (node is not XmlElement) document.RemoveChild(node);
    }

    private static bool Matches(SignedReference reference, byte[] canonical) =>
        CryptographicOperations.HashData(reference.Hash, canonical).AsSpan().SequenceEqual(reference.Digest);

    // The worst speaks; of several equally bad ones the first.
    private static Finding JudgeSigner(X509Certificate2 signer, IReadOnlyList<X509Certificate2> others, Laboratory? laboratory, KnownTrust trust,
        long? signedAtUnixSeconds, long receivedAtUnixSeconds)
    {
        var findings = new List<Finding>();
        if (laboratory is null) findings.Add(new Finding(Outcome.CannotTell, SignatureReasons.LaboratoryUnknown, []));
        else if (!Names.SignsFor(signer, laboratory))
            findings.Add(new Finding(Outcome.Invalid, SignatureReasons.OtherLaboratory, [Names.Of(signer), laboratory.Code]));
        if (trust.Unreadable is { } unreadable) findings.Add(new Finding(Outcome.CannotTell, SignatureReasons.TrustUnreadable, [unreadable]));
        if (signedAtUnixSeconds is not { } signedAt) findings.Add(new Finding(Outcome.CannotTell, SignatureReasons.TimeMissing, []));
        else
        {
            if (signedAt > receivedAtUnixSeconds + ClockAheadSecondsMax)
                findings.Add(new Finding(Outcome.Invalid, SignatureReasons.SignedAfterReceipt, [Names.Time(signedAt), Names.Time(receivedAtUnixSeconds)]));
            findings.Add(TrustPath.Judge(signer, others, trust, signedAt, receivedAtUnixSeconds));
        }
        return findings.MaxBy(static finding => finding.Outcome)!;
    }
}
