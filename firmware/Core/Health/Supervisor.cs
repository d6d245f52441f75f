namespace CarbonMeter.Firmware.Health;

/// <summary>
/// Everything the main loop does besides waiting: steps the meter and its network, feeds the watchdog, and restarts the board
/// where that is the last thing left to try, after what is unsaved has been saved.
/// </summary>
public sealed class Supervisor
{
    // A restart that did not happen is asked for again, but not in every round of the loop.
    private const int RestartAgainMs = 60_000;

    private readonly Meter _meter;
    private readonly IBoard? _board;
    private readonly ProgressWatch _watch;
    private readonly NetworkKeeper? _network;
    private readonly ILink _link;
    private long _nextRestartMs;

    /// <summary>A supervisor over a meter; without a watchdog or a board that can restart, what stands still only shows; without a network nothing is joined.</summary>
    public Supervisor(Meter meter, ILink link, IBoard? board, IWatchdog? watchdog, NetworkKeeper? network, long uptimeMs)
    {
        _meter = meter;
        _link = link;
        _board = board;
        _watch = new ProgressWatch(watchdog, uptimeMs);
        _network = network;
    }

    /// <summary>What stands still; None where all is well.</summary>
    public Stall Stalled => _watch.Stalled;

    /// <summary>One round of the main loop. A fault it throws is the caller's to write down; the round is then over.</summary>
    public void Step(long uptimeMs)
    {
        if (_network != null) _network.Step(uptimeMs, _link.State == LinkState.Open);
        _meter.Step(uptimeMs);
        _watch.Step(uptimeMs, _meter.Progress, _meter.NeedsService);
        RestartWhereNeeded(uptimeMs);
    }

    private void RestartWhereNeeded(long uptimeMs)
    {
        bool isStalled = _watch.Stalled != Stall.None;
        bool isCutOff = _network != null && _network.WantsRestart && !_meter.NeedsService;
        if (_board == null || !isStalled && !isCutOff || uptimeMs < _nextRestartMs) return;
        _nextRestartMs = uptimeMs + RestartAgainMs;
        // A journal that keeps nothing any more cannot be waited for; everybody else can.
        if (!_meter.TrySave() && _watch.Stalled != Stall.Journal) return;
        _board.Restart();
    }
}
