using System;

namespace CarbonMeter.Firmware.Virtual;

/// <summary>
/// One energy accumulator: counts = floor of the exact integral of power over time, with the rest kept, so that months of
/// segments are exact to one count. Power comes in 1/2^22 mW, the unit in which a gain register times whole mW is whole.
/// </summary>
internal sealed class EnergyCounter
{
    /// <summary>Counts a second at full scale.</summary>
    public const long CountsPerSecondAtFullScale = 206_900;

    /// <summary>Fraction bits of a gain register.</summary>
    public const int GainBits = 22;

    /// <summary>Longest span at once: two years, so that power times span stays within 128 bits.</summary>
    public const long RunMsMax = 1L << 36;

    // mV x mA of full scale at gain 1: counts = mW x ms x 206 900 x gain / (mV x mA).
    private readonly long _fullScaleProduct;
    private long _power, _scale;
    private long _rest, _restFraction;
    private long _zeroAt;
    private int _latched;

    public EnergyCounter(int voltageFullScaleMillivolts, int currentFullScaleMilliamperes)
    {
        _fullScaleProduct = (long)voltageFullScaleMillivolts * currentFullScaleMilliamperes;
    }

    /// <summary>Counts since the model was made; resets of the chip do not touch it.</summary>
    public long Total { get; private set; }

    /// <summary>Counts made while power was positive, and while it was negative, both as positive numbers.</summary>
    public long Positive { get; private set; }

    /// <summary>See <see cref="Positive"/>.</summary>
    public long Negative { get; private set; }

    /// <summary>Whether the register shows the last whole window instead of what has gathered.</summary>
    public bool IsLineCycle { get; set; }

    /// <summary>The register: 24 bits, two's complement, wrapping, sign-extended.</summary>
    public int Register => IsLineCycle ? _latched : (int)(Total - _zeroAt) << 8 >> 8;

    /// <summary>Power from now on, 1/2^22 mW, and the product of the input gains.</summary>
    public void SetPower(long milliwattsTimesGain, int inputGain)
    {
        _power = milliwattsTimesGain;
        _scale = CountsPerSecondAtFullScale * inputGain;
    }

    /// <summary>Lets a span of time pass, ms, at most <see cref="RunMsMax"/>.</summary>
    public void Run(long ms)
    {
        Require.InRange(ms, 0, RunMsMax, nameof(ms));
        if (_power == 0) return;
        Int128 gained = (Int128)_power * (ms * _scale) + _restFraction;
        _restFraction = (long)gained & ((1 << GainBits) - 1);
        Int128 whole = (gained >> GainBits) + _rest;
        long counts;
        if (whole >= long.MinValue && whole <= long.MaxValue)
        {
            (counts, _rest) = Math.DivRem((long)whole, _fullScaleProduct);
        }
        else
        {
            (Int128 wideCounts, Int128 wideRest) = Int128.DivRem(whole, _fullScaleProduct);
            (counts, _rest) = ((long)wideCounts, (long)wideRest);
        }
        if (_rest < 0)
        {
            counts--;
            _rest += _fullScaleProduct;
        }
        Total += counts;
        if (_power > 0) Positive += counts;
        else Negative -= counts;
    }

    /// <summary>Reading cleared the register.</summary>
    public void Clear()
    {
        if (IsLineCycle) _latched = 0;
        else _zeroAt = Total;
    }

    /// <summary>A window ends: the register shows what it gathered, and the next begins at zero.</summary>
    public void Latch()
    {
        _latched = (int)(Total - _zeroAt) << 8 >> 8;
        _zeroAt = Total;
    }

    /// <summary>The chip was reset: what was below one count is gone with the rest.</summary>
    public void Reset()
    {
        IsLineCycle = false;
        _latched = 0;
        _rest = 0;
        _restFraction = 0;
        _zeroAt = Total;
    }
}
