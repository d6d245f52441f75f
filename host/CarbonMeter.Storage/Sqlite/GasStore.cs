using System;
using System.Collections.Generic;
using System.Linq;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Records;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CarbonMeter.Storage.Sqlite;

/// <summary>The hours of gas channels: their table, how a batch adds to it, how it is read.</summary>
internal static class GasStore
{
    /// <summary>Version 3 of the schema. No version before kept records that had gas figures, so nothing has to be worked out.</summary>
    internal const string Version3 = """
        CREATE TABLE gas_hours (
          start_unix_s INTEGER NOT NULL,
          meter INTEGER NOT NULL REFERENCES meters(number),
          mass_mg INTEGER NOT NULL,
          expanded_mg INTEGER NOT NULL,
          mass_without_uncertainty_mg INTEGER NOT NULL,
          volume_l INTEGER NOT NULL,
          measured_ms INTEGER NOT NULL,
          co2_ppm_s INTEGER NOT NULL,
          co2_s INTEGER NOT NULL,
          intervals INTEGER NOT NULL,
          intervals_with_mass INTEGER NOT NULL,
          first_received_unix_ms INTEGER NOT NULL,
          last_received_unix_ms INTEGER NOT NULL,
          first_sequence INTEGER NOT NULL,
          last_sequence INTEGER NOT NULL,
          PRIMARY KEY (start_unix_s, meter)
        ) WITHOUT ROWID;
        """;

    private const int HourSeconds = 3_600;

    /// <summary>Hours as far as records received by a moment tell them; those with later records among them are added up anew.</summary>
    internal static IEnumerable<GasSlot> Read(
        SqliteConnection connection, Dictionary<long, string> meters, long from, long to, long receivedByUnixMs)
    {
        var rows = connection.Query<Row>("""
            SELECT start_unix_s AS Start, meter AS Meter, mass_mg AS Mass, expanded_mg AS Expanded, mass_without_uncertainty_mg AS Unstated,
              volume_l AS Volume, measured_ms AS Measured, co2_ppm_s AS PpmSeconds, co2_s AS Co2Seconds, intervals AS Intervals,
              intervals_with_mass AS WithMass, last_received_unix_ms AS LastReceived, first_sequence AS First, last_sequence AS Last
            FROM gas_hours WHERE start_unix_s >= @from AND start_unix_s < @to AND first_received_unix_ms <= @receivedByUnixMs
            ORDER BY start_unix_s
            """, new { from, to, receivedByUnixMs }).Where(row => meters.ContainsKey(row.Meter));
        return rows.Select(row => new GasSlot(meters[row.Meter], row.Start, HourSeconds,
                row.LastReceived <= receivedByUnixMs ? row.Sum : SumOf(connection, meters, row, receivedByUnixMs)))
            .OrderBy(slot => slot.StartUnixSeconds).ThenBy(slot => slot.MeterId, StringComparer.Ordinal);
    }

    private static GasSum SumOf(SqliteConnection connection, Dictionary<long, string> meters, Row row, long receivedByUnixMs)
    {
        var sum = default(GasSum);
        foreach (var record in RecordReader.Between(connection, row.Meter, meters[row.Meter], row.First, row.Last))
        {
            if (record.ReceivedAtUnixMs > receivedByUnixMs) continue;
            foreach (var hour in RecordSummary.Of(KeptRecord.Decode(record.Bytes)).GasHours)
                if (hour.StartUnixSeconds == row.Start) sum += hour.Sum;
        }
        return sum;
    }

    private sealed class Row
    {
        public long Start { get; set; }
        public long Meter { get; set; }
        public long Mass { get; set; }
        public long Expanded { get; set; }
        public long Unstated { get; set; }
        public long Volume { get; set; }
        public long Measured { get; set; }
        public long PpmSeconds { get; set; }
        public long Co2Seconds { get; set; }
        public int Intervals { get; set; }
        public int WithMass { get; set; }
        public long LastReceived { get; set; }
        public long First { get; set; }
        public long Last { get; set; }

        public GasSum Sum => new()
        {
            MassMilligrams = Mass, ExpandedMilligrams = Expanded, MassWithoutUncertaintyMilligrams = Unstated, VolumeLitres = Volume,
            MeasuredMs = Measured, CarbonDioxidePpmSeconds = PpmSeconds, CarbonDioxideSeconds = Co2Seconds, Intervals = Intervals,
            IntervalsWithMass = WithMass,
        };
    }
}

/// <summary>Adds the gas hours of records to their table. Gas meters are few: each record is written as it comes.</summary>
internal sealed class GasStatement(string path, sqlite3 database) : IDisposable
{
    private readonly Statement _add = new(path, database, """
        INSERT INTO gas_hours VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?12, ?13, ?13)
        ON CONFLICT DO UPDATE SET mass_mg = mass_mg + ?3, expanded_mg = expanded_mg + ?4,
          mass_without_uncertainty_mg = mass_without_uncertainty_mg + ?5, volume_l = volume_l + ?6, measured_ms = measured_ms + ?7,
          co2_ppm_s = co2_ppm_s + ?8, co2_s = co2_s + ?9, intervals = intervals + ?10, intervals_with_mass = intervals_with_mass + ?11,
          first_received_unix_ms = min(first_received_unix_ms, ?12), last_received_unix_ms = max(last_received_unix_ms, ?12),
          first_sequence = min(first_sequence, ?13), last_sequence = max(last_sequence, ?13)
        """);

    internal void Add(int meter, RecordSummary record, long receivedAtUnixMs)
    {
        foreach (var hour in record.GasHours)
        {
            var sum = hour.Sum;
            _add.Bind(1, hour.StartUnixSeconds).Bind(2, meter).Bind(3, sum.MassMilligrams).Bind(4, sum.ExpandedMilligrams)
                .Bind(5, sum.MassWithoutUncertaintyMilligrams).Bind(6, sum.VolumeLitres).Bind(7, sum.MeasuredMs)
                .Bind(8, sum.CarbonDioxidePpmSeconds).Bind(9, sum.CarbonDioxideSeconds).Bind(10, sum.Intervals).Bind(11, sum.IntervalsWithMass)
                .Bind(12, receivedAtUnixMs).Bind(13, record.Sequence).Run();
        }
    }

    public void Dispose() => _add.Dispose();
}
