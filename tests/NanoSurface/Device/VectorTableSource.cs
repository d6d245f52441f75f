using System.Text;

namespace CarbonMeter.NanoSurface.Device;

/// <summary>
/// Writes the vectors of <c>tests/vectors</c> as C# for <c>tests/Device</c>, since a board has no folder to read them from.
/// A vector is a text file of <c>key: value</c> lines and <c>#</c> comments: <c>name</c> (else the file's), <c>format</c>
/// (else the folder's name, else record), <c>expect</c> (a RecordStatus), <c>bytes</c> (hexadecimal, may be repeated).
/// </summary>
internal static class VectorTableSource
{
    private const int DigitsPerLine = 120;

    private static readonly Dictionary<string, string> Formats = new()
    {
        ["record"] = "Record", ["records"] = "Record", ["factor-set"] = "FactorSet", ["parameter-set"] = "ParameterSet",
        ["command"] = "Command",
    };

    public static string Generate(string folder)
    {
        var text = new StringBuilder();
        text.Append("// Generated from tests/vectors. To renew it, run the NanoSurface tests with CARBONMETER_RENEW=1.\n");
        text.Append("namespace CarbonMeter.DeviceTests;\n\n");
        text.Append("using CarbonMeter.Records;\n\n");
        text.Append("internal static class VectorTable\n{\n");
        text.Append("    public static void Run(Runner runner)\n    {\n");
        foreach (string path in Files(folder)) Append(text, Read(path, Path.GetRelativePath(folder, path)));
        return text.Append("    }\n}\n").ToString();
    }

    private static string[] Files(string folder) => Directory.Exists(folder)
        ? [.. Directory.GetFiles(folder, "*.txt", SearchOption.AllDirectories).Order(StringComparer.Ordinal)] : [];

    private static Dictionary<string, string> Read(string path, string relative)
    {
        string outer = Path.GetDirectoryName(relative) is { Length: > 0 } folder ? folder.Replace('\\', '/') : "record";
        var values = new Dictionary<string, string> { ["name"] = Path.GetFileNameWithoutExtension(path), ["format"] = outer, ["bytes"] = "" };
        foreach (string line in File.ReadLines(path).Select(line => line.Trim()))
        {
            if (line.Length == 0 || line.StartsWith('#')) continue;
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0) throw new FormatException($"{relative}: no 'key: value' in \"{line}\"");
            string key = line[..colon].Trim(), value = line[(colon + 1)..].Trim();
            values[key] = key == "bytes" ? values[key] + value.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant() : value;
        }
        if (!values.ContainsKey("expect")) throw new FormatException($"{relative}: no expect: line");
        if (!Formats.ContainsKey(values["format"])) throw new FormatException($"{relative}: unknown format {values["format"]}");
        return values;
    }

    private static void Append(StringBuilder text, Dictionary<string, string> vector)
    {
        string literal = string.Join("\n            + ", vector["bytes"].Chunk(DigitsPerLine).Select(digits => $"\"{new string(digits)}\""));
        text.Append($"        VectorCases.Run(runner, \"{vector["name"]}\", VectorFormat.{Formats[vector["format"]]}, ");
        text.Append($"RecordStatus.{vector["expect"]},\n            {(literal.Length == 0 ? "\"\"" : literal)});\n");
    }
}
