using System.Net;
using CarbonMeter.Mqtt;
using Mqtt.Tests.Harness;

namespace Mqtt.Tests;

/// <summary>What a client may take of the host's time and memory, and options that would open the door too far.</summary>
public class LimitTests
{
    [Fact]
    public async Task A_connection_that_does_not_finish_its_connect_is_cut()
    {
        await using var host = await Host.StartAsync(options => options.ConnectTimeoutSeconds = 1);
        using var silent = await host.OpenAsync();
        using var slow = await host.OpenAsync();
        byte[] connect = Packets.Connect("m");
        var dripping = Task.Run(async () =>
        {
            // The last byte never comes.
            foreach (byte one in connect[..^1])
            {
                await slow.SendOrFailAsync([one]);
                await Task.Delay(150);
            }
        });
        Assert.True(await silent.IsClosedByServerAsync());
        await Host.UntilAsync(() => host.Counters.Refused(MqttCloseReason.ConnectTimeout) == 2, "both counted");
        await dripping;
    }

    [Fact]
    public async Task A_client_silent_for_longer_than_its_keep_alive_allows_is_cut_and_one_that_pings_is_not()
    {
        await using var host = await Host.StartAsync();
        using var pinging = await host.OpenAsync();
        await pinging.SendAsync(Packets.Connect("pinging", keepAliveSeconds: 20));
        await pinging.ReadPacketAsync();
        using var silent = await host.OpenAsync();
        long startMs = Environment.TickCount64;
        await silent.SendAsync(Packets.Connect("silent", MqttVersion.V5, keepAliveSeconds: 1));
        await silent.ReadPacketAsync();
        Assert.Equal([0xE0, 1, 0x8D], await silent.ReadPacketAsync());
        Assert.True(Environment.TickCount64 - startMs >= 1450, "Cut before one and a half times the keep-alive.");
        var end = host.Application.NextEnd();
        Assert.Equal(("silent", MqttCloseReason.KeepAliveExpired), (end.Session.ClientId, end.Reason));
        await pinging.PingAsync();
    }

    [Fact]
    public async Task Bytes_that_never_make_a_packet_do_not_count_as_life()
    {
        await using var host = await Host.StartAsync();
        using var client = await host.OpenAsync();
        await client.SendAsync(Packets.Connect("m", keepAliveSeconds: 1));
        await client.ReadPacketAsync();
        await client.SendAsync(0x30, 0xFF, 0x7F);
        var dripping = Task.Run(async () =>
        {
            while (host.Counters.SessionsNow > 0)
            {
                await client.SendOrFailAsync([0]);
                await Task.Delay(50);
            }
        });
        Assert.Equal(MqttCloseReason.KeepAliveExpired, host.Application.NextEnd().Reason);
        await dripping;
    }

    [Fact]
    public async Task A_pause_by_the_host_is_not_taken_for_the_clients_silence()
    {
        await using var host = await Host.StartAsync(options => options.ReceiveWindow = 1);
        host.Application.AcknowledgesAtOnce = false;
        using var client = await host.OpenAsync();
        await client.SendAsync(Packets.Connect("m", keepAliveSeconds: 1));
        await client.ReadPacketAsync();
        await client.SendAsync([.. Packets.Publish("t", [], 1), .. Packets.Publish("t", [], 2)]);
        await Task.Delay(2500); // longer than the keep-alive allows: here the passing of time itself is under test
        host.Application.NextPublish().Session.Acknowledge(1);
        Assert.Equal(Packets.PubAck(1), await client.ReadPacketAsync());
        Assert.Equal(2, host.Application.NextPublish().PacketId);
    }

    [Fact]
    public async Task The_longest_keep_alive_holds_also_for_a_client_that_asks_for_none()
    {
        await using var host = await Host.StartAsync(options => options.KeepAliveSecondsMax = 1);
        using var client = await host.OpenAsync();
        await client.SendAsync(Packets.Connect("m", keepAliveSeconds: 0));
        await client.ReadPacketAsync();
        Assert.True(await client.IsClosedByServerAsync());
        Assert.Equal(MqttCloseReason.KeepAliveExpired, host.Application.NextEnd().Reason);
    }

