namespace CarbonMeter.Firmware.Drivers;

/// <summary>Commands of an ATECC608 that are used here.</summary>
internal enum AteccCommand
{
    Read = 0x02,
    Write = 0x12,
    Nonce = 0x16,
    Lock = 0x17,
    Random = 0x1B,
    Info = 0x30,
    GenKey = 0x40,
    Sign = 0x41,
}

/// <summary>
/// The packets of an ATECC608. A command: word address 0x03, count, opcode, parameter 1, parameter 2 (low byte first), data,
/// CRC (low byte first); an answer: count, data, CRC. The count is of everything from itself to the CRC.
/// </summary>
internal static class AteccPacket
{
    /// <summary>Word address that says: a command follows.</summary>
    public const int CommandWord = 0x03;

    /// <summary>Bytes of a command around its data, the word address included.</summary>
    public const int CommandOverheadBytes = 8;

    /// <summary>Bytes of an answer around its data.</summary>
    public const int AnswerOverheadBytes = 3;

    /// <summary>Bytes of an answer that is a status alone.</summary>
    public const int StatusBytes = 4;

    private const int Polynomial = 0x8005;

    /// <summary>CRC-16 with polynomial 0x8005 from 0; a byte goes in lowest bit first, and nothing is turned round at the end.</summary>
    public static int Crc(byte[] bytes, int offset, int count)
    {
        int crc = 0;
        for (int i = offset; i < offset + count; i++)
            for (int bit = 0; bit < 8; bit++)
            {
                bool differ = (bytes[i] >> bit & 1) != crc >> 15;
                crc = crc << 1 & 0xFFFF;
                if (differ) crc ^= Polynomial;
            }
        return crc;
    }

    /// <summary>Builds a command in a buffer that has room for it; how many bytes it takes.</summary>
    public static int Build(byte[] packet, AteccCommand command, int parameter1, int parameter2, byte[] data, int dataCount)
    {
        Require.InRange(packet.Length, CommandOverheadBytes + dataCount, int.MaxValue, "room for a packet");
        packet[0] = CommandWord;
        packet[1] = (byte)(CommandOverheadBytes - 1 + dataCount);
        packet[2] = (byte)(int)command;
        packet[3] = (byte)parameter1;
        packet[4] = (byte)parameter2;
        packet[5] = (byte)(parameter2 >> 8);
        for (int i = 0; i < dataCount; i++) packet[6 + i] = data[i];
        PutCrc(packet, 1, 5 + dataCount);
        return CommandOverheadBytes + dataCount;
    }

    /// <summary>Whether a packet begins at an offset, of at most that many bytes, whose count and CRC are right.</summary>
    public static bool IsWhole(byte[] bytes, int offset, int countMax)
    {
        int count = bytes[offset];
        if (count < StatusBytes || count > countMax) return false;
        int crc = Crc(bytes, offset, count - 2);
        return bytes[offset + count - 2] == (byte)crc && bytes[offset + count - 1] == (byte)(crc >> 8);
    }

    /// <summary>Puts the CRC of count bytes behind them.</summary>
    public static void PutCrc(byte[] bytes, int offset, int count)
    {
        int crc = Crc(bytes, offset, count);
        bytes[offset + count] = (byte)crc;
        bytes[offset + count + 1] = (byte)(crc >> 8);
    }
}
