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
    private const int HeadBytesMax = 9;
    private const int ShortMax = 23;    // an argument up to here is part of the initial byte
    // The initial bytes with which a type begins.
    private const int FirstOfNegative = 0x20;
    private const int FirstOfBytes = 0x40;
    private const int FirstOfArray = 0x80;
    private const int Null = 0xE0 | SimpleNull;
    private static readonly byte[] s_none = new byte[0];
    private readonly byte[] _bytes;
    private int _end;               // 0 after a failure: with nothing left to read, no read has to ask for the status as well
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
    public CborType PeekType() => _position < _end ? (CborType)(_bytes[_position] >> 5) : CborType.None;

    /// <summary>An integer from min to max.</summary>
    public long ReadInteger(long min, long max)
    {
        // A record holds two hundred integers, and reading them is most of what the host does to decode it: one that is as it
        // should be, and not among the last bytes, is read here, in locals. All others say below what is wrong with them.
        int at = _position;
        if (_end - at < HeadBytesMax) return ReadAnyInteger(min, max);
        byte[] bytes = _bytes;
        int initial = bytes[at++];
        if (initial >= FirstOfBytes) return ReadAnyInteger(min, max);
        int low = initial & 31;
        long argument = low;
        if (low > ShortMax)
        {
            long least = 1L << 32;      // no reserved form reaches it
            if (low == 25)
            {
                argument = bytes[at] << 8 | bytes[at + 1];
                least = 1 << 8;
                at += 2;
            }
            else if (low == 26)
            {
                argument = (uint)(bytes[at] << 24 | bytes[at + 1] << 16 | bytes[at + 2] << 8 | bytes[at + 3]);
                least = 1 << 16;
                at += 4;
            }
            else if (low == 24)
            {
                argument = bytes[at++];
                least = ShortMax + 1;
            }
            else if (low == 27)
            {
                argument = (long)(bytes[at] << 24 | bytes[at + 1] << 16 | bytes[at + 2] << 8 | bytes[at + 3]) << 32
                    | (uint)(bytes[at + 4] << 24 | bytes[at + 5] << 16 | bytes[at + 6] << 8 | bytes[at + 7]);
                at += 8;
            }
            if (argument < least) return ReadAnyInteger(min, max);
        }
        long value = initial < FirstOfNegative ? argument : ~argument;
        if (value < min || value > max) return ReadAnyInteger(min, max);
        _position = at;
        return value;
    }

    private long ReadAnyInteger(long min, long max)
    {
        if (!ReadHead()) return 0;
        if (_type != CborType.Unsigned && _type != CborType.Negative) return Fail(CborStatus.WrongType);
        if (_argument < 0) return Fail(CborStatus.OutOfRange);
        long value = _type == CborType.Negative ? ~_argument : _argument;
        return value >= min && value <= max ? value : Fail(CborStatus.OutOfRange);
    }

    /// <summary>A byte string of minBytes to maxBytes, as a new array.</summary>
    public byte[] ReadBytes(int minBytes, int maxBytes) => ReadBytes(minBytes, maxBytes, s_none);

    /// <summary>The same, as the array the caller knows where that holds the very same bytes.</summary>
    public byte[] ReadBytes(int minBytes, int maxBytes, byte[] known)
    {
        int count = ReadString(CborType.Bytes, minBytes, maxBytes);
        if (Status != CborStatus.Ok) return s_none;
        int start = _position - count;
        if (IsKnown(known, start, count)) return known;
        byte[] value = new byte[count];
        System.Array.Copy(_bytes, start, value, 0, count);
        return value;
    }

    /// <summary>A text string of at most maxBytes of UTF-8.</summary>
    public string ReadText(int maxBytes) => ReadText(maxBytes, "");

    /// <summary>The same, as the string the caller knows where that is the very same text in ASCII.</summary>
    public string ReadText(int maxBytes, string known)
    {
        int count = ReadString(CborType.Text, 0, maxBytes);
        if (Status != CborStatus.Ok) return "";
        int start = _position - count;
        if (IsKnown(known, start, count)) return known;
        string? text = Utf8.Decode(_bytes, start, count);
        if (text is null) Fail(CborStatus.NotUtf8);
        return text ?? "";
    }

    /// <summary>The head of an array: how many items follow, at most maxCount and never more than there are bytes.</summary>
    public int ReadArray(int maxCount)
    {
        int left = _end - _position;
        int count = left > 0 ? _bytes[_position] - FirstOfArray : -1;
        if (count < 0 || count > ShortMax || count > maxCount || count >= left) return ReadCount(CborType.Array, maxCount, 1);
        _position++;
        return count;
    }

    /// <summary>The head of a map: how many pairs follow, at most maxCount and never more than bytes allow.</summary>
    public int ReadMap(int maxCount) => ReadCount(CborType.Map, maxCount, 2);

    /// <summary>The map key that has to come next; anything else is KeyOrder.</summary>
    public void ReadKey(long expected)
    {
        if (expected <= ShortMax && _position < _end && _bytes[_position] == expected) _position++;
        else ReadAnyKey(expected);
    }

    private void ReadAnyKey(long expected)
    {
        if (!ReadHead()) return;
        bool integer = (_type == CborType.Unsigned || _type == CborType.Negative) && _argument >= 0;
        if (!integer || (_type == CborType.Negative ? ~_argument : _argument) != expected) Fail(CborStatus.KeyOrder);
    }

    /// <summary>True, and it is read, where this key comes next; false, and nothing is read, where it does not. Keys 0 to 23.</summary>
    public bool TryReadKey(int key)
    {
        Require.InRange(key, 0, 23, nameof(key));
        if (_position >= _end || _bytes[_position] != key) return false;
        _position++;
        return true;
    }

    /// <summary>True, and the item is read, where null comes next; false, and nothing is read, where it does not.</summary>
    public bool TryReadNull()
    {
        if (_position >= _end || _bytes[_position] != Null) return false;
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
        if (_position != _end) Fail(CborStatus.TrailingBytes);
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

    private bool IsKnown(byte[] known, int start, int count)
    {
        if (known.Length != count) return false;
        byte[] bytes = _bytes;
        for (int index = 0; index < known.Length; index++)
        {
            if (known[index] != bytes[start + index]) return false;
        }
        return true;
    }

    private bool IsKnown(string known, int start, int count)
    {
        if (known.Length != count) return false;
        byte[] bytes = _bytes;
        for (int index = 0; index < known.Length; index++)
        {
            // A byte above 0x7F is no character of its own.
            if (known[index] != bytes[start + index] || known[index] > 0x7F) return false;
        }
        return true;
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
        _end = 0;
        return 0;
    }

    private bool FailHead(CborStatus reason)
    {
        Fail(reason);
        return false;
    }
}
