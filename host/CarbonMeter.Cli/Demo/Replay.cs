using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CarbonMeter.Firmware;
using CarbonMeter.Firmware.Virtual;

namespace CarbonMeter.Cli.Demo;

/// <summary>
/// Runs rows of power through the meters of a park as fast as firmware and host can. A hole between two rows is a time
/// without power: nothing is filled in. Each meter has a thread of its own and waits when the host falls behind.
/// </summary>
public static class Replay
{
    /// <summary>How long before the first row after a hole power returns: the meter starts and takes the time.</summary>
    public const int PowerBeforeMs = 5000;

    /// <summary>How long after the last row before a hole power stays: the meter closes its last interval.</summary>
    public const int PowerAfterMs = 2000;

    // What a meter waits for at its first row, at most; a host that takes longer is waited for no more.
    private static readonly TimeSpan ReadyPatience = TimeSpan.FromSeconds(20);

    // Half of what the journal holds: the replay waits before a meter would have to drop unacknowledged records.
    private const long PendingMax = 100;

    /// <summary>
    /// Runs all rows; done is told the rows each meter has finished. Time stands still once all meters have power until the host is
    /// ready for it. Afterwards the meters have power at the end of the last row.
    /// </summary>
    public static async Task RunAsync(DemoPark park, IReadOnlyList<ProfileRow> rows, Func<bool> isReady, Action<int> done, CancellationToken stop)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var meters = Enumerable.Range(0, park.Running.Count).Select(index => Task.Factory.StartNew(
            () => Guarded(() => Run(park, index, rows, isReady, done, either.Token), either),
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
        await Task.WhenAll(meters);
    }

    // One meter that fails ends the others: half a park is no result.
    private static void Guarded(Action run, CancellationTokenSource others)
    {
        try
        {
            run();
        }
        catch
        {
            others.Cancel();
            throw;
        }
    }

    private static void Run(DemoPark park, int index, IReadOnlyList<ProfileRow> rows, Func<bool> isReady, Action<int> done, CancellationToken stop)
    {
        var meter = park.Running[index];
        var endMs = 0L;
        foreach (var row in rows)
        {
            stop.ThrowIfCancellationRequested();
            var startMs = row.StartUnixSeconds * 1000;
            if (startMs != endMs)
            {
                if (endMs > 0) TakePower(park, index, endMs);
                meter.AdvanceTo(startMs - PowerBeforeMs);
                meter.PowerOn();
                meter.AdvanceTo(startMs);
                if (endMs == 0) WaitUntilReady(meter, isReady, stop);
            }
            park.Load(index, row, startMs);
            endMs = startMs + park.RowSeconds * 1000L;
            meter.AdvanceTo(endMs);
            WaitForHost(meter, stop);
            done(1);
        }
    }

    private static void TakePower(DemoPark park, int index, long endMs)
    {
        var meter = park.Running[index];
        park.Unload(index, endMs);
        meter.AdvanceTo(endMs + PowerAfterMs);
        meter.PowerOff();
    }

    // The meter has sent its first record by now; it goes on stepping so that the acknowledgement reaches it.
    private static void WaitUntilReady(RunningMeter meter, Func<bool> isReady, CancellationToken stop)
    {
        var deadline = DateTime.UtcNow + ReadyPatience;
        while (!isReady() && DateTime.UtcNow < deadline)
        {
            stop.ThrowIfCancellationRequested();
            Thread.Sleep(10);
            meter.Step();
        }
    }

    private static void WaitForHost(RunningMeter meter, CancellationToken stop)
    {
        while (meter.Meter is { Pending: > PendingMax } firmware)
        {
            if (firmware.Health == MeterHealth.JournalUnreadable) throw new InvalidOperationException("A virtual meter cannot read its journal.");
            stop.ThrowIfCancellationRequested();
            Thread.Sleep(1);
            meter.Step();
        }
    }
}
