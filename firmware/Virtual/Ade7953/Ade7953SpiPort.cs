using System;
using CarbonMeter.Firmware.Drivers;

namespace CarbonMeter.Firmware.Virtual;

/// <summary>
/// The SPI pins of an ADE7953: two bytes of address, one that says read or write, then the data. A chip without power, or
/// whose pins were taken for another bus, drives nothing: the master reads all ones and is told nothing. The registers
/// behind are reached by whatever stands for the wires, so that faults can be put in between.
/// </summary>
public sealed class Ade7953SpiPort(II2cBus registers) : ISpiBus
{
    private const int HeadBytes = 3;
    private const byte ReadCommand = 0x80;
    private readonly byte[] _frame = new byte[8];

    /// <inheritdoc/>
    public bool TryTransfer(byte[] write, int writeCount, byte[] read, int readCount)
    {
        read.AsSpan(0, readCount).Fill(0xFF);
        if (writeCount < HeadBytes) return true; // selected and let go of again: nothing happened
        bool isRead = write[2] == ReadCommand;
        int dataCount = isRead ? 0 : writeCount - HeadBytes;
        _frame[0] = write[0];
        _frame[1] = write[1];
        write.AsSpan(HeadBytes, dataCount).CopyTo(_frame.AsSpan(2));
        if (!registers.TryTransfer(Ade7953Chip.BusAddress, _frame, 2 + dataCount, read, isRead ? readCount : 0))
            read.AsSpan(0, readCount).Fill(0xFF);
        return true;
    }
}
