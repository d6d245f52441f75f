using System;
using System.Collections.Generic;
using System.Linq;
using CarbonMeter.Records;
using CarbonMeter.Units;

namespace CarbonMeter.Domain.Calibration;

/// <summary>Something of a parameter set that was worked out from readings.</summary>
/// <param name="ChannelId">Channel; 0: the voltage, which all share.</param>
/// <param name="Name">Field of the parameter set.</param>
/// <param name="Before">Its value before.</param>
/// <param name="After">Its value now.</param>
/// <param name="Unit">Unit of the uncertainty: ppm of the value, degree or mW.</param>
/// <param name="Readings">Standard uncertainty from the readings.</param>
/// <param name="Register">Standard uncertainty from the step of the register: half a step, rectangular.</param>
public sealed record Estimate(int ChannelId, string Name, int Before, int After, string Unit, double Readings, double Register)
{
    /// <summary>Both together, k = 1.</summary>
    public double Standard => Math.Sqrt(Readings * Readings + Register * Register);
}

/// <summary>A parameter set worked out from a series of readings.</summary>
/// <param name="Set">The set.</param>
/// <param name="Estimates">What it changes, with uncertainties.</param>
/// <param name="ExpectedPpm">Largest expanded uncertainty (k = 2) expected at the points as left, ppm.</param>
public sealed record Adjustment(ParameterSet Set, IReadOnlyList<Estimate> Estimates, double ExpectedPpm);

/// <summary>What an adjustment cannot do. The message says which channel, what was found, and what it may mean.</summary>
public sealed class AdjustmentException(string message) : Exception(message);

/// <summary>
/// From as-found results to a parameter set: full scales from the rms figures, gain, phase and active offset from
/// <see cref="PowerFit"/>, current offset from the rms at two loads. Registers are rounded half away from zero. Pure.
/// </summary>
public static class Adjuster
{
    // More is no error of a divider or a chip (3 %): it is another transformer.
    private const decimal ScaleChangeMax = 0.10m;
    private const decimal GainMin = ParameterSet.UnityGain / 2, GainMax = ParameterSet.UnityGain * 1.5m;

    // The records' figure has to hold for as-left readings that are not made yet.
    private const double StatedOverExpected = 2;

    private static readonly double Half = 0.5 / Math.Sqrt(3);

    /// <summary>Works out the set that corrects what the results show; they hold every point of every channel, without faults.</summary>
    /// <param name="set">The set under which they were measured.</param>
    /// <param name="newId">Id of the new one.</param>
    /// <param name="frontEnd">Constants of the front end.</param>
    /// <param name="results">The results, without the remaining error among the parts.</param>
    /// <param name="voltageStandardPpm">Standard uncertainty of the reference's voltage, ppm.</param>
    /// <param name="currentStandardPpm">Standard uncertainty of the reference's current, ppm.</param>
    /// <param name="knownPpm">Expanded uncertainty that a series as left has shown already, ppm: no less is expected.</param>
    /// <exception cref="AdjustmentException">A correction is outside what a register or a calibration may do.</exception>
    public static Adjustment Work(ParameterSet set, string newId, FrontEndScale frontEnd, IReadOnlyList<PointResult> results,
        double voltageStandardPpm, double currentStandardPpm, double knownPpm = 0)
    {
        var found = set.Channels.Select((channel, i) => Found.Of(new ChannelScale(set, i, frontEnd), results)).ToList();
        var next = new ParameterSet
        {
            Id = newId,
            FrontEnd = set.FrontEnd,
            VoltageFullScaleMillivolts = FullScale(set.VoltageFullScaleMillivolts, VoltageFactor(found), "voltage"),
            VoltageRmsOffset = set.VoltageRmsOffset,
        };
        var estimates = new List<Estimate>
        {
            Scale(0, "voltageFullScaleMillivolts", set.VoltageFullScaleMillivolts, next.VoltageFullScaleMillivolts, voltageStandardPpm),
        };
        next.Channels = [.. found.Select(one => Channel(one, set, next, frontEnd, currentStandardPpm, estimates))];
        var expected = Math.Max(2 * found.Max(one => one.ExpectedStandardPpm(frontEnd)), knownPpm);
        next.UncertaintyPpm = Reading.Of(Math.Min(RoundedUp(StatedOverExpected * expected), Ppm.Whole));
        return new Adjustment(next, estimates, expected);
    }

