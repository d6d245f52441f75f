using System;

namespace CarbonMeter.Firmware.Drivers;

/// <summary>
/// Which of its figures a sensor puts into the reading. Where two parts measure the same quantity, the board says which one
/// counts; the others still measure it, check it, and keep it to themselves.
/// </summary>
[Flags]
public enum SensorFigures
{
    /// <summary>Mole fraction of CO2.</summary>
    CarbonDioxide = 1,
    /// <summary>Differential pressure.</summary>
    DifferentialPressure = 2,
    /// <summary>Absolute pressure.</summary>
    Pressure = 4,
    /// <summary>Temperature.</summary>
    Temperature = 8,
    /// <summary>Relative humidity.</summary>
    RelativeHumidity = 16,
    /// <summary>All that the part has.</summary>
    All = 31,
}
