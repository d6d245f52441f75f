namespace CarbonMeter.DotNet;

using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using CarbonMeter.Cbor;
using CarbonMeter.Crypto;

/// <summary>
/// A COSE_Sign1 message read in place: what <see cref="CoseSign1"/> accepts, without copying it, and hashed by the
/// platform. The form is fixed, so a message is seven known bytes, the payload with its head, and a signature with its head.
/// </summary>
public readonly ref struct CoseSign1View
{
    private const int SignatureItemBytes = 2 + P256.SignatureBytes;
    private const int StackBytesMax = 2048;

    // Tag 18, array of 4, protected header { 1: -7 }, empty map.
    private static ReadOnlySpan<byte> Prefix => [0xD2, 0x84, 0x43, 0xA1, 0x01, 0x26, 0xA0];

    // Array of 4, "Signature1", protected header { 1: -7 }, no external data; the payload item follows as it stands.
    private static ReadOnlySpan<byte> SigPrefix =>
        [0x84, 0x6A, 0x53, 0x69, 0x67, 0x6E, 0x61, 0x74, 0x75, 0x72, 0x65, 0x31, 0x43, 0xA1, 0x01, 0x26, 0x40];

    private readonly ReadOnlySpan<byte> _payloadItem;
    private readonly int _payloadHeadBytes;

    private CoseSign1View(ReadOnlySpan<byte> payloadItem, int payloadHeadBytes, ReadOnlySpan<byte> signature)
    {
        _payloadItem = payloadItem;
        _payloadHeadBytes = payloadHeadBytes;
        Signature = signature;
    }

    /// <summary>What was signed.</summary>
    public ReadOnlySpan<byte> Payload => _payloadItem[_payloadHeadBytes..];

    /// <summary>Where the payload begins in the message; it ends where the signature's head begins.</summary>
    public int PayloadOffset => Prefix.Length + _payloadHeadBytes;

    /// <summary>64 bytes, r then s.</summary>
    public ReadOnlySpan<byte> Signature { get; }

    /// <summary>Reads a message; the status is the one <see cref="CoseSign1.TryParse"/> gives for the same bytes.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out CoseSign1View view, out CoseStatus status)
    {
        view = default;
        int itemBytes = bytes.Length - Prefix.Length - SignatureItemBytes;
        if (itemBytes > 0 && bytes.StartsWith(Prefix))
        {
            ReadOnlySpan<byte> item = bytes.Slice(Prefix.Length, itemBytes);
            ReadOnlySpan<byte> signature = bytes[^SignatureItemBytes..];
            int headBytes = HeadBytes(item);
            if (headBytes > 0 && signature[0] == 0x58 && signature[1] == P256.SignatureBytes)
            {
                view = new CoseSign1View(item, headBytes, signature[2..]);
                status = CoseStatus.Ok;
                return true;
            }
        }
        // Bad messages are rare; the reader that knows every reason says which one it is.
        CoseSign1.TryParse(bytes.ToArray(), out _, out status);
        if (status == CoseStatus.Ok) throw new InvalidOperationException("two readers disagree on a message");
        return false;
    }

    /// <summary>Writes the 32-byte SHA-256 of what is signed.</summary>
    public void HashInto(Span<byte> sha256)
    {
        int lengthBytes = SigPrefix.Length + _payloadItem.Length;
        byte[]? rented = lengthBytes > StackBytesMax ? ArrayPool<byte>.Shared.Rent(lengthBytes) : null;
        Span<byte> signed = rented ?? stackalloc byte[StackBytesMax];
        SigPrefix.CopyTo(signed);
        _payloadItem.CopyTo(signed[SigPrefix.Length..]);
        SHA256.HashData(signed[..lengthBytes], sha256);
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
    }

    /// <summary>Whether the signature is the key's signature of the payload.</summary>
    public bool IsSignedBy(PlatformVerifier verifier)
    {
        Span<byte> hash = stackalloc byte[Sha256.SizeBytes];
        HashInto(hash);
        return verifier.VerifyHash(hash, Signature);
    }

    // Bytes in the head of a byte string that fills the item exactly, in its shortest form; 0 where it is anything else.
    private static int HeadBytes(ReadOnlySpan<byte> item)
    {
        int initial = item[0] - ((int)CborType.Bytes << 5);
        long rest = item.Length - 1;
        if (initial < 24) return initial == rest ? 1 : 0;
        if (initial == 24) return rest >= 1 && item[1] >= 24 && item[1] == rest - 1 ? 2 : 0;
        if (initial == 25 && rest >= 2)
            return BinaryPrimitives.ReadUInt16BigEndian(item[1..]) is > 0xFF and var count && count == rest - 2 ? 3 : 0;
        if (initial == 26 && rest >= 4)
            return BinaryPrimitives.ReadUInt32BigEndian(item[1..]) is > 0xFFFF and var count && count == rest - 4 ? 5 : 0;
        return 0;
    }
}
