using System;
using System.Collections.Generic;
using System.Globalization;
using CarbonMeter.Domain.Ledger;
using Microsoft.Data.Sqlite;

namespace CarbonMeter.Storage.Sqlite;

/// <summary>One step from a version to the next.</summary>
/// <param name="Sql">What becomes of the tables.</param>
/// <param name="Fill">What has to be worked out from the records, in the same transaction; null where nothing has.</param>
internal sealed record SchemaStep(string Sql, Action<SqliteConnection>? Fill = null)
{
    public static implicit operator SchemaStep(string sql) => new(sql);
}

/// <summary>
/// The tables, as steps from one version to the next; PRAGMA user_version counts the steps taken. A step, once released,
/// is never edited.
/// </summary>
internal static class Schema
{
    /// <summary>"CMlg" in the file's header says whose file it is.</summary>
    private const int ApplicationId = 0x434D6C67;

    /// <summary>All steps, oldest first.</summary>
    internal static readonly IReadOnlyList<SchemaStep> Steps = [Version1, new(Version2.Sql, Version2.Fill), GasStore.Version3];

    // A meter has a number here so that its id is not repeated in every row.
    // Rollups begin with the start of the slot: meters that report together then share pages, and a commit writes few of them.
    // Records are found by sequence, then meter, for the same reason: meters that were commissioned together count alike, so a
    // commit of a thousand meters' records writes a few pages of the index, not one for every meter.
    // An hour knows which records touch it; that is the time index of the intervals, which are kept once, in the signed bytes.
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

    /// <summary>Brings a file to the newest version, one transaction a step; refuses what another program or a newer one made.</summary>
    internal static void Migrate(SqliteConnection connection, string path, IReadOnlyList<SchemaStep> steps)
    {
        long version = VersionOf(connection, path, steps.Count);
        for (; version < steps.Count; version++)
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            Execute(connection, steps[(int)version].Sql);
            steps[(int)version].Fill?.Invoke(connection);
            Execute(connection, $"PRAGMA application_id = {ApplicationId}");
            Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {version + 1}"));
            transaction.Commit();
        }
    }

    /// <summary>The version of a file this program can read or bring forward; throws for any other file.</summary>
    internal static long VersionOf(SqliteConnection connection, string path, int newestVersion)
    {
        long version = Scalar(connection, "PRAGMA user_version");
        bool isEmpty = Scalar(connection, "SELECT count(*) FROM sqlite_master") == 0;
        if (!isEmpty && Scalar(connection, "PRAGMA application_id") != ApplicationId)
            throw new LedgerException($"{path} is a database of another program. Give another path.");
        if (version > newestVersion)
            throw new LedgerException($"{path} has schema version {version}; this program knows versions up to {newestVersion}. "
                + "Use the newer program that wrote it. The file was not changed.");
        return version;
    }

    internal static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    internal static long Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
