using System;
using System.Collections.Generic;

namespace CarbonMeter.Domain.Traceability;

/// <summary>Something the operator or a meter told the host that bears on a verdict. Facts are only ever added.</summary>
public abstract record TraceabilityFact;

/// <summary>A certificate arrived. The bytes are kept as they came.</summary>
public sealed record CertificateAdded(byte[] Hash, byte[] Bytes) : TraceabilityFact;

/// <summary>A certificate is not to be used for anything measured or calibrated from a moment on.</summary>
/// <param name="Hash">The certificate.</param>
/// <param name="FromUnixSeconds">From when on; may lie in the past.</param>
/// <param name="Why">Why, in the operator's words.</param>
public sealed record CertificateRevoked(byte[] Hash, long FromUnixSeconds, string Why) : TraceabilityFact;

/// <summary>A laboratory with all its scopes, replacing what was known under its code.</summary>
public sealed record LaboratoryPut(Laboratory Laboratory) : TraceabilityFact;

/// <summary>A certificate authority or signer's certificate that the operator trusts (X.509, DER).</summary>
public sealed record AnchorTrusted(byte[] CertificateDer, string Name) : TraceabilityFact;

/// <summary>An authority is trusted no more.</summary>
/// <param name="CertificateHash">SHA-256 of its DER.</param>
/// <param name="Why">Why, in the operator's words.</param>
public sealed record AnchorDistrusted(byte[] CertificateHash, string Why) : TraceabilityFact;

/// <summary>A revocation list of an authority (X.509 CRL, DER).</summary>
public sealed record RevocationListAdded(byte[] ListDer) : TraceabilityFact;

/// <summary>A meter as it is installed, replacing what was known of it.</summary>
public sealed record InstrumentPut(Instrument Instrument) : TraceabilityFact;

/// <summary>A firmware that is approved for the legally relevant part.</summary>
public sealed record FirmwareApproved(string FirmwareId) : TraceabilityFact;

/// <summary>A firmware whose approval is withdrawn for what is measured from a moment on.</summary>
public sealed record FirmwareWithdrawn(string FirmwareId, long FromUnixSeconds, string Why) : TraceabilityFact;

/// <summary>A key a meter signs with, from a record's sequence on.</summary>
/// <param name="MeterId">The meter.</param>
/// <param name="PublicKey">X, Y: 64 bytes.</param>
/// <param name="FromSequence">First sequence signed with it; 1 for the key of the enrolment.</param>
/// <param name="ByRecordHash">The record, signed with the key before, that announces it; null at enrolment.</param>
public sealed record KeyEnrolled(string MeterId, byte[] PublicKey, long FromSequence, byte[]? ByRecordHash) : TraceabilityFact;

/// <summary>A meter asked to be registered, and was. The request is kept as it came.</summary>
/// <param name="MeterId">The meter.</param>
/// <param name="Request">The signed request, docs/formats/enrolment.md.</param>
public sealed record EnrolmentReceived(string MeterId, byte[] Request) : TraceabilityFact;

/// <summary>A key is not to be believed for what is measured from a moment on.</summary>
public sealed record KeyRevoked(string MeterId, byte[] PublicKeyHash, long FromUnixSeconds, string Why) : TraceabilityFact;

/// <summary>The seal of a meter was broken or a legally relevant part repaired: its certificate ends there.</summary>
public sealed record MeterOpened(string MeterId, long AtUnixSeconds, string Why) : TraceabilityFact;

/// <summary>How uncertain a factor set's figures are, in the operator's words; it replaces what was stated before.</summary>
/// <param name="FactorSetHash">SHA-256 of the set's bytes, as records name it.</param>
/// <param name="StandardUncertaintyPpm">Relative standard uncertainty (k = 1) of its intensities, ppm, 0 to 1 000 000.</param>
/// <param name="Source">Where the figure comes from; not empty.</param>
public sealed record FactorUncertaintyStated(byte[] FactorSetHash, int StandardUncertaintyPpm, string Source) : TraceabilityFact;

/// <summary>A fact with its place in the order of knowing.</summary>
/// <param name="Number">1, 2, 3, ...: the order in which the host learnt them.</param>
/// <param name="RecordedAtUnixMs">When it learnt this one; never less than that of the fact before.</param>
/// <param name="Fact">The fact.</param>
public sealed record RecordedFact(long Number, long RecordedAtUnixMs, TraceabilityFact Fact);

/// <summary>A laboratory and what it may calibrate.</summary>
/// <param name="Code">Its code in certificates.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsNationalInstitute">Whether chains may end at it: a national metrology institute.</param>
/// <param name="SignerNames">Subject names of X.509 certificates that may sign for it; empty: any signer that names its code.</param>
/// <param name="Scopes">What it is accredited for.</param>
public sealed record Laboratory(
    string Code, string Name, bool IsNationalInstitute, IReadOnlyList<string> SignerNames, IReadOnlyList<LaboratoryScope> Scopes);

/// <summary>One line of an accreditation.</summary>
/// <param name="Quantity">Quantity, as in <see cref="Quantities"/>.</param>
/// <param name="RangeFrom">Lowest value.</param>
/// <param name="RangeTo">Highest value.</param>
/// <param name="Unit">D-SI unit of the range; for active energy the range is that of the current.</param>
/// <param name="CapabilityPpm">Calibration and measurement capability: least expanded uncertainty (k = 2) it may state, relative, ppm.</param>
/// <param name="Methods">Methods or norms it may use; empty: any.</param>
/// <param name="AccreditedFrom">First day.</param>
/// <param name="AccreditedTo">Last day.</param>
public sealed record LaboratoryScope(string Quantity, decimal RangeFrom, decimal RangeTo, string Unit, decimal CapabilityPpm,
    IReadOnlyList<string> Methods, DateOnly AccreditedFrom, DateOnly AccreditedTo);

/// <summary>A meter as installed: what its certificate has to cover.</summary>
/// <param name="MeterId">Meter id in the records.</param>
/// <param name="Manufacturer">Manufacturer.</param>
/// <param name="Model">Model.</param>
/// <param name="Serial">Serial number on its plate.</param>
/// <param name="ClassLimitPpm">Largest permissible error of its class, ppm; 0 where it claims no class.</param>
/// <param name="Use">Ranges it is used in: current, voltage, power factor, ...</param>
public sealed record Instrument(
    string MeterId, string Manufacturer, string Model, string Serial, int ClassLimitPpm, IReadOnlyList<Condition> Use);

/// <summary>
/// What the signature of a certificate was found to be worth under what was trusted at a time. Invalid: shown not to hold,
/// whatever else is learnt. Cannot tell: an authority, a laboratory, a revocation list or the time of signing is missing.
/// </summary>
/// <param name="CertificateHash">The certificate.</param>
/// <param name="Outcome">Valid: intact, by a signer of the laboratory that chains to a trusted authority at the time of signing.</param>
/// <param name="Reason">Key of the sentence that says so (<see cref="SignatureReasons"/>), also where valid.</param>
/// <param name="Arguments">What the sentence is filled with.</param>
/// <param name="SignedAtUnixSeconds">Time of signing as the signed properties state it; null where none.</param>
/// <param name="SignerName">Subject of the signer; null where none was found.</param>
public sealed record SignatureVerdict(
    byte[] CertificateHash, Outcome Outcome, string Reason, IReadOnlyList<string> Arguments, long? SignedAtUnixSeconds, string? SignerName);
