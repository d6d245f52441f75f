using System;
using System.Collections.Generic;
using System.Linq;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Records;
using Dapper;
using Microsoft.Data.Sqlite;

namespace CarbonMeter.Storage.Sqlite;

/// <summary>The numbers meters have in the file.</summary>
internal static class MeterNumbers
{
    /// <summary>Id by number; ids empty: all meters. Ids that never sent anything have no number and no rows.</summary>
    internal static Dictionary<long, string> Read(SqliteConnection connection, IReadOnlyList<string> ids)
    {
        var wanted = ids.Count == 0 ? null : ids.ToHashSet(StringComparer.Ordinal);
        return connection.Query<(long Number, string Id)>("SELECT number, id FROM meters")
            .Where(row => wanted is null || wanted.Contains(row.Id)).ToDictionary(row => row.Number, row => row.Id);
    }
}

/// <summary>Reads slots of each length; the caller orders them.</summary>
internal static class SlotReader
{
    private const long HourSeconds = 3_600;

    internal static IEnumerable<EnergySlot> Read(
        SqliteConnection connection, Dictionary<long, string> meters, SlotLength length, long from, long to) => length switch
        {
            SlotLength.Hour => ReadRollup(connection, meters, "hours", 3_600, "current_ma_min, current_ma_max, power_factor_ppm_min", from, to),
            SlotLength.Day => ReadRollup(connection, meters, "days", 86_400, "null, null, null", from, to),
            SlotLength.Interval => ReadIntervals(connection, meters, from, to),
            _ => throw new ArgumentOutOfRangeException(nameof(length)),
        };

    private static List<EnergySlot> ReadRollup(
        SqliteConnection connection, Dictionary<long, string> meters, string table, int lengthSeconds, string load, long from, long to)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            SELECT meter, channel, start_unix_s, import_mwh, export_mwh, reactive_mvarh, carbon_mg, carbon_ng, measured_ms,
              intervals, complete_intervals, binding, {load} FROM {table} WHERE start_unix_s >= $from AND start_unix_s < $to
            """;
        command.Parameters.AddWithValue("$from", from);
        command.Parameters.AddWithValue("$to", to);
        using var reader = command.ExecuteReader();
        var slots = new List<EnergySlot>();
        while (reader.Read())
        {
            if (!meters.TryGetValue(reader.GetInt64(0), out string? meterId)) continue;
            Int128 nanograms = (Int128)reader.GetInt64(6) * Register.NanogramsPerMilligram + reader.GetInt64(7);
            slots.Add(new EnergySlot(meterId, reader.GetInt32(1), reader.GetInt64(2), lengthSeconds, reader.GetInt64(3),
                reader.GetInt64(4), reader.GetInt64(5), nanograms, reader.GetInt64(8), reader.GetInt32(9), reader.GetInt32(10),
                reader.GetInt32(11), LoadOf(reader)));
        }
        return slots;
    }

    private static LoadRange? LoadOf(SqliteDataReader reader) => reader.IsDBNull(12)
        ? null
        : new LoadRange(reader.GetInt64(12), reader.GetInt64(13), reader.IsDBNull(14) ? null : reader.GetInt32(14));

    // Intervals are kept once, inside the signed bytes. The hours say which records of a meter hold those of a span.
    private static IEnumerable<EnergySlot> ReadIntervals(
        SqliteConnection connection, Dictionary<long, string> meters, long from, long to)
    {
        var runs = connection.Query<(long Meter, long First, long Last)>("""
            SELECT meter, min(first_sequence), max(last_sequence) FROM hours
            WHERE start_unix_s > @from - @HourSeconds AND start_unix_s < @to GROUP BY start_unix_s, meter ORDER BY meter, 2
            """, new { from, to, HourSeconds });
        long meter = -1, done = 0;
        foreach (var run in runs)
        {
            if (!meters.TryGetValue(run.Meter, out string? meterId)) continue;
            if (run.Meter != meter) (meter, done) = (run.Meter, 0);
            // Neighbouring hours share the record that straddles them: read it once.
            long first = Math.Max(run.First, done + 1);
            if (first > run.Last) continue;
            done = run.Last;
            var records = RecordReader.Between(connection, run.Meter, meterId, first, run.Last);
            foreach (var slot in records.SelectMany(record => KeptRecord.Slots(KeptRecord.Decode(record.Bytes), record.BindingNumber, from, to)))
                yield return slot;
        }
    }
}
