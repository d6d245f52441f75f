using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Virtual;

/// <summary>
/// What stands between the wires and the chip: dividers and current transformers. A parameter set that agrees with it
/// reads correctly; the errors are what a calibration has to find. A change of an error shows from the next change of a
/// load or a register on.
/// </summary>
public sealed class AnalogInputs
{
    private readonly int[] _currentFullScaleMilliamperes;

    /// <summary>Inputs by their full scales: voltage in mV rms, currents in mA rms at gain 1.</summary>
    public AnalogInputs(int voltageFullScaleMillivolts, int currentAFullScaleMilliamperes, int currentBFullScaleMilliamperes)
    {
        Require.InRange(voltageFullScaleMillivolts, 1, 1_000_000_000, nameof(voltageFullScaleMillivolts));
        Require.InRange(currentAFullScaleMilliamperes, 1, 1_000_000_000, nameof(currentAFullScaleMilliamperes));
        Require.InRange(currentBFullScaleMilliamperes, 1, 1_000_000_000, nameof(currentBFullScaleMilliamperes));
        VoltageFullScaleMillivolts = voltageFullScaleMillivolts;
        _currentFullScaleMilliamperes = [currentAFullScaleMilliamperes, currentBFullScaleMilliamperes];
    }

    /// <summary>Inputs that are exactly as a parameter set says: channel id 1 is A, 2 is B, and a missing one is as the other.</summary>
    public static AnalogInputs Matching(ParameterSet parameters)
    {
        int a = 0, b = 0;
        foreach (var channel in parameters.Channels)
        {
            if (channel.ChannelId == 1) a = channel.CurrentFullScaleMilliamperes;
            if (channel.ChannelId == 2) b = channel.CurrentFullScaleMilliamperes;
        }
        Require.That(a + b > 0, "the parameter set has neither channel 1 nor channel 2");
        return new AnalogInputs(parameters.VoltageFullScaleMillivolts, a > 0 ? a : b, b > 0 ? b : a);
    }

    /// <summary>Rms voltage that fills the chip's range, mV.</summary>
    public int VoltageFullScaleMillivolts { get; }

    /// <summary>Gain error of the voltage input, ppm.</summary>
    public double VoltageGainErrorPpm { get; set; }

    /// <summary>Gain error of each current input, ppm.</summary>
    public double[] CurrentGainErrorPpm { get; } = new double[Circuit.ChannelCount];

    /// <summary>By how much each current arrives late at the chip, degrees; a current transformer leads: negative.</summary>
    public double[] CurrentLagErrorDegrees { get; } = new double[Circuit.ChannelCount];

    /// <summary>Power each channel sees beside the load's, before any gain, mW: what leaks from the voltage into the current.</summary>
    public double[] LeakedMilliwatts { get; } = new double[Circuit.ChannelCount];

    /// <summary>Noise in the band of each current, mA rms: it adds to the rms of the load, squared, and to no energy.</summary>
    public double[] CurrentNoiseMilliamperes { get; } = new double[Circuit.ChannelCount];

    /// <summary>Rms current that fills a channel's range at gain 1, mA.</summary>
    public int CurrentFullScaleMilliamperes(int channelIndex) => _currentFullScaleMilliamperes[channelIndex];
}
