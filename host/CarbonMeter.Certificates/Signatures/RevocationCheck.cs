using System.Collections.Generic;
using System.Security.Cryptography.X509Certificates;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Certificates.Signatures;

/// <summary>
/// Whether a certificate of a chain had been revoked when it was used. Lists are files that came at some time: every list of an
/// authority counts for what it names as revoked, and a certificate is held for not revoked when one list at least tells of the
/// time of signing: made after it, or in force at it. An authority without any list is named in the verdict and believed, unless
/// lists are required; one that does issue lists, of which none tells of that time, leaves the question open.
/// </summary>
internal static class RevocationCheck
{
    /// <summary>Judges a chain, signer first, trusted end last; the trusted end is the operator's own word and not looked up.</summary>
    public static Finding Judge(IReadOnlyList<X509Certificate2> path, KnownTrust trust, long signedAtUnixSeconds, long receivedAtUnixSeconds)
    {
        Finding? open = null;
        var withoutList = new List<string>();
        for (var index = 0; index + 1 < path.Count; index++)
        {
            var (certificate, authority) = (path[index], path[index + 1]);
            var lists = trust.ListsOf(authority);
            var found = JudgeOne(certificate, authority, lists, trust.RequiresLists, signedAtUnixSeconds, receivedAtUnixSeconds);
            if (found is { Outcome: Outcome.Invalid }) return found;
            open ??= found;
            if (lists.Length == 0) withoutList.Add(Names.Of(authority));
        }
        if (open is not null) return open;
        return withoutList.Count == 0
            ? new Finding(Outcome.Valid, SignatureReasons.Holds, [])
            : new Finding(Outcome.Valid, SignatureReasons.HoldsWithoutList, [string.Join("; ", withoutList)]);
    }

    private static Finding? JudgeOne(X509Certificate2 certificate, X509Certificate2 authority, RevocationList[] lists, bool required,
        long signedAtUnixSeconds, long receivedAtUnixSeconds)
    {
        if (lists.Length == 0)
            return required ? new Finding(Outcome.CannotTell, SignatureReasons.ListMissing, [Names.Of(authority)]) : null;
        var isCovered = false;
        RevokedCertificate? stolen = null;
        foreach (var list in lists)
        {
            isCovered |= Covers(list, certificate, signedAtUnixSeconds);
            if (list.Find(certificate.SerialNumberBytes.Span) is not { } revoked) continue;
            if (revoked.AtUnixSeconds <= signedAtUnixSeconds)
                return new Finding(Outcome.Invalid, SignatureReasons.Revoked, [Names.Of(certificate), Names.Time(revoked.AtUnixSeconds)]);
            // The time of signing is only the signer's word, and a thief can write any. What the host had before the theft is safe.
            if (revoked.IsKeyStolen && revoked.AtUnixSeconds <= receivedAtUnixSeconds) stolen = revoked;
        }
        if (stolen is not null)
            return new Finding(Outcome.CannotTell, SignatureReasons.KeyStolenLater, [Names.Of(certificate), Names.Time(stolen.AtUnixSeconds)]);
        return isCovered ? null : new Finding(Outcome.CannotTell, SignatureReasons.ListOutdated, [Names.Of(authority), Names.Time(signedAtUnixSeconds)]);
    }

    // A list made after a certificate ran out no longer names it, revoked or not (RFC 5280, section 5).
    private static bool Covers(RevocationList list, X509Certificate2 certificate, long signedAtUnixSeconds) =>
        !list.IsPartial
        && list.IssuedAtUnixSeconds <= new System.DateTimeOffset(certificate.NotAfter.ToUniversalTime()).ToUnixTimeSeconds()
        && (list.IssuedAtUnixSeconds >= signedAtUnixSeconds || list.NextAtUnixSeconds is not { } next || next >= signedAtUnixSeconds);
}
