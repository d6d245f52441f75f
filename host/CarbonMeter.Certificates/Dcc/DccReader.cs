using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.Records;

namespace CarbonMeter.Certificates.Dcc;

/// <summary>Reads a PTB Digital Calibration Certificate 3.x, as docs/formats/certificate.md describes it.</summary>
public static partial class DccReader
{
    private const int FirmwareIdLengthMax = 64;
    private static readonly string[] Issuers = ["manufacturer", "calibrationLaboratory", "customer", "owner", "other"];
    private static readonly string[] Conformities = ["pass", "fail", "conditionalPass", "conditionalFail", "noPass", "noFail"];

    /// <summary>What the certificate says. Nothing is judged, its signature neither.</summary>
    /// <exception cref="CertificateException">It is not one, or not one that can be read; the message names the element.</exception>
    public static Certificate Read(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        var root = SafeXml.Parse(bytes);
        var version = SchemaVersion(root);
        var administration = root.One("administrativeData");
        var core = administration.One("coreData");
        var laboratory = administration.One("calibrationLaboratory");
        var items = administration.One("items").Some("item");
        var statements = administration.Maybe("statements")?.Some("statement") ?? [];
        var performedTo = core.One("endPerformanceDate").Date();
        var results = new DccResults(root.One("measurementResults"));
        return new Certificate
        {
            Hash = SHA256.HashData(bytes),
            Id = core.One("uniqueIdentifier").Text,
            SchemaVersion = version,
            PerformedFrom = core.One("beginPerformanceDate").Date(),
            PerformedTo = performedTo,
            IssuedOn = core.Maybe("issueDate")?.Date(),
            ValidUntil = ValidUntil(statements, performedTo),
            PreviousReport = core.Maybe("previousReport")?.Reference(),
            LaboratoryCode = laboratory.Maybe("calibrationLaboratoryCode")?.Text,
            LaboratoryName = laboratory.One("contact").One("name").FirstContent,
            CountryCode = Country(core.One("countryCodeISO3166_1")),
            ResponsiblePersons = Persons(administration.One("respPersons")),
            Items = [.. items.Select(Item)],
            Statements = [.. statements.Where(each => !each.RefTypes.Any(DccNames.IsOwn)).Select(Statement)],
            Methods = results.Methods,
            Standards = results.Standards,
            Tables = results.Tables,
            Environment = results.Environment,
            Meter = Meter(items),
            IsDemonstration = statements.Any(each => each.Has(DccNames.OwnDemonstration)),
        };
    }

    internal static string SchemaVersion(DccElement root)
    {
        if (!root.Is(DccNames.Dcc, DccNames.Root))
            throw root.Error($"is not a {DccNames.Root} of {DccNames.Dcc}: this is not a DCC");
        var version = root.SchemaVersion ?? throw root.Error("has no attribute schemaVersion, which says what DCC it is");
        return VersionPattern().IsMatch(version) ? version
            : throw root.Error($"is of schemaVersion {DccElement.Quote(version)}; DCC 3 is read, such as 3.2.0");
    }

    private static string Country(DccElement element) => element.Text is [>= 'A' and <= 'Z', >= 'A' and <= 'Z'] and var code ? code
        : throw element.Error($"holds {DccElement.Quote(element.Text)}, which is not a country code of two capital letters");

    private static string[] Persons(DccElement persons) => [.. persons.Some("respPerson")
        .OrderByDescending(person => person.Maybe("mainSigner")?.Boolean() ?? false)
        .Select(person => person.One("person").One("name").FirstContent)];

    private static CalibratedItem Item(DccElement item)
    {
        var identifications = Identifications(item.One("identifications")).ToList();
        if (identifications.Count == 0) throw item.Error("has no identification that is a serial or inventory number");
        return new CalibratedItem(Manufacturer(item), item.Maybe("model")?.Text, identifications);
    }

    internal static string? Manufacturer(DccElement item) => item.Maybe("manufacturer")?.One("name").FirstContent;

    /// <summary>The numbers an instrument is known by, without what binds a meter.</summary>
    internal static IEnumerable<Identification> Identifications(DccElement? list) => (list?.Some("identification") ?? [])
        .Where(each => !each.RefTypes.Any(DccNames.IsOwn))
        .Select(each => new Identification(each.One("issuer").OneOf(Issuers), each.One("value").Text));

    private static CertificateStatement Statement(DccElement statement) => new(
        string.Join(' ', statement.RefTypes),
        statement.Maybe("traceable")?.Boolean(),
        [.. statement.All("norm").Select(norm => norm.Text)],
        statement.Maybe("convention")?.Text,
        statement.Maybe("conformity")?.OneOf(Conformities) switch { "pass" => true, "fail" or "noPass" => false, _ => null });

    /// <summary>The earliest end of use that a statement gives.</summary>
    private static DateOnly? ValidUntil(List<DccElement> statements, DateOnly performedTo)
    {
        DateOnly? earliest = null;
        foreach (var statement in statements)
        {
            bool isEnd = statement.Has(DccNames.Recalibration) || statement.Has(DccNames.OwnValidUntil);
            if (statement.Maybe("date")?.Date() is { } date && isEnd) Note(date);
            if (statement.Maybe("period")?.After(performedTo) is { } end && (statement.Maybe("valid")?.Boolean() ?? true))
                Note(end);
        }
        return earliest;

        void Note(DateOnly end) => earliest = earliest is null || end < earliest ? end : earliest;
    }

    /// <summary>The identifications that tie the certificate to a meter's records: all four in one item, or none.</summary>
    private static MeterBinding? Meter(List<DccElement> items)
    {
        MeterBinding? binding = null;
        foreach (var item in items)
        {
            var own = item.One("identifications").All("identification").Where(each => each.RefTypes.Any(DccNames.IsOwn)).ToList();
            if (own.Count == 0) continue;
            if (binding is not null) throw item.Error("is a second item that binds a meter, but a certificate binds one");
            binding = new MeterBinding(
                Bound(DccNames.OwnMeterId, value => MeterId.IsValid(value.Text), "a meter id").Text,
                Bound(DccNames.OwnParameterSet).Sha256(),
                Bound(DccNames.OwnPublicKey).Sha256(),
                Bound(DccNames.OwnFirmware, IsFirmwareId, "a firmware id").Text);

            DccElement Bound(string refType, Func<DccElement, bool>? isRight = null, string what = "")
            {
                var found = own.MaybeOfKind(refType)
                    ?? throw item.Error($"binds a meter, but has no identification of refType {refType}");
                var value = found.One("value");
                return isRight is null || isRight(value) ? value
                    : throw value.Error($"holds {DccElement.Quote(value.Text)}, which is not {what}");
            }
        }
        return binding;
    }

    private static bool IsFirmwareId(DccElement value) =>
        value.Text.Length <= FirmwareIdLengthMax && value.Text.All(c => c is >= ' ' and <= '~');

    [GeneratedRegex(@"^3\.[0-9]{1,3}\.[0-9]{1,3}(-[0-9A-Za-z.]{1,20})?\z")]
    private static partial Regex VersionPattern();
}
