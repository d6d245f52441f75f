using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using CsvHelper;
using CsvHelper.Configuration;

namespace CarbonMeter.Cli.Demo;

/// <summary>One row of a profile: the constant power of every meter over one interval.</summary>
/// <param name="StartUnixSeconds">Start of the row, UTC.</param>
/// <param name="Milliwatts">Power of each meter of the map, in its order; positive = import.</param>
public readonly record struct ProfileRow(long StartUnixSeconds, long[] Milliwatts);

/// <summary>A file of interval data, read through a park map; docs/formats/park-map.md.</summary>
public sealed partial class Profile
{
    // A kilowatt cell carries at most this much, so that its milliwatts stay far inside a long.
    private const decimal KilowattsMax = 1_000_000_000m;

    // What a meter's clock takes for credible.
    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2034, 12, 31, 0, 0, 0, TimeSpan.Zero);

    private Profile(IReadOnlyList<ProfileRow> rows) { Rows = rows; }

    /// <summary>The rows that hold data, ascending by time.</summary>
    public IReadOnlyList<ProfileRow> Rows { get; }

    /// <summary>Reads a file; throws <see cref="InputException"/> with line and column where it cannot be used.</summary>
    /// <param name="path">CSV file with a header.</param>
    /// <param name="map">Which columns matter.</param>
    /// <param name="days">Stop after so many days from the first row; null: the whole file.</param>
    public static Profile Read(string path, ParkMap map, int? days)
    {
        try
        {
            using var text = new StreamReader(path);
            using var csv = new CsvReader(text, new CsvConfiguration(CultureInfo.InvariantCulture) { MissingFieldFound = null });
            return new Profile(ReadRows(csv, path, map, days));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be read: {error.Message}");
        }
        catch (BadDataException error)
        {
            throw new InputException($"{path}: line {error.Context?.Parser?.RawRow}: not CSV: stray quote or unclosed field.");
        }
    }

    private static List<ProfileRow> ReadRows(CsvReader csv, string path, ParkMap map, int? days)
    {
        if (!csv.Read()) throw new InputException($"{path}: is empty; a header line and rows are needed.");
        csv.ReadHeader();
        RequireColumns(csv, path, map);
        var rows = new List<ProfileRow>();
        var dataEndsAt = long.MaxValue;
        while (csv.Read())
        {
            var start = StartOf(csv, path, map);
            if (rows.Count > 0 && start < rows[^1].StartUnixSeconds + map.IntervalSeconds)
                throw new InputException($"{path}: line {csv.Parser.RawRow}: {map.TimeColumn} is not after the end of the row before.");
            if (rows.Count == 0 && days is not null) dataEndsAt = start + days.Value * 86_400L;
            if (start >= dataEndsAt) break;
            var power = PowerOf(csv, path, map);
            if (power is not null) rows.Add(new ProfileRow(start, power));
        }
        if (rows.Count == 0) throw new InputException($"{path}: holds no row with data.");
        return rows;
    }

    private static void RequireColumns(CsvReader csv, string path, ParkMap map)
    {
        var header = new HashSet<string>(csv.HeaderRecord ?? [], StringComparer.Ordinal);
        var wanted = new List<string> { map.TimeColumn };
        foreach (var meter in map.Meters)
        {
            if (meter.Import is not null) wanted.Add(meter.Import.Column);
            if (meter.Export is not null) wanted.Add(meter.Export.Column);
        }
        foreach (var column in wanted)
        {
            if (!header.Contains(column))
                throw new InputException($"{path}: has no column \"{column}\"; its columns are: {string.Join(", ", csv.HeaderRecord ?? [])}.");
            if (csv.HeaderRecord!.Count(name => name == column) > 1)
                throw new InputException($"{path}: has several columns \"{column}\": which one is meant cannot be told.");
        }
    }

    private static long StartOf(CsvReader csv, string path, ParkMap map)
    {
        var cell = csv.GetField(map.TimeColumn) ?? "";
        if (!TimeWithOffset().IsMatch(cell)
            || !DateTimeOffset.TryParse(cell, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var start))
            throw new InputException(
                $"{path}: line {csv.Parser.RawRow}, column {map.TimeColumn}: \"{cell}\" is not a time with its offset, such as 2024-06-01 00:15:00+08:00.");
        var seconds = start.ToUnixTimeSeconds();
        if (start < Earliest || start > Latest)
            throw new InputException(
                $"{path}: line {csv.Parser.RawRow}, column {map.TimeColumn}: {cell} is not from {Earliest:yyyy} to {Latest:yyyy}.");
        if (start.Millisecond != 0 || seconds % map.IntervalSeconds != 0)
            throw new InputException(
                $"{path}: line {csv.Parser.RawRow}, column {map.TimeColumn}: {cell} is not a multiple of {map.IntervalSeconds} s.");
        return seconds;
    }

    // A time without its offset could be the park's, the reader's or UTC.
    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$")]
    private static partial Regex TimeWithOffset();

    // Null where every cell of the map is empty: the row is a hole.
    private static long[]? PowerOf(CsvReader csv, string path, ParkMap map)
    {
        var power = new long[map.Meters.Count];
        int empty = 0, cells = 0;
        for (var i = 0; i < power.Length; i++)
        {
            var import = Cell(map.Meters[i].Import);
            var export = Cell(map.Meters[i].Export);
            if (import > 0 && export > 0)
                throw new InputException($"{path}: line {csv.Parser.RawRow}: meter {map.Meters[i].Id} imports and exports at once.");
            power[i] = import - export;
            // Beyond its full scale a chip clips: the meter would sign figures that are not the file's.
            var milliwattsMax = (Int128)map.NominalMillivolts * map.Meters[i].CurrentFullScaleMilliamperes / 1000;
            if (Math.Max(import, export) > milliwattsMax)
                throw new InputException(
                    $"{path}: line {csv.Parser.RawRow}: meter {map.Meters[i].Id}: {Math.Max(import, export) / 1e6} kW is more than nominalMillivolts "
                    + "times currentFullScaleMilliamperes: set the full scale higher.");
        }
        if (empty == cells) return null;
        if (empty > 0)
            throw new InputException($"{path}: line {csv.Parser.RawRow}: {empty} of {cells} cells are empty; fill them or empty the row.");
        return power;

        long Cell(ColumnOfMap? source)
        {
            if (source is null) return 0;
            cells++;
            var text = csv.GetField(source.Column);
            if (string.IsNullOrWhiteSpace(text))
            {
                empty++;
                return 0;
            }
            if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var kilowatts) || Math.Abs(kilowatts) > KilowattsMax)
                throw new InputException($"{path}: line {csv.Parser.RawRow}, column {source.Column}: \"{text}\" is not a power in kW.");
            var milliwatts = decimal.Round(kilowatts * source.Sign * 1_000_000m);
            if (milliwatts < 0)
                throw new InputException($"{path}: line {csv.Parser.RawRow}, column {source.Column}: {text} kW is negative in its direction; see sign.");
            return (long)milliwatts;
        }
    }
}
