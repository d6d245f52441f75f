using System;
using System.Collections.Generic;
using System.Text;
using System.Threading.Tasks;
using CarbonMeter.Mqtt.Endpoint;
using CarbonMeter.Mqtt.Wire;

namespace CarbonMeter.Mqtt;

// The packets that are not publishes, each as short as the profile allows.
public sealed partial class MqttSession
{
    private const int CodesMax = 64;
    private TopicCache _topics;

    private int RateWaitMs => Math.Clamp(1000 / _server.Options.PublishesPerSecondMax + 1, 5, 1000);

    private Step HandlePing(ReadOnlySpan<byte> body)
    {
        if (!body.IsEmpty) return Fail(MqttCloseReason.Malformed);
        lock (_gate)
        {
            if (HasRoomToSend(0))
            {
                PacketWriter.PingResp(ref _outbound);
                return Step.Next;
            }
        }
        CutOff(MqttCloseReason.SlowReader);
        return Step.End;
    }

    private Step HandlePubAck(ReadOnlySpan<byte> body)
    {
        var reader = new PacketReader(body);
        ushort packetId = reader.ReadUInt16();
        int reason = 0;
        if (Version == MqttVersion.V5 && !reader.AtEnd) reason = reader.ReadByte();
        if (Version == MqttVersion.V5 && !reader.AtEnd) PropertyReader.Read(ref reader, PropertyReader.InPubAck);
        if (reader.Failed || !reader.AtEnd || packetId == 0) return Fail(MqttCloseReason.Malformed);
        CompleteDelivery(packetId, reason < 0x80 ? MqttDelivery.Delivered : MqttDelivery.RefusedByClient);
        return Step.Next;
    }

    private Step HandleSubscribe(ReadOnlySpan<byte> body)
    {
        var reader = new PacketReader(body);
        ushort packetId = reader.ReadUInt16();
        if (Version == MqttVersion.V5 && PropertyReader.Read(ref reader, PropertyReader.InSubscribe).HasSubscriptionIdentifier)
            return Fail(MqttCloseReason.ProtocolError); // CONNACK has said that there are none
        if (reader.AtEnd || packetId == 0) reader.Fail();

        Span<byte> codes = stackalloc byte[CodesMax];
        int count = 0;
        List<string>? granted = null;
        while (!reader.AtEnd && !reader.Failed)
        {
            if (count == CodesMax) return Fail(MqttCloseReason.ProtocolError);
            var filter = reader.ReadStringBytes();
            int options = reader.ReadByte();
            bool optionsAreGood = (options & 3) != 3 &&
                (Version == MqttVersion.V311 ? options < 4 : (options & 0xC0) == 0 && (options & 0x30) != 0x30);
            if (filter.IsEmpty || !optionsAreGood) reader.Fail();
            if (reader.Failed) break;
            if (!TryGrant(filter, options & 3, out codes[count++], out string? topic)) return Step.End;
            if (topic is not null) (granted ??= []).Add(topic);
        }
        if (reader.Failed) return Fail(MqttCloseReason.Malformed);
        Answer(PacketType.SubAck, packetId, codes[..count]);
        return granted is null ? Step.Next : TellSubscribed(granted);
    }

    /// <summary>Decides one filter of a SUBSCRIBE; false when the application threw and the session ends.</summary>
    private bool TryGrant(ReadOnlySpan<byte> filter, int qosAsked, out byte code, out string? topic)
    {
        topic = null;
        bool isV5 = Version == MqttVersion.V5;
        if (!TopicName.IsValid(filter))
        {
            code = isV5 ? ReasonCodes.V5WildcardsNotSupported : ReasonCodes.V311SubscriptionFailure;
            return true;
        }
        string name = Encoding.UTF8.GetString(filter);
        code = isV5 ? ReasonCodes.V5NotAuthorized : ReasonCodes.V311SubscriptionFailure;
        try
        {
            if (!_server.Application.MaySubscribe(this, name)) return true;
        }
        catch (Exception fault)
        {
            FailByApplication(fault);
            return false;
        }
        var subscription = new Subscription(name, (MqttQos)Math.Min(qosAsked, 1));
        lock (_gate)
        {
            _subscriptions ??= new List<Subscription>(1);
            int index = IndexOfSubscription(name);
            if (index >= 0) _subscriptions[index] = subscription;
            else if (_subscriptions.Count < _server.Options.SubscriptionsMax) _subscriptions.Add(subscription);
            else
            {
                code = isV5 ? ReasonCodes.V5QuotaExceeded : ReasonCodes.V311SubscriptionFailure;
                return true;
            }
        }
        code = (byte)subscription.Qos;
        topic = name;
        return true;
    }

    private Step TellSubscribed(List<string> topics)
    {
        try
        {
            foreach (string topic in topics) _server.Application.Subscribed(this, topic);
        }
        catch (Exception fault)
        {
            return FailByApplication(fault);
        }
        return Step.Next;
    }

    private Step HandleUnsubscribe(ReadOnlySpan<byte> body)
    {
        var reader = new PacketReader(body);
        ushort packetId = reader.ReadUInt16();
        if (Version == MqttVersion.V5) PropertyReader.Read(ref reader, PropertyReader.InUnsubscribe);
        if (reader.AtEnd || packetId == 0) reader.Fail();

        Span<byte> codes = stackalloc byte[CodesMax];
        int count = 0;
        while (!reader.AtEnd && !reader.Failed)
        {
            if (count == CodesMax) return Fail(MqttCloseReason.ProtocolError);
            string filter = reader.ReadString();
            if (filter.Length == 0) reader.Fail();
            lock (_gate)
            {
                int index = IndexOfSubscription(filter);
                codes[count++] = index >= 0 ? (byte)0 : ReasonCodes.V5NoSubscriptionExisted;
                if (index >= 0) _subscriptions!.RemoveAt(index);
            }
        }
        if (reader.Failed) return Fail(MqttCloseReason.Malformed);
        Answer(PacketType.UnsubAck, packetId, Version == MqttVersion.V5 ? codes[..count] : default);
        return Step.Next;
    }

    private void Answer(int type, ushort packetId, ReadOnlySpan<byte> codes)
    {
        bool keepsUp;
        lock (_gate)
        {
            keepsUp = HasRoomToSend(0);
            PacketWriter.Answer(ref _outbound, type, packetId, codes, Version);
        }
        if (!keepsUp) CutOff(MqttCloseReason.SlowReader);
    }

    private Step HandleDisconnect(ReadOnlySpan<byte> body)
    {
        var reader = new PacketReader(body);
        int reason = 0;
        if (Version == MqttVersion.V5 && !reader.AtEnd) reason = reader.ReadByte();
        if (Version == MqttVersion.V5 && !reader.AtEnd) PropertyReader.Read(ref reader, PropertyReader.InDisconnect);
        if (reader.Failed || !reader.AtEnd) return Fail(MqttCloseReason.Malformed);
        // Only a normal DISCONNECT takes the will back (5.0, 3.14.4); 3.1.1 knows no other.
        if (reason == 0) _will = null;
        return Fail(MqttCloseReason.ClientDisconnected);
    }
}
