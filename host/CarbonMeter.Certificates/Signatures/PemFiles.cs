using System;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Certificates.Signatures;

/// <summary>Files of X.509 things, which come as DER or as text around it (PEM).</summary>
public static class PemFiles
{
    /// <summary>The DER of an X.509 certificate from a DER or PEM file, checked to be one.</summary>
    /// <exception cref="CertificateException">It is none, or there are several.</exception>
    public static byte[] ReadCertificate(byte[] bytes)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(ToDer(bytes, "CERTIFICATE"));
            return certificate.RawData;
        }
        catch (CryptographicException fault)
        {
            throw new CertificateException($"The file is not an X.509 certificate in DER or PEM: {fault.Message}", fault);
        }
    }

    /// <summary>The DER of a revocation list from a DER or PEM file, checked to be one.</summary>
    /// <exception cref="CertificateException">It is none, or there are several.</exception>
    public static byte[] ReadRevocationList(byte[] bytes)
    {
        RevocationList.Read(bytes);
        return ToDer(bytes, "X509 CRL");
    }

    /// <summary>The bytes themselves where they are DER (a sequence), else what the only PEM block of the label holds.</summary>
    internal static byte[] ToDer(byte[] bytes, string label)
    {
        if (bytes.Length > 0 && bytes[0] == 0x30) return bytes;
        var text = Encoding.UTF8.GetString(bytes);
        byte[]? found = null;
        for (var rest = text.AsSpan(); PemEncoding.TryFind(rest, out var fields); rest = rest[fields.Location.End..])
        {
            if (!rest[fields.Label].SequenceEqual(label)) continue;
            if (found is not null) throw new CertificateException($"The file holds several of BEGIN {label}; give one a file.");
            found = Convert.FromBase64String(rest[fields.Base64Data].ToString());
        }
        return found ?? throw new CertificateException($"The file holds neither DER nor a PEM block BEGIN {label}.");
    }
}
