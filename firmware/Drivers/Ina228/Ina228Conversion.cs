using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Drivers;

/// <summary>
/// From the registers of an INA228 to units, in integers. The shunt calibration register is always 4096: with the current's
/// full scale being what fills the shunt input, that is its value for any shunt (TI: 13107.2e6 x full scale / 2^19 x shunt).
/// </summary>
public static class Ina228Conversion
{
    /// <summary>Codes of the current and voltage registers at full scale: 2^19.</summary>
    public const int CodesAtFullScale = 1 << 19;

    /// <summary>Bus voltage at full scale without a divider, mV: 2^19 x 195.3125 uV. The part itself stands 85 V.</summary>
    public const int VoltageFullScaleMillivolts = 102_400;

    /// <summary>Voltage across the shunt at full scale, uV: 2^19 x 312.5 nV; a fourth of it in the narrow range.</summary>
    public const int ShuntFullScaleMicrovolts = 163_840;

    /// <summary>Gain setting of a parameter set for the wide range (163.84 mV), and for the narrow one (40.96 mV).</summary>
    public const int WideRange = 0, NarrowRange = 2;

    /// <summary>Counts the energy register gains in a second at full scale: 102.4 V x 2^19 / 51.2.</summary>
    public const int CountsPerSecondAtFullScale = 1 << 20;

    /// <summary>Largest full-scale power, uW: 1 MW.</summary>
    public const long FullScaleMicrowattsMax = 1_000_000_000_000;

    private const int NarrowAmplification = 4;

    // pWh a count = mV x mA x 625 / 2 359 296 (16 x 3.2 x full scale / 2^19 joule, shortened), then the gain in 2^22nds.
    private const long CountNumerator = 625, CountDenominator = 2_359_296;
    private const int FractionBits = 10, GainBits = 22;

    /// <summary>Amplification of a range.</summary>
    public static int Amplification(int range) => range == NarrowRange ? NarrowAmplification : 1;

    /// <summary>Energy of one count, pWh, gain included, rounded half up; 0 where the full scale is above 1 MW.</summary>
    public static long PicowattHoursPerCount(int voltageFullScaleMillivolts, ChannelParameters channel)
    {
        long microwatts = (long)voltageFullScaleMillivolts * channel.CurrentFullScaleMilliamperes;
        long denominator = CountDenominator * Amplification(channel.Pga);
        if (denominator < 1 || microwatts > FullScaleMicrowattsMax) return 0;
        // At most 6.4e17, then at most 2.8e11 x 6.3e6.
        long inFractions = (microwatts * CountNumerator << FractionBits) / denominator;
        return (inFractions * channel.ActiveGain + (1L << FractionBits + GainBits - 1)) >> FractionBits + GainBits;
    }

    /// <summary>Bus voltage, mV, from 20 bits in two's complement; below zero (noise at no voltage) it is zero.</summary>
    public static int VoltageMillivolts(int codes, int fullScaleMillivolts) =>
        codes <= 0 ? 0 : (int)(((long)codes * fullScaleMillivolts + CodesAtFullScale / 2) / CodesAtFullScale);

    /// <summary>Current, mA, signed, from 20 bits in two's complement, rounded half away from zero.</summary>
    public static long CurrentMilliamperes(int codes, ChannelParameters channel)
    {
        long codesAtFullScale = (long)CodesAtFullScale * Amplification(channel.Pga);
        Require.InRange(codesAtFullScale, CodesAtFullScale, (long)CodesAtFullScale * NarrowAmplification, nameof(codesAtFullScale));
        long scaled = (long)codes * channel.CurrentFullScaleMilliamperes, half = codesAtFullScale / 2;
        return (scaled < 0 ? scaled - half : scaled + half) / codesAtFullScale;
    }
}
