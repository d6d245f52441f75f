namespace CarbonMeter.Firmware.Health;

/// <summary>
/// Keeps the meter on its network: joins, notices a loss, tries again with growing pauses, and asks for a restart where
/// nothing else has helped. A router may take longer to start than the meter, so pauses stay short while the outage is young,
/// and a restart is asked for only after an hour without any network. It decides nothing about the host: a meter with an
/// address and no host joins anew now and then, in case the address is worth nothing, and never restarts for it.
/// </summary>
public sealed class NetworkKeeper
{
    /// <summary>Longest time one attempt to join may take, ms: association, and an address from a slow router.</summary>
    public const int JoinMsMax = 60_000;

    /// <summary>First pause between two attempts, ms; doubled after every failure, with as much jitter on top.</summary>
    public const int BackOffMsMin = 2000;

    /// <summary>Longest pause between two attempts, ms, jitter not included.</summary>
    public const int BackOffMsMax = 60_000;

    /// <summary>Joined for so long, ms, an attempt counts as a success: what breaks sooner goes on with its pauses.</summary>
    public const int StableMs = 30_000;

    /// <summary>Failures in a row, from which on a restart is asked for.</summary>
    public const int FailuresMax = 20;

    /// <summary>Least time without a network before a restart is asked for, ms.</summary>
    public const int RestartMsMin = 3_600_000;

    /// <summary>Time with an address and without the host after which the meter joins anew, ms.</summary>
    public const int HostSilentMs = 1_800_000;

    private readonly INetwork _network;
    private readonly IRandomSource _random;
    private bool _wasUp;
    private bool _isTrying;
    private int _backOffMs = BackOffMsMin;
    private long _nextJoinMs;
    private long _sinceMs;
    private long _lastUpMs;
    private long _hostMs;

    /// <summary>A keeper that begins at an uptime, with nothing joined.</summary>
    public NetworkKeeper(INetwork network, IRandomSource random, long uptimeMs)
    {
        _network = network;
        _random = random;
        _nextJoinMs = uptimeMs;
        _lastUpMs = uptimeMs;
    }

    /// <summary>Whether the meter is on the network.</summary>
    public bool IsUp => _wasUp;

    /// <summary>Networks that were lost since boot.</summary>
    public long Losses { get; private set; }

    /// <summary>Attempts to join that failed since boot.</summary>
    public long Failures { get; private set; }

    /// <summary>Attempts that failed since the network was last up and stayed so.</summary>
    public int FailuresInARow { get; private set; }

    /// <summary>Whether a restart is the last thing left to try. Whoever restarts sees to it that nothing unsaved is lost.</summary>
    public bool WantsRestart { get; private set; }

    /// <summary>Does what is due. <paramref name="isHostReached"/>: the link is open.</summary>
    public void Step(long uptimeMs, bool isHostReached)
    {
        if (!_network.IsSetUp)
        {
            // Nothing to join is no outage.
            _lastUpMs = uptimeMs;
            return;
        }
        switch (_network.State)
        {
            case NetworkState.Up: StepUp(uptimeMs, isHostReached); break;
            case NetworkState.Joining: StepJoining(uptimeMs); break;
            default: StepDown(uptimeMs); break;
        }
        WantsRestart = FailuresInARow >= FailuresMax && uptimeMs - _lastUpMs >= RestartMsMin;
    }

    private void StepUp(long uptimeMs, bool isHostReached)
    {
        if (!_wasUp)
        {
            _wasUp = true;
            _isTrying = false;
            _sinceMs = uptimeMs;
            _hostMs = uptimeMs;
        }
        _lastUpMs = uptimeMs;
        if (isHostReached) _hostMs = uptimeMs;
        if (uptimeMs - _sinceMs >= StableMs)
        {
            FailuresInARow = 0;
            _backOffMs = BackOffMsMin;
        }
        if (uptimeMs - _hostMs < HostSilentMs) return;
        // Not a loss: joined again at once, and told apart from one.
        _wasUp = false;
        _nextJoinMs = uptimeMs;
        _network.Leave();
    }

    private void StepJoining(long uptimeMs)
    {
        if (_wasUp) Lost(uptimeMs);
        if (!_isTrying)
        {
            // The network stack has begun by itself: it is given the same time.
            _isTrying = true;
            _sinceMs = uptimeMs;
        }
        if (uptimeMs - _sinceMs >= JoinMsMax) _network.Leave();
    }

    private void StepDown(long uptimeMs)
    {
        if (_wasUp) Lost(uptimeMs);
        if (_isTrying)
        {
            _isTrying = false;
            Failures++;
            if (FailuresInARow < FailuresMax) FailuresInARow++;
            Pause(uptimeMs);
        }
        if (uptimeMs < _nextJoinMs) return;
        _isTrying = true;
        _sinceMs = uptimeMs;
        _network.Join();
    }

    private void Lost(long uptimeMs)
    {
        _wasUp = false;
        _isTrying = false;
        Losses++;
        Pause(uptimeMs);
    }

    private void Pause(long uptimeMs)
    {
        _nextJoinMs = uptimeMs + _backOffMs + _random.Next(_backOffMs);
        _backOffMs = _backOffMs > BackOffMsMax / 2 ? BackOffMsMax : _backOffMs * 2;
    }
}
