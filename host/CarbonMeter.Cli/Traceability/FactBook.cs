using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.Storage.Sqlite;

namespace CarbonMeter.Cli.Traceability;

/// <summary>The facts of a ledger from the terminal, also while its host runs: the host sees new ones and judges anew.</summary>
public sealed class FactBook : IDisposable
{
    private FactBook(SqliteStore store) => Store = store;

    /// <summary>The ledger.</summary>
    public SqliteStore Store { get; }

    /// <summary>Opens a ledger that exists.</summary>
    public static FactBook Open(DirectoryInfo folder) => new(SqliteStore.OpenBeside(DataFolder.ExistingLedger(folder)));

    /// <summary>Opens a ledger, making it where there is none: certificates may come before the first meter.</summary>
    public static FactBook OpenOrMake(DirectoryInfo folder)
    {
        DataFolder.Make(folder);
        var path = Path.Combine(folder.FullName, DataFolder.LedgerFile);
        return new FactBook(File.Exists(path) ? SqliteStore.OpenBeside(path) : SqliteStore.Open(path));
    }

    /// <summary>Adds facts.</summary>
    public void Add(params IReadOnlyList<TraceabilityFact> facts) =>
        Store.Facts.Append(facts, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());

    /// <summary>The facts of one kind, oldest first.</summary>
    public IEnumerable<T> All<T>() where T : TraceabilityFact => Store.Facts.Facts().Select(recorded => recorded.Fact).OfType<T>();

    /// <inheritdoc/>
    public void Dispose() => Store.Dispose();
}
