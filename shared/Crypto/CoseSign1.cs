namespace CarbonMeter.Crypto;

using System;
using CarbonMeter.Cbor;

/// <summary>Why bytes are not a COSE_Sign1 message of ours, or Ok.</summary>
public enum CoseStatus
{
    Ok = 0,
    /// <summary>Not deterministic CBOR, cut short, or a payload that is not a byte string.</summary>
    Malformed = 1,
    /// <summary>Not tag 18 with four items.</summary>
    NotSign1 = 2,
    /// <summary>A protected header other than { 1: -7 }, or an unprotected header that is not empty.</summary>
    UnexpectedHeader = 3,
    /// <summary>A signature that is not 64 bytes.</summary>
    SignatureLength = 4,
    /// <summary>Something follows the message.</summary>
    TrailingBytes = 5,
}

/// <summary>
/// A COSE_Sign1 message (RFC 9052 section 4.2) in the one form this system uses: tag 18, protected header { 1: -7 }
/// (ES256), empty unprotected header, payload in place, 64-byte signature. Parsing says nothing about the signature:
/// <see cref="IsSignedBy"/> does.
/// </summary>
public sealed class CoseSign1
{
    /// <summary>The most bytes the form adds to a payload: 7 of heads, 1 + 4 of payload length, 2 + 64 of signature.</summary>
    public const int OverheadBytesMax = 78;

    private const int Tag = 18;
    private const int Items = 4;
    private static readonly byte[] s_protected = { 0xA1, 0x01, 0x26 };
    private static readonly byte[] s_none = new byte[0];
    private const string Context = "Signature1";

    private CoseSign1(byte[] payload, byte[] signature)
    {
        Payload = payload;
        Signature = signature;
    }

    /// <summary>What was signed.</summary>
    public byte[] Payload { get; }

    /// <summary>64 bytes, r then s.</summary>
    public byte[] Signature { get; }

    /// <summary>Reads a message; whatever is accepted encodes back to the same bytes.</summary>
    public static bool TryParse(byte[] bytes, out CoseSign1? message, out CoseStatus status)
    {
        Require.NotNull(bytes, nameof(bytes));
        status = Read(new CborReader(bytes), bytes.Length, out byte[] payload, out byte[] signature);
        message = status == CoseStatus.Ok ? new CoseSign1(payload, signature) : null;
        return status == CoseStatus.Ok;
    }

    /// <summary>The encoded message with a signature of the payload, by a signer that always answers: one in software.</summary>
    public static byte[] Encode(byte[] payload, ISigner signer)
    {
        Require.That(TryEncode(payload, signer, out byte[] message), "the signer did not answer");
        return message;
    }

    /// <summary>The encoded message with a signature of the payload. False, and nothing, where the signer did not answer.</summary>
    public static bool TryEncode(byte[] payload, ISigner signer, out byte[] message)
    {
        message = s_none;
        byte[]? signature = signer.SignHash(SigStructureHash(payload));
        if (signature == null) return false;
        Require.Length(signature, P256.SignatureBytes, nameof(signature));
        CborWriter writer = new CborWriter(payload.Length + OverheadBytesMax);
        writer.WriteTag(Tag);
        writer.WriteArray(Items);
        writer.WriteBytes(s_protected);
        writer.WriteMap(0);
        writer.WriteBytes(payload);
        writer.WriteBytes(signature);
        message = writer.ToArray();
        return true;
    }

    /// <summary>The SHA-256 of the bytes that are signed for a payload, 32 bytes.</summary>
    public static byte[] SigStructureHash(byte[] payload) => Sha256.Hash(SigStructure(s_protected, s_none, payload));

    /// <summary>The bytes that are signed (RFC 9052 section 4.4): [ "Signature1", protected, external data, payload ].</summary>
    public static byte[] SigStructure(byte[] protectedBytes, byte[] externalAad, byte[] payload)
    {
        CborWriter writer = new CborWriter(payload.Length + protectedBytes.Length + externalAad.Length + Context.Length + 17);
        writer.WriteArray(Items);
        writer.WriteText(Context);
        writer.WriteBytes(protectedBytes);
        writer.WriteBytes(externalAad);
        writer.WriteBytes(payload);
        return writer.ToArray();
    }

    /// <summary>Whether the signature is the verifier's key's signature of the payload.</summary>
    public bool IsSignedBy(IVerifier verifier) => verifier.VerifyHash(SigStructureHash(Payload), Signature);

    private static CoseStatus Read(CborReader reader, int payloadBytesMax, out byte[] payload, out byte[] signature)
    {
        payload = s_none;
        signature = s_none;
        reader.ReadTag(Tag);
        if (reader.ReadArray(Items) != Items) return Reason(reader, CoseStatus.NotSign1);
        byte[] header = reader.ReadBytes(0, s_protected.Length);
        if (!ConstantTime.Equals(header, s_protected)) return Reason(reader, CoseStatus.UnexpectedHeader);
        reader.ReadMap(0);
        if (reader.Status != CborStatus.Ok) return Reason(reader, CoseStatus.UnexpectedHeader);
        payload = reader.ReadBytes(0, payloadBytesMax);
        if (reader.Status != CborStatus.Ok) return CoseStatus.Malformed;
        signature = reader.ReadBytes(P256.SignatureBytes, P256.SignatureBytes);
        if (reader.Status != CborStatus.Ok) return Reason(reader, CoseStatus.SignatureLength);
        reader.End();
        return reader.Status == CborStatus.Ok ? CoseStatus.Ok : CoseStatus.TrailingBytes;
    }

    // Sound CBOR with other content than ours has the reason given; broken CBOR is Malformed wherever it breaks.
    private static CoseStatus Reason(CborReader reader, CoseStatus reason)
    {
        switch (reader.Status)
        {
            case CborStatus.Ok:
            case CborStatus.WrongType:
            case CborStatus.OutOfRange:
            case CborStatus.TooLong:
                return reason;
            default:
                return CoseStatus.Malformed;
        }
    }
}
