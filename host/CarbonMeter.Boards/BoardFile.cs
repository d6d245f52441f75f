using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CarbonMeter.Json;

namespace CarbonMeter.Boards;

/// <summary>Board files: read, judged, and made into what the firmware reads.</summary>
public static class BoardFile
{
    private const string Document = "docs/formats/board.md";
    private const string FileName = "board.json";

    /// <summary>A board that can work.</summary>
    /// <exception cref="JsonFileException">It cannot; the message has one line for each thing that is wrong, with file and line.</exception>
    public static Board Read(string path)
    {
        var board = Judge(path, out var faults);
        return board ?? throw new JsonFileException(string.Join(Environment.NewLine, faults));
    }

    /// <summary>A board, or null and everything that is wrong with it, each with file, line and what to do.</summary>
    public static Board? Judge(string path, out IReadOnlyList<string> faults)
    {
        try
        {
            return Judge(path, JsonText.Load(path), out faults);
        }
        catch (JsonFileException error)
        {
            faults = [error.Message];
            return null;
        }
    }

    /// <summary>Every board of a folder of boards, by name.</summary>
    /// <exception cref="JsonFileException">There is no such folder, or a board in it cannot work.</exception>
    public static IReadOnlyList<Board> ReadAll(string folder) => [.. PathsIn(folder).Select(Read)];

    /// <summary>The board files of a folder of boards, ordered by name.</summary>
    /// <exception cref="JsonFileException">There is no such folder.</exception>
    public static IReadOnlyList<string> PathsIn(string folder)
    {
        if (!Directory.Exists(folder)) throw new JsonFileException($"{folder}: there is no such folder.");
        return [.. Directory.GetDirectories(folder).Order(StringComparer.Ordinal).Select(one => Path.Combine(one, FileName)).Where(File.Exists)];
    }

    private static Board? Judge(string path, JsonText text, out IReadOnlyList<string> faults)
    {
        var found = new BoardFaults();
        var file = text.Read<BoardOfFile>("a board file", Document);
        var board = new BoardMaker(found).Make(file);
        var folder = Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path)));
        if (Path.GetFileName(path) == FileName && folder != file.Name)
            found.Add("$.name", $"name is \"{file.Name}\" in the folder \"{folder}\"; both must be the same.");
        if (found.Count == 0)
        {
            new BusCheck(board, found).Run();
            new PinCheck(board, found).Run();
            new MeasuringCheck(board, found).Run();
            GasCheck.Run(board, found);
        }
        faults = [.. found.All.OrderBy(fault => text.LineOf(fault.Place)).Select(fault => text.Fault(fault.Place, fault.Message))];
        return faults.Count == 0 ? board : null;
    }
}

/// <summary>What is wrong with a board, and where in its file.</summary>
internal sealed class BoardFaults
{
    private readonly List<(string Place, string Message)> _all = [];

    public int Count => _all.Count;

    public IEnumerable<(string Place, string Message)> All => _all;

    public void Add(string place, string message) => _all.Add((place, message));
}
