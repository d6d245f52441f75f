using CarbonMeter.Crypto;
using CarbonMeter.Units;

namespace CarbonMeter.Records;

/// <summary>Random valid records, sets and commands from a seed. A third of all numbers are at a bound of their range.</summary>
internal sealed class RandomRecords(int seed)
{
    private readonly Random _random = new(seed);

    public static GasRegister? After(GasRegister? before, Interval[] intervals)
    {
        var after = before?.Copy();
        foreach (var interval in intervals) after?.Add(interval.Gas);
        return after;
    }

    public static Register[] After(Register[] before, Interval[] intervals)
    {
        var after = before.Select(register => register.Copy()).ToArray();
        foreach (var interval in intervals)
            for (var i = 0; i < after.Length; i++) after[i].Add(interval.Channels[i]);
        return after;
    }

    public MeterRecord Next()
    {
        var hasGas = Flag();
        var channelCount = (int)Number(hasGas ? 0 : 1, MeterRecord.ChannelsMax);
        MeterRecord record = _random.Next(3) switch
        {
            0 => Intervals(channelCount, hasGas, (int)Number(1, RecordCodec.IntervalsThatFit(channelCount, hasGas))),
            1 => Event(),
            _ => SpotCheck(channelCount),
        };
        Fill(record, channelCount);
        if (hasGas) record.Gas = GasRegister();
        return record;
    }

    /// <summary>Records that follow each other as a meter makes them, the first with sequence 1; the one at the rotation announces its key.</summary>
    public List<(MeterRecord Record, byte[] Payload)> Chain(
        string meterId, int count, int channelCount, (int Sequence, byte[] PublicKey)? rotation = null, bool hasGas = false)
    {
        var chain = new List<(MeterRecord Record, byte[] Payload)>();
        var registers = Enumerable.Range(1, channelCount).Select(id => new Register { ChannelId = id }).ToArray();
        var gas = hasGas ? GasRegister() : null;
        if (gas is not null) (gas.MassMilligrams, gas.VolumeLitres) = (0, 0);
        var hash = new byte[32];
        long boots = 1, events = 0;
        for (var sequence = 1; sequence <= count; sequence++)
        {
            MeterRecord record = _random.Next(4) switch
            {
                0 => Event(),
                1 => SpotCheck(channelCount),
                _ => Intervals(channelCount, hasGas, _random.Next(1, 16)),
            };
            // A rotation by chance would hand the chain to a key nobody has.
            if (record is EventRecord { Code: EventCode.KeyRotation } chance) chance.Code = EventCode.Boot;
            if (sequence == rotation?.Sequence) record = Rotation(rotation.Value.PublicKey);
            Fill(record, channelCount);
            if (record is EventRecord) (boots, events) = (boots + _random.Next(2), events + 1);
            (record.MeterId, record.Sequence, record.PreviousHash) = (meterId, sequence, hash);
            (record.BootCount, record.EventCounter) = (boots, events);
            if (record is IntervalRecord run) (registers, gas) = (After(registers, run.Intervals), After(gas, run.Intervals));
            record.Gas = gas?.Copy();
            record.Registers = registers.Select(register => register.Copy()).ToArray();
            var payload = RecordCodec.EncodePayload(record);
            hash = RecordHash.Of(payload);
            chain.Add((record, payload));
        }
        return chain;
    }

    public FactorSet FactorSet()
    {
        long from = 0;
        var periods = new FactorPeriod[Number(1, Records.FactorSet.PeriodsMax)];
        for (var i = 0; i < periods.Length; i++, from += Number(1, 60_000_000))
            periods[i] = new FactorPeriod { FromUnixSeconds = from, Intensity = Intensity() };
        return new FactorSet
        {
            Id = Text(32, '!'),
            Region = Text(32, ' '),
            IsEquivalent = Flag(),
            ReferenceYear = (int)Number(1990, 2100),
            Published = new DateOnly(1990, 1, 1).AddDays((int)Number(0, 40_541)).ToString("yyyy-MM-dd"),
            Source = Text(200, ' '),
            Periods = periods,
        };
    }

