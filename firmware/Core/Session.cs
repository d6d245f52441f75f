using CarbonMeter.Crypto;
using CarbonMeter.Firmware.Chain;
using CarbonMeter.Firmware.Clock;
using CarbonMeter.Firmware.Commands;
using CarbonMeter.Firmware.Gas;
using CarbonMeter.Firmware.Health;
using CarbonMeter.Firmware.Journal;
using CarbonMeter.Firmware.Metering;
using CarbonMeter.Firmware.Uplink;
using CarbonMeter.Records;
using CarbonMeter.Units;

namespace CarbonMeter.Firmware;

/// <summary>A meter from one start to the next: time, commands, live readings and the journal around the sampling.</summary>
internal sealed class Session
{
    private const int EnclosureOpened = 2;
    private const int BoardReadPeriodMs = 60_000;

    private readonly MeterSettings _settings;
    private readonly MeterParts _parts;
    private readonly MeterState _state;
    private readonly Journal.Journal _journal;
    private readonly RecordMaker _records;
    private readonly IntervalKeeper _intervals;
    private readonly Sampler _sampler;
    private readonly Outbox _outbox;
    private readonly KeyKeeper _keys;
    private readonly BackupClockKeeper _backupClocks;
    private readonly long _lastUnixMs;
    private readonly bool _wasClockTrusted;
    private readonly RestartReason _restartReason;
    private readonly EnclosureWatch? _enclosure;
    private readonly GasChannel? _gas;
    private readonly HealthReading _health = new HealthReading();
    private long _nextTimeReadMs;
    private long _nextLiveMs;
    private long _nextCheckpointMs;
    private int _refusedTimes;
    private long _faultsTold;
    private bool _gapTold;
    private long _keptSteps;
    private long _nextBoardReadMs;

    public Session(
        MeterSettings settings, MeterParts parts, MeterState state, Journal.Journal journal, WallClock clock,
        ISigner signer, byte[] factorSet, byte[] parameterSet, long lastUnixMs, RestartReason restartReason)
    {
        _settings = settings;
        _parts = parts;
        _state = state;
        _journal = journal;
        Clock = clock;
        _lastUnixMs = lastUnixMs;
        _restartReason = restartReason;
        _records = new RecordMaker(settings, state, journal, signer, clock);
        _keys = new KeyKeeper(state, journal, _records, parts.Keys);
        _backupClocks = new BackupClockKeeper(parts.TimeSources);
        if (parts.GasSensors.Length > 0) _gas = new GasChannel(parts.GasSensors, _records);
        _intervals = new IntervalKeeper(settings, parts.FrontEnd, state, journal, _records, clock, _gas);
        _intervals.Use(factorSet, parameterSet);
        _sampler = new Sampler(settings, parts.FrontEnd, state, journal, _records, _intervals, clock, restartReason, _gas);
        _outbox = new Outbox(settings, state, journal, parts.Link, parts.Random);
        _wasClockTrusted = state.LastClockTrusted;
        if (parts.Enclosure != null) _enclosure = new EnclosureWatch(parts.Enclosure);
    }

    public WallClock Clock { get; }

    public RecordMaker Records => _records;

    public FrontEndSample? LastSample => _sampler.LastSample;

    public GasMoment? GasMoment => _gas == null ? null : _gas.Moment;

    public ParameterSet Parameters => _intervals.Parameters;

    /// <summary>A command that came another way than over the link; empty where none waits.</summary>
    public byte[]? Offered { get; set; }

    public long NextDueMs
    {
        get
        {
            long due = _sampler.NextDueMs;
            if (_gas != null && _gas.StepDueMs < due) due = _gas.StepDueMs;
            if (!Clock.IsTrusted && _nextTimeReadMs < due) due = _nextTimeReadMs;
            if (_settings.LivePeriodMs > 0 && _nextLiveMs < due) due = _nextLiveMs;
            return due;
        }
    }

    /// <summary>Tells the chain that the meter has started, and begins.</summary>
    public void Begin(bool isNew, long uptimeMs)
    {
        Reading from = isNew ? Reading.Missing : Reading.Of(_lastUnixMs);
        _records.Tell(EventCode.Boot, (int)_restartReason, from, Reading.Missing, Reading.Missing, null);
        if (isNew)
        {
            _gapTold = true;
            _records.Tell(EventCode.ParameterChange, 1, Reading.Missing, Reading.Missing, Reading.Missing, _records.ParameterSetHash);
            _records.Tell(EventCode.FactorChange, 1, Reading.Missing, Reading.Missing,
                Reading.Of(_intervals.IntensityAt(Clock.UnixMs / 1000)), _records.FactorSetHash);
            if (_settings.BoardHash != null)
                _records.Tell(EventCode.Commissioned, 0, Reading.Missing, Reading.Missing, Reading.Missing, _settings.BoardHash, _settings.Installer);
        }
        _nextTimeReadMs = uptimeMs;
        _nextLiveMs = uptimeMs;
        _sampler.Begin(uptimeMs);
    }

