using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.TestSupport;

/// <summary>
/// A judge small enough to be seen through, for tests of what keeps its verdicts: a certificate is a line of text that names meter,
/// parameter set and validity; it holds unless revoked.
/// </summary>
internal static class TestJudge
{
    internal static CertificateAdded Certificate(string meterId, byte[] parameterSetHash, long fromUnixSeconds, long toUnixSeconds)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"{meterId}|{Convert.ToHexString(parameterSetHash)}|{fromUnixSeconds}|{toUnixSeconds}"));
        return new CertificateAdded(SHA256.HashData(bytes), bytes);
    }

    internal static Func<RecordBinding, IReadOnlyList<VerdictSpan>> Make(IReadOnlyList<RecordedFact> facts) => binding =>
    {
        var revoked = facts.Select(fact => fact.Fact).OfType<CertificateRevoked>().ToLookup(fact => Convert.ToHexString(fact.Hash), fact => fact.FromUnixSeconds);
        var valid = facts.Select(fact => fact.Fact).OfType<CertificateAdded>()
            .Select(fact => (Hash: Convert.ToHexString(fact.Hash), Parts: Encoding.UTF8.GetString(fact.Bytes).Split('|')))
            .Where(known => known.Parts[0] == binding.MeterId && known.Parts[1] == Convert.ToHexString(binding.ParameterSetHash))
            .Select(known => (From: Number(known.Parts[2]), To: revoked[known.Hash].Append(Number(known.Parts[3])).Min())).ToList();
        if (valid.Count == 0) return Judgement.Always(Judgement.Of(Outcome.CannotTell, "no certificate"));
        long[] edges = [.. valid.SelectMany(span => new[] { span.From, span.To }).Append(long.MinValue).Append(long.MaxValue).Distinct().Order()];
        return [.. edges.Zip(edges[1..], (from, to) => new VerdictSpan(from, to, valid.Any(span => span.From <= from && to <= span.To)
            ? Judgement.Of(Outcome.Valid)
            : Judgement.Of(Outcome.Invalid, "out of validity")))];
    };

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
