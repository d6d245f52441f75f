using System.Text;
using CarbonMeter.Certificates.Dcc;
using CarbonMeter.Certificates.Signatures;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.TestSupport;
using static CarbonMeter.Certificates.Tests.Signatures.Forgery;

namespace CarbonMeter.Certificates.Tests.Signatures;

/// <summary>
/// Ways to make a certificate say something its signer did not sign, each by name. Where a form itself is refused, the test signs
/// it properly with the laboratory's own key first: it is refused for its form and not because it is broken.
/// </summary>
public class AttackTests
{
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
