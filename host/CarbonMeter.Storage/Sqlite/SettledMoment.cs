using System;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace CarbonMeter.Storage.Sqlite;

/// <summary>
/// The newest moment somebody asked about: up to it nothing may change any more. A record is received before it is durable, and
/// a clock may be set back, so whatever becomes durable later is dated after this moment, whichever process asked.
/// </summary>
internal sealed class SettledMoment(SqliteFile file, TimeProvider clock)
{
    internal const string Select = "SELECT unix_ms FROM settled";

    /// <summary>Settles a moment; null: none was given, which is answered by what is there.</summary>
    internal void Settle(long? unixMs)
    {
        if (unixMs is not { } moment) return;
        Settled.RequirePast(moment, clock);
        if (file.Use("Reading", Read) >= moment) return;
        // What is being committed now is waited for, and what begins after this sees the new moment.
        file.Write(connection =>
        {
            Schema.Execute(connection, string.Create(CultureInfo.InvariantCulture, $"UPDATE settled SET unix_ms = max(unix_ms, {moment})"));
            return 0;
        });
    }

    /// <summary>A moment for what is added now: not before those there are, and after the settled one.</summary>
    internal static long After(SqliteConnection connection, long nowUnixMs, long lastUnixMs) =>
        Math.Max(Math.Max(nowUnixMs, lastUnixMs), Read(connection) + 1);

    private static long Read(SqliteConnection connection) => Schema.Scalar(connection, Select);
}
