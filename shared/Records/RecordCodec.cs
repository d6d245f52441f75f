using CarbonMeter.Crypto;
using CarbonMeter.Units;

namespace CarbonMeter.Records;

/// <summary>
/// The payload of a signed record, docs/formats/record.md section 2. Encodings are unique: what decodes, encodes to the
/// same bytes. The envelope around it is CoseSign1's.
/// </summary>
public static class RecordCodec
{
    /// <summary>Largest payload: the largest record less its envelope (tag, array, headers, lengths, signature).</summary>
    public const int PayloadBytesMax = MeterRecord.SizeBytesMax - 76;

    internal const long FrequencyMillihertzMax = 1_000_000;
    internal const long VoltageMillivoltsMax = 1_000_000_000;
    internal const long CurrentMilliamperesMax = 1_000_000_000;
    internal const long PowerFactorPpmMax = 1_000_000;
    internal const long UncertaintyPpmMax = 1_000_000;
    internal const long UnixSecondsMax = MeterRecord.UnixMsMax / 1000;
    internal const int FirmwareIdLengthMax = 64;
    internal const int EventTextLengthMax = 64;
    internal const int NonceBytesMin = 8;
    internal const int HashBytes = 32;
    internal const int GasFieldCount = 10;
    internal const int GasRegisterFieldCount = 6;
    internal const int FlagsMax = 255;
    internal const long UInt32Max = 4_294_967_295;

    // The widest head and interval there can be, in bytes: every number as long as its range allows.
    private const int HeadBytesMax = 281;
    private const int RegisterBytesMax = 43;
    private const int IntervalBytesMax = 15;
    private const int ChannelBytesMax = 52;
    private const int GasRegisterBytesMax = 36;
    // Of an interval, and less the null it stands for.
    private const int GasBytesMax = 58;

    /// <summary>
    /// How many intervals of this many channels (1 to 8, 0 only with gas), with or without gas, always fit one record,
    /// whatever their figures.
    /// </summary>
    public static int IntervalsThatFit(int channelCount, bool hasGas)
    {
        Require.InRange(channelCount, hasGas ? 0 : 1, MeterRecord.ChannelsMax, nameof(channelCount));
        int room = PayloadBytesMax - HeadBytesMax - channelCount * RegisterBytesMax - (hasGas ? GasRegisterBytesMax : 0);
        int each = IntervalBytesMax + channelCount * ChannelBytesMax + (hasGas ? GasBytesMax : 0);
        int count = each > 0 ? room / each : 0;
        return count < IntervalRecord.IntervalsMax ? count : IntervalRecord.IntervalsMax;
    }

    /// <summary>The record that these payload bytes are, or null and the first reason to refuse them (rules 1 and 3).</summary>
    public static MeterRecord? DecodePayload(byte[] payload, out RecordStatus status)
    {
        Require.NotNull(payload, nameof(payload));
        return RecordDecoder.Decode(payload, 0, payload.Length, null, out status);
    }

    /// <summary>
    /// The same, of payload bytes that are part of an array, and without making a new record where it is one of intervals:
    /// that one is read over <paramref name="used"/> and returned. Refused bytes leave <paramref name="used"/> half written;
    /// its texts and byte arrays stay where the bytes say the same, and are new where not: none is ever written over.
    /// </summary>
    public static MeterRecord? DecodePayload(byte[] bytes, int offset, int count, IntervalRecord used, out RecordStatus status)
    {
        Require.Segment(bytes, offset, count, nameof(bytes));
        Require.NotNull(used, nameof(used));
        return RecordDecoder.Decode(bytes, offset, count, used, out status);
    }

    /// <summary>The payload bytes of a record.</summary>
    /// <exception cref="System.ArgumentException">A field is outside its range, or a rule is broken: the message names the field
    /// or, as a number, the <see cref="RecordStatus"/>.</exception>
    public static byte[] EncodePayload(MeterRecord record)
    {
        Require.NotNull(record, nameof(record));
        PayloadWriter writer = new PayloadWriter(512);
        bool hasGas = record.Gas is not null;
        writer.Head(KeyCount(record.Kind) + (hasGas ? 1 : 0), (int)record.Kind);
        WriteCommon(writer, record);
        int channelsMin = hasGas ? 0 : 1;
        WriteRegisters(writer, record.Registers, channelsMin);
        if (record is IntervalRecord intervals) WriteIntervals(writer, intervals, channelsMin);
        else if (record is EventRecord happened) WriteEvent(writer, happened);
        else if (record is SpotCheckRecord spotCheck) WriteSpotCheck(writer, spotCheck, channelsMin);
        if (record.Gas is not null) WriteGasRegister(writer, record.Gas);
        return writer.ToArray(RecordRules.Judge(record), PayloadBytesMax);
    }

    /// <summary>How many keys the payload of a kind has without a gas register: 16 common ones and its own.</summary>
    internal static int KeyCount(RecordKind kind) => kind == RecordKind.Intervals ? 20 : 17;

