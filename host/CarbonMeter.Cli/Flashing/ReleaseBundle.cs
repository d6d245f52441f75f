using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using CarbonMeter.Boards;

namespace CarbonMeter.Cli.Flashing;

/// <summary>
/// A folder that flashes boards without this repository: the application, every board file, a list of the boards for the scripts,
/// ESP Web Tools manifests and the sums of all files. The firmware image itself comes from its makers: nanoff fetches it, and the
/// manifests name its files where a copy of its package is given.
/// </summary>
public static class ReleaseBundle
{
    /// <summary>The packed application within a bundle.</summary>
    public const string ApplicationFile = "CarbonMeter.bin";

    /// <summary>The list of boards the scripts read: name, target, chip, deploy address, room, tab-separated.</summary>
    public const string BoardsFile = "boards.tsv";

    /// <summary>The sums, in the form sha256sum checks.</summary>
    public const string SumsFile = "SHA256SUMS";

    /// <summary>Writes a bundle.</summary>
    /// <param name="folder">Where to; made where it is not there, refused where it is not empty.</param>
    /// <param name="boards">Boards; those without hardware are left out.</param>
    /// <param name="application">The packed application.</param>
    /// <param name="version">Version the manifests tell.</param>
    /// <param name="firmware">Folder with one folder a target, each with bootloader.bin, the partition tables and nanoCLR.bin; null: no manifests.</param>
    /// <returns>The files written, relative to the folder.</returns>
    /// <exception cref="InputException">The folder is not empty, or a file of the firmware's package is missing.</exception>
    public static IReadOnlyList<string> Write(string folder, IReadOnlyList<Board> boards, byte[] application, string version, string? firmware)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new InputException($"{folder}: not empty. Give a folder that is not there yet, so that nothing old gets into the sums.");
        var real = boards.Where(board => board.Chip != BoardChip.Virtual).ToList();
        foreach (var board in real)
            if (application.Length > FlashLayout.Of(board).DeployBytes)
                throw new InputException($"The application has {application.Length} bytes; {board.Name} has room for {FlashLayout.Of(board).DeployBytes}.");
        Directory.CreateDirectory(folder);
        var files = new List<string>();
        void Put(string name, byte[] bytes)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, name))!);
            File.WriteAllBytes(Path.Combine(folder, name), bytes);
            files.Add(name);
        }
        void PutText(string name, string text) => Put(name, System.Text.Encoding.UTF8.GetBytes(text));

        Put(ApplicationFile, application);
        PutText(BoardsFile, string.Concat(real.Select(board =>
            $"{board.Name}\t{board.Target}\t{FlashLayout.Of(board).EsptoolChip}\t{FlashPlan.Hex(board.DeployAddress)}\t{FlashLayout.Of(board).DeployBytes}\n")));
        foreach (var board in real) Put($"{board.Name}.cbor", BoardCodec.Encode(board));
        if (firmware is not null)
        {
            foreach (var file in real.SelectMany(board => FirmwareFiles(board)).Distinct())
                Put($"firmware/{file}", ReadFirmware(firmware, file));
            foreach (var board in real) Put($"manifest-{board.Name}.json", Terminal.JsonBytes(Manifest(board, version)));
        }
        PutText(SumsFile, string.Concat(files.Order(StringComparer.Ordinal)
            .Select(name => $"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, name))))}  {name}\n")));
        return files;
    }

    // What esp-web-install-button reads; it offers Improv in the same dialogue once the board runs.
    private static object Manifest(Board board, string version) => new
    {
        name = $"CarbonMeter {board.Name}",
        version,
        new_install_prompt_erase = true,
        builds = new[]
        {
            new
            {
                chipFamily = FlashLayout.Of(board).WebFamily,
                parts = FlashPlan.Parts(board, $"firmware/{board.Target}", ApplicationFile).Select(part => new { path = part.File, offset = part.Address }),
            },
        },
    };

    private static IEnumerable<string> FirmwareFiles(Board board) =>
        FlashPlan.Parts(board, board.Target, "").Select(part => part.File).Where(file => file.Length > 0);

    private static byte[] ReadFirmware(string firmware, string file)
    {
        var path = Path.Combine(firmware, file);
        return File.Exists(path) ? File.ReadAllBytes(path)
            : throw new InputException($"{path}: not there. `nanoff --target {Path.GetDirectoryName(file)} --update` keeps each image it fetches; copy its files there.");
    }
}
