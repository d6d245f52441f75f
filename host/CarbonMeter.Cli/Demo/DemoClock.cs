using System;
using System.Linq;

namespace CarbonMeter.Cli.Demo;

/// <summary>
/// The host's clock in a demonstration: while a day is replayed at high speed it stands where the fastest meter stands, so that
/// records are received when they would have been; afterwards it is the wall clock.
/// </summary>
public sealed class DemoClock : TimeProvider
{
    private volatile DemoPark? _replaying;
    private long _startUnixMs;

    /// <summary>Stands at a moment until a park is replayed.</summary>
    public DemoClock(long startUnixMs) => _startUnixMs = startUnixMs;

    /// <summary>Follows a park's meters.</summary>
    public void Follow(DemoPark park) => _replaying = park;

    /// <summary>From now on it is the wall clock.</summary>
    public void BecomeReal()
    {
        _startUnixMs = 0;
        _replaying = null;
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        if (_replaying is { } park) return DateTimeOffset.FromUnixTimeMilliseconds(park.Running.Max(meter => meter.Clock.NowMs));
        return _startUnixMs > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(_startUnixMs) : System.GetUtcNow();
    }
}
