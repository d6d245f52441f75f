using CarbonMeter.Cbor;
using CarbonMeter.Crypto;
using CarbonMeter.Units;

namespace CarbonMeter.Records;

/// <summary>
/// The reading half of <see cref="RecordCodec"/>: read straight through, ask once, then judge the whole. A used record can be
/// read over: every field is written, and its parts are kept where the new record has as many.
/// </summary>
internal static class RecordDecoder
{
    internal static MeterRecord? Decode(byte[] bytes, int offset, int count, IntervalRecord? used, out RecordStatus status)
    {
        PayloadReader reader = new PayloadReader(bytes, offset, count, RecordCodec.PayloadBytesMax);
        int keyCount = reader.ReadHead(out long kind);
        MeterRecord? record = kind == (long)RecordKind.Intervals && used is not null ? used : Blank(kind);
        if (record is null) reader.Fail(RecordStatus.UnknownKind);
        else if (keyCount < RecordCodec.KeyCount(record.Kind) || keyCount > RecordCodec.KeyCount(record.Kind) + 1)
            reader.Fail(RecordStatus.WrongCount);
        status = reader.Status;
        if (record is null || status != RecordStatus.Ok) return null;

        bool hasGas = keyCount > RecordCodec.KeyCount(record.Kind);
        int channelsMin = hasGas ? 0 : 1;
        ReadCommon(reader, record, channelsMin);
        if (record is IntervalRecord intervals) ReadIntervals(reader, intervals, channelsMin);
        else if (record is EventRecord happened) ReadEvent(reader, happened);
        else if (record is SpotCheckRecord spotCheck) ReadSpotCheck(reader, spotCheck, channelsMin);
        record.Gas = hasGas ? ReadGasRegister(reader) : null;
        reader.Cbor.End();
        status = reader.Status;
        if (status == RecordStatus.Ok) status = RecordRules.Judge(record);
        return status == RecordStatus.Ok ? record : null;
    }

    private static MeterRecord? Blank(long kind) => kind switch
    {
        (long)RecordKind.Intervals => new IntervalRecord(),
        (long)RecordKind.Event => new EventRecord(),
        (long)RecordKind.SpotCheck => new SpotCheckRecord(),
        _ => null,
    };

    private static void ReadCommon(PayloadReader reader, MeterRecord record, int channelsMin)
    {
        CborReader cbor = reader.Cbor;
        cbor.ReadKey(3);
        record.MeterId = reader.MeterIdText(record.MeterId);
        record.BootCount = reader.Integer(4, 1, RecordCodec.UInt32Max);
        record.Sequence = reader.Integer(5, 1, MeterRecord.SequenceMax);
        record.PreviousHash = reader.Hash(6, record.PreviousHash);
        record.MadeAtUnixMs = reader.Integer(7, 0, MeterRecord.UnixMsMax);
        record.ClockTrusted = reader.Integer(8, 0, 1) == 1;
        cbor.ReadKey(9);
        record.FirmwareId = reader.Text(RecordCodec.FirmwareIdLengthMax, true, record.FirmwareId);
        record.KeyClass = (KeyClass)(int)reader.Integer(10, 0, (long)KeyClass.SecureElement);
        record.EventCounter = reader.Integer(11, 0, RecordCodec.UInt32Max);
        record.FactorSetHash = reader.Hash(12, record.FactorSetHash);
        record.ParameterSetHash = reader.Hash(13, record.ParameterSetHash);
        cbor.ReadKey(14);
        record.ElectricityUncertaintyPpm = reader.Reading(0, RecordCodec.UncertaintyPpmMax);
        cbor.ReadKey(15);
        record.GasUncertaintyPpm = reader.Reading(0, RecordCodec.UncertaintyPpmMax);
        cbor.ReadKey(16);
        int count = reader.List(channelsMin, MeterRecord.ChannelsMax);
        if (record.Registers.Length != count) record.Registers = new Register[count];
        for (int index = 0; index < count; index++) ReadRegister(reader, record.Registers[index] ??= new Register());
    }

