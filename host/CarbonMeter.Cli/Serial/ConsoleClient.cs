using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;

namespace CarbonMeter.Cli.Serial;

/// <summary>One line of an answer: names and values.</summary>
internal sealed class ConsoleFields(IReadOnlyDictionary<string, string> values)
{
    internal string? Find(string name) => values.GetValueOrDefault(name);

    /// <summary>A value the meter always gives.</summary>
    internal string this[string name] => Find(name) ?? throw new IOException($"the meter's answer has no {name}: its firmware and this carbonctl do not go together.");

    internal long? Number(string name) => Find(name) is { } text ? long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : null;
}

/// <summary>What came of a request: the lines of data, and what stood in the last one.</summary>
internal sealed record ConsoleAnswer(IReadOnlyList<ConsoleFields> Lines, ConsoleFields End)
{
    /// <summary>The bytes that came as lines of base64.</summary>
    internal byte[] Blob() => [.. Lines.SelectMany(line => Convert.FromBase64String(line["base64"]))];
}

/// <summary>The meter refused a request. The message names it and says why.</summary>
internal sealed class ConsoleRefusal(string verb, string code, string words) : IOException($"the meter refused {verb}: {words} ({code})")
{
    internal string Code { get; } = code;
}

/// <summary>Asks a meter over its serial console, docs/formats/console.md, one request at a time.</summary>
internal sealed class ConsoleClient(SerialDevice device, string port)
{
    private const int Tries = 3, BlobPieceBytes = 600;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3), s_slice = TimeSpan.FromMilliseconds(100);

    private readonly byte[] _buffer = new byte[4096];
    private readonly StringBuilder _text = new();
    private int _requests;
    private bool _hasHeard;

    /// <summary>Asks something that changes nothing: where no answer comes it is asked again.</summary>
    internal ConsoleAnswer Ask(string verb, CancellationToken stop, params (string Name, string Value)[] values)
    {
        for (var attempt = 1; attempt < Tries; attempt++)
            if (TryAsk(verb, s_patience, stop, null, values) is { } answer) return answer;
        return Tell(verb, stop, values);
    }

    /// <summary>Asks something that is to be done once.</summary>
    internal ConsoleAnswer Tell(string verb, CancellationToken stop, params (string Name, string Value)[] values) =>
        TryAsk(verb, s_patience, stop, null, values) ?? throw NoAnswer(verb);

    /// <summary>Asks for something that takes a while; each line is handed over as it comes, and none may come later than the patience after the last.</summary>
    internal ConsoleAnswer Follow(string verb, TimeSpan patience, CancellationToken stop, Action<ConsoleFields> take, params (string Name, string Value)[] values) =>
        TryAsk(verb, patience, stop, take, values) ?? throw NoAnswer(verb);

    /// <summary>Hands over bytes that the next request uses.</summary>
    internal void SendBlob(byte[] bytes, CancellationToken stop)
    {
        Tell("blob", stop, ("bytes", Number(bytes.Length)));
        for (var at = 0; at < bytes.Length; at += BlobPieceBytes)
            Tell("blob", stop, ("at", Number(at)), ("base64", Convert.ToBase64String(bytes, at, Math.Min(BlobPieceBytes, bytes.Length - at))));
    }

    internal static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private IOException NoAnswer(string verb) => new(_hasHeard
        ? $"{port}: the meter does not answer {verb} any more. Is the cable well?"
        : $"{port}: no answer. Is this the meter's port, is it running the meter's firmware (carbonctl flash), and is no other program talking to it?");

    private ConsoleAnswer? TryAsk(string verb, TimeSpan patience, CancellationToken stop, Action<ConsoleFields>? take, (string Name, string Value)[] values)
    {
        var id = "c" + Number(++_requests);
        // The line end before it closes whatever noise the meter has taken for the beginning of a line.
        device.Write($"\n@{id} {verb}{string.Concat(values.Select(one => $" {one.Name}={Encode(one.Value)}"))}\n");
        var lines = new List<ConsoleFields>();
        while (ReadLine(patience, stop) is { } line)
        {
            if (line.StartsWith($"={id} ", StringComparison.Ordinal))
            {
                lines.Add(Fields(line[(id.Length + 2)..]));
                take?.Invoke(lines[^1]);
            }
            else if (line.StartsWith($"!{id} ok", StringComparison.Ordinal)) return new ConsoleAnswer(lines, Fields(line[(id.Length + 4)..]));
            else if (line.StartsWith($"!{id} error ", StringComparison.Ordinal))
            {
                var words = line[(id.Length + 8)..].Split(' ', 2);
                throw new ConsoleRefusal(verb, words[0], words.Length > 1 ? words[1] : "");
            }
            else if (line.StartsWith("!- error", StringComparison.Ordinal)) return null;
        }
        return null;
    }

    // A line of text; what the runtime prints and Improv packets are passed over by whoever looks at it.
    private string? ReadLine(TimeSpan patience, CancellationToken stop)
    {
        var until = DateTime.UtcNow + patience;
        while (true)
        {
            var text = _text.ToString();
            if (text.IndexOf('\n') is var end and >= 0)
            {
                _text.Remove(0, end + 1);
                _hasHeard |= text.StartsWith('=') || text.StartsWith('!');
                return text[..end].TrimEnd('\r');
            }
            if (_text.Length > _buffer.Length) _text.Clear();
            stop.ThrowIfCancellationRequested();
            if (DateTime.UtcNow > until) return null;
            _text.Append(Encoding.Latin1.GetString(_buffer, 0, device.Read(_buffer, s_slice)));
        }
    }

    private static ConsoleFields Fields(string text)
    {
        var values = new Dictionary<string, string>();
        foreach (var part in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=');
            if (equals > 0) values[part[..equals]] = Uri.UnescapeDataString(part[(equals + 1)..]);
        }
        return new ConsoleFields(values);
    }

    private static string Encode(string value) => string.Concat(Encoding.UTF8.GetBytes(value).Select(one =>
        one is > 0x20 and < 0x7F and not (byte)'%' ? ((char)one).ToString() : $"%{one:x2}"));
}
