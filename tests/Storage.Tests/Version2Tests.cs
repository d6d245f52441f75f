using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.Storage.Memory;
using CarbonMeter.Storage.Sqlite;
using CarbonMeter.TestSupport;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CarbonMeter.Storage.Tests;

/// <summary>A file as the program of schema version 1 left it is brought forward with everything in it.</summary>
public sealed class Version2Tests : IDisposable
{
    private const long Begin = TestMeter.FirstStartUnixSeconds;
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("ledger.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_record_is_kept_bound_and_added_up()
    {
        var meters = new[] { new TestMeter("a", channels: 2, seed: 1), new TestMeter("b", seed: 2), new TestMeter("unregistered", seed: 3) };
        var records = Records(meters);
        MakeVersion1(meters[..2], records);

        using var store = SqliteStore.Open(Path);
        // The memory ledger works everything out from the records: it is what the brought-forward file must agree with.
        var memory = new MemoryLedger();
        memory.Commit([.. records.Select(record => record.Signed.Entry(receivedAtUnixMs: record.ReceivedAtUnixMs))]);
        foreach (var length in Enum.GetValues<SlotLength>())
            Assert.Equal(memory.Series([], length, 0, long.MaxValue / 2), store.Queries.Series([], length, 0, long.MaxValue / 2));
        foreach (var record in records)
        {
            var (expected, found) = (memory.Find(record.Signed.Record.MeterId, record.Signed.Record.Sequence)!,
                store.Ledger.Find(record.Signed.Record.MeterId, record.Signed.Record.Sequence)!);
            Assert.Equal((expected.BindingNumber, expected.ReceivedAtUnixMs), (found.BindingNumber, found.ReceivedAtUnixMs));
            Assert.Equal(record.Signed.Bytes, found.Bytes);
        }
        Assert.Equal((records.Count, 1L), store.Queries.Counts());
        using (var connection = Connect()) Assert.Equal(1, Schema.Scalar(connection, "SELECT quarantined_bytes FROM meters WHERE id = 'a'"));
        // What comes next finds its binding again.
        meters[0].NextStartUnixSeconds += 3_600;
        store.Ledger.Commit([meters[0].Run().Entry()]);
        Assert.Equal(store.Ledger.Find("a", meters[0].Sequence - 1)!.BindingNumber, store.Ledger.Find("a", meters[0].Sequence)!.BindingNumber);
    }

    [Fact]
    public void The_key_of_a_meter_is_the_one_it_is_registered_with_and_unknown_where_it_is_not()
    {
        var meters = new[] { new TestMeter("a"), new TestMeter("unregistered") };
        MakeVersion1(meters[..1], [.. meters.Select(meter => new Received(meter.Run(), 1))]);
        SqliteStore.Open(Path).Dispose();
        using var connection = Connect();
        Assert.Equal([Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(meters[0].Registration.PublicKey)), new string('0', 64)],
            Dapper.SqlMapper.Query<string>(connection, "SELECT hex(public_key_hash) FROM bindings ORDER BY number"));
    }

    [Fact]
    public void The_keys_of_registered_meters_are_enrolled_since_ever()
    {
        var meters = new[] { new TestMeter("b"), new TestMeter("a") };
        MakeVersion1(meters, [.. meters.Select(meter => new Received(meter.Run(), 1))]);
        using var store = SqliteStore.Open(Path);
        var facts = store.Facts.Facts(knownAtUnixMs: 1);
        Assert.Equal([("a", 1L), ("b", 1L)], facts.Select(fact => (KeyEnrolled)fact.Fact).Select(key => (key.MeterId, key.FromSequence)));
        Assert.Equal(meters[1].Registration.PublicKey, Assert.Single(store.Ledger.KeysOf("a")).PublicKey);
    }

