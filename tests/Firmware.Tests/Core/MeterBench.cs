using CarbonMeter.Crypto;
using CarbonMeter.DotNet;
using CarbonMeter.Firmware.Journal;
using CarbonMeter.Firmware.Drivers;
using CarbonMeter.Firmware.Virtual;
using CarbonMeter.Records;
using CarbonMeter.Units;

namespace CarbonMeter.Firmware.Tests.Core;

/// <summary>
/// A whole virtual meter with a host's side that believes nothing: every record that leaves the meter is decoded, verified,
/// judged against its predecessor and compared with what was ever sent under its sequence.
/// </summary>
internal sealed class MeterBench
{
    public const long StartMs = 1_772_323_200_000; // 2026-03-01T00:00:00Z
    public const long Intensity = 684_900;
    public const string MeterIdText = "CM-0001";

    private readonly PlatformSigner _meterKey = PlatformSigner.Create(KeyClass.Development);
    private readonly PlatformSigner _authority = PlatformSigner.Create(KeyClass.Development);
    private readonly KeyChain _keys;

    private readonly SortedDictionary<long, MeterRecord> _records = [];
    private readonly Dictionary<long, byte[]> _hashes = [];
    private readonly Dictionary<string, FactorSet> _factorSets = [];
    private int _ringBytes;
    private readonly Queue<SentRecord> _unacknowledged = new();

    public MeterBench(Action<MeterSettings>? change = null, ParameterSet? parameters = null, FactorSet? factors = null,
        long startMs = StartMs, int storageBytes = VirtualMeterOptions.StorageBytesDefault, int seed = 1,
        bool hasBackupClock = false, int ringStorageBytes = 0)
    {
        Settings = new MeterSettings { MeterId = MeterIdText };
        _keys = new KeyChain(_meterKey.PublicKey);
        Signer = new SilentSigner(_meterKey);
        change?.Invoke(Settings);
        Parameters = parameters ?? TwoChannels();
        Know(factors ?? Factors("CN-IM-2022", (0, Intensity)));
        Meter = new VirtualMeter(new VirtualMeterOptions
        {
            Settings = Settings,
            Parameters = Parameters,
            Factors = factors ?? Factors("CN-IM-2022", (0, Intensity)),
            Signer = Signer,
            AuthorityPublicKey = _authority.PublicKey,
            MakeLink = MakeLink,
            StartUnixMs = startMs,
            StorageBytes = ringStorageBytes > 0 ? Mb85rcChip.SizeBytes : storageBytes,
            RingStorageBytes = ringStorageBytes,
            AroundStorage = ringStorageBytes > 0 ? storage => new Mb85rc256(new Mb85rcChip(storage), Mb85rc256.AddressFirst) : null,
            Seed = seed,
            HasBackupClock = hasBackupClock,
        });
        // The model's chip is made with power; a meter on the wall gets it with the processor's.
        if (Meter.Chip.IsPowered) Meter.Chip.PowerOff();
    }

    /// <summary>The key the meter was delivered with.</summary>
    public SilentSigner Signer { get; }

    public MeterSettings Settings { get; }

    public ParameterSet Parameters { get; }

    public VirtualMeter Meter { get; }

    public MemoryLink Link { get; private set; } = new();

    /// <summary>What is done to every link the meter is given.</summary>
    public Action<MemoryLink>? OnLink { get; set; }

    /// <summary>Whether the host acknowledges what arrives.</summary>
    public bool Acknowledges { get; set; } = true;

    /// <summary>Sequences in the order in which they arrived, repetitions included.</summary>
    public List<long> Arrivals { get; } = [];

    public long NowMs => Meter.Clock.NowMs;

    public MeterState State => Meter.Meter!.State;

    public IEnumerable<MeterRecord> Records => _records.Values;

    public List<EventRecord> Events => [.. Records.OfType<EventRecord>()];

    /// <summary>Every interval with its start, in the order of the chain.</summary>
    public List<Placed> Intervals => [.. Records.OfType<IntervalRecord>().SelectMany(record => record.Intervals.Select(
        (interval, i) => new Placed(record.FirstStartUnixSeconds + (long)i * record.LengthSeconds, record.LengthSeconds, interval, record)))];

    public List<EventRecord> EventsOf(EventCode code) => Events.FindAll(item => item.Code == code);

    public static MeterBench Running(Action<MeterSettings>? change = null, ParameterSet? parameters = null, FactorSet? factors = null,
        long startMs = StartMs, int storageBytes = VirtualMeterOptions.StorageBytesDefault, int seed = 1, int ringStorageBytes = 0)
    {
        var bench = new MeterBench(change, parameters, factors, startMs, storageBytes, seed, ringStorageBytes: ringStorageBytes);
        bench.Meter.PowerOn();
        return bench;
    }