    public ParameterSet ParameterSet()
    {
        var gas = Flag() ? null : GasParameters();
        var ids = ChannelIds((int)Number(gas is null ? 1 : 0, MeterRecord.ChannelsMax));
        var inputs = ids.Length == 0 || Flag() ? null : ids.Select(_ => new VoltageInput
        {
            FullScaleMillivolts = (int)Number(1, 1_000_000_000),
            RmsOffset = Offset(),
            Gain = Gain(),
        }).ToArray();
        return new ParameterSet
        {
            Id = Text(32, '!'),
            FrontEnd = Text(16, '!'),
            VoltageFullScaleMillivolts = (int)Number(1, 1_000_000_000),
            UncertaintyPpm = Maybe(0, 1_000_000),
            VoltageRmsOffset = Offset(),
            Channels = ids.Select(ChannelParameters).ToArray(),
            VoltageInputs = inputs,
            Gas = gas,
            Wires = ids.Length == 0 || Flag() ? null : ids.Select(_ => new Wire
            {
                VoltageInput = (int)Number(1, Math.Min(3, inputs?.Length ?? 1)),
                Direction = Flag() ? 1 : -1,
            }).ToArray(),
        };
    }

    private ChannelParameters ChannelParameters(int id) => new()
    {
        ChannelId = id,
        CurrentFullScaleMilliamperes = (int)Number(1, 1_000_000_000),
        Pga = (int)Number(0, 5),
        ActiveGain = Gain(),
        ReactiveGain = Gain(),
        ApparentGain = Gain(),
        ActiveOffset = Offset(),
        ReactiveOffset = Offset(),
        CurrentRmsOffset = Offset(),
        Phase = (int)Number(-383, 383),
        NoLoadRatio = (int)Number(0, 65_535),
    };

    private GasParameters GasParameters() => new()
    {
        AreaSquareMillimetres = (int)Number(1, 1_000_000_000),
        CoefficientPpm = (int)Number(1, 10_000_000),
        BackgroundPpm = Ppm(),
        CarbonDioxideZeroPpm = (int)Number(-1_000_000, 1_000_000),
        CarbonDioxideSpanPpm = (int)Number(500_000, 1_500_000),
        DifferentialPressureZeroMillipascals = (int)Number(-1_000_000, 1_000_000),
        ReferenceTemperatureMillikelvins = (int)Number(1, 2_000_000),
        ReferencePressurePascals = (int)Number(1, 10_000_000),
        Basis = Flag() ? GasBasis.Wet : GasBasis.Dry,
        UncertaintyPpm = Maybe(0, 1_000_000),
        Budget = new GasBudget
        {
            CarbonDioxideRelativePpm = Ppm(),
            CarbonDioxideAbsolutePpm = Ppm(),
            CoefficientPpm = Ppm(),
            AreaPpm = Ppm(),
            DifferentialPressureRelativePpm = Ppm(),
            DifferentialPressureAbsoluteMillipascals = Ppm(),
            TemperaturePpm = Ppm(),
            PressurePpm = Ppm(),
        },
    };

    public Command Command()
    {
        var issued = Number(0, 4_102_444_800 - Records.Command.LifeSecondsMax);
        var command = new Command
        {
            MeterId = Id(),
            Counter = Number(1, MeterRecord.SequenceMax),
            IssuedAtUnixSeconds = issued,
            ExpiresAtUnixSeconds = issued + Number(1, Records.Command.LifeSecondsMax),
            Code = (CommandCode)Number(1, 6),
        };
        switch (command.Code)
        {
            case CommandCode.SetFactorSet: command.Bytes = FactorSetCodec.Encode(FactorSet()); break;
            case CommandCode.SetParameterSet: command.Bytes = ParameterSetCodec.Encode(ParameterSet()); break;
            case CommandCode.SetIntervals:
                (command.LengthSeconds, command.IntervalsPerRecord) = (Length(), (int)Number(1, 60));
                break;
            case CommandCode.SpotCheck: command.Bytes = Bytes(8, 32); break;
            case CommandCode.Resend: command.FromSequence = Number(1, MeterRecord.SequenceMax); break;
        }
        return command;
    }

    /// <summary>Valid bytes with one to three bits flipped, bytes removed, inserted, overwritten, or the end cut off.</summary>
    public byte[] Mutate(byte[] valid)
    {
        var bytes = valid.ToList();
        for (var times = _random.Next(1, 4); times > 0 && bytes.Count > 0; times--)
        {
            var at = _random.Next(bytes.Count);
            switch (_random.Next(5))
            {
                case 0: bytes[at] ^= (byte)(1 << _random.Next(8)); break;
                case 1: bytes.RemoveAt(at); break;
                case 2: bytes.Insert(at, (byte)_random.Next(256)); break;
                case 3: bytes[at] = (byte)_random.Next(256); break;
                default: bytes.RemoveRange(at, bytes.Count - at); break;
            }
        }
        return [.. bytes];
    }

