namespace CarbonMeter.Cbor;

/// <summary>
/// Reads deterministic CBOR and nothing else: whatever it accepts, <see cref="CborWriter"/> writes back byte for byte.
/// Errors stick: the first one stays in <see cref="Status"/>, and every read after it returns 0, false or empty, so a
/// codec reads straight through and asks once at the end. Loops run on counts that were checked against the input.
/// </summary>
public sealed class CborReader
{
    internal const int SimpleFalse = 20;
    internal const int SimpleTrue = 21;
    internal const int SimpleNull = 22;
    private static readonly byte[] s_none = new byte[0];
    private readonly byte[] _bytes;
    private readonly int _end;
    private int _position;
    private CborType _type;         // of the head read last
    private long _argument;         // of the head read last; negative where it does not fit a long

    /// <summary>Reads a whole array.</summary>
    public CborReader(byte[] bytes)
    {
        Require.NotNull(bytes, nameof(bytes));
        _bytes = bytes;
        _end = bytes.Length;
    }

    /// <summary>Reads part of an array.</summary>
    public CborReader(byte[] bytes, int offset, int count)
    {
        Require.Segment(bytes, offset, count, nameof(bytes));
        _bytes = bytes;
        _position = offset;
        _end = offset + count;
    }

    /// <summary>Ok, or the first thing that was wrong.</summary>
    public CborStatus Status { get; private set; }

    /// <summary>Index in the array of the next byte to read; after a failure, of a byte near it.</summary>
    public int Position => _position;

    /// <summary>The type of the next item, without reading it; None at the end or after a failure.</summary>
    public CborType PeekType() =>
        Status == CborStatus.Ok && _position < _end ? (CborType)(_bytes[_position] >> 5) : CborType.None;

    /// <summary>An integer from min to max.</summary>
    public long ReadInteger(long min, long max)
    {
        if (!ReadHead()) return 0;
        if (_type != CborType.Unsigned && _type != CborType.Negative) return Fail(CborStatus.WrongType);
        if (_argument < 0) return Fail(CborStatus.OutOfRange);
        long value = _type == CborType.Negative ? ~_argument : _argument;
        return value >= min && value <= max ? value : Fail(CborStatus.OutOfRange);
    }

    /// <summary>A byte string of minBytes to maxBytes, as a new array.</summary>
    public byte[] ReadBytes(int minBytes, int maxBytes)
    {
        int count = ReadString(CborType.Bytes, minBytes, maxBytes);
        if (Status != CborStatus.Ok || count == 0) return s_none;
        byte[] value = new byte[count];
        System.Array.Copy(_bytes, _position - count, value, 0, count);
        return value;
    }

    /// <summary>A text string of at most maxBytes of UTF-8.</summary>
    public string ReadText(int maxBytes)
    {
        int count = ReadString(CborType.Text, 0, maxBytes);
        if (Status != CborStatus.Ok) return "";
        string? text = Utf8.Decode(_bytes, _position - count, count);
        if (text is null) Fail(CborStatus.NotUtf8);
        return text ?? "";
    }

    /// <summary>The head of an array: how many items follow, at most maxCount and never more than there are bytes.</summary>
    public int ReadArray(int maxCount) => ReadCount(CborType.Array, maxCount, 1);

    /// <summary>The head of a map: how many pairs follow, at most maxCount and never more than bytes allow.</summary>
    public int ReadMap(int maxCount) => ReadCount(CborType.Map, maxCount, 2);

    /// <summary>The map key that has to come next; anything else is KeyOrder.</summary>
    public void ReadKey(long expected)
    {
        if (!ReadHead()) return;
        bool integer = (_type == CborType.Unsigned || _type == CborType.Negative) && _argument >= 0;
        if (!integer || (_type == CborType.Negative ? ~_argument : _argument) != expected) Fail(CborStatus.KeyOrder);
    }

    /// <summary>True, and it is read, where this key comes next; false, and nothing is read, where it does not. Keys 0 to 23.</summary>
    public bool TryReadKey(int key)
    {
        Require.InRange(key, 0, 23, nameof(key));
        if (PeekType() != CborType.Unsigned || _bytes[_position] != key) return false;
        _position++;
        return true;
    }

    /// <summary>True, and the item is read, where null comes next; false, and nothing is read, where it does not.</summary>
    public bool TryReadNull()
    {
        if (PeekType() != CborType.Simple || _bytes[_position] != (0xE0 | SimpleNull)) return false;
        _position++;
        return true;
    }

    /// <summary>False or true.</summary>
    public bool ReadBoolean()
    {
        if (!ReadHead()) return false;
        if (_type != CborType.Simple || _argument == SimpleNull) Fail(CborStatus.WrongType);
        return Status == CborStatus.Ok && _argument == SimpleTrue;
    }

    /// <summary>The tag that has to come next; anything else is WrongType.</summary>
    public void ReadTag(long expected)
    {
        if (ReadHead() && (_type != CborType.Tag || _argument != expected)) Fail(CborStatus.WrongType);
    }

