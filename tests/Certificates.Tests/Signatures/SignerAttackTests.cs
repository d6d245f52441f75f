using System.Security.Cryptography;
using CarbonMeter.Certificates.Signatures;
using CarbonMeter.Domain.Traceability;
using static CarbonMeter.Certificates.Tests.Signatures.Forgery;

namespace CarbonMeter.Certificates.Tests.Signatures;

/// <summary>Ways to pass for another signer, another time or another key, each by name.</summary>
public class SignerAttackTests
{
    [Fact]
    public void Shared_secret_in_place_of_a_key_pair()
    {
        // The classic confusion: whoever knows the public key knows the secret.
        Refused(SignatureReasons.AlgorithmRefused, Method(SignatureNames.EcdsaSha256), Method("http://www.w3.org/2001/04/xmldsig-more#hmac-sha256"));
        Refused(SignatureReasons.FormRefused, Method(SignatureNames.EcdsaSha256),
            $"<ds:SignatureMethod Algorithm=\"{SignatureNames.EcdsaSha256}\"><ds:HMACOutputLength>1</ds:HMACOutputLength></ds:SignatureMethod>");
    }

    [Theory]
    [InlineData("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha1")]
    [InlineData("http://www.w3.org/2000/09/xmldsig#rsa-sha1")]
    [InlineData("http://www.w3.org/2000/09/xmldsig#dsa-sha1")]
    [InlineData("http://www.w3.org/2001/04/xmldsig-more#rsa-md5")]
    [InlineData("")]
    public void Weak_signature_method(string method) => Refused(SignatureReasons.AlgorithmRefused, Method(SignatureNames.EcdsaSha256), Method(method));

