namespace CarbonMeter.Firmware.Drivers;

/// <summary>An I2C bus as a driver sees it: a board wires it to the chip's port, a test to a register-level model.</summary>
public interface II2cBus
{
    /// <summary>
    /// Writes writeCount bytes and, where readCount is above 0, reads that many after a repeated start, in one transfer.
    /// False where the device did not acknowledge or the bus failed; what was read is then void.
    /// </summary>
    bool TryTransfer(byte address, byte[] write, int writeCount, byte[] read, int readCount);
}
