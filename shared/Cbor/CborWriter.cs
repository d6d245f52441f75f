namespace CarbonMeter.Cbor;

using System;

/// <summary>
/// Writes deterministic CBOR (RFC 8949 section 4.2.1): shortest heads, definite lengths, no floats.
/// The one rule left to the caller is that map keys are written in ascending bytewise order (0, 1, ... 23, 24, ...,
/// then -1, -2, ...), each once; <see cref="CborCheck"/> refuses anything else, and the codecs' tests run it.
/// </summary>
/// <remarks>The buffer grows by doubling; give the usual size as capacity and reuse the writer through Reset.</remarks>
public sealed class CborWriter
{
    private const int CapacityBytesMax = 1 << 24;
    private byte[] _bytes;
    private int _length;

    /// <param name="capacityBytes">Bytes to start with, 1 to 16 MiB, which is also the most a writer holds.</param>
    public CborWriter(int capacityBytes)
    {
        Require.InRange(capacityBytes, 1, CapacityBytesMax, nameof(capacityBytes));
        _bytes = new byte[capacityBytes];
    }

    /// <summary>Bytes written since the start or the last Reset.</summary>
    public int LengthBytes => _length;

    /// <summary>Forgets what was written and keeps the buffer.</summary>
    public void Reset() => _length = 0;

    /// <summary>A copy of what was written.</summary>
    public byte[] ToArray()
    {
        byte[] copy = new byte[_length];
        Array.Copy(_bytes, copy, _length);
        return copy;
    }

    /// <summary>An integer, any long.</summary>
    public void WriteInteger(long value)
    {
        // A negative integer n is carried as -1 - n, which is its complement.
        if (value < 0) WriteHead(CborType.Negative, ~value);
        else WriteHead(CborType.Unsigned, value);
    }

    /// <summary>A byte string.</summary>
    public void WriteBytes(byte[] value)
    {
        Require.NotNull(value, nameof(value));
        WriteBytes(value, 0, value.Length);
    }

    /// <summary>Part of an array as a byte string.</summary>
    public void WriteBytes(byte[] value, int offset, int count)
    {
        Require.Segment(value, offset, count, nameof(value));
        WriteHead(CborType.Bytes, count);
        Append(value, offset, count);
    }

    /// <summary>A text string in UTF-8.</summary>
    /// <exception cref="ArgumentException">The text holds half a surrogate pair, which no UTF-8 can carry.</exception>
    public void WriteText(string value)
    {
        Require.NotNull(value, nameof(value));
        byte[] utf8 = Utf8.Encode(value);
        WriteHead(CborType.Text, utf8.Length);
        Append(utf8, 0, utf8.Length);
    }

    /// <summary>The head of an array; the caller writes that many items after it.</summary>
    public void WriteArray(int count)
    {
        Require.InRange(count, 0, int.MaxValue, nameof(count));
        WriteHead(CborType.Array, count);
    }

    /// <summary>The head of a map; the caller writes that many pairs after it, keys ascending.</summary>
    public void WriteMap(int count)
    {
        Require.InRange(count, 0, int.MaxValue, nameof(count));
        WriteHead(CborType.Map, count);
    }

    /// <summary>A tag, 0 to the largest long; the caller writes the one item it applies to.</summary>
    public void WriteTag(long tag)
    {
        Require.InRange(tag, 0, long.MaxValue, nameof(tag));
        WriteHead(CborType.Tag, tag);
    }

    public void WriteNull() => WriteHead(CborType.Simple, CborReader.SimpleNull);

    public void WriteBoolean(bool value) => WriteHead(CborType.Simple, value ? CborReader.SimpleTrue : CborReader.SimpleFalse);

    private void WriteHead(CborType type, long argument)
    {
        int major = (int)type << 5;
        if (argument < 24) Put(major | (int)argument, 0, 0);
        else if (argument <= 0xFF) Put(major | 24, argument, 1);
        else if (argument <= 0xFFFF) Put(major | 25, argument, 2);
        else if (argument <= 0xFFFFFFFF) Put(major | 26, argument, 4);
        else Put(major | 27, argument, 8);
    }

    private void Put(int initial, long argument, int argumentBytes)
    {
        Reserve(1 + argumentBytes);
        _bytes[_length++] = (byte)initial;
        for (int shift = 8 * argumentBytes - 8; shift >= 0; shift -= 8) _bytes[_length++] = (byte)(argument >> shift);
    }

    private void Append(byte[] source, int offset, int count)
    {
        Reserve(count);
        Array.Copy(source, offset, _bytes, _length, count);
        _length += count;
    }

    private void Reserve(int count)
    {
        if (count <= _bytes.Length - _length) return;
        Require.InRange(count, 0, CapacityBytesMax - _length, nameof(count));
        int capacity = _bytes.Length;
        while (capacity < _length + count) capacity <<= 1;
        byte[] grown = new byte[capacity];
        Array.Copy(_bytes, grown, _length);
        _bytes = grown;
    }
}