    private static void ReadRegister(PayloadReader reader, Register register)
    {
        CborReader cbor = reader.Cbor;
        reader.Array(6);
        register.ChannelId = (int)cbor.ReadInteger(1, MeterRecord.ChannelsMax);
        register.ImportMilliwattHours = cbor.ReadInteger(0, Register.Max);
        register.ExportMilliwattHours = cbor.ReadInteger(0, Register.Max);
        register.ReactiveMillivarHours = cbor.ReadInteger(-Register.Max, Register.Max);
        register.CarbonMilligrams = cbor.ReadInteger(0, Register.Max);
        register.CarbonRemainderNanograms = cbor.ReadInteger(0, Register.NanogramsPerMilligram - 1);
    }

    private static void ReadIntervals(PayloadReader reader, IntervalRecord record, int channelsMin)
    {
        record.Intensity = CarbonIntensity.FromMilligramsPerKilowattHour(
            reader.Integer(17, 0, CarbonIntensity.MilligramsPerKilowattHourMax));
        record.LengthSeconds = (int)reader.Integer(18, IntervalRecord.LengthSecondsMin, IntervalRecord.LengthSecondsMax);
        record.FirstStartUnixSeconds = reader.Integer(19, 0, RecordCodec.UnixSecondsMax);
        reader.Cbor.ReadKey(20);
        int count = reader.List(IntervalRecord.IntervalsMax);
        if (record.Intervals.Length != count) record.Intervals = new Interval[count];
        for (int index = 0; index < count; index++)
            ReadInterval(reader, record.Intervals[index] ??= new Interval(), channelsMin);
    }

    private static void ReadInterval(PayloadReader reader, Interval interval, int channelsMin)
    {
        CborReader cbor = reader.Cbor;
        reader.Array(5);
        interval.Flags = (IntervalFlags)(int)cbor.ReadInteger(0, RecordCodec.FlagsMax);
        interval.MeasuredMs = (int)cbor.ReadInteger(0, IntervalRecord.LengthSecondsMax * 1000);
        interval.FrequencyMillihertz = reader.Reading(0, RecordCodec.FrequencyMillihertzMax);
        interval.Gas = cbor.TryReadNull() ? null : ReadGas(reader);
        int count = reader.List(channelsMin, MeterRecord.ChannelsMax);
        if (interval.Channels.Length != count) interval.Channels = new ChannelInterval[count];
        for (int index = 0; index < count; index++) ReadChannel(reader, interval.Channels[index] ??= new ChannelInterval());
    }

    private static GasInterval ReadGas(PayloadReader reader)
    {
        const int pressureMax = GasInterval.DifferentialPressureMillipascalsMax;
        reader.Array(RecordCodec.GasFieldCount);
        return new GasInterval
        {
            MeasuredMs = (int)reader.Cbor.ReadInteger(0, IntervalRecord.LengthSecondsMax * 1000),
            CarbonDioxidePpm = reader.Reading(0, GasInterval.MoleFractionPpmMax),
            CarbonDioxideUncertaintyPpm = reader.Reading(0, RecordCodec.UncertaintyPpmMax),
            WaterPpm = reader.Reading(0, GasInterval.MoleFractionPpmMax),
            DifferentialPressureMillipascals = reader.Reading(-pressureMax, pressureMax),
            PressurePascals = reader.Reading(0, GasInterval.PressurePascalsMax),
            TemperatureMillikelvins = reader.Reading(0, GasInterval.TemperatureMillikelvinsMax),
            VolumeLitres = reader.Reading(0, GasInterval.VolumeLitresMax),
            MassMilligrams = reader.Reading(0, GasInterval.MassMilligramsMax),
            MassUncertaintyPpm = reader.Reading(0, RecordCodec.UncertaintyPpmMax),
        };
    }

