using System.Diagnostics;
using System.Text;
using CarbonMeter.Mqtt;
using Mqtt.Tests.Harness;

namespace Mqtt.Tests;

/// <summary>A client written by other people agrees with this endpoint.</summary>
public class MosquittoTests
{
    [Theory]
    [InlineData("mqttv311", 0, false)]
    [InlineData("mqttv311", 1, false)]
    [InlineData("mqttv5", 0, false)]
    [InlineData("mqttv5", 1, false)]
    [InlineData("mqttv311", 1, true)]
    [InlineData("mqttv5", 1, true)]
    public async Task Mosquitto_pub_delivers_and_disconnects(string version, int qos, bool withTls)
    {
        using var certificate = new TestCertificate();
        await using var host = await Host.StartAsync(options => options.CertificateFile = withTls ? certificate.BothFile : null);
        string tls = withTls ? $"--cafile {certificate.CertificateFile}" : "";
        Assert.Equal(0, await RunAsync("mosquitto_pub",
            $"-h 127.0.0.1 -p {host.Port} -V {version} -i mosq -q {qos} -t m/records -m hello --will-topic w --will-payload gone {tls}"));
        var publish = host.Application.NextPublish();
        Assert.Equal(("m/records", "hello", qos), (publish.Topic, Encoding.ASCII.GetString(publish.Payload), (int)publish.Qos));
        var end = host.Application.NextEnd();
        Assert.Equal((MqttCloseReason.ClientDisconnected, null), (end.Reason, end.Will));
    }

    [Theory, InlineData("mqttv311"), InlineData("mqttv5")]
    public async Task Mosquitto_sub_receives_what_is_published_to_its_topic(string version)
    {
        await using var host = await Host.StartAsync();
        var running = RunAsync("mosquitto_sub", $"-h 127.0.0.1 -p {host.Port} -V {version} -i mosq -q 1 -t cmd/mosq -C 1");
        var session = host.Application.NextSession(); // the tool is there, or RunAsync would have skipped this test
        Assert.Equal("cmd/mosq", host.Application.NextSubscription());
        Assert.Equal(MqttDelivery.Delivered, await session.PublishAsync("cmd/mosq", "go"u8, MqttQos.AtLeastOnce).WaitAsync(Limits.Patience));
        Assert.Equal(0, await running);
    }

    [Theory, InlineData("mqttv311"), InlineData("mqttv5")]
    public async Task Mosquitto_pub_is_told_when_it_is_refused(string version)
    {
        await using var host = await Host.StartAsync();
        host.Application.OnConnecting = _ => ConnectVerdict.NotAuthorized;
        Assert.NotEqual(0, await RunAsync("mosquitto_pub", $"-h 127.0.0.1 -p {host.Port} -V {version} -i mosq -q 1 -t t -m x"));
        Assert.Equal(1, host.Counters.Refused(MqttCloseReason.NotAuthorized));
    }

    private static Task<int> RunAsync(string tool, string arguments)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        Assert.SkipUnless(folders.Any(folder => File.Exists(Path.Combine(folder, tool))), $"{tool} is not installed (package mosquitto-clients)");
        return WaitAsync(Process.Start(new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!);
    }

    private static async Task<int> WaitAsync(Process process)
    {
        using (process)
        {
            await process.WaitForExitAsync().WaitAsync(Limits.Patience);
            return process.ExitCode;
        }
    }
}
