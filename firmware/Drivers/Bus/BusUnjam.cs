namespace CarbonMeter.Firmware.Drivers;

/// <summary>
/// Frees a bus on which a chip holds the data line low, because a reset or a disturbance took the controller away in the middle
/// of a byte: up to nine clocks let the chip end that byte, then a stop tells every chip that nothing is under way (I2C
/// specification UM10204, 3.1.16).
/// </summary>
public static class BusUnjam
{
    /// <summary>Clocks at most: eight bits and the acknowledge.</summary>
    public const int ClocksMax = 9;

    /// <summary>Clocks the bus free; false where the data line is held all the same: only power helps then.</summary>
    public static bool TryFree(II2cLines lines)
    {
        Require.NotNull(lines, nameof(lines));
        lines.SetData(true);
        lines.SetClock(true);
        for (int clock = 0; clock < ClocksMax && !lines.IsDataHigh; clock++)
        {
            lines.SetClock(false);
            lines.SetClock(true);
        }
        // The stop: data rises while the clock is high. Data falls under a low clock, or it would be a start.
        lines.SetClock(false);
        lines.SetData(false);
        lines.SetClock(true);
        lines.SetData(true);
        return lines.IsDataHigh;
    }
}
