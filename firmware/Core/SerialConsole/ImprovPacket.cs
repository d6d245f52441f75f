namespace CarbonMeter.Firmware.SerialConsole;

/// <summary>The framing of Improv serial, version 1 (docs/formats/console.md section 6).</summary>
public static class ImprovPacket
{
    /// <summary>Bytes before the type: "IMPROV" and the version.</summary>
    public const int HeadBytes = 7;

    /// <summary>Where the type stands.</summary>
    public const int TypeAt = HeadBytes;

    /// <summary>Where the number of data bytes stands.</summary>
    public const int LengthAt = HeadBytes + 1;

    /// <summary>Where the data begin.</summary>
    public const int DataAt = HeadBytes + 2;

    /// <summary>Most data bytes.</summary>
    public const int DataBytesMax = 255;

    /// <summary>Largest packet, the checksum included.</summary>
    public const int SizeBytesMax = DataAt + DataBytesMax + 1;

    /// <summary>Types of packets.</summary>
    public const int State = 1, Error = 2, Command = 3, Result = 4;

    private static readonly byte[] s_head = { (byte)'I', (byte)'M', (byte)'P', (byte)'R', (byte)'O', (byte)'V', 1 };

    /// <summary>A byte of the head, index 0 to 6.</summary>
    public static byte Head(int index) => s_head[index];

    /// <summary>The checksum over the first count bytes of a packet: the low byte of their sum.</summary>
    public static byte Checksum(byte[] packet, int count)
    {
        int sum = 0;
        for (int i = 0; i < count; i++) sum += packet[i];
        return (byte)sum;
    }

    /// <summary>A whole packet of count data bytes, 0 to 255.</summary>
    public static byte[] Encode(int type, byte[] data, int count)
    {
        Require.InRange(type, 0, 255, nameof(type));
        Require.InRange(count, 0, DataBytesMax, nameof(count));
        Require.Segment(data, 0, count, nameof(data));
        byte[] packet = new byte[DataAt + count + 1];
        for (int i = 0; i < HeadBytes; i++) packet[i] = s_head[i];
        packet[TypeAt] = (byte)type;
        packet[LengthAt] = (byte)count;
        for (int i = 0; i < count; i++) packet[DataAt + i] = data[i];
        packet[DataAt + count] = Checksum(packet, DataAt + count);
        return packet;
    }
}
