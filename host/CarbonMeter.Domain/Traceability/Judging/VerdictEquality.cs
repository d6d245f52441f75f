using System;
using System.Collections.Generic;
using System.Linq;

namespace CarbonMeter.Domain.Traceability.Judging;

/// <summary>Whether two verdicts say the same; lists and hashes are compared by what is in them.</summary>
internal static class VerdictEquality
{
    internal static bool Same(ChainVerdict a, ChainVerdict b) => a.Outcome == b.Outcome
        && a.Checks.SequenceEqual(b.Checks, CheckComparer.Instance)
        && a.Warnings.SequenceEqual(b.Warnings, CheckComparer.Instance)
        && a.Chain.Count == b.Chain.Count && a.Chain.Zip(b.Chain).All(pair => Same(pair.First, pair.Second))
        // Channels are worked out once a chain, and chains were found equal above.
        && a.Channels.Count == b.Channels.Count;

    private static bool Same(ChainLink a, ChainLink b) =>
        a.CertificateHash.AsSpan().SequenceEqual(b.CertificateHash) && a with { CertificateHash = b.CertificateHash } == b;
}

/// <summary>Compares results by what they say.</summary>
internal sealed class CheckComparer : IEqualityComparer<CheckResult>
{
    internal static readonly CheckComparer Instance = new();

    public bool Equals(CheckResult? a, CheckResult? b) => ReferenceEquals(a, b)
        || (a is not null && b is not null && a.Check == b.Check && a.Outcome == b.Outcome && a.Reason == b.Reason
            && a.Arguments.SequenceEqual(b.Arguments, StringComparer.Ordinal)
            && a.CertificateHash is null == b.CertificateHash is null && a.CertificateHash.AsSpan().SequenceEqual(b.CertificateHash));

    public int GetHashCode(CheckResult result) => HashCode.Combine(result.Check, result.Reason, result.Arguments.Count);
}