    /// <summary>A number of the range; one time in three at its bounds.</summary>
    public long Number(long min, long max) => _random.Next(6) switch
    {
        0 => min,
        1 => max,
        _ => max == long.MaxValue ? _random.NextInt64(min, max) : _random.NextInt64(min, max + 1),
    };

    public CarbonIntensity Intensity() =>
        CarbonIntensity.FromMilligramsPerKilowattHour(Number(0, CarbonIntensity.MilligramsPerKilowattHourMax));

    public ChannelInterval Channel(CarbonIntensity intensity)
    {
        var import = Number(0, Energy.MilliwattHoursMax);
        return new ChannelInterval
        {
            ImportMilliwattHours = import,
            ExportMilliwattHours = Number(0, Energy.MilliwattHoursMax),
            ReactiveMillivarHours = Number(-Energy.MilliwattHoursMax, Energy.MilliwattHoursMax),
            VoltageMillivolts = Maybe(0, 1_000_000_000),
            CurrentMilliamperes = Maybe(0, 1_000_000_000),
            PowerFactorPpm = Maybe(-1_000_000, 1_000_000),
            CarbonNanograms = intensity.NanogramsOf(Energy.FromMilliwattHours(import)),
        };
    }

    private void Fill(MeterRecord record, int channelCount)
    {
        record.MeterId = Id();
        record.BootCount = Number(1, uint.MaxValue);
        record.Sequence = Number(1, MeterRecord.SequenceMax);
        record.PreviousHash = record.Sequence == 1 ? new byte[32] : Bytes(32, 32);
        record.MadeAtUnixMs = Number(0, MeterRecord.UnixMsMax);
        record.ClockTrusted = Flag();
        record.FirmwareId = Text(64, ' ');
        record.KeyClass = (KeyClass)Number(0, 2);
        record.EventCounter = Number(0, uint.MaxValue);
        record.FactorSetHash = Bytes(32, 32);
        record.ParameterSetHash = Bytes(32, 32);
        record.ElectricityUncertaintyPpm = Maybe(0, 1_000_000);
        record.GasUncertaintyPpm = Maybe(0, 1_000_000);
        record.Registers = ChannelIds(channelCount).Select(id => new Register
        {
            ChannelId = id,
            ImportMilliwattHours = Number(0, Register.Max),
            ExportMilliwattHours = Number(0, Register.Max),
            ReactiveMillivarHours = Number(-Register.Max, Register.Max),
            CarbonMilligrams = Number(0, Register.Max),
            CarbonRemainderNanograms = Number(0, Register.NanogramsPerMilligram - 1),
        }).ToArray();
    }

    private IntervalRecord Intervals(int channelCount, bool hasGas, int count)
    {
        var length = Length();
        var intensity = Intensity();
        return new IntervalRecord
        {
            Intensity = intensity,
            LengthSeconds = length,
            FirstStartUnixSeconds = Number(0, 4_102_444_800 / length) * length,
            Intervals = Enumerable.Range(0, count).Select(_ => Interval(length, intensity, channelCount, hasGas)).ToArray(),
        };
    }

    private Interval Interval(int lengthSeconds, CarbonIntensity intensity, int channelCount, bool hasGas)
    {
        var measuredMs = (int)Number(0, lengthSeconds * 1000);
        var flags = (IntervalFlags)Number(0, 255) & ~IntervalFlags.Partial;
        return new Interval
        {
            Flags = measuredMs < lengthSeconds * 1000 ? flags | IntervalFlags.Partial : flags,
            MeasuredMs = measuredMs,
            FrequencyMillihertz = Maybe(0, 1_000_000),
            Gas = hasGas && Flag() ? Gas(lengthSeconds) : null,
            Channels = Enumerable.Range(0, channelCount).Select(_ => Channel(intensity)).ToArray(),
        };
    }

