using System;
using System.Net;

namespace CarbonMeter.Mqtt;

/// <summary>
/// What stands behind the endpoint. The calls for one session come one at a time and in order: Connecting, Connected,
/// then Publish, MaySubscribe and Subscribed, at last Closed; different sessions call in parallel. They run inside the
/// connection's read loop, so they must not block: hand work over and return.
/// </summary>
public interface IMqttApplication
{
    /// <summary>Judges a CONNECT. Nothing is kept yet: an older session of the same client may still be open.</summary>
    ConnectVerdict Connecting(ConnectRequest request);

    /// <summary>The client is admitted; an older session of it has been closed and its Closed has returned.</summary>
    void Connected(MqttSession session);

    /// <summary>
    /// Takes one publish. The topic stays valid; the payload is valid during the call only. After
    /// <see cref="PublishVerdict.Taken"/> a QoS 1 publish is owed exactly one <see cref="MqttSession.Acknowledge"/>,
    /// now or later, from any thread.
    /// </summary>
    PublishVerdict Publish(MqttSession session, in InboundPublish publish);

    /// <summary>Whether the client may receive what is published to this exact topic (no wildcards reach this call).</summary>
    bool MaySubscribe(MqttSession session, string topic);

    /// <summary>The subscription stands and its SUBACK is queued: from here on downlink publishes reach the client.</summary>
    void Subscribed(MqttSession session, string topic);

    /// <summary>
    /// The last call for this session. <paramref name="will"/> is set when the client left one and went without
    /// taking it back (DISCONNECT takes it back).
    /// </summary>
    void Closed(MqttSession session, MqttCloseReason reason, MqttWill? will);
}

/// <summary>What a client said in its CONNECT.</summary>
public sealed class ConnectRequest
{
    /// <summary>Never empty, at most <see cref="MqttOptions.ClientIdBytesMax"/> bytes of UTF-8.</summary>
    public required string ClientId { get; init; }

    /// <summary>3.1.1 or 5.0.</summary>
    public required MqttVersion Version { get; init; }

    /// <summary>Null when the CONNECT carried none.</summary>
    public string? Username { get; init; }

    /// <summary>Null when the CONNECT carried none.</summary>
    public byte[]? Password { get; init; }

    /// <summary>Null when the CONNECT carried none.</summary>
    public MqttWill? Will { get; init; }

    /// <summary>As asked for by the client; 0 asks for none.</summary>
    public int KeepAliveSeconds { get; init; }

    /// <summary>True when the connection is encrypted.</summary>
    public bool IsTls { get; init; }

    /// <summary>Where the connection comes from.</summary>
    public EndPoint? RemoteEndPoint { get; init; }
}

/// <summary>The message a client leaves for the case that it vanishes.</summary>
public sealed record MqttWill(string Topic, byte[] Payload, MqttQos Qos, bool Retain);

/// <summary>One publish from a client.</summary>
public readonly ref struct InboundPublish
{
    /// <summary>As the endpoint makes it, and as an application's own tests may.</summary>
    public InboundPublish(string topic, ReadOnlySpan<byte> payload, ushort packetId, MqttQos qos, bool retain, bool duplicate)
    {
        Topic = topic;
        Payload = payload;
        PacketId = packetId;
        Qos = qos;
        Retain = retain;
        Duplicate = duplicate;
    }

    /// <summary>The same string object for every publish of a session to one of its usual (ASCII) topics.</summary>
    public string Topic { get; }

    /// <summary>Valid during the call only.</summary>
    public ReadOnlySpan<byte> Payload { get; }

    /// <summary>What to acknowledge; 0 at QoS 0.</summary>
    public ushort PacketId { get; }

    /// <summary>0 or 1: QoS 2 never gets here.</summary>
    public MqttQos Qos { get; }

    /// <summary>The RETAIN flag as the client set it.</summary>
    public bool Retain { get; }

    /// <summary>The DUP flag as the client set it.</summary>
    public bool Duplicate { get; }
}
