using System;
using System.Collections.Generic;

namespace CarbonMeter.Firmware.Virtual;

/// <summary>
/// The wires a three-phase front end measures: three voltages, three conductors with a load each, and three current
/// transformers around them, right or wrong; constant between changes that are made in order of time. A change may lie in the
/// future; it may not lie in what a chip has measured already. The circuit keeps its own exact account of the energy that flowed
/// through each conductor, so that a test has a truth no register had a part in.
/// </summary>
public sealed class ThreePhaseCircuit
{
    /// <summary>Largest power of a phase either way, mW: 100 MW.</summary>
    public const long PowerMilliwattsMax = 100_000_000_000;

    private const int PhaseMax = ThreePhaseState.PhaseCount - 1;

    private readonly Queue<ThreePhaseState> _changes = new();
    private readonly Int128[] _importMilliwattMs = new Int128[ThreePhaseState.PhaseCount];
    private readonly Int128[] _exportMilliwattMs = new Int128[ThreePhaseState.PhaseCount];
    private bool _lastIsTaken = true;
    private long _measuredToMs;

    /// <summary>A circuit without load from a moment on, unix ms, its voltages 120 degrees apart, every clamp where it belongs.</summary>
    public ThreePhaseCircuit(long startMs, int voltageMillivolts = 230_000, int frequencyMillihertz = 50_000)
    {
        Require.InRange(voltageMillivolts, 0, 1_000_000_000, nameof(voltageMillivolts));
        Require.InRange(frequencyMillihertz, 40_000, 70_000, nameof(frequencyMillihertz));
        Last = new ThreePhaseState(startMs, voltageMillivolts, frequencyMillihertz);
        Current = Last;
        _measuredToMs = startMs;
    }

    /// <summary>The state after the last change, which may lie in the future.</summary>
    public ThreePhaseState Last { get; private set; }

    /// <summary>What the chip that measures this circuit has come to.</summary>
    internal ThreePhaseState Current { get; private set; }

    /// <summary>When the next change is that the chip has not come to; long.MaxValue = none.</summary>
    internal long NextChangeMs { get; private set; } = long.MaxValue;

    /// <summary>Sets a conductor's power at power factor 1, exactly: mW, positive = import, from a moment on, unix ms.</summary>
    public void SetPower(int conductor, long milliwatts, long atMs)
    {
        Require.InRange(conductor, 0, PhaseMax, nameof(conductor));
        Require.InRange(milliwatts, -PowerMilliwattsMax, PowerMilliwattsMax, nameof(milliwatts));
        Change(Last.WithLoad(atMs, conductor, Load.OfPower(milliwatts, Last.VoltageMillivolts(conductor))));
    }

    /// <summary>Sets a conductor's rms current, mA, and by how much it lags its own voltage, degrees; its power is rounded to whole mW.</summary>
    public void SetCurrent(int conductor, double milliamperes, double lagDegrees, long atMs)
    {
        Require.InRange(conductor, 0, PhaseMax, nameof(conductor));
        Require.That(milliamperes is >= 0 and <= 1e9, "the current is below 0 or above 1 MA");
        Require.That(lagDegrees is >= -180 and <= 180, "the phase angle is outside -180 to 180 degrees");
        Change(Last.WithLoad(atMs, conductor, Load.OfCurrent(milliamperes, lagDegrees, Last.VoltageMillivolts(conductor))));
    }

    /// <summary>Sets a conductor's rms current, mA, of a recorded form; its power is rounded to whole mW.</summary>
    public void SetWave(int conductor, double milliamperes, Waveform wave, long atMs)
    {
        Require.InRange(conductor, 0, PhaseMax, nameof(conductor));
        Require.That(milliamperes is >= 0 and <= 1e9, "the current is below 0 or above 1 MA");
        Require.NotNull(wave, nameof(wave));
        Change(Last.WithLoad(atMs, conductor, Load.OfWave(milliamperes, wave, Last.VoltageMillivolts(conductor))));
    }

