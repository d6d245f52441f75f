using System;
using System.Collections.Generic;

namespace CarbonMeter.Domain.Traceability;

/// <summary>
/// What a chain needs of a calibration certificate, as its laboratory states it; nothing is judged here. Figures are decimals
/// exactly as printed, in the unit printed beside them (D-SI, for example <c>\ampere</c>). docs/formats/certificate.md says
/// where in a PTB DCC each one stands.
/// </summary>
public sealed record Certificate
{
    /// <summary>SHA-256 of the original bytes, 32 bytes: the certificate's identity here and in the certificates below it.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>The laboratory's own identifier, unique by its promise only.</summary>
    public required string Id { get; init; }

    /// <summary>Schema version it says it follows, for example 3.2.0.</summary>
    public required string SchemaVersion { get; init; }

    /// <summary>First day of the calibration.</summary>
    public required DateOnly PerformedFrom { get; init; }

    /// <summary>Last day of the calibration.</summary>
    public required DateOnly PerformedTo { get; init; }

    /// <summary>Day of issue; null where not stated.</summary>
    public DateOnly? IssuedOn { get; init; }

    /// <summary>Last day on which the laboratory or the owner's plan lets it be used; null where the certificate states none.</summary>
    public DateOnly? ValidUntil { get; init; }

    /// <summary>The certificate it replaces or follows; null for a first one.</summary>
    public CertificateReference? PreviousReport { get; init; }

    /// <summary>Code of the laboratory, as the laboratory register knows it; null where not stated.</summary>
    public string? LaboratoryCode { get; init; }

    /// <summary>Name of the laboratory.</summary>
    public required string LaboratoryName { get; init; }

    /// <summary>ISO 3166-1 code of the country.</summary>
    public required string CountryCode { get; init; }

    /// <summary>Those who answer for it, the main signer first.</summary>
    public IReadOnlyList<string> ResponsiblePersons { get; init; } = [];

    /// <summary>What was calibrated; at least one.</summary>
    public required IReadOnlyList<CalibratedItem> Items { get; init; }

    /// <summary>Statements: traceability, conformity, validity.</summary>
    public IReadOnlyList<CertificateStatement> Statements { get; init; } = [];

    /// <summary>Methods and norms used.</summary>
    public IReadOnlyList<string> Methods { get; init; } = [];

    /// <summary>Standards used, with the certificates they are traced by.</summary>
    public IReadOnlyList<UsedStandard> Standards { get; init; } = [];

    /// <summary>Results, one table a quantity and adjustment status.</summary>
    public IReadOnlyList<CalibrationTable> Tables { get; init; } = [];

    /// <summary>Surroundings during the calibration.</summary>
    public IReadOnlyList<Condition> Environment { get; init; } = [];

    /// <summary>What a carbon meter's certificate says of the meter beyond the DCC's own fields; null for other instruments.</summary>
    public MeterBinding? Meter { get; init; }

    /// <summary>Whether it says that it is a demonstration and no calibration took place.</summary>
    public bool IsDemonstration { get; init; }
}

/// <summary>A certificate named in another by the hash of its bytes.</summary>
/// <param name="Id">The identifier it is named by.</param>
/// <param name="Procedure">Name of the hash function, for example SHA-256.</param>
/// <param name="Hash">The hash; null where the text is not a hash of that function.</param>
public sealed record CertificateReference(string Id, string Procedure, byte[]? Hash);

/// <summary>An instrument that was calibrated.</summary>
/// <param name="Manufacturer">Manufacturer; null where not stated.</param>
/// <param name="Model">Model; null where not stated.</param>
/// <param name="Identifications">Serial and inventory numbers, at least one.</param>
public sealed record CalibratedItem(string? Manufacturer, string? Model, IReadOnlyList<Identification> Identifications);

/// <summary>A number an instrument is known by.</summary>
/// <param name="Issuer">Who gave it: manufacturer, customer, calibrationLaboratory, owner, other.</param>
/// <param name="Value">The number.</param>
public sealed record Identification(string Issuer, string Value);

