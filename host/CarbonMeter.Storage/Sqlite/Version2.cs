using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Traceability;
using Dapper;
using Microsoft.Data.Sqlite;

namespace CarbonMeter.Storage.Sqlite;

/// <summary>
/// Version 2 of the schema: every record knows its binding, rollups are kept for each binding with the loads at which energy
/// flowed and the moments of receipt. Both are worked out anew from the signed bytes.
/// </summary>
internal static class Version2
{
    // A binding has a number for the same reason a meter has one. Bindings are numbered 1, 2, 3, ... without a gap.
    internal const string Sql = """
        CREATE TABLE bindings (
          number INTEGER PRIMARY KEY,
          meter INTEGER NOT NULL REFERENCES meters(number),
          parameter_set_hash BLOB NOT NULL,
          firmware_id TEXT NOT NULL,
          public_key_hash BLOB NOT NULL,
          UNIQUE (meter, parameter_set_hash, firmware_id, public_key_hash)
        );
        ALTER TABLE meters ADD COLUMN quarantined_bytes INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE meters ADD COLUMN quarantine_dropped INTEGER NOT NULL DEFAULT 0;
        UPDATE meters SET quarantined_bytes = (SELECT ifnull(sum(length(bytes)), 0) FROM quarantine WHERE meter = meters.number);
        ALTER TABLE records ADD COLUMN binding INTEGER REFERENCES bindings(number);
        DROP TABLE hours;
        CREATE TABLE hours (
          start_unix_s INTEGER NOT NULL,
          meter INTEGER NOT NULL REFERENCES meters(number),
          channel INTEGER NOT NULL,
          binding INTEGER NOT NULL REFERENCES bindings(number),
          import_mwh INTEGER NOT NULL,
          export_mwh INTEGER NOT NULL,
          reactive_mvarh INTEGER NOT NULL,
          carbon_mg INTEGER NOT NULL,
          carbon_ng INTEGER NOT NULL,
          measured_ms INTEGER NOT NULL,
          intervals INTEGER NOT NULL,
          complete_intervals INTEGER NOT NULL,
          first_received_unix_ms INTEGER NOT NULL,
          last_received_unix_ms INTEGER NOT NULL,
          first_sequence INTEGER NOT NULL,
          last_sequence INTEGER NOT NULL,
          loaded_intervals INTEGER NOT NULL,
          current_ma_min INTEGER,
          current_ma_max INTEGER,
          power_factor_ppm_min INTEGER,
          PRIMARY KEY (start_unix_s, meter, channel, binding)
        ) WITHOUT ROWID;
        DROP TABLE days;
        CREATE TABLE days (
          start_unix_s INTEGER NOT NULL,
          meter INTEGER NOT NULL REFERENCES meters(number),
          channel INTEGER NOT NULL,
          binding INTEGER NOT NULL REFERENCES bindings(number),
          import_mwh INTEGER NOT NULL,
          export_mwh INTEGER NOT NULL,
          reactive_mvarh INTEGER NOT NULL,
          carbon_mg INTEGER NOT NULL,
          carbon_ng INTEGER NOT NULL,
          measured_ms INTEGER NOT NULL,
          intervals INTEGER NOT NULL,
          complete_intervals INTEGER NOT NULL,
          first_received_unix_ms INTEGER NOT NULL,
          last_received_unix_ms INTEGER NOT NULL,
          PRIMARY KEY (start_unix_s, meter, channel, binding)
        ) WITHOUT ROWID;
        CREATE TABLE facts (
          number INTEGER PRIMARY KEY,
          recorded_unix_ms INTEGER NOT NULL,
          fact TEXT NOT NULL,
          key_of_meter TEXT
        );
        CREATE INDEX facts_key ON facts(key_of_meter) WHERE key_of_meter IS NOT NULL;
        CREATE INDEX quarantine_waiting ON quarantine(reason) WHERE reason IN (1, 7, 9);
        CREATE TABLE verdict_texts (
          number INTEGER PRIMARY KEY,
          hash BLOB NOT NULL UNIQUE,
          text TEXT NOT NULL
        );
        CREATE TABLE verdicts (
          number INTEGER PRIMARY KEY,
          binding INTEGER NOT NULL REFERENCES bindings(number),
          from_unix_s INTEGER NOT NULL,
          to_unix_s INTEGER NOT NULL,
          verdict INTEGER NOT NULL REFERENCES verdict_texts(number),
          decided_unix_ms INTEGER NOT NULL,
          superseded_unix_ms INTEGER
        );
        CREATE INDEX verdicts_of_binding ON verdicts(binding);
        CREATE TABLE judging (
          judged_through_fact INTEGER NOT NULL,
          running_for_fact INTEGER,
          bindings_done INTEGER NOT NULL,
          decided_unix_ms INTEGER NOT NULL
        );
        INSERT INTO judging VALUES (0, NULL, 0, 0);
        CREATE TABLE settled (
          unix_ms INTEGER NOT NULL
        );
        INSERT INTO settled VALUES (0);
        """;

