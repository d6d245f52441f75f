using System;

namespace CarbonMeter.Firmware.Virtual;

/// <summary>
/// One energy accumulator of an ADE7880: counts = floor of the exact integral of power over time, with the rest kept, so that
/// months of segments are exact to one count. Power comes in 1/2^23 mW, the unit in which a power gain times whole mW is whole.
/// </summary>
internal sealed class PhaseCounter
{
    /// <summary>Fraction bits of a gain register.</summary>
    public const int GainBits = 23;

    // A count is WTHR x 2^27 power codes at 1.024 MHz, and full scale is PMAX = 27 059 678 of them: in a second of full scale
    // PMAX x 1 024 000 / 2^27 = 1 691 229 875 / 8192 counts, over WTHR. And mW x ms over mV x mA are seconds of full scale.
    private const long RateNumerator = 1_691_229_875, RateDenominator = 8192;
    private const long RunMsMax = 1L << 28;

    private Int128 _rest, _perCount = 1;
    private long _power, _scale, _zeroAt;

    /// <summary>Counts since the model was made; resets of the chip do not touch it.</summary>
    public long Total { get; private set; }

    /// <summary>Counts made while power was positive, and while it was negative, both as positive numbers.</summary>
    public long Positive { get; private set; }

    /// <summary>See <see cref="Positive"/>.</summary>
    public long Negative { get; private set; }

    /// <summary>The register: 32 bits, two's complement, wrapping.</summary>
    public int Register => unchecked((int)(Total - _zeroAt));

    /// <summary>
    /// Power from now on, 1/2^23 mW; the full scale it is measured against, uW at gain 1; the amplifier's gain; and the threshold.
    /// </summary>
    public void SetPower(long milliwattsTimesGain, long fullScaleMicrowatts, int amplification, int threshold)
    {
        _power = milliwattsTimesGain;
        _scale = RateNumerator * amplification;
        _perCount = (Int128)fullScaleMicrowatts * (RateDenominator * Math.Max(threshold, 1)) << GainBits;
    }

    /// <summary>Lets a span of time pass, ms.</summary>
    public void Run(long ms)
    {
        Require.InRange(ms, 0, long.MaxValue, nameof(ms));
        if (_power == 0) return;
        for (; ms > 0; ms -= Math.Min(ms, RunMsMax)) RunSome(Math.Min(ms, RunMsMax));
    }

    /// <summary>Reading cleared the register.</summary>
    public void Clear() => _zeroAt = Total;

    /// <summary>The chip was reset: what was below one count is gone with the rest.</summary>
    public void Reset()
    {
        _rest = 0;
        _zeroAt = Total;
    }

    private void RunSome(long ms)
    {
        Int128 gained = (Int128)_power * _scale * ms + _rest;
        var (counts, rest) = Int128.DivRem(gained, _perCount);
        if (rest < 0)
        {
            counts--;
            rest += _perCount;
        }
        _rest = rest;
        Total += (long)counts;
        if (_power > 0) Positive += (long)counts;
        else Negative -= (long)counts;
    }
}
