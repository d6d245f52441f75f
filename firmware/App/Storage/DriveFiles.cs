using System;
using System.IO;

namespace CarbonMeter.Firmware.App;

/// <summary>
/// Files of one size on the internal drive, called by their numbers. nanoFramework writes every write through to littlefs before
/// it returns, and opens the file anew for each; littlefs keeps a write whole or not at all, and copies what follows it in the
/// file, which is why files are small.
/// </summary>
internal sealed class DriveFiles : IFiles
{
    private const int PieceBytes = 512;

    private readonly string _folder;
    private readonly int _fileBytes;
    private FileStream? _file;
    private int _number = -1;

    /// <summary>The files of a folder, which is made where it is not there.</summary>
    public DriveFiles(string folder, int fileBytes)
    {
        _folder = folder;
        _fileBytes = fileBytes;
        WasMissing = !Directory.Exists(folder);
        if (WasMissing) Directory.CreateDirectory(folder);
    }

    /// <summary>Whether there was no such folder: the drive was formatted, or the meter is new.</summary>
    public bool WasMissing { get; }

    /// <inheritdoc/>
    public bool TryRead(int number, int position, byte[] buffer, int offset, int count)
    {
        try
        {
            if (number != _number && !File.Exists(PathOf(number)))
            {
                for (int i = 0; i < count; i++) buffer[offset + i] = 0;
                return true;
            }
            FileStream file = Opened(number);
            file.Position = position;
            return file.Read(buffer, offset, count) == count;
        }
        catch (Exception fault)
        {
            return Failed(fault);
        }
    }

    /// <inheritdoc/>
    public bool TryWrite(int number, int position, byte[] buffer, int offset, int count)
    {
        try
        {
            FileStream file = Opened(number);
            file.Position = position;
            file.Write(buffer, offset, count);
            return true;
        }
        catch (Exception fault)
        {
            return Failed(fault);
        }
    }

    // Also a file that a power cut left too short is made as long as it should be.
    private FileStream Opened(int number)
    {
        if (_file != null && number == _number) return _file;
        Close();
        FileStream file = new FileStream(PathOf(number), FileMode.OpenOrCreate, FileAccess.ReadWrite);
        int length = (int)file.Length;
        if (length < _fileBytes)
        {
            byte[] zeros = new byte[PieceBytes];
            file.Position = length;
            for (; length < _fileBytes; length += PieceBytes)
                file.Write(zeros, 0, _fileBytes - length < PieceBytes ? _fileBytes - length : PieceBytes);
        }
        _file = file;
        _number = number;
        return file;
    }

    private bool Failed(Exception fault)
    {
        Log.Fault("drive", fault);
        Close();
        return false;
    }

    private void Close()
    {
        if (_file != null) _file.Dispose();
        _file = null;
        _number = -1;
    }

    private string PathOf(int number) => _folder + "\\" + number.ToString() + ".bin";
}
