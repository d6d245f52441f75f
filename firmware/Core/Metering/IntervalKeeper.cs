using CarbonMeter.Firmware.Chain;
using CarbonMeter.Firmware.Clock;
using CarbonMeter.Firmware.Gas;
using CarbonMeter.Firmware.Journal;
using CarbonMeter.Records;
using CarbonMeter.Units;

namespace CarbonMeter.Firmware.Metering;

/// <summary>
/// Turns samples into intervals aligned to UTC and intervals into runs of one length and one intensity. A sample that comes
/// after a boundary belongs to the interval in which most of its span lies; exactly at the boundary, to the one that ends
/// there. Settings and sets that wait come into force where an interval begins.
/// </summary>
internal sealed class IntervalKeeper
{
    private readonly MeterSettings _settings;
    private readonly IFrontEnd _frontEnd;
    private readonly MeterState _state;
    private readonly Journal.Journal _journal;
    private readonly RecordMaker _records;
    private readonly WallClock _clock;
    private readonly GasChannel? _gas;
    private readonly int _runCountMax;
    private FactorSet _factorSet = new FactorSet();
    private IntervalFlags _flagsForNext;
    private bool _hasJustBegun;

    public IntervalKeeper(
        MeterSettings settings, IFrontEnd frontEnd, MeterState state, Journal.Journal journal, RecordMaker records, WallClock clock,
        GasChannel? gas)
    {
        _settings = settings;
        _frontEnd = frontEnd;
        _state = state;
        _journal = journal;
        _records = records;
        _clock = clock;
        _gas = gas;
        _runCountMax = journal.IntervalsMax;
    }

    /// <summary>The parameter set in force.</summary>
    public ParameterSet Parameters { get; private set; } = new ParameterSet();

    /// <summary>The intensity in force at a moment, mg/kWh.</summary>
    public long IntensityAt(long unixSeconds) => _factorSet.IntensityAt(unixSeconds).MilligramsPerKilowattHour;

    /// <summary>Takes the sets in force, as read from the journal.</summary>
    public void Use(byte[] factorSet, byte[] parameterSet)
    {
        FactorSet? factors = FactorSetCodec.Decode(factorSet, out RecordStatus _);
        ParameterSet? parameters = ParameterSetCodec.Decode(parameterSet, out RecordStatus _);
        Require.That(factors != null && parameters != null, "the journal's sets do not decode");
        UseFactors(factors!, factorSet);
        UseParameters(parameters!, parameterSet);
    }

    /// <summary>Adds a remark to the open interval; to the next where none is open.</summary>
    public void Remark(IntervalFlags flag)
    {
        if (_state.Open.IsOpen) _state.Open.Flags |= flag;
        else _flagsForNext |= flag;
    }

    /// <summary>
    /// Puts a good sample where it belongs; spanMs is the time since the one before. True where the set that waited is the
    /// parameter set now in force: the front end has to be configured anew.
    /// </summary>
    public bool Absorb(FrontEndSample sample, long spanMs, bool tellsGap)
    {
        long now = _clock.UnixMs;
        if (_state.Counters.HasBaseline) AbsorbSpan(sample, now, spanMs, tellsGap);
        else
        {
            if (!_state.Open.IsOpen || !IsInside(now)) TryMoveTo(now, tellsGap);
            _state.Counters.TakeBaseline(sample);
            // In the journal before the next sample: a processor reset must never join new counters to an old reading.
            _records.IsDirty = true;
            TakeFigures(sample);
        }
        if (!_clock.IsTrusted) _state.Open.Flags |= IntervalFlags.ClockUntrusted;
        _state.CountersAtUnixMs = now;
        if (!_hasJustBegun) return false;
        _hasJustBegun = false;
        return TakeWaiting();
    }

    /// <summary>What was measured since the last sample cannot be told: a gap, and a remark on either interval it lies in.</summary>
    public void GiveUpSpan()
    {
        long now = _clock.UnixMs;
        Remark(IntervalFlags.FrontEndReset);
        if (_state.Open.IsOpen && !IsInside(now)) _flagsForNext |= IntervalFlags.FrontEndReset;
        if (now > _state.CountersAtUnixMs)
            _records.Tell(EventCode.Gap, 1, Reading.Of(_state.CountersAtUnixMs), Reading.Of(now), Reading.Missing, null);
    }

    /// <summary>
    /// The clock is about to be set or stepped: the run ends, and so does the open interval, unless the new time lies in it
    /// too: then one interval goes on, rather than two of the same start.
    /// </summary>
    public void BeforeClockChange(long toUnixMs)
    {
        if (_clock.IsTrusted) Remark(IntervalFlags.ClockStepped);
        if (_state.Open.IsOpen && !IsInside(toUnixMs) && TryCloseOpen() && _clock.IsTrusted) Remark(IntervalFlags.ClockStepped);
        _records.TrySignRun();
    }

