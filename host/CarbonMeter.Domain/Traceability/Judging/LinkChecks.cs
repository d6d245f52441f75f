using System;
using System.Linq;

namespace CarbonMeter.Domain.Traceability.Judging;

/// <summary>Checks 1, 3, 5, 6, 14, 15, 16 and 21 between a certificate and that of the standard it was made with.</summary>
internal static class LinkChecks
{
    // IEC 62052-11: a meter keeps its limits between 0.9 and 1.1 times its reference voltage.
    private const int VoltageLowPercent = 90, VoltageHighPercent = 110;

    internal static ChainNode Judge(TraceabilityKnowledge knowledge, CertificateView view)
    {
        var findings = new Findings();
        findings.Add(view.Findings);
        JudgeConditions(view, findings);
        if (LinkStep.Up(knowledge, view, findings) is not { } cited) return new ChainNode(view, null, findings, null);
        var above = knowledge.Index.Nodes.View(knowledge, cited.Known!, view.Quantity);
        JudgeCitation(view, cited, findings);
        JudgeIdentity(view, cited, above, findings);
        JudgeTime(view, above, findings);
        JudgeMetrology(view, above, findings);
        CheckResult? warning = null;
        if (knowledge.Index.Nodes.After(knowledge, above) is { } next)
        {
            JudgeSuperseded(view, above, next, findings);
            warning = DriftCheck.OfStandard(above, next);
        }
        return new ChainNode(view, above, findings, warning);
    }

    /// <summary>A range of use or of points below it, against what was calibrated.</summary>
    internal static bool IsCovered(string quantity, Extent calibrated, Extent used) => quantity == Quantities.Voltage
        ? new Extent(Percent(calibrated.From, VoltageLowPercent), Percent(calibrated.To, VoltageHighPercent)).Holds(used)
        : calibrated.Holds(used);

    private static long Percent(long value, int percent) =>
        (long)Int128.Clamp((Int128)value * percent / 100, -long.MaxValue, long.MaxValue);

    // What uncertainty and range go by has to be stated at every point.
    private static void JudgeConditions(CertificateView view, Findings findings)
    {
        if (view.Quantity != Quantities.ActiveEnergy || view.Findings.Of(ChainCheck.UnitsMatch) != Outcome.Valid) return;
        if (view.Figures.AsLeft.Any(point => point.Axis is null)) NotStated(view, Quantities.Current, findings);
        else if (view.Figures.AsLeft.Any(point => point.PowerFactor is null)) NotStated(view, Quantities.PowerFactor, findings);
    }

    private static void NotStated(CertificateView view, string quantity, Findings findings) =>
        findings.CannotTell(ChainCheck.RangeCovered, Reason.RangeNotStated, view, quantity);

    private static void JudgeCitation(CertificateView view, LinkStep.Cited cited, Findings findings)
    {
        if (cited.IsByHash) return;
        if (cited.Reference.Hash is null)
            findings.CannotTell(
                ChainCheck.HashAsCited, Reason.CitationWithoutHash, view, cited.Reference.Id, cited.Reference.Procedure);
        else
            findings.Invalid(ChainCheck.HashAsCited, Reason.CitationOtherBytes, view, cited.Reference.Id);
    }

    private static void JudgeIdentity(CertificateView view, LinkStep.Cited cited, CertificateView above, Findings findings)
    {
        var standard = cited.Standard;
        var identity = ItemIdentity.Among(above.Certificate.Items, standard.Manufacturer, standard.Model, standard.Identifications);
        if (identity.Outcome == Outcome.CannotTell)
            findings.CannotTell(ChainCheck.ItemIdentity, Reason.StandardNotComparable, view, standard.Name, above.Id);
        else if (identity.Outcome == Outcome.Invalid)
            findings.Invalid(ChainCheck.ItemIdentity, Reason.StandardDiffers, view, identity.Right, above.Id, identity.Left);
    }

