namespace CarbonMeter.Firmware.Drivers;

/// <summary>How the registers of an ADE7953 are reached: over I2C or SPI. What is sent and what it means is the same.</summary>
internal interface IAde7953Wires
{
    /// <summary>Reads a register of so many bytes, 1 to 4, most significant byte first.</summary>
    bool TryRead(int address, byte[] into, int widthBytes);

    /// <summary>Writes a register of so many bytes, 1 to 4, most significant byte first.</summary>
    bool TryWrite(int address, byte[] bytes, int widthBytes);
}

/// <summary>Over I2C: the chip's only address, the register's address in two bytes, then the data (data sheet p53).</summary>
internal sealed class Ade7953I2cWires : IAde7953Wires
{
    // The chip's only address; an ADE7880 has the same.
    private const byte DeviceAddress = 0x38;
    private const int AddressBytes = 2, DataBytesMax = 4;

    private readonly II2cBus _bus;
    private readonly byte[] _write = new byte[AddressBytes + DataBytesMax];

    public Ade7953I2cWires(II2cBus bus)
    {
        _bus = bus;
    }

    public bool TryRead(int address, byte[] into, int widthBytes)
    {
        Put(address);
        return _bus.TryTransfer(DeviceAddress, _write, AddressBytes, into, widthBytes);
    }

    public bool TryWrite(int address, byte[] bytes, int widthBytes)
    {
        Put(address);
        for (int i = 0; i < widthBytes; i++) _write[AddressBytes + i] = bytes[i];
        return _bus.TryTransfer(DeviceAddress, _write, AddressBytes + widthBytes, bytes, 0);
    }

    private void Put(int address)
    {
        _write[0] = (byte)(address >> 8);
        _write[1] = (byte)address;
    }
}

/// <summary>
/// Over SPI: the register's address in two bytes, a byte that says read or write, then the data, all in one selection; clock
/// idle high, at most 5 MHz [from general knowledge of the part, not yet tried on hardware]. A chip that does not answer reads
/// as all ones or all zeroes; only the confirmation by what the chip says it did last tells.
/// </summary>
internal sealed class Ade7953SpiWires : IAde7953Wires
{
    private const int HeadBytes = 3, DataBytesMax = 4;
    private const byte ReadCommand = 0x80, WriteCommand = 0x00;

    private readonly ISpiBus _bus;
    private readonly byte[] _write = new byte[HeadBytes + DataBytesMax];

    public Ade7953SpiWires(ISpiBus bus)
    {
        _bus = bus;
    }

    public bool TryRead(int address, byte[] into, int widthBytes)
    {
        Put(address, ReadCommand);
        return _bus.TryTransfer(_write, HeadBytes, into, widthBytes);
    }

    public bool TryWrite(int address, byte[] bytes, int widthBytes)
    {
        Put(address, WriteCommand);
        for (int i = 0; i < widthBytes; i++) _write[HeadBytes + i] = bytes[i];
        return _bus.TryTransfer(_write, HeadBytes + widthBytes, bytes, 0);
    }

    private void Put(int address, byte command)
    {
        _write[0] = (byte)(address >> 8);
        _write[1] = (byte)address;
        _write[2] = command;
    }
}
