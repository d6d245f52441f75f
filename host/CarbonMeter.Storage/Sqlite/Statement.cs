using System;
using CarbonMeter.Domain.Ledger;
using SQLitePCL;

namespace CarbonMeter.Storage.Sqlite;

/// <summary>
/// One prepared statement of the writer. The writer speaks to SQLite below ADO.NET: a command object with boxed parameters
/// costs more than the insert itself.
/// </summary>
internal sealed class Statement : IDisposable
{
    private readonly string _path;
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    internal Statement(string path, sqlite3 database, string sql)
    {
        _path = path;
        _database = database;
        Check(raw.sqlite3_prepare_v2(database, sql, out _statement));
    }

    /// <summary>Binds parameter <paramref name="index"/>, counted from 1.</summary>
    internal Statement Bind(int index, long value)
    {
        Check(raw.sqlite3_bind_int64(_statement, index, value));
        return this;
    }

    internal Statement Bind(int index, long? value)
    {
        Check(value is { } number ? raw.sqlite3_bind_int64(_statement, index, number) : raw.sqlite3_bind_null(_statement, index));
        return this;
    }

    internal Statement Bind(int index, string value)
    {
        Check(raw.sqlite3_bind_text(_statement, index, value));
        return this;
    }

    internal Statement Bind(int index, byte[] value)
    {
        Check(raw.sqlite3_bind_blob(_statement, index, value));
        return this;
    }

    /// <summary>Runs it to its end; returns how many rows it changed.</summary>
    internal int Run()
    {
        int code = raw.sqlite3_step(_statement);
        // Reset repeats the step's code; the message is still the step's.
        LedgerException? failure = code == raw.SQLITE_DONE ? null : Failure(code);
        raw.sqlite3_reset(_statement);
        if (failure is not null) throw failure;
        return raw.sqlite3_changes(_database);
    }

    /// <summary>Whether there is a row to read; call <see cref="Reset"/> after reading.</summary>
    internal bool Read()
    {
        int code = raw.sqlite3_step(_statement);
        if (code == raw.SQLITE_ROW) return true;
        LedgerException? failure = code == raw.SQLITE_DONE ? null : Failure(code);
        raw.sqlite3_reset(_statement);
        return failure is null ? false : throw failure;
    }

    internal long Long(int column) => raw.sqlite3_column_int64(_statement, column);

    internal byte[] Blob(int column) => raw.sqlite3_column_blob(_statement, column).ToArray();

    internal void Reset() => raw.sqlite3_reset(_statement);

    public void Dispose() => _statement.Dispose();

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK) throw Failure(code);
    }

    private LedgerException Failure(int code) => SqliteFailure.From(_path, "Writing to", _database, code);
}
