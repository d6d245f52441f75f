using CarbonMeter.Crypto;
using CarbonMeter.Firmware.Journal;
using CarbonMeter.Records;
using CarbonMeter.Units;

namespace CarbonMeter.Firmware.Chain;

/// <summary>
/// Makes the records of a meter: fills in what every record carries, links it to the one before, signs it, and puts it into
/// the journal. The state changes only when the ring has the record; it counts from the next commit.
/// </summary>
internal sealed class RecordMaker
{
    private const int WaitingMax = 16;

    // A signer that does not answer has held up the meter for its attempts already; sampling has to go on in between.
    private const long SignAgainMs = 10_000;

    private readonly MeterSettings _settings;
    private readonly MeterState _state;
    private readonly Journal.Journal _journal;
    private readonly Clock.WallClock _clock;
    private readonly EventRecord[] _waiting = new EventRecord[WaitingMax];
    private int _waitingCount;
    private bool _mayTellLoss = true;
    private long _nextSignMs = long.MinValue;

    public RecordMaker(MeterSettings settings, MeterState state, Journal.Journal journal, ISigner signer, Clock.WallClock clock)
    {
        _settings = settings;
        _state = state;
        _journal = journal;
        Signer = signer;
        _clock = clock;
    }

    /// <summary>The key that signs.</summary>
    public ISigner Signer { get; set; }

    /// <summary>Hash of the factor set in force.</summary>
    public byte[] FactorSetHash { get; set; } = new byte[32];

    /// <summary>Hash of the parameter set in force.</summary>
    public byte[] ParameterSetHash { get; set; } = new byte[32];

    /// <summary>Expanded uncertainty the parameter set states.</summary>
    public Reading ElectricityUncertaintyPpm { get; set; }

    /// <summary>The same of the gas channel.</summary>
    public Reading GasUncertaintyPpm { get; set; }

    /// <summary>Whether something was made that no commit has confirmed yet.</summary>
    public bool IsDirty { get; set; }

    /// <summary>Events that could not be kept because too many waited while the journal took none: nobody hears of them.</summary>
    public long EventsLost { get; private set; }

    /// <summary>How often the key did not answer since boot.</summary>
    public long SignerFaults { get; private set; }

    /// <summary>
    /// Signs the closed intervals as one record; true where there were none. False: the key did not answer or the journal did not
    /// take it, try again.
    /// </summary>
    public bool TrySignRun()
    {
        if (_state.RunCount == 0) return true;
        var registers = new Register[_state.Registers.Length];
        for (int i = 0; i < registers.Length; i++) registers[i] = _state.Registers[i].Copy();
        GasRegister? gas = _state.Gas == null ? null : _state.Gas.Copy();
        var intervals = new Interval[_state.RunCount];
        for (int i = 0; i < intervals.Length; i++)
        {
            intervals[i] = _state.Run[i];
            for (int channel = 0; channel < registers.Length; channel++) registers[channel].Add(intervals[i].Channels[channel]);
            if (gas != null) gas.Add(intervals[i].Gas);
        }
        var record = new IntervalRecord
        {
            Intensity = CarbonIntensity.FromMilligramsPerKilowattHour(_state.RunIntensity),
            LengthSeconds = _state.RunLengthSeconds,
            FirstStartUnixSeconds = _state.RunStartUnixSeconds,
            Intervals = intervals,
            EventCounter = _state.EventCounter,
            Registers = registers,
            Gas = gas,
        };
        if (!TryAppend(record)) return false;
        _state.Registers = registers;
        _state.Gas = gas;
        _state.RunCount = 0;
        _mayTellLoss = true;
        return true;
    }

    /// <summary>The signed record that says the meter was commissioned; null where it was not made since the last start.</summary>
    public byte[]? CommissioningRecord { get; private set; }

    /// <summary>Says that something happened: at once if the journal takes it, else as soon as it does.</summary>
    public void Tell(EventCode code, int reason, Reading fromUnixMs, Reading toUnixMs, Reading value, byte[]? subject, string? text = null)
    {
        if (_waitingCount == WaitingMax)
        {
            EventsLost++;
            return;
        }
        _waiting[_waitingCount++] = new EventRecord
        {
            Code = code,
            Reason = reason,
            FromUnixMs = fromUnixMs,
            ToUnixMs = toUnixMs,
            Value = value,
            Subject = subject,
            Text = text,
        };
        TellWaiting();
    }

    /// <summary>Puts waiting events into the journal, oldest first.</summary>
    public void TellWaiting()
    {
        int told = 0;
        while (told < _waitingCount && TryTell(_waiting[told])) told++;
        for (int i = told; i < _waitingCount; i++) _waiting[i - told] = _waiting[i];
        _waitingCount -= told;
        if (_waitingCount == 0 && _mayTellLoss) TellLoss();
    }

