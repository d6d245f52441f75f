using System.Linq;
using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Virtual;

/// <summary>
/// What stands between the wires and a three-phase chip: a divider and a current transformer a phase. A parameter set that
/// agrees with it reads correctly; the errors are what a calibration has to find. A change of an error shows from the next change
/// of a load or a register on.
/// </summary>
public sealed class ThreePhaseInputs
{
    private const int FullScaleMax = 1_000_000_000;
    private readonly int[] _voltageFullScale, _currentFullScale;

    /// <summary>Inputs by their full scales, one of each for three phases: mV rms, and mA rms at gain 1.</summary>
    public ThreePhaseInputs(int[] voltageFullScaleMillivolts, int[] currentFullScaleMilliamperes)
    {
        Require.That(voltageFullScaleMillivolts.Length == ThreePhaseState.PhaseCount, "there is not one voltage for each phase");
        Require.That(currentFullScaleMilliamperes.Length == ThreePhaseState.PhaseCount, "there is not one current for each phase");
        foreach (int fullScale in voltageFullScaleMillivolts.Concat(currentFullScaleMilliamperes))
            Require.InRange(fullScale, 1, FullScaleMax, "full scale");
        _voltageFullScale = voltageFullScaleMillivolts;
        _currentFullScale = currentFullScaleMilliamperes;
    }

    /// <summary>Inputs that are exactly as a parameter set says; a phase without a channel is as the first channel's.</summary>
    public static ThreePhaseInputs Matching(ParameterSet parameters)
    {
        Require.That(parameters.Channels.Length > 0 && parameters.VoltageInputs?.Length == parameters.Channels.Length,
            "the parameter set has no voltage input for each channel");
        int[] voltages = new int[ThreePhaseState.PhaseCount], currents = new int[ThreePhaseState.PhaseCount];
        for (int phase = 0; phase < ThreePhaseState.PhaseCount; phase++)
        {
            int index = System.Math.Max(0, System.Array.FindIndex(parameters.Channels, channel => channel.ChannelId == phase + 1));
            voltages[phase] = parameters.VoltageInputs![index].FullScaleMillivolts;
            currents[phase] = parameters.Channels[index].CurrentFullScaleMilliamperes;
        }
        return new ThreePhaseInputs(voltages, currents);
    }

    /// <summary>Gain error of each voltage input, ppm.</summary>
    public double[] VoltageGainErrorPpm { get; } = new double[ThreePhaseState.PhaseCount];

    /// <summary>Gain error of each current input, ppm.</summary>
    public double[] CurrentGainErrorPpm { get; } = new double[ThreePhaseState.PhaseCount];

    /// <summary>By how much each current arrives late at the chip, degrees; a current transformer leads: negative.</summary>
    public double[] CurrentLagErrorDegrees { get; } = new double[ThreePhaseState.PhaseCount];

    /// <summary>Rms voltage that fills a phase's range, mV.</summary>
    public int VoltageFullScaleMillivolts(int phase) => _voltageFullScale[phase];

    /// <summary>Rms current that fills a phase's range at gain 1, mA.</summary>
    public int CurrentFullScaleMilliamperes(int phase) => _currentFullScale[phase];
}
