using CarbonMeter.Mqtt;
using Mqtt.Tests.Harness;

namespace Mqtt.Tests;

/// <summary>Who is let in, what a second connection of the same client does to the first, and what becomes of a will.</summary>
public class AdmissionTests
{
    [Theory]
    [InlineData(ConnectVerdict.NotAuthorized, 5, 0x87, MqttCloseReason.NotAuthorized)]
    [InlineData(ConnectVerdict.BadCredentials, 4, 0x86, MqttCloseReason.BadCredentials)]
    [InlineData(ConnectVerdict.IdentifierRejected, 2, 0x85, MqttCloseReason.IdentifierRejected)]
    [InlineData(ConnectVerdict.ServerUnavailable, 3, 0x88, MqttCloseReason.ServerUnavailable)]
    public async Task A_refused_client_is_told_why_in_its_version(ConnectVerdict verdict, byte code, byte codeV5, MqttCloseReason reason)
    {
        await using var host = await Host.StartAsync();
        host.Application.OnConnecting = _ => verdict;
        using var client = await host.OpenAsync();
        await client.SendAsync(Packets.Connect("stranger"));
        Assert.Equal([0x20, 2, 0, code], await client.ReadPacketAsync());
        Assert.True(await client.IsClosedByServerAsync());

        using var clientV5 = await host.OpenAsync();
        await clientV5.SendAsync(Packets.Connect("stranger", MqttVersion.V5));
        Assert.Equal([0x20, 3, 0, codeV5, 0], await clientV5.ReadPacketAsync());
        Assert.True(await clientV5.IsClosedByServerAsync());
        await Host.UntilAsync(() => host.Counters.Refused(reason) == 2, "both counted");
        Assert.Empty(host.Application.Calls);
    }

    [Fact]
    public async Task The_application_sees_what_connect_said()
    {
        await using var host = await Host.StartAsync();
        ConnectRequest? seen = null;
        host.Application.OnConnecting = request =>
        {
            seen = request;
            return ConnectVerdict.Accepted;
        };
        using var client = await host.OpenAsync();
        await client.SendAsync(Packets.Packet(0x10, [.. Packets.ConnectHead(MqttVersion.V311, 0xEE, 30, null), .. Packets.String("m"),
            .. Packets.String("w/t"), .. Packets.Binary([1, 2]), .. Packets.String("user"), .. Packets.Binary([9, 8])]));
        Assert.Equal(0, (await client.ReadPacketAsync())[3]);
        Assert.Equal(("m", MqttVersion.V311, "user", 30, false), (seen!.ClientId, seen.Version, seen.Username, seen.KeepAliveSeconds, seen.IsTls));
        Assert.Equal([9, 8], seen.Password);
        Assert.Equal(("w/t", MqttQos.AtLeastOnce, true), (seen.Will!.Topic, seen.Will.Qos, seen.Will.Retain));
        Assert.Equal([1, 2], seen.Will.Payload);
        Assert.NotNull(seen.RemoteEndPoint);
    }

    [Theory, InlineData(MqttVersion.V311), InlineData(MqttVersion.V5)]
    public async Task A_newer_connection_takes_over_from_an_older_one_of_the_same_client(MqttVersion version)
    {
        await using var host = await Host.StartAsync();
        host.Application.BeforeClosed = () => Thread.Sleep(200); // slow to say goodbye: the newer one has to wait for it
        using var older = await host.ConnectAsync("m", version);
        using var newer = await host.ConnectAsync("m", version);
        if (version == MqttVersion.V5) Assert.Equal([0xE0, 1, 0x8E], await older.ReadPacketAsync());
        Assert.True(await older.IsClosedByServerAsync());
        Assert.Equal(MqttCloseReason.TakenOver, host.Application.NextEnd().Reason);
        Assert.Equal(["connected m", "closed m", "connected m"], host.Application.Calls);
        await newer.PingAsync();
        Assert.True(host.Server.TryGetSession("m", out var session) && session.IsOpen);
    }

