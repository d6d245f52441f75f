using System;
using System.Collections.Generic;
using System.Linq;

namespace CarbonMeter.Domain.Calibration;

/// <summary>A bottle of reference gas as its certificate states it.</summary>
/// <param name="Name">Name for people.</param>
/// <param name="FractionPpm">Mole fraction of CO2, ppm.</param>
/// <param name="StandardUncertaintyPpm">Standard uncertainty (k = 1) of it, in ppm of mole fraction.</param>
public sealed record GasBottle(string Name, decimal FractionPpm, double StandardUncertaintyPpm);

/// <summary>What a gas channel read with one bottle.</summary>
/// <param name="Bottle">The bottle.</param>
/// <param name="MeanPpm">Mean of the repetitions, ppm of mole fraction.</param>
/// <param name="Uncertainty">Of the error: its parts here are in ppm of mole fraction, not of the figure.</param>
public sealed record GasResult(GasBottle Bottle, decimal MeanPpm, UncertaintyBudget Uncertainty)
{
    /// <summary>Indication less bottle, ppm of mole fraction.</summary>
    public decimal ErrorPpm => MeanPpm - Bottle.FractionPpm;
}

/// <summary>
/// Zero and span of a gas channel: true = (indication - offset) / gain. Stated, not written: version 1 of the parameter set has
/// no fields for them.
/// </summary>
/// <param name="OffsetPpm">What it reads without CO2, ppm of mole fraction.</param>
/// <param name="OffsetStandardPpm">Standard uncertainty of it, ppm of mole fraction.</param>
/// <param name="Gain">Change of the indication over change of the gas.</param>
/// <param name="GainStandard">Standard uncertainty of it.</param>
public sealed record GasCalibration(decimal OffsetPpm, double OffsetStandardPpm, decimal Gain, double GainStandard)
{
    // An indication is a whole ppm: rectangular, half a step.
    private static readonly double ResolutionPpm = 0.5 / Math.Sqrt(3);

    /// <summary>Judges the repetitions with one bottle, two or more, ppm of mole fraction.</summary>
    public static GasResult Judge(GasBottle bottle, IReadOnlyList<decimal> readings)
    {
        Require.That(readings.Count >= 2, "repeatability takes two readings at least");
        var mean = readings.Average();
        var deviation = Math.Sqrt(readings.Sum(one => Math.Pow((double)(one - mean), 2)) / (readings.Count - 1));
        return new GasResult(bottle, mean, UncertaintyBudget.Of(
        [
            new(BudgetParts.Reference, bottle.StandardUncertaintyPpm),
            new(BudgetParts.Repeatability, deviation / Math.Sqrt(readings.Count), readings.Count - 1),
            new(BudgetParts.Resolution, ResolutionPpm),
        ]));
    }

    /// <summary>Offset and gain from two bottles of different fractions.</summary>
    public static GasCalibration Of(GasResult zero, GasResult span)
    {
        var width = span.Bottle.FractionPpm - zero.Bottle.FractionPpm;
        Require.That(width > 0, "the span gas holds more CO2 than the zero gas");
        var gain = (span.MeanPpm - zero.MeanPpm) / width;
        var fromZero = (double)(zero.Bottle.FractionPpm / width);
        double atZero = zero.Uncertainty.StandardPpm, atSpan = span.Uncertainty.StandardPpm;
        // offset = zero reading - gain x zero fraction; both errors reach it through the gain, the zero's directly as well.
        var offsetStandard = Math.Sqrt(Math.Pow((1 + fromZero) * atZero, 2) + Math.Pow(fromZero * atSpan, 2));
        return new GasCalibration(zero.MeanPpm - gain * zero.Bottle.FractionPpm, offsetStandard,
            gain, Math.Sqrt(atZero * atZero + atSpan * atSpan) / (double)width);
    }
}
