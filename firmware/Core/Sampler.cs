using CarbonMeter.Firmware.Chain;
using CarbonMeter.Firmware.Clock;
using CarbonMeter.Firmware.Journal;
using CarbonMeter.Records;
using CarbonMeter.Units;

namespace CarbonMeter.Firmware;

/// <summary>
/// Keeps the front end running, reads it, and turns its counters into intervals aligned to UTC. Nothing is lost by a reading
/// that fails: the counters run on, and the next good reading brings what they gained. A sample that comes after a boundary
/// belongs to the interval in which most of its span lies; exactly at the boundary, to the one that ends there.
/// </summary>
internal sealed class Sampler
{
    private const int RetryMs = 200;
    private const int FailuresBeforeRecovery = 25;
    private const int StartAgainMs = 5000;
    private const long Never = long.MaxValue;

    private readonly MeterSettings _settings;
    private readonly IFrontEnd _frontEnd;
    private readonly MeterState _state;
    private readonly Journal.Journal _journal;
    private readonly RecordMaker _records;
    private readonly WallClock _clock;
    private readonly RestartReason _restartReason;
    private readonly FrontEndSample _sample;
    private FactorSet _factorSet = new FactorSet();
    private ParameterSet _parameterSet = new ParameterSet();
    private bool _isReady;
    private bool _isFirstStart = true;
    private int _restartWhy;
    private int _failures;
    private long _startAgainMs = Never;
    private long _lastGoodMs;
    private long _nextSampleMs;
    private IntervalFlags _flagsForNext;

    public Sampler(
        MeterSettings settings, IFrontEnd frontEnd, MeterState state, Journal.Journal journal, RecordMaker records, WallClock clock,
        RestartReason restartReason)
    {
        _settings = settings;
        _frontEnd = frontEnd;
        _state = state;
        _journal = journal;
        _records = records;
        _clock = clock;
        _restartReason = restartReason;
        _sample = new FrontEndSample(state.Registers.Length);
    }

    /// <summary>The last sample, where it was good: an older one would pass for what is measured now.</summary>
    public FrontEndSample? LastSample { get; private set; }

    /// <summary>Whether the state has changed since it was last committed.</summary>
    public bool HasNews { get; set; }

    /// <summary>Whether a first good sample has been taken since boot.</summary>
    public bool IsMeasuring { get; private set; }

    /// <summary>Whether the chip ran on over the restart, so that nothing is missing.</summary>
    public bool ContinuedOverRestart { get; private set; }

    /// <summary>When the first good sample was taken, by the meter's clock.</summary>
    public long MeasuringSinceUnixMs { get; private set; }

    /// <summary>When Step has something to do.</summary>
    public long NextDueMs => _isReady ? _nextSampleMs : _startAgainMs != Never ? _startAgainMs : _frontEnd.StepDueMs;

    /// <summary>The intensity in force at a moment, mg/kWh.</summary>
    public long IntensityAt(long unixSeconds) => _factorSet.IntensityAt(unixSeconds).MilligramsPerKilowattHour;

    /// <summary>Takes the sets in force, as read from the journal.</summary>
    public void Use(byte[] factorSet, byte[] parameterSet)
    {
        FactorSet? factors = FactorSetCodec.Decode(factorSet, out RecordStatus _);
        ParameterSet? parameters = ParameterSetCodec.Decode(parameterSet, out RecordStatus _);
        Require.That(factors != null && parameters != null, "the journal's sets do not decode");
        _factorSet = factors!;
        _parameterSet = parameters!;
        _records.FactorSetHash = FactorSetCodec.Hash(factorSet);
        _records.ParameterSetHash = ParameterSetCodec.Hash(parameterSet);
        _records.ElectricityUncertaintyPpm = _parameterSet.UncertaintyPpm;
    }

    /// <summary>Begins after a boot. A chip that ran on is left alone.</summary>
    public void Begin(long uptimeMs)
    {
        if (_state.Open.IsOpen) _state.Open.Flags |= IntervalFlags.Recovered;
        _frontEnd.Begin(_parameterSet, _state.Checksum, false, uptimeMs);
    }

