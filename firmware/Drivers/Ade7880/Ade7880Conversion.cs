using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Drivers;

/// <summary>
/// From codes of an ADE7880 to units: integers, rounded half away from zero. Full scales are those of the whole input: divider
/// or transformer and the chip's 353.55 mV rms. A full-scale sine has a crest of 5 326 737 codes (ADI's own driver), so an rms
/// of 3 766 572, and a power of 27 059 678 (PMAX), of which the power register shows a 16th.
/// </summary>
internal static class Ade7880Conversion
{
    /// <summary>An rms register at full scale.</summary>
    public const int RmsCodesAtFullScale = 3_766_572;

    /// <summary>The power that accumulates, at full scale; xWATT shows a 16th of it.</summary>
    public const int PowerAtFullScale = 27_059_678;

    /// <summary>WTHR: how much power, in 2^27, makes one count. The smallest the data sheet recommends.</summary>
    public const int Threshold = 3;

    /// <summary>Counts an energy register gains in a second at full scale, rounded up: PMAX x 1.024 MHz / (WTHR x 2^27).</summary>
    public const int CountsPerSecondAtFullScale = 68_817;

    /// <summary>Most of V x I at full scale and gain 1, uW: 20 MW a phase. Counts are then 80.7 mWh.</summary>
    public const long FullScaleMicrowattsMax = 20_000_000_000_000;

    /// <summary>Width of the energy registers.</summary>
    public const int CounterBits = 32;

    // Below a 500th of full scale no accuracy is stated for the voltage, and its zero crossings are noise.
    private const int VoltageCodesMin = RmsCodesAtFullScale / 500;
    private const int NoPeriod = 0xFFFF;
    private const int PeriodClockMillihertz = 256_000_000;
    private const int PowerFactorSteps = 1 << 15;
    private const int PpmPerUnit = 1_000_000;
    private const int PowerShown = 16;
    private const int PgaMax = 4;

    // A count is WTHR x 2^27 / 1.024 MHz = 393.216 s of one code, which is 24.576 s of one code of xWATT. In pWh it is
    // mV x mA x 10^6 x 393.216 / (3600 x 27 059 678), shortened by 2000: with the bound on mV x mA nothing leaves a long.
    private const long CountNumerator = 163_840, CountDenominator = 40_589_517;

    /// <summary>Amplification of a gain setting, 0 to 4.</summary>
    public static int Amplification(int setting)
    {
        Require.InRange(setting, 0, PgaMax, nameof(setting));
        return 1 << setting;
    }

    /// <summary>Energy of one count, pWh, rounded half up; 0 where full scale is beyond <see cref="FullScaleMicrowattsMax"/>.</summary>
    public static long PicowattHoursPerCount(int voltageFullScaleMillivolts, ChannelParameters channel)
    {
        long microwatts = (long)voltageFullScaleMillivolts * channel.CurrentFullScaleMilliamperes;
        if (microwatts > FullScaleMicrowattsMax) return 0;
        long divisor = CountDenominator * Amplification(channel.Pga);
        Require.InRange(divisor, CountDenominator, CountDenominator << PgaMax, nameof(divisor));
        return (CountNumerator * microwatts + divisor / 2) / divisor;
    }

    /// <summary>
    /// How many low bits of a counter are taken, so that half their range times the energy of a count stays below what every
    /// front end keeps to: all 32 below 461 kW at full scale, and one less for each doubling.
    /// </summary>
    public static int BitsFor(long picowattHoursPerCount)
    {
        const int Half = CounterBits / 2;
        int bits = CounterBits;
        while (bits > Half + 1 && picowattHoursPerCount << bits - Half - 1 > FrontEndLimits.PicowattHoursMax >> Half) bits--;
        return bits;
    }

    /// <summary>
    /// Most counts an energy register gains in a second: full scale times both gains, and half of that again, because a
    /// clipped wave carries more than a full-scale sine. Rounded up.
    /// </summary>
    public static long CountsPerSecondMax(int powerGain, int voltageGain)
    {
        const long Unity = ParameterSet.UnityGain;
        return (CountsPerSecondAtFullScale * 3L * powerGain * voltageGain + 2 * Unity * Unity - 1) / (2 * Unity * Unity);
    }

    /// <summary>Power at full scale, mW. Half a milliwatt of rounding is at most what one code is worth.</summary>
    public static long FullScaleMilliwatts(int voltageFullScaleMillivolts, ChannelParameters channel)
    {
        long microwattsPerMilliwatt = 1000L * Amplification(channel.Pga);
        Require.InRange(microwattsPerMilliwatt, 1000, 1000 << PgaMax, nameof(microwattsPerMilliwatt));
        return ((long)voltageFullScaleMillivolts * channel.CurrentFullScaleMilliamperes + microwattsPerMilliwatt / 2) / microwattsPerMilliwatt;
    }

    /// <summary>Rms voltage, mV: xVRMS x full scale / 3 766 572.</summary>
    public static int VoltageMillivolts(int codes, int fullScaleMillivolts) =>
        (int)(((long)codes * fullScaleMillivolts + RmsCodesAtFullScale / 2) / RmsCodesAtFullScale);

    /// <summary>Rms current, mA: xIRMS x full scale / (3 766 572 x amplification).</summary>
    public static int CurrentMilliamperes(int codes, ChannelParameters channel)
    {
        long codesAtFullScale = (long)RmsCodesAtFullScale * Amplification(channel.Pga);
        Require.InRange(codesAtFullScale, RmsCodesAtFullScale, (long)RmsCodesAtFullScale << PgaMax, nameof(codesAtFullScale));
        return (int)(((long)codes * channel.CurrentFullScaleMilliamperes + codesAtFullScale / 2) / codesAtFullScale);
    }

    /// <summary>Active power, mW: xWATT x 16 x full scale / 27 059 678.</summary>
    public static long ActivePowerMilliwatts(int codes, long fullScaleMilliwatts) =>
        RoundedAwayFromZero(codes * PowerShown * fullScaleMilliwatts, PowerAtFullScale);

    /// <summary>Power factor, ppm: two's complement of 16 bits, 2^-15 a step.</summary>
    public static int PowerFactorPpm(int register) =>
        (int)RoundedAwayFromZero((long)(short)register * PpmPerUnit, PowerFactorSteps);

    /// <summary>Whether a voltage is one whose period means something.</summary>
    public static bool IsLive(int voltageCodes) => voltageCodes >= VoltageCodesMin;

    /// <summary>Whether a period register holds one.</summary>
    public static bool IsPeriod(int period) => period > 0 && period < NoPeriod;

    /// <summary>Mains frequency, mHz: 256 kHz / xPERIOD.</summary>
    public static int FrequencyMillihertz(int period)
    {
        Require.InRange(period, 1, NoPeriod, nameof(period));
        return (PeriodClockMillihertz + period / 2) / period;
    }

    private static long RoundedAwayFromZero(long numerator, int denominator)
    {
        Require.InRange(denominator, 1, int.MaxValue, nameof(denominator));
        long half = denominator / 2;
        return (numerator < 0 ? numerator - half : numerator + half) / denominator;
    }
}
