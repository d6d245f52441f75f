using CarbonMeter.Crypto;
using CarbonMeter.DotNet;
using CarbonMeter.Firmware.Drivers;
using CarbonMeter.Firmware.Journal;
using CarbonMeter.Firmware.Virtual;
using CarbonMeter.Records;
using CarbonMeter.Units;

namespace CarbonMeter.Firmware.Tests.Gas;

/// <summary>A whole meter that measures gas alone, and a host that judges every record it takes.</summary>
internal sealed class StackBench : IDisposable
{
    /// <summary>2027-01-15 08:00:00 UTC: a boundary of every interval length.</summary>
    public const long Start = 1_800_000_000_000;

    private readonly PlatformSigner _signer = PlatformSigner.Create(KeyClass.Development);
    private readonly VirtualKeys _keys;
    private readonly Func<StackBench, ISensor[]> _sensors;
    private readonly VirtualTimeSource _time;
    private ChainState? _head;

    public StackBench(Func<StackBench, ISensor[]> sensors, GasParameters? gas = null)
    {
        _sensors = sensors;
        _keys = new VirtualKeys(_signer);
        _time = new VirtualTimeSource(Clock);
        Gas = gas ?? Duct();
        Settings = new MeterSettings { MeterId = "stack-1", IntervalsPerRecord = 2, LivePeriodMs = 0 };
    }

    /// <summary>The worked duct of the facts: 565.43 kg an hour at 100 Pa.</summary>
    public static GasParameters Duct() => new()
    {
        AreaSquareMillimetres = 70_686, CoefficientPpm = 840_000, UncertaintyPpm = Reading.Of(160_000),
        Budget = new GasBudget { CarbonDioxideRelativePpm = 30_000, CoefficientPpm = 30_000, DifferentialPressureAbsoluteMillipascals = 100 },
    };

    public GasParameters Gas { get; }

    public MeterSettings Settings { get; }

    public VirtualClock Clock { get; } = new(Start - 30_000);

    public VirtualStorage Storage { get; } = new(256 * 1024);

    public MemoryLink Link { get; private set; } = new();

    public Meter? Meter { get; private set; }

    public SortedDictionary<long, MeterRecord> Records { get; } = [];

    public MeterState State => Meter!.State;

    public List<Interval> Intervals => [.. Records.Values.OfType<IntervalRecord>().SelectMany(record => record.Intervals)];

    public List<EventRecord> Gaps => [.. Records.Values.OfType<EventRecord>().Where(record => record.Code == EventCode.SensorGap)];

    public StackBench Begin(RestartReason reason = RestartReason.PowerOn)
    {
        Storage.PowerOn();
        _keys.Storage.PowerOn();
        Clock.RestartUptime();
        Link = new MemoryLink();
        var parts = new MeterParts(
            new NoFrontEnd(), Storage, Link, [_time], _keys, new ManagedVerifier(_signer.PublicKey), new SeededRandom(3)) { GasSensors = _sensors(this) };
        Meter = new Meter(Settings, parts, FactorSetCodec.Encode(Factors()), Set(Gas), reason);
        return this;
    }

    public static byte[] Set(GasParameters gas) => ParameterSetCodec.Encode(
        new ParameterSet { Id = "stack", FrontEnd = "NONE", VoltageFullScaleMillivolts = 1, Gas = gas });

    /// <summary>Lets the meter run; stops it where its storage loses power.</summary>
    public void Run(double seconds)
    {
        long end = Clock.NowMs + (long)(seconds * 1000);
        for (int steps = 0; Meter is not null; steps++)
        {
            long due = Clock.NowMs + Math.Max(0, Meter.NextDueMs - Clock.UptimeMs);
            if (due > end) break;
            Assert.True(steps < seconds * 100 + 1000, "no progress");
            if (due > Clock.NowMs) Clock.AdvanceTo(due);
            Meter.Step(Clock.UptimeMs);
            if (!Storage.IsPowered) Meter = null;
            Serve();
        }
        if (end > Clock.NowMs) Clock.AdvanceTo(end);
    }

    /// <summary>Runs to a moment after the first boundary, ms.</summary>
    public void RunTo(long afterStartMs) => Run((Start + afterStartMs - Clock.NowMs) / 1000.0);

    public void Command(CommandCode code, byte[] bytes, long counter)
    {
        var command = new Command
        {
            MeterId = "stack-1", Counter = counter, IssuedAtUnixSeconds = Clock.NowMs / 1000, ExpiresAtUnixSeconds = (Clock.NowMs / 1000) + 600,
            Code = code, Bytes = bytes,
        };
        Link.SendCommand(CoseSign1.Encode(CommandCodec.EncodePayload(command), _signer));
    }

    /// <summary>
    /// Signed, closed or open, every picogram the meter holds is the flow times the time it says it measured: nothing lost, nothing
    /// counted twice. The flow must have been the same all the time.
    /// </summary>
    public void AssertExact(long nanogramsPerSecond)
    {
        var open = State.Open.Gas!;
        var closed = State.Run.Take(State.RunCount).Concat(Intervals).Select(interval => interval.Gas).OfType<GasInterval>().ToList();
        Int128 milligrams = open.MassMilligrams + closed.Sum(gas => gas.MassMilligrams.IsPresent ? gas.MassMilligrams.Value : 0);
        long measured = open.FlowMs + closed.Sum(gas => (long)gas.MeasuredMs);
        Assert.Equal((Int128)measured * nanogramsPerSecond, (milligrams * 1_000_000_000) + open.MassPicograms);
        Assert.Equal(Intervals.Sum(interval => interval.Gas?.MassMilligrams is { IsPresent: true } mass ? mass.Value : 0), State.Gas!.MassMilligrams);
    }

    public void Dispose()
    {
        _signer.Dispose();
        Storage.Dispose();
        _keys.Storage.Dispose();
    }

    private static FactorSet Factors() => new()
    {
        Id = "f", Region = "Test", ReferenceYear = 2022, Published = "2024-12-20", Source = "test",
        Periods = [new FactorPeriod { Intensity = CarbonIntensity.FromMilligramsPerKilowattHour(500_000) }],
    };

    private void Serve()
    {
        while (Link.TakeRecord() is { } sent)
        {
            Assert.True(CoseSign1.TryParse(sent.Bytes, out var envelope, out _));
            var record = RecordCodec.DecodePayload(envelope!.Payload, out var status);
            Assert.Equal(RecordStatus.Ok, status);
            Assert.NotNull(record!.Gas);
            if (!Records.ContainsKey(record.Sequence))
            {
                var verdict = ChainJudge.Judge(_head, record);
                Assert.True(verdict is ChainVerdict.First or ChainVerdict.Linked, $"record {record.Sequence}: {verdict}");
                _head = ChainState.After(record, RecordHash.Of(envelope.Payload));
                Records[record.Sequence] = record;
            }
            Link.Acknowledge(sent);
        }
    }
}
