using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using CarbonMeter.Certificates.Signatures;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Certificates.Tests.Signatures;

/// <summary>xmlsec1, another implementation of everything between XML and the key, agrees on what is signed here and there.</summary>
public class XmlSecTests
{
    private const string Sha384 = "http://www.w3.org/2001/04/xmldsig-more#sha384", Sha512 = "http://www.w3.org/2001/04/xmlenc#sha512";

    private static (int ExitCode, string Output) Verify(byte[] signed, X509Certificate2 root, long atUnixSeconds)
    {
        OutsideTool.Require("xmlsec1", "xmlsec1");
        using var folder = new TemporaryFolder();
        folder.Write("certificate.xml", signed);
        folder.Write("root.pem", Encoding.ASCII.GetBytes(root.ExportCertificatePem()));
        return OutsideTool.Run(folder.Path, "xmlsec1", "--verify", "--id-attr:Id", $"{SignatureNames.PropertiesNamespace}:SignedProperties",
            "--trusted-pem", "root.pem", "--verification-time", Names.Time(atUnixSeconds)[..19].Replace('T', ' '), "certificate.xml");
    }

    [Fact]
    public void What_is_signed_here_is_valid_there()
    {
        var (exitCode, output) = Verify(Workshop.Signed, Workshop.Authority.Identity.Certificate, Workshop.SignedAt);
        Assert.True(exitCode == 0, output);
        (exitCode, _) = Verify(Encoding.UTF8.GetBytes(Workshop.Replaced("12.500", "12.501")), Workshop.Authority.Identity.Certificate, Workshop.SignedAt);
        Assert.NotEqual(0, exitCode);
    }

    /// <summary>Every method, digest and canonical form that is accepted, each with some others.</summary>
    public static TheoryData<string, string, string, string, string, string> Forms => new()
    {
        { "P-256", "ecdsa-sha256", SignatureNames.Sha256, SignatureNames.Exclusive, SignatureNames.Inclusive10, SignatureNames.Exclusive },
        { "P-256", "ecdsa-sha512", Sha512, SignatureNames.Inclusive10, SignatureNames.Exclusive, SignatureNames.Inclusive11 },
        { "P-384", "ecdsa-sha384", Sha384, SignatureNames.Inclusive11, SignatureNames.Inclusive11, SignatureNames.Inclusive10 },
        { "P-521", "ecdsa-sha512", Sha512, SignatureNames.Exclusive, SignatureNames.Inclusive11, SignatureNames.Exclusive },
        { "RSA-2048", "rsa-sha256", SignatureNames.Sha256, SignatureNames.Inclusive10, SignatureNames.Inclusive10, SignatureNames.Inclusive10 },
        { "RSA-2048", "rsa-sha384", Sha384, SignatureNames.Exclusive, SignatureNames.Exclusive, SignatureNames.Inclusive11 },
        { "RSA-2048", "rsa-sha512", Sha512, SignatureNames.Inclusive11, SignatureNames.Inclusive10, SignatureNames.Exclusive },
    };

    [Theory, MemberData(nameof(Forms))]
    public void Every_accepted_form_is_accepted_here_and_there(string kind, string method, string digest, string infoForm, string form, string propertiesForm)
    {
        using var key = SigningTests.NewKey(kind);
        using var signer = Workshop.Issue(key, "CN=LAB-7", Workshop.Authority.Identity.Certificate);
        var text = Workshop.Text.Replace(SignatureNames.Sha256, digest, StringComparison.Ordinal);
        text = Workshop.Replaced(text, Convert.ToBase64String(Workshop.Signer.Certificate.RawData), Convert.ToBase64String(signer.RawData));
        var signerDigest = Convert.ToBase64String(CryptographicOperations.HashData(SignatureNames.Digest(digest), signer.RawData));
        text = Workshop.Replaced(text, Convert.ToBase64String(SHA256.HashData(Workshop.Signer.Certificate.RawData)), signerDigest);
        text = Workshop.Replaced(text, SignatureNames.EcdsaSha256, "http://www.w3.org/2001/04/xmldsig-more#" + method);
        text = Workshop.Replaced(text, $"<ds:CanonicalizationMethod Algorithm=\"{SignatureNames.Exclusive}\"", $"<ds:CanonicalizationMethod Algorithm=\"{infoForm}\"");
        text = Workshop.Replaced(text, $"<ds:Transform Algorithm=\"{SignatureNames.Exclusive}\"", $"<ds:Transform Algorithm=\"properties\"");
        text = Workshop.Replaced(text, $"<ds:Transform Algorithm=\"{SignatureNames.Inclusive10}\"", $"<ds:Transform Algorithm=\"{form}\"");
        text = Workshop.Replaced(text, "<ds:Transform Algorithm=\"properties\"", $"<ds:Transform Algorithm=\"{propertiesForm}\"");
        var signed = Workshop.Resign(text, signer);
        Assert.Equal(Outcome.Valid, Workshop.Judge(signed).Outcome);
        var (exitCode, output) = Verify(signed, Workshop.Authority.Identity.Certificate, Workshop.SignedAt);
        Assert.True(exitCode == 0, output);
    }