    /// <summary>Lets the meter run for so many seconds, the host looking at its side every second or as told.</summary>
    public void Run(double seconds, int hostEveryMs = 1000)
    {
        long end = NowMs + (long)(seconds * 1000);
        while (NowMs < end)
        {
            Meter.AdvanceTo(Math.Min(end, NowMs + hostEveryMs));
            TakeRecords();
        }
    }

    /// <summary>The host's side: takes what has arrived, judges it, acknowledges it where it does.</summary>
    public void TakeRecords()
    {
        while (Link.TakeRecord() is { } sent)
        {
            Receive(sent.Bytes);
            if (Acknowledges) Link.Acknowledge(sent);
            else _unacknowledged.Enqueue(sent);
        }
    }

    /// <summary>Acknowledges what was left unacknowledged and came over this connection.</summary>
    public void AcknowledgeAll(int countMax = int.MaxValue, bool newestFirst = false)
    {
        var waiting = newestFirst ? _unacknowledged.Reverse().ToArray() : [.. _unacknowledged];
        foreach (var sent in waiting.Take(countMax)) Link.Acknowledge(sent);
        _unacknowledged.Clear();
    }

    /// <summary>Runs until the host has everything; fails where that does not come about in time.</summary>
    public void Drain(double secondsMax = 600)
    {
        for (double waited = 0; waited < secondsMax; waited++)
        {
            Run(1);
            if (Meter.Meter!.Pending == 0) break;
        }
        Assert.Equal(0, Meter.Meter!.Pending);
    }

    /// <summary>Judges the chain the host has from its first record on: unbroken, and each intensity is the set's.</summary>
    public void AssertChain(bool gapsAllowed = false)
    {
        MeterRecord? previous = null;
        foreach (var record in Records)
        {
            var verdict = ChainJudge.Judge(previous, previous is null ? null : _hashes[previous.Sequence], record);
            bool isFine = verdict == (previous is null ? ChainVerdict.First : ChainVerdict.Linked) || gapsAllowed && verdict == ChainVerdict.Gap;
            Assert.True(isFine, $"record {record.Sequence} ({record.Kind}): {verdict}");
            if (record is IntervalRecord run)
                Assert.Equal(RecordStatus.Ok, RecordRules.JudgeIntensity(run, _factorSets[Convert.ToHexString(run.FactorSetHash)]));
            previous = record;
        }
        Assert.NotNull(previous);
        Assert.Equal(0, CarbonDefect());
    }

    /// <summary>What the meter holds, in registers, closed intervals, the open one and carries, is the chip's counts exactly.</summary>
    public void AssertExact(long missingImportCounts = 0, long missingExportCounts = 0)
    {
        for (int channel = 0; channel < Parameters.Channels.Length; channel++)
        {
            long perCount = PicowattHoursPerCount(channel);
            Assert.Equal((Int128)(Meter.Chip.ImportCounts(channel) - missingImportCounts) * perCount, HeldPicowattHours(channel, true));
            Assert.Equal((Int128)(Meter.Chip.ExportCounts(channel) - missingExportCounts) * perCount, HeldPicowattHours(channel, false));
        }
    }

    /// <summary>As <see cref="AssertExact"/>, after loads have ended and one more sample has been taken.</summary>
    public void AssertExactAfterSample()
    {
        Load(0, 0);
        Run(2.0 * Settings.PollPeriodMs / 1000);
        AssertExact();
    }

    /// <summary>Records that JournalLoss events of a reason have told of.</summary>
    public long LossTold(int reason) => EventsOf(EventCode.JournalLoss).Where(item => item.Reason == reason).Sum(item => item.Value.Value);

    /// <summary>Bytes of the ring, while the meter runs or not.</summary>
    public int RingBytes => _ringBytes = Meter.Meter?.RingBytes ?? _ringBytes;

    /// <summary>The storage that a cut counts the bytes of; the others lose their power with it.</summary>
    public VirtualStorage CutStorage => CutsRing ? Meter.RingStorage! : Meter.Storage;

    /// <summary>Whether a cut counts the bytes of the ring's own storage.</summary>
    public bool CutsRing { get; set; }

    /// <summary>Where the next start's storage is to lose its power; null = nowhere.</summary>
    public int? CutAfterBytes { get; set; }

    /// <summary>Starts the processor with the cut set before its first write.</summary>
    public void StartProcessorAfterCutIsSet(RestartReason reason)
    {
        Meter.StartProcessor(reason);
        if (CutAfterBytes is { } bytes) CutStorage.CutAfterBytes(bytes);
    }