    private static GasRegister ReadGasRegister(PayloadReader reader)
    {
        CborReader cbor = reader.Cbor;
        cbor.ReadKey(23);
        reader.Array(RecordCodec.GasRegisterFieldCount);
        return new GasRegister
        {
            MassMilligrams = cbor.ReadInteger(0, Register.Max),
            VolumeLitres = cbor.ReadInteger(0, Register.Max),
            ReferenceMillikelvins = (int)cbor.ReadInteger(1, GasInterval.TemperatureMillikelvinsMax),
            ReferencePascals = (int)cbor.ReadInteger(1, GasInterval.PressurePascalsMax),
            Basis = (GasBasis)(int)cbor.ReadInteger(0, (long)GasBasis.Dry),
            BackgroundPpm = (int)cbor.ReadInteger(0, GasInterval.MoleFractionPpmMax),
        };
    }

    private static void ReadChannel(PayloadReader reader, ChannelInterval channel)
    {
        CborReader cbor = reader.Cbor;
        reader.Array(7);
        channel.ImportMilliwattHours = cbor.ReadInteger(0, Energy.MilliwattHoursMax);
        channel.ExportMilliwattHours = cbor.ReadInteger(0, Energy.MilliwattHoursMax);
        channel.ReactiveMillivarHours = cbor.ReadInteger(-Energy.MilliwattHoursMax, Energy.MilliwattHoursMax);
        channel.VoltageMillivolts = reader.Reading(0, RecordCodec.VoltageMillivoltsMax);
        channel.CurrentMilliamperes = reader.Reading(0, RecordCodec.CurrentMilliamperesMax);
        channel.PowerFactorPpm = reader.Reading(-RecordCodec.PowerFactorPpmMax, RecordCodec.PowerFactorPpmMax);
        channel.CarbonNanograms = cbor.ReadInteger(0, ChannelInterval.CarbonNanogramsMax);
    }

    private static void ReadEvent(PayloadReader reader, EventRecord record)
    {
        CborReader cbor = reader.Cbor;
        cbor.ReadKey(21);
        reader.Array(7);
        record.Code = (EventCode)(int)cbor.ReadInteger(1, 255);
        record.Reason = (int)cbor.ReadInteger(0, 255);
        record.FromUnixMs = reader.Reading(0, MeterRecord.UnixMsMax);
        record.ToUnixMs = reader.Reading(0, MeterRecord.UnixMsMax);
        record.Value = reader.Reading(long.MinValue, long.MaxValue);
        if (!cbor.TryReadNull()) record.Subject = cbor.ReadBytes(1, RecordCodec.HashBytes);
        if (!cbor.TryReadNull()) record.Text = reader.Text(RecordCodec.EventTextLengthMax, true);
    }

    private static void ReadSpotCheck(PayloadReader reader, SpotCheckRecord record, int channelsMin)
    {
        CborReader cbor = reader.Cbor;
        cbor.ReadKey(22);
        reader.Array(3);
        record.Nonce = cbor.ReadBytes(RecordCodec.NonceBytesMin, RecordCodec.HashBytes);
        record.FrequencyMillihertz = reader.Reading(0, RecordCodec.FrequencyMillihertzMax);
        ChannelMoment[] channels = new ChannelMoment[reader.List(channelsMin, MeterRecord.ChannelsMax)];
        for (int index = 0; index < channels.Length; index++)
        {
            reader.Array(4);
            channels[index] = new ChannelMoment
            {
                ActivePowerMilliwatts = cbor.ReadInteger(long.MinValue, long.MaxValue),
                VoltageMillivolts = reader.Reading(0, RecordCodec.VoltageMillivoltsMax),
                CurrentMilliamperes = reader.Reading(0, RecordCodec.CurrentMilliamperesMax),
                PowerFactorPpm = reader.Reading(-RecordCodec.PowerFactorPpmMax, RecordCodec.PowerFactorPpmMax),
            };
        }
        record.Channels = channels;
    }
}
