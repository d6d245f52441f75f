namespace CarbonMeter.Mqtt.Wire;

/// <summary>How a reason to close is said to the client.</summary>
internal static class ReasonCodes
{
    public const byte V5NoSubscriptionExisted = 0x11, V5NotAuthorized = 0x87, V5WildcardsNotSupported = 0xA2, V5QuotaExceeded = 0x97;
    public const byte V311SubscriptionFailure = 0x80;

    /// <summary>CONNACK return code of 3.1.1; 0 where 3.1.1 has none and the connection is just closed.</summary>
    public static byte V311ConnAck(MqttCloseReason reason) => reason switch
    {
        MqttCloseReason.UnsupportedVersion => 1,
        MqttCloseReason.IdentifierRejected => 2,
        MqttCloseReason.ServerUnavailable => 3,
        MqttCloseReason.BadCredentials => 4,
        MqttCloseReason.NotAuthorized => 5,
        _ => 0,
    };

    /// <summary>CONNACK or DISCONNECT reason of 5.0; 0 where nobody is there to be told.</summary>
    public static byte V5(MqttCloseReason reason) => reason switch
    {
        MqttCloseReason.Malformed => 0x81,
        MqttCloseReason.ProtocolError => 0x82,
        MqttCloseReason.ApplicationFault => 0x83,
        MqttCloseReason.UnsupportedVersion => 0x84,
        MqttCloseReason.IdentifierRejected => 0x85,
        MqttCloseReason.BadCredentials => 0x86,
        MqttCloseReason.NotAuthorized => V5NotAuthorized,
        MqttCloseReason.ServerUnavailable => 0x88,
        MqttCloseReason.ServerStopping => 0x8B,
        MqttCloseReason.KeepAliveExpired => 0x8D,
        MqttCloseReason.TakenOver => 0x8E,
        MqttCloseReason.TopicInvalid => 0x90,
        MqttCloseReason.TopicAliasInvalid => 0x94,
        MqttCloseReason.PacketTooLarge => 0x95,
        MqttCloseReason.ClosedByApplication => 0x98,
        MqttCloseReason.QosNotSupported => 0x9B,
        _ => 0,
    };
}
