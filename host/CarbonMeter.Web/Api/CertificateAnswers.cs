using System.Collections.Generic;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Web.Api;

/// <summary>Certificates in the order of arrival.</summary>
/// <param name="Certificates">The certificates.</param>
/// <param name="NextAfter">What to give as after for the next page; null at the end.</param>
public sealed record CertificatesAnswer(IReadOnlyList<CertificateHeadAnswer> Certificates, int? NextAfter);

/// <summary>A certificate in short.</summary>
/// <param name="Number">Its place in the order of arrival, from 1.</param>
/// <param name="Hash">SHA-256 of its bytes, hex: its identity.</param>
/// <param name="Id">The laboratory's identifier; null where it cannot be read.</param>
/// <param name="LaboratoryCode">Code of the laboratory; null where not stated.</param>
/// <param name="LaboratoryName">Its name; null where it cannot be read.</param>
/// <param name="Instrument">What was calibrated: manufacturer, model, serial number.</param>
/// <param name="MeterId">The meter it is bound to; null where it is none of a meter.</param>
/// <param name="PerformedFrom">First day of the calibration, YYYY-MM-DD.</param>
/// <param name="PerformedTo">Last day of it.</param>
/// <param name="IssuedOn">Day of issue; null where not stated.</param>
/// <param name="ValidUntil">Last day of its validity; null where not stated.</param>
/// <param name="IsDemonstration">Whether it says that it is a demonstration: no calibration took place.</param>
/// <param name="ReceivedAtUnixMs">When the host first had it, unix ms.</param>
/// <param name="RevokedFromUnixSeconds">From when on it is revoked, unix s; null: it is not.</param>
/// <param name="RevokedWhy">Why, in the operator's words; null: it is not.</param>
/// <param name="Problem">Why it cannot be read; null where it can.</param>
/// <param name="SizeBytes">Size of its bytes.</param>
public sealed record CertificateHeadAnswer(int Number, string Hash, string? Id, string? LaboratoryCode, string? LaboratoryName,
    string? Instrument, string? MeterId, string? PerformedFrom, string? PerformedTo, string? IssuedOn, string? ValidUntil,
    bool IsDemonstration, long ReceivedAtUnixMs, long? RevokedFromUnixSeconds, string? RevokedWhy, string? Problem, int SizeBytes);

/// <summary>A certificate with its own figures, as its laboratory states them.</summary>
/// <param name="Certificate">In short.</param>
/// <param name="Signature">What its signature is worth; null where it cannot be read.</param>
/// <param name="SchemaVersion">Version of the DCC schema it follows.</param>
/// <param name="CountryCode">ISO 3166-1 code.</param>
/// <param name="ResponsiblePersons">Those who answer for it.</param>
/// <param name="Methods">Methods and norms used.</param>
/// <param name="Items">What was calibrated.</param>
/// <param name="Standards">Standards used, with the certificates they are traced by.</param>
/// <param name="Environment">Surroundings.</param>
/// <param name="Statements">Statements of conformity, traceability, validity.</param>
/// <param name="Tables">Results.</param>
/// <param name="Binding">What ties it to a meter's records; null for other instruments.</param>
public sealed record CertificateAnswer(CertificateHeadAnswer Certificate, SignatureAnswer? Signature, string? SchemaVersion,
    string? CountryCode, IReadOnlyList<string> ResponsiblePersons, IReadOnlyList<string> Methods, IReadOnlyList<string> Items,
    IReadOnlyList<StandardAnswer> Standards, IReadOnlyList<ConditionAnswer> Environment, IReadOnlyList<StatementAnswer> Statements,
    IReadOnlyList<TableAnswer> Tables, CertificateBindingAnswer? Binding);

/// <summary>What a signature was found to be worth.</summary>
/// <param name="Outcome">Valid: intact, and by a signer that chains to a trusted authority.</param>
/// <param name="Reason">Key of the reason.</param>
/// <param name="English">The reason in a sentence.</param>
/// <param name="Chinese">The same in Chinese.</param>
/// <param name="SignedAtUnixSeconds">Stated time of signing, unix s; null: none.</param>
/// <param name="SignerName">Subject of the signer; null where none was found.</param>
public sealed record SignatureAnswer(
    Outcome Outcome, string Reason, string English, string Chinese, long? SignedAtUnixSeconds, string? SignerName);

/// <summary>A standard used for a calibration.</summary>
/// <param name="Name">What it is: name, manufacturer, model, serial number.</param>
/// <param name="CertificateId">Id its certificate is named by; null: none is named.</param>
/// <param name="CertificateHash">Hash it is named by, hex; null: none usable.</param>
/// <param name="IsKnown">Whether the host has that certificate.</param>
public sealed record StandardAnswer(string Name, string? CertificateId, string? CertificateHash, bool IsKnown);

/// <summary>A condition, as a value or a range; figures as decimal digits, exactly as printed.</summary>
/// <param name="Quantity">What.</param>
/// <param name="From">Lower end, or the value.</param>
/// <param name="To">Upper end; the same for a value.</param>
/// <param name="Unit">D-SI unit.</param>
public sealed record ConditionAnswer(string Quantity, string From, string To, string Unit);

/// <summary>A statement.</summary>
/// <param name="Norms">Norms it refers to.</param>
/// <param name="DecisionRule">Decision rule; null: none.</param>
/// <param name="Conforms">Whether the item conforms; null: not stated.</param>
/// <param name="Traceable">Whether it states traceability; null: not stated.</param>
public sealed record StatementAnswer(IReadOnlyList<string> Norms, string? DecisionRule, bool? Conforms, bool? Traceable);

/// <summary>The points at which one quantity was compared.</summary>
/// <param name="Quantity">The quantity.</param>
/// <param name="ChannelId">Channel of a meter; 0: an instrument without channels.</param>
/// <param name="Status">Before or after an adjustment, or neither.</param>
/// <param name="Unit">D-SI unit of the reference values.</param>
/// <param name="ErrorUnit">D-SI unit of errors and uncertainties.</param>
/// <param name="Points">The points.</param>
public sealed record TableAnswer(string Quantity, int ChannelId, AdjustmentStatus Status, string Unit, string ErrorUnit,
    IReadOnlyList<PointAnswer> Points);

/// <summary>One comparison; figures as decimal digits, exactly as printed.</summary>
/// <param name="Reference">Value of the reference.</param>
/// <param name="Error">Indication less reference.</param>
/// <param name="ExpandedUncertainty">Expanded uncertainty of the error.</param>
/// <param name="CoverageFactor">k of it.</param>
/// <param name="Conditions">Current, voltage, power factor and the like.</param>
public sealed record PointAnswer(string Reference, string Error, string ExpandedUncertainty, string CoverageFactor,
    IReadOnlyList<ConditionAnswer> Conditions);

/// <summary>What ties a certificate to a meter's records.</summary>
/// <param name="MeterId">Meter id in the records.</param>
/// <param name="ParameterSetHash">Parameter set as left, hex.</param>
/// <param name="PublicKeyHash">SHA-256 of the meter's public key, hex.</param>
/// <param name="FirmwareId">Firmware the meter ran.</param>
public sealed record CertificateBindingAnswer(string MeterId, string ParameterSetHash, string PublicKeyHash, string FirmwareId);
