using System.Text;
using CarbonMeter.Crypto;
using CarbonMeter.Records;

namespace CarbonMeter.NanoSurface.Device;

/// <summary>
/// Writes the vectors of <c>tests/vectors</c> as C# for <c>tests/Device</c>, since a board has no folder to read them from.
/// All text of a device assembly has to fit 64 KB, and most vectors differ from another in a few bytes: those are written
/// as that difference.
/// </summary>
internal static class VectorTableSource
{
    /// <summary>A vector that differs by more than this from every whole one before it is written whole.</summary>
    private const int DifferenceBytesMax = 64;

    /// <summary>Longer vectors stay out of the table.</summary>
    public const int VectorBytesMax = 1500;

    /// <summary>Areas only a host reads: a meter makes these and reads none.</summary>
    public static readonly string[] HostAreas = ["enrolment", "signed-enrolment"];

    private const int CharactersPerLine = 120;

    private static readonly Dictionary<string, string> Formats = new()
    {
        ["record"] = "Record", ["signed-record"] = "SignedRecord", ["factor-set"] = "FactorSet",
        ["parameter-set"] = "ParameterSet", ["command"] = "Command", ["signed-command"] = "SignedCommand",
        ["board"] = "Board",
    };

    public static string Generate(string folder)
    {
        var text = new StringBuilder();
        text.Append("// Generated from tests/vectors. To renew it, run the NanoSurface tests with CARBONMETER_RENEW=1.\n");
        text.Append("namespace CarbonMeter.DeviceTests;\n\n");
        text.Append("using CarbonMeter.Crypto;\nusing CarbonMeter.Records;\n\n");
        text.Append("internal static class VectorTable\n{\n");
        var areas = VectorFile.ReadAll(folder).Where(vector => !HostAreas.Contains(vector.Folder)).GroupBy(vector => vector.Folder).ToList();
        text.Append("    public static void Run(VectorCases cases)\n    {\n");
        foreach (var area in areas) text.Append($"        {FormatOf(area.Key)}(cases);\n");
        text.Append("    }\n");
        foreach (var area in areas) AppendArea(text, area.Key, [.. area]);
        return text.Append("}\n").ToString();
    }

    private static void AppendArea(StringBuilder text, string folder, VectorFile[] vectors)
    {
        text.Append($"\n    private static void {FormatOf(folder)}(VectorCases cases)\n    {{\n");
        text.Append($"        cases.Begin(\"{folder}\", VectorFormat.{FormatOf(folder)});\n");
        var whole = new List<byte[]>();
        // What is accepted comes first: what is refused is mostly that with a mistake in it.
        foreach (VectorFile vector in vectors.OrderBy(vector => vector.Expect == nameof(RecordStatus.Ok) ? 0 : 1))
        {
            if (vector.Bytes.Length > VectorBytesMax)
            {
                text.Append($"        // Left out for its {vector.Bytes.Length} bytes: {vector.Name}\n");
                continue;
            }
            string expected = Expected(vector);
            var (number, first, last) = Closest(whole, vector.Bytes);
            if (vector.Bytes.Length - first - last > DifferenceBytesMax || number < 0)
            {
                whole.Add(vector.Bytes);
                text.Append($"        cases.Whole(\"{vector.Name}\", {expected},\n            {Literal(vector.Bytes)});\n");
            }
            else
            {
                string own = Literal(vector.Bytes[first..^last]);
                text.Append($"        cases.Like({number}, \"{vector.Name}\", {expected}, {first},\n            {own}, {last});\n");
            }
        }
        text.Append("    }\n");
    }

    /// <summary>The whole vector with the longest common ends, and how long they are.</summary>
    private static (int Number, int First, int Last) Closest(List<byte[]> whole, byte[] bytes)
    {
        (int Number, int First, int Last) best = (-1, 0, 0);
        for (int i = 0; i < whole.Count; i++)
        {
            int first = whole[i].AsSpan().CommonPrefixLength(bytes);
            int last = 0, lastMax = Math.Min(whole[i].Length, bytes.Length) - first;
            while (last < lastMax && whole[i][^(last + 1)] == bytes[^(last + 1)]) last++;
            if (best.Number < 0 || first + last > best.First + best.Last) best = (i, first, last);
        }
        return best;
    }

    private static string FormatOf(string folder) =>
        Formats.TryGetValue(folder, out string? format) ? format : throw new FormatException($"tests/vectors/{folder}: unknown area");

    // An envelope is judged before what it carries, so where both have a status of one name the envelope's is meant.
    private static string Expected(VectorFile vector)
    {
        bool isSigned = vector.Folder.StartsWith("signed-", StringComparison.Ordinal);
        if (isSigned && vector.Expect == "BadSignature") return "Outcome.BadSignature";
        if (isSigned && vector.Expect != nameof(CoseStatus.Ok) && Enum.TryParse(vector.Expect, out CoseStatus _))
            return $"Outcome.Of(CoseStatus.{vector.Expect})";
        return Enum.TryParse(vector.Expect, out RecordStatus _) ? $"Outcome.Of(RecordStatus.{vector.Expect})"
            : throw new FormatException($"{vector.Folder}/{vector.Name}: no status {vector.Expect}");
    }

    private static string Literal(byte[] bytes) => bytes.Length == 0 ? "\"\"" : string.Join("\n            + ",
        Convert.ToBase64String(bytes).Chunk(CharactersPerLine).Select(characters => $"\"{new string(characters)}\""));
}
