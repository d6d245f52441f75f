using System;
using System.Collections.Generic;
using System.Security.Cryptography;

namespace CarbonMeter.Certificates.Signatures;

/// <summary>The names by which XML signatures call things, and which of the algorithms are accepted.</summary>
internal static class SignatureNames
{
    public const string SignatureNamespace = "http://www.w3.org/2000/09/xmldsig#";
    public const string PropertiesNamespace = "http://uri.etsi.org/01903/v1.3.2#";
    public const string PropertiesType = "http://uri.etsi.org/01903#SignedProperties";

    public const string EnvelopedTransform = SignatureNamespace + "enveloped-signature";
    public const string Inclusive10 = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
    public const string Inclusive11 = "http://www.w3.org/2006/12/xml-c14n11";
    public const string Exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#";

    public const string Sha256 = "http://www.w3.org/2001/04/xmlenc#sha256";
    public const string EcdsaSha256 = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256";
    public const string RsaSha256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";

    private static readonly Dictionary<string, HashAlgorithmName> Digests = new(StringComparer.Ordinal)
    {
        [Sha256] = HashAlgorithmName.SHA256,
        ["http://www.w3.org/2001/04/xmldsig-more#sha384"] = HashAlgorithmName.SHA384,
        ["http://www.w3.org/2001/04/xmlenc#sha512"] = HashAlgorithmName.SHA512,
    };

    private static readonly Dictionary<string, (bool IsEcdsa, HashAlgorithmName Hash)> Methods = new(StringComparer.Ordinal)
    {
        [EcdsaSha256] = (true, HashAlgorithmName.SHA256),
        ["http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384"] = (true, HashAlgorithmName.SHA384),
        ["http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512"] = (true, HashAlgorithmName.SHA512),
        [RsaSha256] = (false, HashAlgorithmName.SHA256),
        ["http://www.w3.org/2001/04/xmldsig-more#rsa-sha384"] = (false, HashAlgorithmName.SHA384),
        ["http://www.w3.org/2001/04/xmldsig-more#rsa-sha512"] = (false, HashAlgorithmName.SHA512),
    };

    /// <summary>The hash function of a digest method; a fault for any other, SHA-1 among them.</summary>
    public static HashAlgorithmName Digest(string algorithm) =>
        Digests.TryGetValue(algorithm, out var hash) ? hash : throw Refused(algorithm);

    /// <summary>Key type and hash of a signature method; a fault for any other, HMAC and SHA-1 among them.</summary>
    public static (bool IsEcdsa, HashAlgorithmName Hash) Method(string algorithm) =>
        Methods.TryGetValue(algorithm, out var method) ? method : throw Refused(algorithm);

    /// <summary>Whether a canonical form is one that is accepted: 1.0, 1.1 or exclusive, each without comments.</summary>
    public static bool IsCanonicalForm(string algorithm) => algorithm is Inclusive10 or Inclusive11 or Exclusive;

    private static SignatureFault Refused(string algorithm) =>
        SignatureFault.Invalid(Domain.Traceability.SignatureReasons.AlgorithmRefused, algorithm);
}
