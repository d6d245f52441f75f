using System;
using System.Collections.Generic;
using System.IO;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Parks;
using CarbonMeter.Domain.Traceability;
using Microsoft.Data.Sqlite;

namespace CarbonMeter.Storage.Sqlite;

/// <summary>
/// One ledger file: records, rollups, quarantine, registry, factor sets, facts and verdicts. A host opens it with <see cref="Open"/> and is then
/// the only one to write records; other programs look on, register meters, add facts or export with <see cref="OpenBeside"/>.
/// </summary>
public sealed class SqliteStore : IDisposable
{
    private readonly FileStream? _lock;
    private readonly SqliteLedger? _ledger;

    private SqliteStore(SqliteFile file, FileStream? hostLock, TimeProvider? clock, LedgerLimits? limits = null)
    {
        clock ??= TimeProvider.System;
        var settled = new SettledMoment(file, clock);
        _lock = hostLock;
        Path = file.Path;
        Queries = new SqliteQueries(file, settled);
        Registry = new SqliteRegistry(file, clock);
        FactorSets = new SqliteFactorSets(file);
        Facts = new SqliteFacts(file, settled);
        Verdicts = new SqliteVerdicts(file, settled);
        _ledger = hostLock is null ? null : new SqliteLedger(file, (limits ?? new LedgerLimits()).Validated());
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The writing side; throws where the file was opened beside a host.</summary>
    public ILedger Ledger => _ledger ?? throw new LedgerException($"{Path} was opened beside its host: only the host writes records.");

    /// <summary>The reading side.</summary>
    public ILedgerQueries Queries { get; }

    /// <summary>Parks, nodes and meters.</summary>
    public IRegistry Registry { get; }

    /// <summary>Factor sets.</summary>
    public IFactorSets FactorSets { get; }

    /// <summary>What bears on verdicts.</summary>
    public ITraceabilityFacts Facts { get; }

    /// <summary>Verdicts on what records were made with.</summary>
    public IVerdicts Verdicts { get; }

    /// <summary>Opens the file for a host, makes it where there is none, and brings its schema forward.</summary>
    /// <param name="path">The file.</param>
    /// <param name="clock">Says what lies in the future; the system's by default.</param>
    /// <param name="limits">How much of what is refused is kept.</param>
    /// <exception cref="LedgerException">Not a ledger, of a newer version, in use by another host, or not writable.</exception>
    public static SqliteStore Open(string path, TimeProvider? clock = null, LedgerLimits? limits = null) =>
        Open(path, Schema.Steps, clock, limits);

    /// <summary>Opens an existing file while a host may be writing to it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="clock">Says what lies in the future; the system's by default.</param>
    /// <exception cref="LedgerException">Not there, not a ledger, or of another version than this program's.</exception>
    public static SqliteStore OpenBeside(string path, TimeProvider? clock = null)
    {
        if (!File.Exists(path)) throw new LedgerException($"There is no ledger at {path}.");
        var file = new SqliteFile(path);
        using var connection = file.Connect();
        long version = file.Guard("Opening", () => Schema.VersionOf(connection, path, Schema.Steps.Count));
        if (version < Schema.Steps.Count)
            throw new LedgerException($"{path} has schema version {version}, this program needs {Schema.Steps.Count}: "
                + "start the host once, it brings the file forward.");
        return new SqliteStore(file, null, clock);
    }

    /// <summary>Removes the file of a ledger that is not wanted any more; does nothing where there is none.</summary>
    /// <exception cref="LedgerException">In use by a host, or its folder cannot be written.</exception>
    public static void Delete(string path)
    {
        // The lock stays behind: taken anew by name, it could be held twice.
        using var hostLock = TakeLock(path);
        foreach (string part in new[] { "-wal", "-shm", "" }) File.Delete(path + part);
    }

    internal static SqliteStore Open(string path, IReadOnlyList<SchemaStep> steps, TimeProvider? clock = null, LedgerLimits? limits = null)
    {
        var hostLock = TakeLock(path);
        try
        {
            var file = new SqliteFile(path);
            using (var connection = file.Connect())
                file.Guard("Opening", () =>
                {
                    Schema.VersionOf(connection, path, steps.Count);
                    // A new file's pages hold seventeen records each, not four: a commit makes fewer calls for the same bytes.
                    Schema.Execute(connection, "PRAGMA page_size = 16384");
                    Schema.Execute(connection, "PRAGMA journal_mode = WAL");
                    Schema.Migrate(connection, path, steps);
                    return 0;
                });
            return new SqliteStore(file, hostLock, clock, limits);
        }
        catch
        {
            hostLock.Dispose();
            throw;
        }
    }

    /// <summary>Ends the writer and lets another host in.</summary>
    public void Dispose()
    {
        _ledger?.Dispose();
        using (var connection = new SqliteConnection(new SqliteFile(Path).ConnectionString)) SqliteConnection.ClearPool(connection);
        _lock?.Dispose();
    }

    // Two hosts on one file would each believe in their own chain heads. The system drops the lock however a host ends.
    private static FileStream TakeLock(string path)
    {
        string lockPath = path + ".lock";
        try
        {
            return new FileStream(lockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException cause) when (File.Exists(lockPath))
        {
            throw new LedgerException($"{path} is in use by another host. End that host, or give another path.", cause);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new LedgerException($"{lockPath} cannot be made: {cause.Message} Check that the folder exists and may be written.", cause);
        }
    }
}
