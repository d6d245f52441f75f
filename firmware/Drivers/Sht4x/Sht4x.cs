namespace CarbonMeter.Firmware.Drivers;

/// <summary>
/// Sensirion SHT40, SHT41, SHT45: temperature and relative humidity, at 0x44 (0x45 for the B type), measured once in a period
/// at high precision. Its heater is never used. Not yet tried on hardware: see docs/parts.md.
/// </summary>
public sealed class Sht4x : Sensor
{
    /// <summary>The usual address.</summary>
    public const byte BusAddress = 0x44;

    /// <summary>Shortest and longest time between two figures, ms.</summary>
    public const int PeriodMsMin = 100, PeriodMsMax = 60_000;

    /// <summary>
    /// Same raw figures in a row, both words, after which it counts as stuck. One word repeats now and then, as captured
    /// traffic shows; both together, with a noise of tens of steps, do not for a minute.
    /// </summary>
    public const int SameFiguresMax = 64;

    private const int CommandMeasure = 0xFD, CommandSerial = 0x89, CommandReset = 0x94;
    private const int AskSerial = 1, ReadSerial = 2, Measure = 3, ReadFigures = 4;
    private const int ResetMs = 2, ReplyMs = 2, MeasureMs = 10, RetryMs = 20;
    private const int FiguresWords = 2, SerialWords = 2;
    private const int MillicelsiusMin = -40_000, MillicelsiusMax = 125_000;
    private const int RawMax = 65_535, HumidityPpmMax = 1_000_000;

    private readonly SensirionPort _port;
    private readonly int _periodMs;

    /// <summary>A sensor at its address that measures once in a period, ms.</summary>
    public Sht4x(II2cBus bus, byte address, int periodMs, SensorFigures figures)
        : base("SHT4x", figures, ResetMs, FiguresWords * 3, SameFiguresMax)
    {
        Require.InRange(periodMs, PeriodMsMin, PeriodMsMax, nameof(periodMs));
        _port = new SensirionPort(bus, address);
        _periodMs = periodMs;
    }

    /// <summary>RH = -6 + 125 x raw / 65535 percent, in ppm, and within 0 to 100 % as the data sheet says to cut it.</summary>
    public static int HumidityPpm(int raw)
    {
        int ppm = (int)((raw * 1_250_000L + RawMax / 2) / RawMax) - 60_000;
        return ppm < 0 ? 0 : ppm > HumidityPpmMax ? HumidityPpmMax : ppm;
    }

    /// <inheritdoc/>
    protected override bool Do(int phase, SensorReading reading)
    {
        switch (phase)
        {
            case Begin: return SendOrBegin(CommandReset, AskSerial, ResetMs);
            case AskSerial: return SendOrBegin(CommandSerial, ReadSerial, ReplyMs);
            case ReadSerial:
                var fault = _port.Receive(SerialWords);
                return fault == SensorFault.None ? Next(Measure, 0) : BeginAgain(fault);
            case Measure:
                BeginCycle();
                return _port.TrySendByte(CommandMeasure) ? Next(ReadFigures, MeasureMs) : Lost(SensorFault.Silent, Measure, RetryMs);
            default: return TakeFigures(reading);
        }
    }

    private bool TakeFigures(SensorReading reading)
    {
        var fault = _port.Receive(FiguresWords);
        if (fault != SensorFault.None) return Lost(fault, Measure, RetryMs);
        if (IsStuck(_port.Frame)) return BeginAgain(SensorFault.Stuck);
        int millicelsius = SensirionFigure.Millicelsius(_port.Word(0));
        int rawHumidity = _port.Word(1);
        // A humidity at either end of the scale is a broken element, not a dry or a wet gas: 0 % and 100 % lie inside it.
        if (millicelsius < MillicelsiusMin || millicelsius > MillicelsiusMax || rawHumidity == 0 || rawHumidity == RawMax)
            return Lost(SensorFault.OutOfRange, Measure, UntilNextCycleMs(_periodMs));
        GiveTemperature(reading, millicelsius);
        GiveRelativeHumidity(reading, HumidityPpm(rawHumidity));
        return Given(Measure, UntilNextCycleMs(_periodMs));
    }

    private bool SendOrBegin(int command, int phase, int afterMs) =>
        _port.TrySendByte(command) ? Next(phase, afterMs) : BeginAgain(SensorFault.Silent);
}
