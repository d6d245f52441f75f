using CarbonMeter.Records;
using CarbonMeter.Units;

namespace CarbonMeter.Firmware.Gas;

/// <summary>
/// How well a gas figure of an interval is known: the budget of the parameter set at the means of the interval, combined by the
/// root of the sum of squares and doubled (k = 2). The formula stands in docs/formats/record.md, so that anybody can do it again.
/// It is not divided by the number of samples: what the budget holds is the same in all of them.
/// </summary>
public static class GasUncertainty
{
    /// <summary>The largest that is told, and "that much or more": as large as the figure, ppm.</summary>
    public const long PpmMax = 1_000_000;

    // Above this a part alone is beyond PpmMax; its square and those of five more fit a long.
    private const long PartPpmMax = 2_000_000;

    /// <summary>Of a mean mole fraction, relative to it, ppm.</summary>
    public static Reading OfCarbonDioxide(long carbonDioxidePpm, GasBudget budget) =>
        Expanded(FractionSquare(carbonDioxidePpm, carbonDioxidePpm, budget));

    /// <summary>
    /// Of a mass, relative to it, ppm: from the mean mole fraction and the mean differential pressure. What is close to the
    /// background or to no flow is known badly, and this says so.
    /// </summary>
    public static Reading OfMass(long carbonDioxidePpm, long backgroundPpm, long differentialPressureMillipascals, GasBudget budget)
    {
        long pressure = Part(budget.DifferentialPressureRelativePpm, budget.DifferentialPressureAbsoluteMillipascals, differentialPressureMillipascals);
        // Under the root by one half each.
        long half = (pressure * pressure + Square(budget.TemperaturePpm) + Square(budget.PressurePpm)) / 4;
        return Expanded(FractionSquare(carbonDioxidePpm, carbonDioxidePpm - backgroundPpm, budget)
            + half + Square(budget.CoefficientPpm) + Square(budget.AreaPpm));
    }

    // The square of the uncertainty of a fraction, relative to what is left of it above the background.
    private static long FractionSquare(long carbonDioxidePpm, long netPpm, GasBudget budget)
    {
        if (netPpm <= 0) return PartPpmMax * PartPpmMax;
        // At most 1e6 x 1e6, and seldom more than a few times the relative part.
        long relative = Bounded(budget.CarbonDioxideRelativePpm * carbonDioxidePpm / netPpm);
        long absolute = Bounded(budget.CarbonDioxideAbsolutePpm * PpmMax / netPpm);
        return Square(relative) + Square(absolute);
    }

    // Relative and absolute part of one figure, together, ppm of it.
    private static long Part(long relativePpm, long absolute, long figure)
    {
        if (figure <= 0) return PartPpmMax;
        long share = Bounded(absolute * PpmMax / figure);
        return Bounded(IntegerRoot.Of(Square(relativePpm) + Square(share)));
    }

    private static Reading Expanded(long square)
    {
        long ppm = 2 * IntegerRoot.Of(square);
        return Reading.Of(ppm < PpmMax ? ppm : PpmMax);
    }

    private static long Square(long ppm) => ppm * ppm;

    private static long Bounded(long ppm) => ppm < PartPpmMax ? ppm : PartPpmMax;
}
