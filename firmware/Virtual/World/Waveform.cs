using System;
using System.Collections.Generic;

namespace CarbonMeter.Firmware.Virtual;

/// <summary>
/// Voltage and current as they were sampled on a real wire, and what a metering chip makes of their form: it takes the mean
/// of the products, after its high-pass filters have removed the offsets. Over whole cycles of the mains; the absolute scale
/// plays no part. The chip's bandwidth is not modelled: every harmonic in the samples counts.
/// </summary>
public sealed class Waveform
{
    /// <summary>
    /// Works out the form of as many whole cycles as there are. Voltage and current are sampled together, evenly, a whole
    /// multiple of four times a cycle.
    /// </summary>
    public Waveform(IReadOnlyList<int> voltage, IReadOnlyList<int> current, int samplesPerCycle)
    {
        Require.That(voltage.Count == current.Count, "voltage and current are not sampled together");
        Require.That(samplesPerCycle >= 8 && samplesPerCycle % 4 == 0, "a cycle has to have a whole multiple of four samples, at least eight");
        int count = voltage.Count / samplesPerCycle * samplesPerCycle;
        Require.That(count > 0, "there is not one whole cycle");
        double voltageOffset = Mean(count, i => voltage[i]), currentOffset = Mean(count, i => current[i]);
        double V(int i) => voltage[i] - voltageOffset;
        double I(int i) => current[i] - currentOffset;
        double apparent = Math.Sqrt(Mean(count, i => V(i) * V(i)) * Mean(count, i => I(i) * I(i)));
        Require.That(apparent > 0, "there is no voltage or no current");
        // A quarter of a cycle later a sine of the mains is its own reactive companion (DS53: the voltage is shifted by 90 degrees).
        int quarter = samplesPerCycle / 4;
        ActiveShare = Mean(count, i => V(i) * I(i)) / apparent;
        ReactiveShare = Mean(count, i => V((i + count - quarter) % count) * I(i)) / apparent;
        FundamentalLagDegrees = Lag(count, V, I, samplesPerCycle);
    }

    /// <summary>Active over apparent power, -1 to 1.</summary>
    public double ActiveShare { get; }

    /// <summary>Reactive over apparent power, -1 to 1, positive = the current lags. The squares of the two need not add up to 1.</summary>
    public double ReactiveShare { get; }

    /// <summary>By how much the fundamental of the current lags that of the voltage, degrees, -180 to 180.</summary>
    public double FundamentalLagDegrees { get; }

    private static double Lag(int count, Func<int, double> voltage, Func<int, double> current, int samplesPerCycle)
    {
        double Component(Func<int, double> wave, Func<double, double> form) => Mean(count, i => wave(i) * form(2 * Math.PI * i / samplesPerCycle));
        double voltageAngle = Math.Atan2(Component(voltage, Math.Cos), Component(voltage, Math.Sin));
        double currentAngle = Math.Atan2(Component(current, Math.Cos), Component(current, Math.Sin));
        return Math.IEEERemainder((voltageAngle - currentAngle) * 180 / Math.PI, 360);
    }

    private static double Mean(int count, Func<int, double> of)
    {
        double sum = 0;
        for (int i = 0; i < count; i++) sum += of(i);
        return sum / count;
    }
}
