using System;
using System.Buffers.Binary;
using System.Security.Cryptography;
using CarbonMeter.Crypto;

namespace CarbonMeter.Firmware.Virtual;

/// <summary>
/// A key store on storage that can lose power at any byte. The key the meter was commissioned with is in place 0 until
/// something is written there. Those it makes are kept in the clear, so they are development keys.
/// </summary>
public sealed class VirtualKeys : IKeyStore, IIdentityMark
{
    private const int Delivered = 0, Made = 1, Forgotten = 2;
    private const int CheckBytes = 8;
    private const int PlaceBytes = 1 + P256.ScalarBytes + CheckBytes;
    private const int MarkAt = 2 * PlaceBytes;
    private const int MarkBytes = sizeof(long) + CheckBytes;
    private const int DrawsMax = 8;

    private readonly ISigner _delivered;

    /// <summary>A store with a delivered key, kept in a file where one is given.</summary>
    public VirtualKeys(ISigner delivered, string? path = null)
    {
        _delivered = delivered;
        Storage = new VirtualStorage(MarkAt + MarkBytes, path);
    }

    /// <summary>What it is kept in.</summary>
    public VirtualStorage Storage { get; }

    /// <inheritdoc/>
    public bool TryMake(int place, out byte[] publicKey)
    {
        byte[] privateKey = Draw();
        publicKey = P256.PublicKey(privateKey);
        return TryWrite(place, Made, privateKey);
    }

    /// <inheritdoc/>
    public bool TryOpen(int place, out ISigner? signer)
    {
        signer = null;
        byte[] block = new byte[PlaceBytes];
        if (!Storage.TryRead(place * PlaceBytes, block, 0, PlaceBytes)) return false;
        if (place == 0 && block.AsSpan().IndexOfAnyExcept((byte)Delivered) < 0) signer = _delivered;
        else if (block[0] == Made && IsWhole(block)) signer = new SoftwareSigner(block[1..(1 + P256.ScalarBytes)], KeyClass.Development);
        return true;
    }

    /// <inheritdoc/>
    public bool TryForget(int place)
    {
        byte[] block = new byte[PlaceBytes];
        if (!Storage.TryRead(place * PlaceBytes, block, 0, PlaceBytes)) return false;
        if (block[0] == Forgotten && IsWhole(block)) return true;
        return TryWrite(place, Forgotten, new byte[P256.ScalarBytes]);
    }

    /// <inheritdoc/>
    public bool TryRead(out long identity)
    {
        identity = 0;
        byte[] mark = new byte[MarkBytes];
        if (!Storage.TryRead(MarkAt, mark, 0, MarkBytes)) return false;
        if (IsWhole(mark)) identity = BinaryPrimitives.ReadInt64BigEndian(mark);
        return true;
    }

    /// <inheritdoc/>
    public bool TryKeep(long identity)
    {
        byte[] mark = new byte[MarkBytes];
        BinaryPrimitives.WriteInt64BigEndian(mark, identity);
        CheckOf(mark).CopyTo(mark.AsSpan(sizeof(long)));
        return Storage.TryWrite(MarkAt, mark, 0, MarkBytes);
    }

    private bool TryWrite(int place, int content, byte[] key)
    {
        byte[] block = new byte[PlaceBytes];
        block[0] = (byte)content;
        key.CopyTo(block, 1);
        CheckOf(block).CopyTo(block.AsSpan(PlaceBytes - CheckBytes));
        return Storage.TryWrite(place * PlaceBytes, block, 0, PlaceBytes);
    }

    private static ReadOnlySpan<byte> CheckOf(byte[] block) => SHA256.HashData(block.AsSpan(0, block.Length - CheckBytes)).AsSpan(0, CheckBytes);

    private static bool IsWhole(byte[] block) => CheckOf(block).SequenceEqual(block.AsSpan(block.Length - CheckBytes));

    // A scalar of zero or above the curve's order comes up once in 2^32 draws.
    private static byte[] Draw()
    {
        for (int draw = 0; draw < DrawsMax; draw++)
        {
            byte[] key = RandomNumberGenerator.GetBytes(P256.ScalarBytes);
            if (P256.IsPrivateKey(key)) return key;
        }
        throw new InvalidOperationException("The source of new keys gives none that lies from 1 to n - 1.");
    }
}
