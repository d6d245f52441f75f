using System;
using CarbonMeter.Domain.Ledger;
using SQLitePCL;

namespace CarbonMeter.Storage.Sqlite;

/// <summary>
/// Reads and writes rows of rollups in the tables of schema version 2, whole rows only: to have SQLite add to a row costs twice as
/// much as to put a new one in its place. The step to that version fills the tables with it: a version that changes them brings
/// statements of its own.
/// </summary>
internal abstract class RollupStatements : IRollups, IDisposable
{
    private const string Key = "start_unix_s, meter, channel, binding";
    private const string Sums = "import_mwh, export_mwh, reactive_mvarh, carbon_mg, carbon_ng, measured_ms, intervals, complete_intervals, "
        + "first_received_unix_ms, last_received_unix_ms";
    private readonly Statement _find;
    private readonly Statement _write;

    private protected RollupStatements(string path, sqlite3 database, string table, string moreColumns, string moreValues)
    {
        _find = new Statement(path, database, $"""
            SELECT {Sums}{moreColumns} FROM {table} WHERE start_unix_s = ?1 AND meter = ?2 AND channel = ?3 AND binding = ?4
            """);
        _write = new Statement(path, database, $"""
            REPLACE INTO {table}({Key}, {Sums}{moreColumns})
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14{moreValues})
            """);
    }

    public abstract int SlotSeconds { get; }

    public void Read(Slot slot)
    {
        if (!BindKey(_find, slot.Key).Read()) return;
        Read(_find, ref slot.Sums);
        _find.Reset();
    }

    public void Write(Slot slot)
    {
        BindKey(_write, slot.Key);
        Bind(_write, slot.Sums);
        _write.Run();
    }

    public void Dispose()
    {
        _find.Dispose();
        _write.Dispose();
    }

    private protected virtual void Read(Statement row, ref Rollup sums)
    {
        sums.ImportMilliwattHours = row.Long(0);
        sums.ExportMilliwattHours = row.Long(1);
        sums.ReactiveMillivarHours = row.Long(2);
        sums.CarbonMilligrams = row.Long(3);
        sums.CarbonBelowNanograms = row.Long(4);
        sums.MeasuredMs = row.Long(5);
        sums.Intervals = (int)row.Long(6);
        sums.CompleteIntervals = (int)row.Long(7);
        sums.FirstReceivedUnixMs = row.Long(8);
        sums.LastReceivedUnixMs = row.Long(9);
    }

    private protected virtual void Bind(Statement statement, in Rollup sums) => statement
        .Bind(5, sums.ImportMilliwattHours).Bind(6, sums.ExportMilliwattHours).Bind(7, sums.ReactiveMillivarHours)
        .Bind(8, sums.CarbonMilligrams).Bind(9, sums.CarbonBelowNanograms).Bind(10, sums.MeasuredMs)
        .Bind(11, sums.Intervals).Bind(12, sums.CompleteIntervals)
        .Bind(13, sums.FirstReceivedUnixMs).Bind(14, sums.LastReceivedUnixMs);

    private static Statement BindKey(Statement statement, in RollupKey key) => statement
        .Bind(1, key.StartUnixSeconds).Bind(2, key.Meter).Bind(3, key.Channel).Bind(4, key.Binding);
}

/// <summary>The days.</summary>
internal sealed class DayStatements(string path, sqlite3 database) : RollupStatements(path, database, "days", "", "")
{
    public override int SlotSeconds => 86_400;
}

/// <summary>The hours, which also know the records that touch them and the loads at which energy flowed.</summary>
internal sealed class HourStatements(string path, sqlite3 database) : RollupStatements(path, database, "hours",
    ", first_sequence, last_sequence, loaded_intervals, current_ma_min, current_ma_max, power_factor_ppm_min",
    ", ?15, ?16, ?17, ?18, ?19, ?20")
{
    public override int SlotSeconds => 3_600;

    private protected override void Read(Statement row, ref Rollup sums)
    {
        base.Read(row, ref sums);
        sums.FirstSequence = row.Long(10);
        sums.LastSequence = row.Long(11);
        sums.Load = LoadSum.Of((int)row.Long(12), row.LongOrNull(13), row.LongOrNull(14), (int?)row.LongOrNull(15));
    }

    private protected override void Bind(Statement statement, in Rollup sums)
    {
        base.Bind(statement, sums);
        statement.Bind(15, sums.FirstSequence).Bind(16, sums.LastSequence).Bind(17, sums.Load.Intervals)
            .Bind(18, sums.Load.CurrentMilliamperesMin).Bind(19, sums.Load.CurrentMilliamperesMax)
            .Bind(20, sums.Load.PowerFactorPpmMin);
    }
}