    [Fact]
    public async Task Many_connections_of_one_client_at_once_leave_exactly_one()
    {
        await using var host = await Host.StartAsync();
        var clients = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => host.OpenAsync()));
        await Task.WhenAll(clients.Select(client => client.SendAsync(Packets.Connect("m"))));
        await Host.UntilAsync(() => host.Counters.ConnectionsNow == 1 && host.Counters.Admitted + host.Counters.Refused(MqttCloseReason.TakenOver) == 20,
            "one connection is left");
        Assert.Equal(1, host.Counters.SessionsNow);
        foreach (var client in clients) client.Dispose();
    }

    [Theory, InlineData(MqttVersion.V311), InlineData(MqttVersion.V5)]
    public async Task A_will_is_handed_over_when_the_client_vanishes(MqttVersion version)
    {
        await using var host = await Host.StartAsync();
        using var client = await host.OpenAsync();
        await client.SendAsync(Packets.ConnectWithWill("m", version, "status/m", [7]));
        await client.ReadPacketAsync();
        client.Reset();
        var will = host.Application.NextEnd().Will;
        Assert.Equal("status/m", will!.Topic);
        Assert.Equal([7], will.Payload);
    }

    [Theory]
    [InlineData(MqttVersion.V311, new byte[] { 0xE0, 0 }, false)]
    [InlineData(MqttVersion.V5, new byte[] { 0xE0, 0 }, false)]
    [InlineData(MqttVersion.V5, new byte[] { 0xE0, 1, 0 }, false)]
    [InlineData(MqttVersion.V5, new byte[] { 0xE0, 2, 4, 0 }, true)]
    public async Task Disconnect_takes_the_will_back_unless_it_says_otherwise(MqttVersion version, byte[] disconnect, bool willStays)
    {
        await using var host = await Host.StartAsync();
        using var client = await host.OpenAsync();
        await client.SendAsync(Packets.ConnectWithWill("m", version, "status/m", [7]));
        await client.ReadPacketAsync();
        await client.SendAsync(disconnect);
        var end = host.Application.NextEnd();
        Assert.Equal((MqttCloseReason.ClientDisconnected, willStays), (end.Reason, end.Will is not null));
    }

    [Fact]
    public async Task A_publish_the_application_refuses_ends_the_session_unacknowledged()
    {
        await using var host = await Host.StartAsync();
        host.Application.OnPublish = publish => publish.Topic == "mine" ? PublishVerdict.Taken : PublishVerdict.Refused;
        using var client = await host.ConnectAsync("m", MqttVersion.V5);
        await client.SendAsync([.. Packets.Publish("mine", [], 1, MqttVersion.V5), .. Packets.Publish("yours", [], 2, MqttVersion.V5)]);
        Assert.Equal(Packets.PubAck(1), await client.ReadPacketAsync());
        Assert.Equal([0xE0, 1, 0x87], await client.ReadPacketAsync());
        Assert.True(await client.IsClosedByServerAsync());
        Assert.Equal(MqttCloseReason.NotAuthorized, host.Application.NextEnd().Reason);
    }

    [Fact]
    public async Task An_application_that_throws_ends_that_session_and_no_other()
    {
        await using var host = await Host.StartAsync();
        host.Application.OnPublish = publish =>
            publish.Payload.Length == 0 ? throw new InvalidOperationException("on purpose") : PublishVerdict.Taken;
        using var neighbour = await host.ConnectAsync("neighbour");
        using var client = await host.ConnectAsync("m");
        await client.SendAsync(Packets.Publish("t", [], 1));
        Assert.True(await client.IsClosedByServerAsync());
        Assert.Equal(MqttCloseReason.ApplicationFault, host.Application.NextEnd().Reason);
        await neighbour.SendAsync(Packets.Publish("t", [1], 1));
        Assert.Equal(Packets.PubAck(1), await neighbour.ReadPacketAsync());
    }

    [Fact]
    public async Task An_application_that_throws_at_connect_is_counted_and_lets_nobody_in()
    {
        await using var host = await Host.StartAsync();
        host.Application.OnConnecting = _ => throw new InvalidOperationException("on purpose");
        using var client = await host.OpenAsync();
        await client.SendAsync(Packets.Connect("m"));
        Assert.True(await client.IsClosedByServerAsync());
        await Host.UntilAsync(() => host.Counters.Refused(MqttCloseReason.ApplicationFault) == 1, "counted");
    }

    [Fact]
    public async Task The_application_can_close_a_session()
    {
        await using var host = await Host.StartAsync();
        using var client = await host.ConnectAsync("m", MqttVersion.V5);
        host.Application.NextSession().Close();
        Assert.Equal([0xE0, 1, 0x98], await client.ReadPacketAsync());
        Assert.True(await client.IsClosedByServerAsync());
        Assert.Equal(MqttCloseReason.ClosedByApplication, host.Application.NextEnd().Reason);
    }

    [Fact]
    public async Task Stopping_the_endpoint_closes_everybody_and_tells_the_application()
    {
        var host = await Host.StartAsync();
        var clients = new List<RawClient>();
        for (int index = 0; index < 10; index++) clients.Add(await host.ConnectAsync($"m{index}"));
        await host.DisposeAsync();
        for (int index = 0; index < 10; index++) Assert.Equal(MqttCloseReason.ServerStopping, host.Application.NextEnd().Reason);
        foreach (var client in clients) Assert.True(await client.IsClosedByServerAsync());
        Assert.Equal(0, host.Counters.ConnectionsNow);
    }
}
