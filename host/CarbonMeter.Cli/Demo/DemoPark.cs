using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CarbonMeter.Firmware.Virtual;

namespace CarbonMeter.Cli.Demo;

/// <summary>Virtual meters registered with a host, which rows of power can be replayed through.</summary>
public abstract class DemoPark : IAsyncDisposable
{
    /// <summary>Id of the park they belong to.</summary>
    public abstract string ParkId { get; }

    /// <summary>Id of the factor set they apply.</summary>
    public abstract string FactorSet { get; }

    /// <summary>Length of a row, s.</summary>
    public abstract int RowSeconds { get; }

    /// <summary>The meters.</summary>
    public abstract IReadOnlyList<RunningMeter> Running { get; }

    /// <summary>Puts the loads of a row on the wires of a meter, from a moment on that is its clock's now.</summary>
    public abstract void Load(int meterIndex, ProfileRow row, long atMs);

    /// <summary>Takes every load off them.</summary>
    public abstract void Unload(int meterIndex, long atMs);

    /// <summary>Records made and not yet acknowledged, of all meters.</summary>
    public long Unacknowledged => Running.Sum(meter => meter.Meter?.Pending ?? 0);

    /// <summary>
    /// Has every meter sign what it has measured in whole intervals, and waits until the host has acknowledged everything.
    /// False where it had not within the time given.
    /// </summary>
    public async Task<bool> DeliverAsync(TimeSpan patience, CancellationToken stop)
    {
        var deadline = DateTime.UtcNow + patience;
        while (true)
        {
            foreach (var meter in Running)
            {
                meter.Meter?.TrySignRun();
                meter.Step();
            }
            if (Unacknowledged == 0) return true;
            if (DateTime.UtcNow > deadline || stop.IsCancellationRequested) return false;
            foreach (var meter in Running) meter.AdvanceTo(meter.Clock.NowMs + 100);
            await Task.Delay(20, CancellationToken.None);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var meter in Running) await meter.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
