using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace CarbonMeter.Json;

/// <summary>
/// A JSON file that somebody wrote by hand: read strictly (no unknown, doubled or missing member, enums by name), with the line of
/// every value, so that whoever judges what it says can name the line too. Comments and trailing commas are allowed.
/// </summary>
public sealed partial class JsonText
{
    private const int SizeBytesMax = 1_048_576;

    private static readonly byte[] s_byteOrderMark = [0xEF, 0xBB, 0xBF];

    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    private readonly string _path;
    private readonly byte[] _file;
    private readonly byte[] _utf8;
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);

    private JsonText(string path, byte[] file)
    {
        _path = path;
        _file = file;
        _utf8 = file.AsSpan().StartsWith(s_byteOrderMark) ? file[s_byteOrderMark.Length..] : file;
    }

    /// <summary>SHA-256 of the file as it is.</summary>
    public byte[] Sha256() => SHA256.HashData(_file);

    /// <summary>Reads a file of at most 1 MiB.</summary>
    /// <exception cref="JsonFileException">There is no such file, it cannot be read, or it is too large.</exception>
    public static JsonText Load(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists) throw new JsonFileException($"{path}: there is no such file.");
            if (file.Length > SizeBytesMax) throw new JsonFileException($"{path}: {file.Length} bytes; at most {SizeBytesMax} are read.");
            return new JsonText(path, File.ReadAllBytes(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new JsonFileException($"{path}: cannot be read: {error.Message}");
        }
    }

    /// <summary>The text as one value.</summary>
    /// <param name="what">What it should be, with its article: "a board file".</param>
    /// <param name="format">The document that describes it.</param>
    /// <exception cref="JsonFileException">It is not; the message names file, line and document.</exception>
    public T Read<T>(string what, string format) where T : class
    {
        try
        {
            FindLines();
            return JsonSerializer.Deserialize<T>(_utf8, Strict) ?? throw new JsonFileException($"{_path}:1: holds null, not {what}; {format} describes it.");
        }
        catch (JsonException error)
        {
            throw new JsonFileException($"{_path}:{LineOf(error)}: not {what}: {Words(error)} {format} describes it.");
        }
    }

    /// <summary>The line a value or member stands in, from 1: "$.parts[2].address". Where it is left out, the line of what it would stand in.</summary>
    public int LineOf(string place)
    {
        while (!_lines.ContainsKey(place))
        {
            int end = Math.Max(place.LastIndexOf('.'), place.LastIndexOf('['));
            if (end <= 0) return 1;
            place = place[..end];
        }
        return _lines[place];
    }

    /// <summary>What is wrong at a place, with file and line.</summary>
    public string Fault(string place, string message) => $"{_path}:{LineOf(place)}: {message}";

    private int LineOf(JsonException error) =>
        error.Path is { } place && _lines.ContainsKey(place) ? _lines[place] : (int)(error.LineNumber ?? 0) + 1;

    // A member's line is that of its name. The reader has found every syntax error before a value is made of the text.
    private void FindLines()
    {
        var reader = new Utf8JsonReader(_utf8, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        var open = new Stack<Level>();
        int line = 1, counted = 0;
        var place = "$";
        while (reader.Read())
        {
            var start = (int)reader.TokenStartIndex;
            line += _utf8.AsSpan(counted..start).Count((byte)'\n');
            counted = start;
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                place = open.Pop().Place;
                continue;
            }
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                place = $"{open.Peek().Place}.{reader.GetString()}";
                _lines.TryAdd(place, line);
                continue;
            }
            if (open.TryPeek(out var level) && level.IsArray) place = $"{level.Place}[{level.Count++}]";
            _lines.TryAdd(place, line);
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                open.Push(new Level { Place = place, IsArray = reader.TokenType == JsonTokenType.StartArray });
        }
    }

    private static string Words(JsonException error)
    {
        var message = error.Message.Split(" Path: ")[0].Split(" LineNumber: ")[0];
        if (Unmapped().Match(message) is { Success: true } unknown) return $"there is no member \"{unknown.Groups[1].Value}\" here.";
        if (Duplicate().Match(message) is { Success: true } doubled) return $"\"{doubled.Groups[1].Value}\" stands twice.";
        if (Missing().Match(message) is { Success: true } missing) return $"missing here: {missing.Groups[1].Value.Replace('\'', '"')}.";
        if (Null().IsMatch(message)) return $"{error.Path} must not be null.";
        if (message.StartsWith("The JSON value could not be converted to", StringComparison.Ordinal)) return $"{error.Path} is of another kind, or out of range.";
        return message;
    }

    [GeneratedRegex("^The JSON property '(.*)' could not be mapped")]
    private static partial Regex Unmapped();

    [GeneratedRegex("^Duplicate property '(.*)' encountered")]
    private static partial Regex Duplicate();

    [GeneratedRegex(@"was missing required properties including: (.*?)\.?$")]
    private static partial Regex Missing();

    [GeneratedRegex("^The (?:property or field|constructor parameter) '.*' on type .* doesn't allow (?:setting )?null")]
    private static partial Regex Null();

    private sealed class Level
    {
        public required string Place { get; init; }
        public required bool IsArray { get; init; }
        public int Count { get; set; }
    }
}
