using System.Text;
using CarbonMeter.Mqtt;

namespace Mqtt.Tests.Harness;

/// <summary>Packets put together by hand, independent of the code under test.</summary>
internal static class Packets
{
    public static readonly byte[] PingReq = [0xC0, 0];
    public static readonly byte[] PingResp = [0xD0, 0];
    public static readonly byte[] Disconnect = [0xE0, 0];

    public static byte[] Packet(int first, params byte[] body) => [(byte)first, .. VariableInt(body.Length), .. body];

    public static byte[] String(string text) => Binary(Encoding.UTF8.GetBytes(text));

    public static byte[] Binary(byte[] bytes) => [.. UInt16(bytes.Length), .. bytes];

    public static byte[] UInt16(int value) => [(byte)(value >> 8), (byte)value];

    public static byte[] VariableInt(int value)
    {
        var bytes = new List<byte>();
        do
        {
            bytes.Add((byte)(value & 0x7F | (value > 0x7F ? 0x80 : 0)));
            value >>= 7;
        }
        while (value > 0);
        return [.. bytes];
    }

    public static byte[] Connect(string clientId, MqttVersion version = MqttVersion.V311, int keepAliveSeconds = 60, byte[]? properties = null) =>
        Packet(0x10, [.. ConnectHead(version, 2, keepAliveSeconds, properties), .. String(clientId)]);

    public static byte[] ConnectWithWill(string clientId, MqttVersion version, string topic, byte[] payload) =>
        Packet(0x10, [.. ConnectHead(version, 2 | 4 | 8, 60, null), .. String(clientId),
            .. version == MqttVersion.V5 ? new byte[] { 0 } : [], .. String(topic), .. Binary(payload)]);

    public static byte[] ConnectHead(MqttVersion version, int flags, int keepAliveSeconds, byte[]? properties) =>
        [.. String("MQTT"), (byte)version, (byte)flags, .. UInt16(keepAliveSeconds),
            .. version == MqttVersion.V5 ? [.. VariableInt(properties?.Length ?? 0), .. properties ?? []] : Array.Empty<byte>()];

    /// <summary>At QoS 1 when there is a packet id.</summary>
    public static byte[] Publish(string topic, byte[] payload, int packetId = 0, MqttVersion version = MqttVersion.V311, int flags = 0) =>
        Packet(0x30 | flags | (packetId > 0 ? 2 : 0), [.. String(topic), .. packetId > 0 ? UInt16(packetId) : [],
            .. version == MqttVersion.V5 ? new byte[] { 0 } : [], .. payload]);

    public static byte[] PubAck(int packetId) => Packet(0x40, UInt16(packetId));

    public static byte[] Subscribe(int packetId, string topic, int options, MqttVersion version = MqttVersion.V311) =>
        Packet(0x82, [.. UInt16(packetId), .. version == MqttVersion.V5 ? new byte[] { 0 } : [], .. String(topic), (byte)options]);

    public static byte[] Unsubscribe(int packetId, string topic, MqttVersion version = MqttVersion.V311) =>
        Packet(0xA2, [.. UInt16(packetId), .. version == MqttVersion.V5 ? new byte[] { 0 } : [], .. String(topic)]);
}
