namespace CarbonMeter.Firmware;

/// <summary>One reading of a front end. Allocated once and filled again at every poll.</summary>
public sealed class FrontEndSample
{
    /// <summary>A sample for this many channels, 0 to 8.</summary>
    public FrontEndSample(int channelCount)
    {
        Require.InRange(channelCount, 0, Records.MeterRecord.ChannelsMax, nameof(channelCount));
        ActiveCounter = new int[channelCount];
        ReactiveCounter = new int[channelCount];
        CurrentMilliamperes = new int[channelCount];
        PowerFactorPpm = new int[channelCount];
        ActivePowerMilliwatts = new long[channelCount];
        VoltageMillivolts = new int[channelCount];
    }

    /// <summary>Free-running active energy counter of each channel, as wide as the chip has it, at most its low 32 bits.</summary>
    public int[] ActiveCounter { get; }

    /// <summary>Free-running reactive energy counter of each channel; where the chip has none, what its driver needs to tell the sign.</summary>
    public int[] ReactiveCounter { get; }

    /// <summary>Rms current of each channel, mA.</summary>
    public int[] CurrentMilliamperes { get; }

    /// <summary>Power factor of each channel, ppm, signed as the chip gives it.</summary>
    public int[] PowerFactorPpm { get; }

    /// <summary>Active power of each channel at this moment, mW, positive = import. Ripples: for display, not for energy.</summary>
    public long[] ActivePowerMilliwatts { get; }

    /// <summary>Rms voltage of each channel, mV; the same where channels share one input.</summary>
    public int[] VoltageMillivolts { get; }

    /// <summary>Whether there is a power factor: a meter of direct current has none.</summary>
    public bool HasPowerFactor { get; set; } = true;

    /// <summary>Whether the mains gave a frequency.</summary>
    public bool HasFrequency { get; set; }

    /// <summary>Mains frequency, mHz, where there is one.</summary>
    public int FrequencyMillihertz { get; set; }

    /// <summary>The checksum or register found where the configuration has changed.</summary>
    public long Evidence { get; set; }
}
