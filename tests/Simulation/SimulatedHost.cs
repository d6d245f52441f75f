using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Parks;
using CarbonMeter.Firmware.Virtual;
using CarbonMeter.Ingest;
using CarbonMeter.Storage.Memory;
using CarbonMeter.Storage.Sqlite;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Simulation.Tests;

/// <summary>
/// The host: the real pipeline, stepped, on a ledger whose commits can fail. It can be killed at any moment; what survives is
/// what the ledger committed.
/// </summary>
internal sealed class SimulatedHost : IDisposable
{
    private const int ReplayableMax = 64;

    private readonly SeededRandom _random;
    private readonly FaultCounts _counts;
    private readonly HostOptions _options;
    private readonly MemoryRegistry _registry = new();
    private readonly MemoryFactorSets _factorSets = new();
    private readonly ILedger? _memory;
    private readonly List<Delivery> _replayable = [];
    private readonly HashSet<string> _waitingForRoom = [];
    private SqliteStore? _sqlite;
    private FaultyLedger _ledger;
    private IngestPipeline _pipeline;
    private Faults _faults = new();
    private int _life;
    private bool _killAfterCommit;
    private long _upAtMs;

    public SimulatedHost(HostOptions options, SeededRandom random, FaultCounts counts)
    {
        _options = options;
        _random = random;
        _counts = counts;
        if (options.SqlitePath is null) _memory = options.AroundMemoryLedger?.Invoke(new MemoryLedger(_registry)) ?? new MemoryLedger(_registry);
        (_ledger, _pipeline) = Start();
    }

    /// <summary>What an auditor can ask of it.</summary>
    public ILedgerQueries Queries => _sqlite?.Queries ?? (ILedgerQueries)_memory!;

    public IRegistry Registry => _registry;

    public IFactorSets FactorSets => _factorSets;

    /// <summary>Whether nothing waits for its commit.</summary>
    public bool IsIdle => _pipeline.InFlight == 0;

    public bool IsUp(long nowMs) => nowMs >= _upAtMs;

    /// <summary>Takes what arrived, judges and commits it, and is killed in between where that is its fate.</summary>
    public void Step(IReadOnlyList<SimulatedMeter> meters, Faults faults, long nowMs)
    {
        if (!IsUp(nowMs)) return;
        _faults = faults;
        foreach (var meter in meters) Receive(meter, nowMs);
        if (_replayable.Count > 0 && _random.Happens(faults.ReplayPpm)) Replay(nowMs);
        if (_pipeline.InFlight > 0 && _random.Happens(faults.KillBeforeCommitPpm))
        {
            _counts.KillsBeforeCommit++;
            Kill(nowMs);
            return;
        }
        if (!_random.Happens(faults.HostSlowPpm)) Commit(nowMs);
    }

    /// <summary>From now on it is up and nothing fails.</summary>
    public void Heal(long nowMs)
    {
        _faults = new Faults();
        _upAtMs = nowMs;
    }

    public void Dispose()
    {
        CountPipeline();
        _pipeline.Dispose();
        _sqlite?.Dispose();
    }

    private void Receive(SimulatedMeter meter, long nowMs)
    {
        while (!_waitingForRoom.Contains(meter.Id) && meter.Link?.TakeRecord() is { } record)
        {
            if (_random.Happens(_faults.RecordLostPpm))
            {
                _counts.RecordsLost++;
                meter.Link.Drop();
                return;
            }
            HandIn(new Delivery(this, meter.Id, meter.Link, record, nowMs));
            if (!_random.Happens(_faults.RecordDuplicatedPpm)) continue;
            _counts.RecordsDuplicated++;
            HandIn(new Delivery(this, meter.Id, meter.Link, record, nowMs));
        }
    }

    private void Replay(long nowMs)
    {
        var old = _replayable[_random.Next(_replayable.Count)];
        _counts.RecordsReplayed++;
        HandIn(new Delivery(this, old.MeterId, old.Link, old.Record, nowMs));
    }