    private static ChannelParameters Channel(
        Found found, ParameterSet set, ParameterSet next, FrontEndScale frontEnd, double currentStandardPpm, List<Estimate> estimates)
    {
        var before = found.Scale.Channel;
        var id = before.ChannelId;
        var (currentFactor, rmsOffsetChange) = CurrentFit(found, frontEnd);
        var fullScale = FullScale(before.CurrentFullScaleMilliamperes, currentFactor, $"channel {id}: current");
        var fit = found.Fit;
        // The full scales change what a count is worth; the gain makes up for it.
        var scaleChange = (decimal)set.VoltageFullScaleMillivolts * before.CurrentFullScaleMilliamperes
            / ((decimal)next.VoltageFullScaleMillivolts * fullScale);
        var tangent = fit.Quadrature / fit.InPhase;
        var gain = before.ActiveGain * scaleChange / (fit.InPhase * DecimalRoot.Of(1 + tangent * tangent));
        RequireInRange(gain, GainMin, GainMax, id, "active gain register");
        var stepDegrees = StepDegrees(found.Gain.Point.FrequencyMillihertz, frontEnd);
        var phase = before.Phase - (decimal)(fit.LateDegrees / stepDegrees);
        RequireInRange(phase, -frontEnd.PhaseMax, frontEnd.PhaseMax, id, "phase register");
        // The chip adds the offset register after the gain; what leaks in before it grows with it.
        var leaked = fit.OffsetMilliwatts / found.Scale.MilliwattsPerCode - (decimal)before.ActiveOffset / frontEnd.OffsetStepsPerPowerCode;
        var offset = found.Offset is null ? before.ActiveOffset : -frontEnd.OffsetStepsPerPowerCode * leaked * gain / before.ActiveGain;
        RequireInRange(offset, -frontEnd.OffsetMax, frontEnd.OffsetMax, id, "active offset register");
        var rmsOffset = before.CurrentRmsOffset + rmsOffsetChange;
        RequireInRange(rmsOffset, -frontEnd.OffsetMax, frontEnd.OffsetMax, id, "current rms offset register");

        var after = new ChannelParameters
        {
            ChannelId = id,
            CurrentFullScaleMilliamperes = fullScale,
            Pga = before.Pga,
            ActiveGain = Rounded(gain),
            ReactiveGain = Rounded(gain),
            ApparentGain = Rounded(gain),
            ActiveOffset = Rounded(offset),
            ReactiveOffset = before.ReactiveOffset,
            CurrentRmsOffset = Rounded(rmsOffset),
            Phase = Rounded(phase),
            NoLoadRatio = before.NoLoadRatio,
        };
        var watt = (double)found.Scale.MilliwattsPerCode / frontEnd.OffsetStepsPerPowerCode;
        estimates.Add(Scale(id, "currentFullScaleMilliamperes", before.CurrentFullScaleMilliamperes, fullScale, currentStandardPpm));
        estimates.Add(new Estimate(id, "activeGain", before.ActiveGain, after.ActiveGain, "ppm",
            fit.InPhaseUncertaintyPpm, Half / after.ActiveGain * Ppm.Whole));
        if (found.Phase is not null)
            estimates.Add(new Estimate(id, "phase", before.Phase, after.Phase, "degree", fit.LateUncertaintyDegrees, Half * stepDegrees));
        if (found.Offset is null) return after;
        estimates.Add(new Estimate(id, "activeOffset", before.ActiveOffset, after.ActiveOffset, "mW", fit.OffsetUncertaintyMilliwatts, Half * watt));
        return after;
    }

    private static Estimate Scale(int channelId, string name, int before, int after, double standardPpm) =>
        new(channelId, name, before, after, "ppm", standardPpm, Half / after * Ppm.Whole);

