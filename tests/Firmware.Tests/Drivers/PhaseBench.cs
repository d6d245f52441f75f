using CarbonMeter.Firmware.Drivers;
using CarbonMeter.Firmware.Virtual;
using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Tests.Drivers;

/// <summary>A three-phase chip on its circuit, behind a bus that can fail, with the driver in front of it.</summary>
internal sealed class PhaseBench
{
    /// <summary>333 mV transformers for 100 A, dividers 1000:1.</summary>
    public const int VoltageFullScale = 353_553, CurrentFullScale = 106_172;

    private const long StartUnixMs = 1_800_000_000_000;
    private const int StepsMax = 200;

    public PhaseBench(ParameterSet? parameters = null)
    {
        Parameters = parameters ?? ThreePhases();
        Clock = new VirtualClock(StartUnixMs);
        Circuit = new ThreePhaseCircuit(StartUnixMs);
        Inputs = ThreePhaseInputs.Matching(Parameters);
        Chip = new Ade7880Chip(Clock, Circuit, Inputs);
        Bus = new FaultyI2cBus(Chip, new SeededRandom(1));
        Log = new LoggingBus(Bus);
        Driver = new Ade7880(Log);
        Clock.Advance(1000);
    }

    public ParameterSet Parameters { get; }

    public VirtualClock Clock { get; }

    public ThreePhaseCircuit Circuit { get; }

    public ThreePhaseInputs Inputs { get; }

    public Ade7880Chip Chip { get; }

    public FaultyI2cBus Bus { get; }

    public LoggingBus Log { get; }

    public Ade7880 Driver { get; private set; }

    public FrontEndSample Sample { get; } = new(3);

    /// <summary>A driver that knows nothing, as after the processor's restart.</summary>
    public void RestartProcessor()
    {
        Clock.RestartUptime();
        Driver = new Ade7880(Log);
    }

    /// <summary>Begins and steps until the driver is ready or gives up, at every millisecond it asks for.</summary>
    public FrontEndState Start(long checksum = FrontEndLimits.NoChecksum, bool forceReset = false, ParameterSet? parameters = null)
    {
        Driver.Begin(parameters ?? Parameters, checksum, forceReset, Clock.UptimeMs);
        for (int i = 0; i < StepsMax; i++)
        {
            FrontEndState state = Driver.Step(Clock.UptimeMs);
            if (state != FrontEndState.Starting) return state;
            Clock.Advance(Math.Max(0, Driver.StepDueMs - Clock.UptimeMs));
        }
        throw new InvalidOperationException("start-up does not end");
    }

    /// <summary>A chip that was started without a fault.</summary>
    public static PhaseBench Ready(ParameterSet? parameters = null)
    {
        var bench = new PhaseBench(parameters);
        Assert.Equal(FrontEndState.Ready, bench.Start());
        return bench;
    }

    /// <summary>
    /// A chip with an import on the first phase, an export with reactive power on the second and a lagging load on the third,
    /// three different voltages, and the reset flag already taken down.
    /// </summary>
    public static PhaseBench Loaded(ParameterSet? parameters = null)
    {
        var bench = Ready(parameters);
        long now = bench.Clock.NowMs;
        bench.Circuit.SetVoltage(0, 231_000, now);
        bench.Circuit.SetVoltage(1, 228_000, now);
        bench.Circuit.SetVoltage(2, 234_000, now);
        bench.Circuit.SetPower(0, 1_000_000, now);
        bench.Circuit.SetCurrent(1, 5_000, 120, now);
        bench.Circuit.SetCurrent(2, 8_000, 30, now);
        bench.Clock.Advance(20_000);
        Assert.Equal(SampleOutcome.Good, bench.Read());
        Assert.Equal(SampleOutcome.Good, bench.Read());
        bench.Clock.Advance(1_000);
        return bench;
    }

    public SampleOutcome Read() => Driver.Sample(Sample);

    public int Register(Ade7880Register register)
    {
        Assert.True(new Ade7880Bus(Chip).TryRead(register, out int value));
        return value;
    }

    public static ParameterSet ThreePhases() => new()
    {
        Id = "bench",
        FrontEnd = "ADE7880",
        VoltageFullScaleMillivolts = VoltageFullScale,
        Channels = [Channel(1), Channel(2), Channel(3)],
        VoltageInputs = [Input(), Input(), Input()],
    };

    public static ParameterSet Wired(params (int Input, int Direction)[] wires)
    {
        var parameters = ThreePhases();
        parameters.Wires = wires.Select(wire => new Wire { VoltageInput = wire.Input, Direction = wire.Direction }).ToArray();
        return parameters;
    }

    public static ChannelParameters Channel(int id) => new() { ChannelId = id, CurrentFullScaleMilliamperes = CurrentFullScale };

    public static VoltageInput Input() => new() { FullScaleMillivolts = VoltageFullScale };
}
