namespace CarbonMeter;

using System;

/// <summary>
/// Guards against our own mistakes. They stay on in every build and on both runtimes, because the device neither
/// throws on overflow nor keeps Debug calls. What arrives from outside is judged by a status instead.
/// </summary>
public static class Require
{
    /// <summary>Throws unless min &lt;= value &lt;= max.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the argument, its value and the bound it broke.</exception>
    public static void InRange(long value, long min, long max, string name)
    {
        if (value < min) throw new ArgumentOutOfRangeException(name, name + " is " + value.ToString() + ", below " + min.ToString());
        if (value > max) throw new ArgumentOutOfRangeException(name, name + " is " + value.ToString() + ", above " + max.ToString());
    }

    /// <summary>Throws where a reference is missing.</summary>
    /// <exception cref="ArgumentNullException">Names the argument.</exception>
    public static void NotNull(object? value, string name)
    {
        if (value is null) throw new ArgumentNullException(name);
    }

    /// <summary>Throws unless the array is there and holds exactly this many bytes.</summary>
    /// <exception cref="ArgumentException">Names the argument, its length and the length asked for.</exception>
    public static void Length(byte[]? value, int lengthBytes, string name)
    {
        if (value is null) throw new ArgumentNullException(name);
        if (value.Length != lengthBytes)
            throw new ArgumentException(name + " holds " + value.Length.ToString() + " bytes, not " + lengthBytes.ToString(), name);
    }

    /// <summary>Throws unless [offset, offset + count) lies inside the array.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the argument, its value and the bound it broke.</exception>
    public static void Segment(byte[]? value, int offset, int count, string name)
    {
        if (value is null) throw new ArgumentNullException(name);
        // Only a mistake is worth the two strings that name it.
        if (offset >= 0 && count >= 0 && offset <= value.Length - count) return;
        InRange(offset, 0, value.Length, name + " offset");
        InRange(count, 0, value.Length - offset, name + " count");
    }

    /// <summary>Throws unless an invariant holds that no single range expresses.</summary>
    /// <exception cref="ArgumentException">Carries the message, which says what was expected and what was found.</exception>
    public static void That(bool condition, string message)
    {
        if (!condition) throw new ArgumentException(message);
    }
}
