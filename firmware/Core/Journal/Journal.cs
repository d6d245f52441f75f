using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Journal;

/// <summary>What was found when the journal was opened.</summary>
public enum JournalContent
{
    /// <summary>Blank storage: a new meter.</summary>
    Blank,
    /// <summary>A state that can be gone on from.</summary>
    Found,
    /// <summary>It was written before and cannot be read now. Starting anew would forge the chain: the meter must not.</summary>
    Unreadable,
    /// <summary>The storage does not answer; try again.</summary>
    NoAnswer,
}

/// <summary>
/// What survives a power cut at any instruction. Layout: a header; two places for each kind of set; two places for the state,
/// written in turn, so that a torn write leaves the one before; and a ring of signed records. A record counts from the commit
/// of a state that names it, never before: a torn commit therefore cannot make a chain fork. Space is given back to the ring
/// by the same commits, so that an older state never points at something overwritten.
/// </summary>
public sealed class Journal
{
    /// <summary>Bytes before every block: generation or sequence, length, checksum.</summary>
    private const int HeadBytes = 16;
    private const int HeaderBytes = 16;
    private const int Magic = 0x434D4A31;
    private const int ReadAttemptsMax = 3;
    private const long NoAnswer = -1;

    private readonly INonVolatile _storage;
    private readonly int _factorAt;
    private readonly int _parameterAt;
    private readonly int _stateAt;
    private readonly int _stateBytes;
    private readonly int _ringAt;
    private readonly Image _image;
    private readonly byte[] _head = new byte[HeadBytes];
    private readonly byte[] _check;
    private long _generation;
    private int _committedTail;
    private long _committedOldest;

    /// <summary>A journal over storage, for a meter of so many channels.</summary>
    public Journal(INonVolatile storage, int channelCount)
    {
        _storage = storage;
        _stateBytes = HeadBytes + StateImage.SizeBytesMax(channelCount);
        _factorAt = HeaderBytes;
        _parameterAt = _factorAt + 2 * (HeadBytes + FactorSetCodec.SizeBytesMax);
        _stateAt = _parameterAt + 2 * (HeadBytes + ParameterSetCodec.SizeBytesMax);
        _ringAt = _stateAt + 2 * _stateBytes;
        RingBytes = storage.SizeBytes - _ringAt;
        Require.That(RingBytes >= 2 * (HeadBytes + MeterRecord.SizeBytesMax), "the storage is too small for a journal");
        _image = new Image(_stateBytes - HeadBytes);
        _check = new byte[MeterRecord.SizeBytesMax > _stateBytes ? MeterRecord.SizeBytesMax : _stateBytes];
    }

    /// <summary>Room for signed records, bytes.</summary>
    public int RingBytes { get; }

    /// <summary>Sequence of the newest record that a power cut cannot take away; only these may be sent.</summary>
    public long CommittedSequence { get; private set; }

    /// <summary>Writes that failed or did not read back.</summary>
    public long Faults { get; private set; }

    /// <summary>Whether the last fault was a write that was reported done and read back differently.</summary>
    public bool LastFaultReadBack { get; private set; }

    /// <summary>Opens the journal and fills the state with the newest image that is whole.</summary>
    public JournalContent Open(MeterState state)
    {
        if (!_storage.TryRead(0, _head, 0, HeaderBytes)) return JournalContent.NoAnswer;
        bool isMarked = Bytes.Int(_head, 0) == Magic, isBlank = IsBlank(_head);
        long first = GenerationAt(0), second = GenerationAt(1);
        // Only what was read and is not whole may be passed over: a fall back to the older state would fork the chain.
        if (first == NoAnswer || second == NoAnswer) return JournalContent.NoAnswer;
        int newest = first >= second ? 0 : 1;
        for (int attempt = 0; attempt < 2; attempt++)
        {
            int place = attempt == 0 ? newest : 1 - newest;
            long generation = place == 0 ? first : second;
            if (generation <= 0) continue;
            if (!ReadState(place, state))
            {
                if (!IsAnswering) return JournalContent.NoAnswer;
                continue;
            }
            _generation = generation;
            Committed(state);
            // Power failed while the very first state was being marked: it is there, so the mark may be made good.
            if (!isMarked) Mark();
            return JournalContent.Found;
        }
        return isBlank ? JournalContent.Blank : JournalContent.Unreadable;
    }

    /// <summary>Writes the first state of a new meter and marks the storage as a journal; false where that failed: begin again.</summary>
    public bool Format(MeterState state)
    {
        return Commit(state) && Mark();
    }

    /// <summary>Makes the state durable. False where the storage did not confirm: the state before is still there; commit again.</summary>
    public bool Commit(MeterState state)
    {
        _image.Clear();
        StateImage.Write(state, _image);
        long generation = _generation + 1;
        if (!WriteBlock(_stateAt + (int)(generation & 1) * _stateBytes, generation, _image.Buffer, _image.LengthBytes)) return false;
        _generation = generation;
        Committed(state);
        return true;
    }

