using System;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;
namespace CarbonMeter.Mqtt;

/// <summary>The running endpoint.</summary>
public sealed class MqttServer : IAsyncDisposable
{
    /// <summary>Listens and serves until disposed.</summary>
    /// <exception cref="MqttException">The options cannot be used, the certificate cannot be read or the port is taken.</exception>
    public static Task<MqttServer> StartAsync(MqttOptions options, IMqttApplication application, ILoggerFactory? loggers = null) =>
        throw new NotSupportedException();

    /// <summary>Where it listens, with the port the system chose if it was to choose.</summary>
    public IPEndPoint EndPoint => throw new NotSupportedException();

    /// <summary>What it has seen.</summary>
    public MqttCounters Counters { get; } = new();

    /// <summary>The open session of a client, if it has one.</summary>
    public bool TryGetSession(string clientId, out MqttSession? session) => throw new NotSupportedException();

    /// <summary>Stops listening, closes every connection and returns after the last Closed.</summary>
    public ValueTask DisposeAsync() => throw new NotSupportedException();
}
