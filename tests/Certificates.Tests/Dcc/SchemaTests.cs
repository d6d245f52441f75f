using System.Text;
using CarbonMeter.Certificates.Dcc;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Certificates.Tests.Dcc;

/// <summary>Validation against the official schemas, where the folder with them is there.</summary>
public sealed class SchemaTests
{
    private const string Unsigned = "dcc_gp_temperature_typical_v12.xml";
    private const string Signed = "dcc_gp_temperature_typical_v12_v3.2.0_signed.xml";
    private const string Manipulated = "dcc_gp_temperature_typical_v12_v3.2.0_signed_manipulated.xml";

    private static DccSchemas Official() => DccSchemas.Load(OutsideData.Require("dcc"));

    private static string Real(string name) => File.ReadAllText(OutsideData.Require("dcc/" + name));

    private static IReadOnlyList<SchemaFinding> Validate(string xml) => Official().Validate(Encoding.UTF8.GetBytes(xml));

    [Fact]
    public void The_folder_holds_two_versions() => Assert.Equal(["3.1.2", "3.2.0"], Official().Versions);

    [Theory]
    [InlineData(Signed)]
    [InlineData(Manipulated)]
    public void The_signed_certificate_is_valid_and_so_is_the_manipulated_one(string name) => Assert.Empty(Validate(Real(name)));

