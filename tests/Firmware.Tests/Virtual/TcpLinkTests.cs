using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using CarbonMeter.Firmware;
using CarbonMeter.Firmware.Virtual;
using CarbonMeter.Mqtt;

namespace Firmware.Tests.Virtual;

public class TcpLinkTests
{
    private const string Meter = "meter-1";

    [Fact]
    public async Task Records_are_acknowledged_by_their_sequence_in_whatever_order_the_host_commits()
    {
        var host = new Host();
        await using var server = await MqttServer.StartAsync(new MqttOptions { Port = 0 }, host);
        await using var link = await OpenAsync(server.EndPoint.Port);
        for (int i = 1; i <= 3; i++) Assert.True(link.TrySendRecord(40 + i, [(byte)i]));
        Assert.True(link.TrySendLive([9]));
        var taken = new List<Host.Publish>();
        while (taken.Count < 5) taken.Add(await host.NextAsync());
        Assert.Equal(["status", "record", "record", "record", "live"], taken.Select(p => p.Topic["cm/v1/meter-1/".Length..]));
        Assert.Equal("online", Encoding.ASCII.GetString(taken[0].Payload));
        Assert.Equal(MqttQos.AtMostOnce, taken[4].Qos);
        Assert.False(link.TryTakeAcknowledged(out _));
        // The endpoint puts them back into the order of the publishes, as MQTT wants it.
        foreach (int index in new[] { 3, 1, 2 }) taken[index].Session.Acknowledge(taken[index].PacketId);
        for (int i = 1; i <= 3; i++) Assert.Equal(40 + i, await NextAcknowledgedAsync(link));
    }

    [Fact]
    public async Task A_command_reaches_the_poller()
    {
        var host = new Host();
        await using var server = await MqttServer.StartAsync(new MqttOptions { Port = 0 }, host);
        await using var link = await OpenAsync(server.EndPoint.Port);
        var session = (await host.NextAsync()).Session;
        Assert.Equal(MqttDelivery.Delivered, await session.PublishAsync("cm/v1/meter-1/command", new byte[] { 1, 2, 3 }, MqttQos.AtLeastOnce));
        byte[] command = [];
        await UntilAsync(() => link.TryTakeCommand(out command), "a command");
        Assert.Equal([1, 2, 3], command);
        Assert.False(link.TryTakeCommand(out command));
        Assert.Empty(command);
    }

    [Fact]
    public async Task A_broken_connection_says_why_and_the_next_works()
    {
        var host = new Host();
        await using var server = await MqttServer.StartAsync(new MqttOptions { Port = 0 }, host);
        await using var link = await OpenAsync(server.EndPoint.Port);
        var session = (await host.NextAsync()).Session;
        Assert.True(link.TrySendRecord(1, [1]));
        await host.NextAsync();
        session.Close();
        await UntilAsync(() => link.State == LinkState.Closed, "Closed");
        Assert.Equal(1, link.Failures);
        Assert.NotEmpty(link.LastFailure);
        Assert.False(link.TrySendRecord(1, [1]));
        Assert.False(link.TryTakeAcknowledged(out _));
        Assert.Equal("offline", await host.NextWillAsync());
        link.Open();
        await UntilAsync(() => link.State == LinkState.Open, "Open again");
        await host.NextAsync();
        Assert.True(link.TrySendRecord(1, [1]));
        var again = await host.NextAsync();
        again.Session.Acknowledge(again.PacketId);
        Assert.Equal(1, await NextAcknowledgedAsync(link));
        Assert.Equal((2, 2), (link.Attempts, link.Connections));
    }

    [Fact]
    public async Task Closing_from_this_side_is_no_failure_and_leaves_the_will()
    {
        var host = new Host();
        await using var server = await MqttServer.StartAsync(new MqttOptions { Port = 0 }, host);
        await using var link = await OpenAsync(server.EndPoint.Port);
        link.Close();
        Assert.Equal(LinkState.Closed, link.State);
        Assert.Equal("offline", await host.NextWillAsync());
        Assert.Equal(0, link.Failures);
        for (int i = 0; i < 10; i++)
        {
            link.Open();
            link.Close();
        }
        link.Open();
        await UntilAsync(() => link.State == LinkState.Open, "Open after ten that were given up");
    }

