namespace CarbonMeter.Cbor;

using System;

/// <summary>Strict UTF-8 (RFC 3629), both ways: no overlong forms, no surrogates, nothing above U+10FFFF.</summary>
public static class Utf8
{
    /// <exception cref="ArgumentException">The text holds half a surrogate pair.</exception>
    public static byte[] Encode(string text)
    {
        byte[] buffer = new byte[text.Length * 3];
        int length = 0;
        for (int i = 0; i < text.Length; i++)
        {
            int code = text[i];
            if (code >= 0xD800 && code < 0xE000)
            {
                int low = i + 1 < text.Length ? text[++i] : 0;
                Require.That(code < 0xDC00 && low >= 0xDC00 && low < 0xE000, "text holds half a surrogate pair");
                code = 0x10000 + ((code & 0x3FF) << 10) + (low & 0x3FF);
            }
            if (code < 0x80) { buffer[length++] = (byte)code; continue; }
            int following = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
            // The lead byte has one leading one per byte of the sequence: C0, E0 or F0.
            buffer[length++] = (byte)(0x1F80 >> following | code >> (6 * following));
            for (int shift = 6 * following - 6; shift >= 0; shift -= 6) buffer[length++] = (byte)(0x80 | code >> shift & 0x3F);
        }
        byte[] utf8 = new byte[length];
        Array.Copy(buffer, utf8, length);
        return utf8;
    }

    /// <summary>The text, or null where the bytes are not UTF-8.</summary>
    public static string? Decode(byte[] bytes, int offset, int count)
    {
        char[] chars = new char[count];
        int length = 0;
        int end = offset + count;
        while (offset < end)
        {
            int code = bytes[offset++];
            if (code >= 0x80)
            {
                int following = code >= 0xF0 ? 3 : code >= 0xE0 ? 2 : 1;
                if (code < 0xC0 || code > 0xF4 || following > end - offset) return null;
                code &= 0x3F >> following;
                for (int i = 0; i < following; i++)
                {
                    int next = bytes[offset++];
                    if ((next & 0xC0) != 0x80) return null;
                    code = code << 6 | next & 0x3F;
                }
                int least = following == 3 ? 0x10000 : following == 2 ? 0x800 : 0x80;
                if (code < least || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) return null;
            }
            if (code < 0x10000) { chars[length++] = (char)code; continue; }
            chars[length++] = (char)(0xD800 | (code - 0x10000) >> 10);
            chars[length++] = (char)(0xDC00 | code & 0x3FF);
        }
        return new string(chars, 0, length);
    }
}
