using CarbonMeter.Crypto;
using CarbonMeter.DotNet;
using CarbonMeter.Firmware;
using CarbonMeter.Firmware.Drivers;
using CarbonMeter.Firmware.SerialConsole;
using CarbonMeter.Firmware.Virtual;
using CarbonMeter.Records;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Tests.Cli.Commissioning;

/// <summary>A three-phase meter as it comes from the box, on a pseudo-terminal, with clamps that hang as a test says.</summary>
internal sealed class BoxedMeter : IAsyncDisposable
{
    private readonly PseudoTerminal _terminal = new();

    public BoxedMeter(bool isSinglePhase = false)
    {
        Parameters = isSinglePhase ? SinglePhase() : ThreePhases();
        Signer = PlatformSigner.Create(KeyClass.Development);
        Meter = new SerialMeter(new SerialMeterOptions
        {
            Board = new ConsoleBoard("carrier-3p", Enumerable.Repeat((byte)7, 32).ToArray(), ParameterSetCodec.Encode(Parameters), TestMeter.FactorSetBytes),
            Port = _terminal,
            Signer = Signer,
            MakeLink = told => new TcpLink(new TcpLinkOptions { MeterId = told.Id, Host = told.Broker, Port = told.Port, UseTls = told.IsTls }),
            Network = Network,
            Test = Test,
            MakeFrontEnd = clock =>
            {
                if (isSinglePhase) return new Ade7953(new Ade7953Chip(clock, Single = new Circuit(clock.NowMs), AnalogInputs.Matching(Parameters)));
                Circuit = new ThreePhaseCircuit(clock.NowMs);
                return new Ade7880(new Ade7880Chip(clock, Circuit, ThreePhaseInputs.Matching(Parameters)));
            },
        });
    }

    public ParameterSet Parameters { get; }
    public PlatformSigner Signer { get; }
    public SerialMeter Meter { get; }
    public ThreePhaseCircuit Circuit { get; private set; } = null!;
    public Circuit Single { get; private set; } = null!;
    public ScriptedWifi Network { get; } = new();
    public ScriptedTest Test { get; } = new();
    public string Port => _terminal.Path;

    /// <summary>Hangs CT i + 1 on phase phases[i], turned round where turned[i].</summary>
    public void Hang(int[] phases, bool[] turned) => Meter.Do(clock =>
    {
        for (var i = 0; i < 3; i++) Circuit.SetClamp(i, new Clamp(phases[i], turned[i]), clock.NowMs);
    });

    public void Load(double amperes, params double[] lagDegrees) => Meter.Do(clock =>
    {
        for (var i = 0; i < 3; i++) Circuit.SetCurrent(i, amperes * 1000, lagDegrees[i], clock.NowMs);
    });

    public async ValueTask DisposeAsync()
    {
        await Meter.DisposeAsync();
        _terminal.Dispose();
    }

    private static ParameterSet SinglePhase() => new()
    {
        Id = "board-default", FrontEnd = "ADE7953", VoltageFullScaleMillivolts = 353_553,
        Channels = [.. Enumerable.Range(1, 2).Select(id => new ChannelParameters { ChannelId = id, CurrentFullScaleMilliamperes = 106_172 })],
    };

    private static ParameterSet ThreePhases() => new()
    {
        Id = "board-default", FrontEnd = "ADE7880", VoltageFullScaleMillivolts = 353_553,
        Channels = [.. Enumerable.Range(1, 3).Select(id => new ChannelParameters { ChannelId = id, CurrentFullScaleMilliamperes = 106_172 })],
        VoltageInputs = [.. Enumerable.Range(0, 3).Select(_ => new VoltageInput { FullScaleMillivolts = 353_553 })],
    };
}

/// <summary>A Wi-Fi that lets in whoever says the password, after a moment.</summary>
internal sealed class ScriptedWifi : INetworkSetup
{
    public const string Password = "a pass word";

    private int _looks;

    public string? Joined { get; private set; }
    public NetworkKind Kind => NetworkKind.Wifi;
    public NetworkState State => Joined is null ? NetworkState.Down : ++_looks > 2 ? NetworkState.Up : NetworkState.Joining;
    public bool HasFailed { get; private set; }
    public string Address => Joined is null ? "" : "192.0.2.7";
    public int Count => 2;

    public bool TryJoin(string ssid, string password)
    {
        (Joined, _looks) = (password == Password ? ssid : null, 0);
        HasFailed = Joined is null;
        return true;
    }

    public bool TryScan() => true;
    public ScannedNetwork Network(int index) => new(index == 0 ? "Plant" : "Guests", -50 - index, true);
}

/// <summary>A self-test that finds what a test says.</summary>
internal sealed class ScriptedTest : ISelfTest
{
    public string? ClockFault { get; set; }
    public int Count => 2;
    public string PartName(int index) => index == 0 ? "FRAM" : "DS3231";

    public bool TryTest(int index, out string words)
    {
        words = ClockFault ?? "";
        return index == 0 || ClockFault is null;
    }
}
