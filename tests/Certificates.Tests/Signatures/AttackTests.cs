using System.Security.Cryptography;
using System.Text;
using CarbonMeter.Certificates.Dcc;
using CarbonMeter.Certificates.Signatures;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Certificates.Tests.Signatures;

/// <summary>
/// Ways to make a certificate say something its signer did not sign, each by name. Where a form itself is refused, the test signs
/// it properly with the laboratory's own key first: it is refused for its form and not because it is broken.
/// </summary>
public class AttackTests
{
    private const string RootEnd = "</dcc:digitalCalibrationCertificate>";
    private static string Signature => Workshop.Part("<ds:Signature ", "</ds:Signature>");
    private static string SignatureId => Workshop.Part(" Id=\"signature-", "\"")[5..^1];
    private static string PropertiesReference => Workshop.Part("<ds:Reference Type=", "</ds:Reference>");
    private static string KeyInfo => Workshop.Part("<ds:KeyInfo>", "</ds:KeyInfo>");
    private static string Properties => Workshop.Part("<xades:SignedProperties ", "</xades:SignedProperties>");
    private static string Method(string algorithm) => $"<ds:SignatureMethod Algorithm=\"{algorithm}\" />";

    /// <summary>Signed by the laboratory as edited, and still refused.</summary>
    private static void RefusedThoughSigned(string reason, string from, string to) =>
        Workshop.AssertInvalid(reason, Workshop.Judge(Workshop.Resign(Workshop.Replaced(from, to), Workshop.Signer.Certificate)));

    private static void Refused(string reason, string from, string to) => Workshop.AssertInvalid(reason, Workshop.Judge(Workshop.Replaced(from, to)));

    [Theory]
    [InlineData("12.500", "12.501")]
    [InlineData("schemaVersion=\"3.2.0\"", "schemaVersion=\"3.2.1\"")]
    [InlineData("<?note within?>", "")]
    [InlineData("<?note after?>", "<?note otherwise?>")]
    [InlineData("xmlns:si=\"https://ptb.de/si\"", "xmlns:si=\"https://ptb.de/xi\"")]
    [InlineData("<si:unit>\\ampere</si:unit>", "<si:unit>\\volt</si:unit>")]
    [InlineData("<si:unit>", "<si:unit> ")]
    [InlineData("<dcc:measurementResults>", "<dcc:measurementResults><si:more/>")]
    public void Edited_content(string from, string to) => Refused(SignatureReasons.ContentChanged, from, to);

    [Fact]
    public void Signature_taken_off()
    {
        Workshop.AssertInvalid(SignatureReasons.Missing, Workshop.Judge(Workshop.Unsigned));
        Refused(SignatureReasons.Missing, Signature, "");
    }

    [Fact]
    public void Signature_of_another_certificate()
    {
        var other = Encoding.UTF8.GetString(Workshop.Unsigned).Replace("DEMO-1", "DEMO-2", StringComparison.Ordinal);
        Workshop.AssertInvalid(SignatureReasons.ContentChanged, Workshop.Judge(Workshop.Replaced(other, RootEnd, Signature + RootEnd)));
    }

    [Fact]
    public void Wrapping_the_signed_certificate_goes_into_the_signature_of_a_forged_one()
    {
        // The forged root bears the signature, the signed one hides where the enveloped transform takes it out of sight.
        var original = Workshop.Part("<dcc:digitalCalibrationCertificate ", RootEnd);
        var forged = Encoding.UTF8.GetString(Workshop.Unsigned).Replace("12.500", "99.999", StringComparison.Ordinal);
        var hidden = Signature.Replace("</ds:Signature>", $"<ds:Object>{original.Replace(Signature, "", StringComparison.Ordinal)}</ds:Object></ds:Signature>", StringComparison.Ordinal);
        Workshop.AssertInvalid(SignatureReasons.FormRefused, Workshop.Judge(Workshop.Replaced(forged, RootEnd, hidden + RootEnd)));
    }

