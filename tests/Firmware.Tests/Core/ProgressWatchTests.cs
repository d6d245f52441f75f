using CarbonMeter.Firmware.Health;

namespace CarbonMeter.Firmware.Tests.Core;

/// <summary>The watchdog is fed while everything makes progress, and not for a moment longer than each part may stand still.</summary>
public class ProgressWatchTests
{
    private readonly CountingWatchdog _dog = new();
    private readonly MeterProgress _progress = new();
    private readonly ProgressWatch _watch;
    private long _nowMs;

    public ProgressWatchTests()
    {
        _watch = new ProgressWatch(_dog, 0);
    }

    [Fact]
    public void Progress_everywhere_feeds_once_a_period()
    {
        Run(10_000);
        Assert.Equal(Stall.None, _watch.Stalled);
        Assert.InRange(_dog.Fed, 9, 11);
    }

    [Theory]
    [InlineData(Stall.Sampling, ProgressWatch.SamplingMsMax)]
    [InlineData(Stall.Samples, ProgressWatch.SamplesMsMax)]
    [InlineData(Stall.Journal, ProgressWatch.JournalMsMax)]
    [InlineData(Stall.Uplink, ProgressWatch.UplinkMsMax)]
    public void What_stands_still_ends_the_feeding_after_its_limit_and_its_progress_begins_it_again(Stall part, int limitMs)
    {
        Run(5000);
        Run(limitMs - 500, except: part);
        Assert.Equal(Stall.None, _watch.Stalled);
        Run(1000, except: part);
        Assert.Equal(part, _watch.Stalled);
        int fed = _dog.Fed;
        Run(60_000, except: part);
        Assert.Equal(fed, _dog.Fed);
        Run(2000);
        Assert.Equal(Stall.None, _watch.Stalled);
        Assert.True(_dog.Fed > fed);
    }

    [Fact]
    public void A_meter_that_needs_service_is_fed_and_begins_anew_after_it()
    {
        for (; _nowMs < 4_000_000; _nowMs += 250) _watch.Step(_nowMs, _progress, needsService: true);
        Assert.Equal(Stall.None, _watch.Stalled);
        Assert.InRange(_dog.Fed, 3900, 4100);
        for (long end = _nowMs + ProgressWatch.SamplingMsMax + 1000; _nowMs < end; _nowMs += 250) _watch.Step(_nowMs, _progress, needsService: false);
        Assert.Equal(Stall.Sampling, _watch.Stalled);
    }

    [Fact]
    public void Without_a_watchdog_it_judges_all_the_same()
    {
        var watch = new ProgressWatch(null, 1000);
        watch.Step(1000, _progress, false);
        watch.Step(1000 + ProgressWatch.SamplingMsMax, _progress, false);
        Assert.Equal(Stall.None, watch.Stalled);
        watch.Step(1001 + ProgressWatch.SamplingMsMax, _progress, false);
        Assert.Equal(Stall.Sampling, watch.Stalled);
    }

    private void Run(long ms, Stall except = Stall.None)
    {
        for (long end = _nowMs + ms; _nowMs < end; _nowMs += 250)
        {
            if (except != Stall.Sampling) _progress.SamplingSteps++;
            if (except != Stall.Samples) _progress.GoodSamples++;
            if (except != Stall.Journal) _progress.JournalSteps++;
            if (except != Stall.Uplink) _progress.UplinkSteps++;
            _watch.Step(_nowMs, _progress, needsService: false);
        }
    }
}

/// <summary>Counts how often it was fed.</summary>
internal sealed class CountingWatchdog : IWatchdog
{
    public int Fed { get; private set; }

    public void Feed() => Fed++;
}
