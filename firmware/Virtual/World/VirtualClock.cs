namespace CarbonMeter.Firmware.Virtual;

/// <summary>
/// The true time of a virtual world. It moves only when whoever drives the world moves it, and never backwards: a meter
/// whose clock is wrong is made with <see cref="VirtualTimeSource"/>. Not for use from several threads at once.
/// </summary>
public sealed class VirtualClock
{
    private long _bootMs;

    /// <summary>A clock that stands at a moment, unix ms; the meter starts then.</summary>
    public VirtualClock(long startUnixMs)
    {
        NowMs = startUnixMs;
        _bootMs = startUnixMs;
    }

    /// <summary>True UTC, unix ms.</summary>
    public long NowMs { get; private set; }

    /// <summary>Time since the meter's processor started, ms.</summary>
    public long UptimeMs => NowMs - _bootMs;

    /// <summary>Moves on by a number of milliseconds, 0 or more.</summary>
    public void Advance(long ms)
    {
        Require.InRange(ms, 0, long.MaxValue - NowMs, nameof(ms));
        NowMs += ms;
    }

    /// <summary>Moves on to a moment, unix ms, not before now.</summary>
    public void AdvanceTo(long unixMs)
    {
        Require.InRange(unixMs, NowMs, long.MaxValue, nameof(unixMs));
        NowMs = unixMs;
    }

    /// <summary>The processor starts anew: uptime counts from 0. Chips that kept their power are not touched.</summary>
    public void RestartUptime() => _bootMs = NowMs;
}
