using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using CarbonMeter.Certificates.Dcc;
using CarbonMeter.Certificates.Signatures;
using CarbonMeter.Domain.Parks;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.Records;

namespace CarbonMeter.Cli.Demo;

/// <summary>
/// A made-up hierarchy of laboratories for a demonstration park: national, provincial and working standard, and a certificate
/// for each meter. Everything in it is marked as demonstration: no calibration took place, and its keys are thrown away.
/// </summary>
public sealed class DemoHierarchy : IDisposable
{
    /// <summary>Codes of its laboratories.</summary>
    public const string NationalCode = "DEMO-NMI", ProvincialCode = "DEMO-PROVINCE", WorkingCode = "DEMO-WORKS";

    /// <summary>Id of the working standard's certificate: the one to revoke, to see what happens.</summary>
    public const string WorkingStandardCertificate = "DEMO-WORKING-STANDARD";

    private const int ClassLimitPpm = 10_000, DaySeconds = 86_400;
    // Shares of the full scale; a standard serves the smallest meter's least load and the largest meter's greatest.
    private static readonly decimal[] MeterLoads = [0.01m, 0.05m, 0.2m, 0.5m, 1m];
    private static readonly decimal[] StandardLoads = [0.000001m, 0.0001m, 0.01m, 0.1m, 0.5m, 1m];

    private readonly List<TraceabilityFact> _facts = [];
    private readonly DemonstrationAuthority _authority;
    private readonly SigningIdentity _national, _provincial, _works;
    private readonly DateOnly _day;
    private readonly Certificate _workingStandard;

    /// <summary>Makes the laboratories and their standards.</summary>
    /// <param name="beforeUnixSeconds">When the first meter measures; everything is dated before.</param>
    /// <param name="currentAmperesMax">Largest current of any meter.</param>
    public DemoHierarchy(long beforeUnixSeconds, decimal currentAmperesMax)
    {
        _day = DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeSeconds(beforeUnixSeconds).UtcDateTime).AddDays(-30);
        long from = At(_day.AddDays(-800)), to = At(_day.AddYears(12));
        _authority = DemonstrationAuthority.Create("Accreditation root", from, to);
        _national = _authority.IssueSigner(NationalCode, "National institute", from, to);
        _provincial = _authority.IssueSigner(ProvincialCode, "Provincial institute", from, to);
        _works = _authority.IssueSigner(WorkingCode, "Works laboratory", from, to);
        _facts.Add(new AnchorTrusted(_authority.CertificateDer, "DEMONSTRATION accreditation root"));
        _facts.Add(new RevocationListAdded(_authority.IssueRevocationList([], 1, At(_day.AddDays(-800)), to)));
        decimal range = currentAmperesMax * 1.2m;
        _facts.Add(new LaboratoryPut(Laboratory(NationalCode, "DEMONSTRATION national institute", true, range, 10m)));
        _facts.Add(new LaboratoryPut(Laboratory(ProvincialCode, "DEMONSTRATION provincial institute", false, range, 30m)));
        _facts.Add(new LaboratoryPut(Laboratory(WorkingCode, "DEMONSTRATION works laboratory", false, range, 100m)));

