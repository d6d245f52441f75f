using CarbonMeter.Firmware.Chain;
using CarbonMeter.Firmware.Clock;
using CarbonMeter.Firmware.Gas;
using CarbonMeter.Firmware.Journal;
using CarbonMeter.Firmware.Metering;
using CarbonMeter.Records;
using CarbonMeter.Units;

namespace CarbonMeter.Firmware;

/// <summary>
/// Keeps the front end running and reads it at the poll period and at interval boundaries. Nothing is lost by a reading that
/// fails: the counters run on, and the next good reading brings what they gained.
/// </summary>
internal sealed class Sampler
{
    private const int RetryMs = 200;
    private const int FailuresBeforeRecovery = 25;
    private const int StartAgainMs = 5000;
    private const long Never = long.MaxValue;
    private const int WhyTamper = 0, WhyChipReset = 1, WhyBusFailure = 2, WhyParameters = 3;

    private readonly MeterSettings _settings;
    private readonly IFrontEnd _frontEnd;
    private readonly MeterState _state;
    private readonly Journal.Journal _journal;
    private readonly RecordMaker _records;
    private readonly IntervalKeeper _intervals;
    private readonly WallClock _clock;
    private readonly RestartReason _restartReason;
    private readonly bool _wasClockTrusted;
    private readonly long _lastUnixMs;
    private readonly FrontEndSample _sample;
    private readonly GasChannel? _gas;
    private bool _isReady;
    private bool _isFirstStart = true;
    private bool _isForgotten;
    private int _restartWhy;
    private int _failures;
    private long _waitUntilMs = Never;
    private bool _beginsAfterWait;
    private long _lastGoodMs;
    private long _nextSampleMs;

    public Sampler(
        MeterSettings settings, IFrontEnd frontEnd, MeterState state, Journal.Journal journal, RecordMaker records,
        IntervalKeeper intervals, WallClock clock, RestartReason restartReason, GasChannel? gas)
    {
        _settings = settings;
        _frontEnd = frontEnd;
        _state = state;
        _journal = journal;
        _records = records;
        _intervals = intervals;
        _clock = clock;
        _restartReason = restartReason;
        _gas = gas;
        _wasClockTrusted = state.LastClockTrusted;
        _lastUnixMs = state.LastUnixMs;
        _sample = new FrontEndSample(state.Registers.Length);
    }

    /// <summary>The last sample, where it was good: an older one would pass for what is measured now.</summary>
    public FrontEndSample? LastSample { get; private set; }

    /// <summary>Whether a first good sample has been taken since boot.</summary>
    public bool IsMeasuring { get; private set; }

    /// <summary>Readings that ended, good or not, and steps of the front end's start-up.</summary>
    public long Steps { get; private set; }

    /// <summary>Good readings since boot.</summary>
    public long GoodSamples { get; private set; }

    /// <summary>Readings since boot that failed or found the front end changed.</summary>
    public long Faults { get; private set; }

    /// <summary>Whether the state has changed since it was last committed.</summary>
    public bool HasNews { get; set; }

    /// <summary>Whether the chip ran on over the restart, so that nothing is missing.</summary>
    public bool ContinuedOverRestart { get; private set; }

    /// <summary>Uptime of the first good sample; once it is measuring.</summary>
    public long MeasuringSinceMs { get; private set; }

    /// <summary>When Step has something to do.</summary>
    public long NextDueMs => _isReady ? _nextSampleMs : _waitUntilMs != Never ? _waitUntilMs : _frontEnd.StepDueMs;

    /// <summary>Begins after a boot. A chip that ran on is left alone.</summary>
    public void Begin(long uptimeMs)
    {
        if (_state.Open.IsOpen) _state.Open.Flags |= IntervalFlags.Recovered;
        _frontEnd.Begin(_intervals.Parameters, _state.Checksum, false, uptimeMs);
    }

    public void Step(long uptimeMs)
    {
        if (!_isReady) StepFrontEnd(uptimeMs);
        if (!_isReady || uptimeMs < _nextSampleMs) return;
        bool isGood = TrySample(uptimeMs);
        Steps++;
        if (isGood) GoodSamples++;
        else Faults++;
        Schedule(uptimeMs, isGood);
    }

    /// <summary>The clock has been set or stepped: a sample at once, so that samples align to the new time.</summary>
    public void ClockChanged(long uptimeMs) => _nextSampleMs = uptimeMs;

    private void StepFrontEnd(long uptimeMs)
    {
        if (_waitUntilMs != Never)
        {
            if (uptimeMs < _waitUntilMs) return;
            _waitUntilMs = Never;
            if (_beginsAfterWait) _frontEnd.Begin(_intervals.Parameters, _state.Checksum, false, uptimeMs);
            _beginsAfterWait = false;
        }
        if (_frontEnd.WillReset && !TryForget())
        {
            _waitUntilMs = uptimeMs + RetryMs;
            return;
        }
        FrontEndState state = _frontEnd.Step(uptimeMs);
        Steps++;
        if (state == FrontEndState.Failed)
        {
            _waitUntilMs = uptimeMs + StartAgainMs;
            _beginsAfterWait = true;
        }
        if (state == FrontEndState.Ready) FrontEndReady(uptimeMs);
    }

    // Before the chip is reset, the journal must have forgotten its counters. Else a power cut between the reset and the next
    // commit would leave a journal whose checksum fits the chip and whose counters do not: energy out of nothing.
    private bool TryForget()
    {
        if (_isForgotten) return true;
        if (_state.Counters.HasBaseline) _intervals.Remark(IntervalFlags.FrontEndReset);
        _state.Counters.HasBaseline = false;
        _state.Checksum = FrontEndLimits.NoChecksum;
        _isForgotten = _journal.Commit(_state);
        return _isForgotten;
    }

