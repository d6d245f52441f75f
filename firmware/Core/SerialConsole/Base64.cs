using System.Text;

namespace CarbonMeter.Firmware.SerialConsole;

/// <summary>Base64 of RFC 4648 section 4, with padding. Decoding accepts only what encoding gives.</summary>
internal static class Base64
{
    private const string Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private const char Padding = '=';

    public static string Encode(byte[] bytes, int offset, int count)
    {
        Require.Segment(bytes, offset, count, nameof(bytes));
        var text = new StringBuilder((count + 2) / 3 * 4);
        for (int at = 0; at < count; at += 3)
        {
            int left = count - at;
            int three = bytes[offset + at] << 16 | (left > 1 ? bytes[offset + at + 1] << 8 : 0) | (left > 2 ? bytes[offset + at + 2] : 0);
            text.Append(Digits[three >> 18]).Append(Digits[three >> 12 & 63]);
            text.Append(left > 1 ? Digits[three >> 6 & 63] : Padding).Append(left > 2 ? Digits[three & 63] : Padding);
        }
        return text.ToString();
    }

    /// <summary>The bytes, at least one; null where the text is not the encoding of any.</summary>
    public static byte[]? Decode(string text)
    {
        if (text.Length == 0 || (text.Length & 3) != 0) return null;
        int padding = text[text.Length - 1] != Padding ? 0 : text[text.Length - 2] != Padding ? 1 : 2;
        byte[] bytes = new byte[text.Length / 4 * 3 - padding];
        int held = 0, bits = 0, count = 0;
        for (int i = 0; i < text.Length - padding; i++)
        {
            int digit = Digit(text[i]);
            if (digit < 0) return null;
            held = (held << 6 | digit) & 0xFFF;
            bits += 6;
            if (bits < 8) continue;
            bits -= 8;
            bytes[count++] = (byte)(held >> bits);
        }
        // Bits beyond the last byte must be zero, or one text more would stand for the same bytes.
        return (held & (1 << bits) - 1) == 0 ? bytes : null;
    }

    private static int Digit(char c) =>
        c >= 'A' && c <= 'Z' ? c - 'A' : c >= 'a' && c <= 'z' ? c - 'a' + 26 : c >= '0' && c <= '9' ? c - '0' + 52 : c == '+' ? 62 : c == '/' ? 63 : -1;
}
