using CarbonMeter.Mqtt;
using Mqtt.Tests.Harness;

namespace Mqtt.Tests;

/// <summary>Whatever arrives, the worst that happens is the end of that connection, with its reason counted.</summary>
public class MalformedTests
{
    private const MqttVersion V3 = MqttVersion.V311, V5 = MqttVersion.V5;

    /// <summary>What comes after a good CONNECT of that version, and why it ends the session.</summary>
    public static TheoryData<string, MqttVersion, byte[], MqttCloseReason> AfterConnect => new()
    {
        { "length of five bytes", V3, [0x30, 0xFF, 0xFF, 0xFF, 0xFF, 0x01], MqttCloseReason.Malformed },
        { "length not in its shortest form", V3, [0xC0, 0x80, 0x00], MqttCloseReason.Malformed },
        { "packet type 0", V3, [0x00, 0x00], MqttCloseReason.Malformed },
        { "empty topic", V3, Packets.Publish("", [1]), MqttCloseReason.TopicInvalid },
        { "wildcard + in topic", V3, Packets.Publish("a/+/b", [1]), MqttCloseReason.TopicInvalid },
        { "wildcard # in topic", V5, Packets.Publish("a/#", [1], 1, V5), MqttCloseReason.TopicInvalid },
        { "topic too long", V3, Packets.Publish(new string('t', 257), [1]), MqttCloseReason.TopicInvalid },
        { "topic not UTF-8", V3, Packets.Packet(0x30, [0, 2, 0xC3, 0x28]), MqttCloseReason.Malformed },
        { "surrogate in topic", V3, Packets.Packet(0x30, [0, 3, 0xED, 0xA0, 0x80]), MqttCloseReason.Malformed },
        { "NUL in topic", V3, Packets.Packet(0x30, [0, 3, 0x61, 0, 0x62]), MqttCloseReason.Malformed },
        { "topic longer than its packet", V3, Packets.Packet(0x30, [0, 9, 0x61]), MqttCloseReason.Malformed },
        { "publish without a body", V3, [0x30, 0], MqttCloseReason.Malformed },
        { "packet id missing", V3, Packets.Packet(0x32, Packets.String("t")), MqttCloseReason.Malformed },
        { "packet id 0", V3, Packets.Packet(0x32, [.. Packets.String("t"), 0, 0]), MqttCloseReason.Malformed },
        { "QoS 3", V3, Packets.Packet(0x36, [.. Packets.String("t"), 0, 1]), MqttCloseReason.Malformed },
        { "QoS 0 with DUP", V3, Packets.Publish("t", [1], flags: 8), MqttCloseReason.Malformed },
        { "QoS 2", V3, Packets.Packet(0x34, [.. Packets.String("t"), 0, 1]), MqttCloseReason.QosNotSupported },
        { "QoS 2, version 5", V5, Packets.Packet(0x34, [.. Packets.String("t"), 0, 1, 0]), MqttCloseReason.QosNotSupported },
        { "PUBREL", V3, Packets.Packet(0x62, [0, 1]), MqttCloseReason.ProtocolError },
        { "second CONNECT", V3, Packets.Connect("m"), MqttCloseReason.ProtocolError },
        { "CONNACK from a client", V3, Packets.Packet(0x20, [0, 0]), MqttCloseReason.ProtocolError },
        { "SUBACK from a client", V3, Packets.Packet(0x90, [0, 1, 0]), MqttCloseReason.ProtocolError },
        { "AUTH, version 5", V5, [0xF0, 0], MqttCloseReason.ProtocolError },
        { "reserved flags of PINGREQ", V3, [0xC1, 0], MqttCloseReason.Malformed },
        { "reserved flags of SUBSCRIBE", V3, Packets.Packet(0x80, [0, 1, .. Packets.String("t"), 0]), MqttCloseReason.Malformed },
        { "reserved flags of DISCONNECT", V3, [0xE4, 0], MqttCloseReason.Malformed },
        { "PINGREQ with a body", V3, Packets.Packet(0xC0, [1]), MqttCloseReason.Malformed },
        { "DISCONNECT with a body, 3.1.1", V3, Packets.Packet(0xE0, [0]), MqttCloseReason.Malformed },
        { "PUBACK too short", V3, Packets.Packet(0x40, [1]), MqttCloseReason.Malformed },
        { "PUBACK too long, 3.1.1", V3, Packets.Packet(0x40, [0, 1, 0]), MqttCloseReason.Malformed },
        { "SUBSCRIBE without a topic", V3, Packets.Packet(0x82, [0, 1]), MqttCloseReason.Malformed },
        { "SUBSCRIBE to the empty topic", V3, Packets.Subscribe(1, "", 0), MqttCloseReason.Malformed },
        { "SUBSCRIBE with packet id 0", V3, Packets.Subscribe(0, "t", 0), MqttCloseReason.Malformed },
        { "SUBSCRIBE at QoS 3", V3, Packets.Subscribe(1, "t", 3), MqttCloseReason.Malformed },
        { "SUBSCRIBE with reserved bits", V3, Packets.Subscribe(1, "t", 0x10), MqttCloseReason.Malformed },
        { "SUBSCRIBE with retain handling 3", V5, Packets.Subscribe(1, "t", 0x30, V5), MqttCloseReason.Malformed },
        { "SUBSCRIBE cut off", V3, Packets.Packet(0x82, [0, 1, .. Packets.String("t")]), MqttCloseReason.Malformed },
        { "SUBSCRIBE with an identifier", V5, Packets.Packet(0x82, [0, 1, 2, 11, 5, .. Packets.String("t"), 0]), MqttCloseReason.ProtocolError },
        { "UNSUBSCRIBE without a topic", V3, Packets.Packet(0xA2, [0, 1]), MqttCloseReason.Malformed },
        { "topic alias", V5, Packets.Packet(0x32, [.. Packets.String("t"), 0, 1, 3, 35, 0, 1]), MqttCloseReason.TopicAliasInvalid },
        { "property not allowed here", V5, Packets.Packet(0x30, [.. Packets.String("t"), 5, 17, 0, 0, 0, 1]), MqttCloseReason.Malformed },
        { "property twice", V5, Packets.Packet(0x30, [.. Packets.String("t"), 4, 1, 0, 1, 0]), MqttCloseReason.Malformed },
        { "property unknown", V5, Packets.Packet(0x30, [.. Packets.String("t"), 2, 127, 0]), MqttCloseReason.Malformed },
        { "property longer than its list", V5, Packets.Packet(0x30, [.. Packets.String("t"), 2, 2, 0, 0, 0, 0]), MqttCloseReason.Malformed },
        { "property list longer than its packet", V5, Packets.Packet(0x30, [.. Packets.String("t"), 9, 1]), MqttCloseReason.Malformed },
        { "property length not in its shortest form", V5, Packets.Packet(0x30, [.. Packets.String("t"), 0x80, 0]), MqttCloseReason.Malformed },
        { "property length of five bytes", V5, Packets.Packet(0x30, [.. Packets.String("t"), 0xFF, 0xFF, 0xFF, 0xFF, 1]), MqttCloseReason.Malformed },
        { "payload format 2", V5, Packets.Packet(0x30, [.. Packets.String("t"), 2, 1, 2]), MqttCloseReason.Malformed },
        { "packet above the limit", V3, [0x30, 0x81, 0x80, 0x04], MqttCloseReason.PacketTooLarge },
        { "packet of 256 MiB", V3, [0x30, 0xFF, 0xFF, 0xFF, 0x7F], MqttCloseReason.PacketTooLarge },
    };

