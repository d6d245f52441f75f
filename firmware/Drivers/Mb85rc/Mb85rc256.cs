namespace CarbonMeter.Firmware.Drivers;

/// <summary>
/// The MB85RC256V, 32 KiB of FRAM. A byte is kept once it is acknowledged: there is no write delay and no page, so a power cut
/// tears a write between two bytes and nowhere else. Longer accesses go in pieces, each with its address, and end at the first
/// that is not acknowledged. Whether the bytes are right is for the reader to check: the bus has no checksum. Allocates in its
/// constructor only. Not for use from several threads at once.
/// </summary>
public sealed class Mb85rc256 : INonVolatile, ITestedPart
{
    /// <summary>The address with A0 to A2 low; with them it reaches to <see cref="AddressLast"/>.</summary>
    public const byte AddressFirst = 0x50;

    /// <summary>The address with A0 to A2 high.</summary>
    public const byte AddressLast = 0x57;

    // A transfer holds up every thread of the processor: this piece takes 3 ms at 400 kHz and 12 ms at 100 kHz.
    private const int PieceBytesMax = 128;
    private const int AddressBytes = 2;

    private readonly II2cBus _bus;
    private readonly byte _address;
    private readonly byte[] _write = new byte[AddressBytes + PieceBytesMax];
    private readonly byte[] _read = new byte[PieceBytesMax];

    /// <summary>A chip at an address from <see cref="AddressFirst"/> to <see cref="AddressLast"/>; nothing is transferred yet.</summary>
    public Mb85rc256(II2cBus bus, byte address)
    {
        Require.NotNull(bus, nameof(bus));
        Require.InRange(address, AddressFirst, AddressLast, nameof(address));
        _bus = bus;
        _address = address;
    }

    /// <inheritdoc/>
    public int SizeBytes => 32 * 1024;

    /// <summary>Transfers that failed since boot.</summary>
    public long FaultCount { get; private set; }

    /// <inheritdoc/>
    public bool TryRead(int address, byte[] buffer, int offset, int count)
    {
        Check(address, buffer, offset, count);
        for (int done = 0; done < count;)
        {
            int piece = PieceBytes(count - done);
            PutAddress(address + done);
            if (!_bus.TryTransfer(_address, _write, AddressBytes, _read, piece)) return Failed();
            for (int i = 0; i < piece; i++) buffer[offset + done + i] = _read[i];
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
            int piece = PieceBytes(count - done);
            PutAddress(address + done);
            for (int i = 0; i < piece; i++) _write[AddressBytes + i] = buffer[offset + done + i];
            if (!_bus.TryTransfer(_address, _write, AddressBytes + piece, _read, 0)) return Failed();
            done += piece;
        }
        return true;
    }

    /// <summary>Whether a byte of it can be read; nothing is written.</summary>
    public string? Trouble()
    {
        PutAddress(0);
        return _bus.TryTransfer(_address, _write, AddressBytes, _read, 1) ? null : PartTest.NoAnswer;
    }

    private static int PieceBytes(int leftBytes) => leftBytes < PieceBytesMax ? leftBytes : PieceBytesMax;

    // The chip would go on at its first byte after its last: nobody may write past the end.
    private void Check(int address, byte[] buffer, int offset, int count)
    {
        Require.Segment(buffer, offset, count, nameof(buffer));
        Require.InRange(address, 0, SizeBytes - count, nameof(address));
    }

    private void PutAddress(int address)
    {
        _write[0] = (byte)(address >> 8);
        _write[1] = (byte)address;
    }

    private bool Failed()
    {
        FaultCount++;
        return false;
    }
}
