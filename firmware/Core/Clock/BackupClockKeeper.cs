namespace CarbonMeter.Firmware.Clock;

/// <summary>Keeps the battery-backed clocks among a meter's time sources right by those that are not.</summary>
public sealed class BackupClockKeeper
{
    // A crystal of 2 ppm is wrong by 0.2 s after it.
    private const long PeriodMs = 86_400_000;
    private const long RetryMs = 60_000;

    private readonly ITimeSource[] _sources;
    private long _nextMs = long.MinValue;

    public BackupClockKeeper(ITimeSource[] sources)
    {
        _sources = sources;
    }

    /// <summary>Times a clock did not take the time.</summary>
    public long Faults { get; private set; }

    /// <summary>A source's time was taken: it is handed on to the backup clocks, at once where it was news to the meter, else daily.</summary>
    public void Taken(ITimeSource source, long unixMs, bool isNews, long uptimeMs)
    {
        if (source.Origin == TimeOrigin.BatteryBackedClock || uptimeMs < _nextMs && !isNews) return;
        bool isKept = true;
        for (int i = 0; i < _sources.Length; i++)
        {
            if (!(_sources[i] is IBackupClock clock) || clock.TrySet(unixMs)) continue;
            Faults++;
            isKept = false;
        }
        _nextMs = uptimeMs + (isKept ? PeriodMs : RetryMs);
    }
}
