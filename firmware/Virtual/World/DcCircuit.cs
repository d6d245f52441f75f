using System;

namespace CarbonMeter.Firmware.Virtual;

/// <summary>
/// A direct-current wire: one voltage, one current, constant between changes made in order of time. It keeps its own exact
/// account of the energy that flowed, so that a test has a truth no register had a part in.
/// </summary>
public sealed class DcCircuit(long startMs)
{
    private long _sinceMs = startMs;
    private Int128 _importMicrowattMs, _exportMicrowattMs;

    /// <summary>Called before a change, so that a chip measures up to it first.</summary>
    internal Action? BeforeChange { get; set; }

    /// <summary>Voltage, mV, 0 or more.</summary>
    public int VoltageMillivolts { get; private set; }

    /// <summary>Current, mA, positive = import.</summary>
    public int CurrentMilliamperes { get; private set; }

    /// <summary>Sets voltage and current from now on, unix ms.</summary>
    public void Set(int voltageMillivolts, int currentMilliamperes, long atMs)
    {
        Require.InRange(voltageMillivolts, 0, 10_000_000, nameof(voltageMillivolts));
        Require.InRange(currentMilliamperes, -10_000_000, 10_000_000, nameof(currentMilliamperes));
        Require.InRange(atMs, _sinceMs, long.MaxValue - 1, "time of change");
        BeforeChange?.Invoke();
        _importMicrowattMs = ImportMicrowattMs(atMs);
        _exportMicrowattMs = ExportMicrowattMs(atMs);
        _sinceMs = atMs;
        VoltageMillivolts = voltageMillivolts;
        CurrentMilliamperes = currentMilliamperes;
    }

    /// <summary>Energy that flowed in from the start to a moment not before the last change: uW x ms, exact.</summary>
    public Int128 ImportMicrowattMs(long untilMs) => _importMicrowattMs + (Int128)Math.Max(Microwatts, 0) * (untilMs - _sinceMs);

    /// <summary>Energy that flowed out, as a positive number.</summary>
    public Int128 ExportMicrowattMs(long untilMs) => _exportMicrowattMs + (Int128)Math.Max(-Microwatts, 0) * (untilMs - _sinceMs);

    private long Microwatts => (long)VoltageMillivolts * CurrentMilliamperes;
}
