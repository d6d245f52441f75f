using System.Diagnostics;
using System.Globalization;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CarbonMeter.Storage.Tests;

/// <summary>A process that is killed at any moment leaves a ledger that holds all it had acknowledged, once.</summary>
public sealed class KilledWriterTests : IDisposable
{
    private const int Rounds = 6;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_acknowledged_survives_a_kill_and_nothing_is_there_twice()
    {
        string path = _folder.File("ledger.db");
        var acknowledged = new Dictionary<string, long>();
        for (int round = 0; round < Rounds; round++)
        {
            string last = RunAndKill(path, round, afterCommits: 3 + 7 * round);
            foreach (string part in last.Split(' '))
                acknowledged[part.Split(':')[0]] = long.Parse(part.Split(':')[1], CultureInfo.InvariantCulture);
            Check(path, acknowledged);
        }
        Assert.Equal(5 * Rounds, acknowledged.Count);
    }

    private static string RunAndKill(string path, int round, int afterCommits)
    {
        bool isHosted = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet";
        string[] arguments = [Program.WriterArgument, path, round.ToString(CultureInfo.InvariantCulture)];
        var start = new ProcessStartInfo(Environment.ProcessPath!, isHosted ? [typeof(Program).Assembly.Location, .. arguments] : arguments)
        {
            RedirectStandardOutput = true,
        };
        using var writer = Process.Start(start)!;
        string? line = null;
        for (int commits = 0; commits < afterCommits; commits++) line = writer.StandardOutput.ReadLine();
        // The writer is now somewhere in a later batch. Whatever it still said before it died counts as acknowledged.
        writer.Kill();
        while (writer.StandardOutput.ReadLine() is { } more)
        {
            if (more.Split(' ').Length == 5) line = more;
        }
        writer.WaitForExit();
        Assert.NotNull(line);
        return line;
    }

    private static void Check(string path, Dictionary<string, long> acknowledged)
    {
        using var store = SqliteStore.Open(path);
        using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            Assert.Equal(0, Schema.Scalar(connection, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"));
        }
        var standings = store.Queries.Standings().ToDictionary(standing => standing.MeterId);
        foreach (var (meterId, sequence) in acknowledged)
        {
            var standing = sequence == 0 ? null : standings[meterId];
            if (standing is null) continue;
            Assert.True(standing.LastSequence >= sequence, $"{meterId}: {sequence} was acknowledged, {standing.LastSequence} is kept");
            var sequences = store.Queries.Records(meterId, 0, int.MaxValue).Select(record => record.Sequence);
            Assert.Equal(Enumerable.Range(1, (int)standing.LastSequence).Select(number => (long)number), sequences);
            Assert.Equal(standing.LastSequence, standing.Records);
        }
        var kept = store.Queries.Series([], SlotLength.Interval, 0, long.MaxValue / 2);
        foreach (var length in new[] { SlotLength.Hour, SlotLength.Day })
        {
            var sums = store.Queries.Series([], length, 0, long.MaxValue / 2);
            Assert.Equal(kept.Count, sums.Sum(slot => slot.Intervals));
            Assert.Equal(kept.Sum(slot => slot.ImportMilliwattHours), sums.Sum(slot => slot.ImportMilliwattHours));
        }
    }
}
