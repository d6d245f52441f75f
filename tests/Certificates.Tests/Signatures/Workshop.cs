using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml;
using CarbonMeter.Certificates.Signatures;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Certificates.Tests.Signatures;

/// <summary>An authority, a laboratory and certificates it signed, for tests that break them.</summary>
internal static class Workshop
{
    public const long Day = 86_400;
    public static readonly long SignedAt = new DateTimeOffset(2025, 5, 20, 8, 30, 0, TimeSpan.Zero).ToUnixTimeSeconds();
    public static readonly long ReceivedAt = SignedAt + Day;
    public static readonly DemonstrationAuthority Authority = DemonstrationAuthority.Create("Root", SignedAt - 1000 * Day, SignedAt + 3000 * Day);
    public static readonly SigningIdentity Signer = Authority.IssueSigner("LAB-7", "Laboratory", SignedAt - 100 * Day, SignedAt + 600 * Day);
    public static readonly Laboratory Laboratory = new("LAB-7", "Laboratory", false, [], []);
    public static readonly TrustStore Trust = new([Authority.CertificateDer], []);

    // What canonical forms have to get right: attribute order, default and nested namespaces, CDATA, character references,
    // comments, processing instructions inside and outside, white space in attributes, characters beyond ASCII.
    public static readonly byte[] Unsigned = Encoding.UTF8.GetBytes("""
        <?xml version="1.0" encoding="UTF-8"?>
        <?note before?>
        <!-- before -->
        <dcc:digitalCalibrationCertificate xmlns:dcc="https://ptb.de/dcc" xmlns:si="https://ptb.de/si" schemaVersion="3.2.0">
          <dcc:administrativeData>
            <dcc:coreData b="2" a="1&#9;2" si:c=" x "><dcc:uniqueIdentifier>DEMO-1</dcc:uniqueIdentifier></dcc:coreData>
            <!-- within --><?note within?>
            <item xmlns="urn:a"><inner xmlns=""/><inner xmlns="urn:b" xmlns:si="urn:c" si:x="&lt;&quot;&#xA;"/></item>
            <dcc:name>电能表 Prüfgerät 𝄞 &amp; &#xD; <![CDATA[<as is> & more]]></dcc:name>
          </dcc:administrativeData>
          <dcc:measurementResults><si:value>12.500</si:value><si:unit>\ampere</si:unit></dcc:measurementResults>
        </dcc:digitalCalibrationCertificate>
        <?note after?>
        """);

    public static readonly byte[] Signed = CertificateSigner.Sign(Unsigned, Signer, SignedAt);

    public static string Text => Encoding.UTF8.GetString(Signed);

    public static SignatureVerdict Judge(byte[] bytes) => Judge(bytes, Laboratory, Trust, ReceivedAt);

    /// <summary>The verdict, whose reason must be a sentence with as many gaps as it has arguments.</summary>
    public static SignatureVerdict Judge(byte[] bytes, Laboratory? laboratory, TrustStore trust, long receivedAt)
    {
        var verdict = SignatureChecker.Judge(bytes, laboratory, trust, receivedAt);
        var (english, chinese) = SignatureReasons.Words[verdict.Reason];
        foreach (var sentence in new[] { english, chinese })
            Assert.Equal(Enumerable.Range(0, verdict.Arguments.Count), Enumerable.Range(0, 9).Where(gap => sentence.Contains($"{{{gap}}}", StringComparison.Ordinal)));
        return verdict;
    }

    public static SignatureVerdict Judge(string text) => Judge(Encoding.UTF8.GetBytes(text));

    /// <summary>The signed certificate with a piece of text replaced, which must be there exactly once.</summary>
    public static string Replaced(string from, string to) => Replaced(Text, from, to);

    public static string Replaced(string text, string from, string to)
    {
        Assert.Equal(2, text.Split(from).Length);
        return text.Replace(from, to, StringComparison.Ordinal);
    }

    /// <summary>Everything from one text to the next one after it, both included.</summary>
    public static string Part(string from, string to)
    {
        var at = Text.IndexOf(from, StringComparison.Ordinal);
        var end = Text.IndexOf(to, at + from.Length, StringComparison.Ordinal) + to.Length;
        return Text[at..end];
    }