    private void FrontEndReady(long uptimeMs)
    {
        _isReady = true;
        _isForgotten = false;
        _failures = 0;
        _nextSampleMs = uptimeMs;
        _state.Checksum = _frontEnd.Checksum;
        HasNews = true;
        if (_isFirstStart) JudgeRestart(uptimeMs);
        else
            _records.Tell(EventCode.FrontEndInitialised, _restartWhy, Reading.Missing, Reading.Missing, Reading.Of(_frontEnd.Attempts), null);
        _isFirstStart = false;
        if (_frontEnd.Continued || !_state.Counters.HasBaseline) return;
        // Without a front end nothing was initialised, and the gas knows by itself what it missed.
        if (_state.Registers.Length > 0) _intervals.Remark(IntervalFlags.FrontEndReset);
        _state.Counters.HasBaseline = false;
    }

    private void JudgeRestart(long uptimeMs)
    {
        if (!_frontEnd.Continued || !_state.Counters.HasBaseline) return;
        bool isQuick = _restartReason == RestartReason.Software || _restartReason == RestartReason.Watchdog || _restartReason == RestartReason.BrownOut;
        long beforeMs = _lastUnixMs > _state.CountersAtUnixMs ? _lastUnixMs - _state.CountersAtUnixMs : 0;
        // How long ago the counters were read. Without a clock, what a reset takes bounds the time between the runs.
        bool isKnown = _clock.IsTrusted && _wasClockTrusted;
        long awayMs = isKnown ? _clock.UnixMs - _state.CountersAtUnixMs : beforeMs + uptimeMs;
        long unknownMs = isKnown ? 0 : _settings.ResetDowntimeMsMax;
        ContinuedOverRestart = (isKnown || isQuick) && awayMs >= 0 && !CanHaveWrapped(awayMs + unknownMs);
        if (ContinuedOverRestart)
        {
            _lastGoodMs = uptimeMs - awayMs;
            return;
        }
        _intervals.Remark(IntervalFlags.FrontEndReset);
        _state.Counters.HasBaseline = false;
    }

    // Whether a counter may have gained half its range, so that the difference of two readings no longer tells how much.
    private bool CanHaveWrapped(long spanMs)
    {
        for (int i = 0; i < _state.Registers.Length; i++)
        {
            long countsPerSecond = _frontEnd.CountsPerSecondMax(i);
            Require.InRange(countsPerSecond, 1, 2 * (_frontEnd.CountsMax + 1), "counts per second");
            if (spanMs / 1000 + 1 > (_frontEnd.CountsMax + 1) / countsPerSecond) return true;
        }
        return false;
    }

    private bool TrySample(long uptimeMs)
    {
        // A reading that fails half-way leaves figures of two moments behind: they are nobody's to see.
        LastSample = null;
        SampleOutcome outcome = _frontEnd.Sample(_sample);
        switch (outcome)
        {
            case SampleOutcome.Good:
                _failures = 0;
                Absorb(uptimeMs);
                return true;
            case SampleOutcome.ConfigurationChanged:
            case SampleOutcome.UnprotectedChanged:
                int reason = outcome == SampleOutcome.ConfigurationChanged ? 0 : 1;
                _records.Tell(EventCode.Tamper, reason, Reading.Missing, Reading.Missing, Reading.Of(_sample.Evidence), null);
                StartAnew(WhyTamper, uptimeMs);
                return false;
            case SampleOutcome.ChipReset:
                StartAnew(WhyChipReset, uptimeMs);
                return false;
            default:
                _failures++;
                _intervals.Remark(IntervalFlags.BusErrors);
                if (_failures < FailuresBeforeRecovery) return false;
                // The chip may be well and only the bus sick: it is left running if it still is as it was configured.
                _restartWhy = WhyBusFailure;
                _isReady = false;
                _frontEnd.Begin(_intervals.Parameters, _state.Checksum, false, uptimeMs);
                return false;
        }
    }

    private void Absorb(long uptimeMs)
    {
        bool isAmbiguous = _state.Counters.HasBaseline && CanHaveWrapped(uptimeMs - _lastGoodMs);
        if (isAmbiguous) GiveUpSpan();
        bool tellsGap = !isAmbiguous && (IsMeasuring || ContinuedOverRestart);
        if (_gas != null) _gas.Integrate(uptimeMs);
        bool hasNewParameters = _intervals.Absorb(_sample, uptimeMs - _lastGoodMs, tellsGap);
        if (!IsMeasuring) MeasuringSinceMs = uptimeMs;
        IsMeasuring = true;
        LastSample = _sample;
        HasNews = true;
        _lastGoodMs = uptimeMs;
        if (hasNewParameters && _state.Registers.Length > 0) StartAnew(WhyParameters, uptimeMs);
    }

    // Silent for so long that what the counters gained is ambiguous: told as a gap, neither guessed nor turned into export.
    private void GiveUpSpan()
    {
        _state.Counters.HasBaseline = false;
        _intervals.GiveUpSpan();
    }

    private void StartAnew(int why, long uptimeMs)
    {
        _restartWhy = why;
        _isReady = false;
        _intervals.Remark(IntervalFlags.FrontEndReset);
        _frontEnd.Begin(_intervals.Parameters, FrontEndLimits.NoChecksum, true, uptimeMs);
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
