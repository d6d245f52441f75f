using System;
using System.Net;

namespace CarbonMeter.Mqtt;

/// <summary>Where the endpoint listens and what it allows. The defaults are safe for a park of meters.</summary>
public sealed class MqttOptions
{
    /// <summary>Longest client id accepted, in bytes.</summary>
    public const int ClientIdBytesMax = 128;

    /// <summary>Largest CONNECT packet accepted, in bytes: all a stranger can make the host hold.</summary>
    public const int ConnectPacketBytesMax = 4096;

    /// <summary>Address to listen on; loopback by default.</summary>
    public IPAddress Address { get; set; } = IPAddress.Loopback;

    /// <summary>TCP port, 0 to 65535; 0 takes any free one.</summary>
    public int Port { get; set; } = 1883;

    /// <summary>Server certificate: a PEM file (certificate chain, and the key unless it has a file of its own) or a PFX file.</summary>
    public string? CertificateFile { get; set; }

    /// <summary>PEM file with the private key, when it is not in <see cref="CertificateFile"/>.</summary>
    public string? CertificateKeyFile { get; set; }

    /// <summary>Password of the PFX file or of the encrypted PEM key.</summary>
    public string? CertificatePassword { get; set; }

    /// <summary>Listen without TLS on an address other machines can reach. Off by default.</summary>
    public bool AllowPlainTcpFromNetwork { get; set; }

    /// <summary>Largest packet accepted, in bytes, 1 KiB to 16 MiB.</summary>
    public int PacketBytesMax { get; set; } = 64 * 1024;

    /// <summary>QoS 1 publishes of one session that may wait for their acknowledgement, 1 to 4096; then reading pauses.</summary>
    public int ReceiveWindow { get; set; } = 64;

    /// <summary>QoS 1 publishes to one client that may wait for its acknowledgement, 1 to 64.</summary>
    public int SendWindow { get; set; } = 8;

    /// <summary>Bytes that may wait for one client to read them, 4 KiB to 16 MiB; beyond that it is cut off.</summary>
    public int OutboundBytesMax { get; set; } = 128 * 1024;

    /// <summary>Connections at a time, at least 1; lowered at start where the process may not open as many files.</summary>
    public int ConnectionsMax { get; set; } = 12_000;

    /// <summary>
    /// Sustained publishes a second of one session, 1 to 1 000 000; reading pauses above it. One second's worth may come at once.
    /// </summary>
    public int PublishesPerSecondMax { get; set; } = 10_000;

    /// <summary>Topics one session may subscribe to, 1 to 64.</summary>
    public int SubscriptionsMax { get; set; } = 8;

    /// <summary>Time from the TCP connection to a complete CONNECT, in seconds, 1 to 300.</summary>
    public int ConnectTimeoutSeconds { get; set; } = 10;

    /// <summary>Longest keep-alive granted, in seconds, 1 to 65535; clients that ask for more or for none get this one.</summary>
    public int KeepAliveSecondsMax { get; set; } = 3600;

    /// <summary>True when a certificate is configured.</summary>
    public bool UsesTls => CertificateFile is not null;

    /// <summary>Throws <see cref="MqttOptionsException"/> with a sentence an operator can act on when these options cannot be used.</summary>
    public void Validate()
    {
        InRange(Port, 0, 65535, nameof(Port));
        InRange(PacketBytesMax, 1024, 16 * 1024 * 1024, nameof(PacketBytesMax));
        InRange(ReceiveWindow, 1, 4096, nameof(ReceiveWindow));
        InRange(SendWindow, 1, 64, nameof(SendWindow));
        InRange(OutboundBytesMax, 4096, 16 * 1024 * 1024, nameof(OutboundBytesMax));
        InRange(ConnectionsMax, 1, 1_000_000, nameof(ConnectionsMax));
        InRange(PublishesPerSecondMax, 1, 1_000_000, nameof(PublishesPerSecondMax));
        InRange(SubscriptionsMax, 1, 64, nameof(SubscriptionsMax));
        InRange(ConnectTimeoutSeconds, 1, 300, nameof(ConnectTimeoutSeconds));
        InRange(KeepAliveSecondsMax, 1, 65535, nameof(KeepAliveSecondsMax));
        if (!UsesTls && !AllowPlainTcpFromNetwork && !IPAddress.IsLoopback(Address))
            throw new MqttOptionsException(
                $"The MQTT endpoint would listen without TLS on {Address}, which other machines can reach. " +
                $"Set {nameof(CertificateFile)}, listen on a loopback address, or set {nameof(AllowPlainTcpFromNetwork)} " +
                "to accept the risk.");
    }

    private static void InRange(int value, int min, int max, string name)
    {
        if (value < min || value > max)
            throw new MqttOptionsException($"MQTT option {name} is {value}; it must be {min} to {max}.");
    }
}
