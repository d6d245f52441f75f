using System;
using System.Collections.Generic;

namespace CarbonMeter.Domain.Traceability;

/// <summary>Three-valued, and ordered: the worst of several is the greatest.</summary>
public enum Outcome
{
    /// <summary>Shown to hold.</summary>
    Valid = 0,
    /// <summary>Something needed to tell is missing.</summary>
    CannotTell = 1,
    /// <summary>Shown not to hold.</summary>
    Invalid = 2,
}

/// <summary>The checks of a chain, by their numbers in docs/formats/chain.md.</summary>
public enum ChainCheck
{
    /// <summary>Bytes of the certificate hash to what the certificate below cites.</summary>
    HashAsCited = 1,
    /// <summary>Signed, intact, by a signer that chains to the laboratory.</summary>
    Signature = 2,
    /// <summary>The item is the instrument in the register, or the standard the certificate below names.</summary>
    ItemIdentity = 3,
    /// <summary>No two bodies bear one id.</summary>
    UniqueId = 4,
    /// <summary>Neither revoked nor superseded; the previous report is consistent.</summary>
    NotSuperseded = 5,
    /// <summary>The certificate above was in force on the days of this calibration.</summary>
    ParentInForce = 6,
    /// <summary>Begun, ended, issued in this order, nothing after the day it was received.</summary>
    DatesInOrder = 7,
    /// <summary>The record lies within the meter's validity.</summary>
    RecordInValidity = 8,
    /// <summary>No repair, firmware change or broken seal since.</summary>
    NotOpenedSince = 9,
    /// <summary>No batch of certificates from one sampling day.</summary>
    PlausibleCadence = 10,
    /// <summary>The laboratory was accredited for quantity, range and date.</summary>
    Accredited = 11,
    /// <summary>The stated uncertainty is not less than the laboratory's capability.</summary>
    WithinCapability = 12,
    /// <summary>The method is allowed at this level.</summary>
    MethodAllowed = 13,
    /// <summary>Quantity and unit match by dimension.</summary>
    UnitsMatch = 14,
    /// <summary>The range of use lies in the calibrated range.</summary>
    RangeCovered = 15,
    /// <summary>Uncertainty does not shrink on the way down and is small enough for the class.</summary>
    UncertaintyGrows = 16,
    /// <summary>Error and uncertainty within the class by the stated decision rule.</summary>
    WithinClass = 17,
    /// <summary>As-found drift within the budget.</summary>
    DriftWithinBudget = 18,
    /// <summary>The correction in the certificate is the one in the parameter set.</summary>
    CorrectionApplied = 19,
    /// <summary>Surroundings within limits.</summary>
    EnvironmentWithinLimits = 20,
    /// <summary>Ends at a national institute, without a circle, by one path.</summary>
    EndsAtNationalStandard = 21,
    /// <summary>The record names the parameter set that was certified.</summary>
    ParameterSetBound = 22,
    /// <summary>The record names an approved firmware.</summary>
    FirmwareApproved = 23,
    /// <summary>The record's key was the meter's at that time.</summary>
    KeyRegistered = 24,
}

/// <summary>What one check found; of the links of a chain the worst one speaks.</summary>
/// <param name="Check">The check.</param>
/// <param name="Outcome">What it found.</param>
/// <param name="Reason">Key of the sentence that says so (<c>ReasonWords</c>).</param>
/// <param name="Arguments">What the sentence is filled with: ids, dates, figures.</param>
/// <param name="CertificateHash">The certificate it is about; null where none.</param>
public sealed record CheckResult(
    ChainCheck Check, Outcome Outcome, string Reason, IReadOnlyList<string> Arguments, byte[]? CertificateHash);

