using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using CarbonMeter.Mqtt;
using Mqtt.Tests.Harness;

namespace Mqtt.Tests;

/// <summary>The small client against the endpoint, and against servers that misbehave.</summary>
public class ClientTests
{
    [Fact]
    public async Task Publishes_subscribes_receives_and_disconnects()
    {
        await using var host = await Host.StartAsync();
        var received = new BlockingCollection<(string, byte[])>();
        await using var client = await MqttClient.ConnectAsync(Options(host, (topic, payload) => received.Add((topic, payload.ToArray()))));
        var session = host.Application.NextSession();
        await client.PublishAsync("t/records", [1, 2], MqttQos.AtLeastOnce, retain: true);
        var publish = host.Application.NextPublish();
        Assert.Equal(("t/records", MqttQos.AtLeastOnce, true), (publish.Topic, publish.Qos, publish.Retain));
        await client.PublishAsync("t/live", [3], MqttQos.AtMostOnce);
        Assert.Equal("t/live", host.Application.NextPublish().Topic);

        await client.SubscribeAsync("cmd/m", MqttQos.AtLeastOnce);
        Assert.Equal(MqttDelivery.Delivered, await session.PublishAsync("cmd/m", new byte[20_000], MqttQos.AtLeastOnce).WaitAsync(Limits.Patience));
        Assert.True(received.TryTake(out var message, Limits.Patience));
        Assert.Equal(("cmd/m", 20_000), (message.Item1, message.Item2.Length));

        await client.DisconnectAsync();
        Assert.Null(await client.Ended);
        Assert.False(client.IsOpen);
        Assert.Equal(MqttCloseReason.ClientDisconnected, host.Application.NextEnd().Reason);
    }

    [Fact]
    public async Task Many_publishes_in_flight_are_acknowledged_in_order_through_their_callbacks()
    {
        const int count = 5000;
        await using var host = await Host.StartAsync();
        await using var client = await MqttClient.ConnectAsync(Options(host));
        var order = new List<int>();
        var done = new TaskCompletionSource();
        void Acknowledged(object? state, bool isAcknowledged)
        {
            Assert.True(isAcknowledged);
            order.Add((int)state!);
            if (order.Count == count) done.SetResult();
        }
        for (int number = 0; number < count; number++)
            while (!client.TryPublish("t", [1], MqttQos.AtLeastOnce, false, Acknowledged, number)) await Task.Yield();
        await done.Task.WaitAsync(Limits.Patience);
        Assert.Equal(Enumerable.Range(0, count), order);
        Assert.Equal((0, count), (client.InFlight, host.Counters.Publishes));
    }

    [Fact]
    public async Task More_in_flight_than_allowed_is_refused()
    {
        await using var host = await Host.StartAsync();
        host.Application.AcknowledgesAtOnce = false;
        var options = Options(host);
        options.InFlightMax = 2;
        await using var client = await MqttClient.ConnectAsync(options);
        Assert.True(client.TryPublish("t", [1], MqttQos.AtLeastOnce));
        Assert.True(client.TryPublish("t", [2], MqttQos.AtLeastOnce));
        Assert.False(client.TryPublish("t", [3], MqttQos.AtLeastOnce));
        await Assert.ThrowsAsync<MqttException>(() => client.PublishAsync("t", [3], MqttQos.AtLeastOnce));
        Assert.True(client.TryPublish("t", [4], MqttQos.AtMostOnce));
        Assert.Equal([1, 2, 4], Enumerable.Range(0, 3).Select(_ => (int)host.Application.NextPublish().Payload[0]));
    }

