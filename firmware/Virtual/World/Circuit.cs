using System;
using System.Collections.Generic;

namespace CarbonMeter.Firmware.Virtual;

/// <summary>
/// The wires a front end measures: one voltage, two currents, constant between changes that are made in order of time.
/// A change may lie in the future; it may not lie in what a chip has measured already. The circuit keeps its own exact
/// account of the energy that flowed, so that a test has a truth no register had a part in.
/// </summary>
public sealed class Circuit
{
    /// <summary>Channels of a circuit.</summary>
    public const int ChannelCount = 2;

    /// <summary>Largest power either way, mW: 500 MW, so that power times any gain register fits a long.</summary>
    public const long PowerMilliwattsMax = 500_000_000_000;

    private readonly Queue<CircuitState> _changes = new();
    private readonly Int128[] _importMilliwattMs = new Int128[ChannelCount], _exportMilliwattMs = new Int128[ChannelCount];
    private CircuitState _last;
    private bool _lastIsTaken = true;
    private long _measuredToMs;

    /// <summary>A circuit without load from a moment on, unix ms.</summary>
    public Circuit(long startMs, int voltageMillivolts = 230_000, int frequencyMillihertz = 50_000)
    {
        Require.InRange(voltageMillivolts, 0, 1_000_000_000, nameof(voltageMillivolts));
        Require.InRange(frequencyMillihertz, 40_000, 70_000, nameof(frequencyMillihertz));
        _last = new CircuitState(startMs, voltageMillivolts, frequencyMillihertz,
            Load.OfPower(0, voltageMillivolts), Load.OfPower(0, voltageMillivolts));
        Current = _last;
        _measuredToMs = startMs;
    }

    /// <summary>What the chip that measures this circuit has come to.</summary>
    internal CircuitState Current { get; private set; }

    /// <summary>When the next change is that the chip has not come to; long.MaxValue = none.</summary>
    internal long NextChangeMs { get; private set; } = long.MaxValue;

    /// <summary>The state after the last change, which may lie in the future.</summary>
    public CircuitState Last => _last;

    /// <summary>Sets a power at power factor 1, exactly: mW, positive = import, from a moment on, unix ms.</summary>
    public void SetPower(int channelIndex, long milliwatts, long atMs)
    {
        Require.InRange(milliwatts, -PowerMilliwattsMax, PowerMilliwattsMax, nameof(milliwatts));
        SetLoad(channelIndex, Load.OfPower(milliwatts, _last.VoltageMillivolts), atMs);
    }

    /// <summary>Sets an rms current, mA, and by how much it lags the voltage, degrees; its power is rounded to whole mW.</summary>
    public void SetCurrent(int channelIndex, double milliamperes, double lagDegrees, long atMs)
    {
        Require.That(milliamperes is >= 0 and <= 1e9, "the current is below 0 or above 1 MA");
        Require.That(lagDegrees is >= -180 and <= 180, "the phase angle is outside -180 to 180 degrees");
        SetLoad(channelIndex, Load.OfCurrent(milliamperes, lagDegrees, _last.VoltageMillivolts), atMs);
    }

    /// <summary>Sets an rms current, mA, of a recorded form; its power is rounded to whole mW.</summary>
    public void SetWave(int channelIndex, double milliamperes, Waveform wave, long atMs)
    {
        Require.That(milliamperes is >= 0 and <= 1e9, "the current is below 0 or above 1 MA");
        Require.NotNull(wave, nameof(wave));
        SetLoad(channelIndex, Load.OfWave(milliamperes, wave, _last.VoltageMillivolts), atMs);
    }

    /// <summary>Sets the rms voltage, mV; 0 = dead mains, in which no load draws anything.</summary>
    public void SetVoltage(int millivolts, long atMs)
    {
        Require.InRange(millivolts, 0, 1_000_000_000, nameof(millivolts));
        Change(new CircuitState(atMs, millivolts, _last.FrequencyMillihertz, _last.A.At(millivolts), _last.B.At(millivolts)));
    }

    /// <summary>Sets the mains frequency, mHz.</summary>
    public void SetFrequency(int millihertz, long atMs)
    {
        Require.InRange(millihertz, 40_000, 70_000, nameof(millihertz));
        Change(new CircuitState(atMs, _last.VoltageMillivolts, millihertz, _last.A, _last.B));
    }

    /// <summary>Energy that flowed in from the start to a moment not before the last change: mW x ms, exact.</summary>
    public Int128 ImportMilliwattMs(int channelIndex, long untilMs) =>
        _importMilliwattMs[channelIndex] + SinceLast(Math.Max(_last.Channel(channelIndex).ActiveMilliwatts, 0), untilMs);

    /// <summary>Energy that flowed out, as a positive number; see <see cref="ImportMilliwattMs"/>.</summary>
    public Int128 ExportMilliwattMs(int channelIndex, long untilMs) =>
        _exportMilliwattMs[channelIndex] + SinceLast(Math.Max(-_last.Channel(channelIndex).ActiveMilliwatts, 0), untilMs);

    /// <summary>The chip goes on to the next change.</summary>
    internal void TakeChange()
    {
        Current = _changes.Dequeue();
        _lastIsTaken = _changes.Count == 0;
        NextChangeMs = _lastIsTaken ? long.MaxValue : _changes.Peek().AtMs;
    }

    /// <summary>The chip has measured up to here.</summary>
    internal void MeasuredTo(long ms) => _measuredToMs = ms;

    private void SetLoad(int channelIndex, Load load, long atMs)
    {
        Require.InRange(channelIndex, 0, ChannelCount - 1, nameof(channelIndex));
        Change(new CircuitState(atMs, _last.VoltageMillivolts, _last.FrequencyMillihertz,
            channelIndex == 0 ? load : _last.A, channelIndex == 1 ? load : _last.B));
    }

    private void Change(CircuitState next)
    {
        Require.InRange(next.AtMs, Math.Max(_last.AtMs, _measuredToMs), long.MaxValue - 1, "time of change");
        for (int i = 0; i < ChannelCount; i++)
        {
            _importMilliwattMs[i] = ImportMilliwattMs(i, next.AtMs);
            _exportMilliwattMs[i] = ExportMilliwattMs(i, next.AtMs);
        }
        _last = next;
        _changes.Enqueue(next);
        if (_lastIsTaken) NextChangeMs = next.AtMs;
        _lastIsTaken = false;
    }

    private Int128 SinceLast(long milliwatts, long untilMs)
    {
        Require.InRange(untilMs, _last.AtMs, long.MaxValue, nameof(untilMs));
        return (Int128)milliwatts * (untilMs - _last.AtMs);
    }
}
