using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Journal;

/// <summary>
/// The ring of signed records, oldest first. It knows where records stand and whether they are whole; which of them count is
/// the state's to say. A mark at either end says whose ring it is: a ring without it has been erased or is another meter's.
/// </summary>
internal sealed class RecordRing
{
    /// <summary>Bytes before every record: sequence, length, checksum.</summary>
    public const int HeadBytes = 16;

    /// <summary>Bytes of a mark: what it is, identity, epoch, checksum.</summary>
    public const int MarkBytes = 24;

    private const int Magic = 0x434D5247;
    private const int ReadAttemptsMax = 3;

    private readonly CheckedStorage _storage;
    private readonly int _firstMarkAt;
    private readonly int _ringAt;
    private readonly byte[] _head = new byte[HeadBytes];
    private readonly byte[] _mark = new byte[MarkBytes];

    /// <summary>A ring from an address of a storage to its end.</summary>
    public RecordRing(CheckedStorage storage, int at)
    {
        _storage = storage;
        _firstMarkAt = at;
        _ringAt = at + MarkBytes;
        SizeBytes = storage.SizeBytes - _ringAt - MarkBytes;
    }

    /// <summary>Room for records with their heads, bytes.</summary>
    public int SizeBytes { get; }

    /// <summary>Whether the storage answered when a record was last read.</summary>
    public bool IsAnswering { get; private set; } = true;

    /// <summary>A place of the ring, counted on past its end.</summary>
    public int Wrapped(int at) => at >= SizeBytes ? at - SizeBytes : at;

    /// <summary>Marks the ring; false where the storage failed: neither mark may be there, or one.</summary>
    public bool TryMark(long identity, int epoch)
    {
        Bytes.Put(_mark, 0, Magic);
        Bytes.Put(_mark, 4, identity);
        Bytes.Put(_mark, 12, (long)epoch);
        Bytes.Put(_mark, 20, (int)Bytes.Crc(0, _mark, 0, 20));
        return _storage.TryWrite(_firstMarkAt, _mark, 0, MarkBytes) && _storage.TryWrite(_ringAt + SizeBytes, _mark, 0, MarkBytes);
    }

    /// <summary>Reads the mark at either end; identity 0 where none is whole. False where the storage did not answer.</summary>
    public bool TryReadMark(out long identity, out long epoch)
    {
        identity = 0;
        epoch = 0;
        for (int attempt = 0; attempt < ReadAttemptsMax; attempt++)
            for (int copy = 0; copy < 2; copy++)
            {
                if (!_storage.TryRead(copy == 0 ? _firstMarkAt : _ringAt + SizeBytes, _mark, 0, MarkBytes)) return false;
                if (Bytes.Int(_mark, 0) != Magic || Bytes.Int(_mark, 20) != (int)Bytes.Crc(0, _mark, 0, 20)) continue;
                identity = Bytes.Long(_mark, 4);
                epoch = Bytes.Long(_mark, 12);
                return true;
            }
        return true;
    }

    /// <summary>Writes a record behind the newest; the state does not name it yet. False where the storage failed.</summary>
    public bool TryWrite(MeterState state, byte[] record)
    {
        int at = End(state);
        Bytes.Put(_head, 0, state.Sequence + 1);
        Bytes.Put(_head, 8, record.Length);
        Bytes.Put(_head, 12, (int)Bytes.Crc(Bytes.Crc(0, _head, 0, 12), record, 0, record.Length));
        return TryWrite(at, _head, HeadBytes) && TryWrite(Wrapped(at + HeadBytes), record, record.Length);
    }

    /// <summary>Whether a record that follows the state's newest was ever begun. False where the storage did not answer.</summary>
    public bool TryLookBehind(MeterState state, out bool isThere)
    {
        isThere = false;
        for (int attempt = 0; attempt < ReadAttemptsMax && !isThere; attempt++)
        {
            if (!TryRead(End(state), _head, HeadBytes)) return false;
            isThere = Bytes.Long(_head, 0) == state.Sequence + 1;
        }
        return true;
    }

    /// <summary>
    /// Reads the record at a place; null where it is not the one expected, or the storage did not answer, which
    /// <see cref="IsAnswering"/> tells. Gives the place after it.
    /// </summary>
    public byte[]? Read(int at, long sequence, out int next)
    {
        next = at;
        IsAnswering = TryRead(at, _head, HeadBytes);
        if (!IsAnswering) return null;
        int length = Bytes.Int(_head, 8);
        if (Bytes.Long(_head, 0) != sequence || length < 1 || length > MeterRecord.SizeBytesMax) return null;
        byte[] record = new byte[length];
        IsAnswering = TryRead(Wrapped(at + HeadBytes), record, length);
        if (!IsAnswering || Bytes.Int(_head, 12) != (int)Bytes.Crc(Bytes.Crc(0, _head, 0, 12), record, 0, length)) return null;
        next = Wrapped(at + HeadBytes + length);
        return record;
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
            if (!TryRead(state.RingTail, _head, HeadBytes)) return false;
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
            if (!TryRead(at, _head, HeadBytes)) return false;
            long sequence = Bytes.Long(_head, 0);
            int length = Bytes.Int(_head, 8);
            if (sequence <= state.OldestSequence || sequence > state.Sequence) continue;
            if (length < 1 || length > state.RingUsed - skip - HeadBytes || length > MeterRecord.SizeBytesMax) continue;
            uint crc = Bytes.Crc(0, _head, 0, 12);
            if (!TryAddToCrc(ref crc, Wrapped(at + HeadBytes), length)) return false;
            if (Bytes.Int(_head, 12) != (int)crc) continue;
            state.RecordsUnreadable += sequence - state.OldestSequence;
            Drop(state, skip, sequence);
            return true;
        }
        state.RecordsUnreadable += state.Sequence - state.OldestSequence + 1;
        Drop(state, state.RingUsed, state.Sequence + 1);
        return true;
    }

    private int End(MeterState state) => Wrapped(state.RingTail + state.RingUsed);

    private void Drop(MeterState state, int bytes, long nextSequence)
    {
        state.RingTail = Wrapped(state.RingTail + bytes);
        state.RingUsed -= bytes;
        state.OldestSequence = nextSequence;
    }

    private int BytesToEnd(int at, int count) => SizeBytes - at < count ? SizeBytes - at : count;

    private bool TryWrite(int at, byte[] bytes, int count)
    {
        int first = BytesToEnd(at, count);
        return _storage.TryWrite(_ringAt + at, bytes, 0, first)
            && (first == count || _storage.TryWrite(_ringAt, bytes, first, count - first));
    }

    private bool TryRead(int at, byte[] bytes, int count)
    {
        int first = BytesToEnd(at, count);
        return _storage.TryRead(_ringAt + at, bytes, 0, first)
            && (first == count || _storage.TryRead(_ringAt, bytes, first, count - first));
    }

    private bool TryAddToCrc(ref uint crc, int at, int count)
    {
        int first = BytesToEnd(at, count);
        return _storage.TryAddToCrc(ref crc, _ringAt + at, first)
            && (first == count || _storage.TryAddToCrc(ref crc, _ringAt, count - first));
    }
}
