using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Certificates.Signatures;

/// <summary>A reference of a signature: what it covers, in which canonical form, with which digest.</summary>
internal sealed record SignedReference(string Uri, string Type, bool IsEnveloped, string Form, HashAlgorithmName Hash, byte[] Digest);

/// <summary>
/// A signature taken apart, in the one shape that is accepted: one reference to the whole certificate without this signature,
/// at most one to the XAdES properties inside it, an X.509 signer that comes along. Whatever else the standard allows (XPath,
/// style sheets, references to elsewhere, keys to be fetched, shared-secret keys) is a way to sign something other than what is read.
/// </summary>
internal sealed class SignatureSyntax : IDisposable
{
    /// <summary>Most X.509 certificates that may come with a signature.</summary>
    public const int CertificatesMax = 8;

    public required XmlElement Signature { get; init; }
    public required XmlElement SignedInfo { get; init; }
    public required string SignedInfoForm { get; init; }
    public required bool IsEcdsa { get; init; }
    public required HashAlgorithmName Hash { get; init; }
    public required SignedReference Document { get; init; }
    public required SignedReference? PropertiesReference { get; init; }
    public required byte[] Value { get; init; }
    public required IReadOnlyList<X509Certificate2> Certificates { get; init; }
    public required SignedProperties? Properties { get; init; }

    public void Dispose()
    {
        foreach (var certificate in Certificates) certificate.Dispose();
    }

    /// <summary>Takes the only signature of a document apart.</summary>
    /// <exception cref="SignatureFault">There is none, there are several, or it has another shape.</exception>
    public static SignatureSyntax Read(XmlDocument document)
    {
        var signature = FindOnly(document);
        var parts = new ElementCursor(signature);
        var signedInfo = parts.Take("SignedInfo");
        var value = Base64(parts.Take("SignatureValue"));
        var certificates = ReadKeyInfo(parts.Take("KeyInfo"));
        var properties = parts.TryTake("Object") is { } inside ? SignedProperties.Read(inside, signature.GetAttribute("Id")) : null;
        parts.End();

        var info = new ElementCursor(signedInfo);
        var form = Form(info.Take("CanonicalizationMethod"));
        var (isEcdsa, hash) = SignatureNames.Method(Algorithm(info.Take("SignatureMethod")));
        SignedReference? whole = null, ofProperties = null;
        while (info.TryTake("Reference") is { } element)
        {
            var reference = ReadReference(element);
            if (reference.Type == SignatureNames.PropertiesType && ofProperties is null
                && properties is not null && !reference.IsEnveloped && reference.Uri == "#" + properties.Id)
                ofProperties = reference;
            else if (reference.Type.Length == 0 && whole is null && reference.IsEnveloped && NamesDocument(reference.Uri, document.DocumentElement!))
                whole = reference;
            else
                throw SignatureFault.Invalid(SignatureReasons.RefersElsewhere, reference.Uri.Length == 0 ? "\"\"" : reference.Uri);
        }
        info.End();
        if (whole is null) throw SignatureFault.Invalid(SignatureReasons.FormRefused, "SignedInfo without a reference to the certificate");
        if (properties is not null && ofProperties is null) throw SignatureFault.Invalid(SignatureReasons.PropertiesNotSigned);
        return new SignatureSyntax
        {
            Signature = signature, SignedInfo = signedInfo, SignedInfoForm = form, IsEcdsa = isEcdsa, Hash = hash, Document = whole,
            PropertiesReference = ofProperties, Value = value, Certificates = certificates, Properties = properties,
        };
    }

    private static XmlElement FindOnly(XmlDocument document)
    {
        XmlElement? found = null;
        for (XmlNode? node = document.DocumentElement; node is not null; node = Following(node))
        {
            if (node is not XmlElement element) continue;
            if (element.LocalName != "Signature" || element.NamespaceURI != SignatureNames.SignatureNamespace) continue;
            if (found is not null) throw SignatureFault.Invalid(SignatureReasons.Several);
            found = element;
        }
        if (found is null) throw SignatureFault.Invalid(SignatureReasons.Missing);
        if (found.ParentNode != document.DocumentElement) throw SignatureFault.Invalid(SignatureReasons.Misplaced);
        return found;
    }

