using System;
using SQLitePCL;

namespace CarbonMeter.Storage.Sqlite;

/// <summary>
/// Adds rollups to the tables of schema version 2. The step to that version fills them with it: a version that changes the
/// tables brings statements of its own.
/// </summary>
internal sealed class RollupStatements : IDisposable
{
    private readonly Statement _addHour;
    private readonly Statement _addDay;

    internal RollupStatements(string path, sqlite3 database)
    {
        // min and max of a null are null: what one record does not know stays unknown. Where nothing flowed there is no range yet.
        _addHour = new Statement(path, database, Sql("hours",
            ", first_sequence, last_sequence, loaded_intervals, current_ma_min, current_ma_max, power_factor_ppm_min",
            ", ?15, ?16, ?17, ?18, ?19, ?20", $"""
            , first_sequence = min(first_sequence, ?15), last_sequence = max(last_sequence, ?16),
              loaded_intervals = loaded_intervals + ?17,
              current_ma_min = {Widened("current_ma_min", "min(current_ma_min, ?18)", "?18")},
              current_ma_max = {Widened("current_ma_max", "max(current_ma_max, ?19)", "?19")},
              power_factor_ppm_min = {Widened("power_factor_ppm_min", "min(power_factor_ppm_min, ?20)", "?20")}
            """));
        _addDay = new Statement(path, database, Sql("days", "", "", ""));
    }

    internal void AddHours(RollupTable hours)
    {
        foreach (var (key, hour) in hours.Slots)
        {
            Bind(_addHour, key, hour).Bind(15, hour.FirstSequence).Bind(16, hour.LastSequence).Bind(17, hour.Load.Intervals)
                .Bind(18, hour.Load.CurrentMilliamperesMin).Bind(19, hour.Load.CurrentMilliamperesMax)
                .Bind(20, hour.Load.PowerFactorPpmMin).Run();
        }
    }

    internal void AddDays(RollupTable days)
    {
        foreach (var (key, day) in days.Slots) Bind(_addDay, key, day).Run();
    }

    public void Dispose()
    {
        _addHour.Dispose();
        _addDay.Dispose();
    }

    private static Statement Bind(Statement statement, RollupKey key, in Rollup sums) => statement
        .Bind(1, key.StartUnixSeconds).Bind(2, key.Meter).Bind(3, key.Channel).Bind(4, key.Binding)
        .Bind(5, sums.ImportMilliwattHours).Bind(6, sums.ExportMilliwattHours).Bind(7, sums.ReactiveMillivarHours)
        .Bind(8, sums.CarbonMilligrams).Bind(9, sums.CarbonBelowNanograms).Bind(10, sums.MeasuredMs)
        .Bind(11, sums.Intervals).Bind(12, sums.CompleteIntervals)
        .Bind(13, sums.FirstReceivedUnixMs).Bind(14, sums.LastReceivedUnixMs);

    private static string Widened(string column, string both, string added) =>
        $"CASE WHEN loaded_intervals = 0 THEN {added} WHEN ?17 = 0 THEN {column} ELSE {both} END";

    private static string Sql(string table, string moreColumns, string moreValues, string moreUpdates) => $"""
        INSERT INTO {table}(start_unix_s, meter, channel, binding, import_mwh, export_mwh, reactive_mvarh, carbon_mg, carbon_ng,
          measured_ms, intervals, complete_intervals, first_received_unix_ms, last_received_unix_ms{moreColumns})
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14{moreValues})
        ON CONFLICT DO UPDATE SET import_mwh = import_mwh + ?5, export_mwh = export_mwh + ?6,
          reactive_mvarh = reactive_mvarh + ?7, carbon_mg = carbon_mg + ?8, carbon_ng = carbon_ng + ?9,
          measured_ms = measured_ms + ?10, intervals = intervals + ?11, complete_intervals = complete_intervals + ?12,
          first_received_unix_ms = min(first_received_unix_ms, ?13), last_received_unix_ms = max(last_received_unix_ms, ?14)
          {moreUpdates}
        """;
}
