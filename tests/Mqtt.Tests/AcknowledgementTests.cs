using CarbonMeter.Mqtt;
using Mqtt.Tests.Harness;

namespace Mqtt.Tests;

/// <summary>A PUBACK means what the application meant by it: not before, not out of order, and never a crash after the end.</summary>
public class AcknowledgementTests
{
    [Fact]
    public async Task No_puback_leaves_before_the_application_acknowledges()
    {
        await using var host = await Host.StartAsync();
        host.Application.AcknowledgesAtOnce = false;
        using var client = await host.ConnectAsync();
        await client.SendAsync(Packets.Publish("t", [1], 1));
        var publish = host.Application.NextPublish();
        await client.PingAsync(); // the answer to the ping overtakes: had there been a PUBACK, it would have come first
        publish.Session.Acknowledge(1);
        Assert.Equal(Packets.PubAck(1), await client.ReadPacketAsync());
    }

    [Fact]
    public async Task Pubacks_keep_the_order_of_the_publishes_whatever_the_order_of_the_acknowledgements()
    {
        await using var host = await Host.StartAsync();
        host.Application.AcknowledgesAtOnce = false;
        using var client = await host.ConnectAsync();
        int[] ids = [9, 3, 65535, 4, 1, 2, 8];
        foreach (int id in ids) await client.SendAsync(Packets.Publish("t", [], id));
        var session = host.Application.NextPublish().Session;
        for (int count = 1; count < ids.Length; count++) host.Application.NextPublish();
        foreach (int id in ids.Reverse()) session.Acknowledge((ushort)id);
        foreach (int id in ids) Assert.Equal(Packets.PubAck(id), await client.ReadPacketAsync());
    }