/// <summary>A statement in words a program can use.</summary>
/// <param name="RefType">Kind of the statement by its refType; empty where none.</param>
/// <param name="Traceable">Whether it states traceability.</param>
/// <param name="Norms">Norms it refers to, for example IEC 62053-21 class 1.</param>
/// <param name="Convention">Decision rule of a conformity statement.</param>
/// <param name="Conforms">Whether the item conforms; null where not stated.</param>
public sealed record CertificateStatement(
    string RefType, bool? Traceable, IReadOnlyList<string> Norms, string? Convention, bool? Conforms);

/// <summary>A standard used for a calibration.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Manufacturer">Manufacturer; null where not stated.</param>
/// <param name="Model">Model; null where not stated.</param>
/// <param name="Identifications">Its numbers.</param>
/// <param name="Certificate">The certificate it is traced by; null where the certificate names none.</param>
public sealed record UsedStandard(
    string Name, string? Manufacturer, string? Model, IReadOnlyList<Identification> Identifications, CertificateReference? Certificate);

/// <summary>Before or after an adjustment.</summary>
public enum AdjustmentStatus
{
    /// <summary>The item was not adjusted, so both are the same.</summary>
    NotAdjusted = 0,
    /// <summary>As found, before the adjustment.</summary>
    AsFound = 1,
    /// <summary>As left, after the adjustment.</summary>
    AsLeft = 2,
}

/// <summary>The points at which one quantity was compared.</summary>
/// <param name="Quantity">The quantity, for example <see cref="Quantities.ActiveEnergy"/>; empty where the certificate names none.</param>
/// <param name="ChannelId">Channel of a meter, 1 to 8; 0 for an instrument without channels.</param>
/// <param name="Status">Before or after an adjustment.</param>
/// <param name="Unit">D-SI unit of the reference values.</param>
/// <param name="ErrorUnit">D-SI unit of errors and uncertainties: the same dimension, or <c>\percent</c>, <c>\one</c>, <c>\ppm</c> of the reference.</param>
/// <param name="Points">The points, at least one.</param>
public sealed record CalibrationTable(
    string Quantity, int ChannelId, AdjustmentStatus Status, string Unit, string ErrorUnit, IReadOnlyList<CalibrationPoint> Points);

/// <summary>Names of the quantities this product judges by range and uncertainty; others are compared by unit alone.</summary>
public static class Quantities
{
    /// <summary>Active electrical energy.</summary>
    public const string ActiveEnergy = "activeEnergy";
    /// <summary>Mole fraction of carbon dioxide.</summary>
    public const string CarbonDioxideFraction = "carbonDioxideFraction";
    /// <summary>Conditions of a point.</summary>
    public const string Current = "current", Voltage = "voltage", PowerFactor = "powerFactor", Frequency = "frequency",
        Temperature = "temperature", RelativeHumidity = "relativeHumidity";
}

/// <summary>One comparison with a reference.</summary>
/// <param name="Reference">Value of the reference.</param>
/// <param name="Error">Indication less reference.</param>
/// <param name="ExpandedUncertainty">Of the error; more than 0.</param>
/// <param name="CoverageFactor">k of it; 1 or more, usually 2.</param>
/// <param name="Conditions">Current, voltage, power factor and the like at the point.</param>
public sealed record CalibrationPoint(
    decimal Reference, decimal Error, decimal ExpandedUncertainty, decimal CoverageFactor, IReadOnlyList<Condition> Conditions);

/// <summary>A condition, as a value or a range.</summary>
/// <param name="Quantity">What, for example <see cref="Quantities.Current"/>.</param>
/// <param name="From">Lower end, or the value.</param>
/// <param name="To">Upper end; the same as <paramref name="From"/> for a value.</param>
/// <param name="Unit">D-SI unit.</param>
public sealed record Condition(string Quantity, decimal From, decimal To, string Unit);

/// <summary>What ties a certificate to a meter's records.</summary>
/// <param name="MeterId">Meter id in the records.</param>
/// <param name="ParameterSetHash">SHA-256 of the parameter set as left, 32 bytes.</param>
/// <param name="PublicKeyHash">SHA-256 of the meter's public key (X, Y: 64 bytes), 32 bytes.</param>
/// <param name="FirmwareId">Firmware the meter ran.</param>
public sealed record MeterBinding(string MeterId, byte[] ParameterSetHash, byte[] PublicKeyHash, string FirmwareId);
