using System;
using System.IO;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;

namespace CarbonMeter.Mqtt;

/// <summary>Opens the stream a client speaks over: TCP, or TLS over it.</summary>
internal static class ClientTransport
{
    public static async Task<Stream> OpenAsync(MqttClientOptions options, CancellationToken stop)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Stream stream;
        try
        {
            await socket.ConnectAsync(options.Host, options.Port, stop);
            stream = new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
        return options.UseTls ? await SecureAsync(stream, options, stop) : stream;
    }

    private static async Task<Stream> SecureAsync(Stream stream, MqttClientOptions options, CancellationToken stop)
    {
        var tls = new SslStream(stream);
        try
        {
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions { TargetHost = options.Host, CertificateChainPolicy = TrustOnly(options.CaFile) }, stop);
            return tls;
        }
        catch
        {
            await tls.DisposeAsync();
            throw;
        }
    }

    private static X509ChainPolicy? TrustOnly(string? caFile)
    {
        if (caFile is null) return null;
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(caFile);
        return policy;
    }
}
