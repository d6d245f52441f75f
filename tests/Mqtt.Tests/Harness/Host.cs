using CarbonMeter.Mqtt;

namespace Mqtt.Tests.Harness;

/// <summary>An endpoint on a free loopback port with a recording application behind it.</summary>
internal sealed class Host : IAsyncDisposable
{
    private Host(MqttServer server, RecordingApplication application)
    {
        Server = server;
        Application = application;
    }

    public MqttServer Server { get; }
    public RecordingApplication Application { get; }
    public MqttCounters Counters => Server.Counters;
    public int Port => Server.EndPoint.Port;

    public static async Task<Host> StartAsync(Action<MqttOptions>? configure = null)
    {
        var options = new MqttOptions { Port = 0 };
        configure?.Invoke(options);
        var application = new RecordingApplication();
        return new Host(await MqttServer.StartAsync(options, application), application);
    }

    public Task<RawClient> OpenAsync(bool overTls = false) => RawClient.OpenAsync(Port, overTls);

    /// <summary>A raw connection that is past its CONNACK.</summary>
    public async Task<RawClient> ConnectAsync(string clientId = "meter", MqttVersion version = MqttVersion.V311, bool overTls = false)
    {
        var client = await OpenAsync(overTls);
        await client.SendAsync(Packets.Connect(clientId, version));
        byte[] connAck = await client.ReadPacketAsync();
        Assert.Equal(0x20, connAck[0]);
        Assert.Equal(0, connAck[3]);
        return client;
    }

    /// <summary>Waits until a counter says what it must.</summary>
    public static async Task UntilAsync(Func<bool> holds, string what)
    {
        long giveUpMs = Environment.TickCount64 + (long)Limits.Patience.TotalMilliseconds;
        while (!holds())
        {
            Assert.True(Environment.TickCount64 < giveUpMs, $"Not within {Limits.Patience}: {what}.");
            await Task.Delay(5);
        }
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
