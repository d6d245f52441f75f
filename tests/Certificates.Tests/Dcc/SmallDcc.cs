using System.Text;
using CarbonMeter.Certificates.Dcc;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Certificates.Tests.Dcc;

/// <summary>A small certificate written by hand, so that the reader is not tested with what the writer makes of it.</summary>
internal static class SmallDcc
{
    internal const string ParameterSetHash = "ae24c78173e776992320b04b17ce71723d39d38c77be3fd3f06a769648257fce";
    internal const string PublicKeyHash = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    internal const string Xml = $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <dcc:digitalCalibrationCertificate xmlns:dcc="https://ptb.de/dcc" xmlns:si="https://ptb.de/si" schemaVersion="3.2.0">
        <dcc:administrativeData>
        <dcc:dccSoftware><dcc:software><dcc:name><dcc:content>hand</dcc:content></dcc:name><dcc:release>1</dcc:release></dcc:software></dcc:dccSoftware>
        <dcc:coreData><dcc:countryCodeISO3166_1>CN</dcc:countryCodeISO3166_1><dcc:usedLangCodeISO639_1>en</dcc:usedLangCodeISO639_1>
        <dcc:mandatoryLangCodeISO639_1>en</dcc:mandatoryLangCodeISO639_1><dcc:uniqueIdentifier>LAB-7</dcc:uniqueIdentifier>
        <dcc:beginPerformanceDate>2026-02-27</dcc:beginPerformanceDate><dcc:endPerformanceDate>2026-02-28</dcc:endPerformanceDate>
        <dcc:performanceLocation>laboratory</dcc:performanceLocation><dcc:issueDate>2026-03-02</dcc:issueDate>
        <dcc:previousReport><dcc:referral><dcc:content>before</dcc:content></dcc:referral><dcc:referralID>LAB-6</dcc:referralID><dcc:procedure>sha256</dcc:procedure><dcc:value>{PublicKeyHash}</dcc:value></dcc:previousReport></dcc:coreData>
        <dcc:items><dcc:item><dcc:name><dcc:content>Meter</dcc:content></dcc:name><dcc:manufacturer><dcc:name><dcc:content>Maker</dcc:content></dcc:name></dcc:manufacturer><dcc:model>CM-2</dcc:model>
        <dcc:identifications><dcc:identification><dcc:issuer>manufacturer</dcc:issuer><dcc:value>SN-1</dcc:value></dcc:identification>
        <dcc:identification refType="carbonmeter_meterId"><dcc:issuer>owner</dcc:issuer><dcc:value>meter-1</dcc:value></dcc:identification>
        <dcc:identification refType="carbonmeter_parameterSet"><dcc:issuer>calibrationLaboratory</dcc:issuer><dcc:value>{ParameterSetHash}</dcc:value></dcc:identification>
        <dcc:identification refType="carbonmeter_publicKey"><dcc:issuer>manufacturer</dcc:issuer><dcc:value>{PublicKeyHash}</dcc:value></dcc:identification>
        <dcc:identification refType="carbonmeter_firmware"><dcc:issuer>manufacturer</dcc:issuer><dcc:value>cm 1.0</dcc:value></dcc:identification>
        </dcc:identifications></dcc:item></dcc:items>
        <dcc:calibrationLaboratory><dcc:calibrationLaboratoryCode>L-1</dcc:calibrationLaboratoryCode><dcc:contact><dcc:name><dcc:content>Lab</dcc:content></dcc:name><dcc:location><dcc:city>Hohhot</dcc:city></dcc:location></dcc:contact></dcc:calibrationLaboratory>
        <dcc:respPersons><dcc:respPerson><dcc:person><dcc:name><dcc:content>Second</dcc:content></dcc:name></dcc:person></dcc:respPerson>
        <dcc:respPerson><dcc:person><dcc:name><dcc:content>First</dcc:content></dcc:name></dcc:person><dcc:mainSigner>1</dcc:mainSigner></dcc:respPerson></dcc:respPersons>
        <dcc:customer><dcc:name><dcc:content>Park</dcc:content></dcc:name><dcc:location><dcc:city>Hohhot</dcc:city></dcc:location></dcc:customer>
        <dcc:statements><dcc:statement refType="basic_conformity"><dcc:convention>simple acceptance</dcc:convention><dcc:traceable>true</dcc:traceable><dcc:norm>IEC 62053-21 class 1</dcc:norm><dcc:conformity>pass</dcc:conformity></dcc:statement>
        <dcc:statement><dcc:valid>true</dcc:valid><dcc:period>P1Y</dcc:period></dcc:statement></dcc:statements>
        </dcc:administrativeData>
        <dcc:measurementResults><dcc:measurementResult id="m1"><dcc:name><dcc:content>Results</dcc:content></dcc:name>
        <dcc:usedMethods><dcc:usedMethod><dcc:name><dcc:content>Comparison</dcc:content></dcc:name></dcc:usedMethod></dcc:usedMethods>
        <dcc:measuringEquipments><dcc:measuringEquipment><dcc:name><dcc:content>Reference meter</dcc:content></dcc:name>
        <dcc:certificate><dcc:referral><dcc:content>DCC</dcc:content></dcc:referral><dcc:referralID>NMI-1</dcc:referralID><dcc:procedure>SHA-256</dcc:procedure><dcc:value>{ParameterSetHash}</dcc:value></dcc:certificate>
        <dcc:identifications><dcc:identification><dcc:issuer>manufacturer</dcc:issuer><dcc:value>RM-9</dcc:value></dcc:identification></dcc:identifications></dcc:measuringEquipment></dcc:measuringEquipments>
        <dcc:influenceConditions><dcc:influenceCondition refType="basic_temperature"><dcc:name><dcc:content>T</dcc:content></dcc:name><dcc:data>
        <dcc:quantity refType="basic_temperatureMin"><si:real><si:value>22.5</si:value><si:unit>\degreecelsius</si:unit></si:real></dcc:quantity>
        <dcc:quantity refType="basic_temperatureMax"><si:real><si:value>23.5</si:value><si:unit>\degreecelsius</si:unit></si:real></dcc:quantity></dcc:data></dcc:influenceCondition></dcc:influenceConditions>
        <dcc:results><dcc:result><dcc:name><dcc:content>Energy</dcc:content></dcc:name><dcc:data><dcc:list refType="carbonmeter_activeEnergy carbonmeter_channel2">
        <dcc:quantity refType="basic_referenceValue"><si:realListXMLList><si:valueXMLList>0.100 1e1</si:valueXMLList><si:unitXMLList>\kilo\watt\hour</si:unitXMLList></si:realListXMLList></dcc:quantity>
        <dcc:quantity refType="basic_measurementError"><si:realListXMLList><si:valueXMLList>-0.02 0.130</si:valueXMLList><si:unitXMLList>\percent</si:unitXMLList>
        <si:expandedUncXMLList><si:uncertaintyXMLList>0.08 0.06</si:uncertaintyXMLList><si:coverageFactorXMLList>2</si:coverageFactorXMLList><si:coverageProbabilityXMLList>0.95</si:coverageProbabilityXMLList></si:expandedUncXMLList></si:realListXMLList></dcc:quantity>
        <dcc:quantity refType="carbonmeter_current"><si:realListXMLList><si:valueXMLList>0.25 5</si:valueXMLList><si:unitXMLList>\ampere</si:unitXMLList></si:realListXMLList></dcc:quantity>
        <dcc:quantity refType="carbonmeter_voltage"><si:real><si:value>230</si:value><si:unit>\volt</si:unit></si:real></dcc:quantity>
        <dcc:influenceConditions><dcc:influenceCondition><dcc:name><dcc:content>As left</dcc:content></dcc:name><dcc:status>afterAdjustment</dcc:status><dcc:data><dcc:text><dcc:content>-</dcc:content></dcc:text></dcc:data></dcc:influenceCondition></dcc:influenceConditions>
        </dcc:list></dcc:data></dcc:result></dcc:results></dcc:measurementResult></dcc:measurementResults>
        </dcc:digitalCalibrationCertificate>
        """;

    internal static byte[] Bytes { get; } = Encoding.UTF8.GetBytes(Xml);

    /// <summary>The certificate with one place changed.</summary>
    internal static string With(string old, string now)
    {
        Assert.Equal(2, Xml.Split(old).Length);
        return Xml.Replace(old, now, StringComparison.Ordinal);
    }

    internal static Certificate Read(string xml) => DccReader.Read(Encoding.UTF8.GetBytes(xml));

    /// <summary>The message with which the certificate is refused, which has to hold these words.</summary>
    internal static string Refusal(string xml, params string[] words) => Refusal(Encoding.UTF8.GetBytes(xml), words);

    internal static string Refusal(byte[] bytes, params string[] words)
    {
        var message = Assert.Throws<CertificateException>(() => DccReader.Read(bytes)).Message;
        foreach (var word in words) Assert.Contains(word, message, StringComparison.Ordinal);
        Assert.True(message.Length < 4096, "a message that nobody reads");
        return message;
    }
}
