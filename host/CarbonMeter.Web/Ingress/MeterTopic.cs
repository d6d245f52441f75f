using System;

namespace CarbonMeter.Web.Ingress;

/// <summary>The topics of one meter, docs/formats/topics.md.</summary>
public static class MeterTopic
{
    /// <summary>Last part of the topic of signed records.</summary>
    public const string Record = "record";

    /// <summary>Last part of the topic of live readings.</summary>
    public const string Live = "live";

    /// <summary>Last part of the topic of online and offline.</summary>
    public const string Status = "status";

    /// <summary>Last part of the topic of commands to the meter.</summary>
    public const string Command = "command";

    private const string Prefix = "cm/v1/";

    /// <summary>The topic of a kind for a meter.</summary>
    public static string Of(string meterId, string kind) => $"{Prefix}{meterId}/{kind}";

    /// <summary>Which of this meter's topics it is; null where it is none of them.</summary>
    public static string? KindOf(string topic, string meterId)
    {
        int kindAt = Prefix.Length + meterId.Length + 1;
        if (topic.Length <= kindAt || topic[kindAt - 1] != '/') return null;
        if (!topic.StartsWith(Prefix, StringComparison.Ordinal) || !topic.AsSpan(Prefix.Length).StartsWith(meterId)) return null;
        return topic.AsSpan(kindAt) switch
        {
            Record => Record,
            Live => Live,
            Status => Status,
            Command => Command,
            _ => null,
        };
    }
}
