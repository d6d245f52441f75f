using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using CarbonMeter.Mqtt.Wire;

namespace CarbonMeter.Mqtt;

/// <summary>
/// One connection to an MQTT 3.1.1 server. It does not reconnect: when it has ended, make a new one. Every member may be
/// used from any thread.
/// </summary>
public sealed partial class MqttClient : IAsyncDisposable
{
    private readonly MqttClientOptions _options;
    private readonly Stream _stream;
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource<byte> _connAck = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<MqttException?> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<ushort, Waiter> _waiters = [];
    private ByteQueue _outbound, _sending;
    private Timer? _keepAlive;
    private Task _reading = Task.CompletedTask;
    private long _lastSentMs, _pingSentMs;
    private int _inFlight;
    private ushort _lastPacketId;
    private bool _flushing, _inBurst, _isOver, _saidDisconnect;

    /// <summary>Who waits for the answer to a packet id: a publish with its callback, or a subscription with its task.</summary>
    private readonly record struct Waiter(Action<object?, bool>? Acknowledged, object? State, TaskCompletionSource<byte>? SubAck)
    {
        public bool IsPublish => SubAck is null;
    }

    private MqttClient(MqttClientOptions options, Stream stream)
    {
        _options = options;
        _stream = stream;
    }

    /// <summary>False once the connection has ended.</summary>
    public bool IsOpen => !Volatile.Read(ref _isOver);

    /// <summary>QoS 1 publishes waiting for their acknowledgement.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>Completes when the connection has ended, with null after our own disconnect, else with the cause. Never fails.</summary>
    public Task<MqttException?> Ended => _ended.Task;

    /// <summary>Connects and waits for the server to accept.</summary>
    /// <exception cref="MqttException">Not reachable, not trusted, refused (<see cref="MqttException.Code"/>) or out of time.</exception>
    public static async Task<MqttClient> ConnectAsync(MqttClientOptions options, CancellationToken stop = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(TimeSpan.FromSeconds(options.ConnectTimeoutSeconds));
        MqttClient? client = null;
        try
        {
            client = new MqttClient(options, await ClientTransport.OpenAsync(options, limit.Token));
            await client.StartAsync(limit.Token);
            return client;
        }
        catch (Exception fault)
        {
            if (client is not null) await client.DisposeAsync();
            if (fault is OperationCanceledException && !stop.IsCancellationRequested)
                throw new MqttException($"{options.Host}:{options.Port} did not accept within {options.ConnectTimeoutSeconds} s.", fault);
            if (fault is OperationCanceledException or MqttException) throw;
            throw new MqttException($"No connection to {options.Host}:{options.Port}: {fault.Message}", fault);
        }
    }

    /// <summary>
    /// Queues a publish; false, and nothing sent, when the connection has ended or too many are in flight. At QoS 1
    /// <paramref name="acknowledged"/> is called once, with <paramref name="state"/> and true on PUBACK or false when the
    /// connection ends first; on the read loop, so it must not block. The payload is copied before this returns.
    /// </summary>
    public bool TryPublish(string topic, ReadOnlySpan<byte> payload, MqttQos qos, bool retain = false,
        Action<object?, bool>? acknowledged = null, object? state = null)
    {
        lock (_gate)
        {
            if (_isOver || _saidDisconnect) return false;
            ushort packetId = 0;
            if (qos == MqttQos.AtLeastOnce)
            {
                if (_inFlight >= _options.InFlightMax) return false;
                packetId = NextPacketId();
                _waiters.Add(packetId, new Waiter(acknowledged, state, null));
                _inFlight++;
            }
            PacketWriter.Publish(ref _outbound, topic, payload, qos, retain, packetId, MqttVersion.V311);
        }
        Flush();
        return true;
    }

    /// <summary>Publishes; completes at QoS 1 with the PUBACK, at QoS 0 at once.</summary>
    /// <exception cref="MqttException">The connection ended first, or too many are in flight.</exception>
    public Task PublishAsync(string topic, ReadOnlySpan<byte> payload, MqttQos qos, bool retain = false)
    {
        var outcome = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!TryPublish(topic, payload, qos, retain, Complete, outcome))
            outcome.SetException(new MqttException(IsOpen ? "Too many publishes are in flight." : "The connection has ended."));
        else if (qos == MqttQos.AtMostOnce) outcome.SetResult();
        return outcome.Task;

        static void Complete(object? state, bool acknowledged)
        {
            var waiting = (TaskCompletionSource)state!;
            if (acknowledged) waiting.TrySetResult();
            else waiting.TrySetException(new MqttException("The connection ended before the publish was acknowledged."));
        }
    }

    /// <summary>Subscribes and waits for the server's answer.</summary>
    /// <exception cref="MqttException">Refused by the server, or the connection ended first.</exception>
    public async Task SubscribeAsync(string topic, MqttQos qos)
    {
        var answer = new TaskCompletionSource<byte>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_isOver || _saidDisconnect) throw new MqttException("The connection has ended.");
            ushort packetId = NextPacketId();
            _waiters.Add(packetId, new Waiter(null, null, answer));
            PacketWriter.Subscribe(ref _outbound, packetId, topic, qos);
        }
        Flush();
        byte code = await answer.Task;
        if (code >= 0x80) throw new MqttException($"The server refused the subscription to {topic}.", code);
    }

    /// <summary>Says DISCONNECT, so that the server drops the will, and closes.</summary>
    public async Task DisconnectAsync()
    {
        lock (_gate)
        {
            if (!_isOver && !_saidDisconnect) PacketWriter.Disconnect(ref _outbound);
            _saidDisconnect = true;
        }
        Flush();
        // The server closes once it has read this far; if it never does, we do.
        await Task.WhenAny(_ended.Task, Task.Delay(TimeSpan.FromSeconds(5)));
        await DisposeAsync();
    }

    /// <summary>Closes without DISCONNECT: to the server the client has vanished.</summary>
    public async ValueTask DisposeAsync()
    {
        End(null);
        await _reading;
    }

    private ushort NextPacketId()
    {
        do _lastPacketId++;
        while (_lastPacketId == 0 || _waiters.ContainsKey(_lastPacketId));
        return _lastPacketId;
    }

    /// <summary>Ends the connection once, for the first cause, and tells everybody who waits.</summary>
    private void End(MqttException? cause)
    {
        Waiter[] waiting;
        lock (_gate)
        {
            if (_isOver) return;
            Volatile.Write(ref _isOver, true);
            waiting = [.. _waiters.Values];
            _waiters.Clear();
            _inFlight = 0;
        }
        _keepAlive?.Dispose();
        _stream.Dispose();
        foreach (var waiter in waiting)
        {
            waiter.Acknowledged?.Invoke(waiter.State, false);
            waiter.SubAck?.TrySetException(new MqttException("The connection ended before the server answered.", cause));
        }
        _connAck.TrySetException(cause ?? new MqttException("The connection was closed before the server accepted."));
        _ = _connAck.Task.Exception; // looked at here, because after CONNACK nobody else does
        _ended.TrySetResult(cause);
    }
}