    [Fact]
    public void Wrapping_the_signed_certificate_goes_beside_forged_results()
    {
        // A good signature by id: as it stands it is valid ...
        var text = Workshop.Replaced("<dcc:digitalCalibrationCertificate ", "<dcc:digitalCalibrationCertificate Id=\"whole\" ");
        text = Workshop.Replaced(text, "URI=\"\"", "URI=\"#whole\"");
        var good = Encoding.UTF8.GetString(Workshop.Resign(text, Workshop.Signer.Certificate));
        Assert.Equal(Outcome.Valid, Workshop.Judge(good).Outcome);

        // ... and put below a forged root, with the signature inside it or moved up, it is not.
        var body = good[good.IndexOf("<dcc:digital", StringComparison.Ordinal)..(good.IndexOf(RootEnd, StringComparison.Ordinal) + RootEnd.Length)];
        string Forged(string inside) => $"<dcc:digitalCalibrationCertificate xmlns:dcc=\"https://ptb.de/dcc\">forged{inside}</dcc:digitalCalibrationCertificate>";
        Workshop.AssertInvalid(SignatureReasons.Misplaced, Workshop.Judge(Forged(body)));
        var signature = body[body.IndexOf("<ds:Signature ", StringComparison.Ordinal)..body.IndexOf(RootEnd, StringComparison.Ordinal)];
        Workshop.AssertInvalid(SignatureReasons.RefersElsewhere, Workshop.Judge(Forged(body.Replace(signature, "", StringComparison.Ordinal) + signature)));

        // Nor where both roots claim the id.
        var twice = Forged(body.Replace(signature, "", StringComparison.Ordinal) + signature).Replace("<dcc:digitalCalibrationCertificate xmlns:dcc=\"https://ptb.de/dcc\">forged", "<dcc:digitalCalibrationCertificate Id=\"whole\" xmlns:dcc=\"https://ptb.de/dcc\">forged", StringComparison.Ordinal);
        var verdict = Workshop.Judge(twice);
        Workshop.AssertInvalid(SignatureReasons.Unreadable, verdict);
        Assert.Contains("a second time", verdict.Arguments[0]);
    }

    [Theory]
    [InlineData("ID")]
    [InlineData("id")]
    [InlineData("xml:id")]
    public void One_id_on_two_elements(string name)
    {
        var verdict = Workshop.Judge(Workshop.Replaced("<dcc:coreData ", $"<dcc:coreData {name}=\"{SignatureId}-properties\" "));
        Workshop.AssertInvalid(SignatureReasons.Unreadable, verdict);
        Assert.Contains("a second time", verdict.Arguments[0]);
    }

    [Fact]
    public void Second_signature_beside_the_first() =>
        Refused(SignatureReasons.Several, RootEnd, Signature.Replace(SignatureId, "other", StringComparison.Ordinal) + RootEnd);

    [Fact]
    public void Second_signature_within_the_first() => Refused(SignatureReasons.Several, "</ds:Object>",
        Signature.Replace(SignatureId, "other", StringComparison.Ordinal) + "</ds:Object>");

    [Fact]
    public void Signature_not_directly_in_the_certificate() =>
        RefusedThoughSigned(SignatureReasons.Misplaced, Signature, $"<dcc:comment>{Signature}</dcc:comment>");

    [Theory]
    [InlineData("http://www.w3.org/TR/1999/REC-xpath-19991116", "<ds:XPath>not(ancestor-or-self::si:value)</ds:XPath>", SignatureReasons.FormRefused)]
    [InlineData("http://www.w3.org/TR/1999/REC-xslt-19991116", "<x:stylesheet xmlns:x=\"http://www.w3.org/1999/XSL/Transform\" />", SignatureReasons.FormRefused)]
    [InlineData("http://www.w3.org/2002/06/xmldsig-filter2", "", SignatureReasons.AlgorithmRefused)]
    [InlineData("http://www.w3.org/2000/09/xmldsig#base64", "", SignatureReasons.AlgorithmRefused)]
    [InlineData("http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments", "", SignatureReasons.AlgorithmRefused)]
    public void Transform_that_signs_less_than_is_read(string algorithm, string inside, string reason) => Refused(reason,
        $"<ds:Transform Algorithm=\"{SignatureNames.Inclusive10}\" />", $"<ds:Transform Algorithm=\"{algorithm}\">{inside}</ds:Transform>");

    [Fact]
    public void Transform_more_than_needed() => RefusedThoughSigned(SignatureReasons.FormRefused,
        $"<ds:Transform Algorithm=\"{SignatureNames.Inclusive10}\" />",
        $"<ds:Transform Algorithm=\"{SignatureNames.Inclusive10}\" /><ds:Transform Algorithm=\"{SignatureNames.Inclusive10}\" />");

