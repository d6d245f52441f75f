using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Certificates.Tests.Dcc;

/// <summary>What is read from the administrative part and the means, and what is refused there.</summary>
public sealed class ReaderTests
{
    private static Certificate Small { get; } = SmallDcc.Read(SmallDcc.Xml);

    private static string Element(string name, string content) => $"<dcc:{name}>{content}</dcc:{name}>";

    [Fact]
    public void The_small_certificate_says_who_what_and_when()
    {
        Assert.Equal(("LAB-7", "3.2.0", "CN", "L-1", "Lab"),
            (Small.Id, Small.SchemaVersion, Small.CountryCode, Small.LaboratoryCode, Small.LaboratoryName));
        Assert.Equal((new DateOnly(2026, 2, 27), new DateOnly(2026, 2, 28), new DateOnly(2026, 3, 2)),
            (Small.PerformedFrom, Small.PerformedTo, Small.IssuedOn));
        Assert.Equal(["First", "Second"], Small.ResponsiblePersons);
        var item = Assert.Single(Small.Items);
        Assert.Equal(("Maker", "CM-2"), (item.Manufacturer, item.Model));
        Assert.Equal([new Identification("manufacturer", "SN-1")], item.Identifications);
        Assert.Equal(["Comparison"], Small.Methods);
        Assert.Equal([new Condition("temperature", 22.5m, 23.5m, @"\degreecelsius")], Small.Environment);
        var statement = Small.Statements[0];
        Assert.Equal(("basic_conformity", true, "simple acceptance", true), (statement.RefType, statement.Traceable, statement.Convention, statement.Conforms));
        Assert.Equal(["IEC 62053-21 class 1"], statement.Norms);
    }

    [Fact]
    public void The_small_certificate_binds_its_meter()
    {
        Assert.Equal(("meter-1", "cm 1.0"), (Small.Meter!.MeterId, Small.Meter.FirmwareId));
        Assert.Equal(Convert.FromHexString(SmallDcc.ParameterSetHash), Small.Meter.ParameterSetHash);
        Assert.Equal(Convert.FromHexString(SmallDcc.PublicKeyHash), Small.Meter.PublicKeyHash);
    }

    [Fact]
    public void The_link_upwards_and_the_link_back_are_hashes()
    {
        var above = Assert.Single(Small.Standards);
        Assert.Equal(("Reference meter", null, null), (above.Name, above.Manufacturer, above.Model));
        Assert.Equal(("NMI-1", "SHA-256"), (above.Certificate!.Id, above.Certificate.Procedure));
        Assert.Equal(Convert.FromHexString(SmallDcc.ParameterSetHash), above.Certificate.Hash);
        Assert.Equal(("LAB-6", "SHA-256"), (Small.PreviousReport!.Id, Small.PreviousReport.Procedure));
        Assert.Equal(Convert.FromHexString(SmallDcc.PublicKeyHash), Small.PreviousReport.Hash);
    }

    [Theory]
    [InlineData("SHA-256", 32)]
    [InlineData("sha256", 32)]
    [InlineData("http://www.w3.org/2001/04/xmlenc#sha256", 32)]
    [InlineData("SHA-384", 48)]
    [InlineData("SHA512", 64)]
    public void A_hash_is_read_in_hexadecimal_and_in_base64(string procedure, int size)
    {
        var hash = Enumerable.Range(0, size).Select(i => (byte)i).ToArray();
        foreach (var text in new[] { Convert.ToHexString(hash), Convert.ToHexStringLower(hash), Convert.ToBase64String(hash) })
        {
            var read = SmallDcc.Read(SmallDcc.With($"<dcc:procedure>SHA-256</dcc:procedure><dcc:value>{SmallDcc.ParameterSetHash}",
                $"<dcc:procedure>{procedure}</dcc:procedure><dcc:value>{text}")).Standards[0].Certificate!;
            Assert.Equal(hash, read.Hash);
            Assert.Equal($"SHA-{size * 8}", read.Procedure);
        }
    }

    [Theory]
    [InlineData("MD5", "d41d8cd98f00b204e9800998ecf8427e")]
    [InlineData("SHA-1", "da39a3ee5e6b4b0d3255bfef95601890afd80709")]
    [InlineData("SHA-256", "da39a3ee5e6b4b0d3255bfef95601890afd80709")]
    [InlineData("SHA-256", "zz24c78173e776992320b04b17ce71723d39d38c77be3fd3f06a769648257fce")]
    [InlineData("SHA-256", "on paper")]
    public void A_reference_by_something_that_proves_nothing_has_no_hash(string procedure, string value)
    {
        var read = SmallDcc.Read(SmallDcc.With($"<dcc:procedure>SHA-256</dcc:procedure><dcc:value>{SmallDcc.ParameterSetHash}",
            $"<dcc:procedure>{procedure}</dcc:procedure><dcc:value>{value}")).Standards[0].Certificate!;
        Assert.Equal(("NMI-1", procedure), (read.Id, read.Procedure));
        Assert.Null(read.Hash);
    }