        var national = Issue(Standard("DEMO-NATIONAL-STANDARD", NationalCode, "DEMONSTRATION national institute", "NS-1", _day.AddDays(-700), 10, range, 0.002m, null), _national);
        var provincial = Issue(Standard("DEMO-PROVINCIAL-STANDARD", NationalCode, "DEMONSTRATION national institute", "PS-1", _day.AddDays(-400), 5, range, 0.006m, national), _national);
        _workingStandard = Issue(Standard(WorkingStandardCertificate, ProvincialCode, "DEMONSTRATION provincial institute", "WS-1", _day.AddDays(-100), 3, range, 0.02m, provincial), _provincial);
    }

    /// <summary>What the host has to know, in order.</summary>
    public IReadOnlyList<TraceabilityFact> Facts => _facts;

    /// <summary>Calibrates a meter, as it were: its certificate, its entry in the register and the approval of its firmware.</summary>
    public void Add(MeterOfMap meter, ParameterSet parameters, byte[] publicKey, string firmwareId, int nominalMillivolts)
    {
        decimal amperesMax = meter.CurrentFullScaleMilliamperes / 1000m;
        decimal volts = nominalMillivolts / 1000m;
        var item = new CalibratedItem("DEMONSTRATION", "Virtual ADE7953", [new Identification("manufacturer", "SN-" + meter.Id)]);
        var certificate = Body("DEMO-METER-" + meter.Id, WorkingCode, "DEMONSTRATION works laboratory", _day, 6, item, _workingStandard) with
        {
            // One that runs out soon, so that there is something in the calendar.
            ValidUntil = meter.Role == NodeRole.Storage ? _day.AddDays(75) : _day.AddYears(6),
            Methods = ["JJG 596-2012"],
            Statements = [new CertificateStatement("", true, ["class 1"], "simpleAcceptance", true)],
            Tables = [Table(1, MeterLoads, amperesMax, volts, 0.03m, 0.1m)],
            Meter = new MeterBinding(meter.Id, ParameterSetCodec.Hash(ParameterSetCodec.Encode(parameters)), SHA256.HashData(publicKey), firmwareId),
        };
        Issue(certificate, _works);
        _facts.Add(new InstrumentPut(new Instrument(meter.Id, "DEMONSTRATION", "Virtual ADE7953", "SN-" + meter.Id, ClassLimitPpm,
        [
            new Condition(Quantities.Current, amperesMax * MeterLoads[0], amperesMax, @"\ampere"),
            new Condition(Quantities.Voltage, volts * 0.9m, volts * 1.1m, @"\volt"),
            new Condition(Quantities.PowerFactor, 0.5m, 1m, @"\one"),
        ])));
        var approved = new FirmwareApproved(firmwareId);
        if (!_facts.Contains(approved)) _facts.Add(approved);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _authority.Dispose();
        _national.Dispose();
        _provincial.Dispose();
        _works.Dispose();
    }

    private Certificate Issue(Certificate certificate, SigningIdentity signer)
    {
        var bytes = CertificateSigner.Sign(DccWriter.Write(certificate, "DEMONSTRATION park"), signer, At(certificate.IssuedOn!.Value) + DaySeconds / 2);
        var hash = SHA256.HashData(bytes);
        _facts.Add(new CertificateAdded(hash, bytes));
        return certificate with { Hash = hash };
    }

    private static Certificate Standard(string id, string code, string laboratory, string serial, DateOnly performed, int years, decimal amperesMax, decimal percent, Certificate? parent) =>
        Body(id, code, laboratory, performed, years, new CalibratedItem("DEMONSTRATION", "Reference meter", [new Identification("manufacturer", serial)]), parent) with
        {
            Methods = ["JJG 1085-2013"],
            Tables = [Table(0, StandardLoads, amperesMax, 230m, 0.001m, percent)],
        };

    private static Certificate Body(string id, string code, string laboratory, DateOnly performed, int years, CalibratedItem item, Certificate? parent) => new()
    {
        Hash = [],
        Id = id,
        SchemaVersion = "3.2.0",
        PerformedFrom = performed.AddDays(-1),
        PerformedTo = performed,
        IssuedOn = performed.AddDays(2),
        ValidUntil = performed.AddYears(years),
        LaboratoryCode = code,
        LaboratoryName = laboratory,
        CountryCode = "CN",
        ResponsiblePersons = ["DEMONSTRATION person"],
        Items = [item],
        Standards = parent is null ? [] :
        [
            new UsedStandard("Reference standard", parent.Items[0].Manufacturer, parent.Items[0].Model, parent.Items[0].Identifications,
                new CertificateReference(parent.Id, "SHA-256", parent.Hash)),
        ],
        Environment =
        [
            new(Quantities.Temperature, 22.5m, 23.5m, @"\degreecelsius"),
            new(Quantities.RelativeHumidity, 45m, 55m, @"\percent"),
        ],
        IsDemonstration = true,
    };

    private static CalibrationTable Table(int channel, decimal[] loads, decimal amperesMax, decimal volts, decimal errorPercent, decimal expandedPercent) => new(
        Quantities.ActiveEnergy, channel, AdjustmentStatus.NotAdjusted, @"\kilo\watt\hour", @"\percent",
        [.. from share in loads
            from factor in new[] { 0.5m, 1m }
            let amperes = amperesMax * share
            select new CalibrationPoint(amperes * volts * factor / 1000m, errorPercent, expandedPercent, 2m,
            [
                new(Quantities.Current, amperes, amperes, @"\ampere"), new(Quantities.Voltage, volts, volts, @"\volt"),
                new(Quantities.PowerFactor, factor, factor, @"\one"),
            ])]);

    private static Laboratory Laboratory(string code, string name, bool isNational, decimal amperesMax, decimal capabilityPpm) => new(code, name, isNational, [],
        [new LaboratoryScope(Quantities.ActiveEnergy, 0.000001m, amperesMax * 2, @"\ampere", capabilityPpm, ["JJG 596", "JJG 1085"], new(1990, 1, 1), new(2099, 12, 31))]);

    private static long At(DateOnly day) => new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeSeconds();
}
