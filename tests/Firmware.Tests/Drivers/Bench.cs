using CarbonMeter.Firmware.Drivers;
using CarbonMeter.Firmware.Virtual;
using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Tests.Drivers;

/// <summary>One chip on its circuit, behind a bus that can fail, with the driver in front of it.</summary>
internal sealed class Bench
{
    /// <summary>The facts' worked example: 333 mV transformer for 100 A, divider 1000:1.</summary>
    public const int VoltageFullScale = 353_553, CurrentFullScale = 106_172;

    private const long StartUnixMs = 1_800_000_000_000;
    private const int StepsMax = 200;

    public Bench(ParameterSet? parameters = null)
    {
        Parameters = parameters ?? TwoChannels();
        Clock = new VirtualClock(StartUnixMs);
        Circuit = new Circuit(StartUnixMs);
        Chip = new Ade7953Chip(Clock, Circuit, AnalogInputs.Matching(Parameters));
        Bus = new FaultyI2cBus(Chip, new SeededRandom(1));
        Log = new LoggingBus(Bus);
        Driver = new Ade7953(Log);
        Clock.Advance(1000);
    }

    public ParameterSet Parameters { get; }

    public VirtualClock Clock { get; }

    public Circuit Circuit { get; }

    public Ade7953Chip Chip { get; }

    public FaultyI2cBus Bus { get; }

    public LoggingBus Log { get; }

    public Ade7953 Driver { get; private set; }

    public FrontEndSample Sample { get; } = new(2);

    /// <summary>A driver that knows nothing, as after the processor's restart.</summary>
    public void RestartProcessor()
    {
        Clock.RestartUptime();
        Driver = new Ade7953(Log);
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
    public static Bench Ready(ParameterSet? parameters = null)
    {
        var bench = new Bench(parameters);
        Assert.Equal(FrontEndState.Ready, bench.Start());
        return bench;
    }

    public SampleOutcome Read() => Driver.Sample(Sample);

    public int Register(Ade7953Register register)
    {
        Assert.True(new Ade7953Bus(Chip).TryRead(register, out int value));
        return value;
    }

    public static ParameterSet TwoChannels()
    {
        var parameters = OneChannel();
        parameters.Channels = [parameters.Channels[0], Channel(2)];
        return parameters;
    }

    public static ParameterSet OneChannel() => new()
    {
        Id = "bench",
        FrontEnd = "ADE7953",
        VoltageFullScaleMillivolts = VoltageFullScale,
        Channels = [Channel(1)],
    };

    public static ChannelParameters Channel(int id) => new() { ChannelId = id, CurrentFullScaleMilliamperes = CurrentFullScale };
}

/// <summary>Writes down what went over the bus, and can turn bits of what the driver sends.</summary>
internal sealed class LoggingBus(II2cBus inner) : II2cBus
{
    public List<Transfer> Transfers { get; } = [];

    /// <summary>Transfer, counted from 0, in which a byte that the driver sends arrives changed; -1 = none.</summary>
    public int MisheardAt { get; set; } = -1;

    public int MisheardPosition { get; set; }

    public int MisheardMask { get; set; }

    public bool TryTransfer(byte address, byte[] write, int writeCount, byte[] read, int readCount)
    {
        byte[] heard = write[..writeCount];
        Transfers.Add(new Transfer(heard[0] << 8 | heard[1], write[2..writeCount], readCount));
        if (Transfers.Count - 1 == MisheardAt && MisheardPosition < writeCount) heard[MisheardPosition] ^= (byte)MisheardMask;
        return inner.TryTransfer(address, heard, writeCount, read, readCount);
    }
}

/// <summary>One transfer: a register, what was written to it, and how much was read.</summary>
internal sealed record Transfer(int Address, byte[] Written, int ReadCount)
{
    public Ade7953Register Register => (Ade7953Register)Address;
}
