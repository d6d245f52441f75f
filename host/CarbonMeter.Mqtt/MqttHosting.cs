using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CarbonMeter.Mqtt;

/// <summary>Runs the endpoint inside an application's host.</summary>
public static class MqttHosting
{
    /// <summary>
    /// Starts the endpoint with the host and stops it with the host. The application behind it is the registered
    /// <see cref="IMqttApplication"/>; <see cref="MqttEndpoint"/> gives the running server and its counters.
    /// </summary>
    public static IServiceCollection AddMqttEndpoint(this IServiceCollection services, MqttOptions options)
    {
        services.AddSingleton(provider => new MqttEndpoint(options,
            provider.GetRequiredService<IMqttApplication>(), provider.GetRequiredService<ILoggerFactory>()));
        return services.AddHostedService(provider => provider.GetRequiredService<MqttEndpoint>());
    }
}

/// <summary>The endpoint as a hosted service.</summary>
public sealed class MqttEndpoint(MqttOptions options, IMqttApplication application, ILoggerFactory loggers) : IHostedService
{
    /// <summary>Null before the host has started and after it has stopped.</summary>
    public MqttServer? Server { get; private set; }

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken) =>
        Server = await MqttServer.StartAsync(options, application, loggers);

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (Server is not { } server) return;
        Server = null;
        await server.DisposeAsync();
    }
}
