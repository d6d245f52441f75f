using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO.Pipelines;
using System.Net.Security;
using System.Threading;
using System.Threading.Tasks;
using CarbonMeter.Mqtt.Endpoint;
using CarbonMeter.Mqtt.Wire;

namespace CarbonMeter.Mqtt;

// From the first byte to the last: TLS, admission, the read loop, the end.
public sealed partial class MqttSession
{
    private bool _connectedWasCalled;

    internal async Task RunAsync()
    {
        try
        {
            if (_server.Tls is { } tls) await OpenTlsAsync(tls);
            await ReadLoopAsync();
        }
        catch (Exception fault)
        {
            _server.LogTransportFault(this, fault);
            CutOff(fault is Microsoft.AspNetCore.Connections.ConnectionResetException
                ? MqttCloseReason.PeerClosed : MqttCloseReason.TransportFault);
        }
        await EndAsync();
    }

    private async Task OpenTlsAsync(SslServerAuthenticationOptions options)
    {
        _tls = new SslStream(new TransportStream(_connection.Transport));
        await _tls.AuthenticateAsServerAsync(options);
        // Zero-byte reads: an idle connection holds no buffer.
        _input = PipeReader.Create(_tls, new StreamPipeReaderOptions(leaveOpen: true, useZeroByteReads: true));
        _output = PipeWriter.Create(_tls, new StreamPipeWriterOptions(leaveOpen: true));
    }

    /// <summary>Answers the CONNECT. False when the client is not let in.</summary>
    private async Task<bool> AdmitAsync()
    {
        var connect = _connect!;
        Version = connect.Version;
        ClientId = connect.ClientId;
        _silenceMsMax = GrantedKeepAliveSeconds(connect) * 1500L;
        _clientReceiveMaximum = connect.Properties.ReceiveMaximum;
        _clientPacketBytesMax = connect.Properties.MaximumPacketSizeBytes;
        if ((connect.Fault ?? Judge(connect)) is { } refusal)
        {
            AppendConnAck(refusal);
            Close(refusal);
            return false;
        }
        while (_server.Admit(this) is { } older)
        {
            older.Close(MqttCloseReason.TakenOver);
            await older.WhenClosed();
        }
        if (!IsOpen) return false;
        _will = connect.Will;
        Volatile.Write(ref _lastPacketMs, Environment.TickCount64);
        Volatile.Write(ref _admitted, true);
        Interlocked.Increment(ref _server.Counters.AdmittedValue);
        Interlocked.Increment(ref _server.Counters.SessionsNowValue);
        AppendConnAck(null);
        try
        {
            _connectedWasCalled = true;
            _server.Application.Connected(this);
        }
        catch (Exception fault)
        {
            FailByApplication(fault);
        }
        await FlushAsync();
        return IsOpen;
    }

    private MqttCloseReason? Judge(ConnectPacket connect)
    {
        var request = new ConnectRequest
        {
            ClientId = connect.ClientId,
            Version = connect.Version,
            Username = connect.Username,
            Password = connect.Password,
            Will = connect.Will,
            KeepAliveSeconds = connect.KeepAliveSeconds,
            IsTls = _tls is not null,
            RemoteEndPoint = _connection.RemoteEndPoint,
        };
        try
        {
            return _server.Application.Connecting(request) switch
            {
                ConnectVerdict.Accepted => null,
                ConnectVerdict.BadCredentials => MqttCloseReason.BadCredentials,
                ConnectVerdict.IdentifierRejected => MqttCloseReason.IdentifierRejected,
                ConnectVerdict.ServerUnavailable => MqttCloseReason.ServerUnavailable,
                _ => MqttCloseReason.NotAuthorized,
            };
        }
        catch (Exception fault)
        {
            _server.LogApplicationFault(this, fault);
            return MqttCloseReason.ApplicationFault;
        }
    }

