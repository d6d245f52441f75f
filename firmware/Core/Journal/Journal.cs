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
    /// <summary>Blank storage for the state, beside a ring that some state was kept with: neither a new meter nor one that can go on.</summary>
    StateGone,
    /// <summary>The storage does not answer; try again.</summary>
    NoAnswer,
}

/// <summary>
/// What survives a power cut at any instruction: docs/storage.md. The state (a header, two places for each kind of set, two
/// places for the image of the meter's state) and the ring of signed records lie in two storages, or one behind the other in
/// one. A record counts from the commit of a state that names it, never before: a torn commit therefore cannot make a chain
/// fork. Space is given back to the ring by the same commits, so that an older state never points at something overwritten.
/// </summary>
public sealed class Journal
{
    /// <summary>Bytes before a set: a number, length, checksum.</summary>
    private const int HeadBytes = 16;
    private const int HeaderBytes = 16;
    private const int Magic = 0x434D4A32;

    private readonly StorageFaults _faults = new StorageFaults();
    private readonly CheckedStorage _storage;
    private readonly StatePlaces _places;
    private readonly RecordRing _ring;
    private readonly byte[] _head = new byte[HeadBytes];
    private int _committedTail;
    private long _committedOldest;

    /// <summary>A journal whose state and ring share one storage, for a meter of so many channels without gas.</summary>
    public Journal(INonVolatile storage, int channelCount) : this(storage, null, channelCount, false, false)
    {
    }

    /// <summary>
    /// A journal with its state in one storage and its ring in another; null: behind the state. On flash the places of the state
    /// begin with files of their own, so that a commit to one never rewrites a block of the other's.
    /// </summary>
    public Journal(INonVolatile state, INonVolatile? ring, int channelCount, bool hasGas, bool isStateOnFlash)
    {
        Require.NotNull(state, nameof(state));
        _storage = new CheckedStorage(state, _faults);
        int align = isStateOnFlash ? DriveLayout.FileBytes : 1;
        int placesAt = ParametersAt + 2 * (HeadBytes + ParameterSetCodec.SizeBytesMax) + align - 1 & -align;
        int imageBytes = StateImage.SizeBytesMax(channelCount, hasGas);
        int imageRoom = (state.SizeBytes - placesAt >> 1 & -align) - StatePlaces.HeadsBytes;
        if (imageBytes > imageRoom && ring != null) imageBytes = imageRoom;
        IntervalsMax = StateImage.IntervalsThatFit(channelCount, hasGas, imageBytes);
        Require.That(IntervalsMax >= 1 && imageBytes <= imageRoom,
            "the storage of the state has " + state.SizeBytes.ToString() + " bytes: too few for " + channelCount.ToString() + " channels");
        int placeBytes = StatePlaces.HeadsBytes + imageBytes + align - 1 & -align;
        _places = new StatePlaces(_storage, placesAt, placeBytes, imageBytes);
        _ring = ring == null
            ? new RecordRing(_storage, placesAt + 2 * placeBytes)
            : new RecordRing(new CheckedStorage(ring, _faults), 0);
        Require.That(RingBytes >= 2 * (RecordRing.HeadBytes + MeterRecord.SizeBytesMax), "the storage is too small for a ring of records");
    }

    /// <summary>Room for signed records, bytes.</summary>
    public int RingBytes => _ring.SizeBytes;

    /// <summary>Most closed intervals the state can hold, and so a record: fewer than a record could where the storage is small.</summary>
    public int IntervalsMax { get; }

    /// <summary>Sequence of the newest record that a power cut cannot take away; only these may be sent.</summary>
    public long CommittedSequence { get; private set; }

    /// <summary>Writes that failed or did not read back, and images of the state that were found rotten.</summary>
    public long Faults => _faults.Count;

    /// <summary>Whether the last fault was something that read back differently from how it was written.</summary>
    public bool LastFaultReadBack => _faults.LastReadBack;

    /// <summary>Once opened and found: whether the ring is the one the state was kept with. Else it must be renewed.</summary>
    public bool IsRingOurs { get; private set; }

    /// <summary>Whether the storage answered when a record was last read.</summary>
    public bool IsAnswering => _ring.IsAnswering;

    /// <summary>Opens the journal and fills the state with the newest image that is whole.</summary>
    public JournalContent Open(MeterState state)
    {
        IsRingOurs = false;
        if (!_storage.TryRead(0, _head, 0, HeaderBytes)) return JournalContent.NoAnswer;
        bool isMarked = Bytes.Int(_head, 0) == Magic, isBlank = IsBlank(_head);
        StateFinding finding = _places.Find(state);
        if (finding == StateFinding.NoAnswer || !_ring.TryReadMark(out long identity, out long epoch)) return JournalContent.NoAnswer;
        if (finding == StateFinding.None)
        {
            if (!isBlank || _places.HasHadState) return JournalContent.Unreadable;
            return identity != 0 ? JournalContent.StateGone : JournalContent.Blank;
        }
        IsRingOurs = state.RingEpoch > 0 && identity == state.Identity && epoch == state.RingEpoch;
        if (finding == StateFinding.MayBeOld)
        {
            if (!IsRingOurs) return JournalContent.Unreadable;
            if (!_ring.TryLookBehind(state, out bool isBehind)) return JournalContent.NoAnswer;
            // Something newer was committed than what can be read. Without a record in it nothing was said that could be
            // contradicted; with one, going on from here would make another record of the same sequence.
            if (isBehind) return JournalContent.Unreadable;
            if (!_places.TryForgetOther()) return JournalContent.NoAnswer;
            _faults.Add(true);
        }
        Committed(state);
        // Power failed while the very first state was being marked: it is there, so the mark may be made good.
        if (!isMarked) Mark();
        return JournalContent.Found;
    }

