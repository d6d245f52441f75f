using CarbonMeter.DotNet;
using CarbonMeter.Crypto;
using CarbonMeter.Firmware.Drivers;
using CarbonMeter.Firmware.Journal;
using CarbonMeter.Firmware.SerialConsole;
using CarbonMeter.Firmware.Settings;
using CarbonMeter.Firmware.Tests.SerialConsole;
using CarbonMeter.Firmware.Virtual;
using CarbonMeter.Records;
using CarbonMeter.Units;

namespace CarbonMeter.Firmware.Tests.Core;

/// <summary>A board from its first power on: commissioned over its serial line, sealed, measuring, and restarted.</summary>
public class DeviceTests
{
    private readonly VirtualClock _clock = new(MeterBench.StartMs);
    private readonly Ade7953Chip _chip;
    private readonly VirtualStorage _fram = new(48 * 1024);
    private readonly VirtualStorage _drive = new(64 * 1024);
    private readonly VirtualKeys _keys = new(PlatformSigner.Create(KeyClass.Development));
    private readonly MemorySerial _serial = new();
    private readonly PlatformSigner _authority = PlatformSigner.Create(KeyClass.Development);
    private readonly CountingWatchdog _dog = new();
    private readonly ScriptedNetwork _network = new() { IsSetUp = false };
    private readonly MemoryLinks _links = new();
    private readonly List<MeterRecord> _records = [];
    private Device? _device;

    public DeviceTests()
    {
        var circuit = new Circuit(MeterBench.StartMs, 230_000);
        circuit.SetPower(0, 1_500_000, MeterBench.StartMs);
        _chip = new Ade7953Chip(_clock, circuit, AnalogInputs.Matching(ConsoleBench.TwoChannels()));
    }

    [Fact]
    public void A_new_board_waits_to_be_commissioned_and_is_fed_meanwhile()
    {
        Start(RestartReason.Unknown);
        Run(3 * 3600, everyMs: 500);
        Assert.Null(_device!.Meter);
        Assert.Empty(_links.Made);
        Assert.InRange(_dog.Fed, 10_000, 11_000);
        Assert.Equal(0, _network.Joins);
        Assert.Equal(Device.PauseMsMax, _device.PauseMs(_clock.UptimeMs));
    }

    [Fact]
    public void Sealed_over_the_console_it_measures_and_its_first_records_arrive()
    {
        Start(RestartReason.Unknown);
        Commission();
        _network.IsSetUp = true;
        Run(200);
        Assert.Equal("host.example", Assert.Single(_links.Made).Settings.Broker);
        Assert.Equal(MeterHealth.Running, _device!.Meter!.Health);
        Assert.Equal(1, _network.Joins);
        Assert.True(_device.Meter.IsClockTrusted, "the console's time is taken where nobody else knows it");
        Assert.Contains(_records.OfType<EventRecord>(), record => record.Code == EventCode.Boot);
        Assert.All(_records, record => Assert.Equal("CM-1", record.MeterId));
        int fed = _dog.Fed;
        Run(60);
        Assert.InRange(_dog.Fed - fed, 55, 62);
    }

    [Fact]
    public void Restarted_it_needs_nobody_and_goes_on_with_its_chain()
    {
        Start(RestartReason.Unknown);
        Commission();
        Run(1000);
        long sequence = _device!.Meter!.State.Sequence;
        Start(RestartReason.Software);
        Run(1000);
        Assert.Equal(2, _links.Made.Count);
        Assert.Equal(2, _device.Meter!.State.BootCount);
        Assert.True(_device.Meter.State.Sequence > sequence);
        var boots = _records.OfType<EventRecord>().Where(record => record.Code == EventCode.Boot).Select(record => record.Reason);
        Assert.Equal([(int)RestartReason.Unknown, (int)RestartReason.Software], boots);
        // In one chain, nothing left out.
        Assert.Equal(Enumerable.Range(1, _records.Count).Select(i => (long)i), _records.Select(record => record.Sequence));
    }

