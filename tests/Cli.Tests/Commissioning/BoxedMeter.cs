using CarbonMeter.Crypto;
using CarbonMeter.DotNet;
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

    public BoxedMeter(ParameterSet? parameters = null)
    {
        Parameters = parameters ?? ThreePhases();
        Signer = PlatformSigner.Create(KeyClass.Development);
        Meter = new SerialMeter(new SerialMeterOptions
        {
            Board = new ConsoleBoard("carrier-3p", Enumerable.Repeat((byte)7, 32).ToArray(), ParameterSetCodec.Encode(Parameters), TestMeter.FactorSetBytes),
            Port = _terminal,
            Signer = Signer,
            MakeLink = told => new TcpLink(new TcpLinkOptions { MeterId = told.Id, Host = told.Broker, Port = told.Port, UseTls = told.IsTls }),
            MakeFrontEnd = clock =>
            {
                Circuit = new ThreePhaseCircuit(clock.NowMs);
                return new Ade7880(new Ade7880Chip(clock, Circuit, ThreePhaseInputs.Matching(Parameters)));
            },
        });
    }

    public ParameterSet Parameters { get; }
    public PlatformSigner Signer { get; }
    public SerialMeter Meter { get; }
    public ThreePhaseCircuit Circuit { get; private set; } = null!;
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

    private static ParameterSet ThreePhases() => new()
    {
        Id = "board-default", FrontEnd = "ADE7880", VoltageFullScaleMillivolts = 353_553,
        Channels = [.. Enumerable.Range(1, 3).Select(id => new ChannelParameters { ChannelId = id, CurrentFullScaleMilliamperes = 106_172 })],
        VoltageInputs = [.. Enumerable.Range(0, 3).Select(_ => new VoltageInput { FullScaleMillivolts = 353_553 })],
    };
}
