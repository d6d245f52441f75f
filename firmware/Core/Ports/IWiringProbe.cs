namespace CarbonMeter.Firmware;

/// <summary>
/// A front end that can tell how currents stand to voltages. Asked while a meter is commissioned, never while it measures: it
/// costs transfers that a sample does not need.
/// </summary>
public interface IWiringProbe
{
    /// <summary>Reads the figures once, after a good sample; false where a transfer failed, and the figures are then nobody's.</summary>
    bool TryProbe(WiringProbe probe);

    /// <summary>
    /// Turns the measurement of angles to the voltages among each other, or back. While it is turned nobody samples, and a line cycle
    /// has to pass after each turn. False where the front end cannot, or did not confirm it: turn it back then.
    /// </summary>
    bool TryTurnToVoltages(bool toVoltages);

    /// <summary>Reads the angles among the voltages, for the probes that follow; false where a transfer failed or one is dead.</summary>
    bool TryReadVoltages();
}

/// <summary>How currents stand to voltages at one moment. A front end fills what it can measure and says which.</summary>
public sealed class WiringProbe
{
    /// <summary>Most voltage inputs beyond the first.</summary>
    public const int FurtherVoltagesMax = 2;

    /// <summary>Figures for this many channels, 0 to 8.</summary>
    public WiringProbe(int channelCount)
    {
        Require.InRange(channelCount, 0, Records.MeterRecord.ChannelsMax, nameof(channelCount));
        ReactivePowerMillivars = new long[channelCount];
        LagMillidegrees = new int[channelCount];
    }

    /// <summary>Whether there is a reactive power.</summary>
    public bool HasReactivePower { get; set; }

    /// <summary>Reactive power of each channel at this moment, mvar, positive = the current lags. Ripples.</summary>
    public long[] ReactivePowerMillivars { get; }

    /// <summary>Whether there are angles between currents and their voltages.</summary>
    public bool HasLag { get; set; }

    /// <summary>By how much each channel's current lags its own voltage, thousandths of a degree, -180 000 to 360 000.</summary>
    public int[] LagMillidegrees { get; }

    /// <summary>Whether there are angles between the voltages.</summary>
    public bool HasVoltageLag { get; set; }

    /// <summary>By how much the voltages of inputs 2 and 3 lag that of input 1, thousandths of a degree, 0 to 360 000.</summary>
    public int[] VoltageLagMillidegrees { get; } = new int[FurtherVoltagesMax];
}
