using CarbonMeter.Firmware.Drivers;
using CarbonMeter.Firmware.Virtual;

namespace CarbonMeter.Firmware.Tests.Drivers;

/// <summary>Reads a display's dots as somebody who looks at it would.</summary>
internal static class ScreenText
{
    /// <summary>Eight rows without the spaces at their ends; null where it is dark.</summary>
    public static string[]? Read(Ssd1306Chip chip)
    {
        if (chip.Picture() is not { } picture) return null;
        var rows = new string[8];
        for (int row = 0; row < rows.Length; row++)
            rows[row] = string.Concat(Enumerable.Range(0, 21).Select(place => Sign(picture, row * 8, place * 6))).TrimEnd();
        return rows;
    }

    private static char Sign(string[] picture, int top, int left)
    {
        foreach (char sign in SmallFont.Signs)
            if (Enumerable.Range(0, 40).All(i => picture[top + i / 5][left + i % 5] == ((SmallFont.Dots(sign, i % 5) >> i / 5 & 1) != 0 ? '#' : '.'))) return sign;
        throw new InvalidDataException($"no sign looks like the dots at {left}, {top}");
    }
}