    // Document order without recursion.
    private static XmlNode? Following(XmlNode node)
    {
        if (node.FirstChild is not null) return node.FirstChild;
        for (var at = node; at is not null; at = at.ParentNode)
            if (at.NextSibling is not null) return at.NextSibling;
        return null;
    }

    // Without a schema nobody knows which attribute is an identifier. No two elements share one: SafeXml refuses that.
    private static bool NamesDocument(string uri, XmlElement root)
    {
        if (uri.Length == 0) return true;
        foreach (XmlAttribute attribute in root.Attributes)
            if (attribute.Name is "Id" or "ID" or "id" or "xml:id" && uri == "#" + attribute.Value) return true;
        return false;
    }

    private static SignedReference ReadReference(XmlElement reference)
    {
        // Without the attribute the application is to guess what was signed.
        if (!reference.HasAttribute("URI")) throw SignatureFault.Invalid(SignatureReasons.FormRefused, "Reference without URI");
        var parts = new ElementCursor(reference);
        var isEnveloped = false;
        var form = SignatureNames.Inclusive10;
        if (parts.TryTake("Transforms") is { } list)
        {
            var transforms = new ElementCursor(list);
            var next = transforms.TryTake("Transform");
            if (next is not null && Algorithm(next) == SignatureNames.EnvelopedTransform)
            {
                isEnveloped = true;
                next = transforms.TryTake("Transform");
            }
            if (next is not null) form = Form(next);
            transforms.End();
        }
        var hash = SignatureNames.Digest(Algorithm(parts.Take("DigestMethod")));
        var digest = Base64(parts.Take("DigestValue"));
        parts.End();
        return new SignedReference(reference.GetAttribute("URI"), reference.GetAttribute("Type"), isEnveloped, form, hash, digest);
    }

    private static List<X509Certificate2> ReadKeyInfo(XmlElement keyInfo)
    {
        var certificates = new List<X509Certificate2>();
        var parts = new ElementCursor(keyInfo);
        while (parts.TryTakeAny() is { } part)
        {
            // A key or a name beside the X.509 certificate is not looked at; one that must be fetched or decrypted is refused.
            if (part.NamespaceURI == SignatureNames.SignatureNamespace && part.LocalName is "KeyValue" or "KeyName") continue;
            if (part.NamespaceURI != SignatureNames.SignatureNamespace || part.LocalName != "X509Data")
                throw SignatureFault.Invalid(SignatureReasons.FormRefused, $"{part.Name} in KeyInfo");
            var data = new ElementCursor(part);
            while (data.TryTakeAny() is { } item)
            {
                if (item.NamespaceURI != SignatureNames.SignatureNamespace || item.LocalName != "X509Certificate") continue;
                if (certificates.Count == CertificatesMax)
                    throw SignatureFault.Invalid(SignatureReasons.FormRefused, $"more than {CertificatesMax} X509Certificate in KeyInfo");
                certificates.Add(X509(item));
            }
        }
        return certificates;
    }

    private static X509Certificate2 X509(XmlElement element)
    {
        try
        {
            return X509CertificateLoader.LoadCertificate(Base64(element));
        }
        catch (CryptographicException)
        {
            throw SignatureFault.Invalid(SignatureReasons.FormRefused, "X509Certificate that is none");
        }
    }

    private static string Form(XmlElement method)
    {
        var form = Algorithm(method);
        return SignatureNames.IsCanonicalForm(form) ? form : throw SignatureFault.Invalid(SignatureReasons.AlgorithmRefused, form);
    }

    /// <summary>The algorithm an element names; parameters, such as an XPath or a shortened HMAC, are refused.</summary>
    internal static string Algorithm(XmlElement element)
    {
        new ElementCursor(element).End();
        return element.GetAttribute("Algorithm");
    }

    /// <summary>The bytes in an element; a fault where they are not base64.</summary>
    internal static byte[] Base64(XmlElement element)
    {
        try
        {
            return Convert.FromBase64String(element.InnerText);
        }
        catch (FormatException)
        {
            throw SignatureFault.Invalid(SignatureReasons.FormRefused, $"{element.LocalName} that is not base64");
        }
    }
}
