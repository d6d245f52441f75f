namespace CarbonMeter.Firmware.Virtual;

/// <summary>
/// An SCD41 behind its bus, in periodic measurement or idle. Its CO2 is proportional to the absolute pressure over the one it
/// was told. Not modelled: single shots, low power, power-down, what self-calibration does, offsets and altitude.
/// </summary>
public sealed class Scd4xChip : SensirionChip
{
    /// <summary>Its only I2C address.</summary>
    public const byte BusAddress = 0x62;

    /// <summary>From power until it answers, ms.</summary>
    public const int StartUpMs = 1000;

    /// <summary>Time between two figures, ms.</summary>
    public const int IntervalMs = 5000;

    private const int ReplyMs = 1, StopMs = 500, ReinitialiseMs = 30, SelfTestMs = 10_000, PressureDefaultHectopascals = 1013;

    private int _selfCalibration = 1, _keptSelfCalibration = 1, _pressureHectopascals;
    private bool _isMeasuring;
    private long _nextFigureMs;
    private int[]? _figure;

    /// <summary>A chip as it comes from the factory: it calibrates itself.</summary>
    public Scd4xChip(VirtualClock clock, GasState gas, SeededRandom random)
        : base(clock, gas, BusAddress, random, StartUpMs, noiseSteps: 4)
    {
    }

    /// <summary>What its self test says; 0 = well.</summary>
    public int SelfTestResult { get; set; }

    /// <summary>Whether it calibrates itself.</summary>
    public bool CalibratesItself => _selfCalibration != 0;

    /// <summary>The pressure it was told, hPa; 0 = none.</summary>
    public int PressureHectopascals => _pressureHectopascals;

    /// <summary>Commands refused because they are not allowed while it measures.</summary>
    public int RefusedWhileMeasuring { get; private set; }

    /// <inheritdoc/>
    protected override bool TryDo(int command, int argument)
    {
        Settle();
        switch (command)
        {
            case 0xE4B8: return Reply(ReplyMs, _figure is null ? 0x8000 : 0x8006);
            case 0xEC05 when _figure is not null:
                var figure = _figure;
                _figure = null;
                return Reply(ReplyMs, figure);
            case 0xEC05: return true; // and then there is nothing to read
            case 0xE000 when argument is >= 700 and <= 1200:
                _pressureHectopascals = argument;
                return true;
            case 0x3F86:
                _isMeasuring = false;
                BeBusy(StopMs);
                return true;
        }
        if (!_isMeasuring) return TryDoIdle(command, argument);
        RefusedWhileMeasuring++;
        return false;
    }

    /// <inheritdoc/>
    protected override void Forget()
    {
        base.Forget();
        _isMeasuring = false;
        _figure = null;
        _pressureHectopascals = 0;
        _selfCalibration = _keptSelfCalibration;
    }

    private bool TryDoIdle(int command, int argument)
    {
        switch (command)
        {
            case 0x21B1:
                _isMeasuring = true;
                _figure = null;
                _nextFigureMs = Clock.NowMs + IntervalMs;
                return true;
            case 0x2313: return Reply(ReplyMs, _selfCalibration);
            case 0x2416 when argument is 0 or 1:
                _selfCalibration = argument;
                return true;
            case 0x3615:
                _keptSelfCalibration = _selfCalibration;
                BeBusy(800);
                return true;
            case 0x3639:
                Reply(SelfTestMs, SelfTestResult);
                BeBusy(SelfTestMs);
                return true;
            case 0x3646:
                Forget();
                BeBusy(ReinitialiseMs);
                return true;
            case 0x3682: return Reply(ReplyMs, 0xF896, 0x9F07, 0x3BBE);
            case 0x202F: return Reply(ReplyMs, 0x1000);
            default: return false;
        }
    }

    private void Settle()
    {
        if (!_isMeasuring || Clock.NowMs < _nextFigureMs) return;
        _nextFigureMs += ((Clock.NowMs - _nextFigureMs) / IntervalMs + 1) * IntervalMs;
        double told = _pressureHectopascals == 0 ? PressureDefaultHectopascals : _pressureHectopascals;
        _figure = Convert(0, 0xFFFF, Gas.CarbonDioxidePpm * (Gas.PressurePascals / 100.0) / told,
            (Gas.Celsius + 45) * 65_535 / 175, Gas.RelativeHumidityPpm * 65_535.0 / 1_000_000);
        if (_figure[0] > 40_000) _figure[0] = 40_000;
    }
}
