using System;
using System.Linq;
using System.Security.Cryptography;
using CarbonMeter.Crypto;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Parks;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.DotNet;
using CarbonMeter.Records;
using CarbonMeter.Units;

namespace CarbonMeter.TestSupport;

/// <summary>A record with its hash, its signed bytes and what it was made with.</summary>
internal sealed record SignedRecord(MeterRecord Record, byte[] Hash, byte[] Bytes, RecordBinding Binding)
{
    /// <summary>The accepted entry of it.</summary>
    internal LedgerEntry Entry(bool gapBefore = false, long receivedAtUnixMs = 1_700_000_100_000) =>
        LedgerEntry.Accepted(Record, Hash, Bytes, receivedAtUnixMs, gapBefore, Binding);
}

/// <summary>Makes valid chained and signed records, without a firmware: for tests of what receives them.</summary>
internal sealed class TestMeter
{
    internal const long FirstStartUnixSeconds = 1_700_006_400;  // 2023-11-15 00:00 UTC

    private readonly byte[] _enrolledKey;
    private PlatformSigner _signer = PlatformSigner.Create(KeyClass.Development);
    private readonly Random _random;
    private readonly Register[] _registers;
    private byte[] _previousHash = new byte[32];
    private GasRegister? _gas;
    private RecordBinding? _binding;

    internal TestMeter(string id, int channels = 1, int seed = 1)
    {
        Id = id;
        _enrolledKey = _signer.PublicKey;
        _random = new Random(seed);
        _registers = [.. Enumerable.Range(1, channels).Select(channel => new Register { ChannelId = channel })];
    }

    /// <summary>The factor set all test meters use unless told otherwise.</summary>
    internal static byte[] FactorSetBytes { get; } = FactorSetCodec.Encode(new FactorSet
    {
        Id = "TEST-2022",
        Region = "Test",
        ReferenceYear = 2022,
        Published = "2024-12-20",
        Source = "made for tests",
        Periods = [new FactorPeriod { Intensity = CarbonIntensity.FromMilligramsPerKilowattHour(684_900) }],
    });

    internal string Id { get; }
    internal long Sequence { get; private set; }
    internal long NextStartUnixSeconds { get; set; } = FirstStartUnixSeconds;
    internal int LengthSeconds { get; set; } = 60;
    internal long IntensityMilligramsPerKilowattHour { get; set; } = 684_900;
    internal byte[] FactorSetHash { get; set; } = FactorSetCodec.Hash(FactorSetBytes);
    internal byte[] ParameterSetHash { get; set; } = new byte[32];
    internal string FirmwareId { get; set; } = "test-1";
    internal long BootCount { get; set; } = 1;
    internal long EventCounter { get; private set; }

    internal Meter Registration => new(Id, _enrolledKey, "test bench", LengthSeconds);

    /// <summary>The key it signs with now.</summary>
    internal byte[] PublicKey => _signer.PublicKey;

    /// <summary>The next record: announces a new key, which signs from then on.</summary>
    internal SignedRecord Rotate()
    {
        var next = PlatformSigner.Create(KeyClass.Development);
        byte[] key = next.PublicKey;
        var record = Event(EventCode.KeyRotation, change: rotation =>
        {
            (rotation.FromUnixMs, rotation.Value, rotation.Subject) = (Reading.Missing, Reading.Of(2 + (key[63] & 1)), key[..32]);
        });
        _signer = next;
        return record;
    }

    /// <summary>Gives it a gas channel; before its first record.</summary>
    internal GasRegister MeasureGas(GasBasis basis = GasBasis.Wet) => _gas = new GasRegister { Basis = basis };

    /// <summary>The next record: a run of whole intervals.</summary>
    internal SignedRecord Run(int intervals = 15, Action<IntervalRecord>? change = null, long importMaxMilliwattHours = 50_000)
    {
        var run = new IntervalRecord
        {
            Intensity = CarbonIntensity.FromMilligramsPerKilowattHour(IntensityMilligramsPerKilowattHour),
            LengthSeconds = LengthSeconds,
            FirstStartUnixSeconds = NextStartUnixSeconds,
            Intervals = [.. Enumerable.Range(0, intervals).Select(_ => Whole(importMaxMilliwattHours))],
        };
        change?.Invoke(run);
        for (int channel = 0; channel < _registers.Length; channel++)
        {
            foreach (var interval in run.Intervals) _registers[channel].Add(interval.Channels[channel]);
        }
        foreach (var interval in run.Intervals) _gas?.Add(interval.Gas);
        NextStartUnixSeconds += (long)intervals * LengthSeconds;
        return Sign(run);
    }

