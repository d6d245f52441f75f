namespace CarbonMeter.Cbor;

/// <summary>The first reason why bytes were refused, or Ok.</summary>
public enum CborStatus
{
    Ok = 0,
    /// <summary>The input ends inside an item, or an item announces more than is left.</summary>
    Truncated = 1,
    /// <summary>An integer, length, tag or simple value is written longer than it needs to be.</summary>
    NotShortest = 2,
    /// <summary>An indefinite length or a stray break.</summary>
    Indefinite = 3,
    /// <summary>Another type of item, or another tag, than the one expected.</summary>
    WrongType = 4,
    /// <summary>An integer outside the range asked for or outside a long, or a string below its least length.</summary>
    OutOfRange = 5,
    /// <summary>A string, array, map or nesting above its limit.</summary>
    TooLong = 6,
    /// <summary>A map key that is unexpected, repeated or out of order.</summary>
    KeyOrder = 7,
    /// <summary>A text string that is not UTF-8.</summary>
    NotUtf8 = 8,
    /// <summary>Something follows the item.</summary>
    TrailingBytes = 9,
    /// <summary>A float, a simple value other than false, true and null, or a reserved form.</summary>
    Unsupported = 10,
}

/// <summary>What kind of item comes next. The values are the major types of RFC 8949 section 3.1.</summary>
public enum CborType
{
    /// <summary>Nothing: the input is used up, or reading has failed.</summary>
    None = -1,
    Unsigned = 0,
    Negative = 1,
    Bytes = 2,
    Text = 3,
    Array = 4,
    Map = 5,
    Tag = 6,
    Simple = 7,
}
