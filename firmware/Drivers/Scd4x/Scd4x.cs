namespace CarbonMeter.Firmware.Drivers;

/// <summary>
/// Sensirion SCD40, SCD41, SCD43: CO2 by photoacoustics, with temperature and humidity, at 0x62, every 5 s. While it measures
/// it hears only stop, ready, read and ambient pressure; a reset ends its measuring, which shows as no figures.
/// Not yet tried on hardware: see docs/parts.md.
/// </summary>
public sealed class Scd4x : Sensor
{
    /// <summary>Its only I2C address.</summary>
    public const byte BusAddress = 0x62;

    /// <summary>Same raw figures in a row, all three to the last bit, after which it counts as stuck: 64 are more than five minutes.</summary>
    public const int SameFiguresMax = 64;

    private const int CarbonDioxidePpmMin = 1, CarbonDioxidePpmMax = 40_000;
    private const int MillicelsiusMin = -10_000, MillicelsiusMax = 60_000;

    private const int CommandStart = 0x21B1, CommandStop = 0x3F86, CommandReady = 0xE4B8, CommandRead = 0xEC05,
        CommandPressure = 0xE000, CommandReinitialise = 0x3646, CommandSerial = 0x3682, CommandSelfTest = 0x3639,
        CommandSetSelfCalibration = 0x2416, CommandGetSelfCalibration = 0x2313;
    private const int Reinitialise = 1, AskSerial = 2, ReadSerial = 3, AskSelfTest = 4, ReadSelfTest = 5, AskSetting = 6, ReadSetting = 7,
        TellFirst = 8, Start = 9, TellPressure = 10, AskReady = 11, ReadReady = 12, ReadFigures = 13;
    private const int StartUpMs = 1000, ReplyMs = 2, StopMs = 500, ReinitialiseMs = 30, SelfTestMs = 10_000, IntervalMs = 5_000, PollMs = 200;
    private const int LateAfterMs = 3 * IntervalMs;
    // The lower 11 bits of the status are 0 until there is a figure.
    private const int ReadyMask = 0x07FF;
    private const int PressureHectopascalsMin = 700, PressureHectopascalsMax = 1200;
    private const int SettingWritesMax = 2, FiguresWords = 3, SerialWords = 3;

    private readonly SensirionPort _port;
    private readonly int _selfCalibration;
    private bool _isTested;
    private int _settingWrites;
    private int _ambientHectopascals;
    private long _lateAtMs;

    /// <summary>
    /// A sensor. Automatic self-calibration takes the lowest CO2 of a week for fresh air: off for anything but a room.
    /// </summary>
    public Scd4x(II2cBus bus, bool calibratesItself, SensorFigures figures)
        : base("SCD4x", figures, StartUpMs, FiguresWords * 3, SameFiguresMax)
    {
        _port = new SensirionPort(bus, BusAddress);
        _selfCalibration = calibratesItself ? 1 : 0;
    }

    /// <summary>Takes the absolute pressure, which the figure depends on; without it 1013 hPa are assumed.</summary>
    public override void Compensate(SensorReading surrounding)
    {
        if (!surrounding.PressurePascals.IsPresent) return;
        long hectopascals = (surrounding.PressurePascals.Value + 50) / 100;
        if (hectopascals >= PressureHectopascalsMin && hectopascals <= PressureHectopascalsMax) _ambientHectopascals = (int)hectopascals;
    }

    /// <inheritdoc/>
    protected override bool Do(int phase, SensorReading reading)
    {
        switch (phase)
        {
            case Begin: return Stop();
            case Reinitialise: return SendOrBegin(CommandReinitialise, AskSerial, ReinitialiseMs);
            case AskSerial: return SendOrBegin(CommandSerial, ReadSerial, ReplyMs);
            case ReadSerial: return TakeSerial();
            case AskSelfTest: return SendOrBegin(CommandSelfTest, ReadSelfTest, SelfTestMs);
            case ReadSelfTest: return JudgeSelfTest();
            case AskSetting: return SendOrBegin(CommandGetSelfCalibration, ReadSetting, ReplyMs);
            case ReadSetting: return JudgeSetting();
            case TellFirst: return Tell(Start);
            case Start: return BeginMeasuring();
            case TellPressure: return Tell(AskReady);
            case AskReady: return AskWhetherReady();
            case ReadReady: return TakeReady();
            default: return TakeFigures(reading);
        }
    }

