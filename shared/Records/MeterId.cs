namespace CarbonMeter.Records;

/// <summary>The rule for meter ids: they stand in records, MQTT topics and file names.</summary>
public static class MeterId
{
    /// <summary>Longest meter id, in characters.</summary>
    public const int LengthMax = 32;

    /// <summary>
    /// Whether this is a meter id: 1 to 32 characters from 0x21 to 0x7E, without "/", "+" and "#", which mean something in
    /// topics, and neither "." nor "..", which mean something as file names.
    /// </summary>
    public static bool IsValid(string? id)
    {
        if (id is null || id.Length > LengthMax || !Ascii.IsPrintable(id, spaceAllowed: false)) return false;
        for (int index = 0; index < id.Length; index++)
        {
            char c = id[index];
            if (c == '/' || c == '+' || c == '#') return false;
        }
        return id != "." && id != "..";
    }
}

/// <summary>Printable ASCII, the only text the formats carry.</summary>
internal static class Ascii
{
    /// <summary>Whether the text has at least one character and only 0x20 (or 0x21) to 0x7E.</summary>
    internal static bool IsPrintable(string text, bool spaceAllowed)
    {
        char least = spaceAllowed ? ' ' : '!';
        for (int index = 0; index < text.Length; index++)
        {
            if (text[index] < least || text[index] > '~') return false;
        }
        return text.Length > 0;
    }
}