    [Fact]
    public async Task A_refusal_carries_its_code()
    {
        await using var host = await Host.StartAsync();
        host.Application.OnConnecting = _ => ConnectVerdict.NotAuthorized;
        var refusal = await Assert.ThrowsAsync<MqttException>(() => MqttClient.ConnectAsync(Options(host)));
        Assert.Equal((byte)5, refusal.Code);
        Assert.Contains("not authorized", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task User_name_password_and_will_reach_the_application()
    {
        await using var host = await Host.StartAsync();
        host.Application.OnConnecting = request =>
            request is { Username: "u", Password: [1, 2], KeepAliveSeconds: 60 } ? ConnectVerdict.Accepted : ConnectVerdict.BadCredentials;
        var options = Options(host);
        (options.Username, options.Password) = ("u", [1, 2]);
        options.Will = new MqttWill("status/m", [9], MqttQos.AtLeastOnce, true);
        var client = await MqttClient.ConnectAsync(options);
        await client.DisposeAsync();
        var will = host.Application.NextEnd().Will!;
        Assert.Equal(("status/m", MqttQos.AtLeastOnce, true), (will.Topic, will.Qos, will.Retain));
        Assert.Equal([9], will.Payload);
    }

    [Fact]
    public async Task A_subscription_refused_is_an_error_and_the_connection_stays()
    {
        await using var host = await Host.StartAsync();
        await using var client = await MqttClient.ConnectAsync(Options(host));
        var refusal = await Assert.ThrowsAsync<MqttException>(() => client.SubscribeAsync("other", MqttQos.AtMostOnce));
        Assert.Equal((byte)0x80, refusal.Code);
        await client.PublishAsync("t", [1], MqttQos.AtLeastOnce);
    }

    [Fact]
    public async Task An_end_from_outside_fails_what_waits_and_is_explained()
    {
        await using var host = await Host.StartAsync();
        host.Application.AcknowledgesAtOnce = false;
        await using var client = await MqttClient.ConnectAsync(Options(host));
        var waiting = client.PublishAsync("t", [1], MqttQos.AtLeastOnce);
        host.Application.NextPublish().Session.Close();
        await Assert.ThrowsAsync<MqttException>(() => waiting.WaitAsync(Limits.Patience));
        Assert.NotNull(await client.Ended.WaitAsync(Limits.Patience));
        Assert.False(client.TryPublish("t", [1], MqttQos.AtMostOnce));
        await Assert.ThrowsAsync<MqttException>(() => client.SubscribeAsync("cmd/m", MqttQos.AtMostOnce));
    }

    [Fact]
    public async Task Pings_keep_an_idle_connection_alive()
    {
        await using var host = await Host.StartAsync();
        var options = Options(host);
        options.KeepAliveSeconds = 4;
        await using var client = await MqttClient.ConnectAsync(options);
        await Task.Delay(13_000); // more than twice what the server allows: here the passing of time itself is under test
        await client.PublishAsync("t", [1], MqttQos.AtLeastOnce);
        Assert.True(client.IsOpen);
    }

    [Fact]
    public async Task Nobody_there_is_said_clearly()
    {
        int port;
        using (var taken = new Socket(SocketType.Stream, ProtocolType.Tcp))
        {
            taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            port = ((IPEndPoint)taken.LocalEndPoint!).Port;
        }
        var failure = await Assert.ThrowsAsync<MqttException>(() => MqttClient.ConnectAsync(new MqttClientOptions { ClientId = "m", Port = port }));
        Assert.Contains($"127.0.0.1:{port}", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("never a CONNACK", new byte[0], "did not accept within 1 s")]
    [InlineData("a packet no server sends", new byte[] { 0x10, 0 }, "cannot be read")]
    [InlineData("a length without end", new byte[] { 0x20, 0xFF, 0xFF, 0xFF, 0xFF }, "malformed")]
    [InlineData("a packet of 200 MiB", new byte[] { 0x30, 0xFF, 0xFF, 0xFF, 0x60 }, "too large")]
    [InlineData("a CONNACK cut short", new byte[] { 0x20, 1, 0 }, "cannot be read")]
    public async Task A_server_that_misbehaves_is_an_error_with_a_reason(string what, byte[] answer, string message)
    {
        using var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var connecting = MqttClient.ConnectAsync(new MqttClientOptions
        {
            ClientId = "m",
            Port = ((IPEndPoint)listener.LocalEndPoint!).Port,
            ConnectTimeoutSeconds = answer.Length == 0 ? 1 : 30,
        });
        using var connection = await listener.AcceptAsync();
        await connection.SendAsync(answer);
        var failure = await Assert.ThrowsAsync<MqttException>(() => connecting);
        Assert.True(failure.Message.Contains(message, StringComparison.Ordinal), $"{what}: {failure.Message}");
    }

    [Fact]
    public async Task Hundreds_of_clients_in_one_process_are_served_side_by_side()
    {
        const int clientCount = 300, publishesEach = 20;
        await using var host = await Host.StartAsync();
        var clients = await Task.WhenAll(Enumerable.Range(0, clientCount).Select(number => MqttClient.ConnectAsync(
            new MqttClientOptions { ClientId = $"m{number}", Port = host.Port, ConnectTimeoutSeconds = 60 })));
        await Task.WhenAll(clients.SelectMany(client => Enumerable.Range(0, publishesEach).Select(
            _ => client.PublishAsync("t", new byte[300], MqttQos.AtLeastOnce).WaitAsync(Limits.Patience))));
        Assert.Equal((clientCount, clientCount * publishesEach), (host.Counters.SessionsNow, host.Counters.Acknowledgements));
        await Task.WhenAll(clients.Select(client => client.DisconnectAsync()));
        await Host.UntilAsync(() => host.Counters.ConnectionsNow == 0, "all are gone");
        Assert.Equal(clientCount, host.Counters.Closed(MqttCloseReason.ClientDisconnected));
    }

    private static MqttClientOptions Options(Host host, MqttMessageHandler? onMessage = null) =>
        new() { ClientId = "m", Port = host.Port, OnMessage = onMessage };
}