    private GasInterval Gas(int lengthSeconds)
    {
        var gas = new GasInterval
        {
            MeasuredMs = (int)Number(0, lengthSeconds * 1000),
            CarbonDioxidePpm = Maybe(0, GasInterval.MoleFractionPpmMax),
            WaterPpm = Maybe(0, GasInterval.MoleFractionPpmMax),
            DifferentialPressureMillipascals = Maybe(-10_000_000, GasInterval.DifferentialPressureMillipascalsMax),
            PressurePascals = Reading.Of(Number(0, GasInterval.PressurePascalsMax)),
            TemperatureMillikelvins = Maybe(0, GasInterval.TemperatureMillikelvinsMax),
            VolumeLitres = Maybe(0, GasInterval.VolumeLitresMax),
            MassMilligrams = Maybe(0, GasInterval.MassMilligramsMax),
        };
        if (gas.CarbonDioxidePpm.IsPresent) gas.CarbonDioxideUncertaintyPpm = Maybe(0, 1_000_000);
        if (gas.MassMilligrams.IsPresent) gas.MassUncertaintyPpm = Maybe(0, 1_000_000);
        return gas;
    }

    private GasRegister GasRegister() => new()
    {
        MassMilligrams = Number(0, Register.Max),
        VolumeLitres = Number(0, Register.Max),
        ReferenceMillikelvins = (int)Number(1, GasInterval.TemperatureMillikelvinsMax),
        ReferencePascals = (int)Number(1, GasInterval.PressurePascalsMax),
        Basis = (GasBasis)Number(0, 1),
        BackgroundPpm = (int)Number(0, GasInterval.MoleFractionPpmMax),
    };

    private static EventRecord Rotation(byte[] publicKey) =>
        new() { Code = EventCode.KeyRotation, Value = Reading.Of(2 + (publicKey[63] & 1)), Subject = publicKey[..32] };

    private EventRecord Event() => new()
    {
        Code = (EventCode)Number(1, 255),
        Reason = (int)Number(0, 255),
        FromUnixMs = Maybe(0, MeterRecord.UnixMsMax),
        ToUnixMs = Maybe(0, MeterRecord.UnixMsMax),
        Value = Maybe(long.MinValue, long.MaxValue),
        Subject = Flag() ? null : Bytes(1, 32),
        Text = Flag() ? null : Text(64, ' '),
    };

    private SpotCheckRecord SpotCheck(int channelCount) => new()
    {
        Nonce = Bytes(8, 32),
        FrequencyMillihertz = Maybe(0, 1_000_000),
        Channels = Enumerable.Range(0, channelCount).Select(_ => new ChannelMoment
        {
            ActivePowerMilliwatts = Number(long.MinValue, long.MaxValue),
            VoltageMillivolts = Maybe(0, 1_000_000_000),
            CurrentMilliamperes = Maybe(0, 1_000_000_000),
            PowerFactorPpm = Maybe(-1_000_000, 1_000_000),
        }).ToArray(),
    };

    private bool Flag() => _random.Next(2) == 0;
    private Reading Maybe(long min, long max) => _random.Next(4) == 0 ? Reading.Missing : Reading.Of(Number(min, max));
    private int Gain() => (int)Number(2_097_152, 6_291_456);
    private int Ppm() => (int)Number(0, 1_000_000);
    private int Offset() => (int)Number(-8_388_608, 8_388_607);

    private int Length()
    {
        int[] divisors = [10, 12, 15, 16, 18, 20, 24, 25, 30, 60, 144, 225, 300, 900, 1200, 1800, 3600];
        return divisors[_random.Next(divisors.Length)];
    }

    private int[] ChannelIds(int count)
    {
        var ids = Enumerable.Range(1, MeterRecord.ChannelsMax).ToArray();
        _random.Shuffle(ids);
        return ids.Take(count).Order().ToArray();
    }

    private string Id()
    {
        var id = string.Concat(Text(32, '!').Where(c => !"/+#".Contains(c)));
        return MeterId.IsValid(id) ? id : "m" + _random.Next(1000);
    }

    private string Text(int lengthMax, char least) =>
        string.Concat(Enumerable.Range(0, (int)Number(1, lengthMax)).Select(_ => (char)_random.Next(least, '~' + 1)));

    private byte[] Bytes(int min, int max)
    {
        var bytes = new byte[Number(min, max)];
        _random.NextBytes(bytes);
        return bytes;
    }
}
