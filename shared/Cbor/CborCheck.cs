namespace CarbonMeter.Cbor;

/// <summary>Says whether bytes are one item of deterministic CBOR, whatever it means.</summary>
public static class CborCheck
{
    /// <summary>How many arrays, maps and tags may enclose an item.</summary>
    public const int DepthMax = 16;

    /// <summary>
    /// Ok, or the first rule broken: shortest integers, lengths and tags; definite lengths; map keys once each in
    /// bytewise order; UTF-8 text; no floats, no simple values but false, true and null; nothing after the item.
    /// </summary>
    public static CborStatus Canonical(byte[] bytes)
    {
        CborReader reader = new CborReader(bytes);
        reader.Skip(DepthMax);
        reader.End();
        return reader.Status;
    }
}
