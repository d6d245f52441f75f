using System;
using CarbonMeter.Domain.Traceability;
using SQLitePCL;

namespace CarbonMeter.Storage.Sqlite;

/// <summary>A meter's row as the table holds it, with what the running batch adds. Nobody but the writer writes these rows.</summary>
internal sealed class MeterStand
{
    internal required int Number { get; init; }
    internal long Records { get; set; }
    internal long LastSequence { get; set; }
    internal long? LastReceivedUnixMs { get; set; }
    internal long? FirstStartUnixSeconds { get; set; }
    internal long? LastEndUnixSeconds { get; set; }
    internal long Forks { get; set; }
    internal long Quarantined { get; set; }
    internal long QuarantinedBytes { get; set; }
    internal long Dropped { get; set; }
    internal bool IsTouched { get; set; }
    internal required MeterSlots Hours { get; init; }
    internal required MeterSlots Days { get; init; }

    /// <summary>The binding of the meter's record before, which is nearly always that of the next.</summary>
    internal RecordBinding? Binding { get; set; }
    internal int BindingNumber { get; set; }
}

/// <summary>The writer's statements, prepared once.</summary>
internal sealed class WriterStatements : IDisposable
{
    private readonly sqlite3 _database;
    private readonly Statement _rollback;
    private readonly Statement _findMeter;
    private readonly Statement _findHash;
    private readonly Statement _findQuarantined;
    private readonly Statement _findSettled;
    private readonly Statement _countBindings;
    private readonly Statement _insertBinding;
    private readonly Statement _findBinding;

    internal WriterStatements(string path, sqlite3 database)
    {
        _database = database;
        Statement Prepare(string sql) => new(path, database, sql);
        Begin = Prepare("BEGIN IMMEDIATE");
        Commit = Prepare("COMMIT");
        _rollback = Prepare("ROLLBACK");
        _findMeter = Prepare("""
            SELECT number, records, last_sequence, last_received_unix_ms, first_start_unix_s, last_end_unix_s, quarantined, forks,
              quarantined_bytes, quarantine_dropped
            FROM meters WHERE id = ?1
            """);
        _findQuarantined = Prepare("SELECT count(*) FROM quarantine WHERE meter = ?1 AND bytes_hash = ?2");
        _findHash = Prepare("SELECT hash FROM records WHERE meter = ?1 AND sequence = ?2");
        _findSettled = Prepare(SettledMoment.Select);
        _countBindings = Prepare("SELECT ifnull(max(number), 0) FROM bindings");
        InsertMeter = Prepare("INSERT INTO meters(id) VALUES (?1) ON CONFLICT DO NOTHING");
        InsertRecord = Prepare("""
            INSERT INTO records(meter, sequence, kind, gap_before, received_unix_ms, hash, bytes, binding)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING
            """);
        _insertBinding = Prepare("""
            INSERT INTO bindings(meter, parameter_set_hash, firmware_id, public_key_hash)
            VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING
            """);
        _findBinding = Prepare("""
            SELECT number FROM bindings
            WHERE meter = ?1 AND parameter_set_hash = ?2 AND firmware_id = ?3 AND public_key_hash = ?4
            """);
        ClearGap = Prepare("UPDATE records SET gap_before = 0 WHERE meter = ?1 AND sequence = ?2 AND gap_before = 1");
        InsertQuarantined = Prepare("""
            INSERT INTO quarantine(meter, received_unix_ms, reason, detail, bytes_hash, bytes)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING
            """);
        // Only what waits for something can leave: by then a batch that is tried again has put it there for another reason.
        DeleteQuarantined = Prepare("DELETE FROM quarantine WHERE meter = ?1 AND bytes_hash = ?2 AND reason IN (1, 7, 9)");
        InsertFact = Prepare(SqliteFacts.InsertSql);
        UpdateMeter = Prepare("""
            UPDATE meters SET records = ?2, last_sequence = ?3, last_received_unix_ms = ?4, first_start_unix_s = ?5,
              last_end_unix_s = ?6, quarantined = ?7, forks = ?8, quarantined_bytes = ?9, quarantine_dropped = ?10
            WHERE number = ?1
            """);
        Hours = new HourStatements(path, database);
        Days = new DayStatements(path, database);
    }

    internal Statement Begin { get; }
    internal Statement Commit { get; }
    internal Statement InsertMeter { get; }
    internal Statement InsertRecord { get; }
    internal Statement ClearGap { get; }
    internal Statement InsertQuarantined { get; }
    internal Statement DeleteQuarantined { get; }
    internal Statement InsertFact { get; }
    internal Statement UpdateMeter { get; }
    internal HourStatements Hours { get; }
    internal DayStatements Days { get; }

    /// <summary>The newest moment that was asked about.</summary>
    internal long ReadSettled() => ReadNumber(_findSettled);

    /// <summary>How many bindings there are.</summary>
    internal int CountBindings() => (int)ReadNumber(_countBindings);

    /// <summary>A meter that is in the table.</summary>
    internal MeterStand ReadMeter(string meterId)
    {
        _findMeter.Bind(1, meterId);
        _findMeter.Read();
        int number = (int)_findMeter.Long(0);
        var meter = new MeterStand
        {
            Number = number,
            Records = _findMeter.Long(1),
            LastSequence = _findMeter.Long(2),
            LastReceivedUnixMs = _findMeter.LongOrNull(3),
            FirstStartUnixSeconds = _findMeter.LongOrNull(4),
            LastEndUnixSeconds = _findMeter.LongOrNull(5),
            Quarantined = _findMeter.Long(6),
            Forks = _findMeter.Long(7),
            QuarantinedBytes = _findMeter.Long(8),
            Dropped = _findMeter.Long(9),
            Hours = new MeterSlots(number, Hours),
            Days = new MeterSlots(number, Days),
        };
        _findMeter.Reset();
        return meter;
    }

    /// <summary>The number of a binding, which is given one where it has none.</summary>
    internal int NumberOf(int meter, RecordBinding binding)
    {
        foreach (var statement in new[] { _insertBinding, _findBinding })
            statement.Bind(1, meter).Bind(2, binding.ParameterSetHash).Bind(3, binding.FirmwareId).Bind(4, binding.PublicKeyHash);
        _insertBinding.Run();
        return (int)ReadNumber(_findBinding);
    }

    /// <summary>Whether a message with this hash is in quarantine.</summary>
    internal bool IsQuarantined(int meter, byte[] bytesHash)
    {
        _findQuarantined.Bind(1, meter).Bind(2, bytesHash);
        return ReadNumber(_findQuarantined) > 0;
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
        foreach (var statement in new[] { Begin, Commit, _rollback, _findMeter, _findHash, _findQuarantined, _findSettled, _countBindings,
            _insertBinding, _findBinding, InsertMeter, InsertRecord, ClearGap, InsertQuarantined, DeleteQuarantined, InsertFact,
            UpdateMeter }) statement.Dispose();
        Hours.Dispose();
        Days.Dispose();
    }

    private static long ReadNumber(Statement statement)
    {
        statement.Read();
        long number = statement.Long(0);
        statement.Reset();
        return number;
    }
}