    public void Step(long uptimeMs)
    {
        if (!_isReady) StepFrontEnd(uptimeMs);
        if (!_isReady || uptimeMs < _nextSampleMs) return;
        bool isGood = Sample(uptimeMs);
        Schedule(uptimeMs, isGood);
    }

    /// <summary>
    /// Keeps a set a command brought until the next interval begins. NotStored, and nothing changed, where the journal failed.
    /// </summary>
    public CommandStatus Prepare(bool isFactorSet, byte[] bytes)
    {
        if (!isFactorSet && !Fits(bytes)) return CommandStatus.BadArgument;
        int place = 1 - (isFactorSet ? _state.FactorPlace : _state.ParameterPlace);
        if (!_journal.WriteSet(isFactorSet, place, bytes)) return CommandStatus.NotStored;
        if (isFactorSet) _state.NextFactorPlace = place;
        else _state.NextParameterPlace = place;
        return CommandStatus.Obeyed;
    }

    /// <summary>Ends the open interval because the clock is about to be stepped.</summary>
    public void CloseBeforeStep()
    {
        if (!_state.Open.IsOpen) return;
        _state.Open.Flags |= IntervalFlags.ClockStepped;
        CloseOpen();
    }

    /// <summary>The clock has been set or stepped: an interval placed by the old one ends, and samples align to the new one.</summary>
    public void ClockChanged(long uptimeMs)
    {
        if (_state.Open.IsOpen && (_state.Open.Flags & IntervalFlags.ClockUntrusted) != 0) CloseOpen();
        _nextSampleMs = uptimeMs;
    }

    // A set for other channels would break the chain: its registers could not be continued.
    private bool Fits(byte[] bytes)
    {
        ParameterSet? set = ParameterSetCodec.Decode(bytes, out RecordStatus _);
        if (set == null || !_frontEnd.Accepts(set) || set.Channels.Length != _state.Registers.Length) return false;
        for (int i = 0; i < set.Channels.Length; i++)
            if (set.Channels[i].ChannelId != _state.Registers[i].ChannelId) return false;
        return true;
    }

    private void StepFrontEnd(long uptimeMs)
    {
        if (_startAgainMs != Never)
        {
            if (uptimeMs < _startAgainMs) return;
            _startAgainMs = Never;
            _frontEnd.Begin(_parameterSet, _state.Checksum, !_state.Counters.HasBaseline, uptimeMs);
        }
        FrontEndState state = _frontEnd.Step(uptimeMs);
        if (state == FrontEndState.Failed) _startAgainMs = uptimeMs + StartAgainMs;
        if (state == FrontEndState.Ready) FrontEndReady(uptimeMs);
    }

    private void FrontEndReady(long uptimeMs)
    {
        _isReady = true;
        _failures = 0;
        _nextSampleMs = uptimeMs;
        _state.Checksum = _frontEnd.Checksum;
        HasNews = true;
        bool goesOn = _frontEnd.Continued && _state.Counters.HasBaseline && (!_isFirstStart || IsWithinWrap());
        if (_isFirstStart)
        {
            ContinuedOverRestart = goesOn;
            if (goesOn) _lastGoodMs = _clock.UptimeAt(_state.CountersAtUnixMs);
        }
        else
            _records.Tell(EventCode.FrontEndInitialised, _restartWhy, Reading.Missing, Reading.Missing, Reading.Of(_frontEnd.Attempts), null);
        _isFirstStart = false;
        if (goesOn) return;
        if (_state.Counters.HasBaseline) Remark(IntervalFlags.FrontEndReset);
        _state.Counters.HasBaseline = false;
    }

