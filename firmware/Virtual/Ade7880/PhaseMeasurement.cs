using System;

namespace CarbonMeter.Firmware.Virtual;

/// <summary>What the chip's settings make of one phase; filled again whenever a setting or a load changes.</summary>
internal struct PhaseSettings
{
    public int Phase, VoltagePhase;
    public int CurrentGain, VoltageGain, PowerGain;             // signed, 2^23 = 1 more
    public int ActiveOffset, FundamentalOffset, ReactiveOffset, CurrentRmsOffset, VoltageRmsOffset;
    public int PhaseCalibration, CurrentInputGain, VoltageInputGain;
    public int OwnVoltageGain;
    public int ActiveMode, ReactiveMode;
    public bool HasVoltageLevel;
}

/// <summary>
/// The signal path of one phase from the wires to the registers. Floating point is allowed here: this is physics. The energy of
/// a load at power factor 1 through an error-free path keeps to integers, so that it is exact.
/// </summary>
internal struct PhaseMeasurement
{
    /// <summary>An rms register at full scale, and the power that accumulates there, of which the power register shows a 16th.</summary>
    public const double RmsCodesAtFullScale = 3_766_572, PowerAtFullScale = 27_059_678, PowerShown = 16;

    /// <summary>Clock of the phase calibration, and of the period and angle counters, Hz.</summary>
    public const double PhaseStepsPerSecond = 1_024_000, AngleStepsPerSecond = 256_000;

    private const int UnityGain = 1 << PhaseCounter.GainBits;
    private const double RmsOffsetLsb = 128;
    private const int DelayMax = 383, AdvanceMax = 63, Advance = 512;

    public long ActivePower, FundamentalPower, ReactivePower, ApparentPower; // 1/2^23 mW, offset and mode included
    public long FullScaleMicrowatts;
    public int InputGain;
    public double ActiveCodes, ReactiveCodes, ApparentCodes;                // of the power that accumulates
    public int CurrentCodes, VoltageCodes, PowerFactor, Angle, Period;
    public bool IsReverse, IsReactiveReverse;

    public static PhaseMeasurement Of(ThreePhaseState state, ThreePhaseInputs inputs, in PhaseSettings settings)
    {
        var result = default(PhaseMeasurement);
        int phase = settings.Phase, voltagePhase = settings.VoltagePhase;
        var load = state.Seen(phase, voltagePhase);
        double current = (1 + settings.CurrentGain / (double)UnityGain) * (1 + inputs.CurrentGainErrorPpm[phase] * 1e-6);
        double voltage = (1 + settings.VoltageGain / (double)UnityGain) * (1 + inputs.VoltageGainErrorPpm[voltagePhase] * 1e-6);
        double shift = inputs.CurrentLagErrorDegrees[phase] + DelayDegrees(settings.PhaseCalibration, state.FrequencyMillihertz);
        bool isExact = current == 1 && voltage == 1 && shift == 0;
        double gain = current * voltage, radians = shift * Math.PI / 180, cos = Math.Cos(radians), sin = Math.Sin(radians);
        int powerGain = UnityGain + settings.PowerGain;
        result.InputGain = settings.CurrentInputGain * settings.VoltageInputGain;
        result.FullScaleMicrowatts = (long)inputs.VoltageFullScaleMillivolts(voltagePhase) * inputs.CurrentFullScaleMilliamperes(phase);
        double fullScaleMilliwatts = result.FullScaleMicrowatts / 1000.0 / result.InputGain;
        double codesPerPower = PowerAtFullScale / fullScaleMilliwatts / UnityGain;

        double active = gain * (load.ActiveMilliwatts * cos - load.ReactiveMillivars * sin);
        result.ActivePower = Amplified(isExact, load.ActiveMilliwatts, active, powerGain) + Offset(settings.ActiveOffset, fullScaleMilliwatts);
        // The algorithm of the fundamental has to be told the level of the voltage; without it, it finds nothing.
        if (settings.HasVoltageLevel)
        {
            double fundamental = gain * (load.FundamentalMilliwatts * cos - load.ReactiveMillivars * sin);
            double reactive = gain * (load.ReactiveMillivars * cos + load.FundamentalMilliwatts * sin);
            result.FundamentalPower = Amplified(isExact, load.FundamentalMilliwatts, fundamental, powerGain)
                + Offset(settings.FundamentalOffset, fullScaleMilliwatts);
            result.ReactivePower = Amplified(isExact, load.ReactiveMillivars, reactive, powerGain)
                + Offset(settings.ReactiveOffset, fullScaleMilliwatts);
        }
        result.ApparentPower = Amplified(isExact, load.ApparentMillivoltamperes, gain * load.ApparentMillivoltamperes, powerGain);
        result.ActiveCodes = result.ActivePower * codesPerPower;
        result.ReactiveCodes = result.ReactivePower * codesPerPower;
        result.ApparentCodes = result.ApparentPower * codesPerPower;
        result.IsReverse = result.ActivePower < 0;
        result.IsReactiveReverse = result.ReactivePower < 0;
        result.PowerFactor = PowerFactorOf(result.ActivePower, result.ReactivePower, result.ApparentPower);
        result.ActivePower = Accumulated(result.ActivePower, settings.ActiveMode);
        result.FundamentalPower = Accumulated(result.FundamentalPower, settings.ActiveMode);
        if (settings.ReactiveMode == 3) result.ReactivePower = Math.Abs(result.ReactivePower);

        result.CurrentCodes = RmsCodes(load.CurrentMilliamperes * current * settings.CurrentInputGain,
            inputs.CurrentFullScaleMilliamperes(phase), settings.CurrentRmsOffset);
        double ownVoltage = state.VoltageMillivolts(phase) * (1 + settings.OwnVoltageGain / (double)UnityGain)
            * (1 + inputs.VoltageGainErrorPpm[phase] * 1e-6) * settings.VoltageInputGain;
        result.VoltageCodes = RmsCodes(ownVoltage, inputs.VoltageFullScaleMillivolts(phase), settings.VoltageRmsOffset);
        // The angle counter looks at the phase's own voltage, before any calibration.
        var own = state.Seen(phase, phase);
        result.Angle = own.CurrentMilliamperes == 0 ? 0
            : Steps(own.LagDegrees + inputs.CurrentLagErrorDegrees[phase], state.FrequencyMillihertz);
        result.Period = state.VoltageMillivolts(phase) == 0 ? 0xFFFF
            : (int)Math.Round(AngleStepsPerSecond * 1000 / state.FrequencyMillihertz);
        return result;
    }