    /// <summary>Keeps a set a command brought until the next interval begins.</summary>
    public CommandStatus Prepare(bool isFactorSet, byte[] bytes)
    {
        if (!isFactorSet && !Fits(bytes)) return CommandStatus.BadArgument;
        int place = 1 - (isFactorSet ? _state.FactorPlace : _state.ParameterPlace);
        bool isWaiting = (isFactorSet ? _state.NextFactorPlace : _state.NextParameterPlace) != MeterState.None;
        // No state in the journal may name a place that is being written.
        SetNext(isFactorSet, MeterState.None);
        if (isWaiting && !_journal.Commit(_state) || !_journal.WriteSet(isFactorSet, place, bytes)) return CommandStatus.NotStored;
        SetNext(isFactorSet, place);
        return CommandStatus.Obeyed;
    }

    private void AbsorbSpan(FrontEndSample sample, long now, long spanMs, bool tellsGap)
    {
        if (!_state.Open.IsOpen) OpenSlot(now);
        bool isCatchUp = spanMs > 2L * _settings.PollPeriodMs;
        if (!IsInside(now))
        {
            long late = now - _state.Open.EndUnixMs;
            long before = spanMs - late;
            bool toOld = late >= 0 && before >= late;
            // A few hundred milliseconds are measured in either interval. Of a long silence all goes into one interval, so
            // the other one has not measured its part.
            if (late >= 0 && before > 0 && (toOld || !isCatchUp)) _state.Open.MeasuredMs += before;
            if (toOld) Take(sample, isCatchUp);
            if (!TryMoveTo(now, tellsGap))
            {
                // The journal is sick: energy goes on into the open interval rather than nowhere.
                if (!toOld) Take(sample, true);
                return;
            }
            if (toOld)
            {
                if (!isCatchUp) _state.Open.MeasuredMs += late;
                return;
            }
        }
        long inside = now - _state.Open.StartUnixSeconds * 1000;
        _state.Open.MeasuredMs += spanMs < inside ? spanMs : inside;
        Take(sample, isCatchUp);
    }

    private void Take(FrontEndSample sample, bool isCatchUp)
    {
        if (isCatchUp) _state.Open.Flags |= IntervalFlags.CatchUp;
        _state.Counters.Absorb(sample, _frontEnd, _state.Open);
        TakeFigures(sample);
    }

    private void TakeFigures(FrontEndSample sample)
    {
        _state.Open.AddFigures(sample);
        if (_gas == null || _state.Open.Gas == null) return;
        _gas.MoveTo(_state.Open.Gas);
        if (_state.Open.Gas.HasReverseFlow) _state.Open.Flags |= IntervalFlags.ReverseFlow;
    }

    private bool IsInside(long unixMs) => unixMs >= _state.Open.StartUnixSeconds * 1000 && unixMs < _state.Open.EndUnixMs;

