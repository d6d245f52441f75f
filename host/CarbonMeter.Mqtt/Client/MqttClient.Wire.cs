using System;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using CarbonMeter.Mqtt.Wire;

namespace CarbonMeter.Mqtt;

// The client's two halves on the wire: a read loop, and one write at a time that takes along whatever has gathered.
public sealed partial class MqttClient
{
    private const int ReadBufferBytes = 1024;

    private async Task StartAsync(CancellationToken stop)
    {
        lock (_gate) PacketWriter.Connect(ref _outbound, _options);
        _reading = ReadLoopAsync();
        Flush();
        byte code = await _connAck.Task.WaitAsync(stop);
        if (code != 0) throw new MqttException($"The server refused the connection: {Explain(code)}.", code);
        if (_options.KeepAliveSeconds == 0) return;
        int halfMs = _options.KeepAliveSeconds * 500;
        _keepAlive = new Timer(static client => ((MqttClient)client!).KeepAlive(), this, halfMs, halfMs);
    }

    private static string Explain(byte code) => code switch
    {
        1 => "protocol version not spoken",
        2 => "client id rejected",
        3 => "server unavailable",
        4 => "bad user name or password",
        5 => "not authorized",
        _ => $"return code {code}",
    };

    private void KeepAlive()
    {
        long nowMs = Environment.TickCount64, limitMs = _options.KeepAliveSeconds * 1000L;
        bool answerIsOverdue;
        lock (_gate)
        {
            answerIsOverdue = _pingSentMs != 0 && nowMs - _pingSentMs >= limitMs;
            if (_pingSentMs == 0 && nowMs - _lastSentMs >= limitMs / 2)
            {
                _pingSentMs = nowMs;
                PacketWriter.PingReq(ref _outbound);
            }
        }
        if (answerIsOverdue) End(new MqttException($"The server did not answer a ping within {_options.KeepAliveSeconds} s."));
        else Flush();
    }

    private void Flush()
    {
        lock (_gate)
        {
            if (_flushing || _inBurst || _isOver || _outbound.Count == 0) return;
            _flushing = true;
        }
        _ = FlushAsync(); // sees to its own failures
    }

    private async Task FlushAsync()
    {
        try
        {
            while (TakeOutbound()) await _stream.WriteAsync(_sending.WaitingMemory);
        }
        catch (Exception fault)
        {
            End(new MqttException($"The connection broke while sending: {fault.Message}", fault));
        }
    }

    private bool TakeOutbound()
    {
        lock (_gate)
        {
            _sending.Clear();
            (_outbound, _sending) = (_sending, _outbound);
            _lastSentMs = Environment.TickCount64;
            _flushing = _sending.Count > 0 && !_isOver;
            return _flushing;
        }
    }

    private async Task ReadLoopAsync()
    {
        byte[] buffer = new byte[ReadBufferBytes];
        int count = 0;
        try
        {
            while (true)
            {
                int received = await _stream.ReadAsync(buffer.AsMemory(count));
                if (received == 0) break;
                count += received;
                lock (_gate) _inBurst = true;
                int used = HandlePackets(buffer.AsSpan(0, count), out int neededBytes);
                lock (_gate) _inBurst = false;
                Flush();
                buffer.AsSpan(used, count - used).CopyTo(buffer);
                count -= used;
                if (neededBytes > buffer.Length) Array.Resize(ref buffer, neededBytes);
            }
            End(_saidDisconnect ? null : new MqttException("The server closed the connection."));
        }
        catch (MqttException fault)
        {
            End(fault);
        }
        catch (Exception fault)
        {
            // The transport, or a callback of our owner that threw: either way this connection is over, and Ended says why.
            End(_saidDisconnect ? null : new MqttException($"The connection broke: {fault.Message}", fault));
        }
    }

    /// <summary>Handles the whole packets that are there and says how many bytes they were, and how many the next one needs.</summary>
    private int HandlePackets(ReadOnlySpan<byte> bytes, out int neededBytes)
    {
        int used = 0;
        neededBytes = ReadBufferBytes;
        while (true)
        {
            var rest = bytes[used..];
            var status = FixedHeader.Read(rest, out int headerSizeBytes, out int bodySizeBytes);
            int sizeBytes = headerSizeBytes + bodySizeBytes;
            if (status == FrameStatus.Malformed || sizeBytes > _options.PacketBytesMax)
                throw new MqttException("The server sent a packet that is malformed or too large.");
            if (status == FrameStatus.Incomplete) return used;
            if (sizeBytes > rest.Length)
            {
                neededBytes = sizeBytes;
                return used;
            }
            Handle(rest[0], rest.Slice(headerSizeBytes, bodySizeBytes));
            used += sizeBytes;
        }
    }

    private void Handle(byte first, ReadOnlySpan<byte> body)
    {
        var reader = new PacketReader(body);
        switch (first >> 4)
        {
            case PacketType.ConnAck:
                reader.ReadByte();
                byte code = reader.ReadByte();
                if (!reader.Failed) _connAck.TrySetResult(code);
                break;
            case PacketType.PubAck:
                if (TakeWaiter(reader.ReadUInt16()) is { IsPublish: true } publish)
                    publish.Acknowledged?.Invoke(publish.State, true);
                break;
            case PacketType.SubAck:
                var subscribe = TakeWaiter(reader.ReadUInt16());
                byte granted = reader.ReadByte();
                if (!reader.Failed) subscribe?.SubAck?.TrySetResult(granted);
                break;
            case PacketType.Publish:
                HandlePublish(first, ref reader);
                break;
            case PacketType.PingResp:
                lock (_gate) _pingSentMs = 0;
                break;
            default:
                reader.Fail();
                break;
        }
        if (reader.Failed) throw new MqttException($"The server sent a packet that cannot be read, type {first >> 4}.");
    }

    private void HandlePublish(byte first, ref PacketReader reader)
    {
        int qos = first >> 1 & 3;
        var topic = reader.ReadStringBytes();
        ushort packetId = qos == 0 ? (ushort)0 : reader.ReadUInt16();
        var payload = reader.ReadRest();
        if (qos > 1) reader.Fail();
        if (reader.Failed) return;
        _options.OnMessage?.Invoke(Encoding.UTF8.GetString(topic), payload);
        if (qos == 0) return;
        lock (_gate) PacketWriter.PubAck(ref _outbound, packetId);
    }

    private Waiter? TakeWaiter(ushort packetId)
    {
        lock (_gate)
        {
            if (!_waiters.Remove(packetId, out var waiter)) return null;
            if (waiter.IsPublish) _inFlight--;
            return waiter;
        }
    }
}
