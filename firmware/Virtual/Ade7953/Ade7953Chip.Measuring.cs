using System;

namespace CarbonMeter.Firmware.Virtual;

// What the settings and the circuit make of the measurement, and how energy gathers, freely or in windows of line cycles.
public sealed partial class Ade7953Chip
{
    // Active, reactive and apparent energy of A and B, in the order of their registers.
    private const int CounterCount = 6;
    private const int ActiveNoLoadBit = 16;

    private ChipMeasurement _a, _b;
    private int _voltageCodes, _noLoadStatus, _activeModeStatus;
    private long _windowsFromMs, _windowsEnded;
    private int _windowsFrequencyMillihertz;
    private bool _hasLineCycles;

    /// <summary>Works out afresh what every register that measures reads, and what the counters gain a millisecond.</summary>
    private void Measure()
    {
        var state = _circuit.Current;
        var a = SettingsOf(0, ChipAddress.AIGAIN, ChipAddress.AIRMSOS, ChipAddress.AWATTOS, ChipAddress.PHCALA, ChipAddress.PGA_IA);
        var b = SettingsOf(1, ChipAddress.BIGAIN, ChipAddress.BIRMSOS, ChipAddress.BWATTOS, ChipAddress.PHCALB, ChipAddress.PGA_IB);
        RebaseWindows(state.FrequencyMillihertz);
        _a = ChipMeasurement.Of(state, 0, _inputs, a);
        _b = ChipMeasurement.Of(state, 1, _inputs, b);
        // Only AVGAIN scales the voltage itself; BVGAIN is in channel B's power path (DS53 fig. 45).
        double voltage = state.VoltageMillivolts * (1 + _inputs.VoltageGainErrorPpm * 1e-6)
            * GetWide(ChipAddress.AVGAIN) / UnityGain * Amplification(_byte[ChipAddress.PGA_V], false);
        if (!_isUnlocked) voltage *= ChipMeasurement.LockedFactor;
        _voltageCodes = ChipMeasurement.RmsCodes(voltage, _inputs.VoltageFullScaleMillivolts, GetWide(ChipAddress.VRMSOS) << 8 >> 8);
        _noLoadStatus = 0;
        SetCounter(0, 0, _a.ActivePower, _a.ActiveCodes, a.InputGain);
        SetCounter(1, 0, _b.ActivePower, _b.ActiveCodes, b.InputGain);
        SetCounter(2, 1, _a.ReactivePower, _a.ReactiveCodes, a.InputGain);
        SetCounter(3, 1, _b.ReactivePower, _b.ReactiveCodes, b.InputGain);
        SetCounter(4, 2, _a.ApparentPower, _a.ApparentCodes, a.InputGain);
        SetCounter(5, 2, _b.ApparentPower, _b.ApparentCodes, b.InputGain);
        _activeModeStatus = (_a.IsReverse ? 1 << 10 : 0) | (_b.IsReverse ? 1 << 11 : 0)
            | (_a.IsReactiveReverse ? 1 << 12 : 0) | (_b.IsReactiveReverse ? 1 << 13 : 0);
    }

    private int ModeStatus() => _activeModeStatus | _noLoadStatus;

    private ChannelSettings SettingsOf(int channelIndex, int firstGain, int rmsOffset, int firstPowerOffset, int phase, int pga)
    {
        int currentInputGain = Amplification(_byte[pga], channelIndex == 0);
        return new ChannelSettings
        {
            CurrentGain = GetWide(firstGain),
            VoltageGain = GetWide(firstGain + 1),
            ActiveGain = GetWide(firstGain + 2),
            ReactiveGain = GetWide(firstGain + 3),
            ApparentGain = GetWide(firstGain + 4),
            CurrentRmsOffset = GetWide(rmsOffset) << 8 >> 8,
            ActiveOffset = GetWide(firstPowerOffset) << 8 >> 8,
            ReactiveOffset = GetWide(firstPowerOffset + 1) << 8 >> 8,
            ApparentOffset = GetWide(firstPowerOffset + 2) << 8 >> 8,
            PhaseCalibration = GetWord(phase),
            CurrentInputGain = currentInputGain,
            InputGain = currentInputGain * Amplification(_byte[ChipAddress.PGA_V], false),
            ActiveMode = GetWide(ChipAddress.ACCMODE) >> 2 * channelIndex & 3,
            IsUnlocked = _isUnlocked,
        };
    }

