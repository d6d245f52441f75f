using System;
using System.Collections.Generic;
using System.Linq;
using CarbonMeter.Domain.Calibration;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.Records;
using Spectre.Console;

namespace CarbonMeter.Cli.Bench;

/// <summary>Results of a session as JSON shows them.</summary>
public sealed record ResultsOfSession(string MeterId, string Outcome, DateTimeOffset From, DateTimeOffset To, bool IsDemonstration, int Adjustments,
    string FoundSet, string? LeftSet, long? StatedUncertaintyPpm, string FirmwareId, IReadOnlyList<Estimate> Estimates,
    IReadOnlyList<PointOfResults> AsFound, IReadOnlyList<PointOfResults> AsLeft, GasOfResults? Gas, CertificateOfResults? Certificate)
{
    /// <summary>What a session came to.</summary>
    public static ResultsOfSession Of(BenchFile file, SessionResult result, GasOutcome? gas, CertificateOfResults? certificate, Certificate? previous, bool isDemonstration) => new(
        file.Meter.Id, result.Faults.Count == 0 ? "calibrated" : "notCalibrated",
        DateTimeOffset.FromUnixTimeSeconds(result.FromUnixSeconds), DateTimeOffset.FromUnixTimeSeconds(result.ToUnixSeconds),
        isDemonstration, result.AsLeft?.Number ?? 0, Name(result.AsFound.Set), result.Adjustment is { } adjustment ? Name(adjustment.Set) : null,
        result.Adjustment?.Set.UncertaintyPpm.Value, result.Identity.FirmwareId, result.Adjustment?.Estimates ?? [],
        [.. result.AsFound.Results.Select(one => PointOfResults.Of(one, previous))], [.. result.AsLeft?.Results.Select(one => PointOfResults.Of(one, null)) ?? []],
        gas is null ? null : new GasOfResults(gas.Calibration, [.. gas.Results.Select(one => new BottleOfResults(one.Bottle.Name, one.Bottle.FractionPpm, one.MeanPpm,
            one.ErrorPpm, one.Uncertainty.ExpandedPpm, one.Uncertainty.CoverageFactor))]), certificate);

    private static string Name(ParameterSet set) => Convert.ToHexStringLower(ParameterSetCodec.Hash(ParameterSetCodec.Encode(set)));
}

/// <summary>One channel at one point.</summary>
public sealed record PointOfResults(string Point, int Channel, string? Fault, string? Detail, decimal? ErrorPpm, double? ExpandedPpm, decimal? CoverageFactor,
    double? DegreesOfFreedom, decimal? DriftPpm, IReadOnlyDictionary<string, double>? PartsPpm)
{
    /// <summary>A result, and how far it is from the figure as left of the certificate before.</summary>
    public static PointOfResults Of(PointResult result, Certificate? previous)
    {
        var figures = result.Figures;
        var freedom = figures?.Uncertainty.DegreesOfFreedom;
        return new PointOfResults(result.Point.Name, result.ChannelId, result.Fault == PointFault.None ? null : result.Fault.ToString(),
            result.Detail.Length == 0 ? null : result.Detail, figures is null ? null : Math.Round(figures.ErrorPpm, 1),
            figures is null ? null : Math.Round(figures.Uncertainty.ExpandedPpm, 1), figures?.Uncertainty.CoverageFactor,
            freedom is { } many && double.IsFinite(many) ? Math.Round(many, 1) : null,
            figures is null ? null : Drift.Of(result, previous) is { } drift ? Math.Round(drift, 1) : null,
            figures?.Uncertainty.Parts.ToDictionary(part => part.Name, part => Math.Round(part.StandardPpm, 2)));
    }
}

/// <summary>The gas channel.</summary>
public sealed record GasOfResults(GasCalibration Calibration, IReadOnlyList<BottleOfResults> Bottles);