    // rms^2 = (gain x true)^2 + offset: gain and offset from two loads, or the gain alone from one.
    private static (decimal Factor, decimal RegisterChange) CurrentFit(Found found, FrontEndScale frontEnd)
    {
        var high = found.Gain.Figures!.Mean;
        if (found.Offset is null) return (high.ReferenceMilliamperes / high.MeterMilliamperes, 0);
        var low = found.Offset.Figures!.Mean;
        decimal Square(decimal x) => x * x;
        var squaredGain = (Square(high.MeterMilliamperes) - Square(low.MeterMilliamperes))
            / (Square(high.ReferenceMilliamperes) - Square(low.ReferenceMilliamperes));
        if (squaredGain <= 0) throw new AdjustmentException($"channel {found.Scale.ChannelId}: its current does not grow with the load. Check the wiring.");
        var offset = Square(low.MeterMilliamperes) - squaredGain * Square(low.ReferenceMilliamperes);
        return (1 / DecimalRoot.Of(squaredGain), -offset * Square(found.Scale.CurrentCodesPerMilliampere) / frontEnd.RmsOffsetStep);
    }

    private static decimal VoltageFactor(List<Found> found)
    {
        var mean = found[0].Gain.Figures!.Mean;
        return mean.ReferenceMillivolts / mean.MeterMillivolts;
    }

    private static int FullScale(int before, decimal factor, string what)
    {
        if (Math.Abs(factor - 1) > ScaleChangeMax)
            throw new AdjustmentException(
                $"{what} reads {(1 / factor - 1) * 100:0.0} % off: more than a calibration corrects. Check the ratio in the parameter set, and the wiring.");
        return Rounded(before * factor);
    }

    private static void RequireInRange(decimal value, decimal min, decimal max, int channelId, string name)
    {
        if (value < min || value > max)
            throw new AdjustmentException($"channel {channelId}: the {name} would have to be {value:0}; it can be {min:0} to {max:0}. Check wiring and direction.");
    }

    private static double StepDegrees(int frequencyMillihertz, FrontEndScale frontEnd) =>
        360.0 * frequencyMillihertz / 1000 / frontEnd.PhaseStepsPerSecond;

    private static int Rounded(decimal value) => (int)Math.Round(value, MidpointRounding.AwayFromZero);

    // To two significant digits.
    private static long RoundedUp(double ppm)
    {
        var whole = (long)Math.Ceiling(ppm);
        long step = 1;
        while (whole / step >= 100) step *= 10;
        return (whole + step - 1) / step * step;
    }

    // What the results say of one channel.
    private sealed record Found(ChannelScale Scale, IReadOnlyList<PointResult> Loaded, PointResult Gain, PointResult? Phase, PointResult? Offset)
    {
        public PowerFit Fit { get; } = PowerFit.Solve(Gain, Phase, Offset);

        public static Found Of(ChannelScale scale, IReadOnlyList<PointResult> results)
        {
            var mine = results.Where(result => result.ChannelId == scale.ChannelId && result.Figures is not null).ToList();
            PointResult? Used(PointUse use) => mine.SingleOrDefault(result => result.Point.Use == use);
            return new Found(scale, mine, Used(PointUse.Gain)!, Used(PointUse.Phase), Used(PointUse.Offset));
        }

        // What is measured again, what the estimates bring, and the whole half step that the phase may stay off.
        public double ExpectedStandardPpm(FrontEndScale frontEnd) => Loaded.Max(result =>
        {
            var step = StepDegrees(result.Point.FrequencyMillihertz, frontEnd) / 2 * Math.PI / 180;
            var phase = Phase is null ? 0 : (double)Math.Abs(result.Point.TangentOfLag) * step * Ppm.Whole;
            var again = result.Figures!.Uncertainty.ExpandedPpm / 2;
            return Math.Sqrt(again * again + Math.Pow(Fit.UncertaintyPpmAt(result.Point), 2) + phase * phase);
        });
    }
}
