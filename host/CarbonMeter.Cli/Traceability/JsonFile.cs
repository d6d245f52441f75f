using System;
using System.IO;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CarbonMeter.Cli.Traceability;

/// <summary>Reads what an operator wrote down as JSON: strict about names, and clear about what is wrong.</summary>
public static class JsonFile
{
    private const int SizeBytesMax = 1_048_576;

    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>One value of a file.</summary>
    /// <exception cref="InputException">No such file, or not what is wanted; the message names the place in the file.</exception>
    public static T Read<T>(FileInfo file, string what, string format)
    {
        try
        {
            if (!file.Exists) throw new InputException($"{file}: there is no such file.");
            if (file.Length > SizeBytesMax) throw new InputException($"{file}: {file.Length} bytes is too much for {what}.");
            return JsonSerializer.Deserialize<T>(File.ReadAllBytes(file.FullName), Strict)
                ?? throw new InputException($"{file}: holds null, not {what}; {format} describes it.");
        }
        catch (JsonException error)
        {
            throw new InputException($"{file}: not {what}: {error.Message} {format} describes it.");
        }
    }
}