    private static void WriteCommon(PayloadWriter writer, MeterRecord record)
    {
        Require.That(MeterId.IsValid(record.MeterId), "meter id");
        writer.Cbor.WriteInteger(3);
        writer.Cbor.WriteText(record.MeterId);
        writer.Integer(4, record.BootCount, 1, UInt32Max, "boot count");
        writer.Integer(5, record.Sequence, 1, MeterRecord.SequenceMax, "sequence");
        writer.Cbor.WriteInteger(6);
        writer.Bytes(record.PreviousHash, HashBytes, HashBytes, "previous hash");
        writer.Integer(7, record.MadeAtUnixMs, 0, MeterRecord.UnixMsMax, "made at");
        writer.Integer(8, record.ClockTrusted ? 1 : 0, 0, 1, "clock trusted");
        writer.Cbor.WriteInteger(9);
        writer.Text(record.FirmwareId, FirmwareIdLengthMax, true, "firmware id");
        writer.Integer(10, (int)record.KeyClass, 0, (int)KeyClass.SecureElement, "key class");
        writer.Integer(11, record.EventCounter, 0, UInt32Max, "event counter");
        writer.Cbor.WriteInteger(12);
        writer.Bytes(record.FactorSetHash, HashBytes, HashBytes, "factor set hash");
        writer.Cbor.WriteInteger(13);
        writer.Bytes(record.ParameterSetHash, HashBytes, HashBytes, "parameter set hash");
        writer.Cbor.WriteInteger(14);
        writer.Reading(record.ElectricityUncertaintyPpm, 0, UncertaintyPpmMax, "electricity uncertainty");
        writer.Cbor.WriteInteger(15);
        writer.Reading(record.GasUncertaintyPpm, 0, UncertaintyPpmMax, "gas uncertainty");
    }

    private static void WriteRegisters(PayloadWriter writer, Register[] registers, int channelsMin)
    {
        writer.Cbor.WriteInteger(16);
        writer.List(registers.Length, channelsMin, MeterRecord.ChannelsMax, "registers");
        for (int index = 0; index < registers.Length; index++)
        {
            Register register = registers[index];
            writer.Cbor.WriteArray(6);
            writer.Integer(register.ChannelId, 1, MeterRecord.ChannelsMax, "channel id");
            writer.Integer(register.ImportMilliwattHours, 0, Register.Max, "import register");
            writer.Integer(register.ExportMilliwattHours, 0, Register.Max, "export register");
            writer.Integer(register.ReactiveMillivarHours, -Register.Max, Register.Max, "reactive register");
            writer.Integer(register.CarbonMilligrams, 0, Register.Max, "carbon register");
            writer.Integer(register.CarbonRemainderNanograms, 0, Register.NanogramsPerMilligram - 1, "carbon remainder");
        }
    }

    private static void WriteIntervals(PayloadWriter writer, IntervalRecord record, int channelsMin)
    {
        long intensity = record.Intensity.MilligramsPerKilowattHour;
        writer.Integer(17, intensity, 0, CarbonIntensity.MilligramsPerKilowattHourMax, "intensity");
        const long lengthMin = IntervalRecord.LengthSecondsMin, lengthMax = IntervalRecord.LengthSecondsMax;
        writer.Integer(18, record.LengthSeconds, lengthMin, lengthMax, "interval length");
        writer.Integer(19, record.FirstStartUnixSeconds, 0, UnixSecondsMax, "first start");
        writer.Cbor.WriteInteger(20);
        writer.List(record.Intervals.Length, IntervalRecord.IntervalsMax, "intervals");
        for (int index = 0; index < record.Intervals.Length; index++) WriteInterval(writer, record.Intervals[index], channelsMin);
    }

    private static void WriteInterval(PayloadWriter writer, Interval interval, int channelsMin)
    {
        writer.Cbor.WriteArray(5);
        writer.Integer((int)interval.Flags, 0, FlagsMax, "flags");
        writer.Integer(interval.MeasuredMs, 0, IntervalRecord.LengthSecondsMax * 1000, "measured");
        writer.Reading(interval.FrequencyMillihertz, 0, FrequencyMillihertzMax, "frequency");
        if (interval.Gas is null) writer.Cbor.WriteNull();
        else WriteGas(writer, interval.Gas);
        writer.List(interval.Channels.Length, channelsMin, MeterRecord.ChannelsMax, "channels");
        for (int index = 0; index < interval.Channels.Length; index++) WriteChannel(writer, interval.Channels[index]);
    }