    /// <summary>What comes instead of a good CONNECT, why it is refused and the CONNACK that says so, if one does.</summary>
    public static TheoryData<string, byte[], MqttCloseReason, byte[]> InsteadOfConnect => new()
    {
        { "PUBLISH first", Packets.Publish("t", [1]), MqttCloseReason.ProtocolError, [] },
        { "PINGREQ first", Packets.PingReq, MqttCloseReason.ProtocolError, [] },
        { "HTTP", "GET / HTTP/1.1\r\n\r\n"u8.ToArray(), MqttCloseReason.ProtocolError, [] },
        { "TLS hello on a plain port", [0x16, 0x03, 0x01, 0x02, 0x00], MqttCloseReason.ProtocolError, [] },
        { "flags of CONNECT", [0x11, 0], MqttCloseReason.ProtocolError, [] },
        { "empty CONNECT", [0x10, 0], MqttCloseReason.Malformed, [] },
        { "length of five bytes", [0x10, 0xFF, 0xFF, 0xFF, 0xFF, 0x01], MqttCloseReason.Malformed, [] },
        { "CONNECT above its limit", [0x10, 0x80, 0x20], MqttCloseReason.PacketTooLarge, [] },
        { "protocol name", Packets.Packet(0x10, [.. Packets.String("MQTX"), 4, 2, 0, 60, .. Packets.String("m")]), MqttCloseReason.UnsupportedVersion, [0x20, 2, 0, 1] },
        { "version 3.1", Packets.Packet(0x10, [.. Packets.String("MQIsdp"), 3, 2, 0, 60, .. Packets.String("m")]), MqttCloseReason.UnsupportedVersion, [0x20, 2, 0, 1] },
        { "level 6", Packets.Packet(0x10, [.. Packets.String("MQTT"), 6, 2, 0, 60, .. Packets.String("m")]), MqttCloseReason.UnsupportedVersion, [0x20, 2, 0, 1] },
        { "reserved connect flag", Packets.Packet(0x10, [.. Packets.String("MQTT"), 4, 3, 0, 60, .. Packets.String("m")]), MqttCloseReason.Malformed, [] },
        { "will QoS without a will", Packets.Packet(0x10, [.. Packets.String("MQTT"), 4, 0x0A, 0, 60, .. Packets.String("m")]), MqttCloseReason.Malformed, [] },
        { "will QoS 3", Packets.Packet(0x10, [.. Packets.String("MQTT"), 4, 0x1E, 0, 60, .. Packets.String("m"), .. Packets.String("w"), 0, 0]), MqttCloseReason.Malformed, [] },
        { "will QoS 2", Packets.Packet(0x10, [.. Packets.String("MQTT"), 4, 0x16, 0, 60, .. Packets.String("m"), .. Packets.String("w"), 0, 0]), MqttCloseReason.QosNotSupported, [] },
        { "will topic with a wildcard", Packets.ConnectWithWill("m", V3, "w/#", []), MqttCloseReason.TopicInvalid, [] },
        { "will cut off", Packets.Packet(0x10, [.. Packets.ConnectHead(V3, 6, 60, null), .. Packets.String("m"), .. Packets.String("w")]), MqttCloseReason.Malformed, [] },
        { "password without user, 3.1.1", Packets.Packet(0x10, [.. Packets.ConnectHead(V3, 0x42, 60, null), .. Packets.String("m"), .. Packets.Binary([1])]), MqttCloseReason.Malformed, [] },
        { "bytes after the end", Packets.Packet(0x10, [.. Packets.ConnectHead(V3, 2, 60, null), .. Packets.String("m"), 0]), MqttCloseReason.Malformed, [] },
        { "client id not UTF-8", Packets.Packet(0x10, [.. Packets.ConnectHead(V3, 2, 60, null), 0, 1, 0xFF]), MqttCloseReason.Malformed, [] },
        { "empty client id", Packets.Connect(""), MqttCloseReason.IdentifierRejected, [0x20, 2, 0, 2] },
        { "empty client id, version 5", Packets.Connect("", V5), MqttCloseReason.IdentifierRejected, [0x20, 3, 0, 0x85, 0] },
        { "client id too long", Packets.Connect(new string('m', 129)), MqttCloseReason.IdentifierRejected, [0x20, 2, 0, 2] },
        { "receive maximum 0", Packets.Connect("m", V5, properties: [33, 0, 0]), MqttCloseReason.Malformed, [0x20, 3, 0, 0x81, 0] },
        { "property not allowed here", Packets.Connect("m", V5, properties: [35, 0, 1]), MqttCloseReason.Malformed, [0x20, 3, 0, 0x81, 0] },
        { "enhanced authentication", Packets.Connect("m", V5, properties: [21, .. Packets.String("SCRAM")]), MqttCloseReason.NotAuthorized, [0x20, 3, 0, 0x87, 0] },
    };

