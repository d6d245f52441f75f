using System;
using System.Collections.Generic;
using System.Linq;

namespace CarbonMeter.Domain.Calibration;

/// <summary>Why a point gives no figures; docs/calibrating.md says what to do.</summary>
public enum PointFault
{
    /// <summary>It gives figures.</summary>
    None = 0,
    /// <summary>The meter registered nothing under load.</summary>
    NoEnergy = 1,
    /// <summary>Voltage or current is beyond full scale.</summary>
    Saturated = 2,
    /// <summary>The repetitions spread too far.</summary>
    Unstable = 3,
    /// <summary>The reference read something else than was asked for.</summary>
    SourceNotAtPoint = 4,
    /// <summary>The error is beyond what a calibration corrects.</summary>
    WrongRatio = 5,
    /// <summary>The meter registered energy without current.</summary>
    Creeps = 6,
    /// <summary>As left it is less certain than the parameter set says.</summary>
    WorseThanStated = 7,
}

/// <summary>What one channel came to at one point.</summary>
/// <param name="Point">The point.</param>
/// <param name="ChannelId">The channel.</param>
/// <param name="Fault">Why there are no figures; None where there are, or where the no-load test is passed.</param>
/// <param name="Detail">The fault in words, with the figures found; empty where none.</param>
/// <param name="Figures">The figures; null at a fault and for the no-load test.</param>
public sealed record PointResult(TestPoint Point, int ChannelId, PointFault Fault, string Detail, PointFigures? Figures);

/// <summary>Means over the repetitions, and how sure they are.</summary>
/// <param name="ErrorPpm">Energy of the meter less that of the reference, relative to the reference, ppm.</param>
/// <param name="Uncertainty">Of the error as found; as left, of the indication as it is used.</param>
/// <param name="Mean">Mean of the repetitions.</param>
/// <param name="ReferenceMilliwatts">Mean power by the reference, mW.</param>
public sealed record PointFigures(decimal ErrorPpm, UncertaintyBudget Uncertainty, Comparison Mean, decimal ReferenceMilliwatts)
{
    /// <summary>Meter over reference.</summary>
    public decimal Ratio => 1 + ErrorPpm / Ppm.Whole;
}

/// <summary>From the repetitions of a point to its error, its uncertainty, or the reason why there is none. Pure.</summary>
public static class PointJudge
{
    // A window begins and ends somewhere inside a milliwatt-hour: the difference of two even distributions is triangular.
    private static readonly double TriangularDivisor = Math.Sqrt(6), RectangularDivisor = Math.Sqrt(3);
    private const decimal SourceDeviationMax = 0.01m, PowerFactorDeviationMax = 0.02m, RatioDeviationMax = 0.25m;
    private const decimal CreepMilliwattHoursMax = 1;

    /// <summary>Judges the repetitions of one channel, as many as the point asks for.</summary>
    /// <param name="point">The point.</param>
    /// <param name="readings">The repetitions.</param>
    /// <param name="scale">The channel's full scales under the set in force.</param>
    /// <param name="bench">What else is known.</param>
    /// <param name="isAsLeft">Whether the error stays uncorrected in use and so is a part of the uncertainty.</param>
    public static PointResult Judge(
        TestPoint point, IReadOnlyList<Comparison> readings, ChannelScale scale, BenchCharacter bench, bool isAsLeft)
    {
        Require.That(readings.Count == point.Repetitions, "a point is judged when all its repetitions are read");
        var mean = MeanOf(readings);
        if (point.IsNoLoad) return JudgeNoLoad(point, readings, scale);
        var fault = SourceFault(point, mean, scale, out var detail);
        if (fault == PointFault.None && readings.Any(reading => reading.MeterMilliwattHours == 0))
            (fault, detail) = (PointFault.NoEnergy, NoEnergy(point, scale));
        if (fault != PointFault.None) return new PointResult(point, scale.ChannelId, fault, detail, null);

        var errors = readings.Select(reading => (reading.MeterMilliwattHours / reading.ReferenceMilliwattHours - 1) * Ppm.Whole).ToList();
        var error = errors.Average();
        if (Math.Abs(error) > RatioDeviationMax * Ppm.Whole)
            return Faulty(PointFault.WrongRatio, $"error {error / 10_000:0.00} %: the transformer has another ratio than the set says, or the channel is wired wrongly");
        var deviation = Math.Sqrt(errors.Sum(one => Math.Pow((double)(one - error), 2)) / (errors.Count - 1));
        var resolution = ResolutionPpm(mean, scale);
        if (deviation > bench.SpreadLimitPpm + resolution)
            return Faulty(PointFault.Unstable, $"the repetitions spread by {deviation:0} ppm, more than {bench.SpreadLimitPpm + resolution:0} ppm");
        var parts = Parts(point, bench, resolution, deviation, errors.Count);
        if (isAsLeft) parts.Add(new BudgetPart(BudgetParts.RemainingError, (double)Math.Abs(error)));
        var milliwatts = mean.ReferenceMilliwattHours * 3600 / point.DurationSeconds;
        return new PointResult(point, scale.ChannelId, PointFault.None, "", new PointFigures(error, UncertaintyBudget.Of(parts), mean, milliwatts));

        PointResult Faulty(PointFault fault, string detail) => new(point, scale.ChannelId, fault, detail, null);
    }

