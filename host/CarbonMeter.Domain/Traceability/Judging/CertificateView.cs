using System;
using System.Linq;

namespace CarbonMeter.Domain.Traceability.Judging;

/// <summary>A certificate as far as one quantity is concerned, with what can be said of it by itself.</summary>
internal sealed class CertificateView
{
    private readonly Lazy<PointGrid> _grid;

    internal CertificateView(TraceabilityKnowledge knowledge, KnownCertificate known, string quantity)
    {
        Known = known;
        Certificate = known.Certificate!;
        Quantity = quantity;
        Laboratory = knowledge.LaboratoryOf(Certificate);
        Signature = knowledge.SignatureOf(known);
        Figures = new QuantityFigures(known, Certificate, quantity, Findings);
        _grid = new Lazy<PointGrid>(() => new PointGrid(Figures.AsLeft));
        CertificateChecks.Judge(this, knowledge);
        CompetenceChecks.Judge(this);
    }

    internal KnownCertificate Known { get; }
    internal Certificate Certificate { get; }
    internal string Quantity { get; }
    internal Laboratory? Laboratory { get; }
    internal SignatureVerdict Signature { get; }
    internal QuantityFigures Figures { get; }
    internal Findings Findings { get; } = new();

    /// <summary>The points, to be found by those of a certificate below.</summary>
    internal PointGrid Grid => _grid.Value;

    internal string Id => Certificate.Id;

    /// <summary>When it begins to count, unix s.</summary>
    internal long From => Days.Start(Certificate.PerformedTo);

    /// <summary>When it ends to count by its own word, unix s, exclusive; null: it does not say.</summary>
    internal long? To => Certificate.ValidUntil is { } until ? Days.End(until) : null;

    /// <summary>Whether it is the top of a chain, by a national institute, naming no standard: not asked for validity or surroundings.</summary>
    internal bool IsNationalStandard => Laboratory?.IsNationalInstitute == true && Certificate.Standards.Count == 0;

    /// <summary>Whether it never came to count: no laboratory signed it, or it was revoked from its first day.</summary>
    internal bool IsVoid => Signature.Outcome == Outcome.Invalid || Known.RevokedFromUnixSeconds <= From;

    /// <summary>Range of all points as left; null where no point states it.</summary>
    internal Extent? Range(Func<PointFigures, Extent?> of) => Extent.Around(Figures.AsLeft.Select(of));
}