    [Theory]
    [InlineData("3.0.0")]
    [InlineData("3.1.2")]
    [InlineData("3.3.0")]
    [InlineData("3.3.0-rc.2")]
    public void Any_version_3_is_read(string version) =>
        Assert.Equal(version, SmallDcc.Read(SmallDcc.With("schemaVersion=\"3.2.0\"", $"schemaVersion=\"{version}\"")).SchemaVersion);

    [Theory]
    [InlineData("schemaVersion=\"2.4.0\"", "2.4.0")]
    [InlineData("schemaVersion=\"4.0.0\"", "4.0.0")]
    [InlineData("schemaVersion=\"3\"", "\"3\"")]
    [InlineData("schemaVersion=\"3.2.0\n\"", "3.2.0")]
    [InlineData("", "no attribute schemaVersion")]
    public void Another_version_is_refused(string attribute, string word) =>
        SmallDcc.Refusal(SmallDcc.With("schemaVersion=\"3.2.0\"", attribute), word, "digitalCalibrationCertificate (line 2)");

    [Fact]
    public void Another_document_is_refused()
    {
        SmallDcc.Refusal(SmallDcc.Xml.Replace("https://ptb.de/dcc", "https://ptb.de/other", StringComparison.Ordinal), "not a DCC");
        SmallDcc.Refusal("<html xmlns=\"http://www.w3.org/1999/xhtml\"/>", "html (line 1)", "not a DCC");
    }

    [Theory]
    [InlineData("<dcc:uniqueIdentifier>LAB-7</dcc:uniqueIdentifier>", "administrativeData/coreData", "uniqueIdentifier")]
    [InlineData("<dcc:countryCodeISO3166_1>CN</dcc:countryCodeISO3166_1>", "administrativeData/coreData", "countryCodeISO3166_1")]
    [InlineData("<dcc:beginPerformanceDate>2026-02-27</dcc:beginPerformanceDate>", "administrativeData/coreData", "beginPerformanceDate")]
    [InlineData("<dcc:endPerformanceDate>2026-02-28</dcc:endPerformanceDate>", "administrativeData/coreData", "endPerformanceDate")]
    [InlineData("<dcc:issuer>manufacturer</dcc:issuer><dcc:value>SN-1</dcc:value>", "items/item/identifications/identification[1]", "issuer")]
    [InlineData("<dcc:value>SN-1</dcc:value>", "items/item/identifications/identification[1]", "value")]
    [InlineData("<dcc:content>Second</dcc:content>", "respPersons/respPerson[1]/person/name", "content")]
    [InlineData("<dcc:name><dcc:content>Reference meter</dcc:content></dcc:name>", "measuringEquipments/measuringEquipment", "name")]
    [InlineData("<dcc:referralID>NMI-1</dcc:referralID>", "measuringEquipment/certificate", "referralID")]
    public void What_lacks_an_element_is_refused_with_the_place_and_the_name(string removed, string place, string name)
    {
        SmallDcc.Refusal(SmallDcc.With(removed, ""), place, $"has no element {name}");
        SmallDcc.Refusal(SmallDcc.With(removed, $"<!--{removed}-->"), $"has no element {name}");
    }

    [Theory]
    [InlineData("<dcc:uniqueIdentifier>LAB-7</dcc:uniqueIdentifier>")]
    [InlineData("<dcc:endPerformanceDate>2026-02-28</dcc:endPerformanceDate>")]
    [InlineData("<dcc:issueDate>2026-03-02</dcc:issueDate>")]
    [InlineData("<dcc:value>SN-1</dcc:value>")]
    [InlineData("<dcc:period>P1Y</dcc:period>")]
    [InlineData("<dcc:calibrationLaboratoryCode>L-1</dcc:calibrationLaboratoryCode>")]
    public void What_may_stand_once_is_refused_where_it_stands_twice(string element) =>
        SmallDcc.Refusal(SmallDcc.With(element, element + element), "a second time", "[2]");

