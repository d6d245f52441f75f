using CarbonMeter.Boards;
using CarbonMeter.Crypto;

namespace CarbonMeter.Records;

/// <summary>The payload of an enrolment request, docs/formats/enrolment.md. What decodes, encodes to the same bytes.</summary>
public static class EnrolmentCodec
{
    /// <summary>Largest payload, in bytes.</summary>
    public const int PayloadBytesMax = 256;

    /// <summary>Longest serial number of a secure element, in bytes.</summary>
    public const int SerialBytesMax = 16;

    private const int Kind = 67;
    private const int KeyCount = 9;
    private const int FirmwareIdLengthMax = 64;

    /// <summary>The payload bytes of a request.</summary>
    /// <exception cref="System.ArgumentException">A field is outside its range, or a rule is broken.</exception>
    public static byte[] EncodePayload(Enrolment enrolment)
    {
        Require.NotNull(enrolment, nameof(enrolment));
        PayloadWriter writer = new PayloadWriter(PayloadBytesMax);
        writer.Head(KeyCount, Kind);
        Require.That(MeterId.IsValid(enrolment.MeterId), "meter id");
        writer.Cbor.WriteInteger(3);
        writer.Cbor.WriteText(enrolment.MeterId);
        writer.Cbor.WriteInteger(4);
        writer.Bytes(enrolment.PublicKey, P256.PublicKeyBytes, P256.PublicKeyBytes, "public key");
        writer.Integer(5, (int)enrolment.KeyClass, (int)KeyClass.Development, (int)KeyClass.SecureElement, "key class");
        writer.Cbor.WriteInteger(6);
        writer.Text(enrolment.BoardName, BoardCodec.NameLengthMax, false, "board name");
        writer.Cbor.WriteInteger(7);
        writer.Text(enrolment.FirmwareId, FirmwareIdLengthMax, true, "firmware id");
        writer.Cbor.WriteInteger(8);
        if (enrolment.SecureElementSerial == null) writer.Cbor.WriteNull();
        else writer.Bytes(enrolment.SecureElementSerial, 1, SerialBytesMax, "serial number");
        writer.Cbor.WriteInteger(9);
        writer.Reading(enrolment.MadeAtUnixMs, 0, MeterRecord.UnixMsMax, "made at");
        return writer.ToArray(Judge(enrolment), PayloadBytesMax);
    }

    /// <summary>The request these payload bytes are, or null and the first reason to refuse them.</summary>
    public static Enrolment? DecodePayload(byte[] payload, out RecordStatus status)
    {
        Require.NotNull(payload, nameof(payload));
        PayloadReader reader = new PayloadReader(payload, PayloadBytesMax);
        int keyCount = reader.ReadHead(out long kind);
        if (kind != Kind) reader.Fail(RecordStatus.UnknownKind);
        if (keyCount != KeyCount) reader.Fail(RecordStatus.WrongCount);
        Enrolment enrolment = new Enrolment();
        reader.Cbor.ReadKey(3);
        enrolment.MeterId = reader.MeterIdText();
        enrolment.PublicKey = reader.Bytes(4, P256.PublicKeyBytes, P256.PublicKeyBytes);
        enrolment.KeyClass = (KeyClass)(int)reader.Integer(5, (int)KeyClass.Development, (int)KeyClass.SecureElement);
        reader.Cbor.ReadKey(6);
        enrolment.BoardName = reader.Text(BoardCodec.NameLengthMax, false);
        reader.Cbor.ReadKey(7);
        enrolment.FirmwareId = reader.Text(FirmwareIdLengthMax, true);
        reader.Cbor.ReadKey(8);
        if (!reader.Cbor.TryReadNull()) enrolment.SecureElementSerial = reader.Cbor.ReadBytes(1, SerialBytesMax);
        reader.Cbor.ReadKey(9);
        enrolment.MadeAtUnixMs = reader.Reading(0, MeterRecord.UnixMsMax);
        reader.Cbor.End();
        status = reader.Status;
        if (status == RecordStatus.Ok) status = Judge(enrolment);
        return status == RecordStatus.Ok ? enrolment : null;
    }

    private static RecordStatus Judge(Enrolment enrolment)
    {
        if (!BoardCodec.IsName(enrolment.BoardName)) return RecordStatus.BadText;
        bool isInElement = enrolment.KeyClass == KeyClass.SecureElement;
        if (isInElement != (enrolment.SecureElementSerial != null)) return RecordStatus.SerialMismatch;
        return P256.IsPublicKey(enrolment.PublicKey) ? RecordStatus.Ok : RecordStatus.NotAKey;
    }
}