    // False where the open interval could not be closed.
    private bool TryMoveTo(long now, bool tellsGap)
    {
        bool wasOpen = _state.Open.IsOpen;
        long measuredTo = _state.Open.HasContent() ? _state.Open.EndUnixMs : _state.Open.StartUnixSeconds * 1000;
        if (wasOpen && !TryCloseOpen()) return false;
        OpenSlot(now);
        long start = _state.Open.StartUnixSeconds * 1000;
        if (wasOpen && tellsGap && start > measuredTo)
            _records.Tell(EventCode.Gap, 1, Reading.Of(measuredTo), Reading.Of(start), Reading.Missing, null);
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
        _hasJustBegun = true;
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

    private bool TryCloseOpen()
    {
        if (!_state.Open.HasContent())
        {
            _state.Open.IsOpen = false;
            return true;
        }
        long start = _state.Open.StartUnixSeconds;
        long intensity = IntensityAt(start);
        // A full run that the journal has not taken yet goes on while a record can hold it.
        bool joins = _state.RunLengthSeconds == _state.Open.LengthSeconds && _state.RunIntensity == intensity
            && start == _state.RunStartUnixSeconds + (long)_state.RunCount * _state.RunLengthSeconds
            && _state.RunCount < _runCountMax;
        if (_state.RunCount > 0 && !joins && !_records.TrySignRun()) return false;
        // Within one set the intensity changes by date; a change of the set itself is told when it is taken.
        if (_state.RunIntensity != intensity && _state.RunLengthSeconds > 0)
            _records.Tell(EventCode.FactorChange, 2, Reading.Missing, Reading.Missing, Reading.Of(intensity), _records.FactorSetHash);
        if (_state.RunCount == 0)
        {
            _state.RunStartUnixSeconds = start;
            _state.RunLengthSeconds = _state.Open.LengthSeconds;
            _state.RunIntensity = intensity;
        }
        _state.Run[_state.RunCount++] = _state.Open.Close(CarbonIntensity.FromMilligramsPerKilowattHour(intensity), Parameters.Gas);
        _records.IsDirty = true;
        if (_state.RunCount >= _state.IntervalsPerRecord) _records.TrySignRun();
        return true;
    }

    // True where a parameter set came into force.
    private bool TakeWaiting()
    {
        if (_state.NextFactorPlace == MeterState.None && _state.NextParameterPlace == MeterState.None) return false;
        if (!_records.TrySignRun()) return false;
        if (_state.NextFactorPlace != MeterState.None) TakeFactorSet();
        return _state.NextParameterPlace != MeterState.None && TryTakeParameterSet();
    }

    private void TakeFactorSet()
    {
        if (!_journal.TryReadSet(true, _state.NextFactorPlace, out byte[]? bytes)) return;
        FactorSet? set = bytes == null ? null : FactorSetCodec.Decode(bytes, out RecordStatus _);
        int place = _state.NextFactorPlace;
        SetNext(true, MeterState.None);
        if (set == null)
        {
            TellSetLost();
            return;
        }
        _state.FactorPlace = place;
        UseFactors(set, bytes!);
        _state.RunIntensity = IntensityAt(_state.Open.StartUnixSeconds);
        _records.Tell(EventCode.FactorChange, 0, Reading.Missing, Reading.Missing, Reading.Of(_state.RunIntensity), _records.FactorSetHash);
    }

    private bool TryTakeParameterSet()
    {
        if (!_journal.TryReadSet(false, _state.NextParameterPlace, out byte[]? bytes)) return false;
        ParameterSet? set = bytes == null ? null : ParameterSetCodec.Decode(bytes, out RecordStatus _);
        int place = _state.NextParameterPlace;
        SetNext(false, MeterState.None);
        if (set == null)
        {
            TellSetLost();
            return false;
        }
        _state.ParameterPlace = place;
        // The moments of the new interval that were measured under the set before: a volume of two meanings is none.
        if (_state.Open.Gas != null) _state.Open.Gas.Clear();
        UseParameters(set, bytes!);
        _records.Tell(EventCode.ParameterChange, 0, Reading.Missing, Reading.Missing, Reading.Missing, _records.ParameterSetHash);
        return true;
    }

    // It read back well when it was written; that it does not now is a fault of the storage.
    private void TellSetLost() =>
        _records.Tell(EventCode.StorageFault, 1, Reading.Missing, Reading.Missing, Reading.Of(1), null);

    private void SetNext(bool isFactorSet, int place)
    {
        if (isFactorSet) _state.NextFactorPlace = place;
        else _state.NextParameterPlace = place;
        _records.IsDirty = true;
    }

    private void UseFactors(FactorSet set, byte[] bytes)
    {
        _factorSet = set;
        _records.FactorSetHash = FactorSetCodec.Hash(bytes);
    }

    private void UseParameters(ParameterSet set, byte[] bytes)
    {
        Parameters = set;
        _records.ParameterSetHash = ParameterSetCodec.Hash(bytes);
        _records.ElectricityUncertaintyPpm = set.UncertaintyPpm;
        if (set.Gas != null) UseGas(set.Gas);
    }

    private void UseGas(GasParameters gas)
    {
        _records.GasUncertaintyPpm = gas.UncertaintyPpm;
        if (_gas != null) _gas.Use(gas);
        GasRegister? register = _state.Gas;
        if (register == null) return;
        register.ReferenceMillikelvins = gas.ReferenceTemperatureMillikelvins;
        register.ReferencePascals = gas.ReferencePressurePascals;
        register.Basis = gas.Basis;
        register.BackgroundPpm = gas.BackgroundPpm;
    }

    // A set for other channels would break the chain: its registers could not be continued.
    private bool Fits(byte[] bytes)
    {
        ParameterSet? set = ParameterSetCodec.Decode(bytes, out RecordStatus _);
        if (set == null || !_frontEnd.Accepts(set) || set.Channels.Length != _state.Registers.Length) return false;
        if (set.Gas == null != (_state.Gas == null) || set.Gas != null && !GasFlow.Accepts(set.Gas)) return false;
        for (int i = 0; i < set.Channels.Length; i++)
            if (set.Channels[i].ChannelId != _state.Registers[i].ChannelId) return false;
        return true;
    }
}
