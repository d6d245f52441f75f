using CarbonMeter.Units;

namespace CarbonMeter.Firmware;

/// <summary>Figures of gas sensors, one place for each quantity. Filled again and again; a figure nobody gave is missing.</summary>
public sealed class SensorReading
{
    /// <summary>Mole fraction of CO2 as the sensor gives it, ppm, 0 to 1 000 000; below 0 where a zero drifted.</summary>
    public Reading CarbonDioxidePpm { get; set; }

    /// <summary>Differential pressure, mPa, as corrected for the pressure of the gas by whoever combines the figures, not by the sensor.</summary>
    public Reading DifferentialPressureMillipascals { get; set; }

    /// <summary>Absolute pressure, Pa.</summary>
    public Reading PressurePascals { get; set; }

    /// <summary>Temperature, mK.</summary>
    public Reading TemperatureMillikelvins { get; set; }

    /// <summary>Relative humidity, ppm of saturation: 0 to 1 000 000.</summary>
    public Reading RelativeHumidityPpm { get; set; }

    /// <summary>Forgets every figure.</summary>
    public void Clear()
    {
        CarbonDioxidePpm = Reading.Missing;
        DifferentialPressureMillipascals = Reading.Missing;
        PressurePascals = Reading.Missing;
        TemperatureMillikelvins = Reading.Missing;
        RelativeHumidityPpm = Reading.Missing;
    }
}
