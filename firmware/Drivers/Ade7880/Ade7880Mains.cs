namespace CarbonMeter.Firmware.Drivers;

/// <summary>The network an ADE7880 is set for. It is a property of the place, not of a calibration.</summary>
public sealed class Ade7880Mains
{
    /// <summary>Least nominal voltage, mV.</summary>
    public const int NominalMillivoltsMin = 10_000;

    /// <summary>Largest nominal voltage, mV.</summary>
    public const int NominalMillivoltsMax = 1_000_000;

    /// <summary>230 V between phase and neutral, 45 to 55 Hz.</summary>
    public static readonly Ade7880Mains Default = new Ade7880Mains(230_000, false);

    /// <summary>A network by its nominal rms voltage between phase and neutral, mV, 10 V to 1 kV, and whether its frequency is 55 to 66 Hz.</summary>
    public Ade7880Mains(int nominalMillivolts, bool is60Hertz)
    {
        Require.InRange(nominalMillivolts, NominalMillivoltsMin, NominalMillivoltsMax, nameof(nominalMillivolts));
        NominalMillivolts = nominalMillivolts;
        Is60Hertz = is60Hertz;
    }

    /// <summary>Nominal rms voltage between phase and neutral, mV.</summary>
    public int NominalMillivolts { get; }

    /// <summary>Whether the frequency is 55 to 66 Hz rather than 45 to 55 Hz.</summary>
    public bool Is60Hertz { get; }
}
