using CarbonMeter.Firmware.Journal;

namespace CarbonMeter.Firmware.Uplink;

/// <summary>
/// Brings the journal's records to the host, in order, several at a time, and gives their room back when the host has said
/// that it has them durably. A connection that breaks says nothing: everything unacknowledged is sent again. Pauses between
/// attempts double, with jitter, so that a park does not come back all at once after an outage.
/// </summary>
internal sealed class Outbox
{
    private const int UnreadableMax = 5;

    private readonly MeterSettings _settings;
    private readonly MeterState _state;
    private readonly Journal.Journal _journal;
    private readonly ILink _link;
    private readonly IRandomSource _random;
    private readonly bool[] _acknowledged = new bool[MeterSettings.WindowMax];
    private bool _wasOpen;
    private bool _isTrying;
    private long _nextAttemptMs;
    private int _backOffMs;
    private long _progressMs;
    private long _nextSequence;
    private int _nextAt;
    private long _flagsFrom;
    private int _unreadable;

    public Outbox(MeterSettings settings, MeterState state, Journal.Journal journal, ILink link, IRandomSource random)
    {
        _settings = settings;
        _state = state;
        _journal = journal;
        _link = link;
        _random = random;
        _backOffMs = settings.BackOffMsMin;
        Rewind();
    }

    /// <summary>Connections that were lost or never came about.</summary>
    public long Failures { get; private set; }

    /// <summary>
    /// Times it was where it may stay: closed, or open and within the time an acknowledgement may take. Connecting is not: a
    /// call into the network stack that never comes back looks like that.
    /// </summary>
    public long Steps { get; private set; }

    /// <summary>Connects where that is due, takes acknowledgements, sends what the window allows.</summary>
    public void Step(long uptimeMs)
    {
        LinkState state = _link.State;
        if (state == LinkState.Closed)
        {
            StepClosed(uptimeMs);
            Steps++;
        }
        if (state != LinkState.Open) return;
        if (!_wasOpen)
        {
            _wasOpen = true;
            _isTrying = false;
            _progressMs = uptimeMs;
            Rewind();
        }
        TakeAcknowledged(uptimeMs);
        Send(uptimeMs);
        if (_settings.AcknowledgeTimeoutMs > 0 && _nextSequence > _state.OldestSequence && uptimeMs - _progressMs > _settings.AcknowledgeTimeoutMs)
            _link.Close();
        else Steps++;
    }

    /// <summary>Sends everything from a sequence on again, as far as the journal still holds it.</summary>
    public void Resend(long fromSequence)
    {
        if (fromSequence < _nextSequence) Rewind();
    }

    // What reads back wrong again and again has rotted. Behind others it waits until they are acknowledged.
    private void JudgeUnreadable()
    {
        if (!_journal.IsAnswering || _nextSequence != _state.OldestSequence || ++_unreadable < UnreadableMax) return;
        _unreadable = 0;
        if (_journal.TryGiveUpOldest(_state)) Rewind();
    }

    private void StepClosed(long uptimeMs)
    {
        if (_wasOpen || _isTrying)
        {
            // The attempt or the connection has just ended.
            _wasOpen = false;
            _isTrying = false;
            Failures++;
            _nextAttemptMs = uptimeMs + _backOffMs + _random.Next(_backOffMs);
            _backOffMs = _backOffMs > _settings.BackOffMsMax / 2 ? _settings.BackOffMsMax : _backOffMs * 2;
        }
        if (uptimeMs < _nextAttemptMs) return;
        _isTrying = true;
        _link.Open();
    }

    private void Rewind()
    {
        _nextSequence = _state.OldestSequence;
        _nextAt = _state.RingTail;
        _flagsFrom = _state.OldestSequence;
        for (int i = 0; i < _acknowledged.Length; i++) _acknowledged[i] = false;
    }

    private void TakeAcknowledged(long uptimeMs)
    {
        // The journal may have given up records of its own accord, to make room.
        for (int i = 0; i < MeterSettings.WindowMax && _flagsFrom < _state.OldestSequence; i++) ShiftFlags();
        for (int taken = 0; taken < MeterSettings.WindowMax && _link.TryTakeAcknowledged(out long sequence); taken++)
        {
            long ahead = sequence - _state.OldestSequence;
            if (ahead >= 0 && ahead < _acknowledged.Length && sequence < _nextSequence) _acknowledged[(int)ahead] = true;
            _progressMs = uptimeMs;
            // Only now: a host that takes connections and nothing else is not to be asked every second.
            _backOffMs = _settings.BackOffMsMin;
        }
        for (int i = 0; i < MeterSettings.WindowMax && _acknowledged[0] && _journal.TryDropOldest(_state); i++) ShiftFlags();
    }

    private void ShiftFlags()
    {
        for (int i = 1; i < _acknowledged.Length; i++) _acknowledged[i - 1] = _acknowledged[i];
        _acknowledged[_acknowledged.Length - 1] = false;
        _flagsFrom++;
    }

    private void Send(long uptimeMs)
    {
        // The journal may have dropped what was to be sent next, to make room.
        if (_nextSequence < _state.OldestSequence) Rewind();
        for (int sent = 0; sent < _settings.Window; sent++)
        {
            if (_nextSequence > _journal.CommittedSequence || _nextSequence - _state.OldestSequence >= _settings.Window) return;
            byte[]? record = _journal.ReadRecord(_nextAt, _nextSequence, out int next);
            if (record == null)
            {
                JudgeUnreadable();
                return;
            }
            _unreadable = 0;
            if (!_link.TrySendRecord(_nextSequence, record)) return;
            if (_nextSequence == _state.OldestSequence) _progressMs = uptimeMs;
            _nextSequence++;
            _nextAt = next;
        }
    }
}