    // At most once an interval record: in a full ring telling takes room itself, and must not be what fills it.
    private void TellLoss()
    {
        bool isErased = _state.Erasure != MeterState.ErasedNothing;
        long overwritten = _state.RecordsOverwritten, unreadable = _state.RecordsUnreadable, erased = _state.RecordsErased;
        if (isErased && TryTell(Erasure())) _state.Erasure = MeterState.ErasedNothing;
        if (overwritten > 0 && TryTell(Loss(0, overwritten))) _state.RecordsOverwritten -= overwritten;
        if (unreadable > 0 && TryTell(Loss(1, unreadable))) _state.RecordsUnreadable -= unreadable;
        if (erased > 0 && TryTell(Loss(2, erased))) _state.RecordsErased -= erased;
        if (isErased || overwritten > 0 || unreadable > 0 || erased > 0) _mayTellLoss = false;
    }

    private EventRecord Erasure() => new EventRecord
    {
        Code = EventCode.StorageErased,
        Reason = _state.Erasure == MeterState.ErasedDrive ? 1 : 0,
        Value = Reading.Of(_state.ErasedAtSequence),
    };

    private static EventRecord Loss(int reason, long count) =>
        new EventRecord { Code = EventCode.JournalLoss, Reason = reason, Value = Reading.Of(count) };

    /// <summary>Answers a spot check with a sample just taken.</summary>
    public bool TryAnswer(byte[] nonce, FrontEndSample sample)
    {
        var channels = new ChannelMoment[_state.Registers.Length];
        for (int i = 0; i < channels.Length; i++)
            channels[i] = new ChannelMoment
            {
                ActivePowerMilliwatts = sample.ActivePowerMilliwatts[i],
                VoltageMillivolts = Reading.Of(sample.VoltageMillivolts[i]),
                CurrentMilliamperes = Reading.Of(sample.CurrentMilliamperes[i]),
                PowerFactorPpm = sample.HasPowerFactor ? Reading.Of(sample.PowerFactorPpm[i]) : Reading.Missing,
            };
        return TryAppend(new SpotCheckRecord
        {
            Nonce = nonce,
            FrequencyMillihertz = sample.HasFrequency ? Reading.Of(sample.FrequencyMillihertz) : Reading.Missing,
            Channels = channels,
            EventCounter = _state.EventCounter,
            Registers = _state.Registers,
        });
    }

    /// <summary>Announces a public key (64 bytes X, Y), signed with the key before it. False: that key did not answer or the journal did not take it.</summary>
    public bool TryAnnounce(byte[] publicKey, int reason)
    {
        Require.Length(publicKey, P256.PublicKeyBytes, nameof(publicKey));
        byte[] x = new byte[P256.ScalarBytes];
        for (int i = 0; i < x.Length; i++) x[i] = publicKey[i];
        // The first byte of a compressed point (SEC 1): 2 where Y is even, 3 where it is odd.
        Reading prefix = Reading.Of(2 + (publicKey[P256.PublicKeyBytes - 1] & 1));
        return TryTell(new EventRecord { Code = EventCode.KeyRotation, Reason = reason, Value = prefix, Subject = x });
    }

    private bool TryTell(EventRecord record)
    {
        record.EventCounter = _state.EventCounter + 1;
        record.Registers = _state.Registers;
        if (!TryAppend(record)) return false;
        _state.EventCounter++;
        return true;
    }

    private bool TryAppend(MeterRecord record)
    {
        record.MeterId = _settings.MeterId;
        record.BootCount = _state.BootCount;
        record.Sequence = _state.Sequence + 1;
        record.PreviousHash = _state.PreviousHash;
        record.MadeAtUnixMs = _clock.UnixMs;
        record.ClockTrusted = _clock.IsTrusted;
        record.FirmwareId = _settings.FirmwareId;
        record.KeyClass = Signer.KeyClass;
        record.FactorSetHash = FactorSetHash;
        record.ParameterSetHash = ParameterSetHash;
        record.ElectricityUncertaintyPpm = ElectricityUncertaintyPpm;
        record.GasUncertaintyPpm = GasUncertaintyPpm;
        if (record.Gas == null && _state.Gas != null) record.Gas = _state.Gas.Copy();
        if (_clock.UptimeMs < _nextSignMs) return false;
        byte[] payload = RecordCodec.EncodePayload(record);
        if (!CoseSign1.TryEncode(payload, Signer, out byte[] message))
        {
            SignerFaults++;
            _nextSignMs = _clock.UptimeMs + SignAgainMs;
            return false;
        }
        if (!_journal.TryAppend(_state, message)) return false;
        if (record is EventRecord told && told.Code == EventCode.Commissioned) CommissioningRecord = message;
        _state.Sequence = record.Sequence;
        _state.PreviousHash = RecordHash.Of(payload);
        IsDirty = true;
        return true;
    }
}
