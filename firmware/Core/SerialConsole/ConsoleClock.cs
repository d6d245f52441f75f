using CarbonMeter.Firmware.Clock;

namespace CarbonMeter.Firmware.SerialConsole;

/// <summary>The time an installer gave over the console; the last the meter asks, since everything else knows it better.</summary>
public sealed class ConsoleClock : ITimeSource
{
    private readonly WallClock _clock;

    /// <summary>A clock that believes times between the earliest and the latest credible ones.</summary>
    public ConsoleClock(long earliestUnixMs, long latestUnixMs)
    {
        _clock = new WallClock(earliestUnixMs, latestUnixMs, earliestUnixMs, 0);
    }

    /// <inheritdoc/>
    public TimeOrigin Origin => TimeOrigin.Console;

    /// <summary>Whether a credible time was given.</summary>
    public bool IsSet => _clock.IsTrusted;

    /// <summary>Lets it run to an uptime.</summary>
    public void Advance(long uptimeMs) => _clock.Advance(uptimeMs);

    /// <summary>Takes a time, unix ms; false where it is not credible.</summary>
    public bool TrySet(long unixMs)
    {
        ClockVerdict verdict = _clock.Offer(unixMs);
        return verdict != ClockVerdict.TooEarly && verdict != ClockVerdict.TooLate;
    }

    /// <inheritdoc/>
    public bool TryRead(out long unixMs)
    {
        unixMs = _clock.UnixMs;
        return _clock.IsTrusted;
    }
}
