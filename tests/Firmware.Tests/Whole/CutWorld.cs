using CarbonMeter.Crypto;
using CarbonMeter.DotNet;
using CarbonMeter.Firmware.Drivers;
using CarbonMeter.Firmware.Virtual;
using CarbonMeter.Records;
using CarbonMeter.Units;

namespace CarbonMeter.Firmware.Tests.Whole;

/// <summary>
/// One meter with its state in FRAM and its ring on a drive, whose processor loses power again and again at a byte that chance
/// chooses, or whose drive comes back blank; and a host that keeps of each record its sequence, hash and registers.
/// </summary>
internal sealed class CutWorld : IDisposable
{
    // 500 x 4000 A: exactly 2 mWh a count.
    private const int VoltageFullScale = 372_420, CurrentFullScale = 4_000_000;
    private const long MilliwattHoursPerCount = 2;

    // So far from full that nothing is given up, in a world where nothing may be.
    private const int PendingMax = 12;

    private const int CutWithinBytesMax = 4000, LongLifeBytesMax = 30_000, RingCutWithinBytesMax = 1500;
    private const int AwayMsMax = 2000;
    private const long StartMs = 1_800_000_000_000 - 1000;

    private readonly SeededRandom _random;
    private readonly PlatformSigner _signer = PlatformSigner.Create(KeyClass.Development);
    private readonly VirtualMeter _meter;
    private readonly SortedDictionary<long, byte[]> _hashes = [];
    private readonly PlatformVerifier _verifier;
    private MemoryLink _link = new();
    private readonly bool _losesRecords, _exports;
    private long _told, _pending;
    private bool _isOffline, _isHealed;

    /// <summary>
    /// A world in which drives come back blank and the host stays away until the ring is full, or one in which no record may be
    /// missing.
    /// </summary>
    public CutWorld(int seed, bool losesRecords)
    {
        _random = new SeededRandom(seed);
        _losesRecords = losesRecords;
        _exports = _random.Happens(300_000);
        _verifier = new PlatformVerifier(_signer.PublicKey);
        _meter = new VirtualMeter(new VirtualMeterOptions
        {
            Settings = new MeterSettings
            {
                MeterId = "m-1", LivePeriodMs = 0, IntervalSeconds = 10, IntervalsPerRecord = 2, BackOffMsMax = 2000, TimeReadPeriodMs = 3_600_000,
            },
            Parameters = new ParameterSet
            {
                Id = "p-1", FrontEnd = "ADE7953", VoltageFullScaleMillivolts = VoltageFullScale,
                Channels = [new ChannelParameters { ChannelId = 1, CurrentFullScaleMilliamperes = CurrentFullScale }],
            },
            Factors = new FactorSet
            {
                Id = "f-1", Region = "Inner Mongolia", ReferenceYear = 2022, Published = "2024-12-20", Source = "test",
                Periods = [new FactorPeriod { Intensity = CarbonIntensity.FromMilligramsPerKilowattHour(684_900) }],
            },
            Signer = _signer,
            AuthorityPublicKey = _signer.PublicKey,
            MakeLink = () => _link = new MemoryLink { IsReachable = !_isOffline },
            StartUnixMs = StartMs,
            StorageBytes = Mb85rcChip.SizeBytes,
            AroundStorage = storage => new Mb85rc256(new Mb85rcChip(storage), Mb85rc256.AddressFirst),
            RingStorageBytes = 40 * 1024,
            Seed = seed,
        });
    }

    public int Cuts { get; private set; }

    public int RingCuts { get; private set; }

    public int Erasures { get; private set; }

    public int Overruns { get; private set; }

    public long RecordsKept => _hashes.Count;

    /// <summary>What went wrong first; null where nothing did.</summary>
    public string? Wrong { get; private set; }

    /// <summary>A world from beginning to end: what went wrong, null where nothing did.</summary>
    public static string? Run(int seed, bool losesRecords, int cuts)
    {
        using var world = new CutWorld(seed, losesRecords);
        world.Begin();
        world.CutAgain(cuts);
        world.End();
        return world.Wrong;
    }

    /// <summary>Gives power and lets the meter begin to count, without load.</summary>
    public void Begin()
    {
        _meter.PowerOn();
        Run(5000);
        ChangeLoad();
    }

    /// <summary>Cuts power so many times, wherever that is; stops at the first thing that is wrong.</summary>
    public void CutAgain(int times)
    {
        for (int i = 0; i < times && Wrong is null; i++)
        {
            if (_random.Happens(100_000)) ChangeLoad();
            if (_random.Happens(100_000)) _isOffline = !_isOffline;
            _link.IsReachable = !_isOffline;
            if (!_losesRecords && _pending > PendingMax) Drain();
            Cut();
            JudgeRunning();
        }
    }

