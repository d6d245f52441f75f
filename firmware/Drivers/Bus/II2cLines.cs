namespace CarbonMeter.Firmware.Drivers;

/// <summary>The two wires of an I2C bus, taken from the controller: open drain, so a line that is let go is high unless somebody holds it.</summary>
public interface II2cLines
{
    /// <summary>Whether the data line is high.</summary>
    bool IsDataHigh { get; }

    /// <summary>Lets the data line go (true) or pulls it low.</summary>
    void SetData(bool isHigh);

    /// <summary>Lets the clock line go (true) or pulls it low, and waits at least 5 us.</summary>
    void SetClock(bool isHigh);
}
