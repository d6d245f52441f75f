using System;
using System.Threading;
using System.Threading.Tasks;
using CarbonMeter.Domain.Calibration;

namespace CarbonMeter.Cli.Bench;

/// <summary>What stands beside the meter on a bench: time, the source, the reference.</summary>
public interface IBenchSide : IAsyncDisposable
{
    /// <summary>Time, unix ms; the meter's clock keeps to it within seconds.</summary>
    long NowUnixMs { get; }

    /// <summary>Lets time pass to a moment.</summary>
    Task WaitUntilAsync(long unixMs, CancellationToken stop);

    /// <summary>Lets a moment pass while something is waited for.</summary>
    Task IdleAsync(CancellationToken stop);

    /// <summary>Sets the source; completes when it is set, settled or not.</summary>
    Task SetAsync(TestPoint point, CancellationToken stop);

    /// <summary>A reading of the point that is set is about to begin.</summary>
    void Announce(long fromUnixSeconds, long toUnixSeconds);

    /// <summary>What the reference read over a window that has passed.</summary>
    Task<ReferenceReading> ReadReferenceAsync(TestPoint point, long fromUnixSeconds, long toUnixSeconds, CancellationToken stop);

    /// <summary>Lets gas of a bottle flow; completes when it does.</summary>
    Task OpenBottleAsync(GasBottle bottle, CancellationToken stop);
}