    [Theory]
    [InlineData("LAB-7", "   ", "uniqueIdentifier", "is empty")]
    [InlineData("LAB-7", "<dcc:b>LAB-7</dcc:b>", "uniqueIdentifier/b", "text is expected")]
    [InlineData(">CN<", ">cn<", "countryCodeISO3166_1", "\"cn\"")]
    [InlineData(">CN<", ">CHN<", "countryCodeISO3166_1", "\"CHN\"")]
    [InlineData("2026-02-28", "2026-02-29", "endPerformanceDate", "2026-02-29")]
    [InlineData("2026-02-28", "28.02.2026", "endPerformanceDate", "28.02.2026")]
    [InlineData("2026-02-28", "2026-02-28T10:00:00", "endPerformanceDate", "T10")]
    [InlineData("2026-03-02", "", "issueDate", "is empty")]
    [InlineData("<dcc:mainSigner>1", "<dcc:mainSigner>yes", "mainSigner", "\"yes\"")]
    [InlineData("<dcc:traceable>true", "<dcc:traceable>TRUE", "traceable", "\"TRUE\"")]
    [InlineData(">pass<", ">passed<", "conformity", "conditionalPass")]
    [InlineData("<dcc:issuer>manufacturer</dcc:issuer><dcc:value>SN-1", "<dcc:issuer>vendor</dcc:issuer><dcc:value>SN-1", "issuer", "calibrationLaboratory")]
    [InlineData("P1Y", "1 year", "period", "P1Y6M")]
    [InlineData("P1Y", "-P1Y", "period", "\"-P1Y\"")]
    [InlineData("P1Y", "P", "period", "\"P\"")]
    [InlineData("P1Y", "PT12H", "period", "\"PT12H\"")]
    [InlineData("P1Y", "P9000Y", "period", "9999")]
    [InlineData("P1Y", "P9999999D", "period", "9999")]
    public void What_an_element_may_not_hold_is_refused_with_its_name(string old, string now, string element, string word) =>
        SmallDcc.Refusal(SmallDcc.With(old, now), element, word);

    [Theory]
    [InlineData("2026-02-28Z", 28)]
    [InlineData(" 2026-02-27+08:00 ", 27)]
    public void A_day_counts_as_printed_whatever_its_time_zone(string text, int day) =>
        Assert.Equal(new DateOnly(2026, 2, day), SmallDcc.Read(SmallDcc.With("2026-02-28", text)).PerformedTo);

    [Theory]
    [InlineData("P1Y", "2027-02-28")]
    [InlineData("P24M", "2028-02-28")]
    [InlineData("P365D", "2027-02-28")]
    [InlineData("P1Y2M3D", "2027-05-01")]
    [InlineData("P1YT0H0M0.0S", "2027-02-28")]
    public void Validity_is_a_period_from_the_last_day_of_performance(string period, string end) =>
        Assert.Equal(DateOnly.Parse(end), SmallDcc.Read(SmallDcc.With("P1Y", period)).ValidUntil);

    [Fact]
    public void Of_several_ends_of_validity_the_earliest_counts()
    {
        const string Statement = "<dcc:statement><dcc:valid>true</dcc:valid><dcc:period>P1Y</dcc:period></dcc:statement>";
        DateOnly? With(string more) => SmallDcc.Read(SmallDcc.With(Statement, Statement + more)).ValidUntil;
        Assert.Equal(new DateOnly(2026, 8, 1), With("<dcc:statement refType='basic_recalibration'><dcc:date>2026-08-01</dcc:date></dcc:statement>"));
        Assert.Equal(new DateOnly(2027, 2, 28), With("<dcc:statement refType='basic_recalibration'><dcc:date>2028-08-01</dcc:date></dcc:statement>"));
        Assert.Equal(new DateOnly(2027, 2, 28), With("<dcc:statement><dcc:date>2026-08-01</dcc:date></dcc:statement>"));
        Assert.Equal(new DateOnly(2026, 3, 28), With("<dcc:statement><dcc:period>P1M</dcc:period></dcc:statement>"));
        Assert.Null(SmallDcc.Read(SmallDcc.With(Statement, Statement.Replace("true", "false", StringComparison.Ordinal))).ValidUntil);
        Assert.Null(SmallDcc.Read(SmallDcc.With(Statement, "")).ValidUntil);
    }

    [Theory]
    [InlineData("pass", true)]
    [InlineData("fail", false)]
    [InlineData("noPass", false)]
    [InlineData("conditionalPass", null)]
    [InlineData("conditionalFail", null)]
    [InlineData("noFail", null)]
    public void Conformity_is_stated_or_left_open(string word, bool? conforms) =>
        Assert.Equal(conforms, SmallDcc.Read(SmallDcc.With(">pass<", $">{word}<")).Statements[0].Conforms);

