using System;
using System.Collections.Generic;
using System.Linq;
using CarbonMeter.Domain.Traceability.Judging;

namespace CarbonMeter.Domain.Traceability;

/// <summary>
/// Whether what a meter measures is certified, and why; docs/formats/chain.md. Pure and total: the same knowledge gives the same
/// answer, and no certificate makes it fail.
/// </summary>
public static class TraceabilityJudge
{
    /// <summary>
    /// The verdicts on all records of a binding by the time they were measured: spans that cover all time without gap or overlap,
    /// in their order; two that follow each other differ.
    /// </summary>
    public static IReadOnlyList<VerdictSpan> Judge(TraceabilityKnowledge knowledge, RecordBinding binding)
    {
        var quantities = MeterChains.Of(knowledge, binding.MeterId);
        var record = new RecordChecks(knowledge, binding);
        var spans = new List<VerdictSpan>();
        long[] cuts = Cuts(quantities, record);
        for (int index = 0; index < cuts.Length; index++)
        {
            long to = index + 1 < cuts.Length ? cuts[index + 1] : long.MaxValue;
            var verdict = JudgeAt(cuts[index], quantities, record);
            if (spans.Count > 0 && VerdictEquality.Same(spans[^1].Verdict, verdict)) spans[^1] = spans[^1] with { ToUnixSeconds = to };
            else spans.Add(new VerdictSpan(cuts[index], to, verdict));
        }
        return spans;
    }

    private static long[] Cuts(IReadOnlyList<MeterChains> quantities, RecordChecks record)
    {
        var cuts = new SortedSet<long> { long.MinValue };
        cuts.UnionWith(record.Cuts());
        foreach (var chain in quantities.SelectMany(quantity => quantity.All))
        {
            cuts.Add(chain.View.From);
            if (chain.View.To is { } to) cuts.Add(to);
            foreach (var node in chain.Walk.Nodes)
                if (node.View.Known.RevokedFromUnixSeconds is { } revoked) cuts.Add(revoked);
        }
        // A span begins before it ends, so nothing begins at the end of time.
        cuts.Remove(long.MaxValue);
        return [.. cuts];
    }

    private static ChainVerdict JudgeAt(long unixSeconds, IReadOnlyList<MeterChains> quantities, RecordChecks record)
    {
        var findings = new Findings();
        var links = new List<ChainLink>(4);
        var warnings = new List<CheckResult>();
        foreach (var quantity in quantities)
        {
            if (quantity.At(unixSeconds) is not { } chain)
            {
                record.NoCertificate(findings);
                continue;
            }
            var own = new Findings();
            own.Add(chain.Walk.Found[0]);
            own.Add(chain.Found);
            record.Judge(chain, unixSeconds, own);
            findings.Add(own);
            foreach (var found in chain.Walk.Found.Skip(1)) findings.Add(found);
            RecordChecks.JudgeRevoked(chain, unixSeconds, findings);
            AddLinks(chain, own, unixSeconds, links);
            warnings.AddRange(chain.Warnings);
        }
        record.Judge(unixSeconds, findings);
        bool isSound = findings.Outcome == Outcome.Valid;
        return new ChainVerdict(findings.Outcome, findings.All(), links,
            isSound ? quantities[0].At(unixSeconds)!.Channels : [], [.. warnings.Distinct(CheckComparer.Instance)]);
    }

    // A certificate that serves two quantities stands once, with what is worst about it.
    private static void AddLinks(MeterChain chain, Findings own, long unixSeconds, List<ChainLink> links)
    {
        for (int level = 0; level < chain.Walk.Nodes.Count; level++)
        {
            var view = chain.Walk.Nodes[level].View;
            long? revoked = view.Known.RevokedFromUnixSeconds;
            var outcome = revoked <= unixSeconds ? Outcome.Invalid : level == 0 ? own.Outcome : chain.Walk.Found[level].Outcome;
            long? to = view.To is { } until && !(revoked < until) ? until : revoked;
            int known = links.FindIndex(link => link.CertificateHash.AsSpan().SequenceEqual(view.Known.Hash));
            if (known < 0)
                links.Add(new ChainLink(level, view.Known.Hash, view.Id, view.Certificate.LaboratoryName, outcome, view.From, to));
            else if (outcome > links[known].Outcome)
                links[known] = links[known] with { Outcome = outcome };
        }
    }
}
