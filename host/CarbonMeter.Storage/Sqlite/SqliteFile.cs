using System;
using System.Threading;
using CarbonMeter.Domain.Ledger;
using Microsoft.Data.Sqlite;

namespace CarbonMeter.Storage.Sqlite;

/// <summary>How to reach one SQLite file: pooled connections, each with the same settings.</summary>
internal sealed class SqliteFile
{
    /// <summary>How long a statement waits for another program's write, s.</summary>
    private const int BusySeconds = 10;

    // Before SQLite is first used; afterwards it refuses, and only the time is lost.
    static SqliteFile()
    {
        SQLitePCL.Batteries_V2.Init();
        Native.LeaveMemoryUncounted();
    }

    internal SqliteFile(string path)
    {
        Path = path;
        ConnectionString = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWriteCreate,
            DefaultTimeout = BusySeconds,
            Pooling = true,
        }.ToString();
    }

    internal string Path { get; }

    internal string ConnectionString { get; }

    /// <summary>Held while anything of this process writes.</summary>
    internal Lock WriteGate { get; } = new();

    /// <summary>An open connection; dispose it to give it back to the pool.</summary>
    internal SqliteConnection Connect()
    {
        var connection = new SqliteConnection(ConnectionString);
        try
        {
            return Guard("Opening", () =>
            {
                connection.Open();
                // Registry and factor sets are written through these too: what a caller was told is kept must be.
                Schema.Execute(connection, "PRAGMA synchronous = FULL");
                return connection;
            });
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Runs work on a connection of its own; failures say what was done to which file.</summary>
    internal T Use<T>(string doing, Func<SqliteConnection, T> work)
    {
        using var connection = Connect();
        return Guard(doing, () => work(connection));
    }

    /// <summary>
    /// Runs work in a transaction that may write. Writers of this process queue at <see cref="WriteGate"/>: SQLite itself would
    /// let them ask again and again, with growing pauses.
    /// </summary>
    internal T Write<T>(Func<SqliteConnection, T> work)
    {
        lock (WriteGate)
        {
            return Use("Writing to", connection =>
            {
                using var transaction = connection.BeginTransaction(deferred: false);
                var result = work(connection);
                transaction.Commit();
                return result;
            });
        }
    }

    internal T Guard<T>(string doing, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException cause)
        {
            throw SqliteFailure.From(Path, doing, cause);
        }
    }
}