    public void Step(long uptimeMs)
    {
        Clock.Advance(uptimeMs);
        ReadTime(uptimeMs);
        if (_gas != null) _gas.Step(uptimeMs, Clock.UnixMs);
        _sampler.Step(uptimeMs);
        if (!_gapTold && Clock.IsTrusted && _sampler.IsMeasuring) TellGap(uptimeMs);
        WatchEnclosure();
        TakeCommand(uptimeMs);
        Keep(uptimeMs);
        _outbox.Step(uptimeMs);
        SendLive(uptimeMs);
    }

    public bool TrySignRun()
    {
        if (!_records.TrySignRun() || !_journal.Commit(_state)) return false;
        _records.IsDirty = false;
        return true;
    }

    /// <summary>Puts everything unsaved into the journal; true where that is done.</summary>
    public bool TrySave()
    {
        _records.TellWaiting();
        return TryCommit();
    }

    /// <summary>Says how far sampling, journal and uplink have come.</summary>
    public void Fill(MeterProgress progress)
    {
        progress.SamplingSteps += _sampler.Steps;
        progress.GoodSamples = _sampler.GoodSamples;
        progress.JournalSteps = _keptSteps;
        progress.UplinkSteps = _outbox.Steps;
    }

    private HealthReading HealthFigures(long uptimeMs)
    {
        if (_parts.Board != null && uptimeMs >= _nextBoardReadMs)
        {
            // To know the free heap the board has to collect garbage: not every few seconds.
            _nextBoardReadMs = uptimeMs + BoardReadPeriodMs;
            _health.Board.Clear();
            _parts.Board.Read(_health.Board);
        }
        _health.UptimeMs = uptimeMs;
        _health.Boots = _state.BootCount;
        _health.SampleFaults = _sampler.Faults;
        _health.StorageFaults = _journal.Faults;
        _health.EventsLost = _records.EventsLost;
        _health.LinkFailures = _outbox.Failures;
        _health.CommandsNotBelieved = CommandsNotBelieved;
        _health.Network = _parts.Network;
        return _health;
    }

    // Between two readings nobody would have time to shut it again unseen: looked at in every step.
    private void WatchEnclosure()
    {
        if (_enclosure != null && _enclosure.Look())
            _records.Tell(EventCode.Tamper, EnclosureOpened, Reading.Missing, Reading.Missing, Reading.Missing, null);
    }

    private void ReadTime(long uptimeMs)
    {
        if (uptimeMs < _nextTimeReadMs) return;
        _nextTimeReadMs = uptimeMs + (Clock.IsTrusted ? _settings.TimeReadPeriodMs : 1000);
        for (int i = 0; i < _parts.TimeSources.Length; i++)
        {
            if (!_parts.TimeSources[i].TryRead(out long unixMs)) continue;
            long before = Clock.UnixMs;
            ClockVerdict verdict = Clock.Judge(unixMs);
            bool isChange = verdict == ClockVerdict.Set || verdict == ClockVerdict.Stepped;
            if (isChange) _intervals.BeforeClockChange(unixMs);
            // By the new clock, so that the time between two readings stays what it was.
            if (isChange && _sampler.IsMeasuring) _state.CountersAtUnixMs += unixMs - before;
            Clock.Offer(unixMs);
            Tell(verdict, (int)_parts.TimeSources[i].Origin, before, unixMs);
            if (verdict == ClockVerdict.Kept || isChange) _backupClocks.Taken(_parts.TimeSources[i], unixMs, isChange, uptimeMs);
            if (verdict == ClockVerdict.Kept) return;
            if (isChange)
            {
                _sampler.ClockChanged(uptimeMs);
                _nextTimeReadMs = uptimeMs + _settings.TimeReadPeriodMs;
                return;
            }
        }
    }

    private void Tell(ClockVerdict verdict, int origin, long before, long offered)
    {
        if (verdict == ClockVerdict.Set)
            _records.Tell(EventCode.ClockSet, origin, Reading.Of(before), Reading.Of(offered), Reading.Missing, null);
        else if (verdict == ClockVerdict.Stepped)
        {
            _records.Tell(EventCode.ClockStep, origin, Reading.Of(before), Reading.Of(offered), Reading.Missing, null);
            if (offered > before) _records.Tell(EventCode.Gap, 2, Reading.Of(before), Reading.Of(offered), Reading.Missing, null);
        }
        else if (verdict != ClockVerdict.Kept && (_refusedTimes & 1 << (int)verdict) == 0)
        {
            // Once a session for either kind: a source that is wrong is wrong every minute.
            _refusedTimes |= 1 << (int)verdict;
            long told = offered < 0 ? 0 : offered > MeterRecord.UnixMsMax ? MeterRecord.UnixMsMax : offered;
            _records.Tell(EventCode.ClockRefused, verdict == ClockVerdict.TooEarly ? 0 : 1, Reading.Missing, Reading.Of(told), Reading.Missing, null);
        }
    }

