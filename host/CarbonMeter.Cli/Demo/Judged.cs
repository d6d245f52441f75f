using System;
using System.Threading;
using System.Threading.Tasks;
using CarbonMeter.Web;

namespace CarbonMeter.Cli.Demo;

/// <summary>Waits for verdicts.</summary>
public static class Judged
{
    private const int PollMs = 50;

    /// <summary>Waits until all records are judged by all that is known; false where they were not within the time given.</summary>
    public static async Task<bool> IsJudgedAsync(this CarbonMeterHost host, TimeSpan patience, CancellationToken stop)
    {
        var deadline = DateTime.UtcNow + patience;
        while (!IsDone(host))
        {
            if (DateTime.UtcNow > deadline || stop.IsCancellationRequested) return false;
            await Task.Delay(PollMs, CancellationToken.None);
        }
        return true;
    }

    /// <summary>Whether the records of so many meters have come, and are judged by all that is known.</summary>
    public static bool HasJudged(this CarbonMeterHost host, int meters) => IsDone(host, meters);

    private static bool IsDone(CarbonMeterHost host, int bindingsMin = 0)
    {
        var progress = host.Store.Verdicts.Progress();
        return progress.BindingsTotal >= bindingsMin && progress.RunningForFact is null && progress.BindingsDone >= progress.BindingsTotal
            && progress.JudgedThroughFact >= host.Store.Facts.NewestNumber();
    }
}
