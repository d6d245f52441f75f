using System;
using System.Buffers;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using CarbonMeter.Mqtt.Endpoint;
using CarbonMeter.Mqtt.Wire;

namespace CarbonMeter.Mqtt;

// What comes from the client: one loop a connection takes packets off the transport and handles each where it lies.
public sealed partial class MqttSession
{
    private AckWindow _window;
    private TaskCompletionSource? _wake;
    private bool _applicationIsBusy, _resumed, _paused;
    private long _lastPacketMs, _silenceMsMax;
    private long _rateCheckedMs;
    private int _publishesAllowed;
    private ConnectPacket? _connect;
    private MqttWill? _will;

    private enum Step
    {
        /// <summary>The packet is done with.</summary>
        Next,

        /// <summary>No whole packet is there.</summary>
        NeedMore,

        /// <summary>The packet stays where it is until there is room for it.</summary>
        Wait,

        /// <summary>Nothing more is to be read.</summary>
        End,
    }

    // Half the window free, so that a pause ends with room for several.
    private bool MayReadOn => !IsOpen || !_applicationIsBusy && _window.Count <= _server.Options.ReceiveWindow / 2;

    private int PacketBytesMax => _connect is null ? MqttOptions.ConnectPacketBytesMax : _server.Options.PacketBytesMax;

    private async Task ReadLoopAsync()
    {
        while (true)
        {
            var read = await _input.ReadAsync();
            if (!IsOpen)
            {
                _input.AdvanceTo(read.Buffer.Start);
                return;
            }
            var buffer = read.Buffer;
            var step = HandleBurst(ref buffer);
            _input.AdvanceTo(buffer.Start, step == Step.NeedMore ? buffer.End : buffer.Start);

            if (step == Step.NeedMore && read.IsCompleted)
                Close(buffer.IsEmpty ? MqttCloseReason.PeerClosed : MqttCloseReason.Truncated);
            if (step == Step.Wait) await WaitForRoomAsync();
            if (step == Step.Next && !await AdmitAsync()) return; // HandleBurst stops early for one packet only: CONNECT
            if (!IsOpen) return;
        }
    }

    /// <summary>Handles the packets that are there; all they answer leaves in one write.</summary>
    private Step HandleBurst(ref ReadOnlySequence<byte> buffer)
    {
        lock (_gate) _inBurst = true;
        long sizeBytes = buffer.Length;
        var step = HandlePackets(ref buffer);
        if (buffer.Length != sizeBytes)
        {
            // Only whole packets count as life: one that trickles in byte by byte does not.
            Volatile.Write(ref _lastPacketMs, Environment.TickCount64);
            Interlocked.Add(ref _server.Counters.BytesReceivedValue, sizeBytes - buffer.Length);
        }
        EndBurst();
        return step;
    }

    private void EndBurst()
    {
        lock (_gate) _inBurst = false;
        _ = FlushAsync(); // not awaited: a client that does not read is found by the size of what waits for it
    }

    private Step HandlePackets(ref ReadOnlySequence<byte> buffer)
    {
        while (true)
        {
            var span = buffer.FirstSpan;
            bool isLastPiece = buffer.IsSingleSegment; // asked before the slice, which moves on where packets end with their piece
            int used = 0;
            var step = Step.NeedMore;
            while (HasPacket(span[used..], out int headerSizeBytes, out int packetSizeBytes, ref step))
            {
                step = Handle(span[used], span.Slice(used + headerSizeBytes, packetSizeBytes - headerSizeBytes));
                if (step != Step.Wait) used += packetSizeBytes;
                if (step != Step.Next || _connect is not null && !_admitted) break;
                step = Step.NeedMore;
            }
            buffer = buffer.Slice(used);
            if (step != Step.NeedMore || isLastPiece) return step;
            step = HandleSplitPacket(ref buffer);
            if (step != Step.Next || _connect is not null && !_admitted) return step;
        }
    }

    /// <summary>Whether a whole packet stands at the front; if its header is wrong, closes and says <see cref="Step.End"/>.</summary>
    private bool HasPacket(ReadOnlySpan<byte> span, out int headerSizeBytes, out int packetSizeBytes, ref Step step)
    {
        var status = FixedHeader.Read(span, out headerSizeBytes, out int bodySizeBytes);
        packetSizeBytes = headerSizeBytes + bodySizeBytes;
        if (status == FrameStatus.Malformed) step = Fail(MqttCloseReason.Malformed);
        else if (status == FrameStatus.Complete && packetSizeBytes > PacketBytesMax) step = Fail(MqttCloseReason.PacketTooLarge);
        // Whoever does not begin like a CONNECT need not be waited for.
        else if (_connect is null && span.Length > 0 && span[0] != PacketType.Connect << 4) step = Fail(MqttCloseReason.ProtocolError);
        else return status == FrameStatus.Complete && packetSizeBytes <= span.Length;
        return false;
    }

    /// <summary>A packet that lies across two or more pieces of the transport's memory is joined first.</summary>
    private Step HandleSplitPacket(ref ReadOnlySequence<byte> buffer)
    {
        Span<byte> head = stackalloc byte[FixedHeader.SizeBytesMax];
        int headSizeBytes = (int)Math.Min(buffer.Length, head.Length);
        buffer.Slice(0, headSizeBytes).CopyTo(head);
        var step = Step.NeedMore;
        HasPacket(head[..headSizeBytes], out int headerSizeBytes, out int packetSizeBytes, ref step);
        if (step == Step.End || headerSizeBytes == 0 || buffer.Length < packetSizeBytes) return step;

        byte[] joined = ArrayPool<byte>.Shared.Rent(packetSizeBytes);
        buffer.Slice(0, packetSizeBytes).CopyTo(joined);
        step = Handle(joined[0], joined.AsSpan(headerSizeBytes, packetSizeBytes - headerSizeBytes));
        ArrayPool<byte>.Shared.Return(joined);
        if (step != Step.Wait) buffer = buffer.Slice(packetSizeBytes);
        return step;
    }

