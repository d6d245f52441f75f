using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace CarbonMeter.Benchmarks.Load;

/// <summary>One meter's connection: keeps a window of publishes in flight and sends on as acknowledgements come.</summary>
internal sealed class LoadConnection(FleetMeter meter, int window)
{
    private const int AckBytes = 4;

    private int _acknowledged;

    /// <summary>Records acknowledged, always the first so many: acknowledgements come in order.</summary>
    internal int Acknowledged => Volatile.Read(ref _acknowledged);

    internal bool IsDone => Acknowledged == meter.Ends.Length;

    /// <summary>Connects and sends what is not acknowledged; returns when all is, throws when the connection breaks.</summary>
    internal async Task RunAsync(IPEndPoint server)
    {
        using var socket = await ConnectAsync(server, meter.Id);
        // What was sent but not acknowledged before is sent again.
        int sent = await SendAsync(socket, Acknowledged, Math.Min(Acknowledged + window, meter.Ends.Length));
        byte[] buffer = new byte[window * AckBytes];
        int left = 0;
        while (!IsDone)
        {
            int read = await socket.ReceiveAsync(buffer.AsMemory(left));
            if (read == 0) throw new IOException("the host closed the connection");
            left += read;
            int whole = left / AckBytes;
            for (int ack = 0; ack < whole; ack++) Check(buffer.AsSpan(ack * AckBytes, AckBytes), Acknowledged + ack);
            Volatile.Write(ref _acknowledged, Acknowledged + whole);
            buffer.AsSpan(whole * AckBytes, left - whole * AckBytes).CopyTo(buffer);
            left -= whole * AckBytes;
            if (whole > 0) sent = await SendAsync(socket, sent, Math.Min(Acknowledged + window, meter.Ends.Length));
        }
    }

    /// <summary>A connection that has been admitted.</summary>
    internal static async Task<Socket> ConnectAsync(IPEndPoint server, string clientId)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(server);
            await socket.SendAsync(MqttBytes.Connect(clientId));
            byte[] answer = new byte[4];
            for (int read = 0; read < answer.Length;)
            {
                int more = await socket.ReceiveAsync(answer.AsMemory(read));
                if (more == 0) throw new IOException("the host closed the connection before CONNACK");
                read += more;
            }
            if (answer[0] != 0x20 || answer[3] != 0) throw new InvalidOperationException($"CONNECT of {clientId} was refused with {answer[3]}");
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<int> SendAsync(Socket socket, int from, int to)
    {
        if (to <= from) return from;
        int begin = from == 0 ? 0 : meter.Ends[from - 1];
        for (int end = meter.Ends[to - 1]; begin < end;) begin += await socket.SendAsync(meter.Packets.AsMemory(begin, end - begin));
        return to;
    }

    private static void Check(ReadOnlySpan<byte> ack, int number)
    {
        int expected = number % 65_535 + 1;
        if (ack[0] != 0x40 || ack[1] != 2 || (ack[2] << 8 | ack[3]) != expected)
            throw new InvalidOperationException($"expected PUBACK {expected}, got {Convert.ToHexString(ack)}");
    }
}