    /// <summary>Fails with TrailingBytes unless everything has been read.</summary>
    public void End()
    {
        if (Status == CborStatus.Ok && _position != _end) Fail(CborStatus.TrailingBytes);
    }

    /// <summary>Steps over one whole item, nested items included, and checks every rule on the way.</summary>
    internal void Skip(int depthMax)
    {
        if (!ReadHead()) return;
        switch (_type)
        {
            case CborType.Bytes: Advance(int.MaxValue); break;
            case CborType.Text:
                int count = Advance(int.MaxValue);
                if (Status == CborStatus.Ok && Utf8.Decode(_bytes, _position - count, count) is null) Fail(CborStatus.NotUtf8);
                break;
            case CborType.Array:
            case CborType.Map:
            case CborType.Tag:
                if (depthMax == 0) Fail(CborStatus.TooLong);
                else SkipContent(depthMax - 1);
                break;
        }
    }

    private void SkipContent(int depthMax)
    {
        bool map = _type == CborType.Map;
        int count = _type == CborType.Tag ? 1 : Count(int.MaxValue, map ? 2 : 1);
        int lastKeyAt = -1, lastKeyEnd = 0;
        for (int i = 0; i < count && Status == CborStatus.Ok; i++)
        {
            int keyAt = _position;
            Skip(depthMax);
            if (!map || Status != CborStatus.Ok) continue;
            if (lastKeyAt >= 0 && !IsBefore(lastKeyAt, lastKeyEnd, keyAt, _position)) Fail(CborStatus.KeyOrder);
            lastKeyAt = keyAt;
            lastKeyEnd = _position;
            Skip(depthMax);
        }
    }

    // Bytewise order of two encoded keys. Neither can be a proper prefix of the other: every item ends itself.
    private bool IsBefore(int firstAt, int firstEnd, int secondAt, int secondEnd)
    {
        while (firstAt < firstEnd && secondAt < secondEnd)
        {
            int difference = _bytes[firstAt++] - _bytes[secondAt++];
            if (difference != 0) return difference < 0;
        }
        return false;
    }

    private int ReadString(CborType type, int minBytes, int maxBytes)
    {
        if (!ReadHead()) return 0;
        if (_type != type) return Fail(CborStatus.WrongType);
        if (_argument >= 0 && _argument < minBytes) return Fail(CborStatus.OutOfRange);
        return Advance(maxBytes);
    }

    private int Advance(int maxBytes)
    {
        if (_argument < 0 || _argument > maxBytes) return Fail(CborStatus.TooLong);
        if (_argument > _end - _position) return Fail(CborStatus.Truncated);
        _position += (int)_argument;
        return (int)_argument;
    }

    private int ReadCount(CborType type, int maxCount, int itemsEach)
    {
        if (!ReadHead()) return 0;
        return _type == type ? Count(maxCount, itemsEach) : Fail(CborStatus.WrongType);
    }

    private int Count(int maxCount, int itemsEach)
    {
        if (_argument < 0 || _argument > maxCount) return Fail(CborStatus.TooLong);
        // An item takes at least one byte, so no loop and no array is ever longer than the input.
        if (_argument * itemsEach > _end - _position) return Fail(CborStatus.Truncated);
        return (int)_argument;
    }

    // Reads the initial byte and its argument (RFC 8949 section 3) and refuses every form that is not the shortest.
    private bool ReadHead()
    {
        if (Status != CborStatus.Ok) return false;
        int at = _position;
        if (at >= _end) return FailHead(CborStatus.Truncated);
        int initial = _bytes[at++];
        int low = initial & 31;
        _position = at;
        _type = (CborType)(initial >> 5);
        _argument = low;
        if (_type == CborType.Simple) return ReadSimple(low);
        if (low < 24) return true;
        if (low == 31 && _type >= CborType.Bytes && _type <= CborType.Map) return FailHead(CborStatus.Indefinite);
        if (low > 27) return FailHead(CborStatus.Unsupported);
        int width = 1 << (low - 24);
        if (width > _end - at) return FailHead(CborStatus.Truncated);
        // In locals: written back for every byte, the fields would cost the host a tenth of what it does for a record.
        long argument = 0;
        for (int last = at + width; at < last; at++) argument = argument << 8 | _bytes[at];
        _position = at;
        _argument = argument;
        // Shortest: a one-byte argument is at least 24; a wider one uses its upper half.
        bool shortest = width == 1 ? argument >= 24 : (argument >> (4 * width)) != 0;
        return shortest || FailHead(CborStatus.NotShortest);
    }

    private bool ReadSimple(int low)
    {
        if (low >= SimpleFalse && low <= SimpleNull) return true;
        if (low == 31) return FailHead(CborStatus.Indefinite);
        if (low != 24) return FailHead(CborStatus.Unsupported);
        if (_position >= _end) return FailHead(CborStatus.Truncated);
        return FailHead(_bytes[_position] < 32 ? CborStatus.NotShortest : CborStatus.Unsupported);
    }

    private int Fail(CborStatus reason)
    {
        if (Status == CborStatus.Ok) Status = reason;
        return 0;
    }

    private bool FailHead(CborStatus reason)
    {
        Fail(reason);
        return false;
    }
}
