using System;
using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace CarbonMeter.Mqtt.Wire;

/// <summary>
/// Reads the fields of one packet's body. The first field that is not there or not as it must be sets
/// <see cref="Failed"/>, and everything after it reads as empty: the caller looks once, at the end.
/// </summary>
internal ref struct PacketReader(ReadOnlySpan<byte> body)
{
    private ReadOnlySpan<byte> _rest = body;

    public bool Failed { get; private set; }

    public readonly bool AtEnd => _rest.IsEmpty;

    public byte ReadByte() => Take(1) is { Length: 1 } field ? field[0] : (byte)0;

    public ushort ReadUInt16() => Take(2) is { Length: 2 } field ? BinaryPrimitives.ReadUInt16BigEndian(field) : (ushort)0;

    public uint ReadUInt32() => Take(4) is { Length: 4 } field ? BinaryPrimitives.ReadUInt32BigEndian(field) : 0;

    /// <summary>At most four bytes, the shortest form only.</summary>
    public int ReadVariableInt()
    {
        int value = 0;
        for (int shift = 0; shift < 28; shift += 7)
        {
            byte next = ReadByte();
            value |= (next & 0x7F) << shift;
            if (next >= 0x80) continue;
            if (next == 0 && shift > 0) Failed = true;
            return value;
        }
        Failed = true;
        return 0;
    }

    public ReadOnlySpan<byte> ReadBinary() => Take(ReadUInt16());

    /// <summary>The bytes of a string: well-formed UTF-8 without U+0000 (3.1.1, 1.5.3).</summary>
    public ReadOnlySpan<byte> ReadStringBytes()
    {
        var field = ReadBinary();
        if (Utf8.IsValid(field) && !field.Contains((byte)0)) return field;
        Failed = true;
        return default;
    }

    public string ReadString() => Encoding.UTF8.GetString(ReadStringBytes());

    /// <summary>Everything not read yet.</summary>
    public ReadOnlySpan<byte> ReadRest() => Take(_rest.Length);

    /// <summary>A reader over the next bytes of this one, for what carries its own length.</summary>
    public PacketReader Nested(int sizeBytes) => new(Take(sizeBytes));

    public void Fail() => Failed = true;

    private ReadOnlySpan<byte> Take(int sizeBytes)
    {
        if (Failed || sizeBytes > _rest.Length)
        {
            Failed = true;
            return default;
        }
        var field = _rest[..sizeBytes];
        _rest = _rest[sizeBytes..];
        return field;
    }
}