    private void HandIn(Delivery delivery)
    {
        if (!_pipeline.TryHandle(delivery))
        {
            _counts.NoRoom++;
            _waitingForRoom.Add(delivery.MeterId);
            return;
        }
        if (_replayable.Count < ReplayableMax) _replayable.Add(delivery);
        else if (_random.Happens(100_000)) _replayable[_random.Next(ReplayableMax)] = delivery;
        // The deliberately broken host: it says "I have it" when it has only read it.
        if (_options.AcknowledgesBeforeCommit) delivery.Link.Acknowledge(delivery.Record);
    }

    private void Commit(long nowMs)
    {
        try
        {
            do
            {
                while (_pipeline.CommitWaiting()) continue;
                _pipeline.LookAgain();
            }
            while (_pipeline.InFlight > 0);
        }
        catch (LedgerException)
        {
            // A pipeline tries the same batch again at the next step, unless this was its end.
            if (_killAfterCommit) Kill(nowMs);
        }
    }

    private CommitFault NextFault()
    {
        _killAfterCommit = _random.Happens(_faults.KillAfterCommitPpm);
        if (_killAfterCommit)
        {
            _counts.KillsAfterCommit++;
            return CommitFault.DoneButReportedFailed;
        }
        if (_random.Happens(_faults.CommitNotDonePpm))
        {
            _counts.CommitsNotDone++;
            return CommitFault.NotDone;
        }
        if (!_random.Happens(_faults.CommitDeniedPpm)) return CommitFault.None;
        _counts.CommitsDenied++;
        return CommitFault.DoneButReportedFailed;
    }

    private void Kill(long nowMs)
    {
        CountPipeline();
        _life++;
        _killAfterCommit = false;
        _waitingForRoom.Clear();
        _pipeline.Dispose();
        _upAtMs = nowMs + _random.Next(20_000);
        (_ledger, _pipeline) = Start();
    }

    private (FaultyLedger, IngestPipeline) Start()
    {
        if (_options.SqlitePath is { } path)
        {
            _sqlite?.Dispose();
            _sqlite = SqliteStore.Open(path);
        }
        var ledger = new FaultyLedger(_sqlite?.Ledger ?? _memory!) { NextFault = NextFault };
        return (ledger, new IngestPipeline(_registry, _factorSets, ledger, new IngestOptions { InFlightMax = _options.InFlightMax }));
    }

    private void CountPipeline()
    {
        _counts.Duplicates += _pipeline.Counters.Duplicates;
        _counts.GapsAccepted += _pipeline.Counters.AcceptedAfterGap;
        _counts.Released += _pipeline.Counters.Released;
    }

    private void Completed(Delivery delivery)
    {
        if (delivery.Life != _life || _options.AcknowledgesBeforeCommit) return;
        if (_random.Happens(_faults.AcknowledgementLostPpm))
        {
            _counts.AcknowledgementsLost++;
            delivery.Link.Drop(deliverWhatIsOnItsWay: _random.Happens(500_000));
        }
        else if (!delivery.Link.Acknowledge(delivery.Record)) _counts.AcknowledgementsTooLate++;
    }

    private void RoomMade(Delivery delivery)
    {
        if (delivery.Life != _life) return;
        _waitingForRoom.Remove(delivery.MeterId);
        HandIn(delivery);
    }

    /// <summary>One record on its way through one life of the host.</summary>
    private sealed class Delivery(SimulatedHost host, string meterId, MemoryLink link, SentRecord record, long nowMs)
        : IngestMessage(meterId, record.Bytes, nowMs)
    {
        public MemoryLink Link => link;

        public SentRecord Record => record;

        public int Life { get; } = host._life;

        public override void Complete(IngestOutcome outcome) => host.Completed(this);

        public override void RoomMade() => host.RoomMade(this);
    }
}

/// <summary>How a simulated host is made.</summary>
internal sealed record HostOptions
{
    /// <summary>File of a real ledger; null = one in memory.</summary>
    public string? SqlitePath { get; init; }

    public int InFlightMax { get; init; } = 64;

    /// <summary>The broken build: acknowledges what it has judged, not what it has committed.</summary>
    public bool AcknowledgesBeforeCommit { get; init; }

    /// <summary>A ledger worse than any the pipeline is made for, answering queries too; null = none.</summary>
    public Func<MemoryLedger, ILedger>? AroundMemoryLedger { get; init; }
}
