namespace CarbonMeter.Firmware.Drivers;

/// <summary>One device on an SPI bus, with its own chip select, as a driver sees it. Nobody acknowledges on SPI.</summary>
public interface ISpiBus
{
    /// <summary>
    /// Selects the device, sends writeCount bytes and then reads readCount, most significant bit first, and lets go of it.
    /// False where the bus itself failed; what was read is then void.
    /// </summary>
    bool TryTransfer(byte[] write, int writeCount, byte[] read, int readCount);
}