    public static void AssertInvalid(string reason, SignatureVerdict verdict) =>
        Assert.Equal((Outcome.Invalid, reason), (verdict.Outcome, verdict.Reason));

    /// <summary>A certificate below the authority, with whatever extensions a test wants.</summary>
    public static X509Certificate2 Issue(AsymmetricAlgorithm key, string subject, X509Certificate2 issuer, params X509Extension[] extensions)
    {
        var request = key is ECDsa ecdsa
            ? new CertificateRequest(subject, ecdsa, HashAlgorithmName.SHA256)
            : new CertificateRequest(subject, (RSA)key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        foreach (var extension in extensions) request.CertificateExtensions.Add(extension);
        var (from, to) = (DateTimeOffset.FromUnixTimeSeconds(SignedAt - 90 * Day), DateTimeOffset.FromUnixTimeSeconds(SignedAt + 90 * Day));
        using var made = request.Create(issuer.SubjectName, Generator(issuer), from, to, RandomNumberGenerator.GetBytes(8));
        return key is ECDsa ec ? made.CopyWithPrivateKey(ec) : made.CopyWithPrivateKey((RSA)key);
    }

    /// <summary>
    /// Makes digests and value anew, by whatever algorithms an edited file names: what a signer could have signed on purpose.
    /// </summary>
    public static byte[] Resign(string text, X509Certificate2 signer)
    {
        var document = new XmlDocument { PreserveWhitespace = true };
        document.LoadXml(text);
        var signature = (XmlElement)document.GetElementsByTagName("Signature", SignatureNames.SignatureNamespace)[0]!;
        var references = signature.GetElementsByTagName("Reference", SignatureNames.SignatureNamespace).Cast<XmlElement>().ToArray();
        foreach (var reference in references)
        {
            var form = reference.GetElementsByTagName("Transform", SignatureNames.SignatureNamespace).Cast<XmlElement>()
                .Select(static one => one.GetAttribute("Algorithm")).LastOrDefault(static one => one != SignatureNames.EnvelopedTransform) ?? SignatureNames.Inclusive10;
            var hash = SignatureNames.Digest(((XmlElement)reference.GetElementsByTagName("DigestMethod", SignatureNames.SignatureNamespace)[0]!).GetAttribute("Algorithm"));
            byte[] canonical;
            if (reference.HasAttribute("Type"))
                canonical = CanonicalForm.OfPart((XmlElement)signature.GetElementsByTagName("SignedProperties", SignatureNames.PropertiesNamespace)[0]!, form);
            else
            {
                var without = (XmlDocument)document.CloneNode(true);
                var inside = without.GetElementsByTagName("Signature", SignatureNames.SignatureNamespace)[0]!;
                inside.ParentNode!.RemoveChild(inside);
                if (reference.GetAttribute("URI").Length > 0)
                    foreach (var node in without.ChildNodes.Cast<XmlNode>().Where(static one => one is not XmlElement).ToArray()) without.RemoveChild(node);
                canonical = CanonicalForm.OfDocument(without, form);
            }
            reference["DigestValue", SignatureNames.SignatureNamespace]!.InnerText = Convert.ToBase64String(CryptographicOperations.HashData(hash, canonical));
        }
        var info = signature["SignedInfo", SignatureNames.SignatureNamespace]!;
        var data = CanonicalForm.OfPart(info, info["CanonicalizationMethod", SignatureNames.SignatureNamespace]!.GetAttribute("Algorithm"));
        var method = SignatureNames.Method(info["SignatureMethod", SignatureNames.SignatureNamespace]!.GetAttribute("Algorithm"));
        using var key = SigningIdentity.Key(signer);
        signature["SignatureValue", SignatureNames.SignatureNamespace]!.InnerText = Convert.ToBase64String(key is ECDsa ecdsa
            ? ecdsa.SignData(data, method.Hash)
            : ((RSA)key).SignData(data, method.Hash, RSASignaturePadding.Pkcs1));
        return CertificateSigner.Save(document);
    }

    private static X509SignatureGenerator Generator(X509Certificate2 issuer) => SigningIdentity.Key(issuer) is ECDsa ecdsa
        ? X509SignatureGenerator.CreateForECDsa(ecdsa)
        : X509SignatureGenerator.CreateForRSA((RSA)SigningIdentity.Key(issuer), RSASignaturePadding.Pkcs1);
}