    [Fact]
    public void Sealed_it_is_changed_over_the_console_by_a_signed_command_alone()
    {
        Start(RestartReason.Unknown);
        Commission();
        Run(5);
        HandOver(PlatformSigner.Create(KeyClass.Development));
        Run(5);
        Assert.Equal(1, _device!.Meter!.CommandsNotBelieved);
        HandOver(_authority);
        Run(120);
        Assert.Equal(1, _device.Meter.CommandsNotBelieved);
        Assert.Contains(_records.OfType<EventRecord>(), record => record.Code == EventCode.SettingsChange && record.Value.Value == 10_001);
        var commissioned = Assert.Single(_records.OfType<EventRecord>(), record => record.Code == EventCode.Commissioned);
        Assert.Equal("Li Wei", commissioned.Text);
    }

    private void HandOver(PlatformSigner signer)
    {
        var command = new Command
        {
            MeterId = "CM-1", Counter = 1, Code = CommandCode.SetIntervals, LengthSeconds = 10, IntervalsPerRecord = 1,
            IssuedAtUnixSeconds = _clock.NowMs / 1000, ExpiresAtUnixSeconds = _clock.NowMs / 1000 + 600,
        };
        byte[] message = CoseSign1.Encode(CommandCodec.EncodePayload(command), signer);
        Ask($"blob bytes={message.Length}");
        Ask($"blob at=0 base64={Convert.ToBase64String(message)}");
        Ask("command use=blob");
    }

    private void Start(RestartReason reason)
    {
        _clock.RestartUptime();
        var console = new ConsoleParts(_serial, new StorageSlice(_fram, 0, SettingsStore.SizeBytes), _keys, new Ade7953(_chip));
        var board = new ConsoleBoard("virtual", new byte[32], ParameterSetCodec.Encode(ConsoleBench.TwoChannels()),
            FactorSetCodec.Encode(MeterBench.Factors("F", (0, MeterBench.Intensity))));
        var state = new StorageSlice(_fram, SettingsStore.SizeBytes, _fram.SizeBytes - SettingsStore.SizeBytes);
        _device = new Device(new DeviceParts(console, board, state, [], new SeededRandom(4), _links)
        {
            RingStorage = _drive,
            Watchdog = _dog,
            Network = _network,
        }, reason, 0);
    }

    private void Commission()
    {
        Run(1);
        string authority = Convert.ToHexStringLower(_authority.PublicKey);
        Ask($"set id=CM-1 park=p role=load broker=host.example port=1883 tls=0 authority={authority}");
        Ask($"clock set={_clock.NowMs}");
        string parameters = Convert.ToHexStringLower(ParameterSetCodec.Hash(ParameterSetCodec.Encode(ConsoleBench.TwoChannels())));
        Ask($"seal installer=Li%20Wei parameters={parameters}");
    }

    private void Ask(string request)
    {
        _serial.Send(System.Text.Encoding.ASCII.GetBytes($"@1 {request}\n"));
        Run(1);
        Assert.StartsWith("!1 ok", System.Text.Encoding.ASCII.GetString(_serial.TakeSent()).Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]);
    }

    private void Run(long seconds, int everyMs = 100)
    {
        for (long end = _clock.NowMs + seconds * 1000; _clock.NowMs < end;)
        {
            _clock.Advance(everyMs);
            _network.NowMs = _clock.UptimeMs;
            _device!.Step(_clock.UptimeMs);
            if (_links.Made.Count == 0) continue;
            while (_links.Made[^1].Link.TakeRecord() is { } sent)
            {
                Assert.True(CoseSign1.TryParse(sent.Bytes, out var envelope, out _));
                var record = RecordCodec.DecodePayload(envelope!.Payload, out _)!;
                if (_records.TrueForAll(known => known.Sequence != record.Sequence)) _records.Add(record);
                _links.Made[^1].Link.Acknowledge(sent);
            }
        }
    }

    private sealed class MemoryLinks : ILinkFactory
    {
        public List<(DeviceSettings Settings, MemoryLink Link)> Made { get; } = [];

        public ILink Make(DeviceSettings settings)
        {
            Made.Add((settings, new MemoryLink()));
            return Made[^1].Link;
        }
    }
}
