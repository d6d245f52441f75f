using System;

namespace CarbonMeter.Firmware.Virtual;

/// <summary>
/// An SCD30 behind its bus. Its CO2 is proportional to the absolute pressure over the one it was told. Interval,
/// self-calibration and whether it measures survive a loss of power. Not modelled: clock stretching, self-heating, what
/// self-calibration does, forced calibration, altitude and temperature offset.
/// </summary>
public sealed class Scd30Chip : SensirionChip
{
    /// <summary>Its only I2C address.</summary>
    public const byte BusAddress = 0x61;

    /// <summary>From power or reset until it answers, ms.</summary>
    public const int StartUpMs = 2000;

    private const int ReplyMs = 4, PressureDefaultMbar = 1013;

    private int _intervalSeconds = 2, _selfCalibration, _pressureMbar;
    private bool _isMeasuring;
    private long _nextFigureMs;
    private int[]? _figure;

    /// <summary>A chip as it comes from the factory.</summary>
    public Scd30Chip(VirtualClock clock, GasState gas, SeededRandom random)
        : base(clock, gas, BusAddress, random, StartUpMs, noiseSteps: 90)
    {
    }

    /// <summary>Writes to memory that wears: interval, self-calibration, start with a pressure.</summary>
    public int WearingWrites { get; private set; }

    /// <summary>The interval in force, seconds.</summary>
    public int IntervalSeconds => _intervalSeconds;

    /// <summary>The pressure it was told, mbar; 0 = none.</summary>
    public int PressureMbar => _pressureMbar;

    /// <summary>Whether it calibrates itself; may be set as a former owner has left it.</summary>
    public bool CalibratesItself
    {
        get => _selfCalibration == 1;
        set => _selfCalibration = value ? 1 : 0;
    }

    /// <summary>While true its lamp is dark: it says 0 ppm.</summary>
    public bool LampIsDark { get; set; }

    /// <inheritdoc/>
    protected override bool TryDo(int command, int argument)
    {
        Settle();
        switch (command)
        {
            case 0x0010 when argument is 0 or (>= 700 and <= 1400):
                WearingWrites++;
                _pressureMbar = argument;
                if (!_isMeasuring) _nextFigureMs = Clock.NowMs + _intervalSeconds * 1000;
                _isMeasuring = true;
                return true;
            case 0x0104:
                _isMeasuring = false;
                return true;
            case 0x4600 when argument is >= 2 and <= 1800:
                WearingWrites++;
                _intervalSeconds = argument;
                return true;
            case 0x5306 when argument is 0 or 1:
                WearingWrites++;
                _selfCalibration = argument;
                return true;
            case 0x4600 when argument < 0: return Reply(ReplyMs, _intervalSeconds);
            case 0x5306 when argument < 0: return Reply(ReplyMs, _selfCalibration);
            case 0x0202: return Reply(ReplyMs, _figure is null ? 0 : 1);
            case 0x0300: return ReplyFigure();
            case 0xD100: return Reply(ReplyMs, 0x0342);
            case 0xD304:
                Forget();
                BeBusy(StartUpMs);
                return true;
            default: return false;
        }
    }

    /// <inheritdoc/>
    protected override void Forget()
    {
        base.Forget();
        _figure = null;
        _nextFigureMs = Clock.NowMs + StartUpMs + _intervalSeconds * 1000;
    }

    private bool ReplyFigure()
    {
        if (_figure is null) return true; // acknowledged, and then there is nothing to read
        var words = new int[6];
        for (int i = 0; i < 6; i++) words[i] = _figure[i / 2] >> (i % 2 == 0 ? 16 : 0) & 0xFFFF;
        _figure = null;
        return Reply(ReplyMs, words);
    }

    private void Settle()
    {
        if (!_isMeasuring || Clock.NowMs < _nextFigureMs) return;
        long intervalMs = _intervalSeconds * 1000;
        _nextFigureMs += ((Clock.NowMs - _nextFigureMs) / intervalMs + 1) * intervalMs;
        double toldMbar = _pressureMbar == 0 ? PressureDefaultMbar : _pressureMbar;
        double ppm = Gas.CarbonDioxidePpm * (Gas.PressurePascals / 100.0) / toldMbar;
        // Noise in thousandths of ppm and millikelvin: below the last figure anybody uses, above the last bit.
        var exact = Convert(int.MinValue, int.MaxValue, ppm * 1000, Gas.Celsius * 10_000, Gas.RelativeHumidityPpm / 10.0);
        float shownPpm = LampIsDark ? 0 : (float)Math.Clamp(exact[0] / 1000.0, 0, 40_000);
        _figure =
        [
            BitConverter.SingleToInt32Bits(shownPpm),
            BitConverter.SingleToInt32Bits(exact[1] / 10_000f),
            BitConverter.SingleToInt32Bits(Math.Clamp(exact[2] / 1000f, 0, 100)),
        ];
    }
}
