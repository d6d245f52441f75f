using CarbonMeter.Cbor;
using CarbonMeter.Units;

namespace CarbonMeter.Records;

/// <summary>Writes one payload and throws, naming the field, at anything the format does not allow: our own mistake.</summary>
internal sealed class PayloadWriter
{
    internal PayloadWriter(int capacityBytes) { Cbor = new CborWriter(capacityBytes); }

    /// <summary>What writes items that need no check.</summary>
    internal CborWriter Cbor { get; }

    internal void Head(int keyCount, int kind)
    {
        Cbor.WriteMap(keyCount);
        Integer(1, 1, 1, 1, "version");
        Integer(2, kind, 1, 255, "kind");
    }

    internal void Integer(long value, long min, long max, string name)
    {
        Require.InRange(value, min, max, name);
        Cbor.WriteInteger(value);
    }

    internal void Integer(long key, long value, long min, long max, string name)
    {
        Cbor.WriteInteger(key);
        Integer(value, min, max, name);
    }

    internal void Reading(Reading reading, long min, long max, string name)
    {
        if (reading.IsPresent) Integer(reading.Value, min, max, name);
        else Cbor.WriteNull();
    }

    internal void Bytes(byte[] value, int minBytes, int maxBytes, string name)
    {
        Require.NotNull(value, name);
        Require.InRange(value.Length, minBytes, maxBytes, name);
        Cbor.WriteBytes(value);
    }

    internal void Text(string value, int lengthMax, bool spaceAllowed, string name)
    {
        Require.NotNull(value, name);
        Require.InRange(value.Length, 1, lengthMax, name);
        Require.That(Ascii.IsPrintable(value, spaceAllowed), name);
        Cbor.WriteText(value);
    }

    internal void List(int count, int maxCount, string name) => List(count, 1, maxCount, name);

    internal void List(int count, int minCount, int maxCount, string name)
    {
        Require.InRange(count, minCount, maxCount, name);
        Cbor.WriteArray(count);
    }

    internal void ListOrNone(int count, int maxCount, string name) => List(count, 0, maxCount, name);

    /// <summary>The payload, unless it breaks a rule that spans fields or is larger than its format allows.</summary>
    internal byte[] ToArray(RecordStatus judged, int sizeBytesMax)
    {
        if (judged != RecordStatus.Ok) Require.That(false, "breaks a rule of its format: status " + ((int)judged).ToString());
        Require.InRange(Cbor.LengthBytes, 1, sizeBytesMax, "payload size");
        return Cbor.ToArray();
    }
}
