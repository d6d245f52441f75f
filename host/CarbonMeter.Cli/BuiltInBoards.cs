using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CarbonMeter.Boards;

namespace CarbonMeter.Cli;

/// <summary>The boards that come with carbonctl: those of the project's folder <c>boards</c>, beside the program.</summary>
public static class BuiltInBoards
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "boards");

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<Board> All() => BoardFile.ReadAll(Folder);

    /// <summary>The board of a file, or the one that comes with carbonctl under this name.</summary>
    /// <exception cref="InputException">Neither is there.</exception>
    /// <exception cref="Json.JsonFileException">The file is no board that can work.</exception>
    public static Board Find(string fileOrName)
    {
        if (File.Exists(fileOrName)) return BoardFile.Read(fileOrName);
        return All().FirstOrDefault(board => board.Name == fileOrName)
            ?? throw new InputException($"{fileOrName}: neither a file nor one of the boards {string.Join(", ", All().Select(board => board.Name))}.");
    }
}
