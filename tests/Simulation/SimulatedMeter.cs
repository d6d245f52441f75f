using CarbonMeter.DotNet;
using CarbonMeter.Crypto;
using CarbonMeter.Firmware;
using CarbonMeter.Firmware.Virtual;
using CarbonMeter.Records;

namespace CarbonMeter.Simulation.Tests;

/// <summary>Which ways power flows in a channel of the model.</summary>
internal enum FlowKind { Import, Export, Both }

/// <summary>One meter of the world: the real firmware on its chip, its loads, and what happens to it.</summary>
internal sealed class SimulatedMeter : IAsyncDisposable
{
    // A chip that was not read for longer than half its counter's range would be ambiguous, and the meter gives up continuity
    // before that (27 s, of which it reserves 15 s for a restart under a clock it does not trust). What goes beyond is a gap
    // by design and has tests of its own: here a meter is left in peace in time.
    private const int TroubleMsMax = 7_000;
    private const int AwayMsMax = 5_000;
    private const int BoardAwayMsMax = 120_000;
    private const int CutWithinBytesMax = 4_000;
    private const int RingCutWithinBytesMax = 1_000;
    private const int CutWithinKeyBytesMax = 100;
    private const int ClockErrorMsMax = 2_000;
    private const long AbsurdlyEarlyMs = 1_000, AbsurdlyLateMs = 2_085_978_496_000;

    private static readonly RestartReason[] s_quickReasons = [RestartReason.Software, RestartReason.Watchdog, RestartReason.BrownOut];

    private readonly SeededRandom _random;
    private readonly FaultCounts _counts;
    private readonly Spell _storageSpell = new(), _busSpell = new(), _busStuck = new(), _clockAbsent = new(), _clockWrong = new();
    private readonly Spell _outage = new(), _recordsDelayed = new(), _acknowledgementsDelayed = new();
    private readonly PlatformSigner _signer = PlatformSigner.Create(KeyClass.Development);
    private readonly Func<bool> _hostIsUp;
    private FaultyStorage? _storage, _ring;
    private readonly BoardPower _power;
    private long _restartAtMs, _wellSinceMs, _faultsBefore, _countersBeforeMs;
    private bool _cutTakesBoard;

    public SimulatedMeter(SimulatedMeterOptions options, SeededRandom random, FaultCounts counts, Func<bool> hostIsUp)
    {
        _random = random;
        _counts = counts;
        _hostIsUp = hostIsUp;
        Flows = [.. options.Parameters.Channels.Select(_ => (FlowKind)random.Next(3))];
        Parameters = options.Parameters;
        bool hasRing = random.Happens(500_000);
        Virtual = new VirtualMeter(new VirtualMeterOptions
        {
            Settings = options.Settings,
            Parameters = options.Parameters,
            Factors = options.Factors,
            Signer = _signer,
            AuthorityPublicKey = options.AuthorityPublicKey,
            MakeLink = MakeLink,
            StartUnixMs = options.StartUnixMs,
            Seed = random.Next(int.MaxValue - 1),
            AroundStorage = storage => options.AroundStorage?.Invoke(storage, random)
                ?? (_storage = new FaultyStorage(storage, random, counts)),
            // Half the boards have FRAM for the state, and their ring on flash.
            StorageBytes = hasRing ? Mb85rcChip.SizeBytes : VirtualMeterOptions.StorageBytesDefault,
            RingStorageBytes = hasRing ? 128 * 1024 : 0,
            AroundRingStorage = storage => options.AroundStorage?.Invoke(storage, random)
                ?? (_ring = new FaultyStorage(storage, random, counts)),
        });
        Id = options.Settings.MeterId;
        _wellSinceMs = options.StartUnixMs;
        _power = new BoardPower(Virtual, options.Parameters);
    }

    public string Id { get; }

    public VirtualMeter Virtual { get; }

    public ParameterSet Parameters { get; }

    public FlowKind[] Flows { get; }

    /// <summary>What nobody could measure because the board had no power; empty in most worlds.</summary>
    public BoardPower Power => _power;

    public byte[] PublicKey => _signer.PublicKey;

    /// <summary>Its connection; one that ended with a processor's run is never used again.</summary>
    public MemoryLink? Link => Virtual.Link as MemoryLink;

    private long NowMs => Virtual.Clock.NowMs;