    [Fact]
    public void A_file_with_a_damaged_record_is_refused_and_left_as_it_was()
    {
        var meter = new TestMeter("a");
        MakeVersion1([meter], [new Received(meter.Run(), 1), new Received(meter.Run(), 2)]);
        using (var connection = Connect()) Schema.Execute(connection, "UPDATE records SET bytes = x'00' WHERE number = 2");
        Assert.Contains("damaged", Assert.Throws<LedgerException>(() => SqliteStore.Open(Path)).Message, StringComparison.Ordinal);
        using (var connection = Connect())
        {
            Assert.Equal(1, Schema.Scalar(connection, "PRAGMA user_version"));
            Assert.Equal(0, Schema.Scalar(connection, "SELECT count(*) FROM sqlite_master WHERE name = 'bindings'"));
        }
    }

    private sealed record Received(SignedRecord Signed, long ReceivedAtUnixMs);

    // More than one page of them, with every kind, changed bindings, and some that came late.
    private static List<Received> Records(TestMeter[] meters)
    {
        var records = new List<Received>();
        for (int round = 0; round < 500; round++)
        {
            foreach (var meter in meters)
            {
                if (round == 200) meter.FirmwareId = "test-2";
                if (round == 350) meter.ParameterSetHash = [.. Enumerable.Repeat((byte)round, 32)];
                var signed = round % 50 == 0 ? meter.Event() : meter.Run(7);
                records.Add(new Received(signed, 1_700_010_000_000 + round * 1_000 + meter.Id.Length));
            }
        }
        var late = records.Where((_, index) => index % 97 == 5).ToList();
        return [.. records.Except(late), .. late.Select(record => record with { ReceivedAtUnixMs = 1_700_090_000_000 })];
    }

