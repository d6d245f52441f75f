namespace CarbonMeter.Firmware.Virtual;

/// <summary>
/// The gas around the sensors of a virtual board, as it truly is. Whoever drives the world sets it; every sensor sees of it what
/// its kind can see, with its own scale, noise and dependence on the rest.
/// </summary>
public sealed class GasState
{
    private int _carbonDioxidePpm = 420, _differentialPressureMillipascals, _pressurePascals = 101_325, _temperatureMillikelvins = 293_150,
        _relativeHumidityPpm = 500_000;

    /// <summary>Mole fraction of CO2 in the gas as it is, ppm, 0 to 1 000 000. At first fresh air: 420.</summary>
    public int CarbonDioxidePpm
    {
        get => _carbonDioxidePpm;
        set => _carbonDioxidePpm = Checked(value, 0, 1_000_000);
    }

    /// <summary>True differential pressure, mPa; the sign is the direction of flow. At first 0.</summary>
    public int DifferentialPressureMillipascals
    {
        get => _differentialPressureMillipascals;
        set => _differentialPressureMillipascals = Checked(value, -10_000_000, 10_000_000);
    }

    /// <summary>Absolute pressure, Pa. At first 101 325.</summary>
    public int PressurePascals
    {
        get => _pressurePascals;
        set => _pressurePascals = Checked(value, 10_000, 200_000);
    }

    /// <summary>Temperature, mK. At first 20 degrees Celsius.</summary>
    public int TemperatureMillikelvins
    {
        get => _temperatureMillikelvins;
        set => _temperatureMillikelvins = Checked(value, 173_150, 473_150);
    }

    /// <summary>Relative humidity, ppm of saturation, 0 to 1 000 000. At first half of it.</summary>
    public int RelativeHumidityPpm
    {
        get => _relativeHumidityPpm;
        set => _relativeHumidityPpm = Checked(value, 0, 1_000_000);
    }

    internal double Celsius => (_temperatureMillikelvins - 273_150) / 1000.0;

    private static int Checked(int value, int min, int max)
    {
        Require.InRange(value, min, max, nameof(value));
        return value;
    }
}
