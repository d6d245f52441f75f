using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace Mqtt.Tests.Harness;

/// <summary>A connection, over TCP or TLS, that sends what the test writes, right or wrong, and reads packet by packet.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    private Stream _stream = Stream.Null;

    public static async Task<RawClient> OpenAsync(int port, bool overTls = false)
    {
        var client = new RawClient();
        await client._socket.ConnectAsync(IPAddress.Loopback, port);
        client._stream = new NetworkStream(client._socket);
        if (!overTls) return client;
        // Whose certificate it is concerns other tests.
        var tls = new SslStream(client._stream, leaveInnerStreamOpen: false, (_, _, _, _) => true);
        await tls.AuthenticateAsClientAsync("localhost");
        client._stream = tls;
        return client;
    }

    public async Task SendAsync(params byte[] bytes) => await _stream.WriteAsync(bytes);

    /// <summary>Sends where the other side may already have closed: that is what the test is about.</summary>
    public async Task SendOrFailAsync(byte[] bytes)
    {
        try
        {
            await SendAsync(bytes);
        }
        catch (IOException)
        {
            Assert.True(await IsClosedByServerAsync());
        }
    }

    public void ShutdownSend() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>Closes with a reset, as when a meter loses power and its network card answers no more.</summary>
    public void Reset()
    {
        _socket.LingerState = new LingerOption(true, 0);
        _socket.Dispose();
    }

    public async Task<byte[]> ReadPacketAsync()
    {
        var packet = new List<byte> { await ReadByteAsync() };
        int length = 0;
        for (int shift = 0; ; shift += 7)
        {
            packet.Add(await ReadByteAsync());
            length |= (packet[^1] & 0x7F) << shift;
            if (packet[^1] < 0x80) break;
        }
        for (int index = 0; index < length; index++) packet.Add(await ReadByteAsync());
        return [.. packet];
    }

    /// <summary>Reads on until the server closes; true when it does in time, whatever it said before.</summary>
    public async Task<bool> IsClosedByServerAsync()
    {
        using var limit = new CancellationTokenSource(Limits.Patience);
        byte[] buffer = new byte[1024];
        try
        {
            while (await _stream.ReadAsync(buffer, limit.Token) > 0) { }
            return true;
        }
        catch (IOException)
        {
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Proof that this connection is served: a ping comes back.</summary>
    public async Task PingAsync()
    {
        await SendAsync(Packets.PingReq);
        Assert.Equal(Packets.PingResp, await ReadPacketAsync());
    }

    public void Dispose()
    {
        _stream.Dispose();
        _socket.Dispose();
    }

    private async Task<byte> ReadByteAsync()
    {
        using var limit = new CancellationTokenSource(Limits.Patience);
        byte[] one = new byte[1];
        if (await _stream.ReadAsync(one, limit.Token) == 0) throw new EndOfStreamException("The server closed the connection.");
        return one[0];
    }
}