    [Fact]
    public async Task A_refusal_or_an_absent_host_is_a_failure_with_its_reason()
    {
        var host = new Host { Verdict = ConnectVerdict.NotAuthorized };
        int port;
        await using (var server = await MqttServer.StartAsync(new MqttOptions { Port = 0 }, host))
        {
            port = server.EndPoint.Port;
            await using var refused = new TcpLink(new TcpLinkOptions { MeterId = Meter, Port = port });
            refused.Open();
            await UntilAsync(() => refused.State == LinkState.Closed, "Closed");
            Assert.Contains("not authorized", refused.LastFailure, StringComparison.Ordinal);
        }
        await using var absent = new TcpLink(new TcpLinkOptions { MeterId = Meter, Port = port });
        absent.Open();
        await UntilAsync(() => absent.State == LinkState.Closed, "Closed");
        Assert.Equal((1, 1, 0), (absent.Failures, absent.Attempts, absent.Connections));
        Assert.Contains(port.ToString(), absent.LastFailure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_waits_is_bounded()
    {
        var host = new Host();
        await using var server = await MqttServer.StartAsync(new MqttOptions { Port = 0 }, host);
        await using var link = await OpenAsync(server.EndPoint.Port, inFlightMax: 2);
        var session = (await host.NextAsync()).Session;
        Assert.True(link.TrySendRecord(1, [1]));
        Assert.True(link.TrySendRecord(2, [2]));
        Assert.False(link.TrySendRecord(3, [3]));
        for (int i = 0; i < 2; i++) session.Acknowledge((await host.NextAsync()).PacketId);
        for (int i = 0; i < 20; i++)
            Assert.Equal(MqttDelivery.Delivered, await session.PublishAsync("cm/v1/meter-1/command", new byte[] { 1 }, MqttQos.AtLeastOnce));
        // Acknowledgements nobody has taken hold further records back.
        await UntilAsync(() => link.CommandsDropped == 4, "commands dropped");
        Assert.False(link.TrySendRecord(3, [3]));
        Assert.Equal(1, await NextAcknowledgedAsync(link));
        Assert.True(link.TrySendRecord(3, [3]));
    }

    [Fact]
    public async Task It_speaks_TLS_to_the_authority_it_was_given_and_to_no_other()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            string ours = WriteCertificate(folder, "ours"), other = WriteCertificate(folder, "other");
            var host = new Host();
            await using var server = await MqttServer.StartAsync(
                new MqttOptions { Port = 0, CertificateFile = ours + ".pem", CertificateKeyFile = ours + ".key" }, host);
            await using var link = await OpenAsync(server.EndPoint.Port, caFile: ours + ".pem");
            Assert.True(link.TrySendRecord(1, [1]));
            await using var wary = new TcpLink(Options(server.EndPoint.Port, other + ".pem", 64));
            wary.Open();
            await UntilAsync(() => wary.State == LinkState.Closed, "refused");
            Assert.Equal(1, wary.Failures);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string WriteCertificate(string folder, string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        string path = Path.Combine(folder, name);
        File.WriteAllText(path + ".pem", certificate.ExportCertificatePem());
        File.WriteAllText(path + ".key", key.ExportPkcs8PrivateKeyPem());
        return path;
    }

    private static TcpLinkOptions Options(int port, string? caFile, int inFlightMax) => new()
    {
        MeterId = Meter,
        Host = caFile is null ? "127.0.0.1" : "localhost",
        Port = port,
        UseTls = caFile is not null,
        CaFile = caFile,
        InFlightMax = inFlightMax,
    };

    private static async Task<TcpLink> OpenAsync(int port, string? caFile = null, int inFlightMax = 64)
    {
        var link = new TcpLink(Options(port, caFile, inFlightMax));
        Assert.Equal(LinkState.Closed, link.State);
        link.Open();
        Assert.NotEqual(LinkState.Closed, link.State);
        await UntilAsync(() => link.State != LinkState.Opening, "an end to Opening");
        Assert.True(link.State == LinkState.Open, link.LastFailure);
        return link;
    }

    private static async Task<long> NextAcknowledgedAsync(TcpLink link)
    {
        long sequence = 0;
        await UntilAsync(() => link.TryTakeAcknowledged(out sequence), "an acknowledgement");
        return sequence;
    }

    private static async Task UntilAsync(Func<bool> holds, string what)
    {
        long giveUpMs = Environment.TickCount64 + 30_000;
        while (!holds())
        {
            Assert.True(Environment.TickCount64 < giveUpMs, $"not within 30 s: {what}");
            await Task.Delay(2);
        }
    }

    /// <summary>A host that notes what arrives and acknowledges nothing by itself.</summary>
    private sealed class Host : IMqttApplication
    {
        public sealed record Publish(MqttSession Session, string Topic, byte[] Payload, ushort PacketId, MqttQos Qos);

        private readonly ConcurrentQueue<Publish> _publishes = new();
        private readonly ConcurrentQueue<string> _wills = new();

        public ConnectVerdict Verdict { get; init; } = ConnectVerdict.Accepted;

        public ConnectVerdict Connecting(ConnectRequest request) => Verdict;

        public void Connected(MqttSession session) => Assert.Equal(Meter, session.ClientId);

        PublishVerdict IMqttApplication.Publish(MqttSession session, in InboundPublish publish)
        {
            _publishes.Enqueue(new Publish(session, publish.Topic, publish.Payload.ToArray(), publish.PacketId, publish.Qos));
            return PublishVerdict.Taken;
        }

        public bool MaySubscribe(MqttSession session, string topic) => topic == "cm/v1/meter-1/command";

        public void Subscribed(MqttSession session, string topic) => Assert.Equal("cm/v1/meter-1/command", topic);

        public void Closed(MqttSession session, MqttCloseReason reason, MqttWill? will)
        {
            if (will is not null) _wills.Enqueue(will.Topic == "cm/v1/meter-1/status" ? Encoding.ASCII.GetString(will.Payload) : will.Topic);
        }

        public async Task<Publish> NextAsync()
        {
            Publish? publish = null;
            await UntilAsync(() => _publishes.TryDequeue(out publish), "a publish");
            return publish!;
        }

        public async Task<string> NextWillAsync()
        {
            string? will = null;
            await UntilAsync(() => _wills.TryDequeue(out will), "a will");
            return will!;
        }
    }
}
