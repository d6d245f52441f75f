using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using CarbonMeter.Domain.Traceability;
using static CarbonMeter.Certificates.Dcc.DccMarkup;

namespace CarbonMeter.Certificates.Dcc;

/// <summary>Writes certificates as DCC 3.2.0, docs/formats/certificate.md. The signature is put into what is written here.</summary>
public static class DccWriter
{
    /// <summary>The schema version that is written.</summary>
    public const string SchemaVersion = DccNames.WrittenVersion;

    /// <summary>The bytes of an unsigned certificate. The same arguments give the same bytes.</summary>
    /// <param name="certificate">What it says; its <see cref="Certificate.Hash"/> is passed over, for it is that of the bytes.</param>
    /// <param name="customerName">For whom the calibration was done.</param>
    /// <exception cref="ArgumentException">A DCC cannot say this, or would be read differently; the message names the property.</exception>
    public static byte[] Write(Certificate certificate, string customerName)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentException.ThrowIfNullOrWhiteSpace(customerName);
        var bytes = Save(Root(certificate, customerName));
        Certificate read;
        try
        {
            read = DccReader.Read(bytes);
        }
        catch (CertificateException fault)
        {
            throw new ArgumentException($"The certificate cannot be written: {fault.Message}", nameof(certificate), fault);
        }
        // A laboratory must not sign what a reader would understand otherwise.
        if (FirstDifference(certificate, read) is { } difference)
            throw new ArgumentException($"The certificate cannot be written: {difference}", nameof(certificate));
        return bytes;
    }

    private static XElement Root(Certificate certificate, string customerName) => new(DccSpace + DccNames.Root,
        new XAttribute(XNamespace.Xmlns + "dcc", DccSpace),
        new XAttribute(XNamespace.Xmlns + "si", SiSpace),
        new XAttribute("schemaVersion", SchemaVersion),
        Element("administrativeData",
            Element("dccSoftware", Element("software", Name("CarbonMeter"), Element("release", Release))),
            CoreData(certificate),
            Element("items", certificate.Items.Select((item, index) => Item(item, index == 0 ? certificate.Meter : null))),
            Element("calibrationLaboratory",
                certificate.LaboratoryCode is { } code ? Element("calibrationLaboratoryCode", code) : null,
                Element("contact", Name(certificate.LaboratoryName), Location(certificate))),
            Element("respPersons", certificate.ResponsiblePersons.Select((person, index) => Element("respPerson",
                Element("person", Name(person)), index == 0 ? Element("mainSigner", "true") : null))),
            Element("customer", Name(customerName), Location(certificate)),
            Statements(certificate)),
        DccResultMarkup.MeasurementResults(certificate),
        certificate.IsDemonstration ? Element("comment", DemonstrationWords()) : null);

    private static XElement CoreData(Certificate certificate) => Element("coreData",
        Element("countryCodeISO3166_1", certificate.CountryCode),
        Element("usedLangCodeISO639_1", "en"),
        certificate.IsDemonstration ? Element("usedLangCodeISO639_1", "zh") : null,
        Element("mandatoryLangCodeISO639_1", "en"),
        Element("uniqueIdentifier", certificate.Id),
        Day("beginPerformanceDate", certificate.PerformedFrom),
        Day("endPerformanceDate", certificate.PerformedTo),
        Element("performanceLocation", "laboratory"),
        certificate.IssuedOn is { } issuedOn ? Day("issueDate", issuedOn) : null,
        certificate.PreviousReport is { } previous ? Reference("previousReport", previous) : null);

    private static XElement Item(CalibratedItem item, MeterBinding? meter) => Element("item",
        Name(meter is null ? "Measuring instrument" : "Carbon meter"),
        item.Manufacturer is { } manufacturer ? Element("manufacturer", Name(manufacturer))
            : throw new ArgumentException("An item without manufacturer cannot be written: a DCC states one."),
        item.Model is { } model ? Element("model", model) : null,
        Identifications([.. item.Identifications.Select(Identification), .. meter is null ? [] : Binding(meter)]));

    private static XElement[] Binding(MeterBinding meter) =>
    [
        Identification(new Identification("owner", meter.MeterId)).OfKind(DccNames.OwnMeterId),
        Identification(new Identification("calibrationLaboratory", Hex(meter.ParameterSetHash))).OfKind(DccNames.OwnParameterSet),
        Identification(new Identification("manufacturer", Hex(meter.PublicKeyHash))).OfKind(DccNames.OwnPublicKey),
        Identification(new Identification("manufacturer", meter.FirmwareId)).OfKind(DccNames.OwnFirmware),
    ];

    private static XElement? Statements(Certificate certificate)
    {
        XElement?[] statements =
        [
            certificate.IsDemonstration
                ? Element("statement", Element("declaration", DemonstrationWords())).OfKind(DccNames.OwnDemonstration) : null,
            certificate.ValidUntil is { } until ? ValidUntil(until) : null,
            .. certificate.Statements.Select(Statement),
        ];
        return statements.Any(each => each is not null) ? Element("statements", statements) : null;
    }

    private static XElement Statement(CertificateStatement statement) => Element("statement",
        statement.Convention is { } convention ? Element("convention", convention) : null,
        statement.Traceable is { } traceable ? Element("traceable", traceable ? "true" : "false") : null,
        statement.Norms.Select(norm => Element("norm", norm)),
        statement.Conforms is { } conforms ? Element("conformity", conforms ? "pass" : "fail") : null).OfKind(statement.RefType);

    private static XElement ValidUntil(DateOnly until) => Element("statement",
        Element("declaration", Content("To be calibrated again at the latest on the day stated here.")),
        Day("date", until)).OfKind($"{DccNames.OwnValidUntil} {DccNames.Recalibration}");

    private static XElement[] DemonstrationWords() =>
    [
        Content("DEMONSTRATION. No calibration took place; the figures are made up. This certificate proves nothing.", "en"),
        Content("演示证书。未进行任何校准，数据均为虚构，不具有任何证明效力。", "zh"),
    ];

    private static XElement Location(Certificate certificate) =>
        Element("location", Element("countryCode", certificate.CountryCode));

    private static XElement Day(string name, DateOnly day) => Element(name, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    private static string Release { get; } = typeof(DccWriter).Assembly.GetName().Version!.ToString(3);

    private static byte[] Save(XElement root)
    {
        using var buffer = new MemoryStream();
        var settings = new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            Indent = true,
            NewLineChars = "\n",
            NewLineHandling = NewLineHandling.Entitize,
        };
        using (var writer = XmlWriter.Create(buffer, settings)) root.Save(writer);
        return buffer.ToArray();
    }

    private static string? FirstDifference(Certificate asked, Certificate read)
    {
        var other = JsonSerializer.SerializeToNode(read)!;
        foreach (var (name, value) in JsonSerializer.SerializeToNode(asked)!.AsObject())
        {
            if (name == nameof(Certificate.Hash) || JsonNode.DeepEquals(value, other[name])) continue;
            return $"{name} {value?.ToJsonString()} would be read as {other[name]?.ToJsonString() ?? "not stated"}.";
        }
        return null;
    }
}
