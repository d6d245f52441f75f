using CarbonMeter.Crypto;
using CarbonMeter.DotNet;
using CarbonMeter.Firmware;
using CarbonMeter.Firmware.Journal;
using CarbonMeter.Firmware.Virtual;
using CarbonMeter.Records;
using CarbonMeter.Units;

namespace CarbonMeter.Simulation.Tests;

/// <summary>
/// A park in one thread: real firmware on register-level chips, a real host, and between them everything that can go wrong.
/// The seed decides all of it, so a seed that fails can be run again alone.
/// </summary>
internal sealed class SimulatedWorld : IAsyncDisposable
{
    // An hour begins 500 s later, and with it another carbon intensity: rollups and runs have an edge to cross.
    private const long StartUnixMs = 1_799_999_500_000;
    private const long NextIntensityAtUnixSeconds = 1_800_000_000;
    private const int StepMsMax = 2_500;
    private const int CommissioningMsMax = 60_000;
    private const int DrainStepsMax = 5_000;

    private static readonly PlatformSigner s_authority = PlatformSigner.Create(KeyClass.Development);
    private static readonly Lock s_authorityGate = new();
    private static readonly FactorSet[] s_factorSets = [FactorsOf("SIM-A", 684_900, 530_600), FactorsOf("SIM-B", 0, 1_999_999)];

    private readonly SeededRandom _random;
    private readonly Faults _faults;
    private long _commandCounter;

    public SimulatedWorld(int seed, Faults? faults = null, WorldOptions? options = null)
    {
        options ??= new WorldOptions();
        _random = new SeededRandom(seed);
        _faults = faults ?? Faults.Of(_random);
        NowMs = StartUnixMs;
        Host = new SimulatedHost(options.Host with { InFlightMax = 1 + _random.Next(32) }, _random, Counts);
        foreach (var set in s_factorSets) Host.FactorSets.Add(FactorSetCodec.Encode(set));
        for (int index = _random.Next(3); index >= 0; index--) Meters.Add(MakeMeter($"meter-{index}", options));
        foreach (var meter in Meters)
            Host.Registry.Add(new Domain.Parks.Meter(meter.Id, meter.PublicKey, "simulated", 60));
    }

    public FaultCounts Counts { get; } = new();

    public SimulatedHost Host { get; }

    public List<SimulatedMeter> Meters { get; } = [];

    public long NowMs { get; private set; }

    /// <summary>
    /// Gives the meters power, with faults from the first byte written on, but without load until each has begun to count:
    /// what flows before a meter's first reading is nobody's to measure.
    /// </summary>
    public void Commission()
    {
        foreach (var meter in Meters) meter.Virtual.PowerOn();
        for (int steps = _random.Next(20); steps > 0; steps--) Step(_faults, hasLoad: false);
        foreach (var meter in Meters) meter.Heal();
        long untilMs = NowMs + CommissioningMsMax;
        while (Meters.Any(meter => meter.Virtual.Meter is not { State.Counters.HasBaseline: true }))
        {
            if (NowMs > untilMs) throw new InvalidOperationException("a meter was not commissioned: " + Describe());
            Step(new Faults(), hasLoad: false);
        }
        // And once more, so that the first reading is durable too.
        for (int steps = 0; steps < 4; steps++) Step(new Faults(), hasLoad: false);
    }

    /// <summary>Lets things happen.</summary>
    public void Run(int steps)
    {
        for (; steps > 0; steps--) Step(_faults, hasLoad: true);
    }