    /// <summary>An angle as the angle counters show it, after any whole turns.</summary>
    public static int Steps(double lagDegrees, int frequencyMillihertz)
    {
        double turned = lagDegrees % 360;
        if (turned < 0) turned += 360;
        return (int)Math.Round(turned / 360 * AngleStepsPerSecond * 1000 / frequencyMillihertz);
    }

    private static int RmsCodes(double figure, double fullScale, int offset)
    {
        double codes = figure / fullScale * RmsCodesAtFullScale;
        double squared = codes * codes + offset * RmsOffsetLsb;
        return squared <= 0 ? 0 : (int)Math.Min(Math.Round(Math.Sqrt(squared)), 0x7FFFFF);
    }

    // 0 to 383 delays the current, 512 to 575 brings it forward.
    private static double DelayDegrees(int register, int frequencyMillihertz)
    {
        double steps = register < Advance ? Math.Min(register, DelayMax) : -Math.Min(register - Advance, AdvanceMax);
        return steps / PhaseStepsPerSecond * 360 * frequencyMillihertz / 1000;
    }

    private static long Amplified(bool isExact, long exact, double measured, int gain) =>
        isExact ? exact * gain : (long)Math.Round(measured * gain);

    // One step of a power offset is one of the power that accumulates.
    private static long Offset(int offset, double fullScaleMilliwatts) =>
        offset == 0 ? 0 : (long)Math.Round(offset / PowerAtFullScale * fullScaleMilliwatts * UnityGain);

    // WATTACC: 1 positive only, 3 absolute, else signed.
    private static long Accumulated(long power, int mode) => mode switch
    {
        1 => Math.Max(power, 0),
        3 => Math.Abs(power),
        _ => power,
    };

    // The sign is that of the fundamental reactive power, not of the active.
    private static int PowerFactorOf(long active, long reactive, long apparent)
    {
        if (apparent <= 0) return 0;
        int steps = (int)Math.Min(Math.Round(Math.Abs((double)active) / apparent * 32768), 32767);
        return reactive < 0 ? -steps : steps;
    }
}
