using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace CarbonMeter.Domain.Traceability;

/// <summary>
/// A verdict as text, the one form in which it is kept and handed out; docs/formats/chain.md. The same verdict always gives the
/// same text, so two verdicts are equal exactly when their texts are.
/// </summary>
public static class VerdictJson
{
    private const int Version = 1;
    private static readonly string[] OutcomeNames = ["valid", "cannotTell", "invalid"];

    /// <summary>The text of a verdict, without white space.</summary>
    public static string Write(ChainVerdict verdict)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer)) Write(json, verdict);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes a verdict as one JSON object, for example into an answer of an API.</summary>
    public static void Write(Utf8JsonWriter json, ChainVerdict verdict)
    {
        var hashes = new HashTable();
        json.WriteStartObject();
        json.WriteNumber("version", Version);
        json.WriteString("outcome", OutcomeNames[(int)verdict.Outcome]);
        json.WriteStartArray("chain");
        foreach (var link in verdict.Chain) WriteLink(json, link, hashes);
        json.WriteEndArray();
        json.WriteStartArray("checks");
        foreach (var check in verdict.Checks) WriteCheck(json, check, hashes);
        json.WriteEndArray();
        json.WriteStartArray("channels");
        foreach (var channel in verdict.Channels) WriteChannel(json, channel, hashes);
        json.WriteEndArray();
        json.WriteStartArray("warnings");
        foreach (var warning in verdict.Warnings) WriteCheck(json, warning, hashes);
        json.WriteEndArray();
        json.WriteStartArray("certificates");
        foreach (byte[] hash in hashes.InOrder) json.WriteStringValue(Convert.ToHexStringLower(hash));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>The verdict that a text says.</summary>
    /// <exception cref="FormatException">It is none of this version; the message says where.</exception>
    public static ChainVerdict Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return Read(document.RootElement);
        }
        catch (Exception cause) when (cause is JsonException or KeyNotFoundException or InvalidOperationException
            or ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            throw new FormatException($"This is not a verdict as docs/formats/chain.md has it: {cause.Message}", cause);
        }
    }

    private static ChainVerdict Read(JsonElement root)
    {
        int version = root.GetProperty("version").GetInt32();
        if (version != Version) throw new FormatException($"The verdict is of version {version}; this program reads version {Version}.");
        byte[][] hashes = [.. root.GetProperty("certificates").EnumerateArray().Select(hash => Convert.FromHexString(hash.GetString()!))];
        return new ChainVerdict(
            ReadOutcome(root),
            [.. root.GetProperty("checks").EnumerateArray().Select(check => ReadCheck(check, hashes))],
            [.. root.GetProperty("chain").EnumerateArray().Select(link => ReadLink(link, hashes))],
            [.. root.GetProperty("channels").EnumerateArray().Select(channel => ReadChannel(channel, hashes))],
            [.. root.GetProperty("warnings").EnumerateArray().Select(check => ReadCheck(check, hashes))]);
    }

    private static void WriteLink(Utf8JsonWriter json, ChainLink link, HashTable hashes)
    {
        json.WriteStartObject();
        json.WriteNumber("level", link.Level);
        json.WriteNumber("certificate", hashes.IndexOf(link.CertificateHash));
        json.WriteString("id", link.CertificateId);
        json.WriteString("laboratory", link.LaboratoryName);
        json.WriteString("outcome", OutcomeNames[(int)link.Outcome]);
        json.WriteNumber("from", link.ValidFromUnixSeconds);
        if (link.ValidToUnixSeconds is { } to) json.WriteNumber("to", to);
        json.WriteEndObject();
    }

    private static ChainLink ReadLink(JsonElement link, byte[][] hashes) => new(
        link.GetProperty("level").GetInt32(), hashes[link.GetProperty("certificate").GetInt32()], Text(link, "id"),
        Text(link, "laboratory"), ReadOutcome(link), link.GetProperty("from").GetInt64(),
        link.TryGetProperty("to", out var to) ? to.GetInt64() : null);

    private static void WriteCheck(Utf8JsonWriter json, CheckResult check, HashTable hashes)
    {
        json.WriteStartObject();
        json.WriteNumber("check", (int)check.Check);
        json.WriteString("outcome", OutcomeNames[(int)check.Outcome]);
        json.WriteString("reason", check.Reason);
        if (check.Arguments.Count > 0)
        {
            json.WriteStartArray("arguments");
            foreach (string argument in check.Arguments) json.WriteStringValue(argument);
            json.WriteEndArray();
        }
        if (check.CertificateHash is { } hash) json.WriteNumber("certificate", hashes.IndexOf(hash));
        json.WriteEndObject();
    }

    private static CheckResult ReadCheck(JsonElement check, byte[][] hashes) => new(
        (ChainCheck)check.GetProperty("check").GetInt32(), ReadOutcome(check), Text(check, "reason"),
        check.TryGetProperty("arguments", out var arguments) ? [.. arguments.EnumerateArray().Select(value => value.GetString()!)] : [],
        check.TryGetProperty("certificate", out var index) ? hashes[index.GetInt32()] : null);

    private static void WriteChannel(Utf8JsonWriter json, ChannelUncertainty channel, HashTable hashes)
    {
        json.WriteStartObject();
        json.WriteNumber("channel", channel.ChannelId);
        json.WriteNumber("voltageMillivolts", channel.VoltageMillivolts);
        json.WriteStartArray("points");
        foreach (var point in channel.Points)
        {
            json.WriteStartObject();
            json.WriteNumber("currentMilliamperes", point.CurrentMilliamperes);
            json.WriteNumber("powerFactorPpm", point.PowerFactorPpm);
            json.WriteStartArray("parts");
            foreach (var part in point.Parts)
            {
                json.WriteStartArray();
                json.WriteNumberValue(hashes.IndexOf(part.CertificateHash));
                json.WriteNumberValue(part.StandardUncertaintyPpb);
                json.WriteEndArray();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static ChannelUncertainty ReadChannel(JsonElement channel, byte[][] hashes) => new(
        channel.GetProperty("channel").GetInt32(), channel.GetProperty("voltageMillivolts").GetInt64(),
        [.. channel.GetProperty("points").EnumerateArray().Select(point => new LoadPoint(
            point.GetProperty("currentMilliamperes").GetInt64(), point.GetProperty("powerFactorPpm").GetInt32(),
            [.. point.GetProperty("parts").EnumerateArray().Select(part => new UncertaintyPart(
                hashes[part[0].GetInt32()], part[1].GetInt64()))]))]);

    private static Outcome ReadOutcome(JsonElement parent)
    {
        string name = Text(parent, "outcome");
        int index = Array.IndexOf(OutcomeNames, name);
        return index >= 0 ? (Outcome)index
            : throw new FormatException($"\"{name}\" is not an outcome; these are: {string.Join(", ", OutcomeNames)}.");
    }

    private static string Text(JsonElement parent, string name) =>
        parent.GetProperty(name).GetString() ?? throw new FormatException($"\"{name}\" of a verdict is null.");

    /// <summary>Hashes in the order of their first use; a chain has a handful.</summary>
    private sealed class HashTable
    {
        internal List<byte[]> InOrder { get; } = [];

        internal int IndexOf(byte[] hash)
        {
            for (int index = 0; index < InOrder.Count; index++)
                if (InOrder[index].AsSpan().SequenceEqual(hash)) return index;
            InOrder.Add(hash);
            return InOrder.Count - 1;
        }
    }
}
