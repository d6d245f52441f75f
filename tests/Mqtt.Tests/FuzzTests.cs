using CarbonMeter.Mqtt;
using Mqtt.Tests.Harness;

namespace Mqtt.Tests;

/// <summary>Random bytes and spoiled sessions, from fixed seeds: every connection ends counted, the endpoint lives on.</summary>
public class FuzzTests
{
    private const int ConnectionsPerSeed = 150;

    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public async Task Noise_ends_its_own_connection_only(int seed)
    {
        var random = new Random(seed);
        await using var host = await Host.StartAsync();
        using var neighbour = await host.ConnectAsync("neighbour");
        for (int round = 0; round < ConnectionsPerSeed; round++)
        {
            using var client = await host.OpenAsync();
            await client.SendOrFailAsync(round % 3 == 0 ? Noise(random) : SpoiledSession(random));
            client.ShutdownSend();
            Assert.True(await client.IsClosedByServerAsync(), $"seed {seed}, round {round}");
        }
        await neighbour.PingAsync();
        await Host.UntilAsync(() => host.Counters.ConnectionsNow == 1, "only the neighbour is left");
        long ended = Enum.GetValues<MqttCloseReason>().Sum(reason => host.Counters.Refused(reason) + host.Counters.Closed(reason));
        Assert.Equal(ConnectionsPerSeed, ended);
        Assert.Equal(0, host.Counters.Closed(MqttCloseReason.ApplicationFault));
        Assert.True(host.Counters.Closed(MqttCloseReason.Malformed) > 0 && host.Counters.Refused(MqttCloseReason.ProtocolError) > 0);
    }

    private static byte[] Noise(Random random)
    {
        byte[] bytes = new byte[random.Next(1, 400)];
        random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>A good session in which a few bytes are changed, left out or doubled.</summary>
    private static byte[] SpoiledSession(Random random)
    {
        var version = random.Next(2) == 0 ? MqttVersion.V311 : MqttVersion.V5;
        List<byte> bytes = [.. Packets.ConnectWithWill("fuzz", version, "w", [1]), .. Packets.Publish("t/x", [1, 2, 3], 1, version),
            .. Packets.Subscribe(2, "cmd/m", 1, version), .. Packets.PubAck(1), .. Packets.Unsubscribe(3, "cmd/m", version), .. Packets.PingReq,
            .. Packets.Publish("t/y", new byte[50], 0, version)];
        for (int fault = random.Next(1, 5); fault > 0; fault--)
        {
            // Mostly behind the CONNECT, so that the session gets to run.
            int at = random.Next(random.Next(4) == 0 ? 0 : 20, bytes.Count);
            switch (random.Next(3))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveAt(at);
                    break;
                default:
                    bytes.Insert(at, bytes[at]);
                    break;
            }
        }
        return [.. bytes];
    }
}