    [Fact]
    public void Weak_digest()
    {
        const string Sha1 = "http://www.w3.org/2000/09/xmldsig#sha1";
        foreach (var part in new[] { Workshop.Part("<ds:Reference Id=", "</ds:Reference>"), PropertiesReference, Properties })
            Refused(SignatureReasons.AlgorithmRefused, part, part.Replace(SignatureNames.Sha256, Sha1, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("<ds:RetrievalMethod URI=\"http://example.invalid/key\" />")]
    [InlineData("<x:SecurityTokenReference xmlns:x=\"urn:x\" />")]
    public void Key_to_be_fetched(string what) => Refused(SignatureReasons.FormRefused, KeyInfo, KeyInfo.Replace("<ds:X509Data>", what + "<ds:X509Data>", StringComparison.Ordinal));

    [Fact]
    public void Key_of_the_forger_beside_the_certificate_of_the_laboratory()
    {
        using var forger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = $"<ds:KeyValue><x:ECKeyValue xmlns:x=\"urn:x\">{Convert.ToBase64String(forger.ExportSubjectPublicKeyInfo())}</x:ECKeyValue></ds:KeyValue>";
        using var signer = Workshop.Issue(forger, "CN=LAB-7", Workshop.Signer.Certificate);
        var text = Workshop.Replaced(KeyInfo, KeyInfo.Replace("<ds:X509Data>", key + "<ds:X509Data>", StringComparison.Ordinal));
        Assert.Equal(Outcome.Valid, Workshop.Judge(text).Outcome);
        Workshop.AssertInvalid(SignatureReasons.WrongKey, Workshop.Judge(Workshop.Resign(text, signer)));
    }

    [Fact]
    public void Certificate_of_the_forger_in_place_of_the_signers()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var forger = Workshop.Issue(key, "CN=LAB-7", Workshop.Signer.Certificate);
        var text = Workshop.Replaced(Convert.ToBase64String(Workshop.Signer.Certificate.RawData), Convert.ToBase64String(forger.RawData));
        Workshop.AssertInvalid(SignatureReasons.SignerNotNamed, Workshop.Judge(text));
        Workshop.AssertInvalid(SignatureReasons.SignerNotNamed, Workshop.Judge(Workshop.Replaced(KeyInfo, "<ds:KeyInfo/>")));
        // Named as signer too: now nothing of the laboratory is left, and its own key makes it no authority.
        text = Workshop.Replaced(text, Convert.ToBase64String(SHA256.HashData(Workshop.Signer.Certificate.RawData)), Convert.ToBase64String(SHA256.HashData(forger.RawData)));
        var verdict = Workshop.Judge(Workshop.Resign(text, forger), Workshop.Laboratory, Workshop.Trust, Workshop.ReceivedAt);
        Assert.Equal((Outcome.CannotTell, SignatureReasons.NoTrustedAuthority), (verdict.Outcome, verdict.Reason));
    }

    [Fact]
    public void Signer_not_named_in_what_is_signed() => RefusedThoughSigned(SignatureReasons.SignerNotNamed,
        Workshop.Part("<xades:SigningCertificateV2>", "</xades:SigningCertificateV2>"), "");

    [Fact]
    public void Crowd_of_certificates() => Refused(SignatureReasons.FormRefused, KeyInfo, KeyInfo.Replace("</ds:X509Data>",
        string.Concat(Enumerable.Repeat($"<ds:X509Certificate>{Convert.ToBase64String(Workshop.Authority.CertificateDer)}</ds:X509Certificate>", SignatureSyntax.CertificatesMax))
        + "</ds:X509Data>", StringComparison.Ordinal));

    [Fact]
    public void Back_dated_by_another_time_of_signing() => Refused(SignatureReasons.PropertiesChanged, Names.Time(Workshop.SignedAt), Names.Time(Workshop.SignedAt - Workshop.Day));

    [Fact]
    public void Time_of_signing_that_is_not_signed()
    {
        RefusedThoughSigned(SignatureReasons.PropertiesNotSigned, PropertiesReference, "");
        var unsigned = Workshop.Part("<xades:SigningTime>", "</xades:SigningTime>");
        var text = Workshop.Replaced(unsigned, "");
        text = Workshop.Replaced(text, "</xades:SignedProperties>", $"</xades:SignedProperties><xades:UnsignedProperties>{unsigned}</xades:UnsignedProperties>");
        var verdict = Workshop.Judge(Workshop.Resign(text, Workshop.Signer.Certificate));
        Assert.Equal((Outcome.CannotTell, SignatureReasons.TimeMissing, null), (verdict.Outcome, verdict.Reason, verdict.SignedAtUnixSeconds));
    }

    [Theory]
    [InlineData("2025-05-20T08:30:00", Outcome.CannotTell, SignatureReasons.TimeMissing)]
    [InlineData("2025-05-20T08:30:00.25+02:00", Outcome.Valid, SignatureReasons.HoldsWithoutList)]
    [InlineData("2025-05-20", Outcome.Invalid, SignatureReasons.FormRefused)]
    [InlineData("2025-02-30T08:30:00Z", Outcome.Invalid, SignatureReasons.FormRefused)]
    [InlineData("0001-01-01T00:00:00+14:00", Outcome.Invalid, SignatureReasons.FormRefused)]
    [InlineData("0001-01-01T00:00:00Z", Outcome.Invalid, SignatureReasons.NotInForce)]
    [InlineData("9999-12-31T23:59:59Z", Outcome.Invalid, SignatureReasons.SignedAfterReceipt)]
    [InlineData("", Outcome.Invalid, SignatureReasons.FormRefused)]
    public void Time_of_signing_that_names_no_moment(string time, Outcome outcome, string reason)
    {
        var verdict = Workshop.Judge(Workshop.Resign(Workshop.Replaced(Names.Time(Workshop.SignedAt), time), Workshop.Signer.Certificate));
        Assert.Equal((outcome, reason), (verdict.Outcome, verdict.Reason));
    }

    [Fact]
    public void Properties_of_another_signature() => RefusedThoughSigned(SignatureReasons.FormRefused, $"Target=\"#{SignatureId}\"", "Target=\"#other\"");

    [Fact]
    public void Properties_outside_the_signature()
    {
        // The reference resolves, for a program that looks ids up, to properties that are no part of this signature.
        var outside = Properties.Replace($"{SignatureId}-properties", "outside", StringComparison.Ordinal).Replace("<xades:SignedProperties ", $"<xades:SignedProperties xmlns:xades=\"{SignatureNames.PropertiesNamespace}\" xmlns:ds=\"{SignatureNames.SignatureNamespace}\" ", StringComparison.Ordinal);
        var text = Workshop.Replaced(RootEnd, $"<dcc:comment>{outside}</dcc:comment>{RootEnd}");
        Workshop.AssertInvalid(SignatureReasons.RefersElsewhere, Workshop.Judge(Workshop.Replaced(text, $"URI=\"#{SignatureId}-properties\"", "URI=\"#outside\"")));
    }

    [Fact]
    public void Properties_twice() => RefusedThoughSigned(SignatureReasons.FormRefused, "</xades:SignedProperties>",
        "</xades:SignedProperties>" + Properties.Replace(SignatureId, "other", StringComparison.Ordinal));

    [Fact]
    public void Object_more_than_the_properties() => Refused(SignatureReasons.FormRefused, "</ds:Signature>", "<ds:Object/></ds:Signature>");

    [Fact]
    public void Attribute_that_canonical_forms_inherit_differently()
    {
        var text = Workshop.Replaced("<dcc:digitalCalibrationCertificate ", "<dcc:digitalCalibrationCertificate xml:base=\"http://example.invalid/\" ");
        // Exclusive form inherits nothing, so nothing is in doubt.
        Assert.Equal(Outcome.Valid, Workshop.Judge(Workshop.Resign(text, Workshop.Signer.Certificate)).Outcome);
        foreach (var form in new[] { SignatureNames.Inclusive10, SignatureNames.Inclusive11 })
        {
            var inclusive = Workshop.Replaced(text, $"<ds:CanonicalizationMethod Algorithm=\"{SignatureNames.Exclusive}\" />", $"<ds:CanonicalizationMethod Algorithm=\"{form}\" />");
            Workshop.AssertInvalid(SignatureReasons.AttributeInherited, Workshop.Judge(inclusive));
        }
    }

    [Fact]
    public void Signature_value_that_always_verifies()
    {
        var value = Workshop.Part("<ds:SignatureValue>", "</ds:SignatureValue>");
        foreach (var forged in new[] { new byte[64], [], new byte[1], [.. Convert.FromBase64String(value[19..^20]), 0], Enumerable.Repeat((byte)255, 64).ToArray(), new byte[100_000] })
            Refused(SignatureReasons.WrongKey, value, $"<ds:SignatureValue>{Convert.ToBase64String(forged)}</ds:SignatureValue>");
        Refused(SignatureReasons.FormRefused, value, "<ds:SignatureValue>?</ds:SignatureValue>");
    }
}