    [Fact]
    public async Task Connections_above_the_limit_are_refused_until_one_leaves()
    {
        await using var host = await Host.StartAsync(options => options.ConnectionsMax = 3);
        var first = await host.ConnectAsync("m0");
        using var second = await host.ConnectAsync("m1");
        using var third = await host.ConnectAsync("m2");
        using var fourth = await host.OpenAsync();
        Assert.True(await fourth.IsClosedByServerAsync());
        Assert.Equal(1, host.Counters.Refused(MqttCloseReason.ConnectionLimit));
        first.Dispose();
        await Host.UntilAsync(() => host.Counters.ConnectionsNow == 2, "a place is free");
        using var fifth = await host.ConnectAsync("m4");
        await second.PingAsync();
    }

    [Fact]
    public async Task No_more_connections_are_promised_than_the_process_may_open_files()
    {
        const string limits = "/proc/self/limits";
        Assert.SkipUnless(File.Exists(limits), "the limit of open files is read from /proc");
        string[] words = File.ReadLines(limits).First(line => line.StartsWith("Max open files", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.SkipUnless(int.TryParse(words[3], out int files) && files < 1_000_000, "this process may open files without limit");
        await using var host = await Host.StartAsync(options => options.ConnectionsMax = 1_000_000);
        Assert.InRange(host.Counters.ConnectionsMax, 1, files - 1);
    }

    [Fact]
    public async Task A_client_that_does_not_read_is_cut_and_the_host_holds_no_more_than_its_limit()
    {
        await using var host = await Host.StartAsync(options => options.OutboundBytesMax = 8192);
        using var neighbour = await host.ConnectAsync("neighbour");
        using var client = await host.ConnectAsync("m");
        byte[] pings = Enumerable.Repeat(Packets.PingReq, 32 * 1024).SelectMany(ping => ping).ToArray();
        var flooding = Task.Run(async () =>
        {
            while (host.Counters.Closed(MqttCloseReason.SlowReader) == 0) await client.SendOrFailAsync(pings);
        });
        var end = host.Application.NextEnd();
        Assert.Equal(("m", MqttCloseReason.SlowReader), (end.Session.ClientId, end.Reason));
        await flooding;
        await neighbour.PingAsync();
    }

    [Fact]
    public void Plain_tcp_is_refused_where_other_machines_could_reach_it()
    {
        foreach (var address in (IPAddress[])[IPAddress.Any, IPAddress.IPv6Any, IPAddress.Parse("192.0.2.1")])
        {
            var options = new MqttOptions { Address = address };
            var refusal = Assert.Throws<MqttOptionsException>(options.Validate);
            Assert.Contains(nameof(MqttOptions.AllowPlainTcpFromNetwork), refusal.Message, StringComparison.Ordinal);
            Assert.Contains(address.ToString(), refusal.Message, StringComparison.Ordinal);
            options.AllowPlainTcpFromNetwork = true;
            options.Validate();
        }
        new MqttOptions { Address = IPAddress.Any, CertificateFile = "server.pem" }.Validate();
        new MqttOptions { Address = IPAddress.IPv6Loopback }.Validate();
    }

    public static TheoryData<string, Action<MqttOptions>> BadOptions => new()
    {
        { "Port", options => options.Port = 65536 },
        { "PacketBytesMax", options => options.PacketBytesMax = 0 },
        { "ReceiveWindow", options => options.ReceiveWindow = 0 },
        { "SendWindow", options => options.SendWindow = 65 },
        { "OutboundBytesMax", options => options.OutboundBytesMax = 1 },
        { "ConnectionsMax", options => options.ConnectionsMax = 0 },
        { "PublishesPerSecondMax", options => options.PublishesPerSecondMax = 0 },
        { "SubscriptionsMax", options => options.SubscriptionsMax = 0 },
        { "ConnectTimeoutSeconds", options => options.ConnectTimeoutSeconds = 0 },
        { "KeepAliveSecondsMax", options => options.KeepAliveSecondsMax = 65536 },
    };

    [Theory, MemberData(nameof(BadOptions))]
    public void An_option_out_of_range_is_named(string name, Action<MqttOptions> spoil)
    {
        var options = new MqttOptions();
        options.Validate();
        spoil(options);
        Assert.Contains(name, Assert.Throws<MqttOptionsException>(options.Validate).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_said_clearly()
    {
        await using var host = await Host.StartAsync();
        var refusal = await Assert.ThrowsAsync<MqttException>(() => Host.StartAsync(options => options.Port = host.Port));
        Assert.Contains($"{host.Port}", refusal.Message, StringComparison.Ordinal);
    }
}
