using CarbonMeter.Mqtt;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Mqtt.Tests.Harness;

namespace Mqtt.Tests;

/// <summary>The endpoint as part of an application's host.</summary>
public class HostingTests
{
    [Fact]
    public async Task The_endpoint_lives_as_long_as_its_host()
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        var application = new RecordingApplication();
        builder.Services.AddLogging();
        builder.Services.AddSingleton<IMqttApplication>(application);
        builder.Services.AddMqttEndpoint(new MqttOptions { Port = 0 });
        using var host = builder.Build();
        await host.StartAsync();
        var endpoint = host.Services.GetRequiredService<MqttEndpoint>();
        await using var client = await MqttClient.ConnectAsync(new MqttClientOptions { ClientId = "m", Port = endpoint.Server!.EndPoint.Port });
        await client.PublishAsync("t", [1], MqttQos.AtLeastOnce);
        await host.StopAsync();
        Assert.Equal(MqttCloseReason.ServerStopping, application.NextEnd().Reason);
        Assert.NotNull(await client.Ended.WaitAsync(Limits.Patience));
        Assert.Null(endpoint.Server);
    }
}