    private void MakeVersion1(IEnumerable<TestMeter> registered, IReadOnlyList<Received> records)
    {
        using var connection = Connect();
        Schema.Execute(connection, "PRAGMA journal_mode = WAL");
        Schema.Execute(connection, Version1 + "PRAGMA application_id = 1129147495; PRAGMA user_version = 1;");
        using var transaction = connection.BeginTransaction();
        foreach (var meter in registered)
            Run("INSERT INTO registered_meters VALUES (?1, ?2, 'here', 60)", meter.Id, meter.Registration.PublicKey);
        foreach (var (signed, received) in records)
        {
            string id = signed.Record.MeterId;
            Run("INSERT INTO meters(id) VALUES (?1) ON CONFLICT DO NOTHING", id);
            Run("""
                INSERT INTO records(meter, sequence, kind, gap_before, received_unix_ms, hash, bytes)
                VALUES ((SELECT number FROM meters WHERE id = ?1), ?2, ?3, 0, ?4, ?5, ?6)
                """, id, signed.Record.Sequence, (long)signed.Record.Kind, received, signed.Hash, signed.Bytes);
            Run("""
                UPDATE meters SET records = records + 1, last_sequence = max(last_sequence, ?2),
                  last_received_unix_ms = max(ifnull(last_received_unix_ms, 0), ?3) WHERE id = ?1
                """, id, signed.Record.Sequence, received);
            // Version 1 kept sums without bindings; they are worked out anew, so these need not be right.
            Run("INSERT INTO hours VALUES (?2, (SELECT number FROM meters WHERE id = ?1), 1, 9, 9, 9, 9, 9, 9, 9, 9, 1, 1) ON CONFLICT DO NOTHING",
                id, Begin);
        }
        Run("INSERT INTO quarantine(meter, received_unix_ms, reason, detail, bytes_hash, bytes) VALUES (1, 5, 2, 'bad', x'01', x'02')");
        Run("UPDATE meters SET quarantined = 1 WHERE number = 1");
        transaction.Commit();

        void Run(string sql, params object[] values)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            for (int index = 0; index < values.Length; index++) command.Parameters.AddWithValue($"?{index + 1}", values[index]);
            command.ExecuteNonQuery();
        }
    }

    private SqliteConnection Connect()
    {
        Batteries_V2.Init();
        var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        return connection;
    }

    // As the program of that version made its tables.
    private const string Version1 = """
        CREATE TABLE meters (
          number INTEGER PRIMARY KEY,
          id TEXT NOT NULL UNIQUE,
          records INTEGER NOT NULL DEFAULT 0,
          last_sequence INTEGER NOT NULL DEFAULT 0,
          last_received_unix_ms INTEGER,
          first_start_unix_s INTEGER,
          last_end_unix_s INTEGER,
          quarantined INTEGER NOT NULL DEFAULT 0,
          forks INTEGER NOT NULL DEFAULT 0
        );
        CREATE TABLE records (
          number INTEGER PRIMARY KEY,
          meter INTEGER NOT NULL REFERENCES meters(number),
          sequence INTEGER NOT NULL,
          kind INTEGER NOT NULL,
          gap_before INTEGER NOT NULL,
          received_unix_ms INTEGER NOT NULL,
          hash BLOB NOT NULL,
          bytes BLOB NOT NULL,
          UNIQUE (sequence, meter)
        );
        CREATE INDEX records_after_gap ON records(meter, sequence) WHERE gap_before = 1;
        CREATE INDEX records_event ON records(kind) WHERE kind = 2;
        CREATE INDEX records_event_of_meter ON records(meter) WHERE kind = 2;
        CREATE TABLE hours (
          start_unix_s INTEGER NOT NULL,
          meter INTEGER NOT NULL REFERENCES meters(number),
          channel INTEGER NOT NULL,
          import_mwh INTEGER NOT NULL,
          export_mwh INTEGER NOT NULL,
          reactive_mvarh INTEGER NOT NULL,
          carbon_mg INTEGER NOT NULL,
          carbon_ng INTEGER NOT NULL,
          measured_ms INTEGER NOT NULL,
          intervals INTEGER NOT NULL,
          complete_intervals INTEGER NOT NULL,
          first_sequence INTEGER NOT NULL,
          last_sequence INTEGER NOT NULL,
          PRIMARY KEY (start_unix_s, meter, channel)
        ) WITHOUT ROWID;
        CREATE TABLE days (
          start_unix_s INTEGER NOT NULL,
          meter INTEGER NOT NULL REFERENCES meters(number),
          channel INTEGER NOT NULL,
          import_mwh INTEGER NOT NULL,
          export_mwh INTEGER NOT NULL,
          reactive_mvarh INTEGER NOT NULL,
          carbon_mg INTEGER NOT NULL,
          carbon_ng INTEGER NOT NULL,
          measured_ms INTEGER NOT NULL,
          intervals INTEGER NOT NULL,
          complete_intervals INTEGER NOT NULL,
          PRIMARY KEY (start_unix_s, meter, channel)
        ) WITHOUT ROWID;
        CREATE TABLE quarantine (
          number INTEGER PRIMARY KEY,
          meter INTEGER NOT NULL REFERENCES meters(number),
          received_unix_ms INTEGER NOT NULL,
          reason INTEGER NOT NULL,
          detail TEXT NOT NULL,
          bytes_hash BLOB NOT NULL,
          bytes BLOB NOT NULL,
          UNIQUE (meter, bytes_hash)
        );
        CREATE TABLE factor_sets (
          hash BLOB NOT NULL PRIMARY KEY,
          bytes BLOB NOT NULL
        );
        CREATE TABLE parks (
          id TEXT NOT NULL PRIMARY KEY,
          name TEXT NOT NULL,
          utc_offset_minutes INTEGER NOT NULL
        );
        CREATE TABLE nodes (
          park_id TEXT NOT NULL REFERENCES parks(id),
          id TEXT NOT NULL,
          parent_id TEXT,
          role INTEGER NOT NULL,
          name TEXT NOT NULL,
          is_green INTEGER NOT NULL,
          meter_id TEXT,
          channel_id INTEGER NOT NULL,
          PRIMARY KEY (park_id, id)
        );
        CREATE TABLE registered_meters (
          id TEXT NOT NULL PRIMARY KEY,
          public_key BLOB NOT NULL,
          place TEXT NOT NULL,
          expected_interval_s INTEGER NOT NULL
        );
        """;
}
