using System;
using System.Collections.Generic;
using System.Linq;
using CarbonMeter.Domain.Units;

namespace CarbonMeter.Domain.Traceability.Judging;

/// <summary>Checks 3, 15, 16 and 17 of a meter's own certificate: is it this meter's, and good enough for its use?</summary>
internal static class MeterChecks
{
    private const int RatioToClassLimit = 3;
    private const long PpbPerPpm = 1_000;

    internal static void Judge(CertificateView view, Instrument? instrument, Findings findings)
    {
        bool hasResults = view.Figures.Tables.Any(table => table.Points.Count > 0);
        if (!hasResults)
            findings.Invalid(ChainCheck.RangeCovered, Reason.QuantityNotCalibrated, view, view.Quantity);
        if (instrument is null)
        {
            findings.Add(ChainCheck.ItemIdentity, Outcome.CannotTell, Reason.InstrumentUnknown, view.Known,
                view.Certificate.Meter?.MeterId ?? view.Id);
            foreach (var check in new[] { ChainCheck.RangeCovered, ChainCheck.UncertaintyGrows, ChainCheck.WithinClass })
                findings.NotJudged(check, ChainCheck.ItemIdentity);
            return;
        }
        JudgeIdentity(view, instrument, findings);
        if (view.Quantity != Quantities.ActiveEnergy) return;
        if (view.Findings.Of(ChainCheck.UnitsMatch) != Outcome.Valid)
        {
            foreach (var check in new[] { ChainCheck.RangeCovered, ChainCheck.UncertaintyGrows, ChainCheck.WithinClass })
                findings.NotJudged(check, ChainCheck.UnitsMatch);
            return;
        }
        if (hasResults) JudgeUse(view, instrument, findings);
        JudgeClass(view, instrument, findings);
    }

    private static void JudgeIdentity(CertificateView view, Instrument instrument, Findings findings)
    {
        var identity = ItemIdentity.Among(view.Certificate.Items, instrument.Manufacturer, instrument.Model,
            [new Identification(ItemIdentity.ManufacturerIssuer, instrument.Serial)]);
        if (identity.Outcome == Outcome.CannotTell)
            findings.CannotTell(ChainCheck.ItemIdentity, Reason.ItemWithoutSerial, view, instrument.Serial);
        else if (identity.Outcome == Outcome.Invalid)
            findings.Invalid(ChainCheck.ItemIdentity, Reason.ItemDiffers, view, identity.Left, identity.Right);
    }

    private static void JudgeUse(CertificateView view, Instrument instrument, Findings findings)
    {
        if (instrument.Use.Count == 0)
            findings.Add(ChainCheck.RangeCovered, Outcome.CannotTell, Reason.UseNotStated, null, instrument.MeterId);
        var channels = view.Figures.AsLeft.GroupBy(point => point.ChannelId).ToArray();
        foreach (var use in instrument.Use)
        {
            if (DsiUnit.Parse(use.Unit) is not { } unit || QuantityUnits.Of(use.Quantity)?.HasDimensionOf(unit) != true)
            {
                findings.Add(ChainCheck.RangeCovered, Outcome.CannotTell, Reason.UseUnitUnknown, null,
                    instrument.MeterId, use.Quantity, use.Unit);
                continue;
            }
            var used = Extent.Of(use.From, use.To, unit);
            if (use.Quantity == Quantities.PowerFactor) used = used.Absolute;
            foreach (var channel in channels) JudgeUse(view, use.Quantity, used, channel, findings);
        }
    }

    private static void JudgeUse(
        CertificateView view, string quantity, Extent used, IEnumerable<PointFigures> channel, Findings findings)
    {
        var calibrated = Extent.Around(channel.Select(point => PointFigures.RangeOf(point.Conditions, quantity)))
            ?? PointFigures.RangeOf(view.Figures.Surroundings, quantity);
        if (calibrated is not { } covered)
            findings.CannotTell(ChainCheck.RangeCovered, Reason.RangeNotStated, view, quantity);
        else if (!LinkChecks.IsCovered(quantity, covered, used))
            findings.Invalid(ChainCheck.RangeCovered, Reason.OutsideCalibratedRange, view, quantity, used.Text, covered.Text);
    }

    private static void JudgeClass(CertificateView view, Instrument instrument, Findings findings)
    {
        if (instrument.ClassLimitPpm <= 0)
        {
            findings.Valid(ChainCheck.WithinClass, Reason.NoClassClaimed, instrument.MeterId);
            return;
        }
        long limitPpb = instrument.ClassLimitPpm * PpbPerPpm;
        foreach (var point in view.Figures.AsLeft)
            if (RatioToClassLimit * point.ExpandedPpb > limitPpb)
                findings.Invalid(ChainCheck.UncertaintyGrows, Reason.UncertaintyTooLargeForClass, view,
                    Extent.Percent(point.ExpandedPpb), Extent.Percent(limitPpb));
        JudgeDecision(view, limitPpb, findings);
    }

    private static void JudgeDecision(CertificateView view, long limitPpb, Findings findings)
    {
        var statements = view.Certificate.Statements;
        string[] conventions = [.. statements.Select(statement => statement.Convention).OfType<string>()];
        DecisionRule[] rules = [.. conventions.Select(Rule).Where(rule => rule != DecisionRule.Unknown)];
        if (statements.Any(statement => statement.Conforms == false))
            findings.Invalid(ChainCheck.WithinClass, Reason.DeclaredNotConforming, view);
        else if (conventions.Length == 0)
            findings.CannotTell(ChainCheck.WithinClass, Reason.DecisionRuleNotStated, view);
        else if (rules.Length == 0)
            findings.CannotTell(ChainCheck.WithinClass, Reason.DecisionRuleUnknown, view, conventions[0]);
        else
            JudgePoints(view, limitPpb, isGuarded: rules.Contains(DecisionRule.GuardBand), findings);
    }

    private static void JudgePoints(CertificateView view, long limitPpb, bool isGuarded, Findings findings)
    {
        foreach (var point in view.Figures.AsLeft)
        {
            if (point.ErrorPpb is not { } error) continue;
            var against = Int128.Abs((Int128)error) + (isGuarded ? point.ExpandedPpb : 0);
            if (against > limitPpb)
                findings.Invalid(ChainCheck.WithinClass, Reason.OutsideClass, view, Extent.Percent(error),
                    Extent.Percent(point.ExpandedPpb), Extent.Percent(limitPpb), point.Axis?.Text ?? "?");
        }
    }

    private enum DecisionRule { Unknown, SimpleAcceptance, GuardBand }

    private static DecisionRule Rule(string convention) =>
        string.Concat(convention.Where(char.IsAsciiLetter)).ToUpperInvariant() switch
        {
            "SIMPLEACCEPTANCE" => DecisionRule.SimpleAcceptance,
            "GUARDBAND" or "GUARDEDACCEPTANCE" => DecisionRule.GuardBand,
            _ => DecisionRule.Unknown,
        };
}