    private int GrantedKeepAliveSeconds(ConnectPacket connect)
    {
        int most = _server.Options.KeepAliveSecondsMax;
        return connect.KeepAliveSeconds == 0 ? most : Math.Min(connect.KeepAliveSeconds, most);
    }

    /// <summary>CONNACK in the client's version; for a version not known, in the form of 3.1.1, which everybody can read.</summary>
    private void AppendConnAck(MqttCloseReason? refusal)
    {
        lock (_gate)
        {
            if (Version != MqttVersion.V5)
            {
                byte code = refusal is null ? (byte)0 : ReasonCodes.V311ConnAck(refusal.Value);
                if (refusal is null || code != 0) PacketWriter.ConnAck(ref _outbound, code);
            }
            else if (refusal is not null)
            {
                PacketWriter.ConnAckV5(ref _outbound, ReasonCodes.V5(refusal.Value), default);
            }
            else
            {
                PacketWriter.ConnAckV5(ref _outbound, 0, GrantedProperties(stackalloc byte[32]));
            }
        }
    }

    /// <summary>What a 5.0 client has to know about this endpoint.</summary>
    private ReadOnlySpan<byte> GrantedProperties(Span<byte> room)
    {
        int at = 0;
        room[at++] = 17; // session expiry: nothing outlives the connection
        BinaryPrimitives.WriteUInt32BigEndian(room[at..], 0);
        at += 4;
        room[at++] = 33; // receive maximum
        BinaryPrimitives.WriteUInt16BigEndian(room[at..], (ushort)_server.Options.ReceiveWindow);
        at += 2;
        room[at++] = 39; // maximum packet size
        BinaryPrimitives.WriteUInt32BigEndian(room[at..], (uint)_server.Options.PacketBytesMax);
        at += 4;
        room[at++] = 19; // server keep-alive
        BinaryPrimitives.WriteUInt16BigEndian(room[at..], (ushort)(_silenceMsMax / 1500));
        at += 2;
        // Maximum QoS 1; no wildcards, no subscription identifiers, no shared subscriptions.
        ReadOnlySpan<byte> refused = [36, 1, 40, 0, 41, 0, 42, 0];
        refused.CopyTo(room[at..]);
        return room[..(at + refused.Length)];
    }

    private async Task EndAsync()
    {
        var reason = (MqttCloseReason)_closeReason;
        bool wasAdmitted = _admitted;
        if (wasAdmitted && Version == MqttVersion.V5 && ReasonCodes.V5(reason) is var code and not 0)
            lock (_gate) PacketWriter.DisconnectV5(ref _outbound, code);

        List<Delivery>? undecided;
        lock (_gate) (undecided, _deliveries) = (_deliveries, null);
        foreach (var delivery in undecided ?? []) delivery.Outcome.TrySetResult(MqttDelivery.SessionClosed);
        TellClosed(reason);
        _server.Forget(this);
        _server.Counters.CountEnd(reason, wasAdmitted);
        if (wasAdmitted) Interlocked.Decrement(ref _server.Counters.SessionsNowValue);
        TaskCompletionSource? closed;
        lock (_gate)
        {
            _ended = true;
            (closed, _closedSignal) = (_closedSignal, null);
        }
        closed?.TrySetResult();

        await CloseTransportAsync();
        _server.Release(this);
    }

    private void TellClosed(MqttCloseReason reason)
    {
        if (!_connectedWasCalled) return;
        try
        {
            _server.Application.Closed(this, reason, _will);
        }
        catch (Exception fault)
        {
            _server.LogApplicationFault(this, fault);
        }
    }

    private async Task CloseTransportAsync()
    {
        try
        {
            await EndOutputAsync();
            if (_tls is not null)
            {
                await _output.CompleteAsync();
                await _tls.ShutdownAsync();
                await _input.CompleteAsync();
                await _tls.DisposeAsync();
            }
        }
        catch (Exception fault)
        {
            // The peer is gone; the session has ended all the same, with the reason that came first.
            _server.LogTransportFault(this, fault);
        }
        await _connection.DisposeAsync();
    }
}
