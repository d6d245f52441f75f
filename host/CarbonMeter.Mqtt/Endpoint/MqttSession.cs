using System;
using System.IO.Pipelines;
using System.Net.Security;
using System.Threading;
using System.Threading.Tasks;
using CarbonMeter.Mqtt.Endpoint;
using CarbonMeter.Mqtt.Wire;
using Microsoft.AspNetCore.Connections;

namespace CarbonMeter.Mqtt;

/// <summary>One client, as the application sees it. Every member may be used from any thread, also after the end.</summary>
public sealed partial class MqttSession
{
    private const int StillOpen = -1;
    private readonly MqttServer _server;
    private readonly ConnectionContext _connection;
    private readonly FlushQueue _flushQueue;
    private readonly Lock _gate = new();
    private readonly long _openedMs;
    private PipeReader _input;
    private PipeWriter _output;
    private SslStream? _tls;
    private int _closeReason = StillOpen;
    private long _closingSinceMs;
    private bool _admitted;

    internal MqttSession(MqttServer server, ConnectionContext connection, int slot, FlushQueue flushQueue)
    {
        _server = server;
        _connection = connection;
        _input = connection.Transport.Input;
        _output = connection.Transport.Output;
        _flushQueue = flushQueue;
        _openedMs = Environment.TickCount64;
        Slot = slot;
    }

    /// <summary>The client's id.</summary>
    public string ClientId { get; private set; } = "";

    /// <summary>What the client speaks.</summary>
    public MqttVersion Version { get; private set; }

    /// <summary>The application's own, for its state of this client.</summary>
    public object? Tag { get; set; }

    /// <summary>False once the end has begun.</summary>
    public bool IsOpen => Volatile.Read(ref _closeReason) == StillOpen;

    internal int Slot { get; }

    /// <summary>
    /// Sends the PUBACK of a QoS 1 publish. Cheap: acknowledgements of one burst leave in one write, in the order in which
    /// the publishes came whatever the order of these calls. Does nothing when the session has ended or the id is not owed one.
    /// </summary>
    public void Acknowledge(ushort packetId)
    {
        TaskCompletionSource? wake = null;
        bool keepsUp;
        lock (_gate)
        {
            if (!IsOpen || !_window.MarkDone(packetId)) return;
            keepsUp = HasRoomToSend(0);
            while (_window.TryTakeDone(out ushort id))
            {
                PacketWriter.PubAck(ref _outbound, id);
                _acksNotCounted++;
            }
            if (MayReadOn) (wake, _wake) = (_wake, null);
            QueueFlush();
        }
        wake?.TrySetResult();
        if (!keepsUp) CutOff(MqttCloseReason.SlowReader);
    }

    /// <summary>Takes back a <see cref="PublishVerdict.Busy"/>: the publish is offered again. Harmless when nothing waits.</summary>
    public void Resume()
    {
        TaskCompletionSource? wake = null;
        lock (_gate)
        {
            _resumed = true;
            _applicationIsBusy = false;
            if (MayReadOn) (wake, _wake) = (_wake, null);
        }
        wake?.TrySetResult();
    }

    /// <summary>Ends the session; <see cref="IMqttApplication.Closed"/> follows.</summary>
    public void Close() => Close(MqttCloseReason.ClosedByApplication);

    /// <summary>Begins the end, for the first reason that arises; the read loop does the rest.</summary>
    internal void Close(MqttCloseReason reason)
    {
        if (Interlocked.CompareExchange(ref _closeReason, (int)reason, StillOpen) != StillOpen) return;
        Volatile.Write(ref _closingSinceMs, Environment.TickCount64);
        // The read loop would go on right here, on a thread that may hold the application's locks: give it one of its own.
        ThreadPool.UnsafeQueueUserWorkItem(static session => session.WakeReadLoop(), this, preferLocal: false);
    }

    /// <summary>Ends the session with no word to the client, which is not there or does not listen.</summary>
    private void CutOff(MqttCloseReason reason)
    {
        Close(reason);
        _connection.Abort(new ConnectionAbortedException(reason.ToString()));
    }

    private void WakeReadLoop()
    {
        TaskCompletionSource? wake;
        lock (_gate) (wake, _wake) = (_wake, null);
        wake?.TrySetResult();
        _input.CancelPendingRead();
    }

    /// <summary>Called a few times a second for every connection: the only clock a connection has.</summary>
    internal void CheckTime(long nowMs)
    {
        if (!IsOpen)
        {
            // What is still to be sent gets a few seconds; a peer that does not read must not hold the connection open.
            if (nowMs - Volatile.Read(ref _closingSinceMs) > MqttServer.FarewellMsMax)
                _connection.Abort(new ConnectionAbortedException("The peer does not read."));
        }
        else if (!Volatile.Read(ref _admitted))
        {
            if (nowMs - _openedMs > _server.Options.ConnectTimeoutSeconds * 1000L) CutOff(MqttCloseReason.ConnectTimeout);
        }
        else if (!Volatile.Read(ref _paused) && nowMs - Volatile.Read(ref _lastPacketMs) > _silenceMsMax)
        {
            Close(MqttCloseReason.KeepAliveExpired);
        }
    }
}