    // It may be measuring, since before the processor's restart. A figure that was in doubt calls for the self test again.
    private bool Stop()
    {
        if (Fault == SensorFault.Stuck || Fault == SensorFault.OutOfRange || Fault == SensorFault.Unwell) _isTested = false;
        _settingWrites = 0;
        return SendOrBegin(CommandStop, Reinitialise, StopMs);
    }

    private bool TakeSerial()
    {
        var fault = _port.Receive(SerialWords);
        if (fault != SensorFault.None) return BeginAgain(fault);
        if ((_port.Word(0) | _port.Word(1) | _port.Word(2)) == 0) return BeginAgain(SensorFault.Unwell);
        return Next(_isTested ? AskSetting : AskSelfTest, 0);
    }

    private bool JudgeSelfTest()
    {
        var fault = _port.Receive(1);
        if (fault != SensorFault.None) return BeginAgain(fault);
        if (_port.Word(0) != 0) return BeginAgain(SensorFault.Unwell);
        _isTested = true;
        return Next(AskSetting, 0);
    }

    private bool JudgeSetting()
    {
        var fault = _port.Receive(1);
        if (fault != SensorFault.None) return BeginAgain(fault);
        if (_port.Word(0) == _selfCalibration) return Next(TellFirst, 0);
        if (_settingWrites >= SettingWritesMax) return BeginAgain(SensorFault.NotSetUp);
        _settingWrites++;
        return _port.TrySend(CommandSetSelfCalibration, _selfCalibration) ? Next(AskSetting, ReplyMs) : BeginAgain(SensorFault.Silent);
    }

    private bool BeginMeasuring()
    {
        if (!_port.TrySend(CommandStart)) return BeginAgain(SensorFault.Silent);
        ExpectFigures();
        return Next(AskReady, IntervalMs);
    }

    private bool AskWhetherReady()
    {
        return _port.TrySend(CommandReady) ? Next(ReadReady, ReplyMs) : Lost(SensorFault.Silent, AskReady, PollMs);
    }

    private bool TakeReady()
    {
        var fault = _port.Receive(1);
        if (fault != SensorFault.None) return Lost(fault, AskReady, PollMs);
        if ((_port.Word(0) & ReadyMask) == 0) return NowMs > _lateAtMs ? BeginAgain(SensorFault.Late) : Next(AskReady, PollMs);
        return _port.TrySend(CommandRead) ? Next(ReadFigures, ReplyMs) : Lost(SensorFault.Silent, AskReady, PollMs);
    }

    private bool TakeFigures(SensorReading reading)
    {
        ExpectFigures();
        var fault = _port.Receive(FiguresWords);
        if (fault != SensorFault.None) return Lost(fault, AskReady, PollMs);
        if (IsStuck(_port.Frame)) return BeginAgain(SensorFault.Stuck);
        int ppm = _port.Word(0);
        int millicelsius = SensirionFigure.Millicelsius(_port.Word(1));
        if (ppm < CarbonDioxidePpmMin || ppm >= CarbonDioxidePpmMax || millicelsius < MillicelsiusMin || millicelsius > MillicelsiusMax)
            return Lost(SensorFault.OutOfRange, AskReady, PollMs);
        GiveCarbonDioxide(reading, ppm);
        GiveTemperature(reading, millicelsius);
        GiveRelativeHumidity(reading, SensirionFigure.HumidityPpm(_port.Word(2)));
        return Given(TellPressure, IntervalMs - PollMs);
    }

    // With every figure, since nothing says whether an argument arrived whole.
    private bool Tell(int phase)
    {
        if (_ambientHectopascals == 0) return Next(phase, 0);
        return _port.TrySend(CommandPressure, _ambientHectopascals) ? Next(phase, ReplyMs) : Lost(SensorFault.Silent, phase, PollMs);
    }

    private bool SendOrBegin(int command, int phase, int afterMs) =>
        _port.TrySend(command) ? Next(phase, afterMs) : BeginAgain(SensorFault.Silent);

    private void ExpectFigures() => _lateAtMs = NowMs + LateAfterMs;
}
