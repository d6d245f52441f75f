using System.Text;
using CarbonMeter.Mqtt;
using Mqtt.Tests.Harness;

namespace Mqtt.Tests;

/// <summary>The ordinary course of a session, byte for byte, in both versions.</summary>
public class RoundTripTests
{
    [Theory, InlineData(MqttVersion.V311), InlineData(MqttVersion.V5)]
    public async Task A_session_goes_its_whole_way(MqttVersion version)
    {
        await using var host = await Host.StartAsync();
        using var client = await host.ConnectAsync("meter-1", version);
        var session = host.Application.NextSession();
        Assert.Equal(("meter-1", version, true), (session.ClientId, session.Version, session.IsOpen));

        await client.SendAsync(Packets.Publish("a/live", [1, 2], 0, version));
        var live = host.Application.NextPublish();
        Assert.Equal(("a/live", MqttQos.AtMostOnce, 0), (live.Topic, live.Qos, live.PacketId));
        Assert.Equal([1, 2], live.Payload);

        await client.SendAsync(Packets.Publish("a/records", [3], 7, version, flags: 1));
        Assert.Equal(Packets.PubAck(7), await client.ReadPacketAsync());
        var record = host.Application.NextPublish();
        Assert.Equal((MqttQos.AtLeastOnce, 7, true, false), (record.Qos, record.PacketId, record.Retain, record.Duplicate));

        await client.SendAsync(Packets.Subscribe(9, "cmd/meter-1", 1, version));
        Assert.Equal(version == MqttVersion.V5 ? [0x90, 4, 0, 9, 0, 1] : new byte[] { 0x90, 3, 0, 9, 1 }, await client.ReadPacketAsync());
        Assert.Equal("cmd/meter-1", host.Application.NextSubscription());

        await client.SendAsync(Packets.Unsubscribe(10, "cmd/meter-1", version));
        Assert.Equal(version == MqttVersion.V5 ? [0xB0, 4, 0, 10, 0, 0] : new byte[] { 0xB0, 2, 0, 10 }, await client.ReadPacketAsync());
        Assert.Equal(MqttDelivery.NotSubscribed, await session.PublishAsync("cmd/meter-1", [1], MqttQos.AtMostOnce));

        await client.PingAsync();
        await client.SendAsync(Packets.Disconnect);
        Assert.True(await client.IsClosedByServerAsync());
        Assert.Equal(MqttCloseReason.ClientDisconnected, host.Application.NextEnd().Reason);
        Assert.Equal(1, host.Counters.Closed(MqttCloseReason.ClientDisconnected));
        Assert.Equal((2, 1), (host.Counters.Publishes, host.Counters.Acknowledgements));
    }

    [Fact]
    public async Task Connack_of_version_5_states_the_profile()
    {
        await using var host = await Host.StartAsync(options => options.ReceiveWindow = 20);
        using var client = await host.OpenAsync();
        await client.SendAsync(Packets.Connect("m", MqttVersion.V5, keepAliveSeconds: 0));
        Assert.Equal(
            [0x20, 27, 0, 0, 24, 17, 0, 0, 0, 0, 33, 0, 20, 39, 0, 1, 0, 0, 19, 0x0E, 0x10, 36, 1, 40, 0, 41, 0, 42, 0],
            await client.ReadPacketAsync());
    }

    [Fact]
    public async Task Every_property_a_version_5_client_may_send_is_passed_over()
    {
        await using var host = await Host.StartAsync();
        using var client = await host.OpenAsync();
        byte[] connect = [17, 0, 0, 0, 9, 33, 0, 5, 39, 0, 1, 0, 0, 34, 0, 3, 25, 1, 23, 0, 38, .. Packets.String("k"), .. Packets.String("v"),
            38, .. Packets.String("k"), .. Packets.String("v2")];
        await client.SendAsync(Packets.Connect("m", MqttVersion.V5, properties: connect));
        Assert.Equal(0, (await client.ReadPacketAsync())[3]);

        byte[] publish = [1, 1, 2, 0, 0, 0, 60, 3, .. Packets.String("type"), 8, .. Packets.String("r/t"), 9, .. Packets.Binary([1, 2]),
            38, .. Packets.String("k"), .. Packets.String("v")];
        await client.SendAsync(Packets.Packet(0x32, [.. Packets.String("t"), 0, 1, .. Packets.VariableInt(publish.Length), .. publish, 42]));
        Assert.Equal(Packets.PubAck(1), await client.ReadPacketAsync());
        Assert.Equal([42], host.Application.NextPublish().Payload);
    }

