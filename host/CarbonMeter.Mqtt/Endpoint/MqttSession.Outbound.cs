using System;
using System.Buffers;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using CarbonMeter.Mqtt.Endpoint;
using CarbonMeter.Mqtt.Wire;

namespace CarbonMeter.Mqtt;

// What goes to the client. Packets gather in _outbound under _gate; one flush at a time moves them to the transport, and
// what gathers meanwhile goes with its next round.
public sealed partial class MqttSession
{
    private ByteQueue _outbound;
    private List<Delivery>? _deliveries;
    private List<Subscription>? _subscriptions;
    private ushort _lastDeliveryId;
    private ushort _clientReceiveMaximum;
    private uint _clientPacketBytesMax;
    private int _acksNotCounted;
    private bool _inBurst, _flushQueued, _flushing, _outputEnded, _ended;
    private TaskCompletionSource? _flushIdle, _closedSignal;

    private readonly record struct Subscription(string Topic, MqttQos Qos);

    private readonly record struct Delivery(ushort PacketId, TaskCompletionSource<MqttDelivery> Outcome);

    /// <summary>
    /// Sends a publish to the client, if it has subscribed to the topic; at the QoS it subscribed with if that is lower.
    /// Completes at QoS 1 with the client's PUBACK, and in any case when the session ends. The payload is copied before this returns.
    /// </summary>
    public Task<MqttDelivery> PublishAsync(string topic, ReadOnlySpan<byte> payload, MqttQos qos)
    {
        TaskCompletionSource<MqttDelivery>? outcome = null;
        lock (_gate)
        {
            if (!IsOpen) return Task.FromResult(MqttDelivery.SessionClosed);
            int index = IndexOfSubscription(topic);
            if (index < 0) return Task.FromResult(MqttDelivery.NotSubscribed);
            if (_subscriptions![index].Qos < qos) qos = _subscriptions[index].Qos;

            int sizeBytes = PacketWriter.PublishSizeBytes(topic, payload.Length, qos, Version);
            if (sizeBytes > _clientPacketBytesMax || !HasRoomToSend(sizeBytes)) return Task.FromResult(MqttDelivery.TooLarge);
            ushort packetId = 0;
            if (qos == MqttQos.AtLeastOnce)
            {
                _deliveries ??= [];
                if (_deliveries.Count >= Math.Min(_server.Options.SendWindow, _clientReceiveMaximum))
                    return Task.FromResult(MqttDelivery.TooManyInFlight);
                packetId = NextDeliveryId();
                outcome = new TaskCompletionSource<MqttDelivery>(TaskCreationOptions.RunContinuationsAsynchronously);
                _deliveries.Add(new Delivery(packetId, outcome));
            }
            PacketWriter.Publish(ref _outbound, topic, payload, qos, retain: false, packetId, Version);
            QueueFlush();
        }
        Interlocked.Increment(ref _server.Counters.DeliveriesValue);
        return outcome?.Task ?? Task.FromResult(MqttDelivery.Delivered);
    }

    /// <summary>Completes when the session is no longer the client's: Closed has returned.</summary>
    internal Task WhenClosed()
    {
        lock (_gate)
        {
            if (_ended) return Task.CompletedTask;
            _closedSignal ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _closedSignal.Task;
        }
    }

    internal void FlushQueued() => _ = FlushAsync(); // sees to its own failures

    private bool HasRoomToSend(int sizeBytes) => _outbound.Count + sizeBytes <= _server.Options.OutboundBytesMax;

    // During a burst the read loop flushes at its end, from whatever thread the packet came.
    private void QueueFlush()
    {
        if (_outbound.Count == 0 || _inBurst || _flushQueued || _flushing) return;
        _flushQueued = true;
        _flushQueue.Add(this);
    }

    private async Task FlushAsync()
    {
        if (!TryBeginFlush()) return;
        try
        {
            while (MoveOutbound()) await _output.FlushAsync();
        }
        // A broken connection is the session's affair and never that of the thread that acknowledges.
        catch (Exception fault)
        {
            TaskCompletionSource? idle;
            lock (_gate)
            {
                _outputEnded = true;
                idle = EndFlush();
            }
            idle?.TrySetResult();
            _server.LogTransportFault(this, fault);
            CutOff(MqttCloseReason.TransportFault);
        }
    }

    private bool TryBeginFlush()
    {
        lock (_gate)
        {
            _flushQueued = false;
            if (_flushing || _outputEnded || _outbound.Count == 0) return false;
            _flushing = true;
            return true;
        }
    }

    /// <summary>Moves what waits to the transport; false, and the flush is over, when nothing does.</summary>
    private bool MoveOutbound()
    {
        TaskCompletionSource? idle;
        lock (_gate)
        {
            if (_outbound.Count > 0)
            {
                _output.Write(_outbound.Waiting);
                _outbound.Clear();
                if (_acksNotCounted != 0) Interlocked.Add(ref _server.Counters.AcknowledgementsValue, _acksNotCounted);
                _acksNotCounted = 0;
                return true;
            }
            // Under the same lock as the look above: what is added next starts a flush of its own, and only one.
            idle = EndFlush();
        }
        idle?.TrySetResult();
        return false;
    }

    /// <summary>Called under the lock; gives who waits for the end of the flush.</summary>
    private TaskCompletionSource? EndFlush()
    {
        _flushing = false;
        var idle = _flushIdle;
        _flushIdle = null;
        return idle;
    }

    /// <summary>Sends what is left; nothing is sent after it. Cut short by <see cref="CheckTime"/> when the peer does not read.</summary>
    private async Task EndOutputAsync()
    {
        await FlushAsync();
        Task idle = Task.CompletedTask;
        lock (_gate)
        {
            _outputEnded = true;
            if (_flushing)
            {
                _flushIdle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                idle = _flushIdle.Task;
            }
        }
        await idle;
    }

    private int IndexOfSubscription(string topic)
    {
        for (int index = 0; index < _subscriptions?.Count; index++)
            if (_subscriptions[index].Topic == topic) return index;
        return -1;
    }

    private ushort NextDeliveryId()
    {
        do _lastDeliveryId++;
        while (_lastDeliveryId == 0 || _deliveries!.Exists(delivery => delivery.PacketId == _lastDeliveryId));
        return _lastDeliveryId;
    }

    private void CompleteDelivery(ushort packetId, MqttDelivery outcome)
    {
        TaskCompletionSource<MqttDelivery>? found = null;
        lock (_gate)
        {
            int index = _deliveries?.FindIndex(delivery => delivery.PacketId == packetId) ?? -1;
            if (index >= 0)
            {
                found = _deliveries![index].Outcome;
                _deliveries.RemoveAt(index);
            }
        }
        found?.TrySetResult(outcome); // an acknowledgement of nothing is harmless
    }
}
