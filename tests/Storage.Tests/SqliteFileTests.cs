using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Parks;
using CarbonMeter.Records;
using CarbonMeter.Storage.Sqlite;
using CarbonMeter.TestSupport;
using CarbonMeter.Units;
using Microsoft.Data.Sqlite;

namespace CarbonMeter.Storage.Tests;

/// <summary>The file itself: opening, refusing, versions, failing disks.</summary>
public sealed class SqliteFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("ledger.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_ledger_is_there_again_after_it_was_closed()
    {
        var meter = new TestMeter("m1");
        using (var store = SqliteStore.Open(Path)) store.Ledger.Commit([meter.Run().Entry()]);
        using (var store = SqliteStore.Open(Path))
        {
            Assert.Equal(1, store.Ledger.HeadOf("m1")!.Sequence);
            store.Ledger.Commit([meter.Run().Entry()]);
            Assert.Equal(30, store.Queries.Totals([], 0, long.MaxValue / 2)[0].Intervals);
        }
    }

    [Fact]
    public void A_second_host_is_refused_until_the_first_has_ended()
    {
        using (SqliteStore.Open(Path))
        {
            var refusal = Assert.Throws<LedgerException>(() => SqliteStore.Open(Path));
            Assert.Contains("in use by another host", refusal.Message, StringComparison.Ordinal);
        }
        SqliteStore.Open(Path).Dispose();
    }

    [Fact]
    public void Beside_a_host_one_can_read_and_register_but_not_write_records()
    {
        using var host = SqliteStore.Open(Path);
        using var beside = SqliteStore.OpenBeside(Path);
        var meter = new TestMeter("m1");
        beside.Registry.Add(meter.Registration);
        Assert.NotNull(host.Registry.FindMeter("m1"));
        host.Ledger.Commit([meter.Run().Entry()]);
        Assert.Equal(1, beside.Queries.Counts().Records);
        Assert.Throws<LedgerException>(() => beside.Ledger);
    }

    [Fact]
    public void Closing_what_stood_beside_leaves_the_host_working()
    {
        using var host = SqliteStore.Open(Path);
        SqliteStore.OpenBeside(Path).Dispose();
        host.Ledger.Commit([new TestMeter("m1").Run().Entry()]);
        Assert.Equal(1, host.Queries.Counts().Records);
        Assert.Throws<LedgerException>(() => SqliteStore.Open(Path));
    }

    [Fact]
    public void What_is_no_ledger_is_refused_and_left_alone()
    {
        File.WriteAllText(Path, new string('x', 5_000));
        var refusal = Assert.Throws<LedgerException>(() => SqliteStore.Open(Path));
        Assert.Contains("not a ledger", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(Path, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(new string('x', 5_000), File.ReadAllText(Path));
    }

    [Fact]
    public void A_database_of_another_program_is_refused()
    {
        Run("CREATE TABLE theirs(a)");
        Assert.Contains("another program", Assert.Throws<LedgerException>(() => SqliteStore.Open(Path)).Message, StringComparison.Ordinal);
        Assert.Contains("another program", Assert.Throws<LedgerException>(() => SqliteStore.OpenBeside(Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_newer_schema_is_refused_and_left_alone()
    {
        SqliteStore.Open(Path).Dispose();
        Run("PRAGMA user_version = 99");
        var refusal = Assert.Throws<LedgerException>(() => SqliteStore.Open(Path));
        Assert.Contains("schema version 99", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(99L, Run("PRAGMA user_version"));
        Assert.Throws<LedgerException>(() => SqliteStore.OpenBeside(Path));
    }

    [Fact]
    public void An_older_schema_is_brought_forward_with_its_data()
    {
        var meter = new TestMeter("m1");
        using (var store = SqliteStore.Open(Path)) store.Ledger.Commit([meter.Run().Entry()]);
        SchemaStep[] steps = [.. Schema.Steps, "CREATE TABLE added(a); INSERT INTO added SELECT records FROM meters", "ALTER TABLE added ADD COLUMN b"];
        using (var store = SqliteStore.Open(Path, steps)) Assert.Equal(1, store.Queries.Counts().Records);
        Assert.Equal((long)steps.Length, Run("PRAGMA user_version"));
        Assert.Equal(1L, Run("SELECT a FROM added WHERE b IS NULL"));
        using (SqliteStore.Open(Path, steps)) Assert.Equal(1L, Run("SELECT count(*) FROM added"));
    }

    [Fact]
    public void A_step_that_fails_leaves_the_version_before_it()
    {
        SqliteStore.Open(Path).Dispose();
        SchemaStep[] steps = [.. Schema.Steps, "CREATE TABLE good(a)", "CREATE TABLE half(a); INSERT INTO nowhere VALUES (1)"];
        Assert.Throws<LedgerException>(() => SqliteStore.Open(Path, steps));
        Assert.Equal((long)Schema.Steps.Count + 1, Run("PRAGMA user_version"));
        Assert.Equal(0L, Run("SELECT count(*) FROM sqlite_master WHERE name = 'half'"));
        SqliteStore.Open(Path, steps[..^1]).Dispose();
    }

    [Fact]
    public void Beside_a_host_an_older_schema_is_refused_not_migrated()
    {
        File.WriteAllBytes(Path, []);
        var refusal = Assert.Throws<LedgerException>(() => SqliteStore.OpenBeside(Path));
        Assert.Contains("start the host once", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("no ledger", Assert.Throws<LedgerException>(() => SqliteStore.OpenBeside(Path + "x")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_said()
    {
        var refusal = Assert.Throws<LedgerException>(() => SqliteStore.Open(_folder.File("missing/ledger.db")));
        Assert.Contains("Check that the folder exists", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_disk_loses_nothing_and_the_batch_can_be_committed_later()
    {
        using var store = SqliteStore.Open(Path);
        var meter = new TestMeter("m1");
        store.Ledger.Commit([meter.Run().Entry()]);
        var ledger = (SqliteLedger)store.Ledger;
        ledger.Pragma($"max_page_count = {ledger.Pragma("page_count") + 4}");
        LedgerEntry[] batch = [.. Enumerable.Range(0, 400).Select(_ => meter.Run(1).Entry())];
        var failure = Assert.Throws<LedgerException>(() => store.Ledger.Commit(batch));
        Assert.Contains("disk is full", failure.Message, StringComparison.Ordinal);
        Assert.Equal((1L, 0L), store.Queries.Counts());
        Assert.Equal(15, store.Queries.Totals([], 0, long.MaxValue / 2)[0].Intervals);
        ledger.Pragma("max_page_count = 1000000");
        store.Ledger.Commit(batch);
        Assert.Equal((401L, 0L), store.Queries.Counts());
        Assert.Equal(415, store.Queries.Totals([], 0, long.MaxValue / 2)[0].Intervals);
    }

    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public void Sums_are_the_same_however_records_are_batched_and_in_whatever_order_they_come(int seed)
    {
        var meters = new[] { new TestMeter("m1", channels: 2), new TestMeter("m2") };
        var entries = Enumerable.Range(0, 120).Select(number => meters[number & 1].Run(change: run =>
        {
            if (number % 13 == 0) run.Intervals[3].Channels[0].CurrentMilliamperes = Reading.Missing;
            if (number % 17 == 0) run.Intervals[4].Channels[0].PowerFactorPpm = Reading.Missing;
            if (number / 8 == 2) foreach (var interval in run.Intervals) interval.Channels[0] = new ChannelInterval();
        }).Entry(receivedAtUnixMs: 1_700_000_000_000 + number * 1_000)).ToList();
        var atOnce = Sums(_folder.File("at-once.db"), [entries]);

        // Bindings are numbered as they come: each meter's first record comes first.
        var random = new Random(seed);
        var mixed = entries.Take(2).Concat(entries.Skip(2).OrderBy(_ => random.Next())).ToList();
        var batches = new List<List<LedgerEntry>>();
        for (int taken = 0; taken < mixed.Count; taken += batches[^1].Count) batches.Add([.. mixed.Skip(taken).Take(random.Next(2, 9))]);
        Assert.Equal(atOnce, Sums(Path, batches));
    }

    [Fact]
    public void A_file_another_program_holds_fails_the_commit_and_takes_it_later()
    {
        using var store = SqliteStore.Open(Path);
        ((SqliteLedger)store.Ledger).Pragma("busy_timeout = 20");
        LedgerEntry[] batch = [new TestMeter("m1").Run().Entry()];
        using (var other = new SqliteConnection($"Data Source={Path};Pooling=False"))
        {
            other.Open();
            Schema.Execute(other, "BEGIN IMMEDIATE");
            var failure = Assert.Throws<LedgerException>(() => store.Ledger.Commit(batch));
            Assert.Contains("Another program holds the file", failure.Message, StringComparison.Ordinal);
            Schema.Execute(other, "ROLLBACK");
        }
        store.Ledger.Commit(batch);
        Assert.Equal(1, store.Queries.Counts().Records);
    }

    [Fact]
    public void A_commit_after_the_end_is_refused()
    {
        var store = SqliteStore.Open(Path);
        var ledger = store.Ledger;
        store.Dispose();
        Assert.Throws<ObjectDisposedException>(() => ledger.Commit([]));
    }

    [Fact]
    public void Every_commit_is_flushed_to_the_disk()
    {
        using var store = SqliteStore.Open(Path);
        Assert.Equal(2L, ((SqliteLedger)store.Ledger).Pragma("synchronous"));
        Assert.Equal("wal", Run("PRAGMA journal_mode"));
    }

    private object? Run(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    // Every fourth batch fails once, before every seventh the file is opened anew.
    private static List<string> Sums(string path, List<List<LedgerEntry>> batches)
    {
        var store = SqliteStore.Open(path);
        for (int index = 0; index < batches.Count; index++)
        {
            if (index % 7 == 6)
            {
                store.Dispose();
                store = SqliteStore.Open(path);
            }
            var ledger = (SqliteLedger)store.Ledger;
            if (index % 4 == 3)
            {
                long pages = ledger.Pragma("max_page_count");
                ledger.Pragma("max_page_count = 1");
                var tooMuch = batches[index].Append(LedgerEntry.Quarantined("m1", new byte[400_000], 0, QuarantineReason.Fork, "")).ToList();
                Assert.Throws<LedgerException>(() => ledger.Commit(tooMuch));
                ledger.Pragma($"max_page_count = {pages}");
            }
            ledger.Commit(batches[index]);
        }
        store.Dispose();
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        var rows = new List<string>();
        foreach (string table in new[] { "meters", "hours", "days" })
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM {table} ORDER BY 1, 2, 3, 4";
            using var reader = command.ExecuteReader();
            while (reader.Read())
                rows.Add(table + " " + string.Join(' ', Enumerable.Range(0, reader.FieldCount).Select(column => reader.GetValue(column).ToString())));
        }
        Assert.True(rows.Count > 20);
        return rows;
    }
}
