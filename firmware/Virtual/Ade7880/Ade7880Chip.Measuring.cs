using System;

namespace CarbonMeter.Firmware.Virtual;

// What the settings and the circuit make of the measurement.
public sealed partial class Ade7880Chip
{
    // Total active, fundamental active, fundamental reactive and apparent energy of A, B and C.
    private const int CounterCount = 4 * PhaseCount;
    private const int PhaseCount = ThreePhaseState.PhaseCount;
    private const int AngleOfVoltages = 1;

    private readonly PhaseMeasurement[] _phases = new PhaseMeasurement[PhaseCount];

    /// <summary>Works out afresh what every register that measures reads, and what the counters gain a millisecond.</summary>
    private void Measure()
    {
        for (int phase = 0; phase < PhaseCount; phase++)
        {
            // The signal processor stands still until Run is set.
            var measured = IsRunning ? PhaseMeasurement.Of(_circuit.Current, _inputs, SettingsOf(phase)) : default;
            _phases[phase] = measured;
            double least = Math.Abs(measured.ActiveCodes);
            bool isIdle = IsBelow(0, least) && IsBelow(1, Math.Abs(measured.ReactiveCodes));
            SetCounter(phase, measured, isIdle ? 0 : measured.ActivePower, PhaseAddress.WTHR);
            SetCounter(PhaseCount + phase, measured, isIdle ? 0 : measured.FundamentalPower, PhaseAddress.WTHR);
            SetCounter(2 * PhaseCount + phase, measured, isIdle ? 0 : measured.ReactivePower, PhaseAddress.VARTHR);
            SetCounter(3 * PhaseCount + phase, measured, IsBelow(2, measured.ApparentCodes) ? 0 : measured.ApparentPower, PhaseAddress.VATHR);
        }
    }

    private PhaseSettings SettingsOf(int phase)
    {
        // VTOIA, B and C count from the current's own phase on.
        int selected = Get(PhaseAddress.CONFIG) >> 8 + 2 * phase & 3;
        int voltagePhase = (phase + (selected == 3 ? 0 : selected)) % PhaseCount;
        int gain = Get(PhaseAddress.GAIN);
        return new PhaseSettings
        {
            Phase = phase,
            VoltagePhase = voltagePhase,
            CurrentGain = GetSigned(PhaseAddress.AIGAIN + 2 * phase),
            VoltageGain = GetSigned(PhaseAddress.AVGAIN + 2 * voltagePhase),
            OwnVoltageGain = GetSigned(PhaseAddress.AVGAIN + 2 * phase),
            PowerGain = GetSigned(PhaseAddress.APGAIN + 2 * phase),
            ActiveOffset = GetSigned(PhaseAddress.AWATTOS + 2 * phase),
            FundamentalOffset = GetSigned(PhaseAddress.AFWATTOS + phase),
            ReactiveOffset = GetSigned(PhaseAddress.AFVAROS + phase),
            CurrentRmsOffset = GetSigned(PhaseAddress.AIRMSOS + 2 * phase),
            VoltageRmsOffset = GetSigned(PhaseAddress.AVRMSOS + 2 * phase),
            PhaseCalibration = Get(PhaseAddress.APHCAL + phase),
            CurrentInputGain = Amplification(gain & 7),
            VoltageInputGain = Amplification(gain >> 6 & 7),
            ActiveMode = Get(PhaseAddress.ACCMODE) & 3,
            ReactiveMode = Get(PhaseAddress.ACCMODE) >> 2 & 3,
            HasVoltageLevel = Get(PhaseAddress.VLEVEL) != 0,
        };
    }

    private static int Amplification(int pga) => pga <= 4 ? 1 << pga : 1;

    // Register = 65536 - ratio x WTHR x 2^17 / PMAX, the ratio being that of full scale to the threshold; 0 = off.
    private bool IsBelow(int kind, double codes)
    {
        int register = Get(PhaseAddress.APNOLOAD + kind);
        if (register == 0) return false;
        double ratio = (65536 - register) * PhaseMeasurement.PowerAtFullScale / (Math.Max(1, Get(PhaseAddress.WTHR + kind)) * 131072.0);
        return codes < PhaseMeasurement.PowerAtFullScale / ratio;
    }

    private void SetCounter(int index, in PhaseMeasurement measured, long power, int thresholdAddress) =>
        _counters[index].SetPower(power, Math.Max(1, measured.FullScaleMicrowatts), Math.Max(1, measured.InputGain), Get(thresholdAddress));

    private int Shown(double codes) => (int)Math.Clamp(Math.Round(codes / PhaseMeasurement.PowerShown), -0x800000, 0x7FFFFF);

    // COMPMODE ANGLESEL: 0 each voltage and its current, 1 the voltages (A to C, B to C, A to B), 2 the currents; only the first two here.
    private int Angle(int index)
    {
        if (!IsRunning) return 0;
        int selected = Get(PhaseAddress.COMPMODE) >> 9 & 3;
        if (selected == 0) return _phases[index].Angle;
        if (selected != AngleOfVoltages) return 0;
        var state = _circuit.Current;
        int from = index == 1 ? 1 : 0, to = index == 2 ? 1 : 2;
        return PhaseMeasurement.Steps(state.VoltageLagDegrees(to) - state.VoltageLagDegrees(from), state.FrequencyMillihertz);
    }

    private int Signs()
    {
        int signs = 0;
        for (int phase = 0; phase < PhaseCount; phase++)
            signs |= (_phases[phase].IsReverse ? 1 << phase : 0) | (_phases[phase].IsReactiveReverse ? 1 << 4 + phase : 0);
        return signs;
    }
}
