using System.Text;
using CarbonMeter.Crypto;
using CarbonMeter.DotNet;
using CarbonMeter.Firmware.SerialConsole;
using CarbonMeter.Firmware.Settings;
using CarbonMeter.Firmware.Virtual;
using CarbonMeter.Records;
using CarbonMeter.Units;

namespace CarbonMeter.Firmware.Tests.SerialConsole;

/// <summary>A console over a serial line in memory: what is sent to it, and what it answers.</summary>
internal sealed class ConsoleBench
{
    public const long NowMs = 1_772_323_200_000;

    private readonly MemorySerial _serial = new();
    private int _requests;

    public ConsoleBench(VirtualStorage? storage = null, string frontEnd = "ADE7953")
    {
        Storage = storage ?? new VirtualStorage(SettingsStore.SizeBytes);
        FrontEnd = new StubFrontEnd(frontEnd);
        Parts = new ConsoleParts(_serial, Storage, Keys, FrontEnd) { Network = Network, Test = new StubTest() };
        Console = new DeviceConsole(Parts, new ConsoleBoard("virtual", new byte[32], ParameterSetCodec.Encode(TwoChannels()), Factors()));
        Run(10);
    }

    public VirtualStorage Storage { get; }
    public StubFrontEnd FrontEnd { get; }
    public StubNetwork Network { get; } = new();
    public VirtualKeys Keys { get; } = new(PlatformSigner.Create(KeyClass.Development));
    public ConsoleParts Parts { get; }
    public DeviceConsole Console { get; }
    public long UptimeMs { get; private set; }
    public static string Authority { get; } = Convert.ToHexStringLower(PlatformSigner.Create(KeyClass.Development).PublicKey);

    /// <summary>Lets it run for some steps of 10 ms.</summary>
    public void Run(int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            UptimeMs += 10;
            Console.Step(UptimeMs);
        }
    }

    public byte[] Send(params byte[] bytes)
    {
        _serial.Send(bytes);
        Run(60);
        return _serial.TakeSent();
    }

    public string[] SendText(string text) =>
        Encoding.ASCII.GetString(Send(Encoding.ASCII.GetBytes(text))).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The answer to a request: its lines without their marks; the last one begins with ok or error.</summary>
    public string[] Ask(string request)
    {
        var id = "r" + ++_requests;
        var lines = SendText($"@{id} {request}\n");
        Assert.NotEmpty(lines);
        Assert.All(lines[..^1], line => Assert.StartsWith($"={id} ", line));
        Assert.StartsWith($"!{id} ", lines[^1]);
        return [.. lines.Select(line => line[(id.Length + 2)..])];
    }

    public void Ok(string request) => Assert.StartsWith("ok", Ask(request)[^1]);

    public string Refused(string request) => Ask(request)[^1]["error ".Length..].Split(' ')[0];

    /// <summary>Everything but the seal.</summary>
    public void Prepare()
    {
        Ok($"set id=CM-1 park=p role=load broker=host.example port=1883 tls=0 authority={Authority}");
        Ok($"clock set={NowMs}");
    }

    public string ParameterHash() => Ask("parameters")[^1].Split("hash=")[1];

    public static ParameterSet TwoChannels() => new()
    {
        Id = "board", FrontEnd = "ADE7953", VoltageFullScaleMillivolts = 353_553, UncertaintyPpm = Reading.Of(5000),
        Channels = [new ChannelParameters { ChannelId = 1, CurrentFullScaleMilliamperes = 70_711 }, new ChannelParameters { ChannelId = 2, CurrentFullScaleMilliamperes = 70_711 }],
    };

    private static byte[] Factors() => FactorSetCodec.Encode(new FactorSet
    {
        Id = "TEST", Region = "Test", ReferenceYear = 2022, Published = "2024-12-20", Source = "made for tests",
        Periods = [new FactorPeriod { Intensity = CarbonIntensity.FromMilligramsPerKilowattHour(684_900) }],
    });

    private sealed class StubTest : ISelfTest
    {
        public int Count => 2;
        public string PartName(int index) => index == 0 ? "FRAM" : "DS3231";

        public bool TryTest(int index, out string words)
        {
            words = "its oscillator has stopped";
            return index == 0;
        }
    }
}

