namespace CarbonMeter.Firmware.Drivers;

/// <summary>
/// A chip's own constants, and the data sheet's integer formulas that make figures of its counts with them. Widths and shifts
/// are the data sheet's: its worked example comes out to the last digit.
/// </summary>
public sealed class Bmx280Calibration
{
    /// <summary>Bytes of the first block, from 0x88, and of the BME280's second, from 0xE1.</summary>
    public const int FirstBytes = 26, SecondBytes = 7;

    private const int HumidityAt = 25;
    // Humidity in % with 10 binary places; 100 % is the largest.
    private const int HumidityMax = 100 << 22;

    private readonly int[] _t = new int[4];
    private readonly int[] _p = new int[10];
    private readonly int[] _h = new int[7];

    /// <summary>
    /// Takes the first block. False where it cannot be one: every part has its first temperature and pressure constants
    /// above 0, and memory that was not read is all zeros or all ones.
    /// </summary>
    public bool TryTakeFirst(byte[] block)
    {
        Require.Segment(block, 0, FirstBytes, nameof(block));
        for (int i = 1; i <= 3; i++) _t[i] = (short)Word(block, 2 * (i - 1));
        for (int i = 1; i <= 9; i++) _p[i] = (short)Word(block, 2 * (i + 2));
        _t[1] &= 0xFFFF;
        _p[1] &= 0xFFFF;
        _h[1] = block[HumidityAt];
        return _t[1] != 0 && _p[1] != 0 && (_t[1] & _t[2] & _t[3] & 0xFFFF) != 0xFFFF;
    }

    /// <summary>Takes the BME280's second block. False where it is all zeros or all ones.</summary>
    public bool TryTakeSecond(byte[] block)
    {
        Require.Segment(block, 0, SecondBytes, nameof(block));
        _h[2] = (short)Word(block, 0);
        _h[3] = block[2];
        // Two numbers of 12 bits with sign share the middle byte.
        _h[4] = (sbyte)block[3] * 16 | block[4] & 0x0F;
        _h[5] = (sbyte)block[5] * 16 | block[4] >> 4;
        _h[6] = (sbyte)block[6];
        int any = 0, all = 0xFF;
        for (int i = 0; i < SecondBytes; i++)
        {
            any |= block[i];
            all &= block[i];
        }
        return any != 0 && all != 0xFF;
    }

    /// <summary>The fine temperature of the other formulas, 1/5120 degree Celsius, from 20 bits of temperature.</summary>
    public int FineTemperature(int counts)
    {
        int linear = ((counts >> 3) - (_t[1] << 1)) * _t[2] >> 11;
        int offset = (counts >> 4) - _t[1];
        // A number of 16 bits squared, and times 15: too long for 32 in a chip whose constants are off.
        long square = (long)offset * offset >> 12;
        return linear + (int)(square * _t[3] >> 14);
    }

    /// <summary>Temperature, thousandths of a degree Celsius.</summary>
    public static int Millicelsius(int fineTemperature) => (int)SensirionFigure.Rounded(fineTemperature * 25L, 128);

    /// <summary>
    /// Absolute pressure in Pa with 8 binary places, from 20 bits of pressure. False where the constants make the divisor 0.
    /// </summary>
    public bool TryPressure(int counts, int fineTemperature, out long pascals256)
    {
        pascals256 = 0;
        long t = fineTemperature - 128_000L;
        long offset = t * t * _p[6] + (t * _p[5] << 17) + ((long)_p[4] << 35);
        long slope = (t * t * _p[3] >> 8) + (t * _p[2] << 12);
        long divisor = ((1L << 47) + slope) * _p[1] >> 33;
        if (divisor == 0) return false;
        long p = (((1_048_576L - counts << 31) - offset) * 3125) / divisor;
        long square = _p[9] * (p >> 13) * (p >> 13) >> 25;
        long linear = _p[8] * p >> 19;
        pascals256 = (p + square + linear >> 8) + ((long)_p[7] << 4);
        return true;
    }

    /// <summary>Relative humidity, ppm of saturation, from 16 bits of humidity; cut at 0 and 100 % as the data sheet does.</summary>
    public int HumidityPpm(int counts, int fineTemperature)
    {
        long t = fineTemperature - 76_800L;
        long raw = ((long)counts << 14) - ((long)_h[4] << 20) - _h[5] * t + 16_384 >> 15;
        long gain = ((t * _h[6] >> 10) * ((t * _h[3] >> 11) + 32_768) >> 10) + 2_097_152;
        long h = raw * (gain * _h[2] + 8_192 >> 14);
        h -= ((h >> 15) * (h >> 15) >> 7) * _h[1] >> 4;
        if (h < 0) h = 0;
        if (h > HumidityMax) h = HumidityMax;
        return (int)(((h >> 12) * 625 + 32) >> 6);
    }

    private static int Word(byte[] block, int at) => block[at] | block[at + 1] << 8;
}