    [Theory, MemberData(nameof(AfterConnect))]
    public async Task A_bad_packet_ends_its_own_session_only(string what, MqttVersion version, byte[] bytes, MqttCloseReason reason)
    {
        await using var host = await Host.StartAsync();
        using var neighbour = await host.ConnectAsync("neighbour");
        using var client = await host.ConnectAsync("m", version);
        await client.SendAsync(bytes);
        if (version == MqttVersion.V5) Assert.Equal(0xE0, (await client.ReadPacketAsync())[0]);
        Assert.True(await client.IsClosedByServerAsync(), what);
        Assert.Equal(reason, host.Application.NextEnd().Reason);
        Assert.Equal(1, host.Counters.Closed(reason));
        await neighbour.PingAsync();
    }

    [Theory, MemberData(nameof(InsteadOfConnect))]
    public async Task A_bad_beginning_is_refused_and_counted(string what, byte[] bytes, MqttCloseReason reason, byte[] answer)
    {
        await using var host = await Host.StartAsync();
        using var neighbour = await host.ConnectAsync("neighbour");
        using var client = await host.OpenAsync();
        await client.SendAsync(bytes);
        if (answer.Length > 0) Assert.Equal(answer, await client.ReadPacketAsync());
        Assert.True(await client.IsClosedByServerAsync(), what);
        await Host.UntilAsync(() => host.Counters.Refused(reason) == 1, $"{what} counted as {reason}");
        await neighbour.PingAsync();
        Assert.Equal(["connected neighbour"], host.Application.Calls);
    }

