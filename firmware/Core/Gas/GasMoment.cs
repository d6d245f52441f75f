using CarbonMeter.Units;

namespace CarbonMeter.Firmware.Gas;

/// <summary>What a gas channel shows at one moment, corrected by its parameter set. Filled again at every look.</summary>
public sealed class GasMoment
{
    /// <summary>CO2 on the basis of the parameter set, ppm.</summary>
    public Reading CarbonDioxidePpm { get; set; }

    /// <summary>Water in the wet gas, ppm.</summary>
    public Reading WaterPpm { get; set; }

    /// <summary>True differential pressure, mPa.</summary>
    public Reading DifferentialPressureMillipascals { get; set; }

    /// <summary>Absolute pressure, Pa.</summary>
    public Reading PressurePascals { get; set; }

    /// <summary>Temperature, mK.</summary>
    public Reading TemperatureMillikelvins { get; set; }

    /// <summary>Whether there is a flow, be it nothing.</summary>
    public bool HasFlow { get; set; }

    /// <summary>Flow of CO2 above the background, ng/s, where there is one.</summary>
    public long MassNanogramsPerSecond { get; set; }

    /// <summary>Forgets every figure.</summary>
    public void Clear()
    {
        CarbonDioxidePpm = Reading.Missing;
        WaterPpm = Reading.Missing;
        DifferentialPressureMillipascals = Reading.Missing;
        PressurePascals = Reading.Missing;
        TemperatureMillikelvins = Reading.Missing;
        HasFlow = false;
        MassNanogramsPerSecond = 0;
    }
}
