namespace CarbonMeter.Firmware.Journal;

/// <summary>What was found of a meter's state.</summary>
internal enum StateFinding
{
    /// <summary>No image that is whole.</summary>
    None,
    /// <summary>The newest there ever was.</summary>
    Newest,
    /// <summary>A whole one, and something that may have been a newer one and cannot be read.</summary>
    MayBeOld,
    /// <summary>The storage does not answer; try again.</summary>
    NoAnswer,
}

/// <summary>
/// The state's two places, written in turn. A place is: outer head, inner head, image. Inner head and image are written first and
/// the outer head last, so that an outer head says what was once complete there: an image that is not whole under an older
/// outer head was torn while it was written and never counted; under an outer head newer than the other place it has rotted.
/// </summary>
internal sealed class StatePlaces
{
    /// <summary>Bytes before the image: two heads of generation, length, checksum of the image, checksum of the head.</summary>
    public const int HeadsBytes = 2 * HeadBytes;

    private const int HeadBytes = 20;
    private const int ReadAttemptsMax = 3;

    private readonly CheckedStorage _storage;
    private readonly int _at;
    private readonly int _placeBytes;
    private readonly int _imageBytesMax;
    private readonly Image _image;
    private readonly byte[] _bytes = new byte[HeadsBytes];
    // Outer head of place 0 and 1, inner head of place 0 and 1.
    private readonly StateHead[] _heads = new StateHead[4];
    private long _generation;
    private bool _isOuterUnsure;

    /// <summary>Two places from an address on; an image in them is at most imageBytesMax long.</summary>
    public StatePlaces(CheckedStorage storage, int at, int placeBytes, int imageBytesMax)
    {
        Require.InRange(imageBytesMax, 1, placeBytes - HeadsBytes, nameof(imageBytesMax));
        _storage = storage;
        _at = at;
        _placeBytes = placeBytes;
        _imageBytesMax = imageBytesMax;
        _image = new Image(HeadBytes + imageBytesMax);
        for (int i = 0; i < _heads.Length; i++) _heads[i] = new StateHead();
    }

    /// <summary>Whether an image was ever complete, whole or not now. Of what was last looked for.</summary>
    public bool HasHadState => _heads[0].Generation > 0 || _heads[1].Generation > 0;

    /// <summary>Makes the state durable. False where the storage did not confirm: the one before is still there; write again.</summary>
    public bool TryWrite(MeterState state)
    {
        long generation = _generation + 1;
        int at = PlaceAt(generation);
        // An outer head that was reported as failed and happened would pass what is written now for something once complete.
        if (_isOuterUnsure && !TryWriteOuter(at, 0, 0, 0)) return false;
        _isOuterUnsure = false;
        _image.Begin(HeadBytes);
        StateImage.Write(state, _image);
        int length = _image.LengthBytes - HeadBytes;
        int crc = (int)Bytes.Crc(0, _image.Buffer, HeadBytes, length);
        StateHead.Put(_image.Buffer, 0, generation, length, crc);
        if (!_storage.TryWrite(at + HeadBytes, _image.Buffer, 0, _image.LengthBytes)) return false;
        _isOuterUnsure = true;
        if (!TryWriteOuter(at, generation, length, crc)) return false;
        _isOuterUnsure = false;
        _generation = generation;
        return true;
    }

    /// <summary>Fills the state with the newest image that is whole.</summary>
    public StateFinding Find(MeterState state)
    {
        for (int place = 0; place < 2; place++)
            if (!TryReadHeads(place)) return StateFinding.NoAnswer;
        long below = long.MaxValue;
        for (int i = 0; i < _heads.Length; i++)
        {
            StateHead? head = NewestBelow(below);
            if (head == null) break;
            below = head.Generation;
            if (!TryReadImage(head, out bool isWhole)) return StateFinding.NoAnswer;
            if (!isWhole || !StateImage.Read(state, _image)) continue;
            _generation = head.Generation;
            // Power failed between the two heads: made good, so that it is known from now on that this one was complete.
            if (Outer(head.Generation).Generation != head.Generation
                && !TryWriteOuter(PlaceAt(head.Generation), head.Generation, head.LengthBytes, head.Crc)) return StateFinding.NoAnswer;
            return IsNewest(head.Generation) ? StateFinding.Newest : StateFinding.MayBeOld;
        }
        return StateFinding.None;
    }

