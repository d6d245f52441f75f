using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace CarbonMeter.Cli.Flashing;

/// <summary>
/// The application as it goes into the flash: the .pe files of every library, then the application's own, each filled up to a
/// multiple of four bytes.
/// </summary>
public static class ApplicationImage
{
    /// <summary>The application's own file, which goes last.</summary>
    public const string ApplicationFile = "CarbonMeter.Firmware.App.pe";

    private const int Alignment = 4;
    private static readonly byte[] s_marker = "NFMRK1"u8.ToArray(), s_markerOfPreview = "NFMRK2"u8.ToArray();

    /// <summary>Packs a folder of .pe files, as the build leaves it.</summary>
    /// <exception cref="InputException">The folder has no application, or a file that is none for this runtime.</exception>
    public static byte[] Pack(string folder)
    {
        if (!Directory.Exists(folder)) throw new InputException($"{folder}: there is no such folder; it is the build's output, with its .pe files.");
        var files = Directory.EnumerateFiles(folder, "*.pe").OrderBy(Path.GetFileName, StringComparer.Ordinal).ToList();
        var application = files.Find(file => Path.GetFileName(file) == ApplicationFile)
            ?? throw new InputException($"{folder}: {ApplicationFile} is not in it. Build firmware/App first; its README says how.");
        files.Remove(application);
        return Join([.. files, application]);
    }

    /// <summary>Joins .pe files in their order.</summary>
    /// <exception cref="InputException">A file is none for this runtime.</exception>
    public static byte[] Join(IReadOnlyList<string> files)
    {
        using var image = new MemoryStream();
        foreach (var file in files)
        {
            var bytes = File.ReadAllBytes(file);
            Check(file, bytes);
            image.Write(bytes);
            while (image.Length % Alignment != 0) image.WriteByte(0);
        }
        return image.ToArray();
    }

    private static void Check(string file, ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith(s_marker)) return;
        throw new InputException(bytes.StartsWith(s_markerOfPreview)
            ? $"{file}: built for the 2.x preview of the nanoCLR. The metadata processor has to be of version 3; firmware/App pins it."
            : $"{file}: not a .pe file of the nanoFramework: it does not begin with NFMRK1.");
    }
}
