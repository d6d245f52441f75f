namespace CarbonMeter.Firmware.Journal;

/// <summary>A flat big-endian image that is written once and read once, front to back. Fixed buffer, no allocation.</summary>
internal sealed class Image
{
    private int _at;

    public Image(int sizeBytes) { Buffer = new byte[sizeBytes]; }

    /// <summary>The bytes; those up to <see cref="LengthBytes"/> are meant.</summary>
    public byte[] Buffer { get; }

    /// <summary>Bytes written so far, or to be read.</summary>
    public int LengthBytes { get; private set; }

    /// <summary>Whether something was read beyond the end: the image is not what it should be.</summary>
    public bool Overrun { get; private set; }

    /// <summary>Whether everything was read.</summary>
    public bool IsAtEnd => _at == LengthBytes && !Overrun;

    /// <summary>Begins to write, behind bytes that somebody else fills in.</summary>
    public void Begin(int atBytes) { _at = atBytes; LengthBytes = atBytes; Overrun = false; }

    /// <summary>Begins to read what is in the buffer.</summary>
    public void Rewind(int lengthBytes) { _at = 0; LengthBytes = lengthBytes; Overrun = false; }

    public void Put(int value)
    {
        Require.InRange(_at, 0, Buffer.Length - 4, "image position");
        Bytes.Put(Buffer, _at, value);
        Advance(4);
    }

    public void Put(long value)
    {
        Put((int)(value >> 32));
        Put((int)value);
    }

    public void Put(byte[] value)
    {
        Require.InRange(_at, 0, Buffer.Length - value.Length, "image position");
        for (int i = 0; i < value.Length; i++) Buffer[_at + i] = value[i];
        Advance(value.Length);
    }

    public int TakeInt()
    {
        if (!CanTake(4)) return 0;
        int value = Bytes.Int(Buffer, _at);
        _at += 4;
        return value;
    }

    public long TakeLong()
    {
        long high = TakeInt();
        return high << 32 | (uint)TakeInt();
    }

    public byte[] TakeBytes(int count)
    {
        byte[] value = new byte[count];
        if (!CanTake(count)) return value;
        for (int i = 0; i < count; i++) value[i] = Buffer[_at + i];
        _at += count;
        return value;
    }

    private bool CanTake(int count)
    {
        if (_at + count <= LengthBytes) return true;
        Overrun = true;
        return false;
    }

    private void Advance(int count)
    {
        _at += count;
        LengthBytes = _at;
    }
}

/// <summary>Big-endian integers in byte arrays, and the checksum of stored blocks.</summary>
internal static class Bytes
{
    private static readonly uint[] s_crc = CrcTable();

    public static void Put(byte[] buffer, int at, int value)
    {
        buffer[at] = (byte)(value >> 24);
        buffer[at + 1] = (byte)(value >> 16);
        buffer[at + 2] = (byte)(value >> 8);
        buffer[at + 3] = (byte)value;
    }

    public static void Put(byte[] buffer, int at, long value)
    {
        Put(buffer, at, (int)(value >> 32));
        Put(buffer, at + 4, (int)value);
    }

    public static int Int(byte[] buffer, int at) => buffer[at] << 24 | buffer[at + 1] << 16 | buffer[at + 2] << 8 | buffer[at + 3];

    public static long Long(byte[] buffer, int at) => (long)Int(buffer, at) << 32 | (uint)Int(buffer, at + 4);

    /// <summary>CRC-32 of IEEE 802.3; begin with 0 and feed the result back in to go on.</summary>
    public static uint Crc(uint crc, byte[] buffer, int offset, int count)
    {
        crc = ~crc;
        int end = offset + count;
        for (int i = offset; i < end; i++) crc = s_crc[(crc ^ buffer[i]) & 0xFF] ^ crc >> 8;
        return ~crc;
    }

    private static uint[] CrcTable()
    {
        uint[] table = new uint[256];
        for (uint i = 0; i < 256; i++)
        {
            uint value = i;
            for (int bit = 0; bit < 8; bit++) value = (value & 1) != 0 ? 0xEDB88320u ^ value >> 1 : value >> 1;
            table[i] = value;
        }
        return table;
    }
}