    private static void JudgeTime(CertificateView view, CertificateView above, Findings findings)
    {
        var (child, parent) = (view.Certificate, above.Certificate);
        if (parent.PerformedTo > child.PerformedFrom)
            findings.Invalid(ChainCheck.ParentInForce, Reason.StandardCalibratedLater, view, Days.Text(child.PerformedFrom),
                above.Id, Days.Text(parent.PerformedTo));
        else if (parent.ValidUntil is { } until && until < child.PerformedTo)
            findings.Invalid(
                ChainCheck.ParentInForce, Reason.StandardExpired, view, Days.Text(child.PerformedTo), above.Id, Days.Text(until));
        else if (parent.ValidUntil is null && !above.IsNationalStandard)
            findings.CannotTell(ChainCheck.ParentInForce, Reason.StandardValidityNotStated, view, above.Id);
    }

    // A report issued anew with the same days replaces the old one on the day of its issue.
    private static void JudgeSuperseded(CertificateView view, CertificateView above, CertificateView next, Findings findings)
    {
        var from = next.Certificate.PerformedTo > above.Certificate.PerformedTo
            ? next.Certificate.PerformedTo : next.Certificate.IssuedOn ?? next.Certificate.PerformedTo;
        if (from <= view.Certificate.PerformedFrom)
            findings.Invalid(ChainCheck.NotSuperseded, Reason.StandardSuperseded, view, above.Id, next.Id, Days.Text(from));
    }

    private static void JudgeMetrology(CertificateView view, CertificateView above, Findings findings)
    {
        if (findings.Of(ChainCheck.UnitsMatch) != Outcome.Valid || above.Findings.Of(ChainCheck.UnitsMatch) != Outcome.Valid)
        {
            findings.NotJudged(ChainCheck.RangeCovered, ChainCheck.UnitsMatch);
            findings.NotJudged(ChainCheck.UncertaintyGrows, ChainCheck.UnitsMatch);
            return;
        }
        if (view.Quantity == Quantities.ActiveEnergy)
        {
            JudgeRange(Quantities.Current, point => point.Axis);
            JudgeRange(Quantities.PowerFactor, point => point.PowerFactor);
            JudgeRange(Quantities.Voltage, point => PointFigures.RangeOf(point.Conditions, Quantities.Voltage));
        }
        else
        {
            JudgeRange(view.Quantity, point => point.Axis);
        }
        if (!above.Grid.IsEmpty) JudgeUncertainty(view, above, findings);
        // Where its uncertainties are unusable, that is said of it already.
        else if (above.Findings.Of(ChainCheck.UncertaintyGrows) == Outcome.Valid)
            findings.CannotTell(ChainCheck.UncertaintyGrows, Reason.UncertaintyNotComparable, view, above.Id);

        void JudgeRange(string quantity, Func<PointFigures, Extent?> of)
        {
            if (view.Range(of) is not { } used) return;
            if (above.Range(of) is not { } calibrated)
                NotStated(above, quantity, findings);
            else if (!IsCovered(quantity, calibrated, used))
                findings.Invalid(
                    ChainCheck.RangeCovered, Reason.StandardOutsideRange, view, quantity, used.Text, above.Id, calibrated.Text);
        }
    }

    private static void JudgeUncertainty(CertificateView view, CertificateView above, Findings findings)
    {
        foreach (var point in view.Figures.AsLeft)
        {
            if (point.StandardPpb is not { } own) continue;
            var (largest, smallestPpb) = above.Grid.Around(point);
            if (own >= largest.StandardPpb) continue;
            string stated = Extent.Percent(point.ExpandedPpb);
            if (own < smallestPpb)
                findings.Invalid(ChainCheck.UncertaintyGrows, Reason.UncertaintyShrinks, view, stated, above.Id, Extent.Percent(2 * smallestPpb));
            else
                findings.CannotTell(ChainCheck.UncertaintyGrows, Reason.UncertaintyBetween, view, stated, above.Id, Extent.Percent(largest.ExpandedPpb));
        }
    }
}