    [Fact]
    public void The_unsigned_certificate_is_of_a_version_without_a_schema_and_valid_by_the_next()
    {
        var fault = Assert.Throws<CertificateException>(() => Validate(Real(Unsigned)));
        Assert.Contains("DCC 3.1.1", fault.Message, StringComparison.Ordinal);
        Assert.Contains("3.1.2, 3.2.0", fault.Message, StringComparison.Ordinal);
        Assert.Empty(Validate(Real(Unsigned).Replace("schemaVersion=\"3.1.1\"", "schemaVersion=\"3.1.2\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_signed_certificate_under_the_older_version_is_invalid_because_that_has_no_signature()
    {
        var finding = Assert.Single(Validate(Real(Signed).Replace("schemaVersion=\"3.2.0\"", "schemaVersion=\"3.1.2\"", StringComparison.Ordinal)));
        Assert.Equal("digitalCalibrationCertificate/Signature", finding.Element);
    }

    [Fact]
    public void The_small_certificate_is_valid() => Assert.Empty(Validate(SmallDcc.Xml));

    [Fact]
    public void Every_certificate_that_is_written_is_valid()
    {
        var schemas = Official();
        for (var seed = 0; seed < 200; seed++)
        {
            var bytes = DccWriter.Write(new RandomCertificates(seed).Next(), "Park");
            var findings = schemas.Validate(bytes);
            Assert.True(findings.Count == 0, $"seed {seed}: {findings.FirstOrDefault()}\n{Encoding.UTF8.GetString(bytes)}");
        }
    }

    [Theory]
    [InlineData("<dcc:performanceLocation>laboratory", "<dcc:performanceLocation>moon", "coreData/performanceLocation")]
    [InlineData("<dcc:release>1</dcc:release>", "", "dccSoftware/software")]
    [InlineData("<dcc:issueDate>2026-03-02</dcc:issueDate>", "<dcc:issuedate>2026-03-02</dcc:issuedate>", "coreData/issuedate")]
    [InlineData("id=\"m1\"", "id=\"1\"", "measurementResults/measurementResult")]
    [InlineData("id=\"m1\"", "ID=\"m1\"", "measurementResults/measurementResult")]
    [InlineData("id=\"m1\"", "refId=\"m2\"", "")]
    [InlineData("<si:coverageFactorXMLList>2<", "<si:coverageFactorXMLList>two<", "coverageFactorXMLList")]
    [InlineData("<dcc:status>afterAdjustment", "<dcc:status>after", "influenceCondition/status")]
    public void What_does_not_follow_the_schema_is_found_with_its_place(string old, string now, string element)
    {
        var xml = SmallDcc.With(old, now);
        int line = xml[..xml.IndexOf(now.Length > 0 ? now : "<dcc:software>", StringComparison.Ordinal)].Split('\n').Length;
        var finding = Validate(xml)[0];
        Assert.EndsWith(element, finding.Element, StringComparison.Ordinal);
        if (element.Length > 0) Assert.Equal(line, finding.Line);
        Assert.NotEmpty(finding.Message);
    }

    [Fact]
    public void Findings_are_told_up_to_twenty() => Assert.Equal(20, Validate(SmallDcc.With("<dcc:statements>", "<dcc:statements>"
        + string.Concat(Enumerable.Repeat("<dcc:statement><dcc:traceable>maybe</dcc:traceable></dcc:statement>", 50)))).Count);

    [Fact]
    public void A_schema_that_a_certificate_brings_along_is_not_believed()
    {
        const string Root = "<dcc:digitalCalibrationCertificate ";
        var located = SmallDcc.With(Root, Root + "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"https://ptb.de/dcc http://127.0.0.1:9/dcc.xsd urn:x http://127.0.0.1:9/x.xsd\" ");
        Assert.Empty(Validate(located));
        const string Inline = "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" targetNamespace=\"https://ptb.de/dcc\"><xs:element name=\"evil\"/></xs:schema>";
        Assert.NotEmpty(Validate(SmallDcc.With("<dcc:customer>", Inline + "<dcc:customer>")));
    }

    [Fact]
    public void A_hostile_certificate_is_refused_before_it_is_validated() =>
        Assert.Throws<CertificateException>(() => Validate(SmallDcc.Xml.Replace("?>", "?><!DOCTYPE d>", StringComparison.Ordinal)));

    [Fact]
    public void A_folder_that_does_not_hold_what_is_needed_is_refused_with_what_to_do()
    {
        var folder = Directory.CreateTempSubdirectory("schemas");
        try
        {
            string Refusal() => Assert.Throws<CertificateException>(() => DccSchemas.Load(folder.FullName).Validate(SmallDcc.Bytes)).Message;
            void Add(string name, string content) => File.WriteAllText(Path.Combine(folder.FullName, name), content);
            string Schema(string nameSpace, string more = "", string content = "") =>
                $"<!DOCTYPE xs:schema><xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" targetNamespace=\"{nameSpace}\" {more}>{content}</xs:schema>";

            Assert.Contains("holds no schema", Refusal(), StringComparison.Ordinal);
            Add("dcc.xsd", "<html/>");
            Assert.Contains("dcc.xsd is not a schema", Refusal(), StringComparison.Ordinal);
            Add("dcc.xsd", "<xs:schema");
            Assert.Contains("dcc.xsd is not a schema", Refusal(), StringComparison.Ordinal);
            Add("dcc.xsd", Schema("https://ptb.de/dcc", "version='3.2.0'", "<xs:import namespace='https://ptb.de/si' schemaLocation='https://ptb.de/si/v2.1.0/SI_Format.xsd'/>"));
            Assert.Contains("one schema of https://ptb.de/si", Refusal(), StringComparison.Ordinal);
            Add("si1.xsd", Schema("https://ptb.de/si", "version='1.3.0'"));
            Add("si2.xsd", Schema("https://ptb.de/si", "version='2.1.1'"));
            Assert.Contains("one schema of https://ptb.de/si", Refusal(), StringComparison.Ordinal);
            Add("si2.xsd", Schema("https://ptb.de/si", "version='2.1.0'"));
            Assert.Contains("has no element digitalCalibrationCertificate", Refusal(), StringComparison.Ordinal);
            Add("dcc.xsd", Schema("https://ptb.de/dcc", "version='3.2.0'", "<xs:element name='digitalCalibrationCertificate' type='missing'/>"));
            Assert.Contains("do not fit together", Refusal(), StringComparison.Ordinal);
            folder.Delete(recursive: true);
            Assert.Contains("no folder", Refusal(), StringComparison.Ordinal);
        }
        finally
        {
            if (Directory.Exists(folder.FullName)) folder.Delete(recursive: true);
        }
    }
}