    /// <summary>Changes loads at moments until the next step.</summary>
    public void ChangeLoads(long untilMs)
    {
        for (int channel = 0; channel < Flows.Length; channel++)
        {
            if (!_random.Happens(400_000)) continue;
            long fullScaleMilliwatts = (long)Parameters.VoltageFullScaleMillivolts * Parameters.Channels[channel].CurrentFullScaleMilliamperes / 1000;
            // 0.6 of full scale: half the counter's range takes 67 s.
            long milliwatts = _random.Happens(200_000) ? 0 : fullScaleMilliwatts / 1000 * _random.Next(600);
            if (Flows[channel] == FlowKind.Export || Flows[channel] == FlowKind.Both && _random.Happens(500_000)) milliwatts = -milliwatts;
            long earliestMs = Math.Max(NowMs, Virtual.Circuit.Last.AtMs);
            if (earliestMs < untilMs) Virtual.Circuit.SetPower(channel, milliwatts, earliestMs + _random.Next((int)(untilMs - earliestMs)));
        }
    }

    public void StopLoads()
    {
        for (int channel = 0; channel < Flows.Length; channel++)
            Virtual.Circuit.SetPower(channel, 0, Math.Max(NowMs, Virtual.Circuit.Last.AtMs));
    }

    /// <summary>Begins and ends faults, and starts the processor where it has been away long enough.</summary>
    public void Trouble(Faults faults)
    {
        JudgeWell();
        if (Virtual.Meter is null)
        {
            if (NowMs < _restartAtMs) return;
            if (Virtual.Chip.IsPowered) Virtual.StartProcessor(s_quickReasons[_random.Next(s_quickReasons.Length)]);
            else _power.Return();
        }
        TroubleLink(faults);
        TroubleClock(faults);
        bool isVulnerable = NowMs - _wellSinceMs < TroubleMsMax;
        TroubleBus(faults, isVulnerable);
        TroubleStorage(faults, isVulnerable && !IsClockWrong());
        TroubleBoard(faults);
    }

    /// <summary>Lets time go on.</summary>
    public void AdvanceTo(long unixMs)
    {
        bool wasRunning = Virtual.Meter is not null;
        _power.AdvanceTo(unixMs);
        if (!wasRunning || Virtual.Meter is not null) return;
        if (_cutTakesBoard) LoseBoard();
        else StayAway();
    }

    /// <summary>Ends every fault; a processor that is away comes back at the next step.</summary>
    public void Heal()
    {
        foreach (var spell in new[] { _storageSpell, _busSpell, _busStuck, _clockAbsent, _clockWrong, _outage, _recordsDelayed, _acknowledgementsDelayed })
            spell.End();
        _restartAtMs = NowMs;
        EndCuts();
        Trouble(new Faults());
    }

    public async ValueTask DisposeAsync()
    {
        await Virtual.DisposeAsync();
        _signer.Dispose();
    }

    // Well = a sample was taken since the last look, and neither storage nor bus failed meanwhile.
    private void JudgeWell()
    {
        long faults = Virtual.Bus.Faults + Virtual.Storage.Faults + (Virtual.RingStorage?.Faults ?? 0)
            + (_storage?.Faults ?? 0) + (_ring?.Faults ?? 0);
        long countersMs = Virtual.Meter?.State.CountersAtUnixMs ?? _countersBeforeMs;
        if (faults == _faultsBefore && countersMs != _countersBeforeMs && Virtual.Meter is not null) _wellSinceMs = NowMs;
        _faultsBefore = faults;
        _countersBeforeMs = countersMs;
    }

    // A restart between two clocks makes the time away unknowable: a gap by design. A source that was wrong is believed until
    // the meter asks again.
    private bool IsClockWrong() => _clockWrong.Lasts(NowMs)
        || Virtual.Meter is { IsClockTrusted: true } meter && Math.Abs(meter.UnixMs - NowMs) > 2 * ClockErrorMsMax;

    private MemoryLink MakeLink() => new() { IsReachable = _hostIsUp() };

    private void EndCuts()
    {
        Virtual.Storage.CutAfterBytes(long.MaxValue - 1);
        Virtual.RingStorage?.CutAfterBytes(long.MaxValue - 1);
        Virtual.Keys.Storage.CutAfterBytes(long.MaxValue - 1);
    }

    private void StayAway() => _restartAtMs = NowMs + _random.Next(AwayMsMax);

    private void LoseBoard()
    {
        _counts.BoardPowerLosses++;
        _power.Lose();
        _restartAtMs = NowMs + _random.Next(BoardAwayMsMax);
    }

    private void TroubleLink(Faults faults)
    {
        var link = Link!;
        if (_outage.Begins(_random, faults.LinkOutagePpm, NowMs, 90_000)) _counts.LinkOutages++;
        if (_random.Happens(faults.LinkDropPpm) && link.State == LinkState.Open)
        {
            link.Drop(deliverWhatIsOnItsWay: _random.Happens(500_000));
            _counts.LinkDrops++;
        }
        _recordsDelayed.Begins(_random, faults.LinkDelayPpm, NowMs, 20_000);
        _acknowledgementsDelayed.Begins(_random, faults.LinkDelayPpm, NowMs, 20_000);
        link.IsReachable = _hostIsUp() && !_outage.Lasts(NowMs);
        if (!link.IsReachable) link.Drop(deliverWhatIsOnItsWay: true);
        link.IsHeld = _recordsDelayed.Lasts(NowMs);
        link.AreAcknowledgementsHeld = _acknowledgementsDelayed.Lasts(NowMs);
    }

