using System;

namespace CarbonMeter.Firmware.Virtual;

/// <summary>What the chip's settings make of one channel; filled again whenever a setting or a load changes.</summary>
internal struct ChannelSettings
{
    public int CurrentGain, VoltageGain, ActiveGain, ReactiveGain, ApparentGain;
    public int ActiveOffset, ReactiveOffset, ApparentOffset, CurrentRmsOffset, PhaseCalibration;
    public int InputGain; // PGA of the current times PGA of the voltage
    public int CurrentInputGain;
    public int ActiveMode; // 0 signed, 1 positive only, 2 absolute
    public bool IsUnlocked;
}

/// <summary>
/// The signal path of one channel from the wires to the registers. Floating point is allowed here: this is physics. The
/// energy of a load at power factor 1 through an error-free path keeps to integers, so that it is exact.
/// </summary>
internal struct ChipMeasurement
{
    public const double RmsCodesAtFullScale = 9_032_007, PowerCodesAtFullScale = 4_862_401;

    /// <summary>What every figure reads as, where the required 0xAD and 0x0030 were not written: 3 % low. The data sheet gives no figure; this one is there to be noticed.</summary>
    public const double LockedFactor = 0.97;

    /// <summary>Clock of the phase calibration and of the period and angle counters, Hz (AN-1118; DS53 p34).</summary>
    public const double PhaseStepsPerSecond = 893_850, AngleStepsPerSecond = 223_750;

    private const int UnityGain = 0x400000;
    private const double RmsOffsetLsb = 4096;

    public long ActivePower, ReactivePower, ApparentPower; // 1/2^22 mW, offset and mode included
    public double ActiveCodes, ReactiveCodes, ApparentCodes;
    public int CurrentCodes, PowerFactor, Angle;
    public bool IsReverse, IsReactiveReverse;

    public static ChipMeasurement Of(CircuitState state, int channelIndex, AnalogInputs inputs, in ChannelSettings settings)
    {
        var result = default(ChipMeasurement);
        var load = state.Channel(channelIndex);
        double current = (double)settings.CurrentGain / UnityGain * (1 + inputs.CurrentGainErrorPpm[channelIndex] * 1e-6);
        double voltage = (double)settings.VoltageGain / UnityGain * (1 + inputs.VoltageGainErrorPpm * 1e-6);
        if (!settings.IsUnlocked) current *= LockedFactor;
        double shift = inputs.CurrentLagErrorDegrees[channelIndex] + DelayDegrees(settings.PhaseCalibration, state.FrequencyMillihertz);
        double leaked = state.VoltageMillivolts == 0 ? 0 : inputs.LeakedMilliwatts[channelIndex];
        bool isExact = current == 1 && voltage == 1 && shift == 0 && leaked == 0;
        double gain = current * voltage, radians = shift * Math.PI / 180;
        // What of the current's shift goes from active into reactive power and back; the lag of the load itself is in both already.
        double active = gain * (load.ActiveMilliwatts * Math.Cos(radians) - load.ReactiveMillivars * Math.Sin(radians));
        double reactive = gain * (load.ReactiveMillivars * Math.Cos(radians) + load.ActiveMilliwatts * Math.Sin(radians));
        double fullScaleMilliwatts = (double)inputs.VoltageFullScaleMillivolts * inputs.CurrentFullScaleMilliamperes(channelIndex) / 1000 / settings.InputGain;

        result.ActivePower = Amplified(isExact, load.ActiveMilliwatts, active + leaked, settings.ActiveGain)
            + OffsetPower(settings.ActiveOffset, fullScaleMilliwatts);
        result.ReactivePower = Amplified(isExact, load.ReactiveMillivars, reactive, settings.ReactiveGain)
            + OffsetPower(settings.ReactiveOffset, fullScaleMilliwatts);
        result.ApparentPower = Amplified(isExact, load.ApparentMillivoltamperes, gain * load.ApparentMillivoltamperes, settings.ApparentGain)
            + OffsetPower(settings.ApparentOffset, fullScaleMilliwatts);

        double codesPerPower = PowerCodesAtFullScale / fullScaleMilliwatts / UnityGain;
        result.ActiveCodes = result.ActivePower * codesPerPower;
        result.ReactiveCodes = result.ReactivePower * codesPerPower;
        result.ApparentCodes = result.ApparentPower * codesPerPower;
        result.IsReverse = result.ActivePower < 0;
        result.IsReactiveReverse = result.ReactivePower < 0;
        result.PowerFactor = PowerFactorOf(result.ActivePower, result.ReactivePower, result.ApparentPower);
        result.Angle = load.CurrentMilliamperes == 0 ? 0 : AngleOf(load.LagDegrees + shift, state.FrequencyMillihertz);
        if (settings.ActiveMode == 1) result.ActivePower = Math.Max(result.ActivePower, 0);
        if (settings.ActiveMode == 2) result.ActivePower = Math.Abs(result.ActivePower);
        double loadRms = load.CurrentMilliamperes, noise = inputs.CurrentNoiseMilliamperes[channelIndex];
        double rms = noise == 0 ? loadRms : Math.Sqrt(loadRms * loadRms + noise * noise);
        result.CurrentCodes = RmsCodes(rms * current * settings.CurrentInputGain,
            inputs.CurrentFullScaleMilliamperes(channelIndex), settings.CurrentRmsOffset);
        return result;
    }

    /// <summary>An rms register: codes of a figure against its full scale, with the offset under the root (DS53 eq. 33).</summary>
    public static int RmsCodes(double figure, double fullScale, int offset)
    {
        double codes = figure / fullScale * RmsCodesAtFullScale;
        double squared = codes * codes + offset * RmsOffsetLsb;
        return squared <= 0 ? 0 : (int)Math.Min(Math.Round(Math.Sqrt(squared)), 0xFFFFFF);
    }

    /// <summary>The period register; all ones where there is no voltage to cross zero (not stated in the data sheet).</summary>
    public static int Period(CircuitState state) =>
        state.VoltageMillivolts == 0 ? 0xFFFF : (int)Math.Round(AngleStepsPerSecond * 1000 / state.FrequencyMillihertz) - 1;

    /// <summary>What a phase register delays the current by, degrees: sign-magnitude, bit 9 = advance, so the delay is negative.</summary>
    private static double DelayDegrees(int register, int frequencyMillihertz)
    {
        int magnitude = Math.Min(register & 0x1FF, 383);
        double degrees = magnitude / PhaseStepsPerSecond * 360 * frequencyMillihertz / 1000;
        return (register & 0x200) != 0 ? -degrees : degrees;
    }

    private static long Amplified(bool isExact, long exact, double measured, int gain) =>
        isExact ? exact * gain : (long)Math.Round(measured * gain);

    // One step of a power offset is 1/512 of a step of the power register (DS53 p35).
    private static long OffsetPower(int offset, double fullScaleMilliwatts) =>
        offset == 0 ? 0 : (long)Math.Round(offset / 512.0 / PowerCodesAtFullScale * fullScaleMilliwatts * UnityGain);

    // The sign is that of the reactive power, not of the active (DS53).
    private static int PowerFactorOf(long active, long reactive, long apparent)
    {
        if (apparent <= 0) return 0;
        int steps = (int)Math.Min(Math.Round(Math.Abs((double)active) / apparent * 32768), 32767);
        return reactive < 0 ? -steps : steps;
    }

    private static int AngleOf(double lagDegrees, int frequencyMillihertz) =>
        (int)Math.Round(Math.IEEERemainder(lagDegrees, 360) / 360 * AngleStepsPerSecond * 1000 / frequencyMillihertz);
}
