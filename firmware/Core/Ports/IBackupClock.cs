namespace CarbonMeter.Firmware;

/// <summary>A clock that runs on its own battery: it tells the time at start, and is set by a source that knows better.</summary>
public interface IBackupClock : ITimeSource
{
    /// <summary>Sets it to a moment, unix ms. False where it does not confirm: it may then hold either time, or say it has none.</summary>
    bool TrySet(long unixMs);
}