    /// <summary>The next record: an event.</summary>
    internal SignedRecord Event(EventCode code = EventCode.Boot, string? text = null, Action<EventRecord>? change = null)
    {
        EventCounter++;
        var happened = new EventRecord { Code = code, Value = Reading.Of(7), FromUnixMs = Reading.Of(NextStartUnixSeconds * 1000), Text = text };
        change?.Invoke(happened);
        return Sign(happened);
    }

    /// <summary>A state to come back to: what a meter does whose memory was copied.</summary>
    internal Action Remember()
    {
        var (sequence, start, hash, events, signer) = (Sequence, NextStartUnixSeconds, _previousHash, EventCounter, _signer);
        var registers = _registers.Select(register => register.Copy()).ToArray();
        return () =>
        {
            (Sequence, NextStartUnixSeconds, _previousHash, EventCounter, _signer) = (sequence, start, hash, events, signer);
            for (int channel = 0; channel < registers.Length; channel++) _registers[channel] = registers[channel].Copy();
        };
    }

    /// <summary>Signs a record as it stands.</summary>
    internal SignedRecord SignAsIs(MeterRecord record)
    {
        byte[] payload = RecordCodec.EncodePayload(record);
        return new SignedRecord(record, SHA256.HashData(payload), CoseSign1.Encode(payload, _signer), BindingOf(record));
    }

    // The same object as long as it says the same, as the ingest lane hands it in.
    private RecordBinding BindingOf(MeterRecord record)
    {
        var binding = new RecordBinding(Id, (byte[])record.ParameterSetHash.Clone(), record.FirmwareId, SHA256.HashData(_signer.PublicKey));
        return _binding = binding.Equals(_binding) ? _binding : binding;
    }

    private SignedRecord Sign(MeterRecord record)
    {
        record.MeterId = Id;
        record.BootCount = BootCount;
        record.Sequence = ++Sequence;
        record.PreviousHash = _previousHash;
        record.MadeAtUnixMs = NextStartUnixSeconds * 1000;
        record.ClockTrusted = true;
        record.FirmwareId = FirmwareId;
        record.ParameterSetHash = ParameterSetHash;
        record.EventCounter = EventCounter;
        record.FactorSetHash = FactorSetHash;
        record.ElectricityUncertaintyPpm = Reading.Of(10_000);
        record.Registers = [.. _registers.Select(register => register.Copy())];
        record.Gas = _gas?.Copy();
        var signed = SignAsIs(record);
        _previousHash = signed.Hash;
        return signed;
    }

    private Interval Whole(long importMaxMilliwattHours) => new()
    {
        MeasuredMs = LengthSeconds * 1000,
        FrequencyMillihertz = Reading.Of(50_000 + _random.Next(-20, 20)),
        Channels = [.. _registers.Select(_ => Measured(_random.NextInt64(importMaxMilliwattHours + 1)))],
        Gas = _gas is null ? null : Gas(),
    };

    private GasInterval Gas() => new()
    {
        MeasuredMs = LengthSeconds * 1000,
        CarbonDioxidePpm = Reading.Of(_random.Next(100_000, 130_000)),
        CarbonDioxideUncertaintyPpm = Reading.Of(50_000),
        DifferentialPressureMillipascals = Reading.Of(100_000),
        PressurePascals = Reading.Of(100_500),
        TemperatureMillikelvins = Reading.Of(313_150),
        VolumeLitres = Reading.Of(_random.Next(30_000, 50_000)),
        MassMilligrams = Reading.Of(_random.Next(9_000_000, 10_000_000)),
        MassUncertaintyPpm = Reading.Of(154_000),
    };

    private ChannelInterval Measured(long importMilliwattHours) => new()
    {
        ImportMilliwattHours = importMilliwattHours,
        ExportMilliwattHours = _random.Next(1_000),
        ReactiveMillivarHours = _random.Next(-500, 500),
        VoltageMillivolts = Reading.Of(230_000 + _random.Next(-2_000, 2_000)),
        CurrentMilliamperes = Reading.Of(_random.Next(20_000)),
        PowerFactorPpm = Reading.Of(990_000),
        CarbonNanograms = importMilliwattHours * IntensityMilligramsPerKilowattHour,
    };
}
