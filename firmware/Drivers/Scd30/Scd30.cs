namespace CarbonMeter.Firmware.Drivers;

/// <summary>
/// Sensirion SCD30: CO2 by infrared, with temperature and humidity, at 0x61, on a bus of at most 100 kHz (it stretches the
/// clock by up to 150 ms). It measures by itself every few seconds. Interval and self-calibration stand in memory that wears:
/// they are read, and written only where they differ. Not yet tried on hardware: see docs/parts.md.
/// </summary>
public sealed class Scd30 : Sensor
{
    /// <summary>Its only I2C address.</summary>
    public const byte BusAddress = 0x61;

    /// <summary>Shortest and longest measuring interval, seconds.</summary>
    public const int IntervalSecondsMin = 2, IntervalSecondsMax = 1800;

    /// <summary>Same raw figures in a row, all three to the last bit, after which it counts as stuck: 32 of its noise never happen.</summary>
    public const int SameFiguresMax = 32;

    // Below the first and above the second it says nothing; a lamp that failed reads 0.
    private const int CarbonDioxidePpmMin = 1, CarbonDioxidePpmMax = 40_000;
    private const int MillicelsiusMin = -40_000, MillicelsiusMax = 70_000;
    private const int HumidityPpmMax = 1_000_000;

    private const int CommandStart = 0x0010, CommandInterval = 0x4600, CommandReady = 0x0202, CommandRead = 0x0300,
        CommandSelfCalibration = 0x5306, CommandVersion = 0xD100, CommandReset = 0xD304;
    private const int AskVersion = 1, ReadVersion = 2, AskSetting = 3, ReadSetting = 4, Start = 5, AskReady = 6, ReadReady = 7,
        ReadFigures = 8;
    // More than 3 ms between a command and its reply; the maker's own code waits 10. A reset takes 2 s.
    private const int ReplyMs = 10, ResetMs = 2200, PollMs = 200, WriteMs = 50;
    private const int LateAfterIntervals = 3;
    private const int SettingsCount = 2, SettingWritesMax = 2;

    // What the ambient pressure may be told, mbar, and how often: the argument may be kept in memory that wears.
    private const int PressureMbarMin = 700, PressureMbarMax = 1400, PressureStepMbar = 5, PressurePauseMs = 600_000;

    private readonly SensirionPort _port;
    private readonly int _intervalMs;
    private readonly int[] _settingCommands = new int[SettingsCount];
    private readonly int[] _settingValues = new int[SettingsCount];
    private int _setting, _settingWrites;
    private int _ambientMbar, _toldMbar;
    private long _toldAtMs, _lateAtMs;

    /// <summary>
    /// A sensor that measures every so many seconds. Automatic self-calibration takes the lowest CO2 of a week for fresh air:
    /// off for anything but a room.
    /// </summary>
    public Scd30(II2cBus bus, int intervalSeconds, bool calibratesItself, SensorFigures figures)
        : base("SCD30", figures, ResetMs, FiguresWords * 3, SameFiguresMax)
    {
        Require.InRange(intervalSeconds, IntervalSecondsMin, IntervalSecondsMax, nameof(intervalSeconds));
        _port = new SensirionPort(bus, BusAddress);
        _intervalMs = intervalSeconds * 1000;
        _settingCommands[0] = CommandInterval;
        _settingValues[0] = intervalSeconds;
        _settingCommands[1] = CommandSelfCalibration;
        _settingValues[1] = calibratesItself ? 1 : 0;
    }

    private const int FiguresWords = 6;

    /// <summary>Takes the absolute pressure, which the figure is proportional to; without it 1013 mbar are assumed.</summary>
    public override void Compensate(SensorReading surrounding)
    {
        if (!surrounding.PressurePascals.IsPresent) return;
        long mbar = (surrounding.PressurePascals.Value + 50) / 100;
        if (mbar >= PressureMbarMin && mbar <= PressureMbarMax) _ambientMbar = (int)mbar;
    }

    /// <inheritdoc/>
    protected override bool Do(int phase, SensorReading reading)
    {
        switch (phase)
        {
            case Begin: return Wake();
            case AskVersion: return _port.TrySend(CommandVersion) ? Next(ReadVersion, ReplyMs) : BeginAgain(SensorFault.Silent);
            case ReadVersion: return TakeVersion();
            case AskSetting:
                return _port.TrySend(_settingCommands[_setting]) ? Next(ReadSetting, ReplyMs) : BeginAgain(SensorFault.Silent);
            case ReadSetting: return JudgeSetting();
            case Start: return BeginMeasuring();
            case AskReady: return AskWhetherReady();
            case ReadReady: return TakeReady();
            default: return TakeFigures(reading);
        }
    }

