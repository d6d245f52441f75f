using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CarbonMeter.Certificates.Dcc;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Certificates.Tests.Dcc;

/// <summary>What is written is read as it was meant.</summary>
public sealed class WriterTests
{
    private static Certificate Plain => SmallDcc.Read(SmallDcc.Xml);

    private static string Written(Certificate certificate) => Encoding.UTF8.GetString(DccWriter.Write(certificate, "Park"));

    [Fact]
    public void Random_certificates_are_read_as_they_were_written()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var asked = new RandomCertificates(seed).Next();
            var bytes = DccWriter.Write(asked, "Park");
            var read = DccReader.Read(bytes);
            Assert.True(JsonSerializer.Serialize(asked with { Hash = SHA256.HashData(bytes) }) == JsonSerializer.Serialize(read),
                $"seed {seed}\n{JsonSerializer.Serialize(asked)}\n{JsonSerializer.Serialize(read)}\n{Encoding.UTF8.GetString(bytes)}");
        }
    }

    [Fact]
    public void The_same_certificate_gives_the_same_bytes() => Assert.Equal(Written(Plain), Written(Plain));

    [Fact]
    public void What_was_written_by_others_can_be_written_again() =>
        Assert.Equal(JsonSerializer.Serialize(Plain with { Hash = [] }), JsonSerializer.Serialize(SmallDcc.Read(Written(Plain)) with { Hash = [] }));

    [Fact]
    public void A_demonstration_says_so_in_words_in_both_rings()
    {
        var demonstration = Written(Plain with { IsDemonstration = true });
        Assert.Equal(3, demonstration.Split("DEMONSTRATION. No calibration took place").Length);
        Assert.Equal(3, demonstration.Split("演示证书").Length);
        Assert.True(SmallDcc.Read(demonstration).IsDemonstration);
        Assert.DoesNotContain("DEMONSTRATION", Written(Plain), StringComparison.Ordinal);
    }

    [Fact]
    public void A_signature_has_its_place_at_the_end_of_the_root()
    {
        foreach (var xml in new[] { Written(Plain), Written(Plain with { IsDemonstration = true }) })
        {
            const string End = "</dcc:digitalCalibrationCertificate>";
            Assert.EndsWith(End, xml, StringComparison.Ordinal);
            SmallDcc.Read(xml.Replace(End, $"<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"/>{End}", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void There_is_no_byte_order_mark_and_no_carriage_return()
    {
        var bytes = DccWriter.Write(Plain with { LaboratoryName = "A\r\nB" }, "Park");
        Assert.Equal((byte)'<', bytes[0]);
        Assert.DoesNotContain((byte)'\r', bytes);
        Assert.Equal("A\r\nB", DccReader.Read(bytes).LaboratoryName);
    }

    public static TheoryData<string, Func<Certificate, Certificate>> Unwritable => new()
    {
        { "Id", certificate => certificate with { Id = " LAB" } },
        { "uniqueIdentifier", certificate => certificate with { Id = "" } },
        { "hexadecimal value 0x01", certificate => certificate with { Id = "\u0001" } },
        { "surrogate", certificate => certificate with { Id = "\uD800" } },
        { "SchemaVersion", certificate => certificate with { SchemaVersion = "3.1.2" } },
        { "countryCode", certificate => certificate with { CountryCode = "cn" } },
        { "respPerson", certificate => certificate with { ResponsiblePersons = [] } },
        { "has no element item", certificate => certificate with { Items = [] } },
        { "manufacturer", certificate => certificate with { Items = [certificate.Items[0] with { Manufacturer = null }] } },
        { "issuer", certificate => certificate with { Items = [certificate.Items[0] with { Identifications = [new("vendor", "1")] }] } },
        { "identification", certificate => certificate with { Items = [certificate.Items[0] with { Identifications = [] }] } },
        { "Methods", certificate => certificate with { Methods = ["GUM", "GUM"] } },
        { "Standards", certificate => certificate with { Standards = [certificate.Standards[0], certificate.Standards[0]] } },
        { "Statements", certificate => certificate with { Statements = [new("carbonmeter_demonstration", null, [], null, null)] } },
        { "PreviousReport", certificate => certificate with { PreviousReport = new("LAB-6", "SHA-256", new byte[31]) } },
        { "PreviousReport", certificate => certificate with { PreviousReport = new("LAB-6", "SHA-1", new byte[20]) } },
        { "Environment", certificate => certificate with { Environment = [new("a b", 1, 1, @"\one")] } },
        { "below the lower", certificate => certificate with { Environment = [new("a", 2, 1, @"\one")] } },
        { "64 hexadecimal", certificate => certificate with { Meter = certificate.Meter! with { ParameterSetHash = new byte[31] } } },
        { "meter id", certificate => certificate with { Meter = certificate.Meter! with { MeterId = "a/b" } } },
        { "without points", certificate => Table(certificate, table => table with { Points = [] }) },
        { "Tables", certificate => Table(certificate, table => table with { Quantity = "active energy" }) },
        { "channel", certificate => Table(certificate, table => table with { ChannelId = 9 }) },
        { "units", certificate => Table(certificate, table => table with { Unit = @"\watt \hour \one" }) },
        { "more than 0", certificate => Point(certificate, point => point with { ExpandedUncertainty = 0 }) },
        { "coverage factor", certificate => Point(certificate, point => point with { CoverageFactor = 0.9m }) },
        { "same conditions", certificate => Point(certificate, point => point with { Conditions = [] }) },
    };

    [Theory, MemberData(nameof(Unwritable), DisableDiscoveryEnumeration = true)]
    public void What_would_be_read_otherwise_is_not_written(string word, Func<Certificate, Certificate> change)
    {
        var fault = Assert.Throws<ArgumentException>(() => DccWriter.Write(change(Plain), "Park"));
        Assert.Contains(word, fault.Message, StringComparison.Ordinal);
    }

    private static Certificate Table(Certificate certificate, Func<CalibrationTable, CalibrationTable> change) =>
        certificate with { Tables = [change(certificate.Tables[0])] };

    private static Certificate Point(Certificate certificate, Func<CalibrationPoint, CalibrationPoint> change) =>
        Table(certificate, table => table with { Points = [table.Points[0], change(table.Points[1])] });
}
