using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Clock;

/// <summary>What became of a time that was offered.</summary>
public enum ClockVerdict
{
    /// <summary>It agrees within <see cref="WallClock.StepMs"/>; a small difference is slewed away.</summary>
    Kept,
    /// <summary>First credible time since boot: the clock is trusted from now on.</summary>
    Set,
    /// <summary>The clock was trusted and wrong by more than <see cref="WallClock.StepMs"/>; it has been stepped.</summary>
    Stepped,
    /// <summary>Before the earliest credible time; ignored.</summary>
    TooEarly,
    /// <summary>After the latest credible time; ignored.</summary>
    TooLate,
}

/// <summary>
/// UTC from the meter's uptime. Until a credible time has been offered it is an estimate that goes on from the last moment in
/// the journal. It never runs backwards, except when it is stepped, and a step is told.
/// </summary>
public sealed class WallClock
{
    /// <summary>A difference up to this is slewed, a larger one stepped, ms.</summary>
    public const long StepMs = 2000;

    // Slewing by at most one part in 200 keeps time running forward and an interval's length within half a percent.
    private const int SlewDivisor = 200;

    private readonly long _earliestUnixMs;
    private readonly long _latestUnixMs;
    private long _offsetMs;
    private long _slewMs;
    private long _slewableMs;
    private long _lastUptimeMs;

    /// <summary>A clock that goes on from an estimate until it is set.</summary>
    public WallClock(long earliestUnixMs, long latestUnixMs, long estimateUnixMs, long uptimeMs)
    {
        _earliestUnixMs = earliestUnixMs;
        _latestUnixMs = latestUnixMs;
        if (estimateUnixMs < earliestUnixMs) estimateUnixMs = earliestUnixMs;
        _offsetMs = estimateUnixMs - uptimeMs;
        _lastUptimeMs = uptimeMs;
    }

    /// <summary>Whether a credible time has been set since boot.</summary>
    public bool IsTrusted { get; private set; }

    /// <summary>The uptime up to which the clock has run, ms.</summary>
    public long UptimeMs => _lastUptimeMs;

    /// <summary>UTC now, unix ms.</summary>
    public long UnixMs => Bounded(_lastUptimeMs + _offsetMs);

    /// <summary>Lets the clock run to an uptime; a smaller uptime than before changes nothing.</summary>
    public void Advance(long uptimeMs)
    {
        if (uptimeMs <= _lastUptimeMs) return;
        if (_slewMs != 0)
        {
            // The remainder is kept: a loop that comes round often would otherwise never slew at all.
            _slewableMs += uptimeMs - _lastUptimeMs;
            long most = _slewableMs / SlewDivisor;
            _slewableMs -= most * SlewDivisor;
            long slew = _slewMs > most ? most : _slewMs < -most ? -most : _slewMs;
            _offsetMs += slew;
            _slewMs -= slew;
        }
        _lastUptimeMs = uptimeMs;
    }

    /// <summary>The uptime at which the clock will show a moment, if it is not stepped before.</summary>
    public long UptimeAt(long unixMs) => unixMs - _offsetMs;

    /// <summary>What would become of a time somebody offers. Changes nothing.</summary>
    public ClockVerdict Judge(long unixMs)
    {
        if (unixMs < _earliestUnixMs) return ClockVerdict.TooEarly;
        if (unixMs > _latestUnixMs) return ClockVerdict.TooLate;
        if (!IsTrusted) return ClockVerdict.Set;
        long difference = unixMs - UnixMs;
        return difference <= StepMs && difference >= -StepMs ? ClockVerdict.Kept : ClockVerdict.Stepped;
    }

    /// <summary>Judges a time somebody offers, and takes it where it is credible.</summary>
    public ClockVerdict Offer(long unixMs)
    {
        ClockVerdict verdict = Judge(unixMs);
        if (verdict == ClockVerdict.TooEarly || verdict == ClockVerdict.TooLate) return verdict;
        if (verdict == ClockVerdict.Kept)
        {
            _slewMs = unixMs - UnixMs;
            return verdict;
        }
        _offsetMs = unixMs - _lastUptimeMs;
        _slewMs = 0;
        IsTrusted = true;
        return verdict;
    }

    private static long Bounded(long unixMs) => unixMs > MeterRecord.UnixMsMax ? MeterRecord.UnixMsMax : unixMs;
}