    // Beyond half the counter's range a difference is ambiguous. After a reset the time away is bounded by what resets take.
    private bool IsWithinWrap()
    {
        bool isQuick = _restartReason == RestartReason.Software || _restartReason == RestartReason.Watchdog || _restartReason == RestartReason.BrownOut;
        if (!isQuick && !_clock.IsTrusted) return false;
        long awayMs = _clock.UnixMs - _state.CountersAtUnixMs + (_clock.IsTrusted ? 0 : _settings.ResetDowntimeMsMax);
        return awayMs >= 0 && !CanHaveWrapped(awayMs);
    }

    // Whether a counter may have gained half its range, so that the difference of two readings no longer tells how much.
    private bool CanHaveWrapped(long spanMs)
    {
        for (int i = 0; i < _state.Registers.Length; i++)
        {
            long countsPerSecond = _frontEnd.CountsPerSecondMax(i);
            Require.InRange(countsPerSecond, 1, 1 << FrontEndLimits.CounterBits, "counts per second");
            if (spanMs / 1000 + 1 > (1 << FrontEndLimits.CounterBits - 1) / countsPerSecond) return true;
        }
        return false;
    }

    private bool Sample(long uptimeMs)
    {
        // A reading that fails half-way leaves figures of two moments behind: they are nobody's to see.
        LastSample = null;
        switch (_frontEnd.Sample(_sample))
        {
            case SampleOutcome.Good:
                _failures = 0;
                Absorb(uptimeMs);
                LastSample = _sample;
                IsMeasuring = true;
                return true;
            case SampleOutcome.ConfigurationChanged:
                _records.Tell(EventCode.Tamper, 0, Reading.Missing, Reading.Missing, Reading.Of(_sample.Evidence), null);
                StartAnew(0, uptimeMs);
                return false;
            case SampleOutcome.UnprotectedChanged:
                _records.Tell(EventCode.Tamper, 1, Reading.Missing, Reading.Missing, Reading.Of(_sample.Evidence), null);
                StartAnew(0, uptimeMs);
                return false;
            case SampleOutcome.ChipReset:
                StartAnew(1, uptimeMs);
                return false;
            default:
                _failures++;
                Remark(IntervalFlags.BusErrors);
                if (_failures < FailuresBeforeRecovery) return false;
                // The chip may be well and only the bus sick: it is left running if it still is as it was configured.
                _restartWhy = 2;
                _isReady = false;
                _frontEnd.Begin(_parameterSet, _state.Checksum, false, uptimeMs);
                return false;
        }
    }

    private void StartAnew(int why, long uptimeMs)
    {
        _restartWhy = why;
        _isReady = false;
        _state.Counters.HasBaseline = false;
        Remark(IntervalFlags.FrontEndReset);
        _frontEnd.Begin(_parameterSet, FrontEndLimits.NoChecksum, true, uptimeMs);
    }

    private void Remark(IntervalFlags flag)
    {
        if (_state.Open.IsOpen) _state.Open.Flags |= flag;
        else _flagsForNext |= flag;
    }

    private void Absorb(long uptimeMs)
    {
        long now = _clock.UnixMs;
        HasNews = true;
        if (_state.Counters.HasBaseline && CanHaveWrapped(uptimeMs - _lastGoodMs)) GiveUpSpan(now);
        if (!_state.Counters.HasBaseline)
        {
            if (!_state.Open.IsOpen || !IsInside(now)) MoveTo(now);
            _state.Counters.TakeBaseline(_sample);
            // In the journal before the next sample: a processor reset must never join new counters to an old reading.
            _records.IsDirty = true;
            if (!IsMeasuring) MeasuringSinceUnixMs = now;
        }
        else
        {
            if (!IsMeasuring) MeasuringSinceUnixMs = _state.CountersAtUnixMs;
            AbsorbSpan(now, uptimeMs - _lastGoodMs);
        }
        _state.Open.AddFigures(_sample);
        if (!_clock.IsTrusted) _state.Open.Flags |= IntervalFlags.ClockUntrusted;
        _lastGoodMs = uptimeMs;
        _state.CountersAtUnixMs = now;
        ApplyWaiting(uptimeMs);
    }

