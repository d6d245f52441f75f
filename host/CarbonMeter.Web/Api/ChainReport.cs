using System;
using System.Collections.Generic;
using System.Linq;
using CarbonMeter.Domain.Certified;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.Domain.Uncertainty;
using CarbonMeter.Web.Knowledge;

namespace CarbonMeter.Web.Api;

/// <summary>Puts verdicts on calibration chains into answers.</summary>
internal static class ChainReport
{
    // A standard uncertainty relative to this many units comes out in millionths of them.
    private const int Million = 1_000_000;

    internal static string Hex(byte[] hash) => Convert.ToHexStringLower(hash);

    internal static BindingAnswer Binding(NumberedBinding numbered) => new(numbered.Number, Hex(numbered.Binding.ParameterSetHash),
        numbered.Binding.FirmwareId, Hex(numbered.Binding.PublicKeyHash));

    internal static ChainVerdictAnswer Verdict(KeptVerdict held, KnownFacts knowledge)
    {
        var verdict = held.Span.Verdict;
        return new ChainVerdictAnswer(verdict.Outcome, knowledge.IsDemonstration(verdict), Start(held.Span), End(held.Span),
            held.DecidedAtUnixMs, [.. verdict.Chain.Select(link => Link(link, verdict, knowledge))],
            [.. verdict.Checks.Select(CertifiedReport.Check)], [.. verdict.Warnings.Select(CertifiedReport.Check)],
            [.. verdict.Channels.Select(Channel)]);
    }

    internal static HeldVerdictAnswer Held(KeptVerdict held, BindingAnswer binding) => new(binding, Start(held.Span), End(held.Span),
        held.Span.Verdict.Outcome, Reason(held.Span.Verdict), held.DecidedAtUnixMs, held.SupersededAtUnixMs);

    /// <summary>The first of the worst checks; null where all are valid.</summary>
    internal static CheckAnswer? Reason(ChainVerdict verdict) => verdict.Outcome == Outcome.Valid ? null
        : CertifiedReport.Check(verdict.Checks.First(check => check.Outcome == verdict.Outcome));

    internal static ExpiryAnswer Expiry(Expiry expiry, KnownFacts knowledge) => new(expiry.Kind, expiry.AtUnixSeconds, expiry.Subject,
        expiry.CertificateHash is { } hash ? Hex(hash) : null,
        expiry.CertificateHash is { } certificate && knowledge.IsDemonstration(certificate), expiry.MeterIds,
        expiry.Reason is null ? null : CertifiedReport.Check(expiry.Reason));

    private static long? Start(VerdictSpan span) => span.FromUnixSeconds == long.MinValue ? null : span.FromUnixSeconds;

    private static long? End(VerdictSpan span) => span.ToUnixSeconds == long.MaxValue ? null : span.ToUnixSeconds;

    private static LinkAnswer Link(ChainLink link, ChainVerdict verdict, KnownFacts knowledge) => new(link.Level,
        Hex(link.CertificateHash), link.CertificateId, link.LaboratoryName,
        CertificateReport.Item(knowledge.Chains.Find(link.CertificateHash)?.Certificate), link.Outcome,
        link.ValidFromUnixSeconds == long.MinValue ? null : link.ValidFromUnixSeconds, link.ValidToUnixSeconds,
        knowledge.IsDemonstration(link.CertificateHash), [.. verdict.Checks.Concat(verdict.Warnings)
            .Where(check => check.Outcome != Outcome.Valid && check.CertificateHash is { } hash
                && hash.AsSpan().SequenceEqual(link.CertificateHash)).Select(CertifiedReport.Check)]);

    private static ChannelUncertaintyAnswer Channel(ChannelUncertainty channel) => new(channel.ChannelId,
        channel.VoltageMillivolts == 0 ? null : channel.VoltageMillivolts, [.. channel.Points.Select(Point)]);

    private static LoadPointAnswer Point(LoadPoint point)
    {
        var all = new UncertainSum();
        all.Add(new UncertainAmount(Million, [.. point.Parts.Select(part => new UncertainPart(
            UncertaintySource.OfCertificate(part.CertificateHash), (Int128)part.StandardUncertaintyPpb * Million))]));
        return new LoadPointAnswer(point.CurrentMilliamperes, point.PowerFactorPpm, Exact.Number(all.Expanded.Expanded),
            [.. point.Parts.Select(part => new UncertaintyPartAnswer(Hex(part.CertificateHash), part.StandardUncertaintyPpb))]);
    }
}
