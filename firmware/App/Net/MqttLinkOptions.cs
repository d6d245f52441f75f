using System.Security.Cryptography.X509Certificates;

namespace CarbonMeter.Firmware.App;

/// <summary>Where the host is and how it is spoken to (docs/formats/topics.md).</summary>
internal sealed class MqttLinkOptions
{
    /// <summary>What the status topic says after connecting: "online".</summary>
    public static readonly byte[] Online = { (byte)'o', (byte)'n', (byte)'l', (byte)'i', (byte)'n', (byte)'e' };

    public MqttLinkOptions(string meterId, string host, int port)
    {
        MeterId = meterId;
        Host = host;
        Port = port;
        string prefix = "cm/v1/" + meterId;
        RecordTopic = prefix + "/record";
        LiveTopic = prefix + "/live";
        StatusTopic = prefix + "/status";
        CommandTopic = prefix + "/command";
    }

    public string MeterId { get; }

    public string Host { get; }

    public int Port { get; }

    public string RecordTopic { get; }

    public string LiveTopic { get; }

    public string StatusTopic { get; }

    public string CommandTopic { get; }

    /// <summary>Time between two signs of life, s.</summary>
    public ushort KeepAliveSeconds { get; set; } = 60;

    /// <summary>Whether TLS is spoken; then there is a CA.</summary>
    public bool UsesTls => CaCertificate != null;

    /// <summary>The only authority trusted; null = no TLS.</summary>
    public X509Certificate? CaCertificate { get; set; }

    /// <summary>The meter's own certificate with its key; null = none.</summary>
    public X509Certificate2? ClientCertificate { get; set; }
}
