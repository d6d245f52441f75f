using CarbonMeter.Cbor;

namespace CarbonMeter.Records;

/// <summary>
/// The payload of a signed command, docs/formats/command.md. What decodes as Ok, encodes to the same bytes. A command whose
/// code or argument is not understood is still returned, so that the meter can judge signature, meter, expiry and counter first.
/// </summary>
public static class CommandCodec
{
    /// <summary>Largest command payload, in bytes: the largest set and the fields around it.</summary>
    public const int PayloadBytesMax = FactorSetCodec.SizeBytesMax + 128;

    private const int Kind = 64;
    private const int KeyCount = 8;
    private const int CodeMax = 255;

    /// <summary>The name of a command: SHA-256 of its payload.</summary>
    public static byte[] Hash(byte[] payload) => RecordHash.Of(payload);

    /// <summary>The payload bytes of a command.</summary>
    /// <exception cref="System.ArgumentException">A field is outside its range, or a rule is broken.</exception>
    public static byte[] EncodePayload(Command command)
    {
        Require.NotNull(command, nameof(command));
        PayloadWriter writer = new PayloadWriter(256);
        writer.Head(KeyCount, Kind);
        Require.That(MeterId.IsValid(command.MeterId), "meter id");
        writer.Cbor.WriteInteger(3);
        writer.Cbor.WriteText(command.MeterId);
        writer.Integer(4, command.Counter, 1, MeterRecord.SequenceMax, "counter");
        writer.Integer(5, command.IssuedAtUnixSeconds, 0, RecordCodec.UnixSecondsMax, "issued at");
        writer.Integer(6, command.ExpiresAtUnixSeconds, 0, RecordCodec.UnixSecondsMax, "expires at");
        writer.Integer(7, (int)command.Code, (int)CommandCode.SetFactorSet, (int)CommandCode.RotateKey, "command code");
        writer.Cbor.WriteInteger(8);
        WriteArgument(writer, command);
        return writer.ToArray(Judge(command), PayloadBytesMax);
    }

    /// <summary>
    /// The command these payload bytes are. Ok; UnknownCode or BadArgument with a command that has no argument; or any other
    /// status and null: the bytes are unreadable.
    /// </summary>
    public static Command? DecodePayload(byte[] payload, out RecordStatus status)
    {
        Require.NotNull(payload, nameof(payload));
        PayloadReader reader = new PayloadReader(payload, PayloadBytesMax);
        int keyCount = reader.ReadHead(out long kind);
        if (kind != Kind) reader.Fail(RecordStatus.UnknownKind);
        if (keyCount != KeyCount) reader.Fail(RecordStatus.WrongCount);
        Command command = new Command();
        reader.Cbor.ReadKey(3);
        command.MeterId = reader.MeterIdText();
        command.Counter = reader.Integer(4, 1, MeterRecord.SequenceMax);
        command.IssuedAtUnixSeconds = reader.Integer(5, 0, RecordCodec.UnixSecondsMax);
        command.ExpiresAtUnixSeconds = reader.Integer(6, 0, RecordCodec.UnixSecondsMax);
        command.Code = (CommandCode)(int)reader.Integer(7, 1, CodeMax);
        reader.Cbor.ReadKey(8);
        int argumentAt = reader.Cbor.Position;
        reader.Cbor.Skip(CborCheck.DepthMax);
        int argumentBytes = reader.Cbor.Position - argumentAt;
        reader.Cbor.End();
        status = reader.Status;
        if (status == RecordStatus.Ok) status = Judge(command);
        if (status != RecordStatus.Ok) return null;
        status = ReadArgument(new PayloadReader(payload, argumentAt, argumentBytes, argumentBytes), command);
        return command;
    }

    private static RecordStatus Judge(Command command)
    {
        long life = command.ExpiresAtUnixSeconds - command.IssuedAtUnixSeconds;
        return life > 0 && life <= Command.LifeSecondsMax ? RecordStatus.Ok : RecordStatus.BadExpiry;
    }

    private static void WriteArgument(PayloadWriter writer, Command command)
    {
        byte[] bytes = command.Bytes ?? new byte[0];
        switch (command.Code)
        {
            case CommandCode.SetFactorSet:
                Require.That(FactorSetCodec.Decode(bytes, out _) is not null, "the argument is no factor set");
                writer.Cbor.WriteBytes(bytes);
                break;
            case CommandCode.SetParameterSet:
                Require.That(ParameterSetCodec.Decode(bytes, out _) is not null, "the argument is no parameter set");
                writer.Cbor.WriteBytes(bytes);
                break;
            case CommandCode.SetIntervals:
                Require.That(RecordRules.IsDivisorOfHour(command.LengthSeconds), "interval length");
                writer.Cbor.WriteArray(2);
                writer.Cbor.WriteInteger(command.LengthSeconds);
                writer.Integer(command.IntervalsPerRecord, 1, IntervalRecord.IntervalsMax, "intervals per record");
                break;
            case CommandCode.SpotCheck:
                writer.Bytes(bytes, RecordCodec.NonceBytesMin, RecordCodec.HashBytes, "nonce");
                break;
            case CommandCode.Resend:
                writer.Integer(command.FromSequence, 1, MeterRecord.SequenceMax, "from sequence");
                break;
            case CommandCode.RotateKey:
                writer.Cbor.WriteNull();
                break;
        }
    }

    // The argument is already known to be one item of canonical CBOR.
    private static RecordStatus ReadArgument(PayloadReader reader, Command command)
    {
        CborReader cbor = reader.Cbor;
        bool fits = true;
        switch (command.Code)
        {
            case CommandCode.SetFactorSet:
                command.Bytes = cbor.ReadBytes(1, FactorSetCodec.SizeBytesMax);
                fits = FactorSetCodec.Decode(command.Bytes, out _) is not null;
                break;
            case CommandCode.SetParameterSet:
                command.Bytes = cbor.ReadBytes(1, ParameterSetCodec.SizeBytesMax);
                fits = ParameterSetCodec.Decode(command.Bytes, out _) is not null;
                break;
            case CommandCode.SetIntervals:
                reader.Array(2);
                command.LengthSeconds = (int)cbor.ReadInteger(IntervalRecord.LengthSecondsMin, IntervalRecord.LengthSecondsMax);
                command.IntervalsPerRecord = (int)cbor.ReadInteger(1, IntervalRecord.IntervalsMax);
                fits = RecordRules.IsDivisorOfHour(command.LengthSeconds);
                break;
            case CommandCode.SpotCheck:
                command.Bytes = cbor.ReadBytes(RecordCodec.NonceBytesMin, RecordCodec.HashBytes);
                break;
            case CommandCode.Resend:
                command.FromSequence = cbor.ReadInteger(1, MeterRecord.SequenceMax);
                break;
            case CommandCode.RotateKey:
                fits = cbor.TryReadNull();
                break;
            default:
                return RecordStatus.UnknownCode;
        }
        if (fits && reader.Status == RecordStatus.Ok) return RecordStatus.Ok;
        // What was read of it before it went wrong means nothing.
        command.Bytes = null;
        command.LengthSeconds = command.IntervalsPerRecord = 0;
        command.FromSequence = 0;
        return RecordStatus.BadArgument;
    }
}
