namespace CarbonMeter.Mqtt.Wire;

/// <summary>The upper four bits of a packet's first byte.</summary>
internal static class PacketType
{
    public const int Connect = 1, ConnAck = 2, Publish = 3, PubAck = 4, PubRec = 5, PubRel = 6, PubComp = 7, Subscribe = 8;
    public const int SubAck = 9, Unsubscribe = 10, UnsubAck = 11, PingReq = 12, PingResp = 13, Disconnect = 14, Auth = 15;

    /// <summary>Bits 3 to 0 where the packet type prescribes them; PUBLISH uses them as flags.</summary>
    public static int RequiredFlags(int type) => type is PubRel or Subscribe or Unsubscribe ? 2 : 0;
}

internal enum FrameStatus
{
    Complete,
    Incomplete,
    Malformed,
}

/// <summary>The fixed header: type, flags and the length of what follows.</summary>
internal static class FixedHeader
{
    public const int SizeBytesMax = 5;

    /// <summary>Complete means that the header is; whether the body is there is for the caller to compare.</summary>
    public static FrameStatus Read(System.ReadOnlySpan<byte> bytes, out int headerSizeBytes, out int bodySizeBytes)
    {
        headerSizeBytes = bodySizeBytes = 0;
        for (int index = 1; index < bytes.Length && index < SizeBytesMax; index++)
        {
            int value = bytes[index];
            bodySizeBytes |= (value & 0x7F) << (7 * (index - 1));
            if (value >= 0x80) continue;
            // A length that ends in a zero byte has a shorter form, and only the shortest is allowed (5.0, 1.5.5).
            if (value == 0 && index > 1) return FrameStatus.Malformed;
            headerSizeBytes = index + 1;
            return FrameStatus.Complete;
        }
        return bytes.Length >= SizeBytesMax ? FrameStatus.Malformed : FrameStatus.Incomplete;
    }
}
