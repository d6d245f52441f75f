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

/// <summary>
/// Reads slots of each length, as far as records received by a moment tell them; null: all records. Rollups all of whose records
/// came by then are taken as they are; those with later ones among them are added up from the records. The caller orders slots.
/// </summary>
internal sealed class SlotReader(SqliteConnection connection, Dictionary<long, string> meters, long? receivedByUnixMs)
{
    private const int HourSeconds = 3_600, DaySeconds = 86_400;
    private readonly long _receivedBy = receivedByUnixMs ?? long.MaxValue;

    internal IEnumerable<EnergySlot> Read(SlotLength length, long from, long to) => length switch
    {
        SlotLength.Hour => ReadHours(from, to),
        SlotLength.Day => ReadDays(from, to),
        SlotLength.Interval => ReadIntervals(meters, from, to),
        _ => throw new ArgumentOutOfRangeException(nameof(length)),
    };

    private IEnumerable<EnergySlot> ReadHours(long from, long to)
    {
        var whole = ReadRollup("hours", HourSeconds, "current_ma_min, current_ma_max, power_factor_ppm_min", from, to, out var cut);
        return whole.Concat(Refine(cut, HourSeconds, hour => ReadIntervals(MetersOf(hour), hour.Key, hour.Key + HourSeconds)));
    }

    private IEnumerable<EnergySlot> ReadDays(long from, long to)
    {
        var whole = ReadRollup("days", DaySeconds, "null, null, null", from, to, out var cut);
        return whole.Concat(Refine(cut, DaySeconds, day => ReadHours(day.Key, day.Key + DaySeconds)));
    }

    // Adds the slots that are cut up from shorter ones, which are read for one start at a time.
    private static IEnumerable<EnergySlot> Refine(
        List<EnergySlot> cut, int lengthSeconds, Func<IGrouping<long, EnergySlot>, IEnumerable<EnergySlot>> readShorter)
    {
        foreach (var starting in cut.GroupBy(slot => slot.StartUnixSeconds))
        {
            var keys = starting.Select(KeyOf).ToHashSet();
            foreach (var parts in readShorter(starting).GroupBy(KeyOf).Where(parts => keys.Contains(parts.Key)))
                yield return SlotSum.Of(parts, starting.Key, lengthSeconds);
        }
    }

    private static (string MeterId, int ChannelId, int BindingNumber) KeyOf(EnergySlot slot) =>
        (slot.MeterId, slot.ChannelId, slot.BindingNumber);

    private Dictionary<long, string> MetersOf(IEnumerable<EnergySlot> slots)
    {
        var ids = slots.Select(slot => slot.MeterId).ToHashSet(StringComparer.Ordinal);
        return meters.Where(meter => ids.Contains(meter.Value)).ToDictionary(meter => meter.Key, meter => meter.Value);
    }

    private List<EnergySlot> ReadRollup(string table, int lengthSeconds, string load, long from, long to, out List<EnergySlot> cut)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            SELECT meter, channel, start_unix_s, import_mwh, export_mwh, reactive_mvarh, carbon_mg, carbon_ng, measured_ms,
              intervals, complete_intervals, binding, {load}, last_received_unix_ms > $receivedBy FROM {table}
            WHERE start_unix_s >= $from AND start_unix_s < $to AND first_received_unix_ms <= $receivedBy
            """;
        command.Parameters.AddWithValue("$from", from);
        command.Parameters.AddWithValue("$to", to);
        command.Parameters.AddWithValue("$receivedBy", _receivedBy);
        using var reader = command.ExecuteReader();
        var whole = new List<EnergySlot>();
        cut = [];
        while (reader.Read())
        {
            if (!meters.TryGetValue(reader.GetInt64(0), out string? meterId)) continue;
            Int128 nanograms = (Int128)reader.GetInt64(6) * Register.NanogramsPerMilligram + reader.GetInt64(7);
            (reader.GetBoolean(15) ? cut : whole).Add(new EnergySlot(meterId, reader.GetInt32(1), reader.GetInt64(2), lengthSeconds,
                reader.GetInt64(3), reader.GetInt64(4), reader.GetInt64(5), nanograms, reader.GetInt64(8), reader.GetInt32(9),
                reader.GetInt32(10), reader.GetInt32(11), LoadOf(reader)));
        }
        return whole;
    }

    private static LoadRange? LoadOf(SqliteDataReader reader) => reader.IsDBNull(12)
        ? null
        : new LoadRange(reader.GetInt64(12), reader.GetInt64(13), reader.IsDBNull(14) ? null : reader.GetInt32(14));

    // Intervals are kept once, inside the signed bytes. The hours say which records of a meter hold those of a span.
    private IEnumerable<EnergySlot> ReadIntervals(Dictionary<long, string> wanted, long from, long to)
    {
        var runs = connection.Query<(long Meter, long First, long Last)>("""
            SELECT meter, min(first_sequence), max(last_sequence) FROM hours
            WHERE start_unix_s > @from - @HourSeconds AND start_unix_s < @to AND first_received_unix_ms <= @_receivedBy
            GROUP BY start_unix_s, meter ORDER BY meter, 2
            """, new { from, to, HourSeconds, _receivedBy });
        long meter = -1, done = 0;
        foreach (var run in runs)
        {
            if (!wanted.TryGetValue(run.Meter, out string? meterId)) continue;
            if (run.Meter != meter) (meter, done) = (run.Meter, 0);
            // Neighbouring hours share the record that straddles them: read it once.
            long first = Math.Max(run.First, done + 1);
            if (first > run.Last) continue;
            done = run.Last;
            foreach (var record in RecordReader.Between(connection, run.Meter, meterId, first, run.Last))
            {
                if (record.ReceivedAtUnixMs > _receivedBy) continue;
                foreach (var slot in KeptRecord.Slots(KeptRecord.Decode(record.Bytes), record.BindingNumber, from, to)) yield return slot;
            }
        }
    }
}