    [Theory, InlineData(V3), InlineData(V5)]
    public async Task A_session_cut_off_at_any_byte_ends_and_is_counted(MqttVersion version)
    {
        await using var host = await Host.StartAsync();
        using var neighbour = await host.ConnectAsync("neighbour");
        byte[] connect = Packets.ConnectWithWill("m", version, "w", [1]);
        byte[][] packets = [connect, Packets.Publish("t", [1, 2, 3], 1, version), Packets.Subscribe(2, "cmd/m", 1, version), Packets.PingReq];
        byte[] whole = packets.SelectMany(packet => packet).ToArray();
        var boundaries = new HashSet<int> { 0 };
        foreach (byte[] packet in packets) boundaries.Add(boundaries.Max() + packet.Length);

        for (int cut = 0; cut <= whole.Length; cut++)
        {
            var reason = boundaries.Contains(cut) ? MqttCloseReason.PeerClosed : MqttCloseReason.Truncated;
            bool admitted = cut >= connect.Length;
            long before = admitted ? host.Counters.Closed(reason) : host.Counters.Refused(reason);
            using var client = await host.OpenAsync();
            await client.SendAsync(whole[..cut]);
            client.ShutdownSend();
            Assert.True(await client.IsClosedByServerAsync(), $"cut at {cut}");
            await Host.UntilAsync(
                () => (admitted ? host.Counters.Closed(reason) : host.Counters.Refused(reason)) == before + 1, $"{reason} for a cut at {cut}");
            if (admitted) Assert.Equal((reason, "w"), host.Application.NextEnd() is var end ? (end.Reason, end.Will!.Topic) : default);
        }
        await neighbour.PingAsync();
        await Host.UntilAsync(() => host.Counters.ConnectionsNow == 1, "only the neighbour is left");
    }
}
