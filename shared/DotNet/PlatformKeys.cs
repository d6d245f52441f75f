namespace CarbonMeter.DotNet;

using System;
using System.Security.Cryptography;
using CarbonMeter.Crypto;

/// <summary>Public keys between our 64 bytes X, Y and the PEM files (SubjectPublicKeyInfo) of other tools.</summary>
public static class PlatformKeys
{
    private const string PublicLabel = "PUBLIC KEY";
    private const string CurveOid = "1.2.840.10045.3.1.7";

    /// <summary>A public key as PEM text.</summary>
    /// <exception cref="ArgumentException">The bytes are not a point on the curve.</exception>
    public static string PublicKeyToPem(byte[] publicKey)
    {
        using ECDsa key = ImportPublic(publicKey);
        return key.ExportSubjectPublicKeyInfoPem();
    }

    /// <summary>The 64 bytes X, Y of a P-256 public key in PEM text that holds nothing else.</summary>
    /// <exception cref="CryptographicException">The text is not one PEM public key, or the key is not on P-256.</exception>
    public static byte[] PublicKeyFromPem(string pem)
    {
        // ImportFromPem would also take a private key; whoever passes one here has mixed up two files.
        if (!PemEncoding.TryFind(pem, out PemFields fields) || !pem.AsSpan()[fields.Label].SequenceEqual(PublicLabel))
            throw new CryptographicException("the text holds no PEM block named " + PublicLabel);
        using ECDsa key = ECDsa.Create();
        key.ImportFromPem(pem);
        return ExportPublic(key);
    }

    internal static ECDsa ImportPublic(byte[] publicKey)
    {
        Require.That(P256.IsPublicKey(publicKey), "a public key is 64 bytes of a point on the curve");
        ECParameters parameters = new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = publicKey[..P256.ScalarBytes], Y = publicKey[P256.ScalarBytes..] },
        };
        return ECDsa.Create(parameters);
    }

    internal static byte[] ExportPublic(ECDsa key)
    {
        ECParameters parameters = key.ExportParameters(includePrivateParameters: false);
        if (parameters.Curve.Oid?.Value != CurveOid) throw new CryptographicException("the key is not on P-256");
        return [.. parameters.Q.X!, .. parameters.Q.Y!];
    }
}
