using System;
using System.Buffers.Binary;
using System.Text;

namespace CarbonMeter.Mqtt.Wire;

/// <summary>Appends whole packets to a queue. Callers have checked sizes: no string above 65535 bytes, no packet above 256 MiB.</summary>
internal static class PacketWriter
{
    public static void PubAck(ref ByteQueue queue, ushort packetId) => WithId(ref queue, PacketType.PubAck, packetId);

    public static void PingReq(ref ByteQueue queue) => Empty(ref queue, PacketType.PingReq);

    public static void PingResp(ref ByteQueue queue) => Empty(ref queue, PacketType.PingResp);

    /// <summary>The 3.1.1 form.</summary>
    public static void ConnAck(ref ByteQueue queue, byte returnCode)
    {
        var packet = queue.Append(4);
        packet[0] = PacketType.ConnAck << 4;
        packet[1] = 2;
        packet[2] = 0; // no session is ever kept, so none is ever present
        packet[3] = returnCode;
    }

    /// <summary>The 5.0 form; properties as they stand on the wire, without their length.</summary>
    public static void ConnAckV5(ref ByteQueue queue, byte reasonCode, ReadOnlySpan<byte> properties)
    {
        var packet = queue.Append(5 + properties.Length);
        packet[0] = PacketType.ConnAck << 4;
        packet[1] = (byte)(3 + properties.Length);
        packet[2] = 0;
        packet[3] = reasonCode;
        packet[4] = (byte)properties.Length;
        properties.CopyTo(packet[5..]);
    }

    /// <summary>The client's DISCONNECT of 3.1.1, and the normal one of 5.0.</summary>
    public static void Disconnect(ref ByteQueue queue) => Empty(ref queue, PacketType.Disconnect);

    public static void DisconnectV5(ref ByteQueue queue, byte reasonCode)
    {
        var packet = queue.Append(3);
        packet[0] = PacketType.Disconnect << 4;
        packet[1] = 1;
        packet[2] = reasonCode;
    }

    /// <summary>SUBACK or UNSUBACK with one code a topic; 5.0 adds an empty property list, 3.1.1 UNSUBACK has no codes.</summary>
    public static void Answer(ref ByteQueue queue, int type, ushort packetId, ReadOnlySpan<byte> codes, MqttVersion version)
    {
        int properties = version == MqttVersion.V5 ? 1 : 0;
        int bodySizeBytes = 2 + properties + codes.Length;
        var body = Start(ref queue, type << 4, bodySizeBytes);
        BinaryPrimitives.WriteUInt16BigEndian(body, packetId);
        if (properties != 0) body[2] = 0;
        codes.CopyTo(body[(2 + properties)..]);
    }

    public static int PublishSizeBytes(string topic, int payloadSizeBytes, MqttQos qos, MqttVersion version)
    {
        int bodySizeBytes = PublishBodySizeBytes(topic, payloadSizeBytes, qos, version);
        return 1 + LengthSizeBytes(bodySizeBytes) + bodySizeBytes;
    }

    public static void Publish(ref ByteQueue queue, string topic, ReadOnlySpan<byte> payload, MqttQos qos, bool retain,
        ushort packetId, MqttVersion version)
    {
        int flags = (int)qos << 1 | (retain ? 1 : 0);
        var body = Start(ref queue, PacketType.Publish << 4 | flags, PublishBodySizeBytes(topic, payload.Length, qos, version));
        int at = PutString(body, topic);
        if (qos != MqttQos.AtMostOnce)
        {
            BinaryPrimitives.WriteUInt16BigEndian(body[at..], packetId);
            at += 2;
        }
        if (version == MqttVersion.V5) body[at++] = 0;
        payload.CopyTo(body[at..]);
    }

