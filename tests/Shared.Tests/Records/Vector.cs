namespace CarbonMeter.Records;

/// <summary>One golden file of tests/vectors; README.md there describes the format.</summary>
public sealed record Vector(string Name, string Expect, byte[] Bytes)
{
    /// <summary>The folder of this repository's root, found from where the tests run.</summary>
    public static string Root { get; } = FindRoot();

    public static TheoryData<string> FilesOf(string area)
    {
        var files = new TheoryData<string>();
        var folder = Path.Combine(Root, "tests", "vectors", area);
        foreach (var path in Directory.GetFiles(folder, "*.txt").Order(StringComparer.Ordinal))
            files.Add(area + "/" + Path.GetFileNameWithoutExtension(path));
        return files;
    }

    /// <summary>Reads "area/name".</summary>
    public static Vector Read(string file)
    {
        string name = "", expect = "", hex = "";
        var inBytes = false;
        foreach (var line in File.ReadLines(Path.Combine(Root, "tests", "vectors", file + ".txt")))
        {
            if (line.StartsWith('#')) continue;
            if (line.StartsWith("name:", StringComparison.Ordinal)) name = line["name:".Length..].Trim();
            else if (line.StartsWith("expect:", StringComparison.Ordinal)) expect = line["expect:".Length..].Trim();
            else if (line.StartsWith("bytes:", StringComparison.Ordinal)) (inBytes, hex) = (true, line["bytes:".Length..]);
            else if (inBytes && line.StartsWith(' ')) hex += line;
            else throw new InvalidDataException($"{file}: {line}");
        }
        if (expect.Length == 0 || !inBytes || name != Path.GetFileName(file))
            throw new InvalidDataException($"{file}: incomplete, or named otherwise inside");
        return new Vector(name, expect, Convert.FromHexString(hex.Replace(" ", "")));
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CarbonMeter.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("no CarbonMeter.sln above " + AppContext.BaseDirectory);
    }
}