    /// <summary>Writes a factor set (true) or parameter set to one of its two places; the place in force is never touched.</summary>
    public bool WriteSet(bool isFactorSet, int place, byte[] bytes) => WriteBlock(SetAt(isFactorSet, place), 1, bytes, bytes.Length);

    /// <summary>Reads a set: null where there is none that is whole. False where the storage did not answer: try again.</summary>
    public bool TryReadSet(bool isFactorSet, int place, out byte[]? bytes)
    {
        bytes = null;
        int at = SetAt(isFactorSet, place);
        if (!_storage.TryRead(at, _head, 0, HeadBytes)) return false;
        int length = Bytes.Int(_head, 8);
        if (length < 1 || length > (isFactorSet ? FactorSetCodec.SizeBytesMax : ParameterSetCodec.SizeBytesMax)) return true;
        byte[] found = new byte[length];
        if (!_storage.TryRead(at + HeadBytes, found, 0, length)) return false;
        if (IsWhole(found, length)) bytes = found;
        return true;
    }

    /// <summary>
    /// Appends a record to the ring and enters it in the state; it counts from the next commit. Drops the oldest records where
    /// there is no room, and counts them. False where the storage failed: the record is not in.
    /// </summary>
    public bool TryAppend(MeterState state, byte[] record)
    {
        int need = HeadBytes + record.Length;
        int countMax = RingBytes / HeadBytes;
        for (int i = 0; i < countMax && RingBytes - state.RingUsed < need; i++)
        {
            long oldest = state.OldestSequence, unreadable = state.RecordsUnreadable;
            if (!TryDropOldest(state)) return false;
            state.RecordsOverwritten += state.OldestSequence - oldest - (state.RecordsUnreadable - unreadable);
        }
        // Room the state has given up but no commit has confirmed may not be used yet: an older state still points at it.
        if (GivenUpBytes(state) + state.RingUsed + need > RingBytes && !Commit(state)) return false;
        int at = Wrapped(state.RingTail + state.RingUsed);
        PutHead(state.Sequence + 1, record, record.Length);
        if (!WriteRing(at, _head, HeadBytes) || !WriteRing(Wrapped(at + HeadBytes), record, record.Length)) return false;
        state.RingUsed += need;
        return true;
    }

    /// <summary>
    /// Gives the room of the oldest record back; it counts from the next commit. One whose head has rotted is given up as
    /// unreadable, with whatever follows it up to the next whole one. False where there is none or the storage does not answer.
    /// </summary>
    public bool TryDropOldest(MeterState state)
    {
        if (state.RingUsed == 0) return false;
        for (int attempt = 0; attempt < ReadAttemptsMax; attempt++)
        {
            if (!ReadRing(state.RingTail, _head, HeadBytes)) return false;
            int length = Bytes.Int(_head, 8);
            if (Bytes.Long(_head, 0) != state.OldestSequence || length < 1 || length > state.RingUsed - HeadBytes) continue;
            Drop(state, HeadBytes + length, state.OldestSequence + 1);
            return true;
        }
        return TryGiveUpOldest(state);
    }

    /// <summary>
    /// Gives the oldest record up as unreadable: the ring goes on at the next one that is whole, or is empty. False, and
    /// nothing done, where the storage does not answer.
    /// </summary>
    public bool TryGiveUpOldest(MeterState state)
    {
        for (int skip = 1; skip < state.RingUsed - HeadBytes; skip++)
        {
            int at = Wrapped(state.RingTail + skip);
            if (!ReadRing(at, _head, HeadBytes)) return false;
            long sequence = Bytes.Long(_head, 0);
            int length = Bytes.Int(_head, 8);
            if (sequence <= state.OldestSequence || sequence > state.Sequence) continue;
            if (length < 1 || length > state.RingUsed - skip - HeadBytes || length > MeterRecord.SizeBytesMax) continue;
            if (!ReadRing(Wrapped(at + HeadBytes), _check, length)) return false;
            if (!IsWhole(_check, length)) continue;
            state.RecordsUnreadable += sequence - state.OldestSequence;
            Drop(state, skip, sequence);
            return true;
        }
        state.RecordsUnreadable += state.Sequence - state.OldestSequence + 1;
        Drop(state, state.RingUsed, state.Sequence + 1);
        return true;
    }

    /// <summary>
    /// Reads the record at a place of the ring; null where it is not the one expected, or the storage did not answer, which
    /// <see cref="IsAnswering"/> tells. Gives the place after it.
    /// </summary>
    public byte[]? ReadRecord(int at, long sequence, out int next)
    {
        next = at;
        IsAnswering = ReadRing(at, _head, HeadBytes);
        if (!IsAnswering) return null;
        int length = Bytes.Int(_head, 8);
        if (Bytes.Long(_head, 0) != sequence || length < 1 || length > MeterRecord.SizeBytesMax) return null;
        byte[] record = new byte[length];
        IsAnswering = ReadRing(Wrapped(at + HeadBytes), record, length);
        if (!IsAnswering || !IsWhole(record, length)) return null;
        next = Wrapped(at + HeadBytes + length);
        return record;
    }