    [Fact]
    public async Task Topics_that_are_not_ascii_arrive_and_a_repeated_topic_is_one_string()
    {
        await using var host = await Host.StartAsync();
        using var client = await host.ConnectAsync();
        foreach (string topic in (string[])["园区/表", "a/b", "a/b", "园区/表"]) await client.SendAsync(Packets.Publish(topic, []));
        Assert.Equal("园区/表", host.Application.NextPublish().Topic);
        string first = host.Application.NextPublish().Topic;
        Assert.Same(first, host.Application.NextPublish().Topic);
        Assert.Equal("园区/表", host.Application.NextPublish().Topic);
    }

    [Fact]
    public async Task More_topics_than_are_remembered_arrive_all_the_same()
    {
        await using var host = await Host.StartAsync();
        using var client = await host.ConnectAsync();
        for (int round = 0; round < 3; round++)
            for (int topic = 0; topic < 12; topic++)
            {
                await client.SendAsync(Packets.Publish($"t/{topic}", Encoding.ASCII.GetBytes($"{round}")));
                var received = host.Application.NextPublish();
                Assert.Equal(($"t/{topic}", $"{round}"), (received.Topic, Encoding.ASCII.GetString(received.Payload)));
            }
    }

    [Fact]
    public async Task Packets_sent_before_connack_was_read_are_served_in_order()
    {
        await using var host = await Host.StartAsync();
        using var client = await host.OpenAsync();
        await client.SendAsync([.. Packets.Connect("m"), .. Packets.Publish("t", [1], 1), .. Packets.Publish("t", [2], 2), .. Packets.PingReq]);
        Assert.Equal(0x20, (await client.ReadPacketAsync())[0]);
        Assert.Equal(Packets.PubAck(1), await client.ReadPacketAsync());
        Assert.Equal(Packets.PubAck(2), await client.ReadPacketAsync());
        Assert.Equal(Packets.PingResp, await client.ReadPacketAsync());
    }

    [Fact]
    public async Task A_session_sent_byte_by_byte_works()
    {
        await using var host = await Host.StartAsync();
        using var client = await host.OpenAsync();
        foreach (byte one in Packets.Connect("m")) await client.SendAsync(one);
        Assert.Equal(0, (await client.ReadPacketAsync())[3]);
        foreach (byte one in Packets.Publish("t", new byte[200], 5)) await client.SendAsync(one);
        Assert.Equal(Packets.PubAck(5), await client.ReadPacketAsync());
        Assert.Equal(200, host.Application.NextPublish().Payload.Length);
    }

    [Fact]
    public async Task A_payload_of_the_largest_size_arrives_whole()
    {
        await using var host = await Host.StartAsync();
        using var client = await host.ConnectAsync();
        byte[] payload = new byte[64 * 1024 - 4 - 3 - 2];
        new Random(1).NextBytes(payload);
        byte[] packet = Packets.Publish("t", payload, 1);
        Assert.Equal(64 * 1024, packet.Length);
        await client.SendAsync(packet);
        Assert.Equal(Packets.PubAck(1), await client.ReadPacketAsync());
        Assert.Equal(payload, host.Application.NextPublish().Payload);
    }

    // Around the pieces of memory in which what was received may lie, and packets that take many of them.
    [Theory, InlineData(1, false), InlineData(2, false), InlineData(3, false), InlineData(1, true)]
    public async Task Publishes_of_every_size_arrive_whole_however_the_stream_is_cut(int seed, bool overTls)
    {
        var random = new Random(seed);
        using var certificate = new TestCertificate();
        await using var host = await Host.StartAsync(options => options.CertificateFile = overTls ? certificate.BothFile : null);
        using var client = await host.ConnectAsync(overTls: overTls);
        int[] edges = [2 * 1024, 4 * 1024, 16 * 1024, 32 * 1024];
        byte[][] payloads = [.. Enumerable.Range(0, 300).Select(_ => new byte[random.Next(4) switch
        {
            0 => edges[random.Next(edges.Length)] + random.Next(-12, 3),
            1 => random.Next(1, 20),
            2 => random.Next(1, 50_000),
            _ => random.Next(800, 1_000),
        }])];
        foreach (byte[] payload in payloads) random.NextBytes(payload);
        byte[] stream = [.. payloads.SelectMany((payload, index) => Packets.Publish("t", payload, (ushort)(index + 1)))];
        var sending = Task.Run(async () =>
        {
            for (int at = 0; at < stream.Length;)
            {
                int sizeBytes = Math.Min(stream.Length - at, random.Next(3) == 0 ? random.Next(1, 100) : random.Next(1, 60_000));
                await client.SendAsync(stream[at..(at + sizeBytes)]);
                at += sizeBytes;
            }
        });
        for (int index = 0; index < payloads.Length; index++)
        {
            Assert.Equal(Packets.PubAck((ushort)(index + 1)), await client.ReadPacketAsync());
            Assert.Equal(payloads[index], host.Application.NextPublish().Payload);
        }
        await sending;
    }
}