    private static void WriteGas(PayloadWriter writer, GasInterval gas)
    {
        const int pressureMax = GasInterval.DifferentialPressureMillipascalsMax;
        writer.Cbor.WriteArray(GasFieldCount);
        writer.Integer(gas.MeasuredMs, 0, IntervalRecord.LengthSecondsMax * 1000, "gas measured");
        writer.Reading(gas.CarbonDioxidePpm, 0, GasInterval.MoleFractionPpmMax, "co2");
        writer.Reading(gas.CarbonDioxideUncertaintyPpm, 0, UncertaintyPpmMax, "co2 uncertainty");
        writer.Reading(gas.WaterPpm, 0, GasInterval.MoleFractionPpmMax, "water");
        writer.Reading(gas.DifferentialPressureMillipascals, -pressureMax, pressureMax, "differential pressure");
        writer.Reading(gas.PressurePascals, 0, GasInterval.PressurePascalsMax, "pressure");
        writer.Reading(gas.TemperatureMillikelvins, 0, GasInterval.TemperatureMillikelvinsMax, "temperature");
        writer.Reading(gas.VolumeLitres, 0, GasInterval.VolumeLitresMax, "gas volume");
        writer.Reading(gas.MassMilligrams, 0, GasInterval.MassMilligramsMax, "gas mass");
        writer.Reading(gas.MassUncertaintyPpm, 0, UncertaintyPpmMax, "mass uncertainty");
    }

    private static void WriteGasRegister(PayloadWriter writer, GasRegister register)
    {
        writer.Cbor.WriteInteger(23);
        writer.Cbor.WriteArray(GasRegisterFieldCount);
        writer.Integer(register.MassMilligrams, 0, Register.Max, "gas mass register");
        writer.Integer(register.VolumeLitres, 0, Register.Max, "gas volume register");
        writer.Integer(register.ReferenceMillikelvins, 1, GasInterval.TemperatureMillikelvinsMax, "reference temperature");
        writer.Integer(register.ReferencePascals, 1, GasInterval.PressurePascalsMax, "reference pressure");
        writer.Integer((int)register.Basis, 0, (int)GasBasis.Dry, "gas basis");
        writer.Integer(register.BackgroundPpm, 0, GasInterval.MoleFractionPpmMax, "background");
    }

    private static void WriteChannel(PayloadWriter writer, ChannelInterval channel)
    {
        writer.Cbor.WriteArray(7);
        writer.Integer(channel.ImportMilliwattHours, 0, Energy.MilliwattHoursMax, "import");
        writer.Integer(channel.ExportMilliwattHours, 0, Energy.MilliwattHoursMax, "export");
        writer.Integer(channel.ReactiveMillivarHours, -Energy.MilliwattHoursMax, Energy.MilliwattHoursMax, "reactive");
        writer.Reading(channel.VoltageMillivolts, 0, VoltageMillivoltsMax, "voltage");
        writer.Reading(channel.CurrentMilliamperes, 0, CurrentMilliamperesMax, "current");
        writer.Reading(channel.PowerFactorPpm, -PowerFactorPpmMax, PowerFactorPpmMax, "power factor");
        writer.Integer(channel.CarbonNanograms, 0, ChannelInterval.CarbonNanogramsMax, "carbon");
    }

    private static void WriteEvent(PayloadWriter writer, EventRecord record)
    {
        writer.Cbor.WriteInteger(21);
        writer.Cbor.WriteArray(7);
        writer.Integer((int)record.Code, 1, 255, "event code");
        writer.Integer(record.Reason, 0, 255, "event reason");
        writer.Reading(record.FromUnixMs, 0, MeterRecord.UnixMsMax, "event from");
        writer.Reading(record.ToUnixMs, 0, MeterRecord.UnixMsMax, "event to");
        writer.Reading(record.Value, long.MinValue, long.MaxValue, "event value");
        if (record.Subject is null) writer.Cbor.WriteNull();
        else writer.Bytes(record.Subject, 1, HashBytes, "event subject");
        if (record.Text is null) writer.Cbor.WriteNull();
        else writer.Text(record.Text, EventTextLengthMax, true, "event text");
    }

    private static void WriteSpotCheck(PayloadWriter writer, SpotCheckRecord record, int channelsMin)
    {
        writer.Cbor.WriteInteger(22);
        writer.Cbor.WriteArray(3);
        writer.Bytes(record.Nonce, NonceBytesMin, HashBytes, "nonce");
        writer.Reading(record.FrequencyMillihertz, 0, FrequencyMillihertzMax, "frequency");
        writer.List(record.Channels.Length, channelsMin, MeterRecord.ChannelsMax, "channels");
        for (int index = 0; index < record.Channels.Length; index++)
        {
            ChannelMoment channel = record.Channels[index];
            writer.Cbor.WriteArray(4);
            writer.Cbor.WriteInteger(channel.ActivePowerMilliwatts);
            writer.Reading(channel.VoltageMillivolts, 0, VoltageMillivoltsMax, "voltage");
            writer.Reading(channel.CurrentMilliamperes, 0, CurrentMilliamperesMax, "current");
            writer.Reading(channel.PowerFactorPpm, -PowerFactorPpmMax, PowerFactorPpmMax, "power factor");
        }
    }
}