    /// <summary>Sets the active power that a conductor's harmonics carry beside its fundamental, mW.</summary>
    public void SetHarmonicPower(int conductor, long milliwatts, long atMs)
    {
        Require.InRange(conductor, 0, PhaseMax, nameof(conductor));
        Require.InRange(milliwatts, -PowerMilliwattsMax, PowerMilliwattsMax, nameof(milliwatts));
        Change(Last.WithHarmonic(atMs, conductor, milliwatts));
    }

    /// <summary>Sets a phase's rms voltage, mV; 0 = dead, and no load on it draws anything.</summary>
    public void SetVoltage(int phase, int millivolts, long atMs)
    {
        Require.InRange(phase, 0, PhaseMax, nameof(phase));
        Require.InRange(millivolts, 0, 1_000_000_000, nameof(millivolts));
        Change(Last.WithVoltage(atMs, phase, millivolts, Last.VoltageLagDegrees(phase)));
    }

    /// <summary>Sets by how much a phase's voltage lags that of the first, degrees, 0 to 359.</summary>
    public void SetVoltageLag(int phase, int degrees, long atMs)
    {
        Require.InRange(phase, 1, PhaseMax, nameof(phase));
        Require.InRange(degrees, 0, 359, nameof(degrees));
        Change(Last.WithVoltage(atMs, phase, Last.VoltageMillivolts(phase), degrees));
    }

    /// <summary>Sets the mains frequency, mHz.</summary>
    public void SetFrequency(int millihertz, long atMs)
    {
        Require.InRange(millihertz, 40_000, 70_000, nameof(millihertz));
        Change(Last.WithFrequency(atMs, millihertz));
    }

    /// <summary>Clamps a current transformer, 0 to 2 = the chip's inputs A to C, around a conductor, forwards or reversed.</summary>
    public void SetClamp(int transformer, Clamp clamp, long atMs)
    {
        Require.InRange(transformer, 0, PhaseMax, nameof(transformer));
        Require.InRange(clamp.Conductor, 0, PhaseMax, nameof(clamp));
        Change(Last.WithClamp(atMs, transformer, clamp));
    }

    /// <summary>Energy that flowed in through a conductor from the start to a moment not before the last change: mW x ms, exact.</summary>
    public Int128 ImportMilliwattMs(int conductor, long untilMs) =>
        _importMilliwattMs[conductor] + SinceLast(Math.Max(Last.ActiveMilliwatts(conductor), 0), untilMs);

    /// <summary>Energy that flowed out, as a positive number; see <see cref="ImportMilliwattMs"/>.</summary>
    public Int128 ExportMilliwattMs(int conductor, long untilMs) =>
        _exportMilliwattMs[conductor] + SinceLast(Math.Max(-Last.ActiveMilliwatts(conductor), 0), untilMs);

    /// <summary>The chip goes on to the next change.</summary>
    internal void TakeChange()
    {
        Current = _changes.Dequeue();
        _lastIsTaken = _changes.Count == 0;
        NextChangeMs = _lastIsTaken ? long.MaxValue : _changes.Peek().AtMs;
    }

    /// <summary>The chip has measured up to here.</summary>
    internal void MeasuredTo(long ms) => _measuredToMs = ms;

    private void Change(ThreePhaseState next)
    {
        Require.InRange(next.AtMs, Math.Max(Last.AtMs, _measuredToMs), long.MaxValue - 1, "time of change");
        for (int i = 0; i < ThreePhaseState.PhaseCount; i++)
        {
            _importMilliwattMs[i] = ImportMilliwattMs(i, next.AtMs);
            _exportMilliwattMs[i] = ExportMilliwattMs(i, next.AtMs);
        }
        Last = next;
        _changes.Enqueue(next);
        if (_lastIsTaken) NextChangeMs = next.AtMs;
        _lastIsTaken = false;
    }

    private Int128 SinceLast(long milliwatts, long untilMs)
    {
        Require.InRange(untilMs, Last.AtMs, long.MaxValue, nameof(untilMs));
        return (Int128)milliwatts * (untilMs - Last.AtMs);
    }
}
