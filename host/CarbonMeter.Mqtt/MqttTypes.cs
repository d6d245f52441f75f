namespace CarbonMeter.Mqtt;

/// <summary>The protocol versions spoken here, by their number on the wire.</summary>
public enum MqttVersion : byte
{
    /// <summary>MQTT 3.1.1.</summary>
    V311 = 4,

    /// <summary>MQTT 5.0.</summary>
    V5 = 5,
}

/// <summary>Delivery promise of a publish. QoS 2 is not spoken.</summary>
public enum MqttQos : byte
{
    /// <summary>Sent once, may be lost.</summary>
    AtMostOnce = 0,

    /// <summary>Acknowledged, may arrive more than once.</summary>
    AtLeastOnce = 1,
}

/// <summary>The application's answer to a CONNECT.</summary>
public enum ConnectVerdict
{
    /// <summary>Let it in.</summary>
    Accepted,

    /// <summary>Not a client of ours: 3.1.1 code 5, 5.0 reason 0x87.</summary>
    NotAuthorized,

    /// <summary>Wrong user name or password: 3.1.1 code 4, 5.0 reason 0x86.</summary>
    BadCredentials,

    /// <summary>A client id no client of ours can have: 3.1.1 code 2, 5.0 reason 0x85.</summary>
    IdentifierRejected,

    /// <summary>Not now, try later: 3.1.1 code 3, 5.0 reason 0x88.</summary>
    ServerUnavailable,
}

/// <summary>The application's answer to a publish.</summary>
public enum PublishVerdict
{
    /// <summary>The application has it; at QoS 1 it will be acknowledged.</summary>
    Taken,

    /// <summary>
    /// No room now. Nothing more is read from this connection until <see cref="MqttSession.Resume"/>; then the same
    /// publish is offered again.
    /// </summary>
    Busy,

    /// <summary>This client may not publish this: the connection is closed, nothing is acknowledged.</summary>
    Refused,
}

/// <summary>What became of a publish from the host to a client.</summary>
public enum MqttDelivery
{
    /// <summary>QoS 1: the client acknowledged it. QoS 0: it is on its way.</summary>
    Delivered,

    /// <summary>The client has no subscription to this topic.</summary>
    NotSubscribed,

    /// <summary>As many as allowed wait for their acknowledgement already.</summary>
    TooManyInFlight,

    /// <summary>Larger than the client (5.0) or the outbound limit allows.</summary>
    TooLarge,

    /// <summary>The client (5.0) answered with a failure reason.</summary>
    RefusedByClient,

    /// <summary>The session ended first: it may or may not have arrived.</summary>
    SessionClosed,
}

/// <summary>Why a connection ended. The first reason to arise is the one that counts.</summary>
public enum MqttCloseReason
{
    /// <summary>The client sent DISCONNECT.</summary>
    ClientDisconnected,

    /// <summary>The peer closed or reset the connection between packets, without DISCONNECT.</summary>
    PeerClosed,

    /// <summary>The peer closed the connection in the middle of a packet.</summary>
    Truncated,

    /// <summary>The transport failed, a TLS failure included.</summary>
    TransportFault,

    /// <summary>No complete CONNECT within the time allowed, TLS handshake included.</summary>
    ConnectTimeout,

    /// <summary>Bytes that are not an MQTT packet.</summary>
    Malformed,

    /// <summary>A packet that is well formed but not allowed, or not allowed now.</summary>
    ProtocolError,

    /// <summary>A protocol name or level other than 3.1.1 and 5.0.</summary>
    UnsupportedVersion,

    /// <summary>A packet above the size limit.</summary>
    PacketTooLarge,

    /// <summary>A publish at QoS 2.</summary>
    QosNotSupported,

    /// <summary>A topic alias (5.0); none are granted here.</summary>
    TopicAliasInvalid,

    /// <summary>A publish topic that is empty, has a wildcard or is too long.</summary>
    TopicInvalid,

    /// <summary>Empty or overlong client id, or the application refused it.</summary>
    IdentifierRejected,

    /// <summary>The application refused the user name or password.</summary>
    BadCredentials,

    /// <summary>The application refused the client, or its publish.</summary>
    NotAuthorized,

    /// <summary>The application was not ready for the client.</summary>
    ServerUnavailable,

    /// <summary>The connection limit is reached.</summary>
    ConnectionLimit,

    /// <summary>No packet for one and a half times the keep-alive.</summary>
    KeepAliveExpired,

    /// <summary>A newer connection came with the same client id.</summary>
    TakenOver,

    /// <summary>The client does not read what it is sent.</summary>
    SlowReader,

    /// <summary>The application asked for it.</summary>
    ClosedByApplication,

    /// <summary>The application threw.</summary>
    ApplicationFault,

    /// <summary>The endpoint is stopping.</summary>
    ServerStopping,
}
