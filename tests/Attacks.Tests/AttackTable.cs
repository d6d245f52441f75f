using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Attacks.Tests;

/// <summary>
/// The first table of docs/attacks.md: what an operator is told of each attack. A test says it in its own words too, so the
/// document, the test and the program say one thing.
/// </summary>
internal static partial class AttackTable
{
    private const int Columns = 4;

    /// <summary>What the operator sees, by the name of the test.</summary>
    internal static IReadOnlyDictionary<string, string> SeenByTest { get; } = Read();

    /// <summary>The operator reads this of a message in quarantine; … stands for a hash.</summary>
    internal static void Reads(string sentence, string detail, [CallerMemberName] string test = "")
    {
        Assert.Equal(sentence, Hashes().Replace(detail, "…"));
        Assert.Contains(sentence, SeenByTest[test], StringComparison.Ordinal);
    }

    /// <summary>The operator reads this beside the check that fails, and it can be read in Chinese too.</summary>
    internal static void Reads(string sentence, CheckResult check, [CallerMemberName] string test = "")
    {
        Reads(sentence, ReasonWords.English(check), test);
        Assert.NotEqual(ReasonWords.English(check), ReasonWords.Chinese(check));
        Assert.Matches($@"\bcheck {(int)check.Check}\b", Row(test));
    }

    /// <summary>The operator reads this on the page, whose texts have these words.</summary>
    internal static void ReadsOnPage(string sentence, string words, [CallerMemberName] string test = "")
    {
        Assert.Contains(words, File.ReadAllText(Repository("host/CarbonMeter.Web/wwwroot/i18n/en.js")), StringComparison.Ordinal);
        Assert.EndsWith(words, sentence, StringComparison.Ordinal);
        Assert.Contains(sentence, SeenByTest[test], StringComparison.Ordinal);
    }

    private static string Row(string test) => Rows().Single(row => row.Contains($"`{test}`", StringComparison.Ordinal));

    private static Dictionary<string, string> Read() => Rows().Select(row => row.Split('|', StringSplitOptions.TrimEntries)[1..^1])
        .ToDictionary(cells => cells.Length == Columns ? cells[3].Trim('`') : throw new FormatException($"A row has {cells.Length} columns: {cells[0]}"),
            cells => cells[2], StringComparer.Ordinal);

    // From the head of the first table to the first line after it that is none of its rows.
    private static IEnumerable<string> Rows() => File.ReadLines(Repository("docs/attacks.md"))
        .SkipWhile(line => !line.StartsWith('|')).TakeWhile(line => line.StartsWith('|')).Skip(2);

    private static string Repository(string path)
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "CarbonMeter.sln"))) folder = Path.GetDirectoryName(folder);
        return Path.Combine(folder ?? throw new DirectoryNotFoundException("The tests run outside of the repository."), path);
    }

    [GeneratedRegex("[0-9a-f]{12,64}…?", RegexOptions.CultureInvariant)]
    private static partial Regex Hashes();
}
