using System;

namespace CarbonMeter.Mqtt;

/// <summary>The endpoint or the client cannot do what was asked; the message says why.</summary>
public class MqttException : Exception
{
    /// <summary>A failure that is explained by its message alone.</summary>
    public MqttException(string message, Exception? cause = null) : base(message, cause)
    {
    }

    /// <summary>A refusal by the server, with its return code (3.1.1) or reason code (5.0).</summary>
    public MqttException(string message, byte code) : base(message)
    {
        Code = code;
    }

    /// <summary>The server's return or reason code; null when the failure is not a server's answer.</summary>
    public byte? Code { get; }
}

/// <summary>The endpoint cannot use an option or a file it was given; the message says which and what to do.</summary>
public sealed class MqttOptionsException(string message, Exception? cause = null) : MqttException(message, cause);
