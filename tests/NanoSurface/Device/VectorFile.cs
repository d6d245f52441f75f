namespace CarbonMeter.NanoSurface.Device;

/// <summary>One golden file; <c>tests/vectors/README.md</c> describes the format.</summary>
internal sealed record VectorFile(string Folder, string Name, string Expect, byte[] Bytes)
{
    public static VectorFile[] ReadAll(string root) => !Directory.Exists(root) ? []
        : [.. Directory.GetFiles(root, "*.txt", SearchOption.AllDirectories).Select(path => Read(root, path))
            .OrderBy(vector => vector.Folder, StringComparer.Ordinal).ThenBy(vector => vector.Name, StringComparer.Ordinal)];

    private static VectorFile Read(string root, string path)
    {
        string relative = Path.GetRelativePath(root, path).Replace('\\', '/');
        string? name = null, expect = null, hex = null;
        foreach (string line in File.ReadLines(path))
        {
            if (line.StartsWith('#')) continue;
            else if (Value(line, "name:") is { } stated) name = stated;
            else if (Value(line, "expect:") is { } status) expect = status;
            else if (Value(line, "bytes:") is { } first) hex = first;
            else if (hex is not null && line.StartsWith(' ')) hex += line.Trim();
            else throw new FormatException($"{relative}: unreadable: {line}");
        }
        if (name is null || expect is null || hex is null) throw new FormatException($"{relative}: incomplete");
        return new VectorFile(Path.GetDirectoryName(relative)!, name, expect, Convert.FromHexString(hex));
    }

    private static string? Value(string line, string key) =>
        line.StartsWith(key, StringComparison.Ordinal) ? line[key.Length..].Trim() : null;
}