    /// <summary>
    /// Ends every fault and every load, and lets time go on until each meter has signed what it measured and the host has all of it.
    /// </summary>
    public void HealAndDrain()
    {
        Host.Heal(NowMs);
        foreach (var meter in Meters)
        {
            meter.StopLoads();
            meter.Heal();
        }
        for (int steps = 0; !IsDrained(); steps++)
        {
            if (steps > DrainStepsMax) throw new InvalidOperationException("the park does not drain: " + Describe());
            Step(new Faults(), hasLoad: false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Host.Dispose();
        foreach (var meter in Meters) await meter.DisposeAsync();
    }

    private void Step(Faults faults, bool hasLoad)
    {
        long untilMs = NowMs + 1 + _random.Next(StepMsMax);
        foreach (var meter in Meters)
        {
            if (hasLoad) meter.ChangeLoads(untilMs);
            meter.Trouble(faults);
            meter.AdvanceTo(untilMs);
            if (_random.Happens(faults.CommandPpm)) Command(meter);
        }
        NowMs = untilMs;
        Host.Step(Meters, faults, NowMs);
    }

    private bool IsDrained() => Host.IsIdle && Meters.All(meter => meter.Virtual.Meter is
    {
        Health: MeterHealth.Running, Pending: 0, IsClockTrusted: true, State: { Open.IsOpen: true } state
    } && IsEmpty(state));

    // No load flows any more, so what is empty once stays so.
    private static bool IsEmpty(MeterState state) =>
        state.Open.ImportMilliwattHours.All(energy => energy == 0) && state.Open.ExportMilliwattHours.All(energy => energy == 0)
        && state.Run.Take(state.RunCount).All(interval =>
            interval.Channels.All(channel => channel.ImportMilliwattHours == 0 && channel.ExportMilliwattHours == 0));

    private string Describe() => string.Join("; ", Meters.Select(meter => meter.Virtual.Meter is { } running
        ? $"{meter.Id} {running.Health}, pending {running.Pending}, run {running.State.RunCount}, link {meter.Link?.State}"
        : $"{meter.Id} away")) + (Host.IsIdle ? "" : "; the host is busy");

    private void Command(SimulatedMeter meter)
    {
        var command = new Command
        {
            MeterId = meter.Id,
            Counter = ++_commandCounter,
            IssuedAtUnixSeconds = NowMs / 1000,
            ExpiresAtUnixSeconds = NowMs / 1000 + 600,
            Code = CommandCode.Resend,
            FromSequence = 1,
        };
        int kind = _random.Next(4);
        if (kind == 0)
        {
            command.Code = CommandCode.SetFactorSet;
            command.Bytes = FactorSetCodec.Encode(s_factorSets[_random.Next(s_factorSets.Length)]);
        }
        if (kind == 1)
        {
            command.Code = CommandCode.SpotCheck;
            command.Bytes = [1, 2, 3, 4, 5, 6, 7, (byte)_commandCounter];
        }
        if (kind == 2) command.Code = CommandCode.RotateKey;
        byte[] message;
        lock (s_authorityGate) message = CoseSign1.Encode(CommandCodec.EncodePayload(command), s_authority);
        if (meter.Link is { } link && link.SendCommand(message)) Counts.Commands++;
    }

    private SimulatedMeter MakeMeter(string id, WorldOptions options)
    {
        int[] lengths = [10, 10, 12, 15, 30];
        var settings = new MeterSettings
        {
            MeterId = id,
            PollPeriodMs = 500 << _random.Next(3),
            CheckpointPeriodMs = _random.Next(3) * 1000,
            LivePeriodMs = _random.Next(2) * 5000,
            IntervalSeconds = lengths[_random.Next(lengths.Length)],
            IntervalsPerRecord = 1 + _random.Next(3),
            Window = 1 + _random.Next(12),
            AcknowledgeTimeoutMs = 5_000 + _random.Next(40_000),
            BackOffMsMax = 1_000 + _random.Next(15_000),
            TimeReadPeriodMs = 20_000,
        };
        return new SimulatedMeter(new SimulatedMeterOptions
        {
            Settings = settings,
            Parameters = MakeParameters(),
            Factors = s_factorSets[0],
            AuthorityPublicKey = s_authority.PublicKey,
            StartUnixMs = StartUnixMs,
            AroundStorage = options.AroundStorage,
        }, _random, Counts, () => Host.IsUp(NowMs));
    }

    private ParameterSet MakeParameters() => new()
    {
        Id = "simulated",
        FrontEnd = "ADE7953",
        VoltageFullScaleMillivolts = 353_550 + _random.Next(100_000),
        Channels = [.. Enumerable.Range(1, 1 + _random.Next(2)).Select(channel =>
            new ChannelParameters { ChannelId = channel, CurrentFullScaleMilliamperes = 10_000 + _random.Next(2_000_000) })],
    };

    private static FactorSet FactorsOf(string id, long first, long second) => new()
    {
        Id = id,
        Region = "Simulation",
        ReferenceYear = 2026,
        Published = "2026-01-01",
        Source = "made for the simulation",
        Periods =
        [
            new FactorPeriod { Intensity = CarbonIntensity.FromMilligramsPerKilowattHour(first) },
            new FactorPeriod { FromUnixSeconds = NextIntensityAtUnixSeconds, Intensity = CarbonIntensity.FromMilligramsPerKilowattHour(second) },
        ],
    };
}

/// <summary>What a world is made with beside its faults.</summary>
internal sealed record WorldOptions
{
    public HostOptions Host { get; init; } = new();

    /// <summary>See <see cref="SimulatedMeterOptions.AroundStorage"/>.</summary>
    public Func<VirtualStorage, SeededRandom, INonVolatile>? AroundStorage { get; init; }
}
