using CarbonMeter.Mqtt;
using Mqtt.Tests.Harness;

namespace Mqtt.Tests;

/// <summary>Commands down: only to who subscribed, only where the application admits it, acknowledged by the client.</summary>
public class DownlinkTests
{
    [Theory, InlineData(MqttVersion.V311), InlineData(MqttVersion.V5)]
    public async Task A_publish_down_completes_with_the_clients_puback(MqttVersion version)
    {
        await using var host = await Host.StartAsync();
        using var client = await SubscribedAsync(host, version);
        var session = host.Application.NextSession();
        var delivery = session.PublishAsync("cmd/m", [1, 2, 3], MqttQos.AtLeastOnce);
        Assert.Equal(Packets.Publish("cmd/m", [1, 2, 3], 1, version), await client.ReadPacketAsync());
        await client.PingAsync();
        Assert.False(delivery.IsCompleted);
        await client.SendAsync(Packets.PubAck(1));
        Assert.Equal(MqttDelivery.Delivered, await delivery);

        Assert.Equal(MqttDelivery.Delivered, await session.PublishAsync("cmd/m", [4], MqttQos.AtMostOnce));
        Assert.Equal(Packets.Publish("cmd/m", [4], 0, version), await client.ReadPacketAsync());
        Assert.Equal(2, host.Counters.Deliveries);
    }

    [Fact]
    public async Task A_publish_goes_at_the_qos_subscribed_with_if_that_is_lower()
    {
        await using var host = await Host.StartAsync();
        using var client = await host.ConnectAsync("m");
        await client.SendAsync(Packets.Subscribe(1, "cmd/m", 0));
        Assert.Equal([0x90, 3, 0, 1, 0], await client.ReadPacketAsync());
        Assert.Equal(MqttDelivery.Delivered, await host.Application.NextSession().PublishAsync("cmd/m", [4], MqttQos.AtLeastOnce));
        Assert.Equal(Packets.Publish("cmd/m", [4]), await client.ReadPacketAsync());
    }

    [Theory]
    [InlineData("other/m", 0x80, 0x87)]
    [InlineData("cmd/+", 0x80, 0xA2)]
    [InlineData("#", 0x80, 0xA2)]
    public async Task A_subscription_not_admitted_fails_and_the_session_goes_on(string topic, byte code, byte codeV5)
    {
        await using var host = await Host.StartAsync();
        using var client = await host.ConnectAsync("m");
        await client.SendAsync(Packets.Subscribe(1, topic, 1));
        Assert.Equal([0x90, 3, 0, 1, code], await client.ReadPacketAsync());
        await client.PingAsync();
        using var clientV5 = await host.ConnectAsync("m5", MqttVersion.V5);
        await clientV5.SendAsync(Packets.Subscribe(1, topic, 1, MqttVersion.V5));
        Assert.Equal([0x90, 4, 0, 1, 0, codeV5], await clientV5.ReadPacketAsync());
        Assert.Equal(MqttDelivery.NotSubscribed, await host.Application.NextSession().PublishAsync(topic, [1], MqttQos.AtMostOnce));
    }

    [Fact]
    public async Task Several_topics_in_one_subscribe_are_answered_one_by_one()
    {
        await using var host = await Host.StartAsync(options => options.SubscriptionsMax = 2);
        using var client = await host.ConnectAsync("m");
        await client.SendAsync(Packets.Packet(0x82, [0, 5, .. Packets.String("cmd/a"), 2, .. Packets.String("no"), 1, .. Packets.String("cmd/b"), 0,
            .. Packets.String("cmd/c"), 0]));
        Assert.Equal([0x90, 6, 0, 5, 1, 0x80, 0, 0x80], await client.ReadPacketAsync());
        Assert.Equal("cmd/a", host.Application.NextSubscription());
        Assert.Equal("cmd/b", host.Application.NextSubscription());
    }

