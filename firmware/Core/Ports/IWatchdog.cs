namespace CarbonMeter.Firmware;

/// <summary>The external watchdog: it resets the board where it is not fed in time.</summary>
public interface IWatchdog
{
    /// <summary>Feeds it once.</summary>
    void Feed();
}
