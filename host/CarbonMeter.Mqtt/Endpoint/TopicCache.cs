using System;
using System.Text;
using System.Text.Unicode;
using CarbonMeter.Mqtt.Wire;

namespace CarbonMeter.Mqtt.Endpoint;

/// <summary>
/// The topics a session publishes to, as strings made once: a meter has a handful. What is in here has been checked, so a
/// hit costs one comparison. Topics that are not ASCII are checked and made anew each time.
/// </summary>
internal struct TopicCache
{
    private const int TopicsMax = 8;
    private string[]? _topics;
    private int _next;

    /// <summary>Null, with the fault, when it is not a topic one can publish to.</summary>
    public string? Find(ReadOnlySpan<byte> name, out MqttCloseReason fault)
    {
        fault = default;
        foreach (string topic in _topics.AsSpan())
        {
            if (topic is null) break;
            if (Ascii.Equals(name, topic)) return topic;
        }
        if (!Utf8.IsValid(name) || name.Contains((byte)0))
        {
            fault = MqttCloseReason.Malformed;
            return null;
        }
        if (!TopicName.IsValid(name))
        {
            fault = MqttCloseReason.TopicInvalid;
            return null;
        }
        return Remember(Encoding.UTF8.GetString(name));
    }

    private string Remember(string topic)
    {
        if (_topics is null) Array.Resize(ref _topics, 2);
        else if (_next == _topics.Length && _next < TopicsMax) Array.Resize(ref _topics, 2 * _next);
        if (_next == TopicsMax) _next = 0;
        _topics[_next++] = topic;
        return topic;
    }
}
