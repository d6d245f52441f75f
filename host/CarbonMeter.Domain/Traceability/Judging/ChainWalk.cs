using System;
using System.Collections.Generic;
using System.Linq;

namespace CarbonMeter.Domain.Traceability.Judging;

/// <summary>The way from a certificate to the top, and what can only be said of all of it.</summary>
internal sealed class ChainWalk
{
    /// <summary>Most certificates of a chain.</summary>
    internal const int LengthMax = 16;

    private ChainWalk(List<ChainNode> nodes) => Nodes = nodes;

    /// <summary>From the meter's certificate upwards; at least one.</summary>
    internal IReadOnlyList<ChainNode> Nodes { get; }

    /// <summary>What was found at each of them, in their order.</summary>
    internal IReadOnlyList<Findings> Found { get; private set; } = [];

    internal IEnumerable<CheckResult> Warnings => Nodes.Select(node => node.Warning).OfType<CheckResult>();

    /// <summary>The way from a meter's certificate, which is not kept: it is on one way only.</summary>
    internal static ChainWalk From(TraceabilityKnowledge knowledge, CertificateView view)
    {
        var nodes = new List<ChainNode>(4) { LinkChecks.Judge(knowledge, view) };
        var end = new Findings();
        while (nodes[^1].Above is { } above)
        {
            var at = above.Known;
            if (nodes.Exists(node => node.View.Known == at))
            {
                end.Invalid(ChainCheck.EndsAtNationalStandard, Reason.Circle, nodes[^1].View, above.Id);
                break;
            }
            if (nodes.Count == LengthMax)
            {
                end.Invalid(ChainCheck.EndsAtNationalStandard, Reason.ChainTooLong, view, $"{LengthMax}");
                break;
            }
            nodes.Add(knowledge.Index.Nodes.Node(knowledge, at, view.Quantity));
        }
        var walk = new ChainWalk(nodes);
        walk.Found = walk.JudgeAll(end);
        return walk;
    }

    /// <summary>The first certificate of the way that is revoked for what is measured at a moment; null: none.</summary>
    internal KnownCertificate? RevokedAt(long unixSeconds)
    {
        foreach (var node in Nodes)
            if (node.View.Known.RevokedFromUnixSeconds <= unixSeconds) return node.View.Known;
        return null;
    }

    /// <summary>The parts of the uncertainty of a point of a certificate of the way, own first; the way has to be sound.</summary>
    internal UncertaintyPart[] PartsOf(int level, PointFigures point)
    {
        var node = Nodes[level];
        return node.PartsOf(point, () => ChannelParts.Of(node, point, above => PartsOf(level + 1, above)));
    }

    private Findings[] JudgeAll(Findings end)
    {
        var found = new Findings[Nodes.Count];
        KnownCertificate? revoked = null;
        for (int level = Nodes.Count - 1; level >= 0; level--)
        {
            var view = Nodes[level].View;
            found[level] = Nodes[level].Findings;
            // What was calibrated while something above was revoked already was calibrated with nothing.
            if (revoked is not null && Days.End(view.Certificate.PerformedTo) > revoked.RevokedFromUnixSeconds)
                Own(level).Invalid(ChainCheck.NotSuperseded, Reason.StandardRevokedBeforeUse, view,
                    revoked.Certificate!.Id, Days.Text(revoked.RevokedFromUnixSeconds!.Value), revoked.RevokedWhy);
            if (revoked is null || view.Known.RevokedFromUnixSeconds < revoked.RevokedFromUnixSeconds)
                revoked = view.Known.RevokedFromUnixSeconds is null ? revoked : view.Known;
        }
        if (end.Outcome != Outcome.Valid) Own(Nodes.Count - 1).Add(end);
        return found;

        // Those of a node are shared by all chains through it.
        Findings Own(int level)
        {
            if (!ReferenceEquals(found[level], Nodes[level].Findings)) return found[level];
            found[level] = new Findings();
            found[level].Add(Nodes[level].Findings);
            return found[level];
        }
    }
}
