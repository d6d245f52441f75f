using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using CarbonMeter.Crypto;
using CarbonMeter.Domain.Factors;
using CarbonMeter.Domain.Parks;
using CarbonMeter.Firmware;
using CarbonMeter.Firmware.Virtual;
using CarbonMeter.Records;
using CarbonMeter.Web;

namespace CarbonMeter.Cli.Demo;

/// <summary>The virtual meters of a park map, each a whole meter with a key of its own, connected to a host over TCP.</summary>
public sealed class VirtualPark : DemoPark
{
    private const long DayMs = 86_400_000;

    private readonly CarbonMeterHost _host;
    private readonly List<byte[]> _keys = [];

    /// <summary>Makes the meters and registers park, nodes and meters with the host. They have no power yet.</summary>
    /// <exception cref="InputException">The map names a factor set that is not built in, or a full scale the chip cannot work with.</exception>
    public VirtualPark(ParkMap map, CarbonMeterHost host, byte[] authorityPublicKey, long startUnixMs)
    {
        _host = host;
        Map = map;
        var factors = GridFactors.Find(map.FactorSet)
            ?? throw new InputException($"There is no built-in factor set \"{map.FactorSet}\"; see carbonctl factors.");
        Settings = map.Meters.Select(meter => SettingsOf(meter, startUnixMs)).ToList();
        Meters = map.Meters.Select((meter, index) => Make(meter, index, factors, authorityPublicKey, startUnixMs)).ToList();
        Register();
    }

    /// <summary>The map.</summary>
    public ParkMap Map { get; }

    /// <summary>The meters, in the map's order.</summary>
    public IReadOnlyList<VirtualMeter> Meters { get; }

    /// <summary>The meters' public keys (X, Y), in the same order.</summary>
    public IReadOnlyList<byte[]> Keys => _keys;

    /// <summary>The meters' settings, in the same order: what may change while they run is the poller's, live and checkpoint period.</summary>
    public IReadOnlyList<MeterSettings> Settings { get; }

    /// <inheritdoc/>
    public override string ParkId => Map.Park.Id;

    /// <inheritdoc/>
    public override string FactorSet => Map.FactorSet;

    /// <inheritdoc/>
    public override int RowSeconds => Map.IntervalSeconds;

    /// <inheritdoc/>
    public override IReadOnlyList<RunningMeter> Running => Meters;

    /// <inheritdoc/>
    public override void Load(int meterIndex, ProfileRow row, long atMs) => Meters[meterIndex].Circuit.SetPower(0, row.Milliwatts[meterIndex], atMs);

    /// <inheritdoc/>
    public override void Unload(int meterIndex, long atMs) => Meters[meterIndex].Circuit.SetPower(0, 0, atMs);

    private VirtualMeter Make(MeterOfMap meter, int index, FactorSet factors, byte[] authorityPublicKey, long startUnixMs)
    {
        var signer = new SoftwareSigner(NewPrivateKey(), KeyClass.Development);
        _keys.Add(signer.PublicKey);
        _host.Store.Registry.Add(new Domain.Parks.Meter(meter.Id, _keys[^1], meter.Name, Map.IntervalSeconds));
        var endPoint = _host.MqttEndPoint;
        try
        {
            return new VirtualMeter(new VirtualMeterOptions
            {
                Settings = Settings[index],
                Parameters = ParametersOf(meter),
                Factors = factors,
                Signer = signer,
                AuthorityPublicKey = authorityPublicKey,
                MakeLink = () => new TcpLink(new TcpLinkOptions { MeterId = meter.Id, Host = endPoint.Address.ToString(), Port = endPoint.Port }),
                StartUnixMs = startUnixMs,
                VoltageMillivolts = Map.NominalMillivolts,
                Seed = index + 1,
            });
        }
        catch (ArgumentException error)
        {
            throw new InputException($"meter {meter.Id}: the chip cannot work with this full scale: {error.Message}");
        }
    }

    private MeterSettings SettingsOf(MeterOfMap meter, long startUnixMs) => new()
    {
        MeterId = meter.Id,
        FirmwareId = "carbonmeter-0.1.0+virtual",
        PollPeriodMs = Map.PollMilliseconds,
        IntervalSeconds = Map.IntervalSeconds,
        IntervalsPerRecord = Map.IntervalsPerRecord,
        EarliestCredibleUnixMs = startUnixMs - DayMs,
        Window = MeterSettings.WindowMax,
        // Virtual hours pass in real milliseconds: whether an answer is late cannot be told by the meter's clock.
        AcknowledgeTimeoutMs = 0,
        LivePeriodMs = 0,
        CheckpointPeriodMs = Map.IntervalSeconds * 1000,
    };

    /// <summary>The parameter set a meter is made with.</summary>
    public ParameterSet ParametersOf(MeterOfMap meter) => new()
    {
        Id = "virtual-" + Map.NominalMillivolts / 1000 + "V",
        FrontEnd = "ADE7953",
        VoltageFullScaleMillivolts = Map.VoltageFullScaleMillivolts,
        Channels = [new ChannelParameters { ChannelId = 1, CurrentFullScaleMilliamperes = meter.CurrentFullScaleMilliamperes }],
    };

    private void Register()
    {
        var registry = _host.Store.Registry;
        registry.Put(new Park(Map.Park.Id, Map.Park.Name, Map.Park.UtcOffsetMinutes));
        foreach (var meter in Map.Meters)
            registry.Put(new Node(Map.Park.Id, meter.Id, null, meter.Role, meter.Name, meter.IsGreen, meter.Id, 1));
    }

    internal static byte[] NewPrivateKey()
    {
        // A scalar of zero or above the curve's order comes up once in 2^32 draws.
        while (true)
        {
            var key = RandomNumberGenerator.GetBytes(P256.ScalarBytes);
            if (P256.IsPrivateKey(key)) return key;
        }
    }
}
