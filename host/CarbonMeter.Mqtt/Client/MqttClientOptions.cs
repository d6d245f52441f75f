using System;

namespace CarbonMeter.Mqtt;

/// <summary>How a client connects. MQTT 3.1.1, clean session.</summary>
public sealed class MqttClientOptions
{
    /// <summary>Name or address of the server.</summary>
    public string Host { get; set; } = "127.0.0.1";

    /// <summary>TCP port.</summary>
    public int Port { get; set; } = 1883;

    /// <summary>The client's own id.</summary>
    public required string ClientId { get; set; }

    /// <summary>Null sends none.</summary>
    public string? Username { get; set; }

    /// <summary>Sent only together with a user name.</summary>
    public byte[]? Password { get; set; }

    /// <summary>Published by the server when this client vanishes without DISCONNECT.</summary>
    public MqttWill? Will { get; set; }

    /// <summary>Keep-alive in seconds, 0 to 65535; a ping is sent when nothing else was. 0 switches it off.</summary>
    public int KeepAliveSeconds { get; set; } = 60;

    /// <summary>Connect with TLS.</summary>
    public bool UseTls { get; set; }

    /// <summary>PEM file of the only authority trusted to have signed the server's certificate; null trusts the machine's own.</summary>
    public string? CaFile { get; set; }

    /// <summary>Time for TCP, TLS and CONNACK together, in seconds.</summary>
    public int ConnectTimeoutSeconds { get; set; } = 15;

    /// <summary>QoS 1 publishes that may wait for their acknowledgement.</summary>
    public int InFlightMax { get; set; } = 64;

    /// <summary>Largest packet taken from the server, in bytes.</summary>
    public int PacketBytesMax { get; set; } = 256 * 1024;

    /// <summary>
    /// Called on the read loop for every publish from the server, before it is acknowledged: must not block.
    /// The payload is valid during the call only.
    /// </summary>
    public MqttMessageHandler? OnMessage { get; set; }
}

/// <summary>Takes one publish that came from the server.</summary>
public delegate void MqttMessageHandler(string topic, ReadOnlySpan<byte> payload);
