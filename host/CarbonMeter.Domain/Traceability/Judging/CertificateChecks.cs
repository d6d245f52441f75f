using System;
using System.Linq;

namespace CarbonMeter.Domain.Traceability.Judging;

/// <summary>Checks 1, 2, 4, 5, 7, 16 and 20, as far as they ask about one certificate alone.</summary>
internal static class CertificateChecks
{
    private const long ZeroCelsiusBillionths = 273_150_000_000;

    private static readonly Extent TemperatureLimits = Kelvin(18m, 28m);
    private static readonly Extent HumidityLimits = new(0, 800_000_000);

    internal static void Judge(CertificateView view, TraceabilityKnowledge knowledge)
    {
        if (!view.Certificate.Hash.AsSpan().SequenceEqual(view.Known.Hash))
            view.Findings.Invalid(ChainCheck.HashAsCited, Reason.StoredBytesChanged, view);
        var signature = view.Signature;
        view.Findings.Add(new CheckResult(ChainCheck.Signature, signature.Outcome, signature.Reason, signature.Arguments,
            signature.Outcome == Outcome.Valid ? null : view.Known.Hash));
        JudgeId(view, knowledge);
        JudgePreviousReport(view, knowledge);
        JudgeDates(view);
        JudgeEnvironment(view);
        if (view.Figures.AsLeft.Any(point => point.IsUnusable))
            view.Findings.Invalid(ChainCheck.UncertaintyGrows, Reason.UncertaintyUnusable, view);
    }

    private static void JudgeId(CertificateView view, TraceabilityKnowledge knowledge)
    {
        string laboratory = view.Certificate.LaboratoryCode ?? view.Certificate.LaboratoryName;
        switch (knowledge.Index.OthersWithId(view.Known))
        {
            case Outcome.Invalid:
                view.Findings.Invalid(ChainCheck.UniqueId, Reason.IdShared, view, laboratory);
                break;
            case Outcome.CannotTell:
                view.Findings.CannotTell(ChainCheck.UniqueId, Reason.IdSharedUnproven, view, laboratory);
                break;
        }
    }

    private static void JudgePreviousReport(CertificateView view, TraceabilityKnowledge knowledge)
    {
        if (view.Certificate.PreviousReport?.Hash is not { } hash) return;
        if (knowledge.Index.Cited(hash)?.Certificate is not { } previous) return;
        if (!IsOfSameItem(view.Certificate, previous))
            view.Findings.Invalid(ChainCheck.NotSuperseded, Reason.PreviousReportOfOtherItem, view, previous.Id);
        else if (previous.PerformedTo > view.Certificate.PerformedTo)
            view.Findings.Invalid(ChainCheck.NotSuperseded, Reason.PreviousReportLater, view, previous.Id);
    }

    /// <summary>Whether two certificates have an item in common, as far as can be told.</summary>
    internal static bool IsOfSameItem(Certificate a, Certificate b) => a.Items.Any(
        item => ItemIdentity.Among(b.Items, item.Manufacturer, item.Model, item.Identifications).Outcome != Outcome.Invalid);

    private static void JudgeDates(CertificateView view)
    {
        var certificate = view.Certificate;
        long receivedAt = view.Known.ReceivedAtUnixMs / 1000;
        if (certificate.PerformedFrom > certificate.PerformedTo)
            Invalid(Reason.PerformedBackwards, Days.Text(certificate.PerformedFrom), Days.Text(certificate.PerformedTo));
        if (certificate.IssuedOn is { } issued && issued < certificate.PerformedTo)
            Invalid(Reason.IssuedBeforePerformed, Days.Text(issued), Days.Text(certificate.PerformedTo));
        if (view.Signature.SignedAtUnixSeconds is { } signedAt
            && signedAt < Days.Start(certificate.PerformedTo) - Days.AheadOfUtcSeconds)
            Invalid(Reason.SignedBeforePerformed, Days.Text(signedAt), Days.Text(certificate.PerformedTo));
        var last = certificate.IssuedOn is { } day && day > certificate.PerformedTo ? day : certificate.PerformedTo;
        if (Days.Start(last) > receivedAt + Days.AheadOfUtcSeconds)
            Invalid(Reason.DatedInFuture, Days.Text(last), Days.Text(receivedAt));

        void Invalid(string reason, string first, string second) =>
            view.Findings.Invalid(ChainCheck.DatesInOrder, reason, view, first, second);
    }

    private static void JudgeEnvironment(CertificateView view)
    {
        Limit(Quantities.Temperature, TemperatureLimits, "18 – 28 °C", celsius: true);
        Limit(Quantities.RelativeHumidity, HumidityLimits, "0 – 80 %", celsius: false);
        // Where a temperature is given in a unit nobody knows, check 14 says so.
        if (PointFigures.RangeOf(view.Figures.Surroundings, Quantities.Temperature) is not null || view.IsNationalStandard) return;
        if (view.Certificate.Environment.Any(condition => condition.Quantity == Quantities.Temperature))
            view.Findings.NotJudged(ChainCheck.EnvironmentWithinLimits, ChainCheck.UnitsMatch);
        else
            view.Findings.CannotTell(ChainCheck.EnvironmentWithinLimits, Reason.EnvironmentNotStated, view);

        void Limit(string quantity, Extent limits, string words, bool celsius)
        {
            if (PointFigures.RangeOf(view.Figures.Surroundings, quantity) is not { } range || limits.Holds(range)) return;
            view.Findings.Invalid(ChainCheck.EnvironmentWithinLimits, Reason.EnvironmentOutside, view,
                celsius ? Celsius(range) : Percent(range), words);
        }
    }

    private static Extent Kelvin(decimal from, decimal to) => Extent.Of(from, to, Units.DsiUnit.Parse(@"\degreecelsius")!);

    private static string Celsius(Extent range) =>
        new Extent(range.From - ZeroCelsiusBillionths, range.To - ZeroCelsiusBillionths).Text + " °C";

    private static string Percent(Extent range) => $"{Extent.Percent(range.From)} – {Extent.Percent(range.To)} %";
}
