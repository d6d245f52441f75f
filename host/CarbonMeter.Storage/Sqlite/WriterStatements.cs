using System;
using SQLitePCL;

namespace CarbonMeter.Storage.Sqlite;

/// <summary>A meter's number and standing as the writer knows them, with what the running batch adds.</summary>
internal sealed class MeterStand
{
    internal required int Number { get; init; }
    internal long LastSequence { get; set; }
    internal long? LastReceivedUnixMs { get; set; }
    internal long? FirstStartUnixSeconds { get; set; }
    internal long? LastEndUnixSeconds { get; set; }
    internal long NewRecords { get; set; }
    internal long NewQuarantined { get; set; }
    internal long NewForks { get; set; }
    internal bool IsTouched { get; set; }
}

/// <summary>The writer's statements, prepared once.</summary>
internal sealed class WriterStatements : IDisposable
{
    private readonly sqlite3 _database;
    private readonly Statement _rollback;
    private readonly Statement _findMeter;
    private readonly Statement _findHash;

    internal WriterStatements(string path, sqlite3 database)
    {
        _database = database;
        Statement Prepare(string sql) => new(path, database, sql);
        Begin = Prepare("BEGIN IMMEDIATE");
        Commit = Prepare("COMMIT");
        _rollback = Prepare("ROLLBACK");
        _findMeter = Prepare("SELECT number, last_sequence FROM meters WHERE id = ?1");
        _findHash = Prepare("SELECT hash FROM records WHERE meter = ?1 AND sequence = ?2");
        InsertMeter = Prepare("INSERT INTO meters(id) VALUES (?1) ON CONFLICT DO NOTHING");
        InsertRecord = Prepare("""
            INSERT INTO records(meter, sequence, kind, gap_before, received_unix_ms, hash, bytes)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING
            """);
        ClearGap = Prepare("UPDATE records SET gap_before = 0 WHERE meter = ?1 AND sequence = ?2 AND gap_before = 1");
        InsertQuarantined = Prepare("""
            INSERT INTO quarantine(meter, received_unix_ms, reason, detail, bytes_hash, bytes)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING
            """);
        UpdateMeter = Prepare("""
            UPDATE meters SET records = records + ?2, last_sequence = max(last_sequence, ?3),
              last_received_unix_ms = max(ifnull(last_received_unix_ms, ?4), ?4),
              first_start_unix_s = ifnull(min(ifnull(first_start_unix_s, ?5), ?5), first_start_unix_s),
              last_end_unix_s = ifnull(max(ifnull(last_end_unix_s, ?6), ?6), last_end_unix_s),
              quarantined = quarantined + ?7, forks = forks + ?8
            WHERE number = ?1
            """);
        AddHour = Prepare(AddSql("hours", ", first_sequence, last_sequence", ", ?12, ?13",
            ", first_sequence = min(first_sequence, ?12), last_sequence = max(last_sequence, ?13)"));
        AddDay = Prepare(AddSql("days", "", "", ""));
    }

    internal Statement Begin { get; }
    internal Statement Commit { get; }
    internal Statement InsertMeter { get; }
    internal Statement InsertRecord { get; }
    internal Statement ClearGap { get; }
    internal Statement InsertQuarantined { get; }
    internal Statement UpdateMeter { get; }
    internal Statement AddHour { get; }
    internal Statement AddDay { get; }

    /// <summary>A meter that is in the table.</summary>
    internal MeterStand ReadMeter(string meterId)
    {
        _findMeter.Bind(1, meterId);
        _findMeter.Read();
        var meter = new MeterStand { Number = (int)_findMeter.Long(0), LastSequence = _findMeter.Long(1) };
        _findMeter.Reset();
        return meter;
    }

    /// <summary>The hash of a record that is in the table.</summary>
    internal byte[] ReadHash(int meter, long sequence)
    {
        _findHash.Bind(1, meter).Bind(2, sequence);
        _findHash.Read();
        byte[] hash = _findHash.Blob(0);
        _findHash.Reset();
        return hash;
    }

    /// <summary>Undoes the open transaction; SQLite has none open after failures that end it by themselves.</summary>
    internal void RollbackIfOpen()
    {
        if (raw.sqlite3_get_autocommit(_database) == 0) _rollback.Run();
    }

    public void Dispose()
    {
        foreach (var statement in new[] { Begin, Commit, _rollback, _findMeter, _findHash, InsertMeter, InsertRecord, ClearGap,
            InsertQuarantined, UpdateMeter, AddHour, AddDay }) statement.Dispose();
    }

    private static string AddSql(string table, string moreColumns, string moreValues, string moreUpdates) => $"""
        INSERT INTO {table}(start_unix_s, meter, channel, import_mwh, export_mwh, reactive_mvarh, carbon_mg, carbon_ng,
          measured_ms, intervals, complete_intervals{moreColumns})
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11{moreValues})
        ON CONFLICT DO UPDATE SET import_mwh = import_mwh + ?4, export_mwh = export_mwh + ?5,
          reactive_mvarh = reactive_mvarh + ?6, carbon_mg = carbon_mg + ?7, carbon_ng = carbon_ng + ?8,
          measured_ms = measured_ms + ?9, intervals = intervals + ?10, complete_intervals = complete_intervals + ?11{moreUpdates}
        """;
}