    [Fact]
    public void Transform_parameters_that_change_the_canonical_form() => Refused(SignatureReasons.FormRefused,
        $"<ds:CanonicalizationMethod Algorithm=\"{SignatureNames.Exclusive}\" />",
        $"<ds:CanonicalizationMethod Algorithm=\"{SignatureNames.Exclusive}\"><InclusiveNamespaces xmlns=\"{SignatureNames.Exclusive}\" PrefixList=\"si\"/></ds:CanonicalizationMethod>");

    [Theory]
    [InlineData("http://example.invalid/other.xml")]
    [InlineData("file:///etc/passwd")]
    [InlineData("other.xml")]
    [InlineData("#elsewhere")]
    [InlineData("#xpointer(/)")]
    [InlineData("#")]
    public void Reference_to_something_else(string uri)
    {
        Refused(SignatureReasons.RefersElsewhere, "URI=\"\"", $"URI=\"{uri}\"");
        Refused(SignatureReasons.RefersElsewhere, $"URI=\"#{SignatureId}-properties\"", $"URI=\"{uri}\"");
    }

    [Fact]
    public void Reference_to_nothing_in_particular() => Refused(SignatureReasons.FormRefused, " URI=\"\"", "");

    [Fact]
    public void Reference_to_the_properties_only()
    {
        var document = Workshop.Part("<ds:Reference Id=", "</ds:Reference>");
        RefusedThoughSigned(SignatureReasons.FormRefused, document, "");
    }

    [Fact]
    public void Reference_to_a_third_thing() => Refused(SignatureReasons.RefersElsewhere, "</ds:SignedInfo>",
        PropertiesReference.Replace("-properties", "-value", StringComparison.Ordinal) + "</ds:SignedInfo>");

    [Fact]
    public void Reference_to_a_list_of_references() => Refused(SignatureReasons.RefersElsewhere,
        SignatureNames.PropertiesType, "http://www.w3.org/2000/09/xmldsig#Manifest");

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
        var verdict = SignatureChecker.Judge(Workshop.Resign(text, forger), Workshop.Laboratory, Workshop.Trust, Workshop.ReceivedAt);
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

    [Fact]
    public void Comment_that_cuts_a_value_in_two()
    {
        // Comments are no part of what is signed, so the signature holds; the reader must not see another value because of one.
        var signed = File.ReadAllText(OutsideData.Require("dcc/dcc_gp_temperature_typical_v12_v3.2.0_signed.xml"));
        var text = Workshop.Replaced(signed, "<dcc:uniqueIdentifier>GP_DCC_temperature_typical_1.2", "<dcc:uniqueIdentifier>GP_DCC_<!-- -->temperature_<!---->typical_1.2");
        Assert.True(SignatureChecker.IsIntact(Encoding.UTF8.GetBytes(text)));
        Assert.Equal(DccReader.Read(Encoding.UTF8.GetBytes(signed)).Id, DccReader.Read(Encoding.UTF8.GetBytes(text)).Id);
    }

    [Fact]
    public void Document_type_with_entities()
    {
        var text = Workshop.Text.Insert(Workshop.Text.IndexOf("<dcc:digital", StringComparison.Ordinal), "<!DOCTYPE dcc:digitalCalibrationCertificate [<!ENTITY e \"x\">]>");
        Workshop.AssertInvalid(SignatureReasons.Unreadable, Workshop.Judge(text));
    }

    [Fact]
    public void Text_that_makes_a_terminal_do_things()
    {
        var verdict = Workshop.Judge(Workshop.Replaced(Method(SignatureNames.EcdsaSha256), Method("a\u009b31mb" + new string('x', 3000))));
        Workshop.AssertInvalid(SignatureReasons.AlgorithmRefused, verdict);
        Assert.DoesNotContain(verdict.Arguments[0], char.IsControl);
        Assert.InRange(verdict.Arguments[0].Length, 1, 400);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no xml")]
    [InlineData("<a/>")]
    [InlineData("<a><ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"/></a>")]
    public void Something_else_altogether(string text) => Assert.Equal(Outcome.Invalid, Workshop.Judge(text).Outcome);
}
