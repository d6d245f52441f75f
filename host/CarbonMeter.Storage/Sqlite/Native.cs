using System.Runtime.InteropServices;
using SQLitePCL;

namespace CarbonMeter.Storage.Sqlite;

/// <summary>
/// The calls of SQLite that the writer makes dozens of times a record, straight into the library that SQLitePCLRaw brings along
/// and has loaded. Through its safe handles each would count references up and down. Whoever calls holds the handle.
/// </summary>
internal static class Native
{
    /// <summary>Has SQLite copy a blob while it is being bound.</summary>
    internal const nint Transient = -1;

    /// <summary>Has SQLite read a blob where it lies, which must stay there until the statement has run.</summary>
    internal const nint Static = 0;

    private const string Library = "e_sqlite3";

    /// <summary>Turns SQLite's count of its memory off: a lock around every allocation, of all connections, for a figure nobody asks for.</summary>
    internal static void LeaveMemoryUncounted() => raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);

    // The short ones return at once and call nothing back, so the runtime need not be told that the thread is away.
    [DllImport(Library, EntryPoint = "sqlite3_bind_int64"), SuppressGCTransition]
    internal static extern int BindLong(nint statement, int index, long value);

    [DllImport(Library, EntryPoint = "sqlite3_bind_null"), SuppressGCTransition]
    internal static extern int BindNull(nint statement, int index);

    [DllImport(Library, EntryPoint = "sqlite3_bind_blob")]
    internal static extern int BindBlob(nint statement, int index, in byte value, int sizeBytes, nint destructor);

    [DllImport(Library, EntryPoint = "sqlite3_step")]
    internal static extern int Step(nint statement);

    [DllImport(Library, EntryPoint = "sqlite3_reset")]
    internal static extern int Reset(nint statement);

    [DllImport(Library, EntryPoint = "sqlite3_changes"), SuppressGCTransition]
    internal static extern int Changes(nint database);
}
