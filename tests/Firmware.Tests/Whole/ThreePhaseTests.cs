using CarbonMeter.Crypto;
using CarbonMeter.DotNet;
using CarbonMeter.Firmware.Virtual;
using CarbonMeter.Records;
using CarbonMeter.Units;

namespace CarbonMeter.Firmware.Tests.Whole;

/// <summary>A whole meter of three phases: driver, Core, storage, records.</summary>
public sealed class ThreePhaseTests
{
    private const long Start = 1_800_000_000_000;
    private const long Intensity = 684_900;
    private const int SeedCount = 20;

    [Fact]
    public async Task An_hour_of_three_phases_is_in_the_records_and_the_registers_are_their_sums()
    {
        await using var world = new Phases(Set());
        var circuit = world.Meter.ThreePhases.Circuit;
        circuit.SetPower(0, 3_000_000, Start);
        circuit.SetPower(1, -1_200_000, Start);
        circuit.SetCurrent(2, 20_000, 30, Start);
        world.RunTo(Start + 3_600_000 + 30_000);

        var intervals = world.Intervals.ToList();
        Assert.True(intervals.Count >= 60, $"{intervals.Count} intervals");
        var full = intervals[30];
        Assert.Equal(3, full.Channels.Length);
        Assert.Equal(50_000, full.Channels[0].ImportMilliwattHours, 2.0);
        Assert.Equal(0, full.Channels[0].ExportMilliwattHours);
        Assert.Equal(20_000, full.Channels[1].ExportMilliwattHours, 2.0);
        Assert.Equal(0, full.Channels[1].ImportMilliwattHours);
        Assert.Equal(230 * 20 * 0.8660254 / 60 * 1000, full.Channels[2].ImportMilliwattHours, 2.0);
        Assert.Equal(230 * 20 * 0.5 / 60 * 1000, full.Channels[2].ReactiveMillivarHours, 2.0);
        Assert.Equal(full.Channels[0].ImportMilliwattHours * Intensity, full.Channels[0].CarbonNanograms);
        Assert.All(full.Channels, channel => Assert.Equal(230_000, channel.VoltageMillivolts.Value, 1.0));
        Assert.Equal(20_000, full.Channels[2].CurrentMilliamperes.Value, 1.0);
        Assert.Equal(866_025, full.Channels[2].PowerFactorPpm.Value, 40.0);
        Assert.Equal(50_000, full.FrequencyMillihertz.Value, 5.0);

        var last = world.Records.Values.Last();
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(intervals.Sum(interval => interval.Channels[i].ImportMilliwattHours), last.Registers[i].ImportMilliwattHours);
            Assert.Equal(intervals.Sum(interval => interval.Channels[i].ExportMilliwattHours), last.Registers[i].ExportMilliwattHours);
            Assert.Equal(intervals.Sum(interval => interval.Channels[i].ReactiveMillivarHours), last.Registers[i].ReactiveMillivarHours);
        }
        world.AssertChain();
    }

    [Fact]
    public async Task Random_loads_restarts_and_bus_faults_lose_nothing_but_what_a_count_is_worth()
    {
        for (int seed = 1; seed <= SeedCount; seed++)
        {
            await using var world = new Phases(Set(), seed);
            var random = new SeededRandom(seed);
            var circuit = world.Meter.ThreePhases.Circuit;
            world.RunTo(Start + 60_000);
            world.Meter.Bus.NackPpm = 1000;
            world.Meter.Bus.CorruptedPpm = 1000;
            for (int step = 0; step < 60; step++)
            {
                long now = world.Meter.Clock.NowMs;
                circuit.SetPower(random.Next(3), random.Next(40_000_000) - 20_000_000, now);
                // The processor goes and comes back while the chip counts on.
                if (random.Next(10) == 0)
                {
                    world.Meter.StopProcessor();
                    world.Meter.AdvanceTo(now + random.Next(20_000));
                    world.Meter.StartProcessor(RestartReason.Watchdog);
                }
                world.RunTo(world.Meter.Clock.NowMs + 1000 + random.Next(120_000));
            }
            world.Meter.Bus.Heal();
            for (int phase = 0; phase < 3; phase++) circuit.SetPower(phase, 0, world.Meter.Clock.NowMs);
            world.RunTo(world.Meter.Clock.NowMs + 180_000);
            for (int phase = 0; phase < 3; phase++)
            {
                // Whole counts, a mWh of carry, and what the chip saw change between two readings of one second.
                double net = (double)(circuit.ImportMilliwattMs(phase, world.Meter.Clock.NowMs) - circuit.ExportMilliwattMs(phase, world.Meter.Clock.NowMs)) / 3_600_000;
                long counted = world.NetMilliwattHours(phase);
                Assert.True(Math.Abs(net - counted) < 5, $"seed {seed}, phase {phase + 1}: {counted} of {net} mWh");
            }
            world.AssertChain();
        }
    }

    [Fact]
    public async Task A_tampered_gain_is_evidence_and_the_chip_is_told_anew()
    {
        await using var world = new Phases(Set());
        world.RunTo(Start + 120_000);
        world.Meter.ThreePhases.Chip.FlipBits(0x438B, 1 << 18);
        world.RunTo(Start + 300_000);
        Assert.Contains(world.Events, record => record.Code == EventCode.Tamper);
        Assert.Contains(world.Events, record => record.Code == EventCode.FrontEndInitialised);
        Assert.Equal(0, world.Meter.ThreePhases.Chip.ImportCounts(1));
        world.AssertChain();
    }

    [Fact]
    public async Task A_set_that_follows_its_clamps_gives_the_energy_of_the_conductors()
    {
        var set = Set();
        set.Wires = [new Wire { VoltageInput = 2 }, new Wire { VoltageInput = 1, Direction = -1 }, new Wire { VoltageInput = 3 }];
        await using var world = new Phases(set);
        var circuit = world.Meter.ThreePhases.Circuit;
        circuit.SetClamp(0, new Clamp(1, false), Start);
        circuit.SetClamp(1, new Clamp(0, true), Start);
        circuit.SetPower(0, 6_000_000, Start);
        circuit.SetPower(1, 3_000_000, Start);
        world.RunTo(Start + 1_230_000);
        var interval = world.Intervals.ElementAt(10);
        Assert.Equal(50_000, interval.Channels[0].ImportMilliwattHours, 2.0);
        Assert.Equal(100_000, interval.Channels[1].ImportMilliwattHours, 2.0);
        Assert.Equal(0, interval.Channels[1].ExportMilliwattHours);
    }

    [Fact]
    public async Task A_meter_of_three_phases_has_no_wires_of_one()
    {
        await using var world = new Phases(Set());
        Assert.Throws<InvalidOperationException>(() => world.Meter.Circuit);
        Assert.Throws<InvalidOperationException>(() => world.Meter.Chip);
        await using var single = new World();
        Assert.Throws<InvalidOperationException>(() => single.Meter.ThreePhases);
    }

    private static ParameterSet Set() => new()
    {
        Id = "p-3",
        FrontEnd = "ADE7880",
        VoltageFullScaleMillivolts = 353_553,
        Channels = [Channel(1), Channel(2), Channel(3)],
        VoltageInputs = [Input(), Input(), Input()],
    };

    private static ChannelParameters Channel(int id) => new() { ChannelId = id, CurrentFullScaleMilliamperes = 106_172 };

    private static VoltageInput Input() => new() { FullScaleMillivolts = 353_553 };

    /// <summary>The meter and a host that takes whatever comes.</summary>
    private sealed class Phases : IAsyncDisposable
    {
        private readonly PlatformSigner _signer = PlatformSigner.Create(KeyClass.Development);
        private MemoryLink? _link;

        public Phases(ParameterSet set, int seed = 1)
        {
            Meter = new VirtualMeter(new VirtualMeterOptions
            {
                Settings = new MeterSettings { MeterId = "m-3", LivePeriodMs = 0 },
                Parameters = set,
                Factors = new FactorSet
                {
                    Id = "f-1", Region = "Inner Mongolia", ReferenceYear = 2022, Published = "2024-12-20", Source = "test",
                    Periods = [new FactorPeriod { Intensity = CarbonIntensity.FromMilligramsPerKilowattHour(Intensity) }],
                },
                Signer = _signer,
                AuthorityPublicKey = _signer.PublicKey,
                MakeLink = () => _link = new MemoryLink { IsReachable = true },
                StartUnixMs = Start - 1000,
                Seed = seed,
            });
            Meter.PowerOn();
        }

        public VirtualMeter Meter { get; }

        public SortedDictionary<long, MeterRecord> Records { get; } = [];

        public IEnumerable<Interval> Intervals => Records.Values.OfType<IntervalRecord>().SelectMany(run => run.Intervals);

        public IEnumerable<EventRecord> Events => Records.Values.OfType<EventRecord>();

        public void RunTo(long unixMs)
        {
            while (Meter.Clock.NowMs < unixMs)
            {
                Meter.AdvanceTo(Math.Min(unixMs, Meter.Clock.NowMs + 10_000));
                Serve();
            }
        }

        /// <summary>Import less export the meter has measured, in records or not yet.</summary>
        public long NetMilliwattHours(int phase)
        {
            var state = Meter.Meter!.State;
            return state.Registers[phase].ImportMilliwattHours - state.Registers[phase].ExportMilliwattHours
                + state.Open.ImportMilliwattHours[phase] - state.Open.ExportMilliwattHours[phase]
                + state.Run.Take(state.RunCount).Sum(interval =>
                    interval.Channels[phase].ImportMilliwattHours - interval.Channels[phase].ExportMilliwattHours);
        }

        public void AssertChain()
        {
            MeterRecord? before = null;
            byte[]? hash = null;
            foreach (var record in Records.Values)
            {
                Assert.Equal(before is null ? ChainVerdict.First : ChainVerdict.Linked, ChainJudge.Judge(before, hash, record));
                (before, hash) = (record, RecordHash.Of(RecordCodec.EncodePayload(record)));
            }
        }

        public ValueTask DisposeAsync() => Meter.DisposeAsync();

        private void Serve()
        {
            for (int quiet = 0; quiet < 3;)
            {
                bool any = false;
                while (_link?.TakeRecord() is { } sent)
                {
                    any = true;
                    Assert.True(CoseSign1.TryParse(sent.Bytes, out var message, out _));
                    var record = RecordCodec.DecodePayload(message!.Payload, out var status);
                    Assert.Equal(RecordStatus.Ok, status);
                    Records[record!.Sequence] = record;
                    _link.Acknowledge(sent);
                }
                quiet = any ? 0 : quiet + 1;
                Meter.Step();
            }
        }
    }
}
