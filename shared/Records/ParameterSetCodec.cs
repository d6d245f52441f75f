namespace CarbonMeter.Records;

/// <summary>Parameter sets as bytes, docs/formats/parameter-set.md. What decodes, encodes to the same bytes.</summary>
public static partial class ParameterSetCodec
{
    /// <summary>Largest parameter set, in bytes.</summary>
    public const int SizeBytesMax = 1024;

    private const int Kind = 66;
    private const int KeyCount = 8;
    private const int OptionalKeyCount = 3;
    private const int ChannelFieldCount = 11;
    private const int IdLengthMax = 32;
    private const int FrontEndLengthMax = 16;
    private const int FullScaleMax = 1_000_000_000;
    private const int PgaMax = 5;
    private const int GainMin = ParameterSet.UnityGain / 2;
    private const int GainMax = ParameterSet.UnityGain + ParameterSet.UnityGain / 2;
    private const int OffsetMin = -8_388_608;
    private const int OffsetMax = 8_388_607;
    private const int PhaseMax = 383;
    private const int NoLoadMax = 65_535;

    /// <summary>The parameter set's name in records and certificates: SHA-256 of its bytes.</summary>
    public static byte[] Hash(byte[] bytes) => RecordHash.Of(bytes);

    /// <summary>The bytes of a parameter set.</summary>
    /// <exception cref="System.ArgumentException">A field is outside its range, or a rule is broken.</exception>
    public static byte[] Encode(ParameterSet set)
    {
        Require.NotNull(set, nameof(set));
        PayloadWriter writer = new PayloadWriter(256);
        int keyCount = KeyCount + (set.VoltageInputs is null ? 0 : 1) + (set.Gas is null ? 0 : 1) + (set.Wires is null ? 0 : 1);
        writer.Head(keyCount, Kind);
        writer.Cbor.WriteInteger(3);
        writer.Text(set.Id, IdLengthMax, false, "id");
        writer.Cbor.WriteInteger(4);
        writer.Text(set.FrontEnd, FrontEndLengthMax, false, "front end");
        writer.Integer(5, set.VoltageFullScaleMillivolts, 1, FullScaleMax, "voltage full scale");
        writer.Cbor.WriteInteger(6);
        writer.Reading(set.UncertaintyPpm, 0, RecordCodec.UncertaintyPpmMax, "uncertainty");
        writer.Integer(7, set.VoltageRmsOffset, OffsetMin, OffsetMax, "voltage rms offset");
        writer.Cbor.WriteInteger(8);
        writer.ListOrNone(set.Channels.Length, MeterRecord.ChannelsMax, "channels");
        for (int index = 0; index < set.Channels.Length; index++) WriteChannel(writer, set.Channels[index]);
        if (set.VoltageInputs is not null) WriteVoltageInputs(writer, set.VoltageInputs);
        if (set.Gas is not null) WriteGas(writer, set.Gas);
        if (set.Wires is not null) WriteWires(writer, set.Wires);
        return writer.ToArray(Judge(set), SizeBytesMax);
    }

    /// <summary>The parameter set these bytes are, or null and the first reason to refuse them.</summary>
    public static ParameterSet? Decode(byte[] bytes, out RecordStatus status)
    {
        Require.NotNull(bytes, nameof(bytes));
        PayloadReader reader = new PayloadReader(bytes, SizeBytesMax);
        int keyCount = reader.ReadHead(out long kind);
        if (kind != Kind) reader.Fail(RecordStatus.UnknownKind);
        int optional = keyCount - KeyCount;
        if (optional < 0 || optional > OptionalKeyCount) reader.Fail(RecordStatus.WrongCount);
        ParameterSet set = new ParameterSet();
        reader.Cbor.ReadKey(3);
        set.Id = reader.Text(IdLengthMax, false);
        reader.Cbor.ReadKey(4);
        set.FrontEnd = reader.Text(FrontEndLengthMax, false);
        set.VoltageFullScaleMillivolts = (int)reader.Integer(5, 1, FullScaleMax);
        reader.Cbor.ReadKey(6);
        set.UncertaintyPpm = reader.Reading(0, RecordCodec.UncertaintyPpmMax);
        set.VoltageRmsOffset = (int)reader.Integer(7, OffsetMin, OffsetMax);
        reader.Cbor.ReadKey(8);
        ChannelParameters[] channels = new ChannelParameters[reader.ListOrNone(MeterRecord.ChannelsMax)];
        for (int index = 0; index < channels.Length; index++) channels[index] = ReadChannel(reader);
        set.Channels = channels;
        ReadOptional(reader, set, optional);
        reader.Cbor.End();
        status = reader.Status;
        if (status == RecordStatus.Ok) status = Judge(set);
        return status == RecordStatus.Ok ? set : null;
    }

    private static void WriteChannel(PayloadWriter writer, ChannelParameters channel)
    {
        writer.Cbor.WriteArray(ChannelFieldCount);
        writer.Integer(channel.ChannelId, 1, MeterRecord.ChannelsMax, "channel id");
        writer.Integer(channel.CurrentFullScaleMilliamperes, 1, FullScaleMax, "current full scale");
        writer.Integer(channel.Pga, 0, PgaMax, "pga");
        writer.Integer(channel.ActiveGain, GainMin, GainMax, "active gain");
        writer.Integer(channel.ReactiveGain, GainMin, GainMax, "reactive gain");
        writer.Integer(channel.ApparentGain, GainMin, GainMax, "apparent gain");
        writer.Integer(channel.ActiveOffset, OffsetMin, OffsetMax, "active offset");
        writer.Integer(channel.ReactiveOffset, OffsetMin, OffsetMax, "reactive offset");
        writer.Integer(channel.CurrentRmsOffset, OffsetMin, OffsetMax, "current rms offset");
        writer.Integer(channel.Phase, -PhaseMax, PhaseMax, "phase");
        writer.Integer(channel.NoLoadRatio, 0, NoLoadMax, "no-load ratio");
    }

    private static ChannelParameters ReadChannel(PayloadReader reader)
    {
        Cbor.CborReader cbor = reader.Cbor;
        reader.Array(ChannelFieldCount);
        return new ChannelParameters
        {
            ChannelId = (int)cbor.ReadInteger(1, MeterRecord.ChannelsMax),
            CurrentFullScaleMilliamperes = (int)cbor.ReadInteger(1, FullScaleMax),
            Pga = (int)cbor.ReadInteger(0, PgaMax),
            ActiveGain = (int)cbor.ReadInteger(GainMin, GainMax),
            ReactiveGain = (int)cbor.ReadInteger(GainMin, GainMax),
            ApparentGain = (int)cbor.ReadInteger(GainMin, GainMax),
            ActiveOffset = (int)cbor.ReadInteger(OffsetMin, OffsetMax),
            ReactiveOffset = (int)cbor.ReadInteger(OffsetMin, OffsetMax),
            CurrentRmsOffset = (int)cbor.ReadInteger(OffsetMin, OffsetMax),
            Phase = (int)cbor.ReadInteger(-PhaseMax, PhaseMax),
            NoLoadRatio = (int)cbor.ReadInteger(0, NoLoadMax),
        };
    }

    private static RecordStatus Judge(ParameterSet set)
    {
        for (int index = 1; index < set.Channels.Length; index++)
        {
            if (set.Channels[index].ChannelId <= set.Channels[index - 1].ChannelId) return RecordStatus.ChannelOrder;
        }
        if (set.Channels.Length == 0 && set.Gas is null) return RecordStatus.WrongCount;
        return JudgeWiring(set);
    }
}
