using System;

namespace CarbonMeter.Domain.Uncertainty;

/// <summary>
/// The expanded uncertainty (k = 2) of carbon, ng, by what it comes from. A part that nobody stated is null, and so is what
/// would contain it: it is never taken for 0.
/// </summary>
/// <param name="ElectricityNanograms">Carbon of the electricity, ng.</param>
/// <param name="GasNanograms">Carbon measured as gas, ng; null where none is measured.</param>
/// <param name="Energy">Part of the meters and their chains.</param>
/// <param name="Factor">Part of the emission factors; null: not stated for all of the carbon.</param>
/// <param name="Gas">Part of the gas measurement; null where none is measured.</param>
/// <param name="Together">All of them; null where the factor's is not stated.</param>
/// <param name="NanogramsWithoutFactorStatement">Carbon by factors whose uncertainty nobody stated, ng.</param>
public sealed record CarbonUncertainty(Int128 ElectricityNanograms, Int128? GasNanograms, Int128 Energy, Int128? Factor, Int128? Gas,
    Int128? Together, Int128 NanogramsWithoutFactorStatement)
{
    private const int PpbPerPpm = 1_000;

    /// <summary>Draws it up.</summary>
    /// <param name="electricity">Carbon of the electricity with the parts of the energy, ng.</param>
    /// <param name="factor">The parts of the factors: <see cref="FactorPart"/> of as much carbon as has a statement, added up.</param>
    /// <param name="withoutStatement">Carbon whose factor has none, ng.</param>
    /// <param name="gas">Carbon measured as gas, ng; null where none is.</param>
    public static CarbonUncertainty Of(UncertainSum electricity, UncertainSum factor, Int128 withoutStatement, UncertainSum? gas = null)
    {
        var together = new UncertainSum();
        together.Add(electricity);
        together.Add(factor);
        if (gas is not null) together.Add(gas);
        bool isStated = withoutStatement == 0;
        return new CarbonUncertainty(electricity.Value, gas?.Value, electricity.Expanded.Expanded,
            isStated ? factor.Expanded.Expanded : null, gas?.Expanded.Expanded, isStated ? together.Expanded.Expanded : null,
            withoutStatement);
    }

    /// <summary>
    /// The part that a factor's uncertainty adds to carbon: an amount of 0, since the carbon itself is counted where the energy is.
    /// </summary>
    /// <param name="nanograms">The carbon, ng, not negative.</param>
    /// <param name="standardUncertaintyPpm">Relative standard uncertainty (k = 1) of the factor, ppm, 0 to 1 000 000.</param>
    public static UncertainAmount FactorPart(Int128 nanograms, int standardUncertaintyPpm)
    {
        Require.That(nanograms >= 0, "carbon of an import is not negative");
        Require.InRange(standardUncertaintyPpm, 0, Ppm.Whole, nameof(standardUncertaintyPpm));
        return new UncertainAmount(0, [new UncertainPart(UncertaintySource.EmissionFactors,
            checked(nanograms * standardUncertaintyPpm * PpbPerPpm))]);
    }
}