    private void TroubleClock(Faults faults)
    {
        var time = Virtual.Time;
        if (_clockAbsent.Begins(_random, faults.ClockAbsentPpm, NowMs, 120_000)) _counts.ClockAbsent++;
        time.IsAvailable = !_clockAbsent.Lasts(NowMs);
        // Not while a restart may be under way: see IsClockWrong.
        if (_wellSinceMs == NowMs && _clockWrong.Begins(_random, faults.ClockWrongPpm, NowMs, 90_000))
        {
            _counts.ClockWrong++;
            if (_random.Happens(300_000)) time.Freeze(_random.Happens(500_000) ? AbsurdlyEarlyMs : AbsurdlyLateMs);
            else time.OffsetMs = _random.Next(7_200_000) - 3_600_000;
        }
        if (_clockWrong.Lasts(NowMs)) return;
        time.OffsetMs = 0;
        time.Thaw();
    }

    private void TroubleBus(Faults faults, bool isVulnerable)
    {
        var bus = Virtual.Bus;
        if (!isVulnerable)
        {
            _busSpell.End();
            _busStuck.End();
        }
        else
        {
            if (_busStuck.Begins(_random, faults.BusStuckPpm, NowMs, 4_000)) _counts.BusStuck++;
            if (_busSpell.Begins(_random, faults.BusSpellPpm, NowMs, 20_000))
            {
                bus.NackPpm = _random.Next(15_000);
                bus.LostReplyPpm = _random.Next(15_000);
                bus.PhantomPpm = _random.Next(15_000);
                bus.CorruptedPpm = _random.Next(15_000);
            }
        }
        if (!_busSpell.Lasts(NowMs)) bus.Heal();
        bus.IsStuck = _busStuck.Lasts(NowMs);
    }

    private void TroubleStorage(Faults faults, bool isVulnerable)
    {
        if (!isVulnerable)
        {
            _storageSpell.End();
            EndCuts();
        }
        else
        {
            if (_random.Happens(faults.PowerCutPpm)) Virtual.Storage.CutAfterBytes(_random.Next(CutWithinBytesMax));
            if (_random.Happens(faults.PowerCutPpm)) Virtual.RingStorage?.CutAfterBytes(_random.Next(RingCutWithinBytesMax));
            if (_random.Happens(faults.PowerCutPpm)) Virtual.Keys.Storage.CutAfterBytes(_random.Next(CutWithinKeyBytesMax));
            if (_storageSpell.Begins(_random, faults.StorageSpellPpm, NowMs, 10_000))
            {
                int faultPpm = 1 + _random.Next(80_000);
                if (_storage is not null) _storage.FaultPpm = faultPpm;
                if (_ring is not null) _ring.FaultPpm = faultPpm;
            }
            if (_random.Happens(faults.ProcessorResetPpm))
            {
                _counts.ProcessorResets++;
                Virtual.StopProcessor();
                StayAway();
            }
        }
        if (_storage is not null && !_storageSpell.Lasts(NowMs)) _storage.FaultPpm = 0;
        if (_ring is not null && !_storageSpell.Lasts(NowMs)) _ring.FaultPpm = 0;
        // A key is written a few times in a run: in worlds whose storage fails, its store fails often.
        Virtual.Keys.Storage.Chance = _random;
        Virtual.Keys.Storage.WriteRefusedPpm = Virtual.Keys.Storage.WriteDeniedPpm = faults.StorageSpellPpm > 0 ? 150_000 : 0;
    }

    // Only once its counters have been durable since the last loss: then the journal's are those of this life of the chip.
    private void TroubleBoard(Faults faults)
    {
        _cutTakesBoard = faults.BoardPowerPpm > 0;
        if (!_power.IsMeasuring || !_random.Happens(faults.BoardPowerPpm)) return;
        if (_random.Happens(500_000)) Virtual.Storage.CutAfterBytes(_random.Next(CutWithinBytesMax));
        else LoseBoard();
    }
}

/// <summary>What a simulated meter is made with.</summary>
internal sealed record SimulatedMeterOptions
{
    public required MeterSettings Settings { get; init; }

    public required ParameterSet Parameters { get; init; }

    public required FactorSet Factors { get; init; }

    public required byte[] AuthorityPublicKey { get; init; }

    public required long StartUnixMs { get; init; }

    /// <summary>A storage worse than any the meter is made for, to show that the simulation would notice; null = none.</summary>
    public Func<VirtualStorage, SeededRandom, INonVolatile>? AroundStorage { get; init; }
}
