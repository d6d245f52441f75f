using CarbonMeter.Firmware.Health;
using CarbonMeter.Firmware.Virtual;

namespace CarbonMeter.Firmware.Tests.Core;

/// <summary>Joining, losing and joining again, against an interface that answers, refuses, hangs or comes late.</summary>
public class NetworkKeeperTests
{
    private readonly ScriptedNetwork _network = new();
    private readonly NetworkKeeper _keeper;
    private long _nowMs;

    public NetworkKeeperTests()
    {
        _keeper = new NetworkKeeper(_network, new SeededRandom(3), 0);
    }

    [Fact]
    public void It_joins_at_once_and_leaves_well_alone()
    {
        Run(600_000, hostReached: true);
        Assert.Equal((1, 0), (_network.Joins, _network.Leaves));
        Assert.True(_keeper.IsUp);
        Assert.Equal((0L, 0L), (_keeper.Losses, _keeper.Failures));
    }

    [Fact]
    public void Pauses_between_attempts_double_up_to_the_longest_with_jitter_on_top()
    {
        _network.Refuses = true;
        var joins = new List<long>();
        for (; joins.Count < 12; _nowMs += 100)
        {
            int before = _network.Joins;
            _keeper.Step(_nowMs, false);
            if (_network.Joins > before) joins.Add(_nowMs);
        }
        long pause = NetworkKeeper.BackOffMsMin;
        for (int i = 1; i < joins.Count; i++)
        {
            Assert.InRange(joins[i] - joins[i - 1], pause, 2 * pause + 300);
            pause = Math.Min(2 * pause, NetworkKeeper.BackOffMsMax);
        }
    }

    [Fact]
    public void A_router_that_starts_slower_than_the_meter_is_found_within_two_minutes_and_without_a_restart()
    {
        // After a power failure: no access point for eleven minutes, then one that takes 40 s to give out an address.
        _network.Refuses = true;
        Run(660_000);
        Assert.False(_keeper.WantsRestart);
        (_network.Refuses, _network.JoinMs) = (false, 40_000);
        long back = _nowMs;
        while (!_keeper.IsUp && _nowMs < back + 600_000) Run(1000);
        Assert.InRange(_nowMs - back, 40_000, 40_000 + 2 * NetworkKeeper.BackOffMsMax + 2000);
        Assert.False(_keeper.WantsRestart);
        Assert.Equal(1, _network.Joins - _network.Refused);
    }

    [Fact]
    public void An_attempt_that_hangs_is_given_up_and_counts_as_a_failure()
    {
        _network.Hangs = true;
        Run(NetworkKeeper.JoinMsMax - 1000);
        Assert.Equal(0, _network.Leaves);
        Run(3000);
        Assert.Equal((1, 1L), (_network.Leaves, _keeper.Failures));
        _network.Hangs = false;
        Run(30_000);
        Assert.True(_keeper.IsUp);
    }

    [Fact]
    public void A_loss_is_counted_and_joined_again()
    {
        Run(120_000, hostReached: true);
        _network.Drop();
        Run(10_000);
        Assert.True(_keeper.IsUp);
        Assert.Equal((1L, 0L, 2), (_keeper.Losses, _keeper.Failures, _network.Joins));
    }

    [Fact]
    public void A_network_that_breaks_at_once_is_not_asked_every_second()
    {
        for (int i = 0; i < 600; i++)
        {
            Run(1000);
            if (_network.State == NetworkState.Up) _network.Drop();
        }
        Assert.InRange(_network.Joins, 5, 20);
    }

    [Fact]
    public void A_restart_is_wanted_after_an_hour_without_a_network_and_not_before()
    {
        Run(60_000);
        long last = _nowMs;
        _network.Refuses = true;
        _network.Drop();
        while (!_keeper.WantsRestart) Run(1000);
        Assert.InRange(_nowMs - last, NetworkKeeper.RestartMsMin, NetworkKeeper.RestartMsMin + 5000);
        _network.Refuses = false;
        Run(300_000);
        Assert.True(_keeper.IsUp);
        Assert.False(_keeper.WantsRestart);
    }

    [Fact]
    public void A_network_nobody_has_set_up_is_not_asked_for_and_is_joined_once_it_is()
    {
        _network.IsSetUp = false;
        Run(2L * NetworkKeeper.RestartMsMin, stepMs: 1000);
        Assert.Equal(0, _network.Joins);
        Assert.False(_keeper.WantsRestart);
        _network.IsSetUp = true;
        Run(10_000);
        Assert.True(_keeper.IsUp);
    }

    [Fact]
    public void An_address_without_a_host_is_got_anew_and_never_restarts_the_meter()
    {
        Run(24L * 3_600_000, stepMs: 1000);
        Assert.InRange(_network.Leaves, 46, 48);
        Assert.Equal((0L, 0L), (_keeper.Losses, _keeper.Failures));
        Assert.False(_keeper.WantsRestart);
        int leaves = _network.Leaves;
        Run(3_600_000, hostReached: true, stepMs: 1000);
        Assert.Equal(leaves, _network.Leaves);
    }

    private void Run(long ms, bool hostReached = false, int stepMs = 200)
    {
        for (long end = _nowMs + ms; _nowMs < end; _nowMs += stepMs)
        {
            _network.NowMs = _nowMs;
            _keeper.Step(_nowMs, hostReached);
        }
    }
}

/// <summary>A network interface that does as a test says.</summary>
internal sealed class ScriptedNetwork : INetwork
{
    private bool _isUp, _isJoining;
    private long _joinedAtMs;

    public long NowMs { get; set; }

    public bool IsSetUp { get; set; } = true;

    /// <summary>Attempts end at once, without a network.</summary>
    public bool Refuses { get; set; }

    /// <summary>Attempts never end.</summary>
    public bool Hangs { get; set; }

    /// <summary>Time an attempt takes.</summary>
    public long JoinMs { get; set; } = 2000;

    public int Joins { get; private set; }

    public int Leaves { get; private set; }

    public int Refused { get; private set; }

    public NetworkState State
    {
        get
        {
            if (_isJoining && !Hangs && NowMs >= _joinedAtMs) (_isJoining, _isUp) = (false, true);
            return _isUp ? NetworkState.Up : _isJoining ? NetworkState.Joining : NetworkState.Down;
        }
    }

    public void Join()
    {
        Joins++;
        if (Refuses)
        {
            Refused++;
            return;
        }
        _isJoining = true;
        _joinedAtMs = NowMs + JoinMs;
    }

    public void Leave()
    {
        Leaves++;
        _isUp = _isJoining = false;
    }

    public void Drop() => _isUp = false;
}