    // A reset only where its figures were in doubt: it costs two seconds, and a chip that runs may go on running.
    private bool Wake()
    {
        _setting = 0;
        _settingWrites = 0;
        _toldMbar = 0;
        if (Fault == SensorFault.None || Fault == SensorFault.Silent) return Next(AskVersion, 0);
        return _port.TrySend(CommandReset) ? Next(AskVersion, ResetMs) : BeginAgain(SensorFault.Silent);
    }

    private bool TakeVersion()
    {
        var fault = _port.Receive(1);
        if (fault != SensorFault.None) return BeginAgain(fault);
        return _port.Word(0) == 0 ? BeginAgain(SensorFault.Unwell) : Next(AskSetting, 0);
    }

    private bool JudgeSetting()
    {
        var fault = _port.Receive(1);
        if (fault != SensorFault.None) return BeginAgain(fault);
        if (_port.Word(0) == _settingValues[_setting])
        {
            _setting++;
            return _setting < SettingsCount ? Next(AskSetting, 0) : Next(Start, 0);
        }
        if (_settingWrites >= SettingWritesMax) return BeginAgain(SensorFault.NotSetUp);
        _settingWrites++;
        return _port.TrySend(_settingCommands[_setting], _settingValues[_setting])
            ? Next(AskSetting, WriteMs)
            : BeginAgain(SensorFault.Silent);
    }

    // Also the way to tell it another pressure while it measures.
    private bool BeginMeasuring()
    {
        if (!_port.TrySend(CommandStart, _ambientMbar)) return BeginAgain(SensorFault.Silent);
        _toldMbar = _ambientMbar;
        _toldAtMs = NowMs;
        ExpectFigures();
        return Next(AskReady, _intervalMs);
    }

    private bool AskWhetherReady()
    {
        if (IsPressureDue()) return Next(Start, 0);
        return _port.TrySend(CommandReady) ? Next(ReadReady, ReplyMs) : Lost(SensorFault.Silent, AskReady, PollMs);
    }

    private bool TakeReady()
    {
        var fault = _port.Receive(1);
        if (fault != SensorFault.None) return Lost(fault, AskReady, PollMs);
        if (_port.Word(0) == 0) return NowMs > _lateAtMs ? BeginAgain(SensorFault.Late) : Next(AskReady, PollMs);
        return _port.TrySend(CommandRead) ? Next(ReadFigures, ReplyMs) : Lost(SensorFault.Silent, AskReady, PollMs);
    }

    private bool TakeFigures(SensorReading reading)
    {
        ExpectFigures();
        var fault = _port.Receive(FiguresWords);
        if (fault != SensorFault.None) return Lost(fault, AskReady, PollMs);
        if (IsStuck(_port.Frame)) return BeginAgain(SensorFault.Stuck);
        if (!SensirionFigure.TryFromSingleBits(Bits(0), 1, out long ppm) || ppm < CarbonDioxidePpmMin || ppm >= CarbonDioxidePpmMax
            || !SensirionFigure.TryFromSingleBits(Bits(2), 1000, out long millicelsius)
            || millicelsius < MillicelsiusMin || millicelsius > MillicelsiusMax
            || !SensirionFigure.TryFromSingleBits(Bits(4), 10_000, out long humidityPpm)
            || humidityPpm < 0 || humidityPpm > HumidityPpmMax)
            return Lost(SensorFault.OutOfRange, AskReady, PollMs);
        GiveCarbonDioxide(reading, ppm);
        GiveTemperature(reading, millicelsius);
        GiveRelativeHumidity(reading, humidityPpm);
        return Given(AskReady, _intervalMs - PollMs);
    }

    private bool IsPressureDue()
    {
        int difference = _ambientMbar > _toldMbar ? _ambientMbar - _toldMbar : _toldMbar - _ambientMbar;
        return difference >= PressureStepMbar && (_toldMbar == 0 || NowMs - _toldAtMs >= PressurePauseMs);
    }

    private void ExpectFigures() => _lateAtMs = NowMs + LateAfterIntervals * _intervalMs;

    private int Bits(int word) => _port.Word(word) << 16 | _port.Word(word + 1);
}
