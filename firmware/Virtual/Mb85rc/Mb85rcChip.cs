using CarbonMeter.Firmware.Drivers;

namespace CarbonMeter.Firmware.Virtual;

/// <summary>
/// An MB85RC256V on its I2C bus. What it holds, and every way it can fail, is the <see cref="VirtualStorage"/> behind it: a power
/// cut ordered there tears a transfer at that byte, and an access it refuses is not acknowledged.
/// </summary>
public sealed class Mb85rcChip : II2cBus
{
    /// <summary>Bytes it holds.</summary>
    public const int SizeBytes = 32 * 1024;

    private const int AddressMask = SizeBytes - 1;

    private readonly byte _busAddress;
    private int _pointer;

    /// <summary>A chip at a bus address, kept in a file where one is given.</summary>
    /// <exception cref="System.IO.InvalidDataException">The file is of another size.</exception>
    public Mb85rcChip(byte busAddress = 0x50, string? path = null) : this(new VirtualStorage(SizeBytes, path), busAddress)
    {
    }

    /// <summary>A chip that holds what somebody else's storage of its size holds.</summary>
    public Mb85rcChip(VirtualStorage storage, byte busAddress = 0x50)
    {
        Require.InRange(storage.SizeBytes, SizeBytes, SizeBytes, nameof(storage));
        _busAddress = busAddress;
        Storage = storage;
    }

    /// <summary>Its bytes, its power and its faults.</summary>
    public VirtualStorage Storage { get; }

    /// <summary>Whether its WP pin is high: writes are acknowledged and ignored.</summary>
    public bool IsWriteProtected { get; set; }

    /// <inheritdoc/>
    public bool TryTransfer(byte address, byte[] write, int writeCount, byte[] read, int readCount)
    {
        if (address != _busAddress || !Storage.IsPowered || writeCount == 1) return false; // an address takes two bytes
        if (writeCount >= 2) _pointer = (write[0] << 8 | write[1]) & AddressMask;
        if (writeCount > 2 && !TryWrite(write, 2, writeCount - 2)) return false;
        return readCount == 0 || TryRead(read, readCount);
    }

    // After its last byte it goes on at its first.
    private bool TryWrite(byte[] bytes, int offset, int count)
    {
        while (count > 0)
        {
            int piece = PieceBytes(count);
            if (!IsWriteProtected && !Storage.TryWrite(_pointer, bytes, offset, piece)) return false;
            _pointer = _pointer + piece & AddressMask;
            offset += piece;
            count -= piece;
        }
        return true;
    }

    private bool TryRead(byte[] bytes, int count)
    {
        for (int done = 0; done < count;)
        {
            int piece = PieceBytes(count - done);
            if (!Storage.TryRead(_pointer, bytes, done, piece)) return false;
            _pointer = _pointer + piece & AddressMask;
            done += piece;
        }
        return true;
    }

    private int PieceBytes(int count) => count < SizeBytes - _pointer ? count : SizeBytes - _pointer;
}
