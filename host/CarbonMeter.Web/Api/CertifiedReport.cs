using System;
using System.Linq;
using CarbonMeter.Domain.Certified;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.Domain.Uncertainty;

namespace CarbonMeter.Web.Api;

/// <summary>Puts the certified part of a summary into the answer.</summary>
internal static class CertifiedReport
{
    internal static CertifiedAnswer Of(CertifiedSummary summary, bool isDemonstration, JudgingProgress progress) => new(
        Flows(summary), Share(summary.Share), Carbon(summary.Carbon),
        summary.BalanceExpandedMilliwattHours is { } balance ? Exact.Number(balance) : null,
        [.. summary.Uncertified.Select(Uncertified)], isDemonstration, Judging(progress));

    internal static FigureAnswer Figure(ExpandedFigure figure) => new(Exact.Number(figure.Value), Exact.Number(figure.Expanded),
        figure.Ppm is { } ppm ? Exact.Number(ppm) : null);

    internal static JudgingAnswer Judging(JudgingProgress progress) =>
        new(progress.BindingsDone < progress.BindingsTotal, progress.BindingsDone, progress.BindingsTotal);

    internal static CheckAnswer Check(CheckResult check) => new((int)check.Check, check.Check, check.Outcome, check.Reason,
        check.Arguments, ReasonWords.English(check), ReasonWords.Chinese(check),
        check.CertificateHash is { } hash ? Convert.ToHexStringLower(hash) : null);

    private static CertifiedFlowsAnswer Flows(CertifiedSummary summary)
    {
        FigureAnswer Of(Flow flow) => Figure(summary.Flows[flow]);
        return new CertifiedFlowsAnswer(Of(Flow.GridImport), Of(Flow.GridExport), Of(Flow.Pv), Of(Flow.Wind), Of(Flow.Chp),
            Of(Flow.Green), Of(Flow.Charge), Of(Flow.Discharge), Of(Flow.Load), Of(Flow.OwnUse), Of(Flow.LoadExport));
    }

    private static CertifiedShareAnswer Share(CertifiedShare share) => new(Exact.Number(share.GreenMilliwattHours),
        Exact.Number(share.UncertifiedGreenMilliwattHours), Exact.Number(share.LoadMilliwattHours),
        Exact.Number(share.UncertifiedLoadMilliwattHours),
        Band(share.VolumetricPpm, share.Volumetric, share.VolumetricClass), Band(share.HourlyPpm, share.Hourly, share.HourlyClass));

    private static BandAnswer Band(int? sharePpm, ShareBand? band, CertainClass judged) =>
        new(sharePpm, band?.LowPpm, band?.HighPpm, band?.ExpandedPpm, judged.ClassId, judged.IsCertain);

    private static CertifiedCarbonAnswer Carbon(CarbonUncertainty carbon)
    {
        static string? Text(Int128? nanograms) => nanograms is { } stated ? Exact.Text(stated) : null;
        return new CertifiedCarbonAnswer(Exact.Text(carbon.ElectricityNanograms), Exact.Text(carbon.Energy), Text(carbon.Factor),
            Text(carbon.Gas), Text(carbon.Together), Exact.Text(carbon.NanogramsWithoutFactorStatement));
    }

    private static UncertifiedAnswer Uncertified(UncertifiedEnergy energy) => new(energy.Node.Id, energy.Node.MeterId!,
        energy.Node.ChannelId, energy.Reason is null ? null : Check(energy.Reason), Exact.Number(energy.ImportMilliwattHours),
        Exact.Number(energy.ExportMilliwattHours), energy.FromUnixSeconds, energy.ToUnixSeconds);
}
