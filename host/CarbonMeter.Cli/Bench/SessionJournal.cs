using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CarbonMeter.Cli.Bench;

/// <summary>One line of a session's journal; exactly one of its parts is there.</summary>
public sealed record JournalLine
{
    public SessionBegun? Begun { get; init; }
    public ReadingTaken? Reading { get; init; }
    public PointDiscarded? Discarded { get; init; }
    public SetWorkedOut? Adjusting { get; init; }
    public GasTaken? Gas { get; init; }
}

/// <summary>A session began.</summary>
public sealed record SessionBegun(string BenchFileSha256, string MeterId, bool IsVirtual);

/// <summary>A reading was taken in a series: 0 as found, 1, 2, ... after so many adjustments.</summary>
public sealed record ReadingTaken(int Series, string Point, BenchReading Reading);

/// <summary>What was read at a point so far counts no more, and why; it is measured again.</summary>
public sealed record PointDiscarded(int Series, string Point, string Why);

/// <summary>A set was worked out from a series and is about to be written: the next series is measured under it.</summary>
public sealed record SetWorkedOut(int FromSeries, string SetHex);

/// <summary>The gas channel was read with a bottle.</summary>
public sealed record GasTaken(string Bottle, GasReading Reading);

/// <summary>
/// What a session has done, a line of JSON each, on the disk before the session goes on; a session that was killed goes on from
/// it. Nothing in it is changed. A last line that a kill tore is dropped: what it said had not been used yet.
/// </summary>
public sealed class SessionJournal : IDisposable
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private readonly List<JournalLine> _lines = [];
    private readonly FileStream? _file;

    /// <summary>A journal in memory, for a session that need not survive.</summary>
    public SessionJournal()
    {
    }

    private SessionJournal(FileStream file) => _file = file;

    /// <summary>Its lines so far.</summary>
    public IReadOnlyList<JournalLine> Lines => _lines;

    /// <summary>Opens or makes the journal of a session, for one process at a time.</summary>
    /// <exception cref="InputException">A line is not one of a journal.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static SessionJournal Open(string path)
    {
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        var journal = new SessionJournal(file);
        try
        {
            journal.Load(path);
            return journal;
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    /// <summary>Adds a line, durably.</summary>
    public void Add(JournalLine line)
    {
        if (_file is not null)
        {
            _file.Write(JsonSerializer.SerializeToUtf8Bytes(line, Json));
            _file.Write("\n"u8);
            _file.Flush(flushToDisk: true);
        }
        _lines.Add(line);
    }

    /// <summary>Readings of a point in a series that count.</summary>
    public IReadOnlyList<BenchReading> Readings(int series, string point)
    {
        var readings = new List<BenchReading>();
        foreach (var line in _lines)
        {
            if (line.Discarded is { } discarded && discarded.Series == series && discarded.Point == point) readings.Clear();
            if (line.Reading is { } taken && taken.Series == series && taken.Point == point) readings.Add(taken.Reading);
        }
        return readings;
    }

    /// <summary>The set under which a series is measured; null for the one as found, or where it is not worked out yet.</summary>
    public byte[]? SetOf(int series) =>
        _lines.LastOrDefault(line => line.Adjusting?.FromSeries == series - 1)?.Adjusting is { } adjusting ? Convert.FromHexString(adjusting.SetHex) : null;

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    private void Load(string path)
    {
        var bytes = new byte[_file!.Length];
        _file.ReadExactly(bytes);
        var end = Array.LastIndexOf(bytes, (byte)'\n') + 1;
        var number = 0;
        foreach (var text in Encoding.UTF8.GetString(bytes, 0, end).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            number++;
            try
            {
                _lines.Add(JsonSerializer.Deserialize<JournalLine>(text, Json)!);
            }
            catch (JsonException error)
            {
                throw new InputException($"{path}: line {number} is not one of a session: {error.Message} Name another folder with --out.");
            }
        }
        _file.SetLength(end);
        _file.Position = end;
    }
}
