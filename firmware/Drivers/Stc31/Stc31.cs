namespace CarbonMeter.Firmware.Drivers;

/// <summary>
/// Sensirion STC31 and STC31-C: CO2 in a mixture of two gases by heat conduction, at 0x29, at most once a second. Which gas,
/// temperature, humidity and pressure it was told is gone after any reset, and its figures are then undefined. Two things keep
/// such a figure out: all of it but the temperature is told again before every measurement, and the temperature it was told
/// has to come back with the figure: where it does not, the chip has been reset. Not yet tried on hardware: see docs/parts.md.
/// </summary>
public sealed class Stc31 : Sensor
{
    /// <summary>The address with its address pin open.</summary>
    public const byte BusAddress = 0x29;

    /// <summary>
    /// Same raw fractions in a row after which it counts as stuck. The temperature is not looked at: it may be an echo, which
    /// follows another part. The step is 30 ppm, so a quiet gas repeats itself for a while: 300 are more than five minutes.
    /// </summary>
    public const int SameFiguresMax = 300;

    /// <summary>How far outside its range a figure may lie and still be noise or a drifted zero, ppm: 2 % by volume.</summary>
    public const int RangeMarginPpm = 20_000;

    private const int CommandGas = 0x3615, CommandHumidity = 0x3624, CommandTemperature = 0x361E, CommandPressure = 0x362F,
        CommandMeasure = 0x3639, CommandSelfTest = 0x365B, CommandPrepareIdentity = 0x367C, CommandIdentity = 0xE102;
    private const int AskIdentity = 1, ReadIdentity = 2, AskSelfTest = 3, ReadSelfTest = 4, TellHumidity = 5, TellTemperature = 6,
        TellPressure = 7, TellGas = 8, Measure = 9, ReadFigures = 10;
    private const int StartUpMs = 20, PeriodMs = 1000, ReplyMs = 2, SelfTestMs = 30;
    // 66 and 110 ms by the data sheet; the rest is for the clock's grain.
    private const int MeasureMs = 70, MeasureLowDisturbanceMs = 115, FirstLowDisturbanceGas = 0x10, RetryMs = 20;
    private const int IdentityWords = 6, FiguresWords = 2, FractionBytes = 3;
    private const int Family = 0x0801;
    // Memory, supply, measurement. The bit above says that the temperature it was told before is not its own: no fault of it.
    private const int SelfTestMask = 0x01FF;
    private const int GasZero = 16_384, MillicelsiusPerTick = 5;
    private const int MillicelsiusMin = -40_000, MillicelsiusMax = 85_000;
    private const int PressureMbarMin = 600, PressureMbarMax = 1200;
    private const int FreezingMillikelvins = 273_150;
    // Nothing told.
    private const int Unknown = int.MinValue;

    private readonly SensirionPort _port;
    private readonly int _gas;
    private readonly int _measureMs;
    private readonly int _ppmMax;
    private int _humidity = Unknown, _temperature = Unknown, _pressure = Unknown;
    private int _toldTemperature;
    private bool _isFirst;

    /// <summary>A sensor that is in this mixture.</summary>
    public Stc31(II2cBus bus, byte address, Stc31Gas gas, SensorFigures figures)
        : base("STC31", figures, StartUpMs, FractionBytes, SameFiguresMax)
    {
        _port = new SensirionPort(bus, address);
        _gas = (int)gas;
        _measureMs = _gas >= FirstLowDisturbanceGas ? MeasureLowDisturbanceMs : MeasureMs;
        _ppmMax = RangePpm(_gas) + RangeMarginPpm;
    }

    /// <summary>
    /// Takes humidity, temperature and absolute pressure. Without them it assumes dry gas, its own temperature and 1013 mbar.
    /// </summary>
    public override void Compensate(SensorReading surrounding)
    {
        if (surrounding.RelativeHumidityPpm.IsPresent)
        {
            long ppm = surrounding.RelativeHumidityPpm.Value;
            if (ppm >= 0 && ppm <= 1_000_000) _humidity = (int)((ppm * 65_535 + 500_000) / 1_000_000);
        }
        if (surrounding.TemperatureMillikelvins.IsPresent)
        {
            long millicelsius = surrounding.TemperatureMillikelvins.Value - FreezingMillikelvins;
            if (millicelsius >= MillicelsiusMin && millicelsius <= MillicelsiusMax)
                _temperature = (int)SensirionFigure.Rounded(millicelsius, MillicelsiusPerTick);
        }
        if (surrounding.PressurePascals.IsPresent)
        {
            long mbar = (surrounding.PressurePascals.Value + 50) / 100;
            if (mbar >= PressureMbarMin && mbar <= PressureMbarMax) _pressure = (int)mbar;
        }
    }