    public Int128 HeldPicowattHours(int channel, bool import)
    {
        var state = State;
        Int128 milliwattHours = import ? state.Registers[channel].ImportMilliwattHours : state.Registers[channel].ExportMilliwattHours;
        milliwattHours += import ? state.Open.IsOpen ? state.Open.ImportMilliwattHours[channel] : 0
            : state.Open.IsOpen ? state.Open.ExportMilliwattHours[channel] : 0;
        for (int i = 0; i < state.RunCount; i++)
            milliwattHours += import ? state.Run[i].Channels[channel].ImportMilliwattHours : state.Run[i].Channels[channel].ExportMilliwattHours;
        return milliwattHours * 1_000_000_000 + (import ? state.Counters.ImportCarry[channel] : state.Counters.ExportCarry[channel]);
    }

    public long PicowattHoursPerCount(int channel)
    {
        Int128 full = (Int128)Parameters.VoltageFullScaleMillivolts * Parameters.Channels[channel].CurrentFullScaleMilliamperes * 1_000_000;
        const long perHour = 206_900L * 3600;
        return (long)((2 * full + perHour) / (2 * perHour));
    }

    /// <summary>A power at both channels from now on, mW.</summary>
    public void Load(long first, long second)
    {
        Meter.Circuit.SetPower(0, first, NowMs);
        Meter.Circuit.SetPower(1, second, NowMs);
    }

    /// <summary>A command signed by the authority.</summary>
    public byte[] Signed(Command command, ISigner? signer = null) => CoseSign1.Encode(CommandCodec.EncodePayload(command), signer ?? _authority);

    /// <summary>Any payload, signed by the authority.</summary>
    public byte[] SignedPayload(byte[] payload) => CoseSign1.Encode(payload, _authority);

    /// <summary>A command that is valid now.</summary>
    public Command Command(CommandCode code, long counter) => new()
    {
        MeterId = MeterIdText,
        Counter = counter,
        IssuedAtUnixSeconds = NowMs / 1000,
        ExpiresAtUnixSeconds = NowMs / 1000 + 3600,
        Code = code,
    };

    public void Know(FactorSet set) => _factorSets[Convert.ToHexString(FactorSetCodec.Hash(FactorSetCodec.Encode(set)))] = set;

    public static FactorSet Factors(string id, params (long From, long Intensity)[] periods) => new()
    {
        Id = id,
        Region = "Test",
        ReferenceYear = 2022,
        Published = "2024-12-20",
        Source = "made for tests",
        Periods = [.. periods.Select(period => new FactorPeriod
        {
            FromUnixSeconds = period.From,
            Intensity = CarbonIntensity.FromMilligramsPerKilowattHour(period.Intensity),
        })],
    };

    public static ParameterSet TwoChannels() => new()
    {
        Id = "bench",
        FrontEnd = "ADE7953",
        VoltageFullScaleMillivolts = 353_550,
        UncertaintyPpm = Reading.Of(5000),
        Channels =
        [
            new ChannelParameters { ChannelId = 1, CurrentFullScaleMilliamperes = 106_170 },
            new ChannelParameters { ChannelId = 2, CurrentFullScaleMilliamperes = 106_170 },
        ],
    };

    private MemoryLink MakeLink()
    {
        Link = new MemoryLink(new SeededRandom(7));
        _unacknowledged.Clear();
        OnLink?.Invoke(Link);
        return Link;
    }

    private void Receive(byte[] bytes)
    {
        Assert.True(CoseSign1.TryParse(bytes, out var envelope, out _));
        var record = RecordCodec.DecodePayload(envelope!.Payload, out var status);
        Assert.Equal(RecordStatus.Ok, status);
        Assert.True(_keys.Verifies(envelope, record!));
        byte[] hash = RecordHash.Of(envelope.Payload);
        Arrivals.Add(record!.Sequence);
        if (_hashes.TryGetValue(record.Sequence, out byte[]? known)) Assert.Equal(known, hash);
        _hashes[record.Sequence] = hash;
        _records[record.Sequence] = record;
    }

    // Nanograms by which the last registers differ from the intervals' energy times their intensity; needs a whole chain.
    private Int128 CarbonDefect()
    {
        Int128 defect = 0;
        if (_records.Keys.Last() != _records.Count) return 0;
        foreach (var register in _records.Values.Last().Registers)
            defect += (Int128)register.CarbonMilligrams * 1_000_000 + register.CarbonRemainderNanograms;
        foreach (var placed in Intervals)
            foreach (var channel in placed.Interval.Channels)
                defect -= (Int128)channel.ImportMilliwattHours * placed.Record.Intensity.MilligramsPerKilowattHour;
        return defect;
    }
}

/// <summary>An interval where it stands in time.</summary>
internal sealed record Placed(long StartUnixSeconds, int LengthSeconds, Interval Interval, IntervalRecord Record)
{
    public IntervalFlags Flags => Interval.Flags;

    public long EndUnixSeconds => StartUnixSeconds + LengthSeconds;
}
