using System;
using System.Runtime.InteropServices;
using CarbonMeter.Domain.Ledger;
using SQLitePCL;

namespace CarbonMeter.Storage.Sqlite;

/// <summary>
/// One prepared statement of the writer. The writer speaks to SQLite below ADO.NET: a command object with boxed parameters
/// costs more than the insert itself.
/// </summary>
internal sealed class Statement : IDisposable
{
    private const long NotKnown = long.MinValue;

    private readonly string _path;
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly nint _databaseHandle, _handle;

    // What is bound stays bound after a run: much of a row is as in the row before, and need not be bound again.
    private readonly long[] _bound;

    internal Statement(string path, sqlite3 database, string sql)
    {
        _path = path;
        _database = database;
        Check(raw.sqlite3_prepare_v2(database, sql, out _statement));
        // Both live as long as this object: see Native.
        _databaseHandle = database.DangerousGetHandle();
        _handle = _statement.DangerousGetHandle();
        _bound = new long[raw.sqlite3_bind_parameter_count(_statement) + 1];
        Array.Fill(_bound, NotKnown);
    }

    /// <summary>Binds parameter <paramref name="index"/>, counted from 1.</summary>
    internal Statement Bind(int index, long value)
    {
        ref long bound = ref _bound[index];
        if (bound == value && value != NotKnown) return this;
        Check(Native.BindLong(_handle, index, value));
        bound = value;
        return this;
    }

    internal Statement Bind(int index, long? value)
    {
        if (value is { } number) return Bind(index, number);
        _bound[index] = NotKnown;
        Check(Native.BindNull(_handle, index));
        return this;
    }

    internal Statement Bind(int index, string? value)
    {
        _bound[index] = NotKnown;
        Check(value is null ? raw.sqlite3_bind_null(_statement, index) : raw.sqlite3_bind_text(_statement, index, value));
        return this;
    }

    internal Statement Bind(int index, byte[] value)
    {
        _bound[index] = NotKnown;
        Check(Native.BindBlob(_handle, index, in MemoryMarshal.GetArrayDataReference(value), value.Length, Native.Transient));
        return this;
    }

    /// <summary>Runs it to its end with two blobs that SQLite reads where they lie; returns how many rows it changed.</summary>
    internal unsafe int Run(int firstIndex, byte[] first, int secondIndex, byte[] second)
    {
        // Bound until the next run binds others: only a step reads what is bound, and none comes in between.
        fixed (byte* firstAt = first, secondAt = second)
        {
            _bound[firstIndex] = _bound[secondIndex] = NotKnown;
            Check(Native.BindBlob(_handle, firstIndex, in *firstAt, first.Length, Native.Static));
            Check(Native.BindBlob(_handle, secondIndex, in *secondAt, second.Length, Native.Static));
            return Run();
        }
    }

    /// <summary>Runs it to its end; returns how many rows it changed.</summary>
    internal int Run()
    {
        int code = Native.Step(_handle);
        // Reset repeats the step's code; the message is still the step's.
        LedgerException? failure = code == raw.SQLITE_DONE ? null : Failure(code);
        Native.Reset(_handle);
        if (failure is not null) throw failure;
        return Native.Changes(_databaseHandle);
    }

    /// <summary>Whether there is a row to read; call <see cref="Reset"/> after reading.</summary>
    internal bool Read()
    {
        int code = Native.Step(_handle);
        if (code == raw.SQLITE_ROW) return true;
        LedgerException? failure = code == raw.SQLITE_DONE ? null : Failure(code);
        Native.Reset(_handle);
        return failure is null ? false : throw failure;
    }

    internal long Long(int column) => raw.sqlite3_column_int64(_statement, column);

    internal long? LongOrNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL ? null : Long(column);

    internal byte[] Blob(int column) => raw.sqlite3_column_blob(_statement, column).ToArray();

    internal void Reset() => Native.Reset(_handle);

    public void Dispose() => _statement.Dispose();

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK) throw Failure(code);
    }

    private LedgerException Failure(int code) => SqliteFailure.From(_path, "Writing to", _database, code);
}
