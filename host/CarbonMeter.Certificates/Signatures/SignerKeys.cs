using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CarbonMeter.Certificates.Signatures;

/// <summary>Signatures under the key of an X.509 certificate: ECDSA over P-256, P-384, P-521, and RSA of 2048 bits or more.</summary>
internal static class SignerKeys
{
    public const int RsaBitsMin = 2048;

    /// <summary>Whether a signature is by a certificate's key; false also where the key is of another kind, weak or unreadable.</summary>
    public static bool Verifies(X509Certificate2 certificate, byte[] data, byte[] signature, bool isEcdsa, HashAlgorithmName hash, DSASignatureFormat format)
    {
        try
        {
            if (isEcdsa)
            {
                if (!IsAcceptedCurve(certificate)) return false;
                using var ecdsa = certificate.GetECDsaPublicKey();
                return ecdsa is not null && ecdsa.VerifyData(data, signature, hash, format);
            }
            using var rsa = certificate.GetRSAPublicKey();
            return rsa is not null && rsa.KeySize >= RsaBitsMin && rsa.VerifyData(data, signature, hash, RSASignaturePadding.Pkcs1);
        }
        catch (CryptographicException)
        {
            // A key that is no point of its curve and the like verifies nothing.
            return false;
        }
    }

    /// <summary>The hash and kind of key of an X.509 signature algorithm; false for any other than those this program accepts.</summary>
    public static bool TryGetMethod(string? objectIdentifier, out bool isEcdsa, out HashAlgorithmName hash)
    {
        (isEcdsa, hash) = objectIdentifier switch
        {
            "1.2.840.10045.4.3.2" => (true, HashAlgorithmName.SHA256),
            "1.2.840.10045.4.3.3" => (true, HashAlgorithmName.SHA384),
            "1.2.840.10045.4.3.4" => (true, HashAlgorithmName.SHA512),
            "1.2.840.113549.1.1.11" => (false, HashAlgorithmName.SHA256),
            "1.2.840.113549.1.1.12" => (false, HashAlgorithmName.SHA384),
            "1.2.840.113549.1.1.13" => (false, HashAlgorithmName.SHA512),
            _ => default,
        };
        return hash.Name is not null;
    }

    /// <summary>Whether the key is of a kind and size that is accepted at all.</summary>
    public static bool IsAccepted(X509Certificate2 certificate)
    {
        if (certificate.GetKeyAlgorithm() == "1.2.840.10045.2.1") return IsAcceptedCurve(certificate);
        try
        {
            using var rsa = certificate.GetRSAPublicKey();
            return rsa is not null && rsa.KeySize >= RsaBitsMin;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static bool IsAcceptedCurve(X509Certificate2 certificate)
    {
        if (certificate.GetKeyAlgorithm() != "1.2.840.10045.2.1") return false;
        try
        {
            return AsnDecoder.ReadObjectIdentifier(certificate.GetKeyAlgorithmParameters(), AsnEncodingRules.DER, out _)
                is "1.2.840.10045.3.1.7" or "1.3.132.0.34" or "1.3.132.0.35";
        }
        catch (AsnContentException)
        {
            // A curve spelt out instead of named: nothing this program would sign or accept.
            return false;
        }
    }
}