    // Read, written and added up together.
    private const int PageRecords = 1_000;

    /// <summary>Reads every record once, in the order of arrival: binds it, and adds its intervals up.</summary>
    internal static void Fill(SqliteConnection connection)
    {
        Enrol(connection);
        var meters = connection.Query<(long Number, string Id, byte[]? Key)>("""
            SELECT meters.number, meters.id, public_key FROM meters LEFT JOIN registered_meters ON registered_meters.id = meters.id
            """).ToDictionary(row => row.Number, row => (row.Id, KeyHash: KeyHashOf(row.Key)));
        var bindings = new Dictionary<RecordBinding, int>();
        var slots = new Dictionary<long, (MeterSlots Hours, MeterSlots Days)>();
        using var hours = new HourStatements(connection.DataSource, connection.Handle!);
        using var days = new DayStatements(connection.DataSource, connection.Handle!);
        using var bind = new Statement(connection.DataSource, connection.Handle!, "UPDATE records SET binding = ?2 WHERE number = ?1");
        long last = 0;
        while (true)
        {
            var page = connection.Query<(long Number, long Meter, long ReceivedUnixMs, byte[] Bytes)>(
                "SELECT number, meter, received_unix_ms, bytes FROM records WHERE number > @last ORDER BY number LIMIT @PageRecords",
                new { last, PageRecords }).AsList();
            if (page.Count == 0) return;
            foreach (var row in page)
            {
                var record = KeptRecord.Decode(row.Bytes);
                var (meterId, keyHash) = meters[row.Meter];
                var binding = new RecordBinding(meterId, record.ParameterSetHash, record.FirmwareId, keyHash);
                if (!bindings.TryGetValue(binding, out int number))
                {
                    number = bindings.Count + 1;
                    bindings.Add(binding, number);
                    connection.Execute("INSERT INTO bindings VALUES (@number, @Meter, @ParameterSetHash, @FirmwareId, @PublicKeyHash)",
                        new { number, row.Meter, binding.ParameterSetHash, binding.FirmwareId, binding.PublicKeyHash });
                }
                bind.Bind(1, row.Number).Bind(2, number).Run();
                var summary = RecordSummary.Of(record);
                if (!slots.TryGetValue(row.Meter, out var ofMeter))
                    slots.Add(row.Meter, ofMeter = (new MeterSlots((int)row.Meter, hours), new MeterSlots((int)row.Meter, days)));
                ofMeter.Hours.Add(number, summary, row.ReceivedUnixMs, long.MaxValue);
                ofMeter.Days.Add(number, summary, row.ReceivedUnixMs, long.MaxValue);
            }
            foreach (var ofMeter in slots.Values)
            {
                ofMeter.Hours.Write();
                ofMeter.Days.Write();
            }
            last = page[^1].Number;
        }
    }

    // When a meter was registered was not kept: its key is known since ever.
    private static void Enrol(SqliteConnection connection)
    {
        foreach (var (id, key) in connection.Query<(string, byte[])>("SELECT id, public_key FROM registered_meters ORDER BY id").AsList())
            SqliteFacts.Append(connection, new KeyEnrolled(id, key, 1, null), 0);
    }

    // Until now a meter had one key for life. Of a meter that is not registered any more it is not known: zeroes, which no key has.
    private static byte[] KeyHashOf(byte[]? publicKey) => publicKey is null ? new byte[SHA256.HashSizeInBytes] : SHA256.HashData(publicKey);
}