    [Fact]
    public async Task Acknowledgements_from_many_threads_each_arrive_once_and_in_order()
    {
        const int count = 2000;
        await using var host = await Host.StartAsync();
        host.Application.AcknowledgesAtOnce = false;
        using var client = await host.ConnectAsync();
        var sending = Task.Run(async () =>
        {
            for (int id = 1; id <= count; id++) await client.SendAsync(Packets.Publish("t", [], id));
        });
        var acknowledging = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (int taken = 0; taken < count / 4; taken++)
            {
                var publish = host.Application.NextPublish();
                publish.Session.Acknowledge(publish.PacketId);
            }
        })));
        for (int id = 1; id <= count; id++) Assert.Equal(Packets.PubAck(id), await client.ReadPacketAsync());
        await sending;
        await acknowledging;
        Assert.Equal(count, host.Counters.Acknowledgements);
    }

    [Fact]
    public async Task An_acknowledgement_of_nothing_or_twice_sends_nothing()
    {
        await using var host = await Host.StartAsync();
        host.Application.AcknowledgesAtOnce = false;
        using var client = await host.ConnectAsync();
        await client.SendAsync(Packets.Publish("t", [], 5));
        var session = host.Application.NextPublish().Session;
        session.Acknowledge(6);
        session.Acknowledge(5);
        session.Acknowledge(5);
        Assert.Equal(Packets.PubAck(5), await client.ReadPacketAsync());
        await client.PingAsync();
    }

    [Fact]
    public async Task A_connection_that_closes_with_acknowledgements_owed_disturbs_nobody()
    {
        await using var host = await Host.StartAsync();
        host.Application.AcknowledgesAtOnce = false;
        using var neighbour = await host.ConnectAsync("neighbour");
        for (int round = 0; round < 20; round++)
        {
            using var client = await host.ConnectAsync($"meter-{round}");
            for (int id = 1; id <= 10; id++) await client.SendAsync(Packets.Publish("t", [], id));
            var owed = Enumerable.Range(0, 10).Select(_ => host.Application.NextPublish()).ToList();
            // Half of them race with the reset, half come after the end.
            var racing = Task.Run(() => owed.Take(5).ToList().ForEach(publish => publish.Session.Acknowledge(publish.PacketId)));
            client.Reset();
            await racing;
            var end = host.Application.NextEnd();
            Assert.Contains(end.Reason, (MqttCloseReason[])[MqttCloseReason.PeerClosed, MqttCloseReason.TransportFault]);
            owed.ForEach(publish => publish.Session.Acknowledge(publish.PacketId));
            Assert.False(end.Session.IsOpen);
        }
        await neighbour.PingAsync();
    }

    [Fact]
    public async Task Reading_stops_at_the_window_and_goes_on_when_there_is_room()
    {
        await using var host = await Host.StartAsync(options => options.ReceiveWindow = 4);
        host.Application.AcknowledgesAtOnce = false;
        using var client = await host.ConnectAsync();
        var sending = Task.Run(async () =>
        {
            for (int id = 1; id <= 200; id++) await client.SendAsync(Packets.Publish("t", new byte[1000], id));
        });
        await Host.UntilAsync(() => host.Counters.Pauses == 1, "reading pauses");
        Assert.Equal(4, host.Application.PublishesWaiting);
        for (int id = 1; id <= 200; id++)
        {
            var publish = host.Application.NextPublish();
            Assert.Equal(id, publish.PacketId);
            Assert.True(host.Application.PublishesWaiting <= 3);
            publish.Session.Acknowledge(publish.PacketId);
            Assert.Equal(Packets.PubAck(id), await client.ReadPacketAsync());
        }
        await sending;
    }

    [Fact]
    public async Task A_busy_application_is_offered_the_same_publish_again()
    {
        await using var host = await Host.StartAsync();
        var offers = new System.Collections.Concurrent.ConcurrentQueue<int>();
        bool busy = true;
        MqttSession? waiting = null;
        host.Application.OnPublish = publish =>
        {
            offers.Enqueue(publish.Payload[0]);
            waiting = publish.Session;
            return Volatile.Read(ref busy) ? PublishVerdict.Busy : PublishVerdict.Taken;
        };
        using var client = await host.ConnectAsync();
        await client.SendAsync([.. Packets.Publish("t", [1], 1), .. Packets.Publish("t", [2], 2)]);
        await Host.UntilAsync(() => host.Counters.Pauses == 1, "reading pauses");
        Assert.Equal([1], offers);

        Volatile.Write(ref busy, false);
        waiting!.Resume();
        Assert.Equal(Packets.PubAck(1), await client.ReadPacketAsync());
        Assert.Equal(Packets.PubAck(2), await client.ReadPacketAsync());
        Assert.Equal([1, 1, 2], offers);
    }

    // What waits lies in pieces of memory; packets of two bytes end exactly with a piece for one of the parities.
    [Theory, InlineData(1, false), InlineData(2, false), InlineData(1, true), InlineData(2, true)]
    public async Task Packets_that_end_where_a_piece_of_the_transport_ends_hold_nothing_up(int payloadBytes, bool overTls)
    {
        const int pings = 6000;
        using var certificate = new TestCertificate();
        await using var host = await Host.StartAsync(options => options.CertificateFile = overTls ? certificate.BothFile : null);
        bool busy = true;
        host.Application.OnPublish = _ => Volatile.Read(ref busy) ? PublishVerdict.Busy : PublishVerdict.Taken;
        using var client = await host.ConnectAsync(overTls: overTls);
        await client.SendAsync(Packets.Publish("t", new byte[payloadBytes], 1));
        await Host.UntilAsync(() => host.Counters.Pauses == 1, "reading pauses");
        await client.SendAsync([.. Enumerable.Repeat(Packets.PingReq, pings).SelectMany(bytes => bytes)]);
        await Task.Delay(200); // the transport takes in what was sent: in one piece each, it would prove nothing

        Volatile.Write(ref busy, false);
        Assert.True(host.Server.TryGetSession("meter", out var session));
        session.Resume();
        Assert.Equal(Packets.PubAck(1), await client.ReadPacketAsync());
        for (int ping = 0; ping < pings; ping++) Assert.Equal(Packets.PingResp, await client.ReadPacketAsync());
    }

    [Fact]
    public async Task A_resume_that_comes_before_the_busy_is_not_lost()
    {
        await using var host = await Host.StartAsync();
        int offers = 0;
        host.Application.OnPublish = publish =>
        {
            if (++offers > 50) return PublishVerdict.Taken;
            publish.Session.Resume();
            return PublishVerdict.Busy;
        };
        using var client = await host.ConnectAsync();
        await client.SendAsync(Packets.Publish("t", [1], 1));
        Assert.Equal(Packets.PubAck(1), await client.ReadPacketAsync());
        Assert.Equal(51, offers);
    }

    [Fact]
    public async Task A_publish_sent_again_while_the_first_is_unacknowledged_is_taken_once()
    {
        await using var host = await Host.StartAsync();
        host.Application.AcknowledgesAtOnce = false;
        using var client = await host.ConnectAsync();
        await client.SendAsync(Packets.Publish("t", [1], 1));
        await client.SendAsync(Packets.Publish("t", [1], 1, flags: 8));
        await client.PingAsync();
        host.Application.NextPublish().Session.Acknowledge(1);
        Assert.Equal(Packets.PubAck(1), await client.ReadPacketAsync());
        Assert.Equal((0, 1), (host.Application.PublishesWaiting, host.Counters.DuplicatesInFlight));

        await client.SendAsync(Packets.Publish("t", [1], 1, flags: 8));
        Assert.True(host.Application.NextPublish().Duplicate); // after the PUBACK it is a publish like any other
    }

    [Fact]
    public async Task A_packet_id_used_again_without_dup_closes_the_connection()
    {
        await using var host = await Host.StartAsync();
        host.Application.AcknowledgesAtOnce = false;
        using var client = await host.ConnectAsync();
        await client.SendAsync([.. Packets.Publish("t", [1], 1), .. Packets.Publish("t", [2], 1)]);
        Assert.True(await client.IsClosedByServerAsync());
        Assert.Equal(MqttCloseReason.ProtocolError, host.Application.NextEnd().Reason);
    }

    [Fact]
    public async Task The_rate_limit_slows_a_client_and_loses_nothing()
    {
        await using var host = await Host.StartAsync(options => options.PublishesPerSecondMax = 50);
        using var client = await host.ConnectAsync();
        long startMs = Environment.TickCount64;
        for (int id = 1; id <= 80; id++) await client.SendAsync(Packets.Publish("t", [], id));
        for (int id = 1; id <= 80; id++) Assert.Equal(Packets.PubAck(id), await client.ReadPacketAsync());
        // Fifty at once, thirty more at fifty a second.
        Assert.True(Environment.TickCount64 - startMs >= 500, "The rate was not limited.");
        Assert.True(host.Counters.Pauses > 0);
    }
}
