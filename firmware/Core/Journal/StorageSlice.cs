namespace CarbonMeter.Firmware.Journal;

/// <summary>A part of a storage, as a storage of its own: settings and journal share one FRAM.</summary>
public sealed class StorageSlice : INonVolatile
{
    private readonly INonVolatile _storage;
    private readonly int _start;

    /// <summary>The bytes from start on, as many as told.</summary>
    public StorageSlice(INonVolatile storage, int start, int sizeBytes)
    {
        Require.NotNull(storage, nameof(storage));
        Require.InRange(start, 0, storage.SizeBytes, nameof(start));
        Require.InRange(sizeBytes, 1, storage.SizeBytes - start, nameof(sizeBytes));
        _storage = storage;
        _start = start;
        SizeBytes = sizeBytes;
    }

    /// <inheritdoc/>
    public int SizeBytes { get; }

    /// <inheritdoc/>
    public bool TryRead(int address, byte[] buffer, int offset, int count)
    {
        Require.InRange(address, 0, SizeBytes - count, nameof(address));
        return _storage.TryRead(_start + address, buffer, offset, count);
    }

    /// <inheritdoc/>
    public bool TryWrite(int address, byte[] buffer, int offset, int count)
    {
        Require.InRange(address, 0, SizeBytes - count, nameof(address));
        return _storage.TryWrite(_start + address, buffer, offset, count);
    }
}
