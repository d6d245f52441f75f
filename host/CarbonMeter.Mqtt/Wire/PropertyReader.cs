namespace CarbonMeter.Mqtt.Wire;

/// <summary>What the endpoint acts on among the properties of a 5.0 packet; the rest is checked and passed over.</summary>
internal struct PacketProperties
{
    public uint SessionExpirySeconds;
    public ushort ReceiveMaximum;
    public uint MaximumPacketSizeBytes;
    public bool HasTopicAlias, HasAuthentication, HasSubscriptionIdentifier;
}

/// <summary>Reads the property list of a 5.0 packet (2.2.2).</summary>
internal static class PropertyReader
{
    private const int PayloadFormat = 1, MessageExpiry = 2, ContentType = 3, ResponseTopic = 8, CorrelationData = 9;
    private const int SubscriptionIdentifier = 11, SessionExpiry = 17, AuthenticationMethod = 21, AuthenticationData = 22;
    private const int RequestProblemInformation = 23, WillDelay = 24, RequestResponseInformation = 25, ReasonString = 31;
    private const int ReceiveMaximum = 33, TopicAliasMaximum = 34, TopicAlias = 35, UserProperty = 38, MaximumPacketSize = 39;

    // The properties each packet may carry, one bit per identifier.
    public const ulong InConnect = 1UL << SessionExpiry | 1UL << AuthenticationMethod | 1UL << AuthenticationData |
        1UL << RequestProblemInformation | 1UL << RequestResponseInformation | 1UL << ReceiveMaximum |
        1UL << TopicAliasMaximum | 1UL << UserProperty | 1UL << MaximumPacketSize;
    public const ulong InPublish = 1UL << PayloadFormat | 1UL << MessageExpiry | 1UL << ContentType | 1UL << ResponseTopic |
        1UL << CorrelationData | 1UL << TopicAlias | 1UL << UserProperty;
    public const ulong InWill = 1UL << PayloadFormat | 1UL << MessageExpiry | 1UL << ContentType | 1UL << ResponseTopic |
        1UL << CorrelationData | 1UL << WillDelay | 1UL << UserProperty;
    public const ulong InPubAck = 1UL << ReasonString | 1UL << UserProperty;
    public const ulong InSubscribe = 1UL << SubscriptionIdentifier | 1UL << UserProperty;
    public const ulong InUnsubscribe = 1UL << UserProperty;
    public const ulong InDisconnect = 1UL << SessionExpiry | 1UL << ReasonString | 1UL << UserProperty;

    /// <summary>Fails the reader on a property that is malformed, not allowed here or there twice.</summary>
    public static PacketProperties Read(ref PacketReader packet, ulong allowed)
    {
        var found = new PacketProperties { ReceiveMaximum = ushort.MaxValue, MaximumPacketSizeBytes = uint.MaxValue };
        var list = packet.Nested(packet.ReadVariableInt());
        ulong seen = 0;
        while (!list.AtEnd && !list.Failed)
        {
            int id = list.ReadVariableInt();
            ulong bit = id < 64 ? 1UL << id : 0;
            bool repeated = (seen & bit) != 0 && id != UserProperty;
            if ((allowed & bit) == 0 || repeated) list.Fail();
            else ReadOne(ref list, id, ref found);
            seen |= bit;
        }
        if (list.Failed) packet.Fail();
        return found;
    }

    private static void ReadOne(ref PacketReader list, int id, ref PacketProperties found)
    {
        switch (id)
        {
            case PayloadFormat or RequestProblemInformation or RequestResponseInformation:
                if (list.ReadByte() > 1) list.Fail();
                break;
            case SessionExpiry:
                found.SessionExpirySeconds = list.ReadUInt32();
                break;
            case MessageExpiry or WillDelay:
                list.ReadUInt32();
                break;
            case ContentType or ResponseTopic or ReasonString:
                list.ReadStringBytes();
                break;
            case AuthenticationMethod:
                list.ReadStringBytes();
                found.HasAuthentication = true;
                break;
            case CorrelationData or AuthenticationData:
                list.ReadBinary();
                break;
            case SubscriptionIdentifier:
                if (list.ReadVariableInt() == 0) list.Fail();
                found.HasSubscriptionIdentifier = true;
                break;
            case ReceiveMaximum:
                found.ReceiveMaximum = list.ReadUInt16();
                if (found.ReceiveMaximum == 0) list.Fail();
                break;
            case TopicAliasMaximum:
                list.ReadUInt16();
                break;
            case TopicAlias:
                list.ReadUInt16();
                found.HasTopicAlias = true;
                break;
            case UserProperty:
                list.ReadStringBytes();
                list.ReadStringBytes();
                break;
            case MaximumPacketSize:
                found.MaximumPacketSizeBytes = list.ReadUInt32();
                if (found.MaximumPacketSizeBytes == 0) list.Fail();
                break;
        }
    }
}