    // 22 is there on current channel A alone; what the other inputs make of a 5 is not stated, so they stay at 1.
    private static int Amplification(int pga, bool isCurrentA) => (pga & 7) switch
    {
        <= 4 => 1 << (pga & 7),
        5 when isCurrentA => 22,
        _ => 1,
    };

    private void SetCounter(int index, int kind, long power, double codes, int inputGain)
    {
        bool isBelow = (_byte[ChipAddress.DISNOLOAD] >> kind & 1) == 0 && Math.Abs(codes) < NoLoadCodes(_noLoadInForce[kind]);
        if (isBelow) _noLoadStatus |= 1 << ActiveNoLoadBit + kind + 3 * (index & 1);
        _counters[index].SetPower(isBelow ? 0 : power, inputGain);
    }

    // Register = 65536 - ratio / 1.4, the ratio being that of full scale to the threshold.
    private static double NoLoadCodes(int register) =>
        register >= 65536 ? 0 : ChipMeasurement.PowerCodesAtFullScale / ((65536 - register) * 1.4);

    private void Accumulate(long fromMs, long untilMs)
    {
        if (_hasLineCycles)
        {
            long ended = WindowsEndedBy(untilMs);
            if (ended > _windowsEnded)
            {
                // Of several windows that ended unseen only the last can be read: the others are lost, as on the chip.
                if (ended > _windowsEnded + 1) fromMs = EndWindow(fromMs, ended - 1);
                fromMs = EndWindow(fromMs, ended);
                _windowsEnded = ended;
                SetWide(ChipAddress.IRQSTATA, GetWide(ChipAddress.IRQSTATA) | InterruptCycleEnd);
            }
        }
        foreach (var counter in _counters) counter.Run(untilMs - fromMs);
    }

    private long EndWindow(long fromMs, long windowCount)
    {
        long endMs = WindowEndMs(windowCount);
        foreach (var counter in _counters)
        {
            counter.Run(endMs - fromMs);
            if (counter.IsLineCycle) counter.Latch();
        }
        return endMs;
    }

    /// <summary>
    /// LCYCMODE or LINECYC was written. What gathered before is not thrown away, so the first window reads too much: it
    /// has to be discarded (DS53 p27).
    /// </summary>
    private void BeginWindows()
    {
        int mode = _byte[ChipAddress.LCYCMODE];
        for (int i = 0; i < CounterCount; i++) _counters[i].IsLineCycle = (mode >> i & 1) != 0;
        _hasLineCycles = (mode & 0x3F) != 0 && GetWord(ChipAddress.LINECYC) > 0;
        _windowsFromMs = _clock.NowMs;
        _windowsEnded = 0;
        _windowsFrequencyMillihertz = _circuit.Current.FrequencyMillihertz;
    }

    // Windows go on from the last that ended, at the new frequency.
    private void RebaseWindows(int frequencyMillihertz)
    {
        if (!_hasLineCycles || frequencyMillihertz == _windowsFrequencyMillihertz) return;
        _windowsFromMs = WindowEndMs(_windowsEnded);
        _windowsEnded = 0;
        _windowsFrequencyMillihertz = frequencyMillihertz;
    }

    // One half cycle is 500 000 / mHz ms.
    private long WindowMsTimesMillihertz => GetWord(ChipAddress.LINECYC) * 500_000L;

    // Rounded up to whole ms, each from the first, so that it does not drift.
    private long WindowEndMs(long count) => _windowsFromMs + (count * WindowMsTimesMillihertz + _windowsFrequencyMillihertz - 1) / _windowsFrequencyMillihertz;

    private long WindowsEndedBy(long ms) => (ms - _windowsFromMs) * _windowsFrequencyMillihertz / WindowMsTimesMillihertz;
}
