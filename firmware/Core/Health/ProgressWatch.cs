namespace CarbonMeter.Firmware.Health;

/// <summary>What has stood still for too long.</summary>
public enum Stall
{
    /// <summary>Nothing.</summary>
    None = 0,
    /// <summary>The sampling takes no steps: a driver or the clock is stuck.</summary>
    Sampling = 1,
    /// <summary>Sampling goes on and nothing good comes of it: the front end or its bus needs a restart.</summary>
    Samples = 2,
    /// <summary>The journal has not kept what it should.</summary>
    Journal = 3,
    /// <summary>The uplink neither connects nor gives up: a call into the network stack does not come back.</summary>
    Uplink = 4,
}

/// <summary>
/// Feeds the external watchdog only while sampling, journal and uplink all make progress. An uplink without a network or a
/// host makes progress as long as it tries, fails and waits: being offline is no reason to restart. A meter that needs
/// service is fed too, since a restart would only take its console away.
/// </summary>
public sealed class ProgressWatch
{
    /// <summary>Longest time without a step of the sampling, ms: three times the longest poll period.</summary>
    public const int SamplingMsMax = 60_000;

    /// <summary>Longest time without a good sample, ms: front-end start-up has then failed over a hundred times.</summary>
    public const int SamplesMsMax = 900_000;

    /// <summary>Longest time the journal may owe a commit, ms.</summary>
    public const int JournalMsMax = 300_000;

    /// <summary>Longest time the uplink may be connecting or waiting for an acknowledgement, ms: beyond every timeout of its own.</summary>
    public const int UplinkMsMax = 600_000;

    /// <summary>Time between two feeds, ms. The external watchdog has to wait longer than this and a signature together.</summary>
    public const int FeedPeriodMs = 1000;

    private readonly IWatchdog? _watchdog;
    private readonly Watched _sampling = new Watched(SamplingMsMax);
    private readonly Watched _samples = new Watched(SamplesMsMax);
    private readonly Watched _journal = new Watched(JournalMsMax);
    private readonly Watched _uplink = new Watched(UplinkMsMax);
    private long _nextFeedMs;

    /// <summary>A watch that begins at an uptime; without a watchdog it only judges.</summary>
    public ProgressWatch(IWatchdog? watchdog, long uptimeMs)
    {
        _watchdog = watchdog;
        _nextFeedMs = uptimeMs;
        _sampling.Begin(uptimeMs);
        _samples.Begin(uptimeMs);
        _journal.Begin(uptimeMs);
        _uplink.Begin(uptimeMs);
    }

    /// <summary>What stands still, by the last look. Once it is not None nothing is fed until it moves again.</summary>
    public Stall Stalled { get; private set; }

    /// <summary>Looks at the progress, and feeds the watchdog where that is due and deserved.</summary>
    public void Step(long uptimeMs, MeterProgress progress, bool needsService)
    {
        _sampling.Look(progress.SamplingSteps, needsService, uptimeMs);
        _samples.Look(progress.GoodSamples, needsService, uptimeMs);
        _journal.Look(progress.JournalSteps, needsService, uptimeMs);
        _uplink.Look(progress.UplinkSteps, needsService, uptimeMs);
        Stalled = _sampling.IsStalled ? Stall.Sampling : _journal.IsStalled ? Stall.Journal
            : _uplink.IsStalled ? Stall.Uplink : _samples.IsStalled ? Stall.Samples : Stall.None;
        if (_watchdog == null || Stalled != Stall.None || uptimeMs < _nextFeedMs) return;
        _nextFeedMs = uptimeMs + FeedPeriodMs;
        _watchdog.Feed();
    }

    private sealed class Watched
    {
        private readonly int _msMax;
        private long _count = -1;
        private long _movedMs;

        public Watched(int msMax)
        {
            _msMax = msMax;
        }

        public bool IsStalled { get; private set; }

        public void Begin(long uptimeMs) => _movedMs = uptimeMs;

        public void Look(long count, bool isExcused, long uptimeMs)
        {
            if (count != _count || isExcused) _movedMs = uptimeMs;
            _count = count;
            IsStalled = uptimeMs - _movedMs > _msMax;
        }
    }
}