    private static List<BudgetPart> Parts(TestPoint point, BenchCharacter bench, double resolutionPpm, double deviationPpm, int count)
    {
        var timing = bench.TimingMilliseconds / RectangularDivisor * Math.Sqrt(2) / (point.DurationSeconds * 1000.0) * Ppm.Whole;
        var root = Math.Sqrt(count);
        return
        [
            new(BudgetParts.Reference, point.ReferenceStandardUncertaintyPpm),
            new(BudgetParts.Repeatability, deviationPpm / root, count - 1),
            new(BudgetParts.Resolution, resolutionPpm / root),
            new(BudgetParts.Timing, timing / root),
            new(BudgetParts.Stability, bench.StabilityPpm / RectangularDivisor),
        ];
    }

    private static double ResolutionPpm(Comparison mean, ChannelScale scale)
    {
        var count = (double)scale.MilliwattHoursPerCount;
        return Math.Sqrt(1 + count * count) / TriangularDivisor / (double)mean.ReferenceMilliwattHours * Ppm.Whole;
    }

    // Without load a reading may bring to light the rest of a milliwatt-hour that was begun under load, and no more.
    private static PointResult JudgeNoLoad(TestPoint point, IReadOnlyList<Comparison> readings, ChannelScale scale)
    {
        var energy = readings.Sum(reading => reading.MeterMilliwattHours);
        var creeps = Math.Abs(energy) > CreepMilliwattHoursMax;
        var detail = creeps ? $"{energy} mWh without current: an offset above the no-load threshold, or a leak" : "";
        return new PointResult(point, scale.ChannelId, creeps ? PointFault.Creeps : PointFault.None, detail, null);
    }

    private static PointFault SourceFault(TestPoint point, Comparison mean, ChannelScale scale, out string detail)
    {
        detail = "";
        if (IsFar(mean.ReferenceMillivolts, point.VoltageMillivolts) || IsFar(mean.ReferenceMilliamperes, point.CurrentMilliamperes))
        {
            detail = $"the reference reads {mean.ReferenceMillivolts / 1000:0.###} V and {mean.ReferenceMilliamperes / 1000:0.####} A";
            return PointFault.SourceNotAtPoint;
        }
        var apparent = mean.ReferenceMillivolts * mean.ReferenceMilliamperes / 1000 * point.DurationSeconds / 3600;
        var factor = mean.ReferenceMilliwattHours / apparent;
        if (mean.ReferenceMilliwattHours <= 0 || Math.Abs(factor - (decimal)point.PowerFactorPpm / Ppm.Whole) > PowerFactorDeviationMax)
        {
            detail = $"the reference's energy means a power factor of {factor:0.000}";
            return PointFault.SourceNotAtPoint;
        }
        if (mean.ReferenceMillivolts > scale.VoltageFullScaleMillivolts || mean.ReferenceMilliamperes > scale.CurrentRangeMilliamperes)
        {
            detail = $"full scale is {scale.VoltageFullScaleMillivolts / 1000m:0.###} V and {scale.CurrentRangeMilliamperes / 1000:0.####} A";
            return PointFault.Saturated;
        }
        return PointFault.None;
    }

    private static string NoEnergy(TestPoint point, ChannelScale scale) =>
        scale.NoLoadMilliwatts > point.PowerMilliwatts
            ? $"the no-load threshold is {scale.NoLoadMilliwatts:0} mW, the point asks for {point.PowerMilliwatts:0} mW"
            : "the current does not reach the channel, or less than a milliwatt-hour came in a reading";

    private static bool IsFar(decimal found, long asked) => Math.Abs(found - asked) > asked * SourceDeviationMax;

    private static Comparison MeanOf(IReadOnlyList<Comparison> readings) => new(
        readings.Average(one => one.MeterMilliwattHours), readings.Average(one => one.MeterMillivolts), readings.Average(one => one.MeterMilliamperes),
        readings.Average(one => one.ReferenceMilliwattHours), readings.Average(one => one.ReferenceMillivolts), readings.Average(one => one.ReferenceMilliamperes));
}
