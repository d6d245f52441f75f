using CarbonMeter.Cbor;
using CarbonMeter.Units;

namespace CarbonMeter.Records;

/// <summary>
/// Reads one payload straight through and keeps the first reason to refuse it, whether CBOR's or the format's.
/// After a failure reads give zeroes and empty values; loops run on counts that were checked against the input.
/// </summary>
internal sealed class PayloadReader
{
    private RecordStatus _broken;

    internal PayloadReader(byte[] payload, int sizeBytesMax) : this(payload, 0, payload.Length, sizeBytesMax) { }

    internal PayloadReader(byte[] bytes, int offset, int count, int sizeBytesMax)
    {
        Cbor = new CborReader(bytes, offset, count);
        if (count > sizeBytesMax) _broken = RecordStatus.TooLong;
    }

    /// <summary>What reads plain items; its failures are this reader's too.</summary>
    internal CborReader Cbor { get; }

    /// <summary>The first reason to refuse.</summary>
    internal RecordStatus Status => _broken != RecordStatus.Ok ? _broken : (RecordStatus)(int)Cbor.Status;

    /// <summary>Refuses for a reason of the format, unless there is an earlier one.</summary>
    internal void Fail(RecordStatus reason)
    {
        if (Status == RecordStatus.Ok) _broken = reason;
    }

    /// <summary>Reads the head every payload begins with; the number of its keys and its kind.</summary>
    internal int ReadHead(out long kind)
    {
        int keyCount = Cbor.ReadMap(64);
        Cbor.ReadKey(1);
        if (Cbor.ReadInteger(long.MinValue, long.MaxValue) != 1) Fail(RecordStatus.UnknownVersion);
        Cbor.ReadKey(2);
        kind = Cbor.ReadInteger(long.MinValue, long.MaxValue);
        return keyCount;
    }

    internal long Integer(long key, long min, long max)
    {
        Cbor.ReadKey(key);
        return Cbor.ReadInteger(min, max);
    }

    internal byte[] Bytes(long key, int minBytes, int maxBytes)
    {
        Cbor.ReadKey(key);
        return Cbor.ReadBytes(minBytes, maxBytes);
    }

    /// <summary>A hash, as the array that is known already where that holds the same.</summary>
    internal byte[] Hash(long key, byte[] known)
    {
        Cbor.ReadKey(key);
        return Cbor.ReadBytes(RecordCodec.HashBytes, RecordCodec.HashBytes, known);
    }

    internal Reading Reading(long min, long max) =>
        Cbor.TryReadNull() ? Units.Reading.Missing : Units.Reading.Of(Cbor.ReadInteger(min, max));

    /// <summary>Printable ASCII, 1 to maxBytes characters.</summary>
    internal string Text(int maxBytes, bool spaceAllowed, string known = "")
    {
        string text = Cbor.ReadText(maxBytes, known);
        if (!Ascii.IsPrintable(text, spaceAllowed)) Fail(RecordStatus.BadText);
        return text;
    }

    internal string MeterIdText(string known = "")
    {
        string id = Cbor.ReadText(MeterId.LengthMax, known);
        if (!MeterId.IsValid(id)) Fail(RecordStatus.BadMeterId);
        return id;
    }

    /// <summary>The head of an array of exactly this many items.</summary>
    internal void Array(int count)
    {
        if (Cbor.ReadArray(int.MaxValue) != count) Fail(RecordStatus.WrongCount);
    }

    /// <summary>The head of an array of 1 to maxCount items; 0 once the payload is refused.</summary>
    internal int List(int maxCount) => List(1, maxCount);

    /// <summary>The same, of at least minCount items.</summary>
    internal int List(int minCount, int maxCount)
    {
        int count = Cbor.ReadArray(maxCount);
        if (count < minCount) Fail(RecordStatus.WrongCount);
        return Status == RecordStatus.Ok ? count : 0;
    }

    /// <summary>The head of an array of 0 to maxCount items; 0 once the payload is refused.</summary>
    internal int ListOrNone(int maxCount)
    {
        int count = Cbor.ReadArray(maxCount);
        return Status == RecordStatus.Ok ? count : 0;
    }
}
