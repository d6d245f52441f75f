namespace CarbonMeter.Firmware.Drivers;

/// <summary>The buses of a board: the chip's controllers on the device, register-level models elsewhere.</summary>
public interface IBoardBuses
{
    /// <summary>The I2C bus at a place in the board's list.</summary>
    II2cBus I2c(int bus);

    /// <summary>The SPI bus at a place in the board's list, as a part with this chip select sees it.</summary>
    ISpiBus Spi(int bus, int chipSelectPin);
}