    /// <summary>CONNECT of 3.1.1 with a clean session.</summary>
    public static void Connect(ref ByteQueue queue, MqttClientOptions options)
    {
        var will = options.Will;
        byte[]? password = options.Username is null ? null : options.Password;
        int flags = 2;
        if (will is not null) flags |= 4 | (int)will.Qos << 3 | (will.Retain ? 0x20 : 0);
        if (options.Username is not null) flags |= 0x80;
        if (password is not null) flags |= 0x40;

        int bodySizeBytes = 10 + StringSizeBytes(options.ClientId);
        if (will is not null) bodySizeBytes += StringSizeBytes(will.Topic) + 2 + will.Payload.Length;
        if (options.Username is not null) bodySizeBytes += StringSizeBytes(options.Username);
        if (password is not null) bodySizeBytes += 2 + password.Length;

        var body = Start(ref queue, PacketType.Connect << 4, bodySizeBytes);
        int at = PutString(body, "MQTT");
        body[at++] = (byte)MqttVersion.V311;
        body[at++] = (byte)flags;
        BinaryPrimitives.WriteUInt16BigEndian(body[at..], (ushort)options.KeepAliveSeconds);
        at += 2;
        at += PutString(body[at..], options.ClientId);
        if (will is not null)
        {
            at += PutString(body[at..], will.Topic);
            at += PutBinary(body[at..], will.Payload);
        }
        if (options.Username is not null) at += PutString(body[at..], options.Username);
        if (password is not null) PutBinary(body[at..], password);
    }

    /// <summary>SUBSCRIBE of 3.1.1 with one topic.</summary>
    public static void Subscribe(ref ByteQueue queue, ushort packetId, string topic, MqttQos qos)
    {
        var body = Start(ref queue, PacketType.Subscribe << 4 | 2, 2 + StringSizeBytes(topic) + 1);
        BinaryPrimitives.WriteUInt16BigEndian(body, packetId);
        int at = 2 + PutString(body[2..], topic);
        body[at] = (byte)qos;
    }

    private static int PublishBodySizeBytes(string topic, int payloadSizeBytes, MqttQos qos, MqttVersion version) =>
        StringSizeBytes(topic) + (qos == MqttQos.AtMostOnce ? 0 : 2) + (version == MqttVersion.V5 ? 1 : 0) + payloadSizeBytes;

    private static void WithId(ref ByteQueue queue, int type, ushort packetId)
    {
        var packet = queue.Append(4);
        packet[0] = (byte)(type << 4);
        packet[1] = 2;
        BinaryPrimitives.WriteUInt16BigEndian(packet[2..], packetId);
    }

    private static void Empty(ref ByteQueue queue, int type)
    {
        var packet = queue.Append(2);
        packet[0] = (byte)(type << 4);
        packet[1] = 0;
    }

    private static Span<byte> Start(ref ByteQueue queue, int firstByte, int bodySizeBytes)
    {
        int lengthSizeBytes = LengthSizeBytes(bodySizeBytes);
        var packet = queue.Append(1 + lengthSizeBytes + bodySizeBytes);
        packet[0] = (byte)firstByte;
        int rest = bodySizeBytes;
        for (int index = 1; index <= lengthSizeBytes; index++, rest >>= 7)
            packet[index] = (byte)(rest & 0x7F | (index < lengthSizeBytes ? 0x80 : 0));
        return packet[(1 + lengthSizeBytes)..];
    }

    private static int LengthSizeBytes(int bodySizeBytes) =>
        bodySizeBytes < 1 << 7 ? 1 : bodySizeBytes < 1 << 14 ? 2 : bodySizeBytes < 1 << 21 ? 3 : 4;

    private static int StringSizeBytes(string text) => 2 + Encoding.UTF8.GetByteCount(text);

    private static int PutString(Span<byte> to, string text)
    {
        int sizeBytes = Encoding.UTF8.GetBytes(text, to[2..]);
        BinaryPrimitives.WriteUInt16BigEndian(to, (ushort)sizeBytes);
        return 2 + sizeBytes;
    }

    private static int PutBinary(Span<byte> to, ReadOnlySpan<byte> bytes)
    {
        BinaryPrimitives.WriteUInt16BigEndian(to, (ushort)bytes.Length);
        bytes.CopyTo(to[2..]);
        return 2 + bytes.Length;
    }
}
