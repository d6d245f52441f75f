namespace CarbonMeter.Firmware.Metering;

/// <summary>Arithmetic of free-running counters.</summary>
public static class Counters
{
    /// <summary>
    /// The signed difference of two readings of a counter of so many bits, 1 to 32, that advanced by less than half its range.
    /// Whatever stands above those bits does not matter.
    /// </summary>
    public static int Difference(int before, int now, int bits)
    {
        Require.InRange(bits, 1, 32, nameof(bits));
        int spare = 32 - bits;
        return (now - before << spare) >> spare;
    }
}
