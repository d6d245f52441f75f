using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using CarbonMeter.Domain.Parks;
using CarbonMeter.Ingest;
using CarbonMeter.Mqtt;

namespace CarbonMeter.Web.Ingress;

/// <summary>
/// Joins the MQTT endpoint to the pipeline as docs/formats/topics.md says: who may connect, what may be published where, and
/// that PUBACK of a record follows its commit.
/// </summary>
public sealed class MqttIngestApplication(IRegistry registry, IngestPipeline pipeline, TimeProvider clock) : IMqttApplication
{
    /// <summary>Largest live reading kept, in bytes; a larger one closes the connection.</summary>
    public const int LiveBytesMax = 8 * 1024;

    private readonly ConcurrentDictionary<string, MeterPresence> _presences = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, MqttSession> _sessions = new(StringComparer.Ordinal);
    private long _unknownMetersRefused;

    /// <summary>CONNECTs refused because the meter is not registered.</summary>
    public long UnknownMetersRefused => Volatile.Read(ref _unknownMetersRefused);

    /// <summary>Every meter that has connected since the start.</summary>
    public ICollection<MeterPresence> Presences => _presences.Values;

    /// <summary>How a meter is to be reached and what it said last; null where it has not connected since the start.</summary>
    public MeterPresence? PresenceOf(string meterId) => _presences.GetValueOrDefault(meterId);

    /// <summary>Sends a signed command to a meter; completes with its acknowledgement or the end of its session.</summary>
    public Task<MqttDelivery> SendCommandAsync(string meterId, ReadOnlySpan<byte> command) =>
        _sessions.TryGetValue(meterId, out var session)
            ? session.PublishAsync(MeterTopic.Of(meterId, MeterTopic.Command), command, MqttQos.AtLeastOnce)
            : Task.FromResult(MqttDelivery.SessionClosed);

    /// <inheritdoc/>
    public ConnectVerdict Connecting(ConnectRequest request)
    {
        if (registry.FindMeter(request.ClientId) is not null) return ConnectVerdict.Accepted;
        Interlocked.Increment(ref _unknownMetersRefused);
        return ConnectVerdict.NotAuthorized;
    }

    /// <inheritdoc/>
    public void Connected(MqttSession session)
    {
        _sessions[session.ClientId] = session;
        Update(session.ClientId, presence => presence with { IsConnected = true, ChangedAtUnixMs = NowUnixMs });
    }

    /// <inheritdoc/>
    public PublishVerdict Publish(MqttSession session, in InboundPublish publish)
    {
        switch (MeterTopic.KindOf(publish.Topic, session.ClientId))
        {
            case MeterTopic.Record:
                var message = new MqttRecord(session, publish.PacketId, publish.Payload.ToArray(), NowUnixMs);
                return pipeline.TryHandle(message) ? PublishVerdict.Taken : PublishVerdict.Busy;
            case MeterTopic.Live when publish.Payload.Length <= LiveBytesMax:
                byte[] live = publish.Payload.ToArray();
                Update(session.ClientId, presence => presence with { Live = live, LiveAtUnixMs = NowUnixMs });
                break;
            case MeterTopic.Status:
                // The connection itself says online or offline; the word is for those who listen elsewhere.
                break;
            default:
                return PublishVerdict.Refused;
        }
        if (publish.Qos == MqttQos.AtLeastOnce) session.Acknowledge(publish.PacketId);
        return PublishVerdict.Taken;
    }

    /// <inheritdoc/>
    public bool MaySubscribe(MqttSession session, string topic) =>
        MeterTopic.KindOf(topic, session.ClientId) == MeterTopic.Command;

    /// <inheritdoc/>
    public void Subscribed(MqttSession session, string topic)
    {
        // Commands are sent when somebody gives one: none wait for a subscriber.
    }

    /// <inheritdoc/>
    public void Closed(MqttSession session, MqttCloseReason reason, MqttWill? will)
    {
        _sessions.TryRemove(new KeyValuePair<string, MqttSession>(session.ClientId, session));
        Update(session.ClientId, presence => presence with { IsConnected = false, ChangedAtUnixMs = NowUnixMs });
    }

    private long NowUnixMs => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private void Update(string meterId, Func<MeterPresence, MeterPresence> change) =>
        _presences.AddOrUpdate(meterId, id => change(new MeterPresence(id, false, 0, null, null)), (_, presence) => change(presence));

    private sealed class MqttRecord(MqttSession session, ushort packetId, byte[] bytes, long receivedAtUnixMs)
        : IngestMessage(session.ClientId, bytes, receivedAtUnixMs)
    {
        public override void Complete(IngestOutcome outcome) => session.Acknowledge(packetId);

        public override void RoomMade() => session.Resume();
    }
}

/// <summary>What the host knows of a meter's connection; it lives as long as the process.</summary>
/// <param name="MeterId">The meter.</param>
/// <param name="IsConnected">Whether it is connected now.</param>
/// <param name="ChangedAtUnixMs">When that changed last.</param>
/// <param name="Live">Its last live reading: JSON, unsigned, never evidence; null where it sent none.</param>
/// <param name="LiveAtUnixMs">When that came, by the host's clock.</param>
public sealed record MeterPresence(string MeterId, bool IsConnected, long ChangedAtUnixMs, byte[]? Live, long? LiveAtUnixMs);