    [Theory]
    [InlineData(SignatureNames.Inclusive10)]
    [InlineData(SignatureNames.Inclusive11)]
    [InlineData(SignatureNames.Exclusive)]
    public void What_is_signed_there_is_intact_here(string form)
    {
        OutsideTool.Require("xmlsec1", "xmlsec1");
        using var folder = new TemporaryFolder();
        folder.Write("key.pem", Encoding.ASCII.GetBytes(Workshop.Signer.ToPem()));
        folder.Write("signer.pem", Encoding.ASCII.GetBytes(Workshop.Signer.Certificate.ExportCertificatePem()));
        // Plain, without properties: intact, by a known signer, but nobody can tell when.
        var template = $"""
            <ds:Signature xmlns:ds="{SignatureNames.SignatureNamespace}"><ds:SignedInfo><ds:CanonicalizationMethod Algorithm="{form}"/>
            <ds:SignatureMethod Algorithm="{SignatureNames.EcdsaSha256}"/><ds:Reference URI=""><ds:Transforms>
            <ds:Transform Algorithm="{SignatureNames.EnvelopedTransform}"/><ds:Transform Algorithm="{form}"/></ds:Transforms>
            <ds:DigestMethod Algorithm="{SignatureNames.Sha256}"/><ds:DigestValue/></ds:Reference></ds:SignedInfo><ds:SignatureValue/>
            <ds:KeyInfo><ds:X509Data/></ds:KeyInfo></ds:Signature></dcc:digitalCalibrationCertificate>
            """;
        folder.Write("template.xml", Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Workshop.Unsigned).Replace("</dcc:digitalCalibrationCertificate>", template, StringComparison.Ordinal)));
        var (exitCode, output) = OutsideTool.Run(folder.Path, "xmlsec1", "--sign", "--privkey-pem", "key.pem,signer.pem", "--output", "signed.xml", "template.xml");
        Assert.True(exitCode == 0, output);
        var signed = File.ReadAllBytes(Path.Combine(folder.Path, "signed.xml"));
        var verdict = Workshop.Judge(signed);
        Assert.Equal((Outcome.CannotTell, SignatureReasons.TimeMissing), (verdict.Outcome, verdict.Reason));
        Assert.Equal(Workshop.Signer.Certificate.Subject, verdict.SignerName);
        var changed = Encoding.UTF8.GetString(signed).Replace("12.500", "12.501", StringComparison.Ordinal);
        Workshop.AssertInvalid(SignatureReasons.ContentChanged, Workshop.Judge(changed));
    }

    [Fact]
    public void The_real_certificate_is_valid_there_too()
    {
        OutsideTool.Require("xmlsec1", "xmlsec1");
        string[] Arguments(string file) =>
        [
            "--verify", "--id-attr:Id", $"{SignatureNames.PropertiesNamespace}:SignedProperties",
            "--trusted-pem", OutsideData.Require("dcc/root.crt"), "--untrusted-pem", OutsideData.Require("dcc/sub.crt"),
            "--verification-time", "2023-03-27 15:14:30", OutsideData.Require(file),
        ];
        var (exitCode, output) = OutsideTool.Run(".", "xmlsec1", Arguments("dcc/dcc_gp_temperature_typical_v12_v3.2.0_signed.xml"));
        Assert.True(exitCode == 0, output);
        (exitCode, _) = OutsideTool.Run(".", "xmlsec1", Arguments("dcc/dcc_gp_temperature_typical_v12_v3.2.0_signed_manipulated.xml"));
        Assert.NotEqual(0, exitCode);
    }
}