    /// <inheritdoc/>
    protected override bool Do(int phase, SensorReading reading)
    {
        switch (phase)
        {
            case Begin: return Forget();
            case AskIdentity: return SendOrBegin(CommandIdentity, ReadIdentity, ReplyMs);
            case ReadIdentity: return JudgeIdentity();
            case AskSelfTest: return SendOrBegin(CommandSelfTest, ReadSelfTest, SelfTestMs);
            case ReadSelfTest: return JudgeSelfTest();
            case TellHumidity: return Tell(CommandHumidity, _humidity, TellTemperature);
            case TellTemperature: return Tell(CommandTemperature, _temperature == _toldTemperature ? Unknown : _temperature, TellPressure);
            case TellPressure: return Tell(CommandPressure, _pressure, TellGas);
            case TellGas: return TellWhichGas();
            case Measure: return BeginMeasuring();
            default: return TakeFigures(reading);
        }
    }

    private bool Forget()
    {
        _toldTemperature = Unknown;
        _isFirst = true;
        return SendOrBegin(CommandPrepareIdentity, AskIdentity, 0);
    }

    private bool JudgeIdentity()
    {
        var fault = _port.Receive(IdentityWords);
        if (fault != SensorFault.None) return BeginAgain(fault);
        return _port.Word(0) == Family ? Next(AskSelfTest, 0) : BeginAgain(SensorFault.Unwell);
    }

    private bool JudgeSelfTest()
    {
        var fault = _port.Receive(1);
        if (fault != SensorFault.None) return BeginAgain(fault);
        return (_port.Word(0) & SelfTestMask) == 0 ? Next(TellHumidity, 0) : BeginAgain(SensorFault.Unwell);
    }

    private bool Tell(int command, int value, int phase)
    {
        if (value == Unknown) return Next(phase, 0);
        if (!_port.TrySend(command, value)) return Lost(SensorFault.Silent, TellHumidity, RetryMs);
        if (command == CommandTemperature) _toldTemperature = value;
        return Next(phase, ReplyMs);
    }

    private bool TellWhichGas()
    {
        if (!_port.TrySend(CommandGas, _gas)) return Lost(SensorFault.Silent, TellHumidity, RetryMs);
        long leftMs = UntilNextCycleMs(PeriodMs);
        return Next(Measure, leftMs > ReplyMs ? leftMs : ReplyMs);
    }

    // One that was not acknowledged may have begun all the same.
    private bool BeginMeasuring()
    {
        BeginCycle();
        return _port.TrySend(CommandMeasure) ? Next(ReadFigures, _measureMs) : Lost(SensorFault.Silent, TellHumidity, PeriodMs);
    }

    private bool TakeFigures(SensorReading reading)
    {
        var fault = _port.Receive(FiguresWords);
        long nextMs = UntilNextCycleMs(PeriodMs);
        if (fault != SensorFault.None) return Lost(fault, TellHumidity, nextMs);
        bool isEcho = _toldTemperature != Unknown;
        // It no longer knows what it was told: nor, then, which gas it is in.
        if (isEcho && _port.SignedWord(1) != _toldTemperature) return BeginAgain(SensorFault.NotSetUp);
        if (IsStuck(_port.Frame)) return BeginAgain(SensorFault.Stuck);
        // 15625 / 512 = 1 000 000 / 32768.
        long ppm = SensirionFigure.Rounded((_port.Word(0) - GasZero) * 15_625L, 512);
        int millicelsius = _port.SignedWord(1) * MillicelsiusPerTick;
        if (ppm < -RangeMarginPpm || ppm > _ppmMax || millicelsius < MillicelsiusMin || millicelsius > MillicelsiusMax)
            return Lost(SensorFault.OutOfRange, TellHumidity, nextMs);
        // The chip ignores an argument that arrived changed, and nothing tells: the gas is told twice before a figure counts.
        if (_isFirst)
        {
            _isFirst = false;
            return Next(TellHumidity, nextMs);
        }
        GiveCarbonDioxide(reading, ppm);
        if (!isEcho) GiveTemperature(reading, millicelsius);
        return Given(TellHumidity, nextMs);
    }

    private bool SendOrBegin(int command, int phase, int afterMs) =>
        _port.TrySend(command) ? Next(phase, afterMs) : BeginAgain(SensorFault.Silent);

    private static int RangePpm(int gas)
    {
        if (gas < (int)Stc31Gas.InNitrogenTo25) return 1_000_000;
        if (gas < FirstLowDisturbanceGas) return 250_000;
        return gas < (int)Stc31Gas.CInNitrogenTo40 ? 1_000_000 : 400_000;
    }
}