/// <summary>A serial line in memory.</summary>
internal sealed class MemorySerial : ISerialPort
{
    private readonly Queue<byte> _toMeter = new();
    private readonly List<byte> _fromMeter = [];

    public void Send(byte[] bytes) => Array.ForEach(bytes, _toMeter.Enqueue);

    public byte[] TakeSent()
    {
        byte[] sent = [.. _fromMeter];
        _fromMeter.Clear();
        return sent;
    }

    public int Read(byte[] buffer)
    {
        var count = 0;
        while (count < buffer.Length && _toMeter.TryDequeue(out var value)) buffer[count++] = value;
        return count;
    }

    public bool TryWrite(byte[] bytes, int offset, int count)
    {
        _fromMeter.AddRange(bytes.AsSpan(offset, count));
        return true;
    }
}

/// <summary>A front end whose figures are what a test says.</summary>
internal sealed class StubFrontEnd(string name) : IFrontEnd, IWiringProbe
{
    public string Name => name;
    public ParameterSet? Parameters { get; private set; }
    public int Begun { get; private set; }
    public bool IsSilent { get; set; }
    public long StepDueMs => 0;
    public bool WillReset => false;
    public bool Continued => false;
    public long Checksum => 1;
    public int Attempts => 1;
    public long CountsMax => 1 << 23;

    public bool Accepts(ParameterSet parameters) => parameters.FrontEnd == name;

    public void Begin(ParameterSet parameters, long checksum, bool forceReset, long uptimeMs)
    {
        Parameters = parameters;
        Begun++;
    }

    public FrontEndState Step(long uptimeMs) => IsSilent ? FrontEndState.Failed : FrontEndState.Ready;

    public SampleOutcome Sample(FrontEndSample sample)
    {
        Assert.False(IsTurned, "sampled while the angles are those of the voltages");
        for (var i = 0; i < sample.CurrentMilliamperes.Length; i++)
        {
            sample.VoltageMillivolts[i] = 230_000;
            sample.CurrentMilliamperes[i] = 1000 * (i + 1);
            sample.ActivePowerMilliwatts[i] = -200_000 * (i + 1);
            sample.PowerFactorPpm[i] = -870_000;
        }
        return IsSilent ? SampleOutcome.BusFailed : SampleOutcome.Good;
    }

    public bool TryProbe(WiringProbe probe)
    {
        probe.HasReactivePower = true;
        probe.HasVoltageLag = true;
        for (var i = 0; i < probe.ReactivePowerMillivars.Length; i++) probe.ReactivePowerMillivars[i] = 1000 + i;
        probe.VoltageLagMillidegrees[0] = 120_000;
        return true;
    }

    public bool IsTurned { get; private set; }

    public bool TryTurnToVoltages(bool toVoltages)
    {
        IsTurned = toVoltages;
        return true;
    }

    public bool TryReadVoltages() => IsTurned;

    public long PicowattHoursPerCount(int channelIndex) => 1000;
    public long ActiveGain(int channelIndex, int activeBefore, int reactiveBefore, FrontEndSample now) => 0;
    public long ReactiveGain(int channelIndex, int reactiveBefore, FrontEndSample now) => 0;
    public long CountsPerSecondMax(int channelIndex) => 1000;
}

/// <summary>A Wi-Fi that lets in whoever says the password.</summary>
internal sealed class StubNetwork : INetworkSetup
{
    public const string Password = "pass word";

    public NetworkKind Kind { get; set; } = NetworkKind.Wifi;
    public NetworkState State { get; private set; }
    public bool HasFailed { get; private set; }
    public string Address => State == NetworkState.Up ? "192.0.2.7" : "";
    public int Joins { get; private set; }
    public int Count => 1;

    public bool TryJoin(string ssid, string password)
    {
        Joins++;
        State = password == Password ? NetworkState.Up : NetworkState.Down;
        HasFailed = State == NetworkState.Down;
        return true;
    }

    public bool TryScan() => true;
    public ScannedNetwork Network(int index) => new("site 网", -61, true);
}
