using CarbonMeter.Crypto;
using CarbonMeter.DotNet;
using CarbonMeter.Firmware.Virtual;
using CarbonMeter.Records;
using CarbonMeter.Units;

namespace CarbonMeter.Firmware.Tests.Whole;

/// <summary>
/// A whole virtual meter and the smallest host there can be: it takes records, judges their signatures and chain, keeps
/// each sequence once, and acknowledges. Whatever it holds more than once must be the same bytes' payload.
/// </summary>
internal sealed class World : IAsyncDisposable
{
    /// <summary>2027-01-15 08:00:00 UTC: a boundary of every interval length.</summary>
    public const long Start = 1_800_000_000_000;

    /// <summary>500 x 4000 A: exactly 2 mWh a count.</summary>
    public const int VoltageFullScale = 372_420, CurrentFullScale = 4_000_000;

    public const long PicowattHoursPerCount = 2_000_000_000;

    public const long Intensity = 684_900;

    private readonly PlatformSigner _signer = PlatformSigner.Create(KeyClass.Development);
    private readonly Dictionary<long, byte[]> _hashes = [];

    public World(Action<MeterSettings>? settle = null, int storageBytes = VirtualMeterOptions.StorageBytesDefault)
    {
        Keys = new KeyChain(_signer.PublicKey);
        var settings = new MeterSettings { MeterId = "m-1", LivePeriodMs = 0 };
        settle?.Invoke(settings);
        Meter = new VirtualMeter(new VirtualMeterOptions
        {
            Settings = settings,
            Parameters = new ParameterSet
            {
                Id = "p-1", FrontEnd = "ADE7953", VoltageFullScaleMillivolts = VoltageFullScale,
                Channels = [new ChannelParameters { ChannelId = 1, CurrentFullScaleMilliamperes = CurrentFullScale }],
            },
            Factors = new FactorSet
            {
                Id = "f-1", Region = "Inner Mongolia", ReferenceYear = 2022, Published = "2024-12-20", Source = "test",
                Periods = [new FactorPeriod { Intensity = CarbonIntensity.FromMilligramsPerKilowattHour(Intensity) }],
            },
            Signer = _signer,
            AuthorityPublicKey = _signer.PublicKey,
            MakeLink = () => Link = new MemoryLink { IsReachable = IsReachable },
            StartUnixMs = Start - 1000,
            StorageBytes = storageBytes,
        });
    }

    public VirtualMeter Meter { get; }

    public MemoryLink? Link { get; private set; }

    /// <summary>The keys the host knows.</summary>
    public KeyChain Keys { get; }

    /// <summary>Whether the host is there; for a running link set it there too.</summary>
    public bool IsReachable { get; set; } = true;

    /// <summary>Records by sequence, each once.</summary>
    public SortedDictionary<long, MeterRecord> Records { get; } = [];

    public IEnumerable<IntervalRecord> Runs => Records.Values.OfType<IntervalRecord>();

    public IEnumerable<Interval> Intervals => Runs.SelectMany(run => run.Intervals);

    public IEnumerable<EventRecord> Events => Records.Values.OfType<EventRecord>();

    public long Import => Intervals.Sum(interval => interval.Channels[0].ImportMilliwattHours);

    public long Export => Intervals.Sum(interval => interval.Channels[0].ExportMilliwattHours);

    /// <summary>What the wires carried in so far, whole counts of the chip.</summary>
    public long TrueImport => (long)(Meter.Circuit.ImportMilliwattMs(0, Meter.Clock.NowMs) / 3_600_000);

    /// <summary>Import the meter has measured, signed or not, mWh.</summary>
    public long Measured
    {
        get
        {
            var state = Meter.Meter!.State;
            return state.Registers[0].ImportMilliwattHours + state.Open.ImportMilliwattHours[0]
                + state.Run.Take(state.RunCount).Sum(interval => interval.Channels[0].ImportMilliwattHours);
        }
    }

    /// <summary>Goes on to a moment, the host taking what comes every so often.</summary>
    public void RunTo(long unixMs, long everyMs = 60_000)
    {
        while (Meter.Clock.NowMs < unixMs)
        {
            Meter.AdvanceTo(Math.Min(unixMs, Meter.Clock.NowMs + everyMs));
            Serve();
        }
    }

    /// <summary>The host takes and acknowledges until nothing more comes.</summary>
    public void Serve()
    {
        for (int quiet = 0; quiet < 3;)
        {
            bool any = false;
            while (Link?.TakeRecord() is { } record)
            {
                any = true;
                Take(record.Bytes);
                Link.Acknowledge(record);
            }
            quiet = any ? 0 : quiet + 1;
            Meter.Step();
        }
    }

    /// <summary>The records make one unbroken chain, and the registers are the sums of the intervals.</summary>
    public void AssertChain(bool mayMissRecords = false)
    {
        MeterRecord? before = null;
        foreach (var record in Records.Values)
        {
            if (before is not null && (!mayMissRecords || record.Sequence == before.Sequence + 1))
            {
                Assert.Equal(before.Sequence + 1, record.Sequence);
                Assert.Equal(_hashes[before.Sequence], record.PreviousHash);
            }
            before = record;
        }
        if (mayMissRecords || before is null) return;
        Assert.Equal(Import, before.Registers[0].ImportMilliwattHours);
        Assert.Equal(Export, before.Registers[0].ExportMilliwattHours);
        Assert.Equal((Int128)Import * Intensity,
            (Int128)before.Registers[0].CarbonMilligrams * 1_000_000 + before.Registers[0].CarbonRemainderNanograms);
    }

    /// <summary>A command signed by the authority, which here is the meter's own key.</summary>
    public byte[] Signed(Command command)
    {
        command.MeterId = "m-1";
        command.IssuedAtUnixSeconds = Meter.Clock.NowMs / 1000;
        command.ExpiresAtUnixSeconds = command.IssuedAtUnixSeconds + 600;
        return CoseSign1.Encode(CommandCodec.EncodePayload(command), _signer);
    }

    public async ValueTask DisposeAsync()
    {
        await Meter.DisposeAsync();
        _signer.Dispose();
    }

    private void Take(byte[] bytes)
    {
        Assert.True(CoseSign1.TryParse(bytes, out var envelope, out _));
        var record = RecordCodec.DecodePayload(envelope!.Payload, out var status);
        Assert.Equal(RecordStatus.Ok, status);
        Assert.True(Keys.Verifies(envelope, record!));
        byte[] hash = RecordHash.Of(envelope.Payload);
        if (_hashes.TryGetValue(record!.Sequence, out byte[]? known)) Assert.Equal(known, hash);
        _hashes[record.Sequence] = hash;
        Records[record.Sequence] = record;
    }
}
