namespace CarbonMeter.Firmware.Journal;

/// <summary>
/// One storage over files of one size, laid end to end. On littlefs a change in a file rewrites every block from there to the
/// file's end, so the ring is many small files and not one large one: docs/storage.md.
/// </summary>
public sealed class FileStorage : INonVolatile
{
    private readonly IFiles _files;
    private readonly int _fileBytes;

    /// <summary>A storage of so many files of so many bytes each.</summary>
    public FileStorage(IFiles files, int fileCount, int fileBytes)
    {
        Require.NotNull(files, nameof(files));
        Require.InRange(fileBytes, 512, 65_536, nameof(fileBytes));
        Require.InRange(fileCount, 1, 4096, nameof(fileCount));
        _files = files;
        _fileBytes = fileBytes;
        SizeBytes = fileCount * fileBytes;
    }

    /// <inheritdoc/>
    public int SizeBytes { get; }

    /// <inheritdoc/>
    public bool TryRead(int address, byte[] buffer, int offset, int count)
    {
        Check(address, buffer, offset, count);
        for (int done = 0; done < count;)
        {
            int piece = PieceBytes(address + done, count - done);
            if (!_files.TryRead(Number(address + done), Position(address + done), buffer, offset + done, piece)) return false;
            done += piece;
        }
        return true;
    }

    /// <inheritdoc/>
    public bool TryWrite(int address, byte[] buffer, int offset, int count)
    {
        Check(address, buffer, offset, count);
        for (int done = 0; done < count;)
        {
            int piece = PieceBytes(address + done, count - done);
            if (!_files.TryWrite(Number(address + done), Position(address + done), buffer, offset + done, piece)) return false;
            done += piece;
        }
        return true;
    }

    private int Number(int address) => _fileBytes > 0 ? address / _fileBytes : 0;

    private int Position(int address) => address - Number(address) * _fileBytes;

    private int PieceBytes(int address, int leftBytes)
    {
        int room = _fileBytes - Position(address);
        return leftBytes < room ? leftBytes : room;
    }

    private void Check(int address, byte[] buffer, int offset, int count)
    {
        Require.Segment(buffer, offset, count, nameof(buffer));
        Require.InRange(address, 0, SizeBytes - count, nameof(address));
    }
}
