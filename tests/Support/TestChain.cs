using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.TestSupport;

/// <summary>
/// A sound chain of four certificates (meter, working, provincial and national standard) with everything the judge asks for; a
/// test changes what it is about. Certificates are linked by hash when the facts are made, so a change travels down the chain.
/// Read by <see cref="TestCertificates"/>.
/// </summary>
internal sealed class TestChain
{
    internal const string NationalLaboratory = "NMI-001", ProvincialLaboratory = "PROV-002", WorkingLaboratory = "WORK-003";
    internal const int ClassLimitPpm = 5_000;

    /// <summary>Day of the meter's calibration; the standards were calibrated before.</summary>
    internal static DateOnly CalibratedOn { get; } = new(2023, 6, 5);

    /// <summary>Last day of the meter's certificate.</summary>
    internal static DateOnly ValidUntil { get; } = new(2029, 6, 5);

    /// <summary>When the host learnt all of it: 2023-06-10.</summary>
    internal const long LearntAtUnixMs = 1_686_355_200_000;

    /// <summary>A time of measurement under the meter's certificate: 2023-11-15, where the records of TestMeter begin.</summary>
    internal const long MeasuredAtUnixSeconds = 1_700_006_400;

    internal TestChain(
        string meterId = "CM-0001", byte[]? publicKey = null, byte[]? parameterSetHash = null, string firmwareId = "test-1")
    {
        MeterId = meterId;
        PublicKey = publicKey ?? SHA512.HashData([1, 2, 3]);
        Binding = new RecordBinding(meterId, parameterSetHash ?? new byte[32], firmwareId, SHA256.HashData(PublicKey));
        Instrument = new Instrument(meterId, "Acme", "CM-3", "SN-" + meterId, ClassLimitPpm,
            [Amperes(0.1m, 20m), Volts(207m, 253m), PowerFactor(0.5m, 1m)]);
        National = new Link(Certificate("NMI-2022-1", NationalLaboratory, new(2022, 3, 1), new(2032, 2, 29),
            Item("Nation", "N-1", "SN-N"), 0.002m));
        Provincial = new Link(Certificate("NMI-2022-77", NationalLaboratory, new(2022, 5, 10), new(2024, 5, 9),
            Item("Province", "P-1", "SN-P"), 0.006m)) { Parent = National };
        Working = new Link(Certificate("PROV-2023-5", ProvincialLaboratory, new(2023, 1, 16), new(2024, 1, 15),
            Item("Works", "W-1", "SN-W"), 0.02m)) { Parent = Provincial };
        Meter = new Link(MeterCertificate("WORK-2023-100", CalibratedOn, ValidUntil)) { Parent = Working };
        Links = [National, Provincial, Working, Meter];
    }

    internal string MeterId { get; }
    internal byte[] PublicKey { get; }
    internal RecordBinding Binding { get; set; }

    /// <summary>The meter in the register; null: nobody entered it.</summary>
    internal Instrument? Instrument { get; set; }

    internal List<Laboratory> Laboratories { get; } =
    [
        new(NationalLaboratory, "National Institute", true, [], [Scope(10m)]),
        new(ProvincialLaboratory, "Provincial Institute", false, [], [Scope(30m)]),
        new(WorkingLaboratory, "Works Laboratory", false, [], [Scope(100m)]),
    ];

    internal Link National { get; }
    internal Link Provincial { get; }
    internal Link Working { get; }
    internal Link Meter { get; }

    /// <summary>All certificates in the order in which they arrive; a link comes after the one it stands on.</summary>
    internal List<Link> Links { get; }

    /// <summary>Facts that are not certificates, laboratories or the instrument, in the order of knowing.</summary>
    internal List<TraceabilityFact> Further { get; } = [];

    /// <summary>Whether the meter's key is made known.</summary>
    internal bool KnowsKey { get; set; } = true;

    /// <summary>Whether its firmware is approved.</summary>
    internal bool KnowsFirmware { get; set; } = true;

    /// <summary>One certificate and what surrounds it.</summary>
    internal sealed class Link(Certificate certificate)
    {
        internal Certificate Certificate { get; set; } = certificate;

        /// <summary>The certificate of the standard it was calibrated with; null: none.</summary>
        internal Link? Parent { get; set; }

        internal Outcome Signature { get; set; }
        internal long? SignedAtUnixSeconds { get; set; }

        /// <summary>When it arrived; null: with everything else.</summary>
        internal long? LearntAtUnixMs { get; set; }

        /// <summary>Whether it reaches the host at all.</summary>
        internal bool Arrives { get; set; } = true;

        /// <summary>What is changed once the certificate above it is named in it.</summary>
        internal Func<Certificate, Certificate> AfterLinking { get; set; } = linked => linked;

        /// <summary>Its bytes, with the certificates above it named by the hashes they have now.</summary>
        internal byte[] Bytes => TestCertificates.Encode(Linked, Signature, SignedAtUnixSeconds);

        internal byte[] Hash => SHA256.HashData(Bytes);

        private Certificate Linked => AfterLinking(Parent is null ? Certificate : Certificate with
        {
            Standards = [Standard(Parent.Certificate, Parent.Hash), .. Certificate.Standards],
        });
    }

