using System;
using System.Text;

namespace CarbonMeter.Mqtt.Wire;

/// <summary>A CONNECT taken apart, or why it cannot be.</summary>
internal sealed class ConnectPacket
{
    public MqttVersion Version { get; private set; }
    public string ClientId { get; private set; } = "";
    public string? Username { get; private set; }
    public byte[]? Password { get; private set; }
    public MqttWill? Will { get; private set; }
    public int KeepAliveSeconds { get; private set; }
    public PacketProperties Properties { get; private set; }

    /// <summary>Null when the packet is good; <see cref="Version"/> is set in any case as soon as it is known.</summary>
    public MqttCloseReason? Fault { get; private set; }

    public static ConnectPacket Read(ReadOnlySpan<byte> body)
    {
        var packet = new ConnectPacket();
        var reader = new PacketReader(body);
        packet.Fault = packet.ReadFrom(ref reader);
        return packet;
    }

    private MqttCloseReason? ReadFrom(ref PacketReader reader)
    {
        var name = reader.ReadStringBytes();
        int level = reader.ReadByte();
        int flags = reader.ReadByte();
        KeepAliveSeconds = reader.ReadUInt16();
        if (reader.Failed) return MqttCloseReason.Malformed;
        if (!name.SequenceEqual("MQTT"u8) || level is not ((int)MqttVersion.V311 or (int)MqttVersion.V5))
            return MqttCloseReason.UnsupportedVersion;
        Version = (MqttVersion)level;

        bool hasWill = (flags & 4) != 0, hasPassword = (flags & 0x40) != 0, hasUsername = (flags & 0x80) != 0;
        int willQos = flags >> 3 & 3;
        if ((flags & 1) != 0 || willQos == 3 || !hasWill && (flags & 0x38) != 0) return MqttCloseReason.Malformed;
        if (hasPassword && !hasUsername && Version == MqttVersion.V311) return MqttCloseReason.Malformed;

        if (Version == MqttVersion.V5) Properties = PropertyReader.Read(ref reader, PropertyReader.InConnect);
        else Properties = new PacketProperties { ReceiveMaximum = ushort.MaxValue, MaximumPacketSizeBytes = uint.MaxValue };
        var clientId = reader.ReadStringBytes();
        MqttCloseReason? willFault = hasWill ? ReadWill(ref reader, willQos, (flags & 0x20) != 0) : null;
        if (hasUsername) Username = reader.ReadString();
        if (hasPassword) Password = reader.ReadBinary().ToArray();

        if (reader.Failed || !reader.AtEnd) return MqttCloseReason.Malformed;
        if (willFault is not null) return willFault;
        if (Properties.HasAuthentication) return MqttCloseReason.NotAuthorized;
        if (clientId.Length is 0 or > MqttOptions.ClientIdBytesMax) return MqttCloseReason.IdentifierRejected;
        ClientId = Encoding.UTF8.GetString(clientId);
        return null;
    }

    private MqttCloseReason? ReadWill(ref PacketReader reader, int qos, bool retain)
    {
        if (Version == MqttVersion.V5) PropertyReader.Read(ref reader, PropertyReader.InWill);
        var topic = reader.ReadStringBytes();
        byte[] payload = reader.ReadBinary().ToArray();
        if (reader.Failed) return null; // the caller sees it
        if (!TopicName.IsValid(topic)) return MqttCloseReason.TopicInvalid;
        if (qos == 2) return MqttCloseReason.QosNotSupported;
        Will = new MqttWill(Encoding.UTF8.GetString(topic), payload, (MqttQos)qos, retain);
        return null;
    }
}

/// <summary>The rules for the name of a topic (3.1.1, 4.7), as bytes that are known to be UTF-8 without U+0000.</summary>
internal static class TopicName
{
    public const int SizeBytesMax = 256;

    public static bool IsValid(ReadOnlySpan<byte> name) =>
        name.Length is > 0 and <= SizeBytesMax && !name.ContainsAny((byte)'+', (byte)'#');
}
