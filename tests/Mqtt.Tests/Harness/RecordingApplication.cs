using System.Collections.Concurrent;
using CarbonMeter.Mqtt;

namespace Mqtt.Tests.Harness;

/// <summary>A stand-in for the ingest: notes every call and answers as the test says.</summary>
internal sealed class RecordingApplication : IMqttApplication
{
    public sealed record Received(MqttSession Session, string Topic, byte[] Payload, ushort PacketId, MqttQos Qos, bool Retain, bool Duplicate);

    public sealed record Ended(MqttSession Session, MqttCloseReason Reason, MqttWill? Will);

    private readonly BlockingCollection<Received> _publishes = [];
    private readonly BlockingCollection<Ended> _ends = [];
    private readonly BlockingCollection<MqttSession> _sessions = [];
    private readonly BlockingCollection<(MqttSession Session, string Topic)> _subscriptions = [];

    public Func<ConnectRequest, ConnectVerdict> OnConnecting { get; set; } = _ => ConnectVerdict.Accepted;
    public Func<Received, PublishVerdict> OnPublish { get; set; } = _ => PublishVerdict.Taken;
    public Func<string, bool> Admits { get; set; } = topic => topic.StartsWith("cmd/", StringComparison.Ordinal);
    public Action BeforeClosed { get; set; } = () => { };
    public bool AcknowledgesAtOnce { get; set; } = true;
    public ConcurrentQueue<string> Calls { get; } = new();
    public int PublishesWaiting => _publishes.Count;

    public ConnectVerdict Connecting(ConnectRequest request) => OnConnecting(request);

    public void Connected(MqttSession session)
    {
        Calls.Enqueue($"connected {session.ClientId}");
        _sessions.Add(session);
    }

    public PublishVerdict Publish(MqttSession session, in InboundPublish publish)
    {
        var received = new Received(session, publish.Topic, publish.Payload.ToArray(), publish.PacketId, publish.Qos, publish.Retain, publish.Duplicate);
        var verdict = OnPublish(received);
        if (verdict != PublishVerdict.Taken) return verdict;
        _publishes.Add(received);
        if (AcknowledgesAtOnce && publish.Qos == MqttQos.AtLeastOnce) session.Acknowledge(publish.PacketId);
        return verdict;
    }

    public bool MaySubscribe(MqttSession session, string topic) => Admits(topic);

    public void Subscribed(MqttSession session, string topic) => _subscriptions.Add((session, topic));

    public void Closed(MqttSession session, MqttCloseReason reason, MqttWill? will)
    {
        BeforeClosed();
        Calls.Enqueue($"closed {session.ClientId}");
        _ends.Add(new Ended(session, reason, will));
    }

    public Received NextPublish() => Take(_publishes, "publish");

    public Ended NextEnd() => Take(_ends, "end of a session");

    public MqttSession NextSession() => Take(_sessions, "session");

    public string NextSubscription() => Take(_subscriptions, "subscription").Topic;

    private static T Take<T>(BlockingCollection<T> from, string what) =>
        from.TryTake(out var taken, Limits.Patience) ? taken : throw new TimeoutException($"No {what} within {Limits.Patience}.");
}

internal static class Limits
{
    /// <summary>Tests of this room wait on threads of the pool, which the endpoint needs as well: on two cores there would be none left.</summary>
    [System.Runtime.CompilerServices.ModuleInitializer]
    internal static void GiveThreads() => ThreadPool.SetMinThreads(64, 64);

    /// <summary>How long a test waits for what must come; a busy machine may take its time.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
}