    [Fact]
    public void A_demonstration_says_so_and_the_statement_is_not_among_those_read()
    {
        Assert.False(Small.IsDemonstration);
        var read = SmallDcc.Read(SmallDcc.With("<dcc:statements>", "<dcc:statements><dcc:statement refType=\"x carbonmeter_demonstration\"/>"));
        Assert.True(read.IsDemonstration);
        Assert.Equal(2, read.Statements.Count);
    }

    [Theory]
    [InlineData("carbonmeter_meterId")]
    [InlineData("carbonmeter_parameterSet")]
    [InlineData("carbonmeter_publicKey")]
    [InlineData("carbonmeter_firmware")]
    public void A_binding_that_is_not_whole_is_refused(string refType)
    {
        SmallDcc.Refusal(SmallDcc.With($" refType=\"{refType}\"", ""), "items/item", refType);
        SmallDcc.Refusal(SmallDcc.With($"refType=\"{refType}\"", "refType=\"carbonmeter_other\""), refType);
        SmallDcc.Refusal(SmallDcc.With("</dcc:identifications></dcc:item>",
            $"<dcc:identification refType=\"{refType}\"><dcc:issuer>other</dcc:issuer><dcc:value>x</dcc:value></dcc:identification></dcc:identifications></dcc:item>"),
            $"second {refType}");
    }

    [Theory]
    [InlineData(">meter-1<", ">meter/1<", "meter id")]
    [InlineData(">cm 1.0<", ">cm é<", "firmware id")]
    [InlineData(SmallDcc.ParameterSetHash + "</dcc:value></dcc:identification>", "12ab</dcc:value></dcc:identification>", "64 hexadecimal")]
    public void A_binding_to_what_no_record_can_name_is_refused(string old, string now, string words) =>
        SmallDcc.Refusal(SmallDcc.With(old, now), "items/item/identifications/identification", words);

    [Fact]
    public void A_second_item_may_not_bind_a_meter_too()
    {
        int from = SmallDcc.Xml.IndexOf("<dcc:item>", StringComparison.Ordinal);
        int to = SmallDcc.Xml.IndexOf("</dcc:items>", StringComparison.Ordinal);
        SmallDcc.Refusal(SmallDcc.Xml.Insert(to, SmallDcc.Xml[from..to]), "items/item[2]", "binds one");
    }

    [Fact]
    public void An_item_known_by_its_binding_alone_is_refused() =>
        SmallDcc.Refusal(SmallDcc.With("<dcc:identification><dcc:issuer>manufacturer</dcc:issuer><dcc:value>SN-1</dcc:value></dcc:identification>", ""), "serial");

    [Fact]
    public void Methods_are_their_norms_each_once_wherever_they_stand()
    {
        var methods = Element("usedMethods", Method("IEC 62053-21") + Method("IEC 62053-21", "GUM"));
        var read = SmallDcc.Read(SmallDcc.With("<dcc:influenceConditions><dcc:influenceCondition><dcc:name>",
            methods + "<dcc:influenceConditions><dcc:influenceCondition><dcc:name>"));
        Assert.Equal(["Comparison", "IEC 62053-21", "GUM"], read.Methods);

        static string Method(params string[] norms) => Element("usedMethod", Element("name", Element("content", "x")) + string.Concat(norms.Select(norm => Element("norm", norm))));
    }

    [Fact]
    public void Equal_standards_are_one_and_different_ones_are_two()
    {
        int from = SmallDcc.Xml.IndexOf("<dcc:measuringEquipment>", StringComparison.Ordinal);
        int to = SmallDcc.Xml.IndexOf("</dcc:measuringEquipments>", StringComparison.Ordinal);
        var equipment = SmallDcc.Xml[from..to];
        Assert.Single(SmallDcc.Read(SmallDcc.Xml.Insert(to, equipment)).Standards);
        Assert.Equal(2, SmallDcc.Read(SmallDcc.Xml.Insert(to, equipment.Replace("RM-9", "RM-8", StringComparison.Ordinal))).Standards.Count);
    }

    [Fact]
    public void Of_several_languages_the_first_is_read() =>
        Assert.Equal("Labor", SmallDcc.Read(SmallDcc.With("<dcc:content>Lab<", "<dcc:content lang=\"de\">Labor</dcc:content><dcc:content lang=\"en\">Lab<")).LaboratoryName);
}
