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

/// <summary>Whether a meter does its work.</summary>
public enum MeterHealth
{
    /// <summary>The journal has not been opened yet.</summary>
    Starting,
    /// <summary>Measuring, or on the way to it.</summary>
    Running,
    /// <summary>The journal was written before and cannot be read: a new start would forge the chain. It needs service.</summary>
    JournalUnreadable,
    /// <summary>The key the journal names is not in the key store: nothing could be signed. It needs service.</summary>
    KeyMissing,
    /// <summary>
    /// The ring or the key store shows that this meter has had a journal, and the state is gone or another meter's: a new start
    /// would repeat its sequences. It needs service.
    /// </summary>
    StateMissing,
}

/// <summary>
/// The meter. <see cref="Step"/> is called by one loop, with the uptime, whenever <see cref="NextDueMs"/> has come and whenever
/// the link may have something; it never waits. Samples are taken at the poll period and exactly at interval boundaries; a
/// late sample goes to the interval in which most of its span lies.
/// </summary>
public sealed class Meter
{
    private const int StartAgainMs = 1000;
    private const long Never = long.MaxValue / 2;

    private readonly MeterSettings _settings;
    private readonly MeterParts _parts;
    private readonly RestartReason _restartReason;
    private readonly byte[] _provisionedFactorSet;
    private readonly byte[] _provisionedParameterSet;
    private readonly Journal.Journal _journal;
    private readonly MeterState _state;
    private Session? _session;
    private readonly MeterProgress _progress = new MeterProgress();
    private long _startAttempts;
    private long _nextStartMs;

    /// <summary>A meter over its parts. The sets given are those it was commissioned with; the journal's come first.</summary>
    public Meter(MeterSettings settings, MeterParts parts, byte[] factorSet, byte[] parameterSet, RestartReason restartReason)
    {
        settings.Check();
        Require.That(MeterId.IsValid(settings.MeterId), "not a meter id");
        _settings = settings;
        _parts = parts;
        _restartReason = restartReason;
        _provisionedFactorSet = factorSet;
        _provisionedParameterSet = parameterSet;
        ParameterSet? parameters = ParameterSetCodec.Decode(parameterSet, out RecordStatus status);
        Require.That(parameters != null && status == RecordStatus.Ok, "the parameter set given does not decode");
        Require.That(parts.FrontEnd.Accepts(parameters!), "the parameter set given is not for this front end");
        int[] channelIds = new int[parameters!.Channels.Length];
        for (int i = 0; i < channelIds.Length; i++) channelIds[i] = parameters.Channels[i].ChannelId;
        Require.That(!parts.IsStateOnFlash || settings.CheckpointPeriodMs >= MeterSettings.FlashCheckpointPeriodMsMin,
            "the state is on flash: the checkpoint period must be at least " + MeterSettings.FlashCheckpointPeriodMsMin.ToString() + " ms");
        bool hasGas = parameters.Gas != null;
        Require.That(hasGas == parts.GasSensors.Length > 0, "gas sensors, and gas in the parameter set: both or neither");
        Require.That(!hasGas || GasFlow.Accepts(parameters.Gas!), "the reference state of the gas is out of range");
        _state = new MeterState(channelIds, hasGas);
        _journal = new Journal.Journal(parts.Storage, parts.RingStorage, channelIds.Length, hasGas, parts.IsStateOnFlash);
        Require.InRange(settings.IntervalsPerRecord, 1, _journal.IntervalsMax, "intervals per record");
    }

    /// <summary>Whether it does its work.</summary>
    public MeterHealth Health { get; private set; } = MeterHealth.Starting;

    /// <summary>What it must remember; for display and tests, not to be changed.</summary>
    public MeterState State => _state;

    /// <summary>Records made and not yet acknowledged by the host.</summary>
    public long Pending => _state.Sequence - _state.OldestSequence + 1;

    /// <summary>UTC by the meter's clock, unix ms; 0 before it has started.</summary>
    public long UnixMs => _session == null ? 0 : _session.Clock.UnixMs;

    /// <summary>Whether that clock has been set since boot.</summary>
    public bool IsClockTrusted => _session != null && _session.Clock.IsTrusted;

    /// <summary>Messages on the command topic that are no command or that the authority did not sign.</summary>
    public long CommandsNotBelieved => _session == null ? 0 : _session.CommandsNotBelieved;

    /// <summary>Whether the host can be talked to now.</summary>
    public LinkState LinkState => _parts.Link.State;

    /// <summary>The last sample, where it was good; null else.</summary>
    public FrontEndSample? LastSample => _session == null ? null : _session.LastSample;

    /// <summary>What the gas channel shows; null where there is none or it has not started.</summary>
    public GasMoment? GasMoment => _session == null ? null : _session.GasMoment;

    /// <summary>The parameter set in force; null before it has started.</summary>
    public ParameterSet? Parameters => _session == null ? null : _session.Parameters;