    // A chip that ran on has measured through the restart: then there was no gap. Of a clock nobody trusted nobody knows
    // when it began.
    private void TellGap(long uptimeMs)
    {
        _gapTold = true;
        if (_sampler.ContinuedOverRestart) return;
        long to = Clock.UnixMs - (uptimeMs - _sampler.MeasuringSinceMs);
        Reading from = _wasClockTrusted ? Reading.Of(_lastUnixMs) : Reading.Missing;
        if (!_wasClockTrusted || to > _lastUnixMs) _records.Tell(EventCode.Gap, 0, from, Reading.Of(to), Reading.Missing, null);
    }

    private void TakeCommand(long uptimeMs)
    {
        byte[] message;
        if (Offered != null)
        {
            message = Offered;
            Offered = null;
        }
        else if (!_parts.Link.TryTakeCommand(out message)) return;
        CommandStatus status = CommandJudge.Judge(
            message, _parts.Authority, _settings.MeterId, Clock.IsTrusted, Clock.UnixMs / 1000, _state.CommandCounter, out Command? command);
        if (status == CommandStatus.Unreadable || status == CommandStatus.BadSignature)
        {
            CommandsNotBelieved++;
            return;
        }
        if (status == CommandStatus.Obeyed) status = Obey(command!, uptimeMs);
        if (status == CommandStatus.Obeyed || status >= CommandStatus.UnknownCode)
        {
            _state.CommandCounter = command!.Counter;
            _records.IsDirty = true;
        }
        if (status != CommandStatus.Obeyed)
            _records.Tell(EventCode.CommandRefused, (int)status, Reading.Missing, Reading.Missing, Reading.Of(command!.Counter), null);
    }

    /// <summary>Messages on the command topic that no authority signed.</summary>
    public long CommandsNotBelieved { get; private set; }

    private CommandStatus Obey(Command command, long uptimeMs)
    {
        switch (command.Code)
        {
            case CommandCode.SetFactorSet: return _intervals.Prepare(true, command.Bytes!);
            case CommandCode.SetParameterSet: return _intervals.Prepare(false, command.Bytes!);
            case CommandCode.SetIntervals:
                if (command.IntervalsPerRecord > _journal.IntervalsMax) return CommandStatus.BadArgument;
                _state.NextLengthSeconds = command.LengthSeconds;
                _state.NextIntervalsPerRecord = command.IntervalsPerRecord;
                return CommandStatus.Obeyed;
            case CommandCode.SpotCheck:
                return _sampler.LastSample != null && _records.TryAnswer(command.Bytes!, _sampler.LastSample) ? CommandStatus.Obeyed : CommandStatus.NotStored;
            case CommandCode.Resend:
                _outbox.Resend(command.FromSequence);
                return CommandStatus.Obeyed;
            case CommandCode.RotateKey: return _keys.TryRotate(0) ? CommandStatus.Obeyed : CommandStatus.NotStored;
            default: return CommandStatus.UnknownCode;
        }
    }

    // Commits at once what was made, else the running counters when their time has come.
    private void Keep(long uptimeMs)
    {
        _records.TellWaiting();
        bool isDue = _sampler.HasNews && uptimeMs >= _nextCheckpointMs;
        if (!_records.IsDirty && !isDue) _keptSteps++;
        else if (TryCommit())
        {
            _keptSteps++;
            _nextCheckpointMs = uptimeMs + _settings.CheckpointPeriodMs;
        }
        if (_journal.Faults == _faultsTold || _records.IsDirty) return;
        long faults = _journal.Faults - _faultsTold;
        _faultsTold = _journal.Faults;
        _records.Tell(EventCode.StorageFault, _journal.LastFaultReadBack ? 1 : 0, Reading.Missing, Reading.Missing, Reading.Of(faults), null);
    }

    private bool TryCommit()
    {
        _state.LastUnixMs = Clock.UnixMs;
        _state.LastClockTrusted = Clock.IsTrusted;
        if (!_journal.Commit(_state)) return false;
        _records.IsDirty = false;
        _sampler.HasNews = false;
        _keys.Committed();
        return true;
    }

    private void SendLive(long uptimeMs)
    {
        if (_settings.LivePeriodMs == 0 || uptimeMs < _nextLiveMs) return;
        _nextLiveMs = uptimeMs + _settings.LivePeriodMs;
        if (_parts.Link.State != LinkState.Open) return;
        _parts.Link.TrySendLive(LiveReading.Write(_state, _sampler.LastSample, GasMoment, Clock.UnixMs, HealthFigures(uptimeMs)));
    }
}