    /// <summary>A further certificate of this meter, calibrated with the working standard unless it is told otherwise.</summary>
    internal Link AddMeterCertificate(string id, DateOnly performedOn, DateOnly? validUntil)
    {
        var link = new Link(MeterCertificate(id, performedOn, validUntil)) { Parent = Working };
        Links.Add(link);
        return link;
    }

    /// <summary>Everything, in the order of knowing.</summary>
    internal IReadOnlyList<RecordedFact> Facts()
    {
        var facts = new List<(long At, TraceabilityFact Fact)>();
        facts.AddRange(Laboratories.Select(laboratory => (LearntAtUnixMs, (TraceabilityFact)new LaboratoryPut(laboratory))));
        if (KnowsFirmware) facts.Add((LearntAtUnixMs, new FirmwareApproved(Binding.FirmwareId)));
        if (KnowsKey) facts.Add((LearntAtUnixMs, new KeyEnrolled(MeterId, PublicKey, 1, null)));
        if (Instrument is not null) facts.Add((LearntAtUnixMs, new InstrumentPut(Instrument)));
        foreach (var link in Links.Where(link => link.Arrives))
            facts.Add((link.LearntAtUnixMs ?? LearntAtUnixMs, new CertificateAdded(link.Hash, link.Bytes)));
        facts.AddRange(Further.Select(fact => (LearntAtUnixMs, fact)));
        return [.. facts.OrderBy(fact => fact.At).Select((fact, index) => new RecordedFact(index + 1, fact.At, fact.Fact))];
    }

    /// <summary>The start of a day.</summary>
    internal static long Day(int year, int month, int day) =>
        new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();

    internal static Condition Amperes(decimal from, decimal to) => new(Quantities.Current, from, to, "\\ampere");
    internal static Condition Volts(decimal from, decimal to) => new(Quantities.Voltage, from, to, "\\volt");
    internal static Condition PowerFactor(decimal from, decimal to) => new(Quantities.PowerFactor, from, to, "\\one");

    /// <summary>A certificate of an instrument without channels.</summary>
    internal static Certificate Certificate(
        string id, string laboratory, DateOnly performedOn, DateOnly? validUntil, CalibratedItem item, decimal expandedPercent) => new()
    {
        Hash = [],
        Id = id,
        SchemaVersion = "3.2.0",
        PerformedFrom = performedOn.AddDays(-1),
        PerformedTo = performedOn,
        IssuedOn = performedOn.AddDays(2),
        ValidUntil = validUntil,
        LaboratoryCode = laboratory,
        LaboratoryName = "Laboratory " + laboratory,
        CountryCode = "CN",
        ResponsiblePersons = ["A. Person"],
        Items = [item],
        Methods = ["JJG 1085-2013"],
        Tables = [EnergyTable(0, AdjustmentStatus.NotAdjusted, 0.01m, expandedPercent)],
        Environment =
        [
            new(Quantities.Temperature, 22.5m, 23.5m, "\\degreecelsius"),
            new(Quantities.RelativeHumidity, 45m, 55m, "\\percent"),
        ],
    };

    /// <summary>Points at four currents and two power factors, with errors and uncertainties in percent.</summary>
    internal static CalibrationTable EnergyTable(
        int channel, AdjustmentStatus status, decimal errorPercent, decimal expandedPercent, decimal currentFrom = 0.05m) => new(
        Quantities.ActiveEnergy, channel, status, "\\kilo\\watt\\hour", "\\percent",
        [.. from current in new[] { currentFrom, 1m, 5m, 25m }
            from factor in new[] { 0.5m, 1m }
            select new CalibrationPoint(current * factor * 0.23m, errorPercent, expandedPercent, 2m,
                [Amperes(current, current), Volts(230m, 230m), PowerFactor(factor, factor)])]);

    internal static CalibratedItem Item(string manufacturer, string model, string serial) =>
        new(manufacturer, model, [new Identification("manufacturer", serial)]);

    /// <summary>How a certificate names the standard it was made with.</summary>
    internal static UsedStandard Standard(Certificate parent, byte[] hash) => new("standard", parent.Items[0].Manufacturer,
        parent.Items[0].Model, parent.Items[0].Identifications, new CertificateReference(parent.Id, "SHA-256", hash));

    private static LaboratoryScope Scope(decimal capabilityPpm) => new(Quantities.ActiveEnergy, 0.01m, 100m, "\\ampere", capabilityPpm,
        ["JJG 596", "JJG 1085"], new(2020, 1, 1), new(2030, 12, 31));

    private Certificate MeterCertificate(string id, DateOnly performedOn, DateOnly? validUntil) => Certificate(
        id, WorkingLaboratory, performedOn, validUntil, Item("Acme", "CM-3", "SN-" + MeterId), 0.1m) with
    {
        Methods = ["JJG 596-2012"],
        Statements = [new CertificateStatement("", null, ["IEC 62053-22 class 0.5S"], "simpleAcceptance", true)],
        Tables = [EnergyTable(1, AdjustmentStatus.NotAdjusted, 0.03m, 0.1m, 0.1m)],
        Meter = new MeterBinding(MeterId, Binding.ParameterSetHash, Binding.PublicKeyHash, Binding.FirmwareId),
    };
}
