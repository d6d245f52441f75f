using System;

namespace CarbonMeter.Firmware.Virtual;

/// <summary>
/// Constants of one BMP280 (those of its data sheet's worked example) and, for the BME280, of a usual humidity element, with
/// the data sheet's floating-point formulas.
/// </summary>
internal sealed class Bmx280Constants
{
    private static readonly int[] T = [27504, 26435, -1000];
    private static readonly int[] P = [36477, -10685, 3024, 2855, 140, -7, 15500, -14600, 6000];
    private const int H1 = 75, H2 = 370, H3 = 0, H6 = 30;

    /// <summary>The two humidity constants of 12 bits with sign.</summary>
    public int H4 { get; init; } = 313;

    /// <summary>The other of them.</summary>
    public int H5 { get; init; } = 50;

    /// <summary>Puts them where the chip keeps them.</summary>
    public void Store(byte[] register, bool hasHumidity)
    {
        for (int i = 0; i < T.Length; i++) PutWord(register, 0x88 + 2 * i, T[i]);
        for (int i = 0; i < P.Length; i++) PutWord(register, 0x8E + 2 * i, P[i]);
        if (!hasHumidity) return;
        register[0xA1] = H1;
        PutWord(register, 0xE1, H2);
        register[0xE3] = H3;
        register[0xE4] = (byte)(H4 >> 4);
        register[0xE5] = (byte)(H4 & 0x0F | (H5 & 0x0F) << 4);
        register[0xE6] = (byte)(H5 >> 4);
        register[0xE7] = H6;
    }

    public double Celsius(double counts, out double fine)
    {
        double a = (counts / 16384 - T[0] / 1024.0) * T[1];
        double b = Math.Pow(counts / 131072 - T[0] / 8192.0, 2) * T[2];
        fine = a + b;
        return fine / 5120;
    }

    public double Pascals(double counts, double fine)
    {
        double t = fine / 2 - 64000;
        double offset = (t * t * P[5] / 32768 + t * P[4] * 2) / 4 + P[3] * 65536.0;
        double slope = (1 + (P[2] * t * t / 524288 + P[1] * t) / 524288 / 32768) * P[0];
        double p = (1048576 - counts - offset / 4096) * 6250 / slope;
        return p + (P[8] * p * p / 2147483648 + p * P[7] / 32768 + P[6]) / 16;
    }

    public double Percent(double counts, double fine)
    {
        double t = fine - 76800;
        double h = (counts - (H4 * 64 + H5 / 16384.0 * t)) * (H2 / 65536.0 * (1 + H6 / 67108864.0 * t * (1 + H3 / 67108864.0 * t)));
        return Math.Clamp(h * (1 - H1 * h / 524288), 0, 100);
    }

    /// <summary>The counts below a limit whose figure comes nearest from below to a wanted one, for a figure that only rises or only falls.</summary>
    public static double Search(int limit, bool rises, Func<double, double> figure, double wanted)
    {
        int low = 0, high = limit - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (figure(middle) <= wanted == rises) low = middle;
            else high = middle - 1;
        }
        return low;
    }

    private static void PutWord(byte[] register, int at, int value)
    {
        register[at] = (byte)value;
        register[at + 1] = (byte)(value >> 8);
    }
}
