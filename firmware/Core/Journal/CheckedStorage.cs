namespace CarbonMeter.Firmware.Journal;

/// <summary>Faults of a journal's storages, counted together.</summary>
internal sealed class StorageFaults
{
    public long Count { get; private set; }

    /// <summary>Whether the last one was something that did not read as it had been written.</summary>
    public bool LastReadBack { get; private set; }

    public void Add(bool readBack)
    {
        Count++;
        LastReadBack = readBack;
    }
}

/// <summary>A storage whose writes count only when they read back. Fixed buffer, no allocation.</summary>
internal sealed class CheckedStorage
{
    private const int PieceBytesMax = 256;

    private readonly INonVolatile _storage;
    private readonly StorageFaults _faults;
    private readonly byte[] _piece = new byte[PieceBytesMax];

    public CheckedStorage(INonVolatile storage, StorageFaults faults)
    {
        _storage = storage;
        _faults = faults;
    }

    public int SizeBytes => _storage.SizeBytes;

    public bool TryRead(int address, byte[] buffer, int offset, int count) => _storage.TryRead(address, buffer, offset, count);

    /// <summary>Writes and reads back; false where the storage did not confirm, or holds something else.</summary>
    public bool TryWrite(int address, byte[] bytes, int offset, int count)
    {
        if (!_storage.TryWrite(address, bytes, offset, count)) return Fault(false);
        for (int done = 0; done < count;)
        {
            int piece = count - done < PieceBytesMax ? count - done : PieceBytesMax;
            if (!_storage.TryRead(address + done, _piece, 0, piece)) return Fault(false);
            for (int i = 0; i < piece; i++)
                if (_piece[i] != bytes[offset + done + i]) return Fault(true);
            done += piece;
        }
        return true;
    }

    /// <summary>Goes on with a checksum over what is stored; false where the storage did not answer.</summary>
    public bool TryAddToCrc(ref uint crc, int address, int count)
    {
        for (int done = 0; done < count;)
        {
            int piece = count - done < PieceBytesMax ? count - done : PieceBytesMax;
            if (!_storage.TryRead(address + done, _piece, 0, piece)) return false;
            crc = Bytes.Crc(crc, _piece, 0, piece);
            done += piece;
        }
        return true;
    }

    private bool Fault(bool readBack)
    {
        _faults.Add(readBack);
        return false;
    }
}
