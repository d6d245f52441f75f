using CarbonMeter.Units;

namespace CarbonMeter.Records;

/// <summary>Whether concentrations and volumes of a gas count its water vapour.</summary>
public enum GasBasis
{
    /// <summary>With the water vapour.</summary>
    Wet = 0,
    /// <summary>Without it.</summary>
    Dry = 1,
}

/// <summary>What turns a gas channel's readings into a mass of CO2; docs/formats/parameter-set.md, where the ranges stand.</summary>
public sealed class GasParameters
{
    /// <summary>Area of the duct, mm2.</summary>
    public int AreaSquareMillimetres { get; set; }

    /// <summary>Coefficient of the flow element, ppm of unity.</summary>
    public int CoefficientPpm { get; set; }

    /// <summary>CO2 that is not the source's, ppm.</summary>
    public int BackgroundPpm { get; set; }

    /// <summary>Added to what the CO2 sensor reads, ppm.</summary>
    public int CarbonDioxideZeroPpm { get; set; }

    /// <summary>What the sum is multiplied with, ppm of unity.</summary>
    public int CarbonDioxideSpanPpm { get; set; } = 1_000_000;

    /// <summary>Added to what the differential pressure sensor reads, mPa.</summary>
    public int DifferentialPressureZeroMillipascals { get; set; }

    /// <summary>Temperature that volumes are given at, mK.</summary>
    public int ReferenceTemperatureMillikelvins { get; set; } = 273_150;

    /// <summary>Pressure that volumes are given at, Pa.</summary>
    public int ReferencePressurePascals { get; set; } = 101_325;

    /// <summary>Of concentrations and volumes.</summary>
    public GasBasis Basis { get; set; }

    /// <summary>Expanded uncertainty (k = 2) of the CO2 mass, ppm; missing where not calibrated.</summary>
    public Reading UncertaintyPpm { get; set; }

    /// <summary>What the uncertainty of a figure is made up of.</summary>
    public GasBudget Budget { get; set; } = new GasBudget();
}

/// <summary>Standard uncertainties (k = 1) of a gas channel; relative ones in ppm of the figure.</summary>
public sealed class GasBudget
{
    /// <summary>Of the CO2 mole fraction, relative.</summary>
    public int CarbonDioxideRelativePpm { get; set; }

    /// <summary>Of the CO2 mole fraction, in ppm of the gas.</summary>
    public int CarbonDioxideAbsolutePpm { get; set; }

    /// <summary>Of the flow coefficient, relative.</summary>
    public int CoefficientPpm { get; set; }

    /// <summary>Of the area, relative.</summary>
    public int AreaPpm { get; set; }

    /// <summary>Of the differential pressure, relative.</summary>
    public int DifferentialPressureRelativePpm { get; set; }

    /// <summary>Of the differential pressure, mPa.</summary>
    public int DifferentialPressureAbsoluteMillipascals { get; set; }

    /// <summary>Of the absolute temperature, relative.</summary>
    public int TemperaturePpm { get; set; }

    /// <summary>Of the absolute pressure, relative.</summary>
    public int PressurePpm { get; set; }
}
