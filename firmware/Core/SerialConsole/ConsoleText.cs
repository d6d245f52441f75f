using System.Text;
using CarbonMeter.Cbor;

namespace CarbonMeter.Firmware.SerialConsole;

/// <summary>The text forms of the console: percent encoding, hexadecimal digits, integers.</summary>
internal static class ConsoleText
{
    private const string HexDigits = "0123456789abcdef";
    private const int IntegerDigitsMax = 18;

    /// <summary>A value as it stands in a line.</summary>
    public static string Encode(string value)
    {
        byte[] bytes = Utf8.Encode(value);
        var text = new StringBuilder(bytes.Length + 8);
        for (int i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] > 0x20 && bytes[i] < 0x7F && bytes[i] != '%') text.Append((char)bytes[i]);
            else text.Append('%').Append(HexDigits[bytes[i] >> 4]).Append(HexDigits[bytes[i] & 15]);
        }
        return text.ToString();
    }

    /// <summary>The value a part of a line stands for; null where it is not encoded as it must be.</summary>
    public static string? Decode(string part)
    {
        byte[] bytes = new byte[part.Length];
        int count = 0;
        for (int i = 0; i < part.Length; i++)
        {
            if (part[i] != '%')
            {
                bytes[count++] = (byte)part[i];
                continue;
            }
            if (i + 2 >= part.Length) return null;
            int high = Digit(part[i + 1]), low = Digit(part[i + 2]);
            if (high < 0 || low < 0) return null;
            bytes[count++] = (byte)(high << 4 | low);
            i += 2;
        }
        return Utf8.Decode(bytes, 0, count);
    }

    /// <summary>Lower-case hexadecimal digits.</summary>
    public static string Hex(byte[] bytes)
    {
        var text = new StringBuilder(bytes.Length * 2);
        for (int i = 0; i < bytes.Length; i++) text.Append(HexDigits[bytes[i] >> 4]).Append(HexDigits[bytes[i] & 15]);
        return text.ToString();
    }

    /// <summary>The bytes that hexadecimal digits stand for; null where they are not so many bytes.</summary>
    public static byte[]? FromHex(string text, int lengthBytes)
    {
        if (text.Length != lengthBytes * 2) return null;
        byte[] bytes = new byte[lengthBytes];
        for (int i = 0; i < lengthBytes; i++)
        {
            int high = Digit(text[2 * i]), low = Digit(text[2 * i + 1]);
            if (high < 0 || low < 0) return null;
            bytes[i] = (byte)(high << 4 | low);
        }
        return bytes;
    }

    /// <summary>A decimal integer without sign or with a minus; false where the text is none of at most 18 digits.</summary>
    public static bool TryInteger(string text, out long value)
    {
        value = 0;
        bool isNegative = text.Length > 0 && text[0] == '-';
        int digits = isNegative ? text.Length - 1 : text.Length;
        if (digits < 1 || digits > IntegerDigitsMax) return false;
        for (int i = text.Length - digits; i < text.Length; i++)
        {
            if (text[i] < '0' || text[i] > '9') return false;
            value = value * 10 + (text[i] - '0');
        }
        if (isNegative) value = -value;
        return true;
    }

    private static int Digit(char c) =>
        c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}
