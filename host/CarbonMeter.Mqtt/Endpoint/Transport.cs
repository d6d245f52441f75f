using System;
using System.IO;
using System.IO.Pipelines;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace CarbonMeter.Mqtt.Endpoint;

/// <summary>A client's connection: its socket, and TLS over it where the endpoint has a certificate.</summary>
internal sealed class Transport : IDisposable
{
    private const int LeftBytesMax = 64 * 1024;
    private readonly Socket _socket;
    private SslStream? _tls;

    /// <exception cref="SocketException">The peer is gone already.</exception>
    internal Transport(Socket socket, bool isPlain)
    {
        _socket = socket;
        socket.NoDelay = true;
        RemoteEndPoint = socket.RemoteEndPoint;
        if (!isPlain) return;
        // Calls that would wait return instead: nothing is received or sent on another thread than the one that asks.
        socket.Blocking = false;
        Input = new SocketInput(socket);
    }

    /// <summary>What the client sends; there once TLS is open.</summary>
    internal PipeReader? Input { get; private set; }

    internal EndPoint? RemoteEndPoint { get; }

    internal bool IsTls => _tls is not null;

    /// <summary>Whether a fault says no more than that the peer has gone.</summary>
    internal static bool IsPeerGone(Exception fault) =>
        (fault as SocketException ?? fault.InnerException as SocketException)?.SocketErrorCode
            is SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown;

    internal async Task OpenTlsAsync(SslServerAuthenticationOptions options)
    {
        _tls = new SslStream(new NetworkStream(_socket, ownsSocket: false));
        await _tls.AuthenticateAsServerAsync(options);
        // Zero-byte reads: an idle connection holds no buffer.
        Input = PipeReader.Create(_tls, new StreamPipeReaderOptions(leaveOpen: true, useZeroByteReads: true));
    }

    /// <summary>Sends all of it; nearly always done when it returns. The bytes must not change before it is.</summary>
    /// <exception cref="SocketException">The connection broke.</exception>
    /// <exception cref="IOException">The connection broke, with TLS.</exception>
    internal ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        if (_tls is not null) return _tls.WriteAsync(bytes);
        int sent = _socket.Send(bytes.Span, SocketFlags.None, out var error);
        if (error is not (SocketError.Success or SocketError.WouldBlock)) throw new SocketException((int)error);
        return sent == bytes.Length ? default : SendRestAsync(bytes[sent..]);
    }

    /// <summary>Says farewell, as far as the peer listens.</summary>
    internal async Task CloseAsync()
    {
        if (_tls is not null)
        {
            await _tls.ShutdownAsync();
            await _tls.DisposeAsync();
        }
        _socket.Shutdown(SocketShutdown.Send);
        if (_tls is null) DropReceived();
    }

    /// <summary>Lets go of the socket: whatever waits on it ends. From any thread, more than once.</summary>
    internal void Abort() => _socket.Dispose();

    /// <summary>Lets go of everything; nobody may be reading.</summary>
    public void Dispose()
    {
        _socket.Dispose();
        Input?.Complete();
    }

    private async ValueTask SendRestAsync(ReadOnlyMemory<byte> rest)
    {
        while (!rest.IsEmpty) rest = rest[await _socket.SendAsync(rest, SocketFlags.None)..];
    }

    // A socket closed with unread bytes resets the connection, and what was sent last may be lost with it.
    private void DropReceived()
    {
        Span<byte> dropped = stackalloc byte[1024];
        int left = LeftBytesMax;
        while (left > 0)
        {
            int sizeBytes = _socket.Receive(dropped, SocketFlags.None, out var error);
            if (sizeBytes == 0 || error != SocketError.Success) return;
            left -= sizeBytes;
        }
    }
}
