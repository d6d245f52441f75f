namespace CarbonMeter.Firmware;

/// <summary>Where a time comes from; the values are the reasons of the clock events.</summary>
public enum TimeOrigin { Network = 0, BatteryBackedClock = 1, Command = 2, Console = 3 }

/// <summary>Somebody who may know the time: the network, or a battery-backed clock.</summary>
public interface ITimeSource
{
    /// <summary>Where its time comes from.</summary>
    TimeOrigin Origin { get; }

    /// <summary>Reads UTC, unix ms; false where it is not known (yet). What it says is judged, not believed.</summary>
    bool TryRead(out long unixMs);
}

/// <summary>Randomness for what need not be secret: jitter.</summary>
public interface IRandomSource
{
    /// <summary>A number from 0 to limit - 1; limit is at least 1.</summary>
    int Next(int limit);
}

/// <summary>Why the meter started; the values are the reasons of the boot event.</summary>
public enum RestartReason { PowerOn = 0, Software = 1, Watchdog = 2, BrownOut = 3, Unknown = 4 }
