using CarbonMeter.Mqtt;
using Mqtt.Tests.Harness;

namespace Mqtt.Tests;

/// <summary>The same endpoint over TLS, with certificates from files of each kind.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly TestCertificate _certificate = new();

    [Theory, InlineData("pem"), InlineData("pem and key"), InlineData("pfx")]
    public async Task A_session_over_tls_works_with_the_certificate_from(string kind)
    {
        await using var host = await Host.StartAsync(options => Configure(options, kind));
        bool wasTls = false;
        host.Application.OnConnecting = request =>
        {
            wasTls = request.IsTls;
            return ConnectVerdict.Accepted;
        };
        await using var client = await MqttClient.ConnectAsync(Options(host));
        var session = host.Application.NextSession();
        Assert.True(wasTls);
        for (int round = 0; round < 50; round++) await client.PublishAsync("t", new byte[3000], MqttQos.AtLeastOnce).WaitAsync(Limits.Patience);
        await client.SubscribeAsync("cmd/m", MqttQos.AtLeastOnce);
        Assert.Equal(MqttDelivery.Delivered, await session.PublishAsync("cmd/m", new byte[30_000], MqttQos.AtLeastOnce).WaitAsync(Limits.Patience));
        await client.DisconnectAsync();
        Assert.Equal(MqttCloseReason.ClientDisconnected, host.Application.NextEnd().Reason);
        await Host.UntilAsync(() => host.Counters.ConnectionsNow == 0, "the connection is released");
    }

    [Fact]
    public async Task Acknowledgements_from_other_threads_arrive_over_tls_in_order()
    {
        const int count = 4000;
        await using var host = await Host.StartAsync(options => Configure(options, "pem"));
        host.Application.AcknowledgesAtOnce = false;
        await using var client = await MqttClient.ConnectAsync(Options(host));
        // Two threads acknowledge while the read loop answers what comes: three writers meet at the one stream.
        var acknowledging = Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            for (int taken = 0; taken < count / 2; taken++)
            {
                var publish = host.Application.NextPublish();
                publish.Session.Acknowledge(publish.PacketId);
            }
        })));
        var order = new List<int>();
        var done = new TaskCompletionSource();
        void Acknowledged(object? state, bool isAcknowledged)
        {
            order.Add((int)state!);
            if (order.Count == count) done.SetResult();
        }
        for (int number = 0; number < count; number++)
            while (!client.TryPublish("t", new byte[300], MqttQos.AtLeastOnce, false, Acknowledged, number)) await Task.Yield();
        await acknowledging.WaitAsync(Limits.Patience);
        await done.Task.WaitAsync(Limits.Patience);
        Assert.True(client.IsOpen);
        Assert.Equal(Enumerable.Range(0, count), order);
    }

    [Fact]
    public async Task A_client_that_does_not_know_the_authority_does_not_connect()
    {
        await using var host = await Host.StartAsync(options => Configure(options, "pem"));
        await Assert.ThrowsAsync<MqttException>(
            () => MqttClient.ConnectAsync(new MqttClientOptions { ClientId = "m", Port = host.Port, UseTls = true }));
        await Host.UntilAsync(() => host.Counters.ConnectionsNow == 0, "the connection is released");
        Assert.Equal(0, host.Counters.Admitted);
    }

    [Fact]
    public async Task Plain_mqtt_and_silence_on_the_tls_port_are_refused()
    {
        await using var host = await Host.StartAsync(options =>
        {
            Configure(options, "pem");
            options.ConnectTimeoutSeconds = 1;
        });
        using var plain = await host.OpenAsync();
        await plain.SendAsync(Packets.Connect("m"));
        Assert.True(await plain.IsClosedByServerAsync());
        using var silent = await host.OpenAsync();
        Assert.True(await silent.IsClosedByServerAsync());
        await Host.UntilAsync(() => host.Counters.Refused(MqttCloseReason.ConnectTimeout) == 1, "the silent one counted");
        await Host.UntilAsync(() => host.Counters.Refused(MqttCloseReason.TransportFault) == 1, "the plain one counted");
    }

    [Fact]
    public async Task A_certificate_file_that_cannot_be_used_is_named()
    {
        string missing = _certificate.CertificateFile + ".missing";
        foreach (string file in (string[])[missing, _certificate.CertificateFile])
        {
            var refusal = await Assert.ThrowsAsync<MqttOptionsException>(() => Host.StartAsync(options => options.CertificateFile = file));
            Assert.Contains(file, refusal.Message, StringComparison.Ordinal);
        }
    }

    public void Dispose() => _certificate.Dispose();

    private MqttClientOptions Options(Host host) =>
        new() { ClientId = "m", Port = host.Port, UseTls = true, CaFile = _certificate.CertificateFile, ConnectTimeoutSeconds = 60 };

    private void Configure(MqttOptions options, string kind)
    {
        options.CertificateFile = kind switch
        {
            "pem" => _certificate.BothFile,
            "pfx" => _certificate.PfxFile,
            _ => _certificate.CertificateFile,
        };
        if (kind == "pem and key") options.CertificateKeyFile = _certificate.KeyFile;
        if (kind == "pfx") options.CertificatePassword = "secret";
    }
}
