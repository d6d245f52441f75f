using System;
using System.Threading;
using System.Threading.Tasks;
namespace CarbonMeter.Mqtt;

/// <summary>One connection to an MQTT 3.1.1 server. It does not reconnect: when it has ended, make a new one.</summary>
public sealed class MqttClient : IAsyncDisposable
{
    /// <summary>Connects and waits for the server to accept.</summary>
    /// <exception cref="MqttException">Not reachable, not trusted, refused (<see cref="MqttException.Code"/>) or out of time.</exception>
    public static Task<MqttClient> ConnectAsync(MqttClientOptions options, CancellationToken stop = default) =>
        throw new NotSupportedException();

    /// <summary>False once the connection has ended.</summary>
    public bool IsOpen => throw new NotSupportedException();

    /// <summary>QoS 1 publishes waiting for their acknowledgement.</summary>
    public int InFlight => throw new NotSupportedException();

    /// <summary>Completes when the connection has ended, with null after our own disconnect, else with the cause. Never fails.</summary>
    public Task<MqttException?> Ended => throw new NotSupportedException();

    /// <summary>
    /// Queues a publish; false, and nothing sent, when the connection has ended or too many are in flight. At QoS 1
    /// <paramref name="acknowledged"/> is called once, with <paramref name="state"/> and true on PUBACK or false when the
    /// connection ends first; on the read loop, so it must not block. The payload is copied before this returns.
    /// </summary>
    public bool TryPublish(string topic, ReadOnlySpan<byte> payload, MqttQos qos, bool retain = false,
        Action<object?, bool>? acknowledged = null, object? state = null) => throw new NotSupportedException();

    /// <summary>Publishes; completes at QoS 1 with the PUBACK, at QoS 0 at once.</summary>
    /// <exception cref="MqttException">The connection ended first, or too many are in flight.</exception>
    public Task PublishAsync(string topic, ReadOnlySpan<byte> payload, MqttQos qos, bool retain = false) => throw new NotSupportedException();

    /// <summary>Subscribes and waits for the server's answer.</summary>
    /// <exception cref="MqttException">Refused by the server, or the connection ended first.</exception>
    public Task SubscribeAsync(string topic, MqttQos qos) => throw new NotSupportedException();

    /// <summary>Says DISCONNECT, so that the server drops the will, and closes.</summary>
    public Task DisconnectAsync() => throw new NotSupportedException();

    /// <summary>Closes without DISCONNECT: to the server the client has vanished.</summary>
    public ValueTask DisposeAsync() => throw new NotSupportedException();
}