    /// <summary>Whether the storage answered when a record or a state was last read.</summary>
    public bool IsAnswering { get; private set; } = true;

    private void Drop(MeterState state, int bytes, long nextSequence)
    {
        state.RingTail = Wrapped(state.RingTail + bytes);
        state.RingUsed -= bytes;
        state.OldestSequence = nextSequence;
    }

    private int GivenUpBytes(MeterState state)
    {
        int bytes = state.RingTail - _committedTail;
        if (bytes < 0) bytes += RingBytes;
        // Round the whole ring the tail is back where it was.
        return bytes == 0 && state.OldestSequence != _committedOldest ? RingBytes : bytes;
    }

    private int SetAt(bool isFactorSet, int place) => isFactorSet
        ? _factorAt + place * (HeadBytes + FactorSetCodec.SizeBytesMax)
        : _parameterAt + place * (HeadBytes + ParameterSetCodec.SizeBytesMax);

    private static bool IsBlank(byte[] head)
    {
        for (int i = 0; i < HeaderBytes; i++)
            if (head[i] != head[0]) return false;
        return head[0] == 0x00 || head[0] == 0xFF;
    }

    private bool Mark()
    {
        for (int i = 0; i < HeaderBytes; i++) _head[i] = 0;
        Bytes.Put(_head, 0, Magic);
        return Write(0, _head, 0, HeaderBytes);
    }

    private void Committed(MeterState state)
    {
        CommittedSequence = state.Sequence;
        _committedTail = state.RingTail;
        _committedOldest = state.OldestSequence;
    }

    // 0 where the block is not whole enough to have a generation. Two readings have to agree: one disturbed transfer must not
    // make the newest state look like the older one.
    private long GenerationAt(int place)
    {
        long before = NoAnswer;
        for (int attempt = 0; attempt < ReadAttemptsMax; attempt++)
        {
            if (!_storage.TryRead(_stateAt + place * _stateBytes, _head, 0, HeadBytes)) return NoAnswer;
            long found = Bytes.Long(_head, 0);
            if (found == before && attempt > 0) return found > 0 && (found & 1) == place ? found : 0;
            before = found;
        }
        return NoAnswer;
    }

    // Read again before it is given up: one disturbed transfer looks like a torn write.
    private bool ReadState(int place, MeterState state)
    {
        int at = _stateAt + place * _stateBytes;
        for (int attempt = 0; attempt < ReadAttemptsMax; attempt++)
        {
            IsAnswering = _storage.TryRead(at, _head, 0, HeadBytes);
            if (!IsAnswering) return false;
            int length = Bytes.Int(_head, 8);
            if (length < 1 || length > _image.Buffer.Length) continue;
            IsAnswering = _storage.TryRead(at + HeadBytes, _image.Buffer, 0, length);
            if (!IsAnswering) return false;
            if (!IsWhole(_image.Buffer, length)) continue;
            _image.Rewind(length);
            return StateImage.Read(state, _image);
        }
        return false;
    }

    private void PutHead(long number, byte[] bytes, int length)
    {
        Bytes.Put(_head, 0, number);
        Bytes.Put(_head, 8, length);
        Bytes.Put(_head, 12, (int)Bytes.Crc(Bytes.Crc(0, _head, 0, 12), bytes, 0, length));
    }

    private bool IsWhole(byte[] bytes, int length) =>
        Bytes.Int(_head, 12) == (int)Bytes.Crc(Bytes.Crc(0, _head, 0, 12), bytes, 0, length);

    // The head goes last: until it is there, the block that was in this place before is not taken for the new one.
    private bool WriteBlock(int at, long number, byte[] bytes, int length)
    {
        PutHead(number, bytes, length);
        return Write(at + HeadBytes, bytes, 0, length) && Write(at, _head, 0, HeadBytes);
    }

    private int Wrapped(int at) => at >= RingBytes ? at - RingBytes : at;

    private bool WriteRing(int at, byte[] bytes, int count)
    {
        int first = RingBytes - at < count ? RingBytes - at : count;
        return Write(_ringAt + at, bytes, 0, first) && (first == count || Write(_ringAt, bytes, first, count - first));
    }

    private bool ReadRing(int at, byte[] bytes, int count)
    {
        int first = RingBytes - at < count ? RingBytes - at : count;
        return _storage.TryRead(_ringAt + at, bytes, 0, first)
            && (first == count || _storage.TryRead(_ringAt, bytes, first, count - first));
    }

    private bool Write(int address, byte[] bytes, int offset, int count)
    {
        if (!_storage.TryWrite(address, bytes, offset, count)) return Fault(false);
        if (!_storage.TryRead(address, _check, 0, count)) return Fault(false);
        for (int i = 0; i < count; i++)
            if (_check[i] != bytes[offset + i]) return Fault(true);
        return true;
    }

    private bool Fault(bool readBack)
    {
        Faults++;
        LastFaultReadBack = readBack;
        return false;
    }
}
