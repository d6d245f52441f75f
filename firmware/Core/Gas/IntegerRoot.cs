namespace CarbonMeter.Firmware.Gas;

/// <summary>The square root in integers: System.Math is single precision on the device.</summary>
public static class IntegerRoot
{
    /// <summary>The largest number whose square is at most the value, which is not negative. 32 rounds, no division.</summary>
    public static long Of(long value)
    {
        Require.InRange(value, 0, long.MaxValue, nameof(value));
        long root = 0, rest = value;
        for (long bit = 1L << 62; bit != 0; bit >>= 2)
        {
            if (rest >= root + bit)
            {
                rest -= root + bit;
                root = (root >> 1) + bit;
            }
            else root >>= 1;
        }
        return root;
    }
}
