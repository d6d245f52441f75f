namespace CarbonMeter.NanoSurface;

/// <summary>Finds files of the repository from wherever the tests were started.</summary>
internal static class Repository
{
    private static readonly Lazy<string> RootFolder = new(FindRoot);

    public static string Root => RootFolder.Value;

    public static string PathOf(string relative) => Path.Combine(Root, relative.Replace('/', Path.DirectorySeparatorChar));

    /// <summary>The C# files below a folder, build output left out, in a fixed order; none if the folder is missing.</summary>
    public static string[] SourcesBelow(string folder, params string[] excludedFolders)
    {
        string root = PathOf(folder);
        if (!Directory.Exists(root)) return [];
        string[] excluded = [.. excludedFolders.Append("obj").Append("bin")];
        return [.. Directory.GetFiles(root, "*.cs", SearchOption.AllDirectories)
            .Where(path => !Path.GetRelativePath(root, path).Split(Path.DirectorySeparatorChar).Any(excluded.Contains))
            .Order(StringComparer.Ordinal)];
    }

    private static string FindRoot()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "CarbonMeter.sln"))) return at.FullName;
        throw new DirectoryNotFoundException($"no CarbonMeter.sln above {AppContext.BaseDirectory}");
    }
}
