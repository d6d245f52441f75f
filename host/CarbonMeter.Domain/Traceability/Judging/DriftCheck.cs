using System;
using System.Collections.Generic;
using System.Linq;

namespace CarbonMeter.Domain.Traceability.Judging;

/// <summary>Checks 18 and 19: what a calibration found beside what the one before it had left.</summary>
internal static class DriftCheck
{
    private const long PpbPerPpm = 1_000;

    /// <summary>The drift that exceeds its budget most.</summary>
    internal readonly record struct Drift(long Ppb, long BudgetPpb);

    /// <summary>What a calibration found beyond the budget; null: nothing, or nothing to compare.</summary>
    /// <param name="before">The certificate before.</param>
    /// <param name="after">The certificate that found it.</param>
    /// <param name="classLimitPpm">The budget; 0: both expanded uncertainties together.</param>
    internal static Drift? Beyond(CertificateView before, CertificateView after, int classLimitPpm)
    {
        var left = new Dictionary<(int, Extent?, Extent?), PointFigures>();
        foreach (var point in before.Figures.AsLeft) left.TryAdd(Place(point), point);
        Drift? worst = null;
        foreach (var found in after.Figures.AsFound)
        {
            if (found.ErrorPpb is not { } error) continue;
            // At a point that was not looked at before, the instrument was taken to be right.
            var was = left.GetValueOrDefault(Place(found));
            long drift = (long)Int128.Min(Int128.Abs((Int128)error - (was?.ErrorPpb ?? 0)), long.MaxValue);
            long budget = classLimitPpm > 0 ? classLimitPpm * PpbPerPpm : found.ExpandedPpb + (was?.ExpandedPpb ?? 0);
            if (drift > budget && (worst is null || (Int128)drift - budget > (Int128)worst.Value.Ppb - worst.Value.BudgetPpb))
                worst = new Drift(drift, budget);
        }
        return worst;
    }

    /// <summary>The warning to all that was calibrated with a standard before its drift was found; null: there is none.</summary>
    internal static CheckResult? OfStandard(CertificateView above, CertificateView next) =>
        Beyond(above, next, 0) is { } drift ? Warning(Reason.StandardDriftFound, above, next, drift) : null;

    /// <summary>The warning to what a meter measured under the certificate before; null: nothing was found.</summary>
    internal static CheckResult? OfMeter(CertificateView before, CertificateView after, int classLimitPpm) =>
        Beyond(before, after, classLimitPpm) is { } drift ? Warning(Reason.DriftFound, before, after, drift) : null;

    /// <summary>Checks 18 and 19 of a meter's certificate.</summary>
    internal static void Judge(CertificateView view, CertificateView? before, int classLimitPpm, Findings findings)
    {
        JudgeDrift(view, before, classLimitPpm, findings);
        if (view.Quantity == Quantities.ActiveEnergy) JudgeCorrection(view, before, findings);
    }

    private static void JudgeDrift(CertificateView view, CertificateView? before, int classLimitPpm, Findings findings)
    {
        var tables = view.Figures.Tables;
        var left = tables.Where(table => table.Status != AdjustmentStatus.AsFound).Select(table => table.ChannelId).ToHashSet();
        var found = tables.FirstOrDefault(table => table.Status == AdjustmentStatus.AsFound && !left.Contains(table.ChannelId));
        if (found is not null)
            findings.CannotTell(ChainCheck.DriftWithinBudget, Reason.AsLeftMissing, view, $"{found.ChannelId}");
        else if (before is null)
            findings.Valid(ChainCheck.DriftWithinBudget, Reason.FirstCalibration);
        else if (Beyond(before, view, classLimitPpm) is { } drift)
            Found(drift);

        void Found(Drift drift)
        {
            var (change, budget) = (Extent.Percent(drift.Ppb), Extent.Percent(drift.BudgetPpb));
            if (view.Figures.IsAdjusted) findings.Valid(ChainCheck.DriftWithinBudget, Reason.DriftAdjusted, view.Id, before.Id, change, budget);
            else findings.Invalid(ChainCheck.DriftWithinBudget, Reason.DriftNotAdjusted, view, before.Id, change, budget);
        }
    }

    private static void JudgeCorrection(CertificateView view, CertificateView? before, Findings findings)
    {
        if (view.Certificate.Meter is not { } binding)
        {
            findings.NotJudged(ChainCheck.CorrectionApplied, ChainCheck.ParameterSetBound);
            return;
        }
        if (before?.Certificate.Meter is not { } bound)
        {
            findings.Valid(ChainCheck.CorrectionApplied, Reason.NoCertificateBefore);
            return;
        }
        bool isSameSet = binding.ParameterSetHash.AsSpan().SequenceEqual(bound.ParameterSetHash);
        if (view.Figures.IsAdjusted && isSameSet)
            findings.Invalid(ChainCheck.CorrectionApplied, Reason.AdjustedWithoutNewSet, view, before.Id);
        else if (!view.Figures.IsAdjusted && !isSameSet)
            findings.Invalid(ChainCheck.CorrectionApplied, Reason.NewSetWithoutAdjustment, view, before.Id);
    }

    private static (int, Extent?, Extent?) Place(PointFigures point) => (point.ChannelId, point.Axis, point.PowerFactor);

    private static CheckResult Warning(string reason, CertificateView before, CertificateView after, Drift drift) => new(
        ChainCheck.DriftWithinBudget, Outcome.CannotTell, reason,
        [before.Id, after.Id, Days.Text(after.Certificate.PerformedTo), Extent.Percent(drift.Ppb), Extent.Percent(drift.BudgetPpb)],
        after.Known.Hash);
}
