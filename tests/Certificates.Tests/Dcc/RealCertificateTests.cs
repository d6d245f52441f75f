using System.Security.Cryptography;
using CarbonMeter.Certificates.Dcc;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Certificates.Tests.Dcc;

/// <summary>The example certificate of PTB, in two schema versions.</summary>
public sealed class RealCertificateTests
{
    private static byte[] Bytes(string name) => File.ReadAllBytes(OutsideData.Require("dcc/" + name));

    [Theory]
    [InlineData("dcc_gp_temperature_typical_v12.xml", "3.1.1")]
    [InlineData("dcc_gp_temperature_typical_v12_v3.2.0_signed.xml", "3.2.0")]
    public void The_temperature_certificate_says_what_it_is_known_to_say(string name, string version)
    {
        var bytes = Bytes(name);
        var certificate = DccReader.Read(bytes);
        Assert.Equal(SHA256.HashData(bytes), certificate.Hash);
        Assert.Equal(version, certificate.SchemaVersion);
        Assert.Equal("GP_DCC_temperature_typical_1.2", certificate.Id);
        Assert.Equal("DE", certificate.CountryCode);
        Assert.Equal(new DateOnly(1957, 8, 13), certificate.PerformedFrom);
        Assert.Equal(new DateOnly(1957, 8, 13), certificate.PerformedTo);
        Assert.Null(certificate.IssuedOn);
        Assert.Equal(new DateOnly(1959, 10, 22), certificate.ValidUntil);
        Assert.Null(certificate.PreviousReport);
        Assert.Null(certificate.LaboratoryCode);
        Assert.Equal("Kalibrierfirma GmbH", certificate.LaboratoryName);
        Assert.Equal(["Michaela Musterfrau", "Michael Mustermann"], certificate.ResponsiblePersons);
        var item = Assert.Single(certificate.Items);
        Assert.Equal(("String", "String"), (item.Manufacturer, item.Model));
        Assert.Equal([new Identification("manufacturer", "string-manufacturer-item"), new Identification("customer", "string-customer-item"),
            new Identification("calibrationLaboratory", "string-calibrationLaboratory-item")], item.Identifications);
        Assert.Equal(["", "basic_validityRange", "basic_conformity", "basic_recalibration"], certificate.Statements.Select(each => each.RefType));
        Assert.Equal(["ISO/IEC 17025:2018-03"], certificate.Statements[0].Norms);
        Assert.True(certificate.Statements[2].Conforms);
        Assert.Equal(["GUM", "DKD-R 5-1:2018"], certificate.Methods);
        var standard = Assert.Single(certificate.Standards);
        Assert.Equal("Pt 100 Widerstandsthermometer", standard.Name);
        Assert.Equal([new Identification("manufacturer", "string-manufacturer-measuringEquipment-1")], standard.Identifications);
        Assert.Null(standard.Certificate);
        Assert.Equal([new Condition("immersionDepth", 0.1m, 0.1m, @"\metre"), new Condition("temperature", 293m, 299m, @"\kelvin"),
            new Condition("relativeHumidity", 0.20m, 0.70m, @"\one")], certificate.Environment);
        Assert.Null(certificate.Meter);
        Assert.False(certificate.IsDemonstration);
    }

    [Theory]
    [InlineData("dcc_gp_temperature_typical_v12.xml")]
    [InlineData("dcc_gp_temperature_typical_v12_v3.2.0_signed.xml")]
    public void The_temperature_certificate_has_five_points(string name)
    {
        var table = Assert.Single(DccReader.Read(Bytes(name)).Tables);
        Assert.Equal(("", 0, AdjustmentStatus.NotAdjusted, @"\kelvin", @"\kelvin"),
            (table.Quantity, table.ChannelId, table.Status, table.Unit, table.ErrorUnit));
        Assert.Equal([306.248m, 373.121m, 448.253m, 523.319m, 593.154m], table.Points.Select(point => point.Reference));
        Assert.Equal([0.072m, 0.089m, 0.107m, -0.009m, -0.084m], table.Points.Select(point => point.Error));
        Assert.All(table.Points, point => Assert.Equal((0.061m, 2m), (point.ExpandedUncertainty, point.CoverageFactor)));
        Assert.All(table.Points, point => Assert.Empty(point.Conditions));
    }

    [Fact]
    public void The_manipulated_certificate_reads_as_it_was_manipulated_because_only_its_signature_tells() =>
        Assert.Equal("MANIPLUATION Kalibrierfirma GmbH",
            DccReader.Read(Bytes("dcc_gp_temperature_typical_v12_v3.2.0_signed_manipulated.xml")).LaboratoryName);
}