    /// <summary>
    /// What was found is gone on from, although it may be old: the other place says from now on that nothing in it was complete.
    /// False where the storage did not confirm.
    /// </summary>
    public bool TryForgetOther() => TryWriteOuter(PlaceAt(_generation + 1), 0, 0, 0);

    private int PlaceAt(long generation) => _at + (int)(generation & 1) * _placeBytes;

    private StateHead Outer(long generation) => _heads[(int)(generation & 1)];

    private bool TryWriteOuter(int at, long generation, int length, int crc)
    {
        StateHead.Put(_bytes, 0, generation, length, crc);
        return _storage.TryWrite(at, _bytes, 0, HeadBytes);
    }

    // Read again before a head is given up: one disturbed transfer looks like a torn write.
    private bool TryReadHeads(int place)
    {
        StateHead outer = _heads[place], inner = _heads[2 + place];
        outer.Clear();
        inner.Clear();
        for (int attempt = 0; attempt < ReadAttemptsMax && !(outer.IsWhole && inner.IsWhole); attempt++)
        {
            if (!_storage.TryRead(PlaceAt(place), _bytes, 0, HeadsBytes)) return false;
            if (!outer.IsWhole) outer.Take(_bytes, 0, place);
            if (!inner.IsWhole) inner.Take(_bytes, HeadBytes, place);
        }
        return true;
    }

    private StateHead? NewestBelow(long below)
    {
        StateHead? newest = null;
        for (int i = 0; i < _heads.Length; i++)
        {
            StateHead head = _heads[i];
            if (head.Generation > 0 && head.Generation < below && (newest == null || head.Generation > newest.Generation)) newest = head;
        }
        return newest;
    }

    private bool TryReadImage(StateHead head, out bool isWhole)
    {
        isWhole = false;
        int at = PlaceAt(head.Generation) + HeadsBytes;
        if (head.LengthBytes > _imageBytesMax) return true;
        for (int attempt = 0; attempt < ReadAttemptsMax && !isWhole; attempt++)
        {
            if (!_storage.TryRead(at, _image.Buffer, 0, head.LengthBytes)) return false;
            isWhole = head.Crc == (int)Bytes.Crc(0, _image.Buffer, 0, head.LengthBytes);
        }
        _image.Rewind(head.LengthBytes);
        return true;
    }

    private bool IsNewest(long generation)
    {
        if (Outer(generation).Generation > generation) return false;
        StateHead other = Outer(generation + 1);
        // Never written, or a place that nobody can say anything about: only the first image has no other beside it.
        return other.IsWhole ? other.Generation < generation : other.IsBlank && generation == 1;
    }
}

/// <summary>One head of a place of the state, as read.</summary>
internal sealed class StateHead
{
    private const int CheckedBytes = 16;

    /// <summary>Counts images from 1; 0 where the head is not whole, or says that nothing is complete here.</summary>
    public long Generation { get; private set; }

    public int LengthBytes { get; private set; }

    public int Crc { get; private set; }

    public bool IsWhole { get; private set; }

    public bool IsBlank { get; private set; }

    public static void Put(byte[] bytes, int at, long generation, int length, int crc)
    {
        Bytes.Put(bytes, at, generation);
        Bytes.Put(bytes, at + 8, length);
        Bytes.Put(bytes, at + 12, crc);
        Bytes.Put(bytes, at + CheckedBytes, (int)Bytes.Crc(0, bytes, at, CheckedBytes));
    }

    public void Clear()
    {
        Generation = 0;
        IsWhole = false;
        IsBlank = false;
    }

    public void Take(byte[] bytes, int at, int place)
    {
        byte first = bytes[at];
        IsBlank = first == 0x00 || first == 0xFF;
        for (int i = 1; i < CheckedBytes + 4; i++) IsBlank = IsBlank && bytes[at + i] == first;
        long generation = Bytes.Long(bytes, at);
        IsWhole = Bytes.Int(bytes, at + CheckedBytes) == (int)Bytes.Crc(0, bytes, at, CheckedBytes)
            && (generation == 0 || generation > 0 && (generation & 1) == place);
        if (!IsWhole) return;
        Generation = generation;
        LengthBytes = Bytes.Int(bytes, at + 8);
        Crc = Bytes.Int(bytes, at + 12);
    }
}
