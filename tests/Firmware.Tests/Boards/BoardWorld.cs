using CarbonMeter.Boards;
using CarbonMeter.Crypto;
using CarbonMeter.DotNet;
using CarbonMeter.Firmware.Virtual;
using CarbonMeter.Records;
using CarbonMeter.Units;

namespace CarbonMeter.Firmware.Tests.Boards;

/// <summary>A virtual meter of a board and the smallest host there can be: it checks signature and chain, and acknowledges.</summary>
internal sealed class BoardWorld : IAsyncDisposable
{
    public const long Start = 1_800_000_000_000;

    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "boards");

    private readonly PlatformSigner _signer = PlatformSigner.Create(KeyClass.Development);
    private readonly KeyChain _keys;
    private byte[] _lastHash = new byte[32];
    private MemoryLink? _link;

    public BoardWorld(Board board)
    {
        Meter = new BoardMeter(new BoardMeterOptions
        {
            Board = board,
            Settings = new MeterSettings { MeterId = board.Name, LivePeriodMs = 0, CheckpointPeriodMs = MeterSettings.FlashCheckpointPeriodMsMin, IntervalsPerRecord = 5 },
            Factors = new FactorSet
            {
                Id = "f-1", Region = "Inner Mongolia", ReferenceYear = 2022, Published = "2024-12-20", Source = "test",
                Periods = [new FactorPeriod { Intensity = CarbonIntensity.FromMilligramsPerKilowattHour(684_900) }],
            },
            SoftwareKey = _signer,
            AuthorityPublicKey = _signer.PublicKey,
            MakeLink = () => _link = new MemoryLink(),
            StartUnixMs = Start - 5000,
        });
        _keys = new KeyChain(Meter.PublicKey);
    }

    public static TheoryData<string> Names => [.. BoardFile.PathsIn(s_folder).Select(path => Path.GetFileName(Path.GetDirectoryName(path))!)];

    public BoardMeter Meter { get; }

    public List<MeterRecord> Records { get; } = [];

    public IEnumerable<Interval> Intervals => Records.OfType<IntervalRecord>().SelectMany(run => run.Intervals);

    public static Board Read(string name) => BoardFile.Read(Path.Combine(s_folder, name, "board.json"));

    /// <summary>Runs to a moment after the start, taking records every 10 s.</summary>
    public void RunTo(int seconds)
    {
        while (Meter.Clock.NowMs < Start + seconds * 1000L)
        {
            Meter.AdvanceTo(Math.Min(Meter.Clock.NowMs + 10_000, Start + seconds * 1000L));
            Take();
        }
    }

    /// <summary>Has it sign what is whole, and takes it.</summary>
    public void Finish()
    {
        Meter.Meter!.TrySignRun();
        for (int i = 0; i < 10; i++)
        {
            Meter.AdvanceTo(Meter.Clock.NowMs + 100);
            Take();
        }
    }

    private void Take()
    {
        while (_link?.TakeRecord() is { } sent)
        {
            Assert.True(CoseSign1.TryParse(sent.Bytes, out var envelope, out var cose), cose.ToString());
            var record = RecordCodec.DecodePayload(envelope!.Payload, out var status);
            Assert.Equal(RecordStatus.Ok, status);
            Assert.True(_keys.Verifies(envelope, record!), $"record {record!.Sequence} is not signed by its key");
            Assert.Equal(Records.Count + 1, record.Sequence);
            Assert.Equal(_lastHash, record.PreviousHash);
            _lastHash = RecordHash.Of(envelope.Payload);
            Records.Add(record);
            _link.Acknowledge(sent);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Meter.DisposeAsync();
        _signer.Dispose();
    }
}