    // Silent for so long that what the counters gained is ambiguous: told as a gap, neither guessed nor turned into export.
    private void GiveUpSpan(long now)
    {
        _state.Counters.HasBaseline = false;
        if (_state.Open.IsOpen) _state.Open.Flags |= IntervalFlags.FrontEndReset;
        if (!_state.Open.IsOpen || !IsInside(now)) _flagsForNext |= IntervalFlags.FrontEndReset;
        if (now > _state.CountersAtUnixMs)
            _records.Tell(EventCode.Gap, 1, Reading.Of(_state.CountersAtUnixMs), Reading.Of(now), Reading.Missing, null);
    }

    private void AbsorbSpan(long now, long spanMs)
    {
        if (!_state.Open.IsOpen) OpenSlot(now);
        if (!IsInside(now))
        {
            long end = _state.Open.EndUnixMs;
            long late = now - end;
            long before = spanMs - late;
            bool toOld = late >= 0 && before >= late;
            if (late >= 0 && before > 0) _state.Open.MeasuredMs += before;
            if (toOld)
            {
                _state.Counters.Absorb(_sample, _frontEnd, _state.Open);
                _state.Open.AddFigures(_sample);
                spanMs = late;
            }
            if (!MoveTo(now)) return;
            long start = _state.Open.StartUnixSeconds * 1000;
            if (start > end) _records.Tell(EventCode.Gap, 1, Reading.Of(end), Reading.Of(start), Reading.Missing, null);
            if (toOld)
            {
                _state.Open.MeasuredMs += late;
                return;
            }
        }
        long inside = now - _state.Open.StartUnixSeconds * 1000;
        _state.Open.MeasuredMs += spanMs < inside ? spanMs : inside;
        if (spanMs > 2L * _settings.PollPeriodMs) _state.Open.Flags |= IntervalFlags.CatchUp;
        _state.Counters.Absorb(_sample, _frontEnd, _state.Open);
    }

    private bool IsInside(long now) => now >= _state.Open.StartUnixSeconds * 1000 && now < _state.Open.EndUnixMs;

    // False where the open interval could not be closed: the journal is sick, and energy goes on into it rather than nowhere.
    private bool MoveTo(long now)
    {
        if (_state.Open.IsOpen && !CloseOpen()) return false;
        OpenSlot(now);
        return true;
    }

    private void OpenSlot(long now)
    {
        long seconds = now / 1000;
        if (_state.NextLengthSeconds > 0) TakeSettings(seconds);
        int length = _state.LengthSeconds;
        Require.InRange(length, IntervalRecord.LengthSecondsMin, IntervalRecord.LengthSecondsMax, "interval length");
        _state.Open.Open(seconds / length * length, length);
        _state.Open.Flags = _flagsForNext;
        _flagsForNext = IntervalFlags.None;
    }

    // From a moment on that is a boundary of both lengths.
    private void TakeSettings(long seconds)
    {
        int before = _state.LengthSeconds, next = _state.NextLengthSeconds;
        Require.InRange(before, IntervalRecord.LengthSecondsMin, IntervalRecord.LengthSecondsMax, "interval length");
        Require.InRange(next, IntervalRecord.LengthSecondsMin, IntervalRecord.LengthSecondsMax, "next interval length");
        if (seconds / before * before % next != 0 || !_records.TrySignRun()) return;
        _state.LengthSeconds = next;
        _state.IntervalsPerRecord = _state.NextIntervalsPerRecord;
        _state.NextLengthSeconds = 0;
        _records.Tell(EventCode.SettingsChange, 0, Reading.Missing, Reading.Missing,
            Reading.Of(next * 1000L + _state.IntervalsPerRecord), null);
    }