    /// <summary>The signed record that says it was commissioned; null where it was not made since the last start.</summary>
    public byte[]? CommissioningRecord => _session == null ? null : _session.Records.CommissioningRecord;

    /// <summary>Hands it a signed command that came another way than over the link. False: it has not started, or one waits already.</summary>
    public bool Offer(byte[] command)
    {
        if (_session == null || _session.Offered != null) return false;
        _session.Offered = command;
        return true;
    }

    /// <summary>Bytes of the journal's ring in use and in all: what is left bounds how long the meter can be offline.</summary>
    public int RingBytes => _journal.RingBytes;

    /// <summary>The uptime at which Step has something to do at the latest.</summary>
    public long NextDueMs => _session != null ? _session.NextDueMs : NeedsService ? Never : _nextStartMs;

    /// <summary>How far its work has come, for the watchdog; the same object, filled again at every call.</summary>
    public MeterProgress Progress
    {
        get
        {
            _progress.SamplingSteps = _startAttempts;
            if (_session != null) _session.Fill(_progress);
            return _progress;
        }
    }

    /// <summary>Whether it can do nothing more by itself: the journal or the key needs somebody.</summary>
    public bool NeedsService => Health != MeterHealth.Starting && Health != MeterHealth.Running;

    /// <summary>Does what is due.</summary>
    public void Step(long uptimeMs)
    {
        if (NeedsService) return;
        if (_session == null)
        {
            if (uptimeMs < _nextStartMs) return;
            _nextStartMs = uptimeMs + StartAgainMs;
            _startAttempts++;
            // Starting signs its events, which may take seconds: whatever looks at the time begins at the next step, with the time as it then is.
            TryStart(uptimeMs);
            return;
        }
        _session.Step(uptimeMs);
    }

    /// <summary>
    /// Signs the closed intervals now instead of when the record is full, before a planned stop. The open interval stays in the
    /// journal. False where the meter has not started or the journal did not take it.
    /// </summary>
    public bool TrySignRun() => _session != null && _session.TrySignRun();

    /// <summary>Puts everything unsaved into the journal, before a restart. True where nothing is unsaved any more.</summary>
    public bool TrySave() => _session == null || _session.TrySave();

    private bool TryStart(long uptimeMs)
    {
        JournalContent content = _journal.Open(_state);
        if (content == JournalContent.NoAnswer) return false;
        if (content == JournalContent.Unreadable) return Refused(MeterHealth.JournalUnreadable);
        bool isBlank = content == JournalContent.Blank;
        long kept = 0;
        if (_parts.IdentityMark != null && !_parts.IdentityMark.TryRead(out kept)) return false;
        if (content == JournalContent.StateGone || kept != 0 && (isBlank || kept != _state.Identity)) return Refused(MeterHealth.StateMissing);
        if (!_parts.Keys.TryOpen(_state.KeyPlace, out ISigner? signer)) return false;
        if (signer == null) return Refused(MeterHealth.KeyMissing);
        if (isBlank && !TryProvision()) return false;
        if (!_journal.IsRingOurs && !_journal.TryRenewRing(_state, _parts.IsDriveFresh)) return false;
        if (kept == 0 && _parts.IdentityMark != null && !_parts.IdentityMark.TryKeep(_state.Identity)) return false;
        if (!_journal.TryReadSet(true, _state.FactorPlace, out byte[]? factorSet)) return false;
        if (!_journal.TryReadSet(false, _state.ParameterPlace, out byte[]? parameterSet)) return false;
        if (factorSet == null || parameterSet == null) return Refused(MeterHealth.JournalUnreadable);
        // Power may have failed after the first state was written and before the first record was.
        bool isNew = _state.Sequence == 0;
        long lastUnixMs = _state.LastUnixMs;
        _state.BootCount++;
        var clock = new WallClock(_settings.EarliestCredibleUnixMs, _settings.LatestCredibleUnixMs, lastUnixMs, uptimeMs);
        _session = new Session(_settings, _parts, _state, _journal, clock, signer, factorSet, parameterSet, lastUnixMs, _restartReason);
        _session.Begin(isNew, uptimeMs);
        Health = MeterHealth.Running;
        return true;
    }

    private bool Refused(MeterHealth why)
    {
        Health = why;
        return false;
    }

    private bool TryProvision()
    {
        // From 1: 0 says that there is none.
        _state.Identity = 1 + ((long)_parts.Random.Next(1 << 30) << 30 | (long)_parts.Random.Next(1 << 30));
        _state.LengthSeconds = _settings.IntervalSeconds;
        _state.IntervalsPerRecord = _settings.IntervalsPerRecord;
        return _journal.WriteSet(true, 0, _provisionedFactorSet)
            && _journal.WriteSet(false, 0, _provisionedParameterSet)
            && _journal.Format(_state);
    }
}
