using System.Collections.Generic;
using System.Linq;
using CarbonMeter.Domain.Certified;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.Domain.Uncertainty;
using CarbonMeter.Records;
using ChainVerdict = CarbonMeter.Domain.Traceability.ChainVerdict;

namespace CarbonMeter.Web.Api;

/// <summary>The verdict on one record, and the uncertainty of what it measured.</summary>
internal static class RecordVerdict
{
    /// <summary>The verdict; null where its binding is not judged yet.</summary>
    internal static RecordVerdictAnswer? Of(StoredRecord kept, MeterRecord record, IVerdicts verdicts)
    {
        var run = record as IntervalRecord;
        long from = run?.FirstStartUnixSeconds ?? record.MadeAtUnixMs / 1000;
        long to = run is null ? from + 1 : from + (long)run.LengthSeconds * run.Intervals.Length;
        var held = verdicts.Verdicts([kept.BindingNumber])
            .Where(held => held.Span.FromUnixSeconds < to && held.Span.ToUnixSeconds > from)
            .MaxBy(held => held.Span.Verdict.Outcome);
        if (held is null) return null;
        var verdict = held.Span.Verdict;
        return new RecordVerdictAnswer(verdict.Outcome, ChainReport.Reason(verdict), held.DecidedAtUnixMs,
            run is null || verdict.Outcome != Outcome.Valid ? null : Channels(run, verdict));
    }

    private static IReadOnlyList<RecordChannelAnswer> Channels(IntervalRecord run, ChainVerdict verdict) =>
    [
        .. RecordUncertainty.Of(run, verdict.Channels).Select(channel => new RecordChannelAnswer(channel.ChannelId,
            CertifiedReport.Figure(channel.Import), CertifiedReport.Figure(channel.Export), channel.FaultyIntervals,
            channel.Fault == LoadFault.None ? null : CertifiedReport.Check(LoadFaults.Check(
                channel.Fault, channel.ChannelId, verdict.Chain.FirstOrDefault()?.CertificateHash)))),
    ];
}
