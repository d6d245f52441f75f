namespace CarbonMeter.Firmware.Drivers;

/// <summary>Raw figures of Sensirion parts in the units of the gas channel. Roundings are to the nearest, halves away from zero.</summary>
public static class SensirionFigure
{
    private const int FullScale = 65_535;
    private const int ExponentBias = 150, FractionBits = 23, ShiftMax = 20, ShiftMin = -62;

    /// <summary>T = -45 + 175 x raw / 65535 degrees Celsius, in thousandths. SHT and SCD4x.</summary>
    public static int Millicelsius(int raw) => (int)((raw * 175_000L + FullScale / 2) / FullScale) - 45_000;

    /// <summary>RH = 100 x raw / 65535 percent, in ppm. SCD4x.</summary>
    public static int HumidityPpm(int raw) => (int)((raw * 1_000_000L + FullScale / 2) / FullScale);

    /// <summary>A quotient rounded to the nearest, halves away from zero; the divisor is 1 to 65535.</summary>
    public static long Rounded(long dividend, int divisor)
    {
        Require.InRange(divisor, 1, FullScale, nameof(divisor));
        long half = divisor / 2;
        return (dividend >= 0 ? dividend + half : dividend - half) / divisor;
    }

    /// <summary>
    /// The number that 32 bits of IEEE 754 stand for, times a scale of 1 to 100 000, as a whole number. False where they are
    /// not a number, infinite, or too large to be a figure of any sensor. Bits are taken apart as integers, so nothing between
    /// register and record is a floating-point number.
    /// </summary>
    public static bool TryFromSingleBits(int bits, int scale, out long scaled)
    {
        Require.InRange(scale, 1, 100_000, nameof(scale));
        scaled = 0;
        int exponent = bits >> FractionBits & 0xFF;
        if (exponent == 0) return true; // zero, or so near to it that no scale lifts it to a half
        int shift = exponent - ExponentBias;
        if (shift > ShiftMax) return false; // not a number and infinity among them
        long magnitude = (long)(bits & 0x7FFFFF | 0x800000) * scale;
        if (shift >= 0) magnitude <<= shift;
        else if (shift < ShiftMin) magnitude = 0;
        else magnitude = (magnitude + (1L << -shift - 1)) >> -shift;
        scaled = bits < 0 ? -magnitude : magnitude;
        return true;
    }
}