    private bool CloseOpen()
    {
        if (!_state.Open.HasContent())
        {
            _state.Open.IsOpen = false;
            return true;
        }
        long start = _state.Open.StartUnixSeconds;
        long intensity = IntensityAt(start);
        bool joins = _state.RunLengthSeconds == _state.Open.LengthSeconds && _state.RunIntensity == intensity
            && start == _state.RunStartUnixSeconds + (long)_state.RunCount * _state.RunLengthSeconds
            && _state.RunCount < _state.IntervalsPerRecord;
        if (_state.RunCount > 0 && !joins && !_records.TrySignRun()) return false;
        if (_state.RunIntensity != intensity && _state.RunLengthSeconds > 0 && _state.NextFactorPlace == MeterState.None)
            TellDatedChange(intensity);
        if (_state.RunCount == 0)
        {
            _state.RunStartUnixSeconds = start;
            _state.RunLengthSeconds = _state.Open.LengthSeconds;
            _state.RunIntensity = intensity;
        }
        _state.Run[_state.RunCount++] = _state.Open.Close(CarbonIntensity.FromMilligramsPerKilowattHour(intensity));
        _records.IsDirty = true;
        if (_state.RunCount >= _state.IntervalsPerRecord) _records.TrySignRun();
        return true;
    }

    // Within one set the intensity changes by date; a change of the set itself is told when it is taken.
    private void TellDatedChange(long intensity)
    {
        _records.Tell(EventCode.FactorChange, 2, Reading.Missing, Reading.Missing, Reading.Of(intensity), _records.FactorSetHash);
    }

    // At the first sample of an interval: sets that wait come into force for the whole of it.
    private void ApplyWaiting(long uptimeMs)
    {
        if (_state.NextFactorPlace == MeterState.None && _state.NextParameterPlace == MeterState.None) return;
        if (_state.Open.SampleCount > 1 || !_records.TrySignRun()) return;
        if (_state.NextFactorPlace != MeterState.None) TakeFactorSet();
        if (_state.NextParameterPlace != MeterState.None) TakeParameterSet(uptimeMs);
    }

    private void TakeFactorSet()
    {
        byte[]? bytes = _journal.ReadSet(true, _state.NextFactorPlace);
        FactorSet? set = bytes == null ? null : FactorSetCodec.Decode(bytes, out RecordStatus _);
        if (set == null) return;
        _factorSet = set;
        _records.FactorSetHash = FactorSetCodec.Hash(bytes!);
        _state.FactorPlace = _state.NextFactorPlace;
        _state.NextFactorPlace = MeterState.None;
        _state.RunIntensity = IntensityAt(_state.Open.StartUnixSeconds);
        _records.Tell(EventCode.FactorChange, 0, Reading.Missing, Reading.Missing, Reading.Of(_state.RunIntensity), _records.FactorSetHash);
    }

    private void TakeParameterSet(long uptimeMs)
    {
        byte[]? bytes = _journal.ReadSet(false, _state.NextParameterPlace);
        ParameterSet? set = bytes == null ? null : ParameterSetCodec.Decode(bytes, out RecordStatus _);
        if (set == null) return;
        _parameterSet = set;
        _records.ParameterSetHash = ParameterSetCodec.Hash(bytes!);
        _records.ElectricityUncertaintyPpm = set.UncertaintyPpm;
        _state.ParameterPlace = _state.NextParameterPlace;
        _state.NextParameterPlace = MeterState.None;
        _records.Tell(EventCode.ParameterChange, 0, Reading.Missing, Reading.Missing, Reading.Missing, _records.ParameterSetHash);
        StartAnew(3, uptimeMs);
    }

    private void Schedule(long uptimeMs, bool isGood)
    {
        int poll = _settings.PollPeriodMs;
        Require.InRange(poll, 1, MeterSettings.PollPeriodMsMax, "poll period");
        long now = _clock.UnixMs;
        long next = (now / poll + 1) * poll;
        if (_state.Open.IsOpen && _state.Open.EndUnixMs > now && next > _state.Open.EndUnixMs) next = _state.Open.EndUnixMs;
        _nextSampleMs = _clock.UptimeAt(next);
        if (!isGood && _nextSampleMs > uptimeMs + RetryMs) _nextSampleMs = uptimeMs + RetryMs;
        if (_nextSampleMs <= uptimeMs) _nextSampleMs = uptimeMs + 1;
    }
}
