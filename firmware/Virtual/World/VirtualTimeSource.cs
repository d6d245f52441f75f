namespace CarbonMeter.Firmware.Virtual;

/// <summary>A time source that knows the true time, does not know it, or is wrong about it as a test says.</summary>
public sealed class VirtualTimeSource : ITimeSource
{
    private readonly VirtualClock _clock;
    private bool _isFrozen;
    private long _frozenUnixMs;

    /// <summary>A source that tells the true time.</summary>
    public VirtualTimeSource(VirtualClock clock, TimeOrigin origin = TimeOrigin.Network)
    {
        _clock = clock;
        Origin = origin;
    }

    /// <inheritdoc/>
    public TimeOrigin Origin { get; }

    /// <summary>Whether it answers at all.</summary>
    public bool IsAvailable { get; set; } = true;

    /// <summary>What it says beyond the true time, ms.</summary>
    public long OffsetMs { get; set; }

    /// <summary>From now on it says this moment and no other, for example one of 1970 or 2036.</summary>
    public void Freeze(long unixMs)
    {
        _isFrozen = true;
        _frozenUnixMs = unixMs;
    }

    /// <summary>Undoes <see cref="Freeze"/>.</summary>
    public void Thaw() => _isFrozen = false;

    /// <inheritdoc/>
    public bool TryRead(out long unixMs)
    {
        unixMs = 0;
        if (!IsAvailable) return false;
        unixMs = _isFrozen ? _frozenUnixMs : _clock.NowMs + OffsetMs;
        return true;
    }
}