    [Fact]
    public async Task As_many_as_allowed_wait_for_their_puback_and_no_more()
    {
        await using var host = await Host.StartAsync(options => options.SendWindow = 2);
        using var client = await SubscribedAsync(host, MqttVersion.V311);
        var session = host.Application.NextSession();
        var first = session.PublishAsync("cmd/m", [1], MqttQos.AtLeastOnce);
        var second = session.PublishAsync("cmd/m", [2], MqttQos.AtLeastOnce);
        Assert.Equal(MqttDelivery.TooManyInFlight, await session.PublishAsync("cmd/m", [3], MqttQos.AtLeastOnce));
        await client.SendAsync(Packets.PubAck(2));
        Assert.Equal(MqttDelivery.Delivered, await second);
        Assert.False(first.IsCompleted);
        var third = session.PublishAsync("cmd/m", [3], MqttQos.AtLeastOnce);
        await client.SendAsync([.. Packets.PubAck(1), .. Packets.PubAck(3), .. Packets.PubAck(77)]); // 77: of nothing, and harmless
        Assert.Equal((MqttDelivery.Delivered, MqttDelivery.Delivered), (await first, await third));
        await ReadPublishesAsync(client, 3);
        await client.PingAsync();
    }

    [Fact]
    public async Task A_version_5_client_sets_limits_and_may_refuse()
    {
        await using var host = await Host.StartAsync();
        using var client = await host.OpenAsync();
        await client.SendAsync(Packets.Connect("m", MqttVersion.V5, properties: [33, 0, 1, 39, 0, 0, 0, 50]));
        await client.ReadPacketAsync();
        await client.SendAsync(Packets.Subscribe(1, "cmd/m", 1, MqttVersion.V5));
        await client.ReadPacketAsync();
        var session = host.Application.NextSession();
        Assert.Equal(MqttDelivery.TooLarge, await session.PublishAsync("cmd/m", new byte[51], MqttQos.AtLeastOnce));
        var delivery = session.PublishAsync("cmd/m", [1], MqttQos.AtLeastOnce);
        Assert.Equal(MqttDelivery.TooManyInFlight, await session.PublishAsync("cmd/m", [2], MqttQos.AtLeastOnce));
        await client.SendAsync(Packets.Packet(0x40, [0, 1, 0x97, 0]));
        Assert.Equal(MqttDelivery.RefusedByClient, await delivery);
    }

    [Fact]
    public async Task What_is_undecided_when_the_session_ends_is_said_to_be_so()
    {
        await using var host = await Host.StartAsync();
        using var client = await SubscribedAsync(host, MqttVersion.V311);
        var session = host.Application.NextSession();
        var delivery = session.PublishAsync("cmd/m", [1], MqttQos.AtLeastOnce);
        client.Reset();
        Assert.Equal(MqttDelivery.SessionClosed, await delivery.WaitAsync(Limits.Patience));
        Assert.Equal(MqttDelivery.SessionClosed, await session.PublishAsync("cmd/m", [1], MqttQos.AtLeastOnce));
    }

    [Fact]
    public async Task More_than_may_wait_for_a_client_is_refused_before_it_is_queued()
    {
        await using var host = await Host.StartAsync(options => options.OutboundBytesMax = 4096);
        using var client = await SubscribedAsync(host, MqttVersion.V311);
        Assert.Equal(MqttDelivery.TooLarge, await host.Application.NextSession().PublishAsync("cmd/m", new byte[5000], MqttQos.AtMostOnce));
        await client.PingAsync();
    }

    private static async Task<RawClient> SubscribedAsync(Host host, MqttVersion version)
    {
        var client = await host.ConnectAsync("m", version);
        await client.SendAsync(Packets.Subscribe(1, "cmd/m", 1, version));
        await client.ReadPacketAsync();
        host.Application.NextSubscription();
        return client;
    }

    private static async Task ReadPublishesAsync(RawClient client, int count)
    {
        for (int index = 0; index < count; index++) Assert.Equal(0x32, (await client.ReadPacketAsync())[0]);
    }
}
