using System;
using System.IO;
using System.Linq;

namespace CarbonMeter.Cli.Bench;

/// <summary>The folder of one session and the files in it.</summary>
public sealed class SessionFolder
{
    private readonly DirectoryInfo _folder;

    /// <summary>The folder, made where it does not exist.</summary>
    public SessionFolder(DirectoryInfo folder)
    {
        DataFolder.Make(folder);
        _folder = folder;
    }

    /// <summary>Where the ledger is.</summary>
    public string Path => _folder.FullName;

    /// <summary>The certificate, once issued; a laboratory that signs elsewhere gets it unsigned.</summary>
    public string CertificatePath => In("certificate.xml");

    /// <summary>See <see cref="CertificatePath"/>.</summary>
    public string UnsignedPath => In("certificate-unsigned.xml");

    /// <summary>Results, as JSON.</summary>
    public string ResultsPath => In("results.json");

    /// <summary>Whether a certificate was issued: it is never issued twice.</summary>
    public bool IsFinished => File.Exists(CertificatePath) || File.Exists(UnsignedPath);

    /// <summary>A file in it.</summary>
    public string In(string name) => System.IO.Path.Combine(_folder.FullName, name);

    /// <summary>A folder in it, made where it does not exist.</summary>
    public string FolderIn(string name) => Directory.CreateDirectory(In(name)).FullName;

    /// <summary>Opens its journal; a new one begins with what it is about.</summary>
    /// <exception cref="InputException">The folder holds another session.</exception>
    public SessionJournal OpenJournal(BenchFile file, bool isVirtual)
    {
        var journal = SessionJournal.Open(In("readings.jsonl"));
        var begun = new SessionBegun(Convert.ToHexStringLower(file.Hash), file.Meter.Id, isVirtual);
        var found = journal.Lines.FirstOrDefault()?.Begun;
        if (journal.Lines.Count == 0) journal.Add(new JournalLine { Begun = begun });
        else if (found != begun)
        {
            journal.Dispose();
            throw new InputException(
                $"{_folder}: holds a session of meter {found?.MeterId}, by another bench file or {(isVirtual ? "without" : "with")} --virtual. Name another folder with --out.");
        }
        return journal;
    }

    /// <summary>Writes a file, whole or not at all.</summary>
    public static void Write(string path, byte[] bytes)
    {
        var part = path + ".part";
        using (var file = new FileStream(part, FileMode.Create, FileAccess.Write))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }
        File.Move(part, path, overwrite: true);
    }
}