/// <summary>One bottle; figures in ppm of mole fraction.</summary>
public sealed record BottleOfResults(string Name, decimal FractionPpm, decimal MeanPpm, decimal ErrorPpm, double ExpandedPpm, decimal CoverageFactor);

/// <summary>The certificate that was issued.</summary>
public sealed record CertificateOfResults(string Id, string File, string? Sha256, bool IsSigned);

/// <summary>Tells on the terminal how a session goes and what it came to.</summary>
public sealed class SessionReport(IAnsiConsole console, IReadOnlyList<TestPoint> points) : ISessionReport
{
    private TestPoint? _told;

    /// <inheritdoc/>
    public void Reading(int series, TestPoint point, int repetition)
    {
        if (ReferenceEquals(_told, point) && repetition > 1) return;
        _told = point;
        var number = points.TakeWhile(one => one.Name != point.Name).Count() + 1;
        console.MarkupLineInterpolated($"{Words(series)}, point {number} of {points.Count}: [bold]{point.Name}[/], {point.Repetitions} x {point.DurationSeconds} s");
    }

    /// <inheritdoc/>
    public void Done(Series series)
    {
        var table = new Table().AddColumns(Words(series.Number), "Channel", "Error", "U", "k", "");
        for (var i = 2; i < 5; i++) table.Columns[i].RightAligned();
        foreach (var result in series.Results)
        {
            if (result.Figures is { } figures)
                table.AddRow(Markup.Escape(result.Point.Name), result.ChannelId.ToString(), $"{figures.ErrorPpm / 10_000:+0.0000;-0.0000} %",
                    $"{figures.Uncertainty.ExpandedPpm / 10_000:0.0000} %", $"{figures.Uncertainty.CoverageFactor:0.00}", "");
            else
                table.AddRow(Markup.Escape(result.Point.Name), result.ChannelId.ToString(), "", "", "",
                    result.Fault == PointFault.None ? "no load: passed" : $"[red]{Markup.Escape(Sentence(result))}[/]");
        }
        console.Write(table);
    }

    /// <summary>A fault in words.</summary>
    public static string Sentence(PointResult result) => $"{FaultWords(result.Fault)}: {result.Detail}";

    private static string Words(int series) => series == 0 ? "As found" : series == 1 ? "As left" : $"As left, adjustment {series}";

    private static string FaultWords(PointFault fault) => fault switch
    {
        PointFault.NoEnergy => "no energy",
        PointFault.Saturated => "saturated",
        PointFault.Unstable => "unstable",
        PointFault.SourceNotAtPoint => "source is not at the point",
        PointFault.WrongRatio => "wrong ratio or wiring",
        PointFault.Creeps => "creeps",
        PointFault.WorseThanStated => "worse than stated",
        _ => "",
    };
}

/// <summary>How far a meter has moved since the certificate before.</summary>
public static class Drift
{
    /// <summary>Error as found less error as left then, ppm; null where that certificate has no such point in percent.</summary>
    public static decimal? Of(PointResult asFound, Certificate? previous)
    {
        var before = previous?.Tables
            .Where(table => table.Quantity == Quantities.ActiveEnergy && table.ChannelId == asFound.ChannelId
                && table.Status != AdjustmentStatus.AsFound && table.ErrorUnit == @"\percent")
            .SelectMany(table => table.Points)
            .FirstOrDefault(point => Is(point, Quantities.Current, asFound.Point.CurrentMilliamperes / 1000m)
                && Is(point, Quantities.Voltage, asFound.Point.VoltageMillivolts / 1000m)
                && Is(point, Quantities.PowerFactor, asFound.Point.PowerFactorPpm / 1_000_000m));
        return before is null ? null : asFound.Figures!.ErrorPpm - before.Error * 10_000;
    }

    private static bool Is(CalibrationPoint point, string quantity, decimal value) =>
        point.Conditions.Any(condition => condition.Quantity == quantity && condition.From == value && condition.To == value);
}