/// <summary>What a record says about what it was made with; records that say the same share a verdict.</summary>
/// <param name="MeterId">The meter.</param>
/// <param name="ParameterSetHash">Parameter set in force, 32 bytes.</param>
/// <param name="FirmwareId">Firmware.</param>
/// <param name="PublicKeyHash">SHA-256 of the public key (X, Y) its signature verified under, 32 bytes.</param>
public sealed record RecordBinding(string MeterId, byte[] ParameterSetHash, string FirmwareId, byte[] PublicKeyHash)
{
    /// <summary>Whether both say the same; hashes are compared by their bytes.</summary>
    public bool Equals(RecordBinding? other) => ReferenceEquals(this, other)
        || (other is not null && MeterId == other.MeterId && FirmwareId == other.FirmwareId
            && ParameterSetHash.AsSpan().SequenceEqual(other.ParameterSetHash)
            && PublicKeyHash.AsSpan().SequenceEqual(other.PublicKeyHash));

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(MeterId, StringComparer.Ordinal);
        hash.Add(FirmwareId, StringComparer.Ordinal);
        hash.AddBytes(ParameterSetHash);
        hash.AddBytes(PublicKeyHash);
        return hash.ToHashCode();
    }
}

/// <summary>One certificate of a chain as it was used.</summary>
/// <param name="Level">0 for the meter's own, 1 for that of the standard it was calibrated with, ...</param>
/// <param name="CertificateHash">The certificate.</param>
/// <param name="CertificateId">Its id.</param>
/// <param name="LaboratoryName">Who issued it.</param>
/// <param name="Outcome">The worst of its checks.</param>
/// <param name="ValidFromUnixSeconds">When it begins to count.</param>
/// <param name="ValidToUnixSeconds">When it ends to count; null: never.</param>
public sealed record ChainLink(int Level, byte[] CertificateHash, string CertificateId, string LaboratoryName, Outcome Outcome,
    long ValidFromUnixSeconds, long? ValidToUnixSeconds);

/// <summary>The part of a standard uncertainty that one certificate of a chain adds, to be shared by all below it.</summary>
/// <param name="CertificateHash">The certificate it comes from: the same hash in two chains is the same, common, part.</param>
/// <param name="StandardUncertaintyPpb">Relative standard uncertainty (k = 1), parts per billion.</param>
public sealed record UncertaintyPart(byte[] CertificateHash, long StandardUncertaintyPpb);

/// <summary>What is uncertain about a channel's energy at a point of load.</summary>
/// <param name="CurrentMilliamperes">Current of the calibration point.</param>
/// <param name="PowerFactorPpm">Power factor of it, without sign.</param>
/// <param name="Parts">One part a certificate of the chain, own first; independent of each other.</param>
public sealed record LoadPoint(long CurrentMilliamperes, int PowerFactorPpm, IReadOnlyList<UncertaintyPart> Parts);

/// <summary>Uncertainty of a channel over its calibrated range.</summary>
/// <param name="ChannelId">Channel, 1 to 8.</param>
/// <param name="VoltageMillivolts">Voltage of the calibration, for what lies below the lowest current.</param>
/// <param name="Points">Load points, by current, then power factor.</param>
public sealed record ChannelUncertainty(int ChannelId, long VoltageMillivolts, IReadOnlyList<LoadPoint> Points);

/// <summary>A verdict on all records of a binding that are measured in a span of time.</summary>
/// <param name="FromUnixSeconds">Beginning of the span; <see cref="long.MinValue"/>: since ever.</param>
/// <param name="ToUnixSeconds">End of the span, exclusive; <see cref="long.MaxValue"/>: for ever.</param>
/// <param name="Verdict">The verdict there.</param>
public sealed record VerdictSpan(long FromUnixSeconds, long ToUnixSeconds, ChainVerdict Verdict);

/// <summary>Whether what a meter measured is certified, and why.</summary>
/// <param name="Outcome">The worst of the checks.</param>
/// <param name="Checks">All 24, in their order.</param>
/// <param name="Chain">The certificates used, from the meter's upwards.</param>
/// <param name="Channels">Uncertainty by channel; empty unless valid.</param>
/// <param name="Warnings">What is worth knowing without changing the verdict, such as drift found afterwards.</param>
public sealed record ChainVerdict(Outcome Outcome, IReadOnlyList<CheckResult> Checks, IReadOnlyList<ChainLink> Chain,
    IReadOnlyList<ChannelUncertainty> Channels, IReadOnlyList<CheckResult> Warnings);
