namespace CarbonMeter.Boards;

/// <summary>Where the boards and their documents are.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Boards { get; } = Path.Combine(Root, "boards");

    public static TheoryData<string> BoardNames => [.. BoardFile.PathsIn(Boards).Select(path => Path.GetFileName(Path.GetDirectoryName(path))!)];

    public static string PathOf(string board) => Path.Combine(Boards, board, "board.json");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CarbonMeter.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("no CarbonMeter.sln above " + AppContext.BaseDirectory);
    }
}
