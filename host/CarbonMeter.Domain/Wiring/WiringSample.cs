using System.Collections.Generic;

namespace CarbonMeter.Domain.Wiring;

/// <summary>What one channel of a meter measures at one moment: its own voltage input together with its own CT.</summary>
/// <param name="VoltageMillivolts">Rms voltage, mV.</param>
/// <param name="CurrentMilliamperes">Rms current, mA.</param>
/// <param name="ActivePowerMilliwatts">Active power, mW, positive = import.</param>
/// <param name="ReactivePowerMillivars">Reactive power, mvar, positive = the current lags; null where the meter gives none.</param>
/// <param name="AngleMillidegrees">By how much the current lags the voltage, thousandths of a degree; null where the meter gives none.</param>
/// <param name="PowerFactorPpm">Power factor, ppm; its sign is whatever the chip means by it and is not looked at. Null where the meter gives none.</param>
public sealed record ChannelReading(
    long VoltageMillivolts, long CurrentMilliamperes, long ActivePowerMilliwatts, long? ReactivePowerMillivars,
    long? AngleMillidegrees, long? PowerFactorPpm);

/// <summary>All channels at one moment.</summary>
/// <param name="Channels">Channel 1 first; one, two or three of them.</param>
/// <param name="VoltageLagMillidegrees">
/// By how much the voltages of inputs 2 and 3 lag that of input 1, thousandths of a degree; null where the meter does not measure it.
/// </param>
public sealed record WiringSample(IReadOnlyList<ChannelReading> Channels, IReadOnlyList<long>? VoltageLagMillidegrees);

/// <summary>Which way energy flows while the sample is taken; nobody can tell a turned CT without knowing it.</summary>
public enum ExpectedFlow
{
    /// <summary>Not known: directions are not judged.</summary>
    Unknown = 0,
    /// <summary>Out of the bus into what is metered, on every phase: a load never exports.</summary>
    Consumption = 1,
    /// <summary>From what is metered onto the bus, on every phase: a generator never imports while it runs.</summary>
    Generation = 2,
}

/// <summary>The order in which the three voltages reach their peaks.</summary>
public enum PhaseRotation
{
    /// <summary>L1, L2, L3.</summary>
    Forward = 0,
    /// <summary>L1, L3, L2.</summary>
    Reverse = 1,
}

/// <summary>What the meter hangs on, as the installer says it.</summary>
/// <param name="PhaseCount">Voltage inputs: 3, or 1 where all channels share one.</param>
/// <param name="Flow">Which way energy flows now.</param>
/// <param name="Rotation">The rotation the supply should have.</param>
/// <param name="Inputs">The phase whose voltage each channel is multiplied with, 0 to 2; null: channel 1 with L1 and so on, nothing remapped.</param>
public sealed record WiringQuestion(
    int PhaseCount, ExpectedFlow Flow, PhaseRotation Rotation = PhaseRotation.Forward, IReadOnlyList<int>? Inputs = null)
{
    /// <summary>The phase a channel is multiplied with, and its CT has to be on.</summary>
    public int InputOf(int channelIndex) => PhaseCount == 1 ? 0 : Inputs?[channelIndex] ?? channelIndex;
}