    private Step Handle(byte first, ReadOnlySpan<byte> body)
    {
        if (!IsOpen) return Step.End;
        int type = first >> 4, flags = first & 0x0F;
        if (type == PacketType.Publish) return HandlePublish(flags, body);
        if (type == 0 || flags != PacketType.RequiredFlags(type)) return Fail(MqttCloseReason.Malformed);
        switch (type)
        {
            case PacketType.Connect when _connect is null:
                _connect = ConnectPacket.Read(body);
                return Step.Next;
            case PacketType.PubAck:
                return HandlePubAck(body);
            case PacketType.Subscribe:
                return HandleSubscribe(body);
            case PacketType.Unsubscribe:
                return HandleUnsubscribe(body);
            case PacketType.PingReq:
                return HandlePing(body);
            case PacketType.Disconnect:
                return HandleDisconnect(body);
            default:
                // A second CONNECT, the packets of QoS 2, those only a server sends, and AUTH.
                return Fail(MqttCloseReason.ProtocolError);
        }
    }

    private Step HandlePublish(int flags, ReadOnlySpan<byte> body)
    {
        int qos = flags >> 1 & 3;
        if (qos == 3 || qos == 0 && (flags & 8) != 0) return Fail(MqttCloseReason.Malformed);
        if (qos == 2) return Fail(MqttCloseReason.QosNotSupported);
        var reader = new PacketReader(body);
        var topicBytes = reader.ReadBinary();
        ushort packetId = qos == 0 ? (ushort)0 : reader.ReadUInt16();
        bool hasAlias = Version == MqttVersion.V5 && PropertyReader.Read(ref reader, PropertyReader.InPublish).HasTopicAlias;
        var payload = reader.ReadRest();
        if (reader.Failed || qos == 1 && packetId == 0) return Fail(MqttCloseReason.Malformed);
        if (hasAlias) return Fail(MqttCloseReason.TopicAliasInvalid);
        string? topic = _topics.Find(topicBytes, out var topicFault);
        if (topic is null) return Fail(topicFault);
        if (!TakeFromRate()) return Step.Wait;

        bool duplicate = (flags & 8) != 0;
        lock (_gate)
        {
            if (qos == 1)
            {
                if (_window.Contains(packetId))
                {
                    // Some clients send again while the first still waits for its commit; one of the two is enough.
                    if (!duplicate) return Fail(MqttCloseReason.ProtocolError);
                    Interlocked.Increment(ref _server.Counters.DuplicatesInFlightValue);
                    return Step.Next;
                }
                if (_window.Count >= _server.Options.ReceiveWindow) return Step.Wait;
                _window.Add(packetId);
            }
            _resumed = false;
        }
        return Offer(new InboundPublish(topic, payload, packetId, (MqttQos)qos, (flags & 1) != 0, duplicate));
    }

    private Step Offer(in InboundPublish publish)
    {
        PublishVerdict verdict;
        try
        {
            verdict = _server.Application.Publish(this, publish);
        }
        catch (Exception fault)
        {
            return FailByApplication(fault);
        }
        if (verdict == PublishVerdict.Taken)
        {
            _publishesAllowed--;
            Interlocked.Increment(ref _server.Counters.PublishesValue);
            return Step.Next;
        }
        lock (_gate)
        {
            if (publish.Qos == MqttQos.AtLeastOnce) _window.RemoveLast();
            _applicationIsBusy = verdict == PublishVerdict.Busy && !_resumed;
        }
        return verdict == PublishVerdict.Busy ? Step.Wait : Fail(MqttCloseReason.NotAuthorized);
    }

    /// <summary>False when this session has had its share of the last second.</summary>
    private bool TakeFromRate()
    {
        if (_publishesAllowed > 0) return true;
        long nowMs = Environment.TickCount64;
        int perSecond = _server.Options.PublishesPerSecondMax;
        long earned = Math.Min(perSecond, (nowMs - _rateCheckedMs) * perSecond / 1000);
        if (earned == 0) return false;
        _rateCheckedMs = nowMs;
        _publishesAllowed = (int)earned;
        return true;
    }

    private async Task WaitForRoomAsync()
    {
        Interlocked.Increment(ref _server.Counters.PausesValue);
        Volatile.Write(ref _paused, true);
        if (_publishesAllowed == 0) await Task.Delay(RateWaitMs);
        Task wake = Task.CompletedTask;
        lock (_gate)
        {
            if (!MayReadOn)
            {
                _wake = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                wake = _wake.Task;
            }
        }
        await wake;
        Volatile.Write(ref _lastPacketMs, Environment.TickCount64);
        Volatile.Write(ref _paused, false);
    }

    private Step Fail(MqttCloseReason reason)
    {
        Close(reason);
        return Step.End;
    }

    private Step FailByApplication(Exception fault)
    {
        _server.LogApplicationFault(this, fault);
        return Fail(MqttCloseReason.ApplicationFault);
    }
}
