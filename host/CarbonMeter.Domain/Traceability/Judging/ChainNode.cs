using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;

namespace CarbonMeter.Domain.Traceability.Judging;

/// <summary>A certificate and its link to that of the standard above it: everything that no record bears on.</summary>
internal sealed class ChainNode
{
    private readonly UncertaintyPart[]?[] _parts;

    internal ChainNode(CertificateView view, CertificateView? above, Findings findings, CheckResult? warning)
    {
        (View, Above, Findings, Warning) = (view, above, findings, warning);
        _parts = new UncertaintyPart[]?[view.Figures.AsLeft.Length];
    }

    internal CertificateView View { get; }

    /// <summary>The standard's certificate; null where the chain ends here, rightly or not.</summary>
    internal CertificateView? Above { get; }

    /// <summary>What was found of the certificate and of the link.</summary>
    internal Findings Findings { get; }

    /// <summary>What was learnt of the standard afterwards; null: nothing.</summary>
    internal CheckResult? Warning { get; }

    /// <summary>Parts of a point, worked out once; two threads come to the same.</summary>
    internal UncertaintyPart[] PartsOf(PointFigures point, Func<UncertaintyPart[]> workOut)
    {
        int index = Array.IndexOf(View.Figures.AsLeft, point);
        return _parts[index] ??= workOut();
    }
}

/// <summary>Standards' certificates judged so far, each once for a quantity: ten thousand meters stand on the same few.</summary>
internal sealed class ChainNodes
{
    private readonly ConcurrentDictionary<(KnownCertificate Known, string Quantity), CertificateView> _views = new();
    private readonly ConcurrentDictionary<(KnownCertificate Known, string Quantity), ChainNode> _nodes = new();
    private readonly ConcurrentDictionary<(KnownCertificate Known, string Quantity), Lazy<CertificateView?>> _after = new();

    internal CertificateView View(TraceabilityKnowledge knowledge, KnownCertificate known, string quantity) =>
        _views.GetOrAdd((known, quantity), key => new CertificateView(knowledge, key.Known, key.Quantity));

    internal ChainNode Node(TraceabilityKnowledge knowledge, KnownCertificate known, string quantity) =>
        _nodes.GetOrAdd((known, quantity), key => LinkChecks.Judge(knowledge, View(knowledge, key.Known, key.Quantity)));

    /// <summary>The certificate of the same item that came first after one, by a laboratory's word; null: none is known.</summary>
    internal CertificateView? After(TraceabilityKnowledge knowledge, CertificateView view) =>
        _after.GetOrAdd((view.Known, view.Quantity), _ => new Lazy<CertificateView?>(
            () => Following(knowledge, view).MinBy(next => next.Certificate.PerformedTo))).Value;

    private IEnumerable<CertificateView> Following(TraceabilityKnowledge knowledge, CertificateView view) =>
        knowledge.Index.Following(view.Known).Where(next => next != view.Known).Select(next => View(knowledge, next, view.Quantity))
            .Where(next => !next.IsVoid && next.Certificate.PerformedTo >= view.Certificate.PerformedTo
                && CertificateChecks.IsOfSameItem(next.Certificate, view.Certificate));
}
