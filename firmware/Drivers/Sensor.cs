using CarbonMeter.Units;

namespace CarbonMeter.Firmware.Drivers;

/// <summary>
/// What all sensors have in common: one phase at a time, each with the moment it is due; a lost figure is tried for again, and
/// after several in a row, or where the part itself is in doubt, it is set up anew after a pause that doubles. Absent parts
/// are asked ever more rarely, since on the device a transfer that hangs holds up everything for a second.
/// </summary>
public abstract class Sensor : ISensor, ITestedPart
{
    /// <summary>First and longest pause before a part is set up anew, ms.</summary>
    public const int PauseMsMin = 500, PauseMsMax = 30_000;

    /// <summary>Figures lost one after another before the part is set up anew.</summary>
    public const int LostInRowMax = 4;

    /// <summary>The phase a part is set up from.</summary>
    protected const int Begin = 0;

    // 0 C; figures are in mK.
    private const int FreezingMillikelvins = 273_150;

    private readonly SensorFigures _figures;
    private readonly byte[] _lastFrame;
    private readonly int _sameFramesMax;
    private int _phase = Begin;
    private int _sameFrames;
    private int _lostInRow;
    private bool _hasGiven;
    private int _pauseMs = PauseMsMin;
    private long _cycleBeganMs;

    /// <summary>
    /// A sensor that hears nothing for a time after power, and whose raw reply of so many bytes may come so many times in a row,
    /// to the last bit, before it is called stuck.
    /// </summary>
    protected Sensor(string name, SensorFigures figures, int startUpMs, int frameBytes, int sameFramesMax)
    {
        StepDueMs = startUpMs;
        Name = name;
        _figures = figures;
        _lastFrame = new byte[frameBytes];
        _sameFramesMax = sameFramesMax;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public long StepDueMs { get; private set; }

    /// <inheritdoc/>
    public SensorFault Fault { get; private set; }

    /// <inheritdoc/>
    public long FaultCount { get; private set; }

    /// <summary>The uptime of the step that is running, ms.</summary>
    protected long NowMs { get; private set; }

    /// <inheritdoc/>
    public bool Step(long uptimeMs, SensorReading reading)
    {
        if (uptimeMs < StepDueMs) return false;
        NowMs = uptimeMs;
        return Do(_phase, reading);
    }

    /// <summary>What is wrong by its last figures. Nothing is transferred: a part that measures must not be asked in between.</summary>
    public string? Trouble()
    {
        switch (Fault)
        {
            case SensorFault.None: return _hasGiven ? null : "no figure yet: try again in a few seconds";
            case SensorFault.Silent: return PartTest.NoAnswer;
            case SensorFault.BadChecksum: return "its replies are garbled: wires, bus speed";
            case SensorFault.Late: return "it answers and has no new figure";
            case SensorFault.Stuck: return "it gives one and the same figure";
            case SensorFault.OutOfRange: return "its figure is outside what it can measure";
            case SensorFault.NotSetUp: return "it does not keep its settings: look at its supply";
            default: return "it says itself that it is not well: replace it";
        }
    }

    /// <inheritdoc/>
    public virtual void Compensate(SensorReading surrounding)
    {
    }

    /// <summary>Does what a phase is about and says, by what it returns, what comes next.</summary>
    protected abstract bool Do(int phase, SensorReading reading);

    /// <summary>Goes on to a phase after a time.</summary>
    protected bool Next(int phase, long afterMs)
    {
        _phase = phase;
        StepDueMs = NowMs + afterMs;
        return false;
    }

    /// <summary>New figures are in the reading: all is well.</summary>
    protected bool Given(int phase, long afterMs)
    {
        Next(phase, afterMs);
        Fault = SensorFault.None;
        _hasGiven = true;
        _lostInRow = 0;
        _pauseMs = PauseMsMin;
        return true;
    }

    /// <summary>A figure was lost: goes on to a phase, or sets the part up anew where that was one too many in a row.</summary>
    protected bool Lost(SensorFault fault, int phase, long afterMs)
    {
        if (_lostInRow >= LostInRowMax) return BeginAgain(fault);
        _lostInRow++;
        Note(fault);
        return Next(phase, afterMs);
    }

    /// <summary>The part itself is in doubt: sets it up anew after a pause.</summary>
    protected bool BeginAgain(SensorFault fault)
    {
        Note(fault);
        _lostInRow = 0;
        Next(Begin, _pauseMs);
        _pauseMs = _pauseMs * 2 > PauseMsMax ? PauseMsMax : _pauseMs * 2;
        return false;
    }

    /// <summary>
    /// Takes note of a raw reply and tells whether it has been the same for too long. It is remembered when the part is set up
    /// anew: one that is still stuck then is not believed for another while.
    /// </summary>
    protected bool IsStuck(byte[] frame)
    {
        bool isSame = true;
        for (int i = 0; i < _lastFrame.Length; i++)
        {
            isSame &= frame[i] == _lastFrame[i];
            _lastFrame[i] = frame[i];
        }
        if (!isSame) _sameFrames = 0;
        else if (_sameFrames < _sameFramesMax) _sameFrames++;
        return _sameFrames >= _sameFramesMax;
    }

    /// <summary>A measurement begins now.</summary>
    protected void BeginCycle() => _cycleBeganMs = NowMs;

    /// <summary>From now until a period after the last measurement began, ms; 0 where that has passed.</summary>
    protected long UntilNextCycleMs(int periodMs)
    {
        long leftMs = _cycleBeganMs + periodMs - NowMs;
        return leftMs < 0 ? 0 : leftMs;
    }

    /// <summary>Mole fraction of CO2 into the reading, ppm.</summary>
    protected void GiveCarbonDioxide(SensorReading reading, long ppm)
    {
        if ((_figures & SensorFigures.CarbonDioxide) != 0) reading.CarbonDioxidePpm = Reading.Of(ppm);
    }

    /// <summary>Differential pressure into the reading, mPa.</summary>
    protected void GiveDifferentialPressure(SensorReading reading, long millipascals)
    {
        if ((_figures & SensorFigures.DifferentialPressure) != 0) reading.DifferentialPressureMillipascals = Reading.Of(millipascals);
    }

    /// <summary>Absolute pressure into the reading, Pa.</summary>
    protected void GivePressure(SensorReading reading, long pascals)
    {
        if ((_figures & SensorFigures.Pressure) != 0) reading.PressurePascals = Reading.Of(pascals);
    }

    /// <summary>Temperature into the reading, from thousandths of a degree Celsius.</summary>
    protected void GiveTemperature(SensorReading reading, long millicelsius)
    {
        if ((_figures & SensorFigures.Temperature) != 0) reading.TemperatureMillikelvins = Reading.Of(millicelsius + FreezingMillikelvins);
    }

    /// <summary>Relative humidity into the reading, ppm of saturation.</summary>
    protected void GiveRelativeHumidity(SensorReading reading, long ppm)
    {
        if ((_figures & SensorFigures.RelativeHumidity) != 0) reading.RelativeHumidityPpm = Reading.Of(ppm);
    }

    private void Note(SensorFault fault)
    {
        Fault = fault;
        FaultCount++;
    }
}
