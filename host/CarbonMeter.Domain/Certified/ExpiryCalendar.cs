using System;
using System.Collections.Generic;
using System.Linq;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Domain.Certified;

/// <summary>What can run out.</summary>
public enum ExpiryKind
{
    /// <summary>The validity of a meter's certificate: from then on what it measures is not certified.</summary>
    MeterCertificate = 1,
    /// <summary>The validity of a standard's certificate: from then on nothing may be calibrated with it.</summary>
    StandardCertificate = 2,
    /// <summary>The accreditation of a laboratory: from then on its calibrations do not count.</summary>
    Accreditation = 3,
    /// <summary>What is certified now will not be, for another reason, such as a revocation that is known already.</summary>
    Verdict = 4,
}

/// <summary>Something that runs out.</summary>
/// <param name="Kind">What.</param>
/// <param name="AtUnixSeconds">First moment at which it does not hold any more, unix s.</param>
/// <param name="Subject">Id of the certificate, code of the laboratory, or the meter.</param>
/// <param name="CertificateHash">The certificate; null where it is none.</param>
/// <param name="MeterIds">Meters whose chains hold it.</param>
/// <param name="Reason">What will fail; null but for <see cref="ExpiryKind.Verdict"/>.</param>
public sealed record Expiry(ExpiryKind Kind, long AtUnixSeconds, string Subject, byte[]? CertificateHash,
    IReadOnlyList<string> MeterIds, CheckResult? Reason);

/// <summary>What runs out of that on which meters are certified now.</summary>
public static class ExpiryCalendar
{
    private const long SecondsPerDay = 86_400;

    /// <summary>Everything that runs out within days from now, the soonest first.</summary>
    /// <param name="meters">The timeline of each meter's newest binding.</param>
    /// <param name="laboratories">The laboratory register by code.</param>
    /// <param name="laboratoryOf">Code of the laboratory that issued a certificate; null: not known.</param>
    /// <param name="nowUnixSeconds">Now, unix s.</param>
    /// <param name="days">How far to look, days.</param>
    public static IReadOnlyList<Expiry> Of(IEnumerable<(string MeterId, IReadOnlyList<VerdictSpan> Timeline)> meters,
        IReadOnlyDictionary<string, Laboratory> laboratories, Func<byte[], string?> laboratoryOf, long nowUnixSeconds, int days)
    {
        var found = new List<Expiry>();
        long end = nowUnixSeconds + days * SecondsPerDay;
        bool IsNear(long? atUnixSeconds) => atUnixSeconds > nowUnixSeconds && atUnixSeconds <= end;
        foreach (var (meterId, timeline) in meters)
        {
            var span = timeline.FirstOrDefault(span => span.FromUnixSeconds <= nowUnixSeconds && span.ToUnixSeconds > nowUnixSeconds);
            if (span is not { Verdict.Outcome: Outcome.Valid }) continue;
            string[] own = [meterId];
            foreach (var link in span.Verdict.Chain)
            {
                if (IsNear(link.ValidToUnixSeconds)) found.Add(new Expiry(
                    link.Level == 0 ? ExpiryKind.MeterCertificate : ExpiryKind.StandardCertificate, link.ValidToUnixSeconds!.Value,
                    link.CertificateId, link.CertificateHash, own, null));
                if (laboratoryOf(link.CertificateHash) is { } code && laboratories.TryGetValue(code, out var laboratory)
                    && EndOf(laboratory) is var ends && IsNear(ends))
                    found.Add(new Expiry(ExpiryKind.Accreditation, ends!.Value, code, null, own, null));
            }
            // The end of the meter's own certificate is told above; other ends are known by their verdict alone.
            if (IsNear(span.ToUnixSeconds) && !span.Verdict.Chain.Any(link => link.Level == 0 && link.ValidToUnixSeconds == span.ToUnixSeconds)
                && timeline.FirstOrDefault(next => next.FromUnixSeconds == span.ToUnixSeconds) is { } after
                && after.Verdict.Outcome != Outcome.Valid)
                found.Add(new Expiry(ExpiryKind.Verdict, span.ToUnixSeconds, meterId, null, own,
                    after.Verdict.Checks.First(check => check.Outcome == after.Verdict.Outcome)));
        }
        return Together(found);
    }

    private static List<Expiry> Together(List<Expiry> found) =>
    [
        .. found.GroupBy(expiry => (expiry.Kind, expiry.AtUnixSeconds, expiry.Subject,
                expiry.CertificateHash is { } hash ? Convert.ToHexString(hash) : ""))
            .Select(group => group.First() with
            {
                MeterIds = [.. group.SelectMany(expiry => expiry.MeterIds).Distinct().Order(StringComparer.Ordinal)],
            })
            .OrderBy(expiry => expiry.AtUnixSeconds).ThenBy(expiry => expiry.Kind).ThenBy(expiry => expiry.Subject, StringComparer.Ordinal),
    ];

    // A laboratory without scopes, such as a national institute, has nothing that runs out.
    private static long? EndOf(Laboratory laboratory) => laboratory.Scopes.Count == 0 ? null
        : new DateTimeOffset(laboratory.Scopes.Max(scope => scope.AccreditedTo), TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeSeconds()
            + SecondsPerDay;
}
