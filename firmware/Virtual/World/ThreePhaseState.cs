using System;

namespace CarbonMeter.Firmware.Virtual;

/// <summary>What a current transformer is clamped around, 0 to 2, and whether it looks the other way.</summary>
public readonly record struct Clamp(int Conductor, bool IsReversed);

/// <summary>A current as one input of a chip sees it, against one of the voltages.</summary>
public readonly record struct SeenLoad(long ActiveMilliwatts, long FundamentalMilliwatts, long ReactiveMillivars,
    long ApparentMillivoltamperes, double CurrentMilliamperes, double LagDegrees);

/// <summary>The mains of three phases, the loads on them and the clamps around them, from one moment on.</summary>
public sealed class ThreePhaseState
{
    /// <summary>Phases.</summary>
    public const int PhaseCount = 3;

    private readonly int[] _voltageMillivolts, _voltageLagDegrees;
    private readonly Load[] _loads;
    private readonly long[] _harmonicMilliwatts;
    private readonly Clamp[] _clamps;

    internal ThreePhaseState(long atMs, int voltageMillivolts, int frequencyMillihertz)
    {
        AtMs = atMs;
        FrequencyMillihertz = frequencyMillihertz;
        _voltageMillivolts = [voltageMillivolts, voltageMillivolts, voltageMillivolts];
        _voltageLagDegrees = [0, 120, 240];
        _harmonicMilliwatts = new long[PhaseCount];
        _clamps = [new Clamp(0, false), new Clamp(1, false), new Clamp(2, false)];
        _loads = new Load[PhaseCount];
        Array.Fill(_loads, Load.OfPower(0, voltageMillivolts));
    }

    private ThreePhaseState(ThreePhaseState other, long atMs, int frequencyMillihertz)
    {
        AtMs = atMs;
        FrequencyMillihertz = frequencyMillihertz;
        _voltageMillivolts = [.. other._voltageMillivolts];
        _voltageLagDegrees = [.. other._voltageLagDegrees];
        _loads = [.. other._loads];
        _harmonicMilliwatts = [.. other._harmonicMilliwatts];
        _clamps = [.. other._clamps];
    }

    /// <summary>Since when, unix ms.</summary>
    public long AtMs { get; }

    /// <summary>Mains frequency, mHz.</summary>
    public int FrequencyMillihertz { get; }

    /// <summary>Rms voltage of a phase, mV; 0 = dead.</summary>
    public int VoltageMillivolts(int phase) => _voltageMillivolts[phase];

    /// <summary>By how much a phase's voltage lags that of the first, degrees.</summary>
    public int VoltageLagDegrees(int phase) => _voltageLagDegrees[phase];

    /// <summary>What flows through a conductor, against its own voltage and without its harmonics.</summary>
    public Load Conductor(int conductor) => _loads[conductor];

    /// <summary>Active power a conductor carries, harmonics included, mW.</summary>
    public long ActiveMilliwatts(int conductor) => _loads[conductor].ActiveMilliwatts + HarmonicMilliwatts(conductor);

    /// <summary>What a current transformer is clamped around.</summary>
    public Clamp Transformer(int transformer) => _clamps[transformer];

    /// <summary>
    /// What the current of a transformer is against the voltage of a phase. Where both are of one phase it is exactly what flows;
    /// else the angles of the voltages come in, and harmonics, whose angles nobody gave, carry nothing.
    /// </summary>
    public SeenLoad Seen(int transformer, int voltagePhase)
    {
        var (conductor, isReversed) = _clamps[transformer];
        var load = _loads[conductor];
        int sign = isReversed ? -1 : 1;
        double lag = load.LagDegrees + _voltageLagDegrees[conductor] - _voltageLagDegrees[voltagePhase] + (isReversed ? 180 : 0);
        if (conductor == voltagePhase)
        {
            return new SeenLoad(sign * ActiveMilliwatts(conductor), sign * load.ActiveMilliwatts, sign * load.ReactiveMillivars,
                load.ApparentMillivoltamperes + Math.Abs(HarmonicMilliwatts(conductor)), load.CurrentMilliamperes, lag);
        }
        double apparent = _voltageMillivolts[voltagePhase] * load.CurrentMilliamperes / 1000, radians = lag * Math.PI / 180;
        long active = (long)Math.Round(apparent * Math.Cos(radians));
        return new SeenLoad(active, active, (long)Math.Round(apparent * Math.Sin(radians)), (long)Math.Round(apparent),
            load.CurrentMilliamperes, lag);
    }

    internal ThreePhaseState WithLoad(long atMs, int conductor, Load load)
    {
        var next = new ThreePhaseState(this, atMs, FrequencyMillihertz);
        next._loads[conductor] = load;
        return next;
    }

    internal ThreePhaseState WithHarmonic(long atMs, int conductor, long milliwatts)
    {
        var next = new ThreePhaseState(this, atMs, FrequencyMillihertz);
        next._harmonicMilliwatts[conductor] = milliwatts;
        return next;
    }

    internal ThreePhaseState WithVoltage(long atMs, int phase, int millivolts, int lagDegrees)
    {
        var next = new ThreePhaseState(this, atMs, FrequencyMillihertz);
        next._voltageMillivolts[phase] = millivolts;
        next._voltageLagDegrees[phase] = lagDegrees;
        next._loads[phase] = _loads[phase].At(millivolts);
        return next;
    }

    internal ThreePhaseState WithFrequency(long atMs, int millihertz) => new(this, atMs, millihertz);

    internal ThreePhaseState WithClamp(long atMs, int transformer, Clamp clamp)
    {
        var next = new ThreePhaseState(this, atMs, FrequencyMillihertz);
        next._clamps[transformer] = clamp;
        return next;
    }

    private long HarmonicMilliwatts(int conductor) => _voltageMillivolts[conductor] == 0 ? 0 : _harmonicMilliwatts[conductor];
}