    /// <summary>Ends the load and the cuts, lets everything arrive, and judges the whole.</summary>
    public void End()
    {
        if (Wrong is not null) return;
        _meter.Circuit.SetPower(0, 0, _meter.Clock.NowMs);
        Run(60_000);
        Drain();
        JudgeRunning();
        if (Wrong is not null) return;
        var state = _meter.Meter!.State;
        long missing = state.Sequence - _hashes.Count;
        if (_meter.Meter.Pending > 0) Wrong = "the ring does not drain";
        else if (!_losesRecords && missing + _told > 0) Wrong = $"{missing} records are missing, {_told} were told";
        // Some of those told did arrive and were not acknowledged; some events that told were lost themselves.
        else if (_losesRecords && (missing == 0 || _told == 0)) Wrong = "nothing was lost where much had to be";
        else if (Held(state, isImport: true) != MilliwattHoursPerCount * _meter.Chip.ImportCounts(0)) Wrong = "import differs from the chip's";
        else if (Held(state, isImport: false) != MilliwattHoursPerCount * _meter.Chip.ExportCounts(0)) Wrong = "export differs from the chip's";
    }

    public void Dispose()
    {
        _verifier.Dispose();
        _meter.DisposeAsync().AsTask().Wait();
        _signer.Dispose();
    }

    private void Drain()
    {
        _isHealed = _link.IsReachable = true;
        _isOffline = false;
        for (int i = 0; i < 300 && (_meter.Meter is not { } meter || meter.Pending > 0 || meter.Health == MeterHealth.Starting); i++) Run(1000);
        _isHealed = false;
    }

    // One way in a world: between two samples nobody can tell what came back from what never went.
    private void ChangeLoad() => _meter.Circuit.SetPower(0, (_exports ? -1000L : 1000L) * _random.Next(1_000_000), _meter.Clock.NowMs);

    private void Cut()
    {
        bool ofRing = _random.Happens(250_000);
        if (ofRing) _meter.RingStorage!.CutAfterBytes(_random.Next(RingCutWithinBytesMax));
        else _meter.Storage.CutAfterBytes(_random.Next(_random.Happens(100_000) ? LongLifeBytesMax : CutWithinBytesMax));
        for (int i = 0; i < 60 && _meter.Meter is not null; i++) Run(_random.Next(1000));
        if (_meter.Meter is not null) _meter.StopProcessor();
        else if (ofRing) RingCuts++;
        Cuts++;
        // The drive formats itself when it does not find its way: the ring is gone, the FRAM is not.
        if (_losesRecords && _random.Happens(20_000))
        {
            Erasures++;
            _meter.RingStorage!.Erase();
        }
        _meter.AdvanceTo(_meter.Clock.NowMs + _random.Next(AwayMsMax));
        _meter.StartProcessor(RestartReason.BrownOut);
    }

    private void Run(long ms)
    {
        _meter.AdvanceTo(_meter.Clock.NowMs + ms);
        if (_meter.Meter is null) return;
        if (_meter.Meter.Health == MeterHealth.Running) _pending = _meter.Meter.Pending;
        while (_link.TakeRecord() is { } sent)
        {
            Take(sent.Bytes);
            if (_isHealed || _random.Happens(800_000)) _link.Acknowledge(sent);
        }
        // What was not acknowledged comes again over a new connection.
        if (!_isHealed && _random.Happens(100_000)) _link.Drop();
    }

    private void JudgeRunning()
    {
        if (_meter.Meter is { } meter && meter.Health is not (MeterHealth.Running or MeterHealth.Starting)) Wrong ??= $"the meter is {meter.Health}";
    }

    private void Take(byte[] bytes)
    {
        if (!CoseSign1.TryParse(bytes, out var envelope, out _) || RecordCodec.DecodePayload(envelope!.Payload, out _) is not { } record)
        {
            Wrong ??= "a record does not decode";
            return;
        }
        byte[] hash = RecordHash.Of(envelope.Payload);
        if (_hashes.TryGetValue(record.Sequence, out byte[]? known))
        {
            if (!known.AsSpan().SequenceEqual(hash)) Wrong ??= $"sequence {record.Sequence} has two contents";
            return;
        }
        if (!envelope.IsSignedBy(_verifier)) Wrong ??= $"record {record.Sequence} is not signed by the meter";
        if (_hashes.TryGetValue(record.Sequence - 1, out byte[]? before) && !before.AsSpan().SequenceEqual(record.PreviousHash))
            Wrong ??= $"record {record.Sequence} does not follow the one before";
        _hashes[record.Sequence] = hash;
        if (record is not EventRecord { Code: EventCode.JournalLoss } told) return;
        _told += told.Value.Value;
        if (told.Reason == 1) Wrong ??= $"{told.Value.Value} records were unreadable";
        if (told.Reason == 0) Overruns++;
    }

    private static long Held(Journal.MeterState state, bool isImport)
    {
        long held = isImport ? state.Registers[0].ImportMilliwattHours : state.Registers[0].ExportMilliwattHours;
        if (state.Open.IsOpen) held += isImport ? state.Open.ImportMilliwattHours[0] : state.Open.ExportMilliwattHours[0];
        foreach (var interval in state.Run.Take(state.RunCount))
            held += isImport ? interval.Channels[0].ImportMilliwattHours : interval.Channels[0].ExportMilliwattHours;
        return held;
    }
}
