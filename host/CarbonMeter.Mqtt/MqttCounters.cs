using System;
using System.Threading;

namespace CarbonMeter.Mqtt;

/// <summary>What the endpoint has seen since it started. All members may be read from any thread at any time.</summary>
public sealed class MqttCounters
{
    private static readonly int ReasonCount = Enum.GetValues<MqttCloseReason>().Length;
    private readonly long[] _refused = new long[ReasonCount];
    private readonly long[] _closed = new long[ReasonCount];
    internal long ConnectionsNowValue, SessionsNowValue, ConnectionsAcceptedValue, AdmittedValue, PublishesValue, DuplicatesInFlightValue;
    internal long BytesReceivedValue, AcknowledgementsValue, DeliveriesValue, PausesValue, AcceptFailuresValue;

    /// <summary>Connections open now, those before CONNECT included.</summary>
    public long ConnectionsNow => Volatile.Read(ref ConnectionsNowValue);

    /// <summary>Clients admitted and still connected.</summary>
    public long SessionsNow => Volatile.Read(ref SessionsNowValue);

    /// <summary>Connections the endpoint will hold at a time, after looking at the process's file limit.</summary>
    public long ConnectionsMax { get; internal set; }

    /// <summary>TCP connections accepted, refused clients included.</summary>
    public long ConnectionsAccepted => Volatile.Read(ref ConnectionsAcceptedValue);

    /// <summary>Clients admitted by the application.</summary>
    public long Admitted => Volatile.Read(ref AdmittedValue);

    /// <summary>Publishes taken by the application.</summary>
    public long Publishes => Volatile.Read(ref PublishesValue);

    /// <summary>QoS 1 publishes sent again while the first was still unacknowledged; the application does not see these.</summary>
    public long DuplicatesInFlight => Volatile.Read(ref DuplicatesInFlightValue);

    /// <summary>Bytes of complete packets received.</summary>
    public long BytesReceived => Volatile.Read(ref BytesReceivedValue);

    /// <summary>PUBACKs sent.</summary>
    public long Acknowledgements => Volatile.Read(ref AcknowledgementsValue);

    /// <summary>Publishes sent to clients.</summary>
    public long Deliveries => Volatile.Read(ref DeliveriesValue);

    /// <summary>Times reading from a connection paused: window full, application busy or rate exceeded.</summary>
    public long Pauses => Volatile.Read(ref PausesValue);

    /// <summary>Failures to accept a connection, out of file descriptors for instance.</summary>
    public long AcceptFailures => Volatile.Read(ref AcceptFailuresValue);

    /// <summary>Connections that ended for this reason before their client was admitted.</summary>
    public long Refused(MqttCloseReason reason) => Volatile.Read(ref _refused[(int)reason]);

    /// <summary>Admitted clients whose connection ended for this reason.</summary>
    public long Closed(MqttCloseReason reason) => Volatile.Read(ref _closed[(int)reason]);

    internal void CountEnd(MqttCloseReason reason, bool admitted) =>
        Interlocked.Increment(ref (admitted ? _closed : _refused)[(int)reason]);
}
