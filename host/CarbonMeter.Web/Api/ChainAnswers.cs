using System.Collections.Generic;
using CarbonMeter.Domain.Certified;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Web.Api;

/// <summary>A meter's calibration chain at a moment.</summary>
/// <param name="MeterId">The meter.</param>
/// <param name="AtUnixSeconds">The time of measurement it is told for, unix s.</param>
/// <param name="AsOfUnixMs">The past moment whose verdict it is, unix ms; null: now.</param>
/// <param name="Binding">What its records say they were made with; null: it has sent none.</param>
/// <param name="Verdict">The verdict; null: not judged by then.</param>
public sealed record ChainAnswer(
    string MeterId, long AtUnixSeconds, long? AsOfUnixMs, BindingAnswer? Binding, ChainVerdictAnswer? Verdict);

/// <summary>What records say of what they were made with.</summary>
/// <param name="Number">Its number in the ledger.</param>
/// <param name="ParameterSetHash">Calibration parameter set, hex.</param>
/// <param name="FirmwareId">Firmware.</param>
/// <param name="PublicKeyHash">SHA-256 of the key their signatures verify under, hex.</param>
public sealed record BindingAnswer(int Number, string ParameterSetHash, string FirmwareId, string PublicKeyHash);

/// <summary>Whether what a meter measures in a span is certified, and why.</summary>
/// <param name="Outcome">The worst of the checks.</param>
/// <param name="IsDemonstration">Whether a certificate of the chain says that it is a demonstration: no calibration took place.</param>
/// <param name="FromUnixSeconds">Beginning of the span, unix s; null: since ever.</param>
/// <param name="ToUnixSeconds">End of the span, unix s; null: for ever.</param>
/// <param name="DecidedAtUnixMs">Since when the host holds it, unix ms.</param>
/// <param name="Links">The chain, from the meter's certificate upwards.</param>
/// <param name="Checks">All 24 checks.</param>
/// <param name="Warnings">What is worth knowing without changing the verdict.</param>
/// <param name="Channels">Uncertainty by channel; empty unless valid.</param>
public sealed record ChainVerdictAnswer(Outcome Outcome, bool IsDemonstration, long? FromUnixSeconds, long? ToUnixSeconds,
    long DecidedAtUnixMs, IReadOnlyList<LinkAnswer> Links, IReadOnlyList<CheckAnswer> Checks, IReadOnlyList<CheckAnswer> Warnings,
    IReadOnlyList<ChannelUncertaintyAnswer> Channels);

/// <summary>One certificate of a chain.</summary>
/// <param name="Level">0 for the meter's own, 1 for that of the standard it was calibrated with, and so on.</param>
/// <param name="CertificateHash">SHA-256 of its bytes, hex.</param>
/// <param name="CertificateId">Its id.</param>
/// <param name="LaboratoryName">Who issued it.</param>
/// <param name="Instrument">What was calibrated; null where the host has not got it in a form it can read.</param>
/// <param name="Outcome">The worst of its checks.</param>
/// <param name="ValidFromUnixSeconds">When it begins to count, unix s; null: since ever.</param>
/// <param name="ValidToUnixSeconds">When it ends to count, unix s; null: never.</param>
/// <param name="IsDemonstration">Whether it says that it is a demonstration.</param>
/// <param name="Findings">What is not in order with it; empty where everything is.</param>
public sealed record LinkAnswer(int Level, string CertificateHash, string CertificateId, string LaboratoryName, string? Instrument,
    Outcome Outcome, long? ValidFromUnixSeconds, long? ValidToUnixSeconds, bool IsDemonstration, IReadOnlyList<CheckAnswer> Findings);

/// <summary>The uncertainty of a channel's energy over its calibrated range.</summary>
/// <param name="ChannelId">Channel, 1 to 8.</param>
/// <param name="VoltageMillivolts">Voltage of the calibration, mV; null: not stated.</param>
/// <param name="Points">Points of load.</param>
public sealed record ChannelUncertaintyAnswer(int ChannelId, long? VoltageMillivolts, IReadOnlyList<LoadPointAnswer> Points);

/// <summary>The uncertainty at a point of load.</summary>
/// <param name="CurrentMilliamperes">Current, mA.</param>
/// <param name="PowerFactorPpm">Power factor without sign, ppm.</param>
/// <param name="ExpandedPpm">Expanded uncertainty (k = 2) of all parts together, ppm, rounded up.</param>
/// <param name="Parts">What each certificate adds.</param>
public sealed record LoadPointAnswer(
    long CurrentMilliamperes, int PowerFactorPpm, long ExpandedPpm, IReadOnlyList<UncertaintyPartAnswer> Parts);

/// <summary>What one certificate adds to an uncertainty.</summary>
/// <param name="CertificateHash">The certificate, hex.</param>
/// <param name="StandardUncertaintyPpb">Relative standard uncertainty (k = 1), parts per billion.</param>
public sealed record UncertaintyPartAnswer(string CertificateHash, long StandardUncertaintyPpb);

/// <summary>Every verdict ever held on a meter's records.</summary>
/// <param name="MeterId">The meter.</param>
/// <param name="Verdicts">The verdicts, newest decision first.</param>
/// <param name="IsAll">False where there are more than are told.</param>
public sealed record VerdictHistoryAnswer(string MeterId, IReadOnlyList<HeldVerdictAnswer> Verdicts, bool IsAll);

/// <summary>A verdict on a span, and while the host held it.</summary>
/// <param name="Binding">What it is about.</param>
/// <param name="FromUnixSeconds">Beginning of the span of measurement, unix s; null: since ever.</param>
/// <param name="ToUnixSeconds">End of the span, unix s; null: for ever.</param>
/// <param name="Outcome">The verdict.</param>
/// <param name="Reason">The first of the worst checks; null where all are valid.</param>
/// <param name="DecidedAtUnixMs">From when on it was held, unix ms.</param>
/// <param name="SupersededAtUnixMs">Until when, unix ms; null: still.</param>
public sealed record HeldVerdictAnswer(BindingAnswer Binding, long? FromUnixSeconds, long? ToUnixSeconds, Outcome Outcome,
    CheckAnswer? Reason, long DecidedAtUnixMs, long? SupersededAtUnixMs);

/// <summary>What runs out soon of that on which meters are certified.</summary>
/// <param name="FromUnixSeconds">Now, unix s.</param>
/// <param name="Days">How far it looks, days.</param>
/// <param name="Entries">What runs out, the soonest first.</param>
public sealed record CalendarAnswer(long FromUnixSeconds, int Days, IReadOnlyList<ExpiryAnswer> Entries);

/// <summary>Something that runs out.</summary>
/// <param name="Kind">What.</param>
/// <param name="AtUnixSeconds">First moment at which it does not hold any more, unix s.</param>
/// <param name="Subject">Id of the certificate, code of the laboratory, or the meter.</param>
/// <param name="CertificateHash">The certificate, hex; null where it is none.</param>
/// <param name="IsDemonstration">Whether it is a demonstration certificate.</param>
/// <param name="MeterIds">Meters whose chains hold it.</param>
/// <param name="Reason">What will fail then; null where it simply ends.</param>
public sealed record ExpiryAnswer(ExpiryKind Kind, long AtUnixSeconds, string Subject, string? CertificateHash,
    bool IsDemonstration, IReadOnlyList<string> MeterIds, CheckAnswer? Reason);
