using System.Collections.Generic;
using CarbonMeter.Firmware.Drivers;

namespace CarbonMeter.Firmware.Virtual;

/// <summary>
/// The two wires of a board with several chips on them: a transfer goes to the chip at its address, and nobody acknowledges
/// where there is none. Every chip is behind a connection of its own, on which its faults are set. Not for use from several
/// threads at once.
/// </summary>
public sealed class VirtualI2cBus(SeededRandom random) : II2cBus
{
    /// <summary>The general call: every chip hears it, and each decides itself whether it means anything to it.</summary>
    public const byte GeneralCall = 0x00;

    /// <summary>First and last 7-bit address a chip may have; the others are reserved by the I2C specification.</summary>
    public const byte AddressMin = 0x08, AddressMax = 0x77;

    private readonly FaultyI2cBus?[] _chips = new FaultyI2cBus?[AddressMax + 1];
    private readonly List<FaultyI2cBus> _inOrder = [];

    /// <summary>Transfers so far, those that failed included.</summary>
    public long Transfers { get; private set; }

    /// <summary>
    /// Puts a chip on the bus. What comes back is its connection: unplugged, not acknowledging, corrupting, holding SDA low.
    /// A clash of two chips at one address is refused.
    /// </summary>
    public FaultyI2cBus Attach(byte address, II2cBus chip)
    {
        Require.InRange(address, AddressMin, AddressMax, nameof(address));
        Require.That(_chips[address] is null, $"there is a chip at 0x{address:X2} already");
        var connection = new FaultyI2cBus(chip, random);
        _chips[address] = connection;
        _inOrder.Add(connection);
        return connection;
    }

    /// <summary>The connection of the chip at an address; there has to be one.</summary>
    public FaultyI2cBus At(byte address)
    {
        Require.InRange(address, AddressMin, AddressMax, nameof(address));
        return _chips[address] ?? throw new KeyNotFoundException($"there is no chip at 0x{address:X2}");
    }

    /// <inheritdoc/>
    public bool TryTransfer(byte address, byte[] write, int writeCount, byte[] read, int readCount)
    {
        Transfers++;
        foreach (var chip in _inOrder)
            if (chip is { IsStuck: true, IsUnplugged: false }) return false;
        if (address == GeneralCall) return TryCallAll(write, writeCount, read, readCount);
        var called = address <= AddressMax ? _chips[address] : null;
        return called is not null && called.TryTransfer(address, write, writeCount, read, readCount);
    }

    private bool TryCallAll(byte[] write, int writeCount, byte[] read, int readCount)
    {
        bool isAcknowledged = false;
        foreach (var chip in _inOrder) isAcknowledged |= chip.TryTransfer(GeneralCall, write, writeCount, read, readCount);
        return isAcknowledged;
    }
}
