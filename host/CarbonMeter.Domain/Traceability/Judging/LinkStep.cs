using System.Collections.Generic;
using System.Linq;

namespace CarbonMeter.Domain.Traceability.Judging;

/// <summary>One step upwards: by which of the standards it names a certificate is traced (section 1 of chain.md).</summary>
internal static class LinkStep
{
    internal sealed record Cited(UsedStandard Standard, CertificateReference Reference, KnownCertificate? Known, bool IsByHash);

    /// <summary>The standard; null where the chain stops, which the findings then say.</summary>
    internal static Cited? Up(TraceabilityKnowledge knowledge, CertificateView view, Findings findings)
    {
        var named = view.Certificate.Standards.Where(standard => standard.Certificate is not null).ToList();
        if (named.Count == 0)
        {
            End(view, findings);
            return null;
        }
        // A standard that is named for several tables is one standard.
        var cited = named.Select(standard => Find(knowledge, standard, standard.Certificate!))
            .DistinctBy(one => (one.Known, one.Known is null ? one.Reference.Id : "")).ToList();
        var calibrated = cited.FindAll(
            one => one.Known?.Certificate is { } certificate && QuantityFigures.Has(certificate, view.Quantity));
        if (calibrated.Count > 1)
            findings.Invalid(ChainCheck.EndsAtNationalStandard, Reason.TwoPaths, view, view.Quantity,
                calibrated[0].Reference.Id, calibrated[1].Reference.Id);
        if (calibrated.Count > 0) return calibrated[0];
        return cited.Find(one => one.Known?.Certificate is null) is { } gone
            ? Stop(view, gone, findings)
            : NoneForTheQuantity(view, cited, findings);
    }

    private static Cited Find(TraceabilityKnowledge knowledge, UsedStandard standard, CertificateReference reference)
    {
        if (reference.Hash is { } hash && knowledge.Index.Cited(hash) is { } known) return new(standard, reference, known, true);
        return new(standard, reference, knowledge.Index.WithId(reference.Id).FirstOrDefault(), false);
    }

    private static void End(CertificateView view, Findings findings)
    {
        if (view.Laboratory?.IsNationalInstitute == true)
            findings.Valid(ChainCheck.EndsAtNationalStandard, Reason.EndsAtNationalStandard, view.Laboratory.Name);
        else if (view.Certificate.Standards.Count > 0)
            findings.CannotTell(ChainCheck.EndsAtNationalStandard, Reason.StandardWithoutCertificate, view,
                view.Certificate.Standards[0].Name);
        else if (view.Laboratory is null)
            findings.NotJudged(ChainCheck.EndsAtNationalStandard, ChainCheck.Accredited);
        else
            findings.Invalid(ChainCheck.EndsAtNationalStandard, Reason.ChainStops, view, view.Laboratory.Name);
    }

    private static Cited? Stop(CertificateView view, Cited gone, Findings findings)
    {
        if (gone.Known is { } unreadable)
            findings.CannotTell(ChainCheck.EndsAtNationalStandard, Reason.StandardUnreadable, view, gone.Reference.Id,
                unreadable.Problem!);
        else
            findings.CannotTell(ChainCheck.EndsAtNationalStandard, Reason.StandardCertificateMissing, view,
                gone.Reference.Id, gone.Standard.Name);
        return null;
    }

    // With a single one the walk goes on, so that the rest of the chain is judged too.
    private static Cited? NoneForTheQuantity(CertificateView view, List<Cited> cited, Findings findings)
    {
        findings.Invalid(ChainCheck.UnitsMatch, Reason.QuantityNotCalibratedAbove, view, view.Quantity,
            string.Join(", ", cited.Select(one => one.Reference.Id)));
        if (cited.Count == 1) return cited[0];
        findings.NotJudged(ChainCheck.EndsAtNationalStandard, ChainCheck.UnitsMatch);
        return null;
    }
}
