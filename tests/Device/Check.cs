namespace CarbonMeter.DeviceTests;

using System;

/// <summary>What a case asserts with.</summary>
internal static class Check
{
    public static void Equal(long expected, long actual)
    {
        if (expected != actual) throw new CheckFailed("expected " + expected.ToString() + ", was " + actual.ToString());
    }

    public static void Equal(string expected, string actual)
    {
        if (expected != actual) throw new CheckFailed("expected \"" + expected + "\", was \"" + actual + "\"");
    }

    public static void Bytes(string expectedHex, byte[] actual) => Equal(expectedHex, Hex.Text(actual));

    public static void True(bool condition, string what)
    {
        if (!condition) throw new CheckFailed("not so: " + what);
    }

    /// <summary>The case must throw. A refusal is an ArgumentException or derived from it.</summary>
    public static void Refused(Case test)
    {
        try
        {
            test();
        }
        catch (ArgumentException)
        {
            return;
        }
        throw new CheckFailed("expected a refusal");
    }
}

/// <summary>A check did not hold.</summary>
internal sealed class CheckFailed : Exception
{
    public CheckFailed(string message) : base(message) { }
}

/// <summary>Bytes as lower-case hexadecimal text.</summary>
internal static class Hex
{
    private const string Digits = "0123456789abcdef";

    public static string Text(byte[] bytes)
    {
        char[] text = new char[bytes.Length * 2];
        for (int i = 0; i < bytes.Length; i++)
        {
            text[2 * i] = Digits[bytes[i] >> 4];
            text[2 * i + 1] = Digits[bytes[i] & 15];
        }
        return new string(text);
    }

    public static byte[] Bytes(string text)
    {
        Require.That((text.Length & 1) == 0, "an odd number of hexadecimal digits");
        byte[] bytes = new byte[text.Length / 2];
        for (int i = 0; i < bytes.Length; i++) bytes[i] = (byte)(Digit(text[2 * i]) << 4 | Digit(text[2 * i + 1]));
        return bytes;
    }

    private static int Digit(char character)
    {
        int digit = Digits.IndexOf(character);
        Require.InRange(digit, 0, 15, nameof(character));
        return digit;
    }
}
