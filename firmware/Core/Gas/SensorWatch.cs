using CarbonMeter.Firmware.Chain;
using CarbonMeter.Records;
using CarbonMeter.Units;

namespace CarbonMeter.Firmware.Gas;

/// <summary>
/// One sensor and whether its figures stand. A figure stands until the next, for at most <see cref="AgeMsMax"/>: a lost transfer or a
/// broken checksum is bridged by that. A sensor that is stuck, out of range, not set up or unwell loses its figures at once. What is
/// missed is told as a gap: when it ends, or before that when it has lasted a minute, and then again when it ends; never more than
/// once in a quarter of an hour, so that a loose contact does not fill the journal: gaps in between are told together.
/// </summary>
internal sealed class SensorWatch
{
    /// <summary>Longest time a figure stands, ms.</summary>
    public const int AgeMsMax = GasSums.SpanMsMax;

    /// <summary>A gap that has lasted this long is told before its end, ms.</summary>
    public const int LastingMs = 60_000;

    /// <summary>Shortest time between two events of one sensor, ms.</summary>
    public const int TellPeriodMs = 900_000;

    private readonly ISensor _sensor;
    private long _goodMs;
    private bool _isStarted;
    private bool _hasGap;
    private bool _isTold = true;
    private SensorFault _reason;
    private Reading _fromUnixMs, _toUnixMs;
    private long _beganMs;
    private long _faultsBefore, _faultsAtGood;
    private long _nextTellMs = long.MinValue;

    /// <summary>A watch over a sensor; attempts that failed before do not count.</summary>
    public SensorWatch(ISensor sensor)
    {
        _sensor = sensor;
        _faultsAtGood = sensor.FaultCount;
    }

    /// <summary>Its figures as they came; they count while <see cref="Stands"/>.</summary>
    public SensorReading Figures { get; } = new SensorReading();

    /// <summary>Whether it has ever given a figure since boot.</summary>
    public bool HasSpoken { get; private set; }

    /// <summary>Whether its figures count.</summary>
    public bool Stands => HasSpoken && !_hasGap;

    /// <summary>When Step is next due.</summary>
    public long StepDueMs => _sensor.StepDueMs;

    /// <summary>Steps the sensor where it is due; true where it gave new figures.</summary>
    public bool Step(long uptimeMs)
    {
        if (!_isStarted) _goodMs = uptimeMs;
        _isStarted = true;
        if (uptimeMs < _sensor.StepDueMs || !_sensor.Step(uptimeMs, Figures)) return false;
        HasSpoken = true;
        _goodMs = uptimeMs;
        return true;
    }

    /// <summary>Gives it the surrounding it corrects its own figure with.</summary>
    public void Compensate(SensorReading surrounding) => _sensor.Compensate(surrounding);

    /// <summary>Judges whether its figures still stand, and tells what is to be told.</summary>
    public void Judge(long uptimeMs, long unixMs, RecordMaker records)
    {
        SensorFault missing = Missing(uptimeMs);
        if (missing != SensorFault.None && !_hasGap) BeginGap(missing, uptimeMs, unixMs);
        if (missing == SensorFault.None)
        {
            if (_hasGap) EndGap(unixMs);
            if (_isTold) _faultsAtGood = _sensor.FaultCount;
        }
        bool isRipe = !_hasGap || uptimeMs - _beganMs >= LastingMs;
        if (_isTold || !isRipe || uptimeMs < _nextTellMs) return;
        _nextTellMs = uptimeMs + TellPeriodMs;
        _isTold = true;
        records.Tell(EventCode.SensorGap, (int)_reason, _fromUnixMs, _hasGap ? Reading.Missing : _toUnixMs,
            Reading.Of(_sensor.FaultCount - _faultsBefore), null, _sensor.Name);
    }

    private SensorFault Missing(long uptimeMs)
    {
        SensorFault fault = _sensor.Fault;
        bool isInDoubt = fault != SensorFault.None && fault != SensorFault.Silent && fault != SensorFault.BadChecksum && fault != SensorFault.Late;
        if (isInDoubt) return fault;
        if (uptimeMs - _goodMs <= AgeMsMax) return SensorFault.None;
        return fault != SensorFault.None ? fault : SensorFault.Late;
    }

    private void BeginGap(SensorFault reason, long uptimeMs, long unixMs)
    {
        _hasGap = true;
        _beganMs = uptimeMs;
        if (!_isTold) return;
        _isTold = false;
        _reason = reason;
        _fromUnixMs = Reading.Of(unixMs);
        _faultsBefore = _faultsAtGood;
    }

    // One that was told while it lasted is told once more, from the same beginning.
    private void EndGap(long unixMs)
    {
        _hasGap = false;
        _isTold = false;
        _toUnixMs = Reading.Of(unixMs);
    }
}
