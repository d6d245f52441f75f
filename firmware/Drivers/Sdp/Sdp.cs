namespace CarbonMeter.Firmware.Drivers;

/// <summary>
/// Sensirion SDP3x (0x21 to 0x23) and SDP8xx (0x25, 0x26): differential pressure by flow through a heated channel. It runs
/// continuously and gives the mean since it was last read. What it gives here is as the chip says: that its scale holds at
/// 966 mbar is corrected where the absolute pressure is known. A reset ends its measuring, which shows as silence.
/// Not yet tried on hardware: see docs/parts.md.
/// </summary>
public sealed class Sdp : Sensor
{
    /// <summary>Shortest and longest time between two figures, ms.</summary>
    public const int PeriodMsMin = 20, PeriodMsMax = 60_000;

    /// <summary>
    /// Same raw figures in a row, pressure and temperature, after which it counts as stuck. In still air a mean repeats itself,
    /// and the temperature has steps of 5 mK: 600 are ten minutes at one a second.
    /// </summary>
    public const int SameFiguresMax = 600;

    private const int CommandStop = 0x3FF9, CommandStart = 0x3615, CommandPrepareIdentity = 0x367C, CommandIdentity = 0xE102;
    private const int PrepareIdentity = 1, AskIdentity = 2, ReadIdentity = 3, Start = 4, ReadFigures = 5;
    private const int StartUpMs = 30, StopMs = 2, ReplyMs = 2, FirstFigureMs = 20, RetryMs = 20;
    private const int IdentityWords = 6, FiguresWords = 3;
    private const int FamilySmall = 0x0301, FamilyLarge = 0x0302;
    // 500 Pa x 60 and 125 Pa x 240: both kinds end at the same count.
    private const int CountsMax = 30_000;
    private const int MillicelsiusPerTick = 5, MillicelsiusMin = -40_000, MillicelsiusMax = 85_000;

    private readonly SensirionPort _port;
    private readonly int _periodMs;
    private int _scale;

    /// <summary>A sensor at its address that is read once in a period, ms.</summary>
    public Sdp(II2cBus bus, byte address, int periodMs, SensorFigures figures)
        : base("SDP", figures, StartUpMs, FiguresWords * 3, SameFiguresMax)
    {
        Require.InRange(periodMs, PeriodMsMin, PeriodMsMax, nameof(periodMs));
        _port = new SensirionPort(bus, address);
        _periodMs = periodMs;
    }

    /// <summary>What the chip says one pascal is, counts: 60 where it ends at 500 Pa, 240 at 125 Pa; 0 before the first figure.</summary>
    public int CountsPerPascal => _scale;

    /// <inheritdoc/>
    protected override bool Do(int phase, SensorReading reading)
    {
        switch (phase)
        {
            case Begin:
                // It may be running since before the processor's restart, and starting it twice is not allowed. One that
                // stands still need not acknowledge this; one that is absent shows at the next command.
                _port.TrySend(CommandStop);
                return Next(PrepareIdentity, StopMs);
            case PrepareIdentity: return SendOrBegin(CommandPrepareIdentity, AskIdentity, 0);
            case AskIdentity: return SendOrBegin(CommandIdentity, ReadIdentity, ReplyMs);
            case ReadIdentity: return JudgeIdentity();
            case Start:
                BeginCycle();
                return SendOrBegin(CommandStart, ReadFigures, FirstFigureMs);
            default: return TakeFigures(reading);
        }
    }

    private bool JudgeIdentity()
    {
        var fault = _port.Receive(IdentityWords);
        if (fault != SensorFault.None) return BeginAgain(fault);
        int family = _port.Word(0);
        _scale = 0;
        return family == FamilySmall || family == FamilyLarge ? Next(Start, 0) : BeginAgain(SensorFault.Unwell);
    }

    private bool TakeFigures(SensorReading reading)
    {
        BeginCycle();
        var fault = _port.Receive(FiguresWords);
        if (fault != SensorFault.None) return Lost(fault, ReadFigures, RetryMs);
        int scale = _port.Word(2);
        // The scale belongs to the part: it is read with the first figure, and one that changes is none.
        if (scale == 0 || _scale != 0 && scale != _scale) return BeginAgain(SensorFault.Unwell);
        _scale = scale;
        if (IsStuck(_port.Frame)) return BeginAgain(SensorFault.Stuck);
        int counts = _port.SignedWord(0);
        int millicelsius = _port.SignedWord(1) * MillicelsiusPerTick;
        if (counts > CountsMax || counts < -CountsMax || millicelsius < MillicelsiusMin || millicelsius > MillicelsiusMax)
            return Lost(SensorFault.OutOfRange, ReadFigures, _periodMs);
        GiveDifferentialPressure(reading, SensirionFigure.Rounded(counts * 1000L, scale));
        GiveTemperature(reading, millicelsius);
        return Given(ReadFigures, _periodMs);
    }

    private bool SendOrBegin(int command, int phase, int afterMs) =>
        _port.TrySend(command) ? Next(phase, afterMs) : BeginAgain(SensorFault.Silent);
}
