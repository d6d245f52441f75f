namespace CarbonMeter.Firmware.Virtual;

/// <summary>
/// An STC31 or STC31-C behind its bus. What it was told is gone after a reset, and a measurement without a gas gives anything.
/// The dependence on humidity and pressure that it was not told is there, and its size is invented: 1 % by volume for saturated
/// gas, a tenth of the error of the pressure. Not modelled: filters, self-calibration, saving its state, sleep.
/// </summary>
public sealed class Stc31Chip : SensirionChip
{
    /// <summary>The address with its address pin open.</summary>
    public const byte BusAddress = 0x29;

    /// <summary>From power until it answers, ms.</summary>
    public const int StartUpMs = 15;

    private const int ReplyMs = 1, MeasureMs = 66, MeasureLowDisturbanceMs = 110, SelfTestMs = 22, PeriodMs = 1000, PressureDefaultMbar = 1013;
    private const int NoGas = -1, Unknown = int.MinValue;

    private readonly bool _isC;
    private int _gas = NoGas, _humidity, _pressureMbar = PressureDefaultMbar, _temperature = Unknown;
    private bool _isIdentityPrepared;
    private long _lastMeasuredMs = long.MinValue / 2;

    /// <summary>A chip without a gas.</summary>
    public Stc31Chip(VirtualClock clock, GasState gas, SeededRandom random, bool isC = false, byte address = BusAddress)
        : base(clock, gas, address, random, StartUpMs, noiseSteps: 3) => _isC = isC;

    /// <summary>What its self test says; 0 = well.</summary>
    public int SelfTestResult { get; set; }

    /// <summary>The gas it was told; -1 = none.</summary>
    public int SelectedGas => _gas;

    /// <summary>How much warmer it is than the gas, ticks of 5 mK.</summary>
    public int WarmerTicks { get; set; } = 40;

    /// <summary>Measurements begun sooner than a second after the one before.</summary>
    public int TooSoon { get; private set; }

    /// <summary>Measurements begun without a gas.</summary>
    public int WithoutGas { get; private set; }

    /// <inheritdoc/>
    protected override bool TryDo(int command, int argument)
    {
        bool isIdentityPrepared = _isIdentityPrepared;
        _isIdentityPrepared = command == 0x367C;
        switch (command)
        {
            case 0x3615 when argument is >= 0 and <= 3 || _isC && argument is >= 0x10 and <= 0x13:
                _gas = argument;
                return true;
            case 0x3624 when argument >= 0:
                _humidity = argument;
                return true;
            case 0x361E when argument >= 0:
                _temperature = (short)argument;
                return true;
            case 0x362F when argument is >= 600 and <= 1200:
                _pressureMbar = argument;
                return true;
            case 0x3639: return Measure();
            case 0x365B:
                Reply(SelfTestMs, SelfTestResult);
                BeBusy(SelfTestMs);
                return true;
            case 0x367C: return true;
            case 0xE102 when isIdentityPrepared: return Reply(ReplyMs, 0x0801, 0x0301, 0, 1, 2, 3);
            default: return false;
        }
    }

    /// <inheritdoc/>
    protected override void Forget()
    {
        base.Forget();
        _gas = NoGas;
        _humidity = 0;
        _pressureMbar = PressureDefaultMbar;
        _temperature = Unknown;
    }

    private bool Measure()
    {
        if (Clock.NowMs - _lastMeasuredMs < PeriodMs) TooSoon++;
        _lastMeasuredMs = Clock.NowMs;
        int ms = _gas >= 0x10 ? MeasureLowDisturbanceMs : MeasureMs;
        Reply(ms, Figures());
        BeBusy(ms);
        return true;
    }

    private int[] Figures()
    {
        int own = (int)((Gas.TemperatureMillikelvins - 273_150) / 5.0) + WarmerTicks;
        int shown = (_temperature == Unknown ? own : _temperature) & 0xFFFF;
        if (_gas == NoGas)
        {
            WithoutGas++;
            return [Undefined(0x10000), shown];
        }
        double fraction = Gas.CarbonDioxidePpm / 1e6;
        double humidityError = Gas.RelativeHumidityPpm / 1e6 - _humidity / 65_535.0;
        double pressureError = Gas.PressurePascals / 100.0 / _pressureMbar - 1;
        double apparent = fraction * (1 + 0.1 * pressureError) + (_isC ? 0.001 : 0.01) * humidityError;
        return [Convert(0, 0xFFFF, 16_384 + apparent * 32_768)[0], shown];
    }
}