    /// <summary>Writes the first state of a new meter and marks the storage as a journal; false where that failed: begin again.</summary>
    public bool Format(MeterState state)
    {
        return Commit(state) && Mark();
    }

    /// <summary>
    /// Makes an empty ring for the state. Records of it that were in the one before are given up as erased and counted; a new
    /// meter's first ring loses none. False where the storage failed: open again.
    /// </summary>
    public bool TryRenewRing(MeterState state, bool isWholeDrive)
    {
        // The ring is marked first: a cut before the commit finds a ring that is not the state's, and does the same again.
        int epoch = state.RingEpoch + 1;
        if (!_ring.TryMark(state.Identity, epoch)) return false;
        if (state.RingEpoch > 0)
        {
            state.RecordsErased += state.Sequence - state.OldestSequence + 1;
            state.Erasure = isWholeDrive ? MeterState.ErasedDrive : MeterState.ErasedRing;
            state.ErasedAtSequence = state.Sequence;
        }
        state.RingEpoch = epoch;
        state.RingTail = 0;
        state.RingUsed = 0;
        state.OldestSequence = state.Sequence + 1;
        IsRingOurs = Commit(state);
        return IsRingOurs;
    }

    /// <summary>Makes the state durable. False where the storage did not confirm: the state before is still there; commit again.</summary>
    public bool Commit(MeterState state)
    {
        if (!_places.TryWrite(state)) return false;
        Committed(state);
        return true;
    }

    /// <summary>Writes a factor set (true) or parameter set to one of its two places; the place in force is never touched.</summary>
    public bool WriteSet(bool isFactorSet, int place, byte[] bytes)
    {
        int at = SetAt(isFactorSet, place);
        Bytes.Put(_head, 0, 1L);
        Bytes.Put(_head, 8, bytes.Length);
        Bytes.Put(_head, 12, (int)Bytes.Crc(Bytes.Crc(0, _head, 0, 12), bytes, 0, bytes.Length));
        // The head goes last: until it is there, the set that was in this place before is not taken for the new one.
        return _storage.TryWrite(at + HeadBytes, bytes, 0, bytes.Length) && _storage.TryWrite(at, _head, 0, HeadBytes);
    }

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
        if (Bytes.Int(_head, 12) == (int)Bytes.Crc(Bytes.Crc(0, _head, 0, 12), found, 0, length)) bytes = found;
        return true;
    }

    /// <summary>
    /// Appends a record to the ring and enters it in the state; it counts from the next commit. Drops the oldest records where
    /// there is no room, and counts them. False where the storage failed: the record is not in.
    /// </summary>
    public bool TryAppend(MeterState state, byte[] record)
    {
        int need = RecordRing.HeadBytes + record.Length;
        int countMax = RingBytes / RecordRing.HeadBytes;
        for (int i = 0; i < countMax && RingBytes - state.RingUsed < need; i++)
        {
            long oldest = state.OldestSequence, unreadable = state.RecordsUnreadable;
            if (!TryDropOldest(state)) return false;
            state.RecordsOverwritten += state.OldestSequence - oldest - (state.RecordsUnreadable - unreadable);
        }
        // Room the state has given up but no commit has confirmed may not be used yet: an older state still points at it.
        if (GivenUpBytes(state) + state.RingUsed + need > RingBytes && !Commit(state)) return false;
        if (!_ring.TryWrite(state, record)) return false;
        state.RingUsed += need;
        return true;
    }

    /// <summary>
    /// Gives the room of the oldest record back; it counts from the next commit. False where there is none or the storage does
    /// not answer.
    /// </summary>
    public bool TryDropOldest(MeterState state) => _ring.TryDropOldest(state);

    /// <summary>
    /// Gives the oldest record up as unreadable: the ring goes on at the next one that is whole, or is empty. False, and
    /// nothing done, where the storage does not answer.
    /// </summary>
    public bool TryGiveUpOldest(MeterState state) => _ring.TryGiveUpOldest(state);

    /// <summary>
    /// Reads the record at a place of the ring; null where it is not the one expected, or the storage did not answer, which
    /// <see cref="IsAnswering"/> tells. Gives the place after it.
    /// </summary>
    public byte[]? ReadRecord(int at, long sequence, out int next) => _ring.Read(at, sequence, out next);

    private int GivenUpBytes(MeterState state)
    {
        int bytes = state.RingTail - _committedTail;
        if (bytes < 0) bytes += RingBytes;
        // Round the whole ring the tail is back where it was.
        return bytes == 0 && state.OldestSequence != _committedOldest ? RingBytes : bytes;
    }

    private const int ParametersAt = HeaderBytes + 2 * (HeadBytes + FactorSetCodec.SizeBytesMax);

    private static int SetAt(bool isFactorSet, int place) => isFactorSet
        ? HeaderBytes + place * (HeadBytes + FactorSetCodec.SizeBytesMax)
        : ParametersAt + place * (HeadBytes + ParameterSetCodec.SizeBytesMax);

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
        return _storage.TryWrite(0, _head, 0, HeaderBytes);
    }

    private void Committed(MeterState state)
    {
        CommittedSequence = state.Sequence;
        _committedTail = state.RingTail;
        _committedOldest = state.OldestSequence;
    }
}
