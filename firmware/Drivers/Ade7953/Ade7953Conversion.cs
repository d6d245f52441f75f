using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Drivers;

/// <summary>
/// From codes of an ADE7953 to units: integers, rounded half away from zero. Full scales are those of the whole input:
/// divider or transformer and the chip's 353.55 mV rms. Numbers from the data sheet Rev. C p23 to p25 and p34, and AN-1118.
/// </summary>
internal static class Ade7953Conversion
{
    /// <summary>An rms register at full scale.</summary>
    public const int RmsCodesAtFullScale = 9_032_007;

    /// <summary>A power register at full scale.</summary>
    public const int PowerCodesAtFullScale = 4_862_401;

    /// <summary>Counts an energy register gains in a second at full scale.</summary>
    public const int CountsPerSecondAtFullScale = 206_900;

    // Below a 500th of full scale no accuracy is stated for the voltage, and its zero crossings are noise.
    private const int VoltageCodesMin = RmsCodesAtFullScale / 500;
    private const int NoPeriod = 0xFFFF;
    private const int PeriodClockMillihertz = 223_750_000;
    private const int PowerFactorSteps = 1 << 15;
    private const int PpmPerUnit = 1_000_000;
    private const int AmplificationMax = 22;

    // pWh a count = mV x mA x 10^6 / (206 900 x 3600): shortened by 40 000, so that nothing leaves a long.
    private const long CountNumerator = 25, CountDenominator = 18_621;
    private const long FullScaleMicrowattsMax = PicowattHoursPerCountMax / CountNumerator * CountDenominator;

    /// <summary>Width of the energy registers.</summary>
    public const int CounterBits = 24;

    /// <summary>0.25 Wh a count: times half the registers' range it stays below what every front end keeps to.</summary>
    public const long PicowattHoursPerCountMax = 250_000_000_000;

    /// <summary>Amplification of a gain setting, 0 to 5.</summary>
    public static int Amplification(int setting) => setting < 5 ? 1 << setting : AmplificationMax;

    /// <summary>Energy of one count, pWh, rounded half up; 0 where it is outside what every front end keeps to.</summary>
    public static long PicowattHoursPerCount(int voltageFullScaleMillivolts, ChannelParameters channel)
    {
        long amplification = Amplification(channel.Pga);
        long microwatts = (long)voltageFullScaleMillivolts * channel.CurrentFullScaleMilliamperes;
        long halvesPerCount = 2 * CountDenominator * amplification;
        if (halvesPerCount < 1 || microwatts > FullScaleMicrowattsMax * amplification) return 0;
        return (2 * CountNumerator * microwatts + halvesPerCount / 2) / halvesPerCount;
    }

    /// <summary>
    /// Most counts an energy register gains in a second: full scale times the larger energy gain, and half of that again,
    /// because a clipped wave carries more than a full-scale sine. Rounded up.
    /// </summary>
    public static long CountsPerSecondMax(ChannelParameters channel)
    {
        long gain = channel.ActiveGain > channel.ReactiveGain ? channel.ActiveGain : channel.ReactiveGain;
        return (CountsPerSecondAtFullScale * 3L * gain + 2 * ParameterSet.UnityGain - 1) / (2 * ParameterSet.UnityGain);
    }

    /// <summary>Power at full scale, mW. Half a milliwatt of rounding is at most what one code is worth.</summary>
    public static long FullScaleMilliwatts(int voltageFullScaleMillivolts, ChannelParameters channel)
    {
        long microwattsPerMilliwatt = 1000L * Amplification(channel.Pga);
        Require.InRange(microwattsPerMilliwatt, 1000, 1000 * AmplificationMax, nameof(microwattsPerMilliwatt));
        return ((long)voltageFullScaleMillivolts * channel.CurrentFullScaleMilliamperes + microwattsPerMilliwatt / 2) / microwattsPerMilliwatt;
    }

    /// <summary>Rms voltage, mV: VRMS x full scale / 9 032 007.</summary>
    public static int VoltageMillivolts(int codes, int fullScaleMillivolts) =>
        (int)(((long)codes * fullScaleMillivolts + RmsCodesAtFullScale / 2) / RmsCodesAtFullScale);

    /// <summary>Rms current, mA: IRMS x full scale / (9 032 007 x amplification).</summary>
    public static int CurrentMilliamperes(int codes, ChannelParameters channel)
    {
        long codesAtFullScale = (long)RmsCodesAtFullScale * Amplification(channel.Pga);
        Require.InRange(codesAtFullScale, RmsCodesAtFullScale, (long)RmsCodesAtFullScale * AmplificationMax, nameof(codesAtFullScale));
        return (int)(((long)codes * channel.CurrentFullScaleMilliamperes + codesAtFullScale / 2) / codesAtFullScale);
    }

    /// <summary>Active power, mW: WATT x full scale / 4 862 401.</summary>
    public static long ActivePowerMilliwatts(int codes, long fullScaleMilliwatts) =>
        RoundedAwayFromZero(codes * fullScaleMilliwatts, PowerCodesAtFullScale);

    /// <summary>Power factor, ppm: two's complement of 16 bits, 2^-15 a step.</summary>
    public static int PowerFactorPpm(int register) =>
        (int)RoundedAwayFromZero((long)(short)register * PpmPerUnit, PowerFactorSteps);

    /// <summary>Whether there is a mains voltage whose period means something.</summary>
    public static bool HasFrequency(int period, int voltageCodes) =>
        period > 0 && period < NoPeriod && voltageCodes >= VoltageCodesMin;

    /// <summary>Mains frequency, mHz: 223 750 Hz / (Period + 1).</summary>
    public static int FrequencyMillihertz(int period)
    {
        int steps = period + 1;
        Require.InRange(steps, 1, NoPeriod + 1, nameof(period));
        return (PeriodClockMillihertz + steps / 2) / steps;
    }

    private static long RoundedAwayFromZero(long numerator, int denominator)
    {
        Require.InRange(denominator, 1, int.MaxValue, nameof(denominator));
        long half = denominator / 2;
        return (numerator < 0 ? numerator - half : numerator + half) / denominator;
    }
}
