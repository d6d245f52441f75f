using System;

namespace CarbonMeter.Firmware.Virtual;

/// <summary>What flows through one channel, constant between two changes. Integers where energy comes of it.</summary>
public readonly struct Load
{
    private readonly bool _isPower;
    private readonly long _setMilliwatts;
    private readonly double _setMilliamperes;
    private readonly Waveform? _wave;

    private Load(bool isPower, long setMilliwatts, double setMilliamperes, double lagDegrees, int voltageMillivolts, Waveform? wave = null)
    {
        _isPower = isPower;
        _setMilliwatts = setMilliwatts;
        _setMilliamperes = setMilliamperes;
        _wave = wave;
        LagDegrees = lagDegrees;
        if (voltageMillivolts == 0) return;
        CurrentMilliamperes = isPower ? Math.Abs((double)setMilliwatts) * 1000 / voltageMillivolts : setMilliamperes;
        double apparent = voltageMillivolts * CurrentMilliamperes / 1000, radians = lagDegrees * Math.PI / 180;
        Require.That(apparent <= Circuit.PowerMilliwattsMax, "voltage times current is above 500 MVA");
        ActiveMilliwatts = isPower ? setMilliwatts : (long)Math.Round(apparent * (wave?.ActiveShare ?? Math.Cos(radians)));
        ReactiveMillivars = isPower ? 0 : (long)Math.Round(apparent * (wave?.ReactiveShare ?? Math.Sin(radians)));
        ApparentMillivoltamperes = isPower ? Math.Abs(setMilliwatts) : (long)Math.Round(apparent);
    }

    /// <summary>Rms current, mA.</summary>
    public double CurrentMilliamperes { get; }

    /// <summary>By how much the current lags the voltage, degrees, -180 to 180; 0 = import, 180 = export. Of a wave that is no sine: its fundamental.</summary>
    public double LagDegrees { get; }

    /// <summary>Active power, mW, positive = import.</summary>
    public long ActiveMilliwatts { get; }

    /// <summary>Reactive power, mvar, positive = the current lags.</summary>
    public long ReactiveMillivars { get; }

    /// <summary>Apparent power, mVA.</summary>
    public long ApparentMillivoltamperes { get; }

    internal static Load OfPower(long milliwatts, int voltageMillivolts) =>
        new(true, milliwatts, 0, milliwatts < 0 ? 180 : 0, voltageMillivolts);

    internal static Load OfCurrent(double milliamperes, double lagDegrees, int voltageMillivolts) =>
        new(false, 0, milliamperes, lagDegrees, voltageMillivolts);

    internal static Load OfWave(double milliamperes, Waveform wave, int voltageMillivolts) =>
        new(false, 0, milliamperes, wave.FundamentalLagDegrees, voltageMillivolts, wave);

    /// <summary>The same load under another voltage: a set power stays a power, a set current a current.</summary>
    internal Load At(int voltageMillivolts) => new(_isPower, _setMilliwatts, _setMilliamperes, LagDegrees, voltageMillivolts, _wave);
}

/// <summary>The mains and the loads on it from one moment on.</summary>
public sealed class CircuitState
{
    internal CircuitState(long atMs, int voltageMillivolts, int frequencyMillihertz, Load a, Load b)
    {
        AtMs = atMs;
        VoltageMillivolts = voltageMillivolts;
        FrequencyMillihertz = frequencyMillihertz;
        A = a;
        B = b;
    }

    /// <summary>Since when, unix ms.</summary>
    public long AtMs { get; }

    /// <summary>Rms voltage, mV; 0 = dead mains.</summary>
    public int VoltageMillivolts { get; }

    /// <summary>Mains frequency, mHz.</summary>
    public int FrequencyMillihertz { get; }

    /// <summary>What flows through the first channel.</summary>
    public Load A { get; }

    /// <summary>What flows through the second channel.</summary>
    public Load B { get; }

    /// <summary>What flows through a channel, 0 or 1.</summary>
    public Load Channel(int channelIndex) => channelIndex == 0 ? A : B;
}
