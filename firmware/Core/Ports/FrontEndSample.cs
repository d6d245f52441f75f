namespace CarbonMeter.Firmware;

/// <summary>One reading of a front end. Allocated once and filled again at every poll.</summary>
public sealed class FrontEndSample
{
    /// <summary>A sample for this many channels, 1 to 8.</summary>
    public FrontEndSample(int channelCount)
    {
        Require.InRange(channelCount, 1, Records.MeterRecord.ChannelsMax, nameof(channelCount));
        ActiveCounter = new int[channelCount];
        ReactiveCounter = new int[channelCount];
        CurrentMilliamperes = new int[channelCount];
        PowerFactorPpm = new int[channelCount];
        ActivePowerMilliwatts = new long[channelCount];
    }

    /// <summary>Free-running active energy counter of each channel, 24 bits, 0 to 0xFFFFFF.</summary>
    public int[] ActiveCounter { get; }

    /// <summary>Free-running reactive energy counter of each channel, 24 bits, 0 to 0xFFFFFF.</summary>
    public int[] ReactiveCounter { get; }

    /// <summary>Rms current of each channel, mA.</summary>
    public int[] CurrentMilliamperes { get; }

    /// <summary>Power factor of each channel, ppm, signed as the chip gives it.</summary>
    public int[] PowerFactorPpm { get; }

    /// <summary>Active power of each channel at this moment, mW, positive = import. Ripples: for display, not for energy.</summary>
    public long[] ActivePowerMilliwatts { get; }

    /// <summary>Rms voltage, mV; one input for all channels.</summary>
    public int VoltageMillivolts { get; set; }

    /// <summary>Whether the mains gave a frequency.</summary>
    public bool HasFrequency { get; set; }

    /// <summary>Mains frequency, mHz, where there is one.</summary>
    public int FrequencyMillihertz { get; set; }

    /// <summary>The checksum or register found where the configuration has changed.</summary>
    public long Evidence { get; set; }
}
