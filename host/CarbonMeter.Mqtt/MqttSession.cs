using System;
using System.Threading.Tasks;
namespace CarbonMeter.Mqtt;

/// <summary>One admitted client, as the application sees it. Every member may be used from any thread, also after the end.</summary>
public sealed class MqttSession
{
    /// <summary>The client's id.</summary>
    public string ClientId { get; internal set; } = "";

    /// <summary>What the client speaks.</summary>
    public MqttVersion Version { get; internal set; }

    /// <summary>The application's own, for its state of this client.</summary>
    public object? Tag { get; set; }

    /// <summary>False once the end has begun; publishes may still be refused before that is seen.</summary>
    public bool IsOpen { get; internal set; }

    /// <summary>
    /// Sends the PUBACK of a QoS 1 publish. Cheap: acknowledgements of one burst leave in one write, in the order in which
    /// the publishes came whatever the order of these calls. Does nothing when the session has ended or the id is not owed one.
    /// </summary>
    public void Acknowledge(ushort packetId) => throw new NotSupportedException();

    /// <summary>Takes back a <see cref="PublishVerdict.Busy"/>: the publish is offered again. Harmless when nothing waits.</summary>
    public void Resume() => throw new NotSupportedException();

    /// <summary>
    /// Sends a publish to the client, if it has subscribed to the topic. Completes at QoS 1 with the client's PUBACK, and in
    /// any case when the session ends. The payload is copied before this returns.
    /// </summary>
    public Task<MqttDelivery> PublishAsync(string topic, ReadOnlySpan<byte> payload, MqttQos qos) => throw new NotSupportedException();

    /// <summary>Ends the session; <see cref="IMqttApplication.Closed"/> follows.</summary>
    public void Close() => throw new NotSupportedException();
}
