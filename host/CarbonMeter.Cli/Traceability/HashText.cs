using System;
using System.Collections.Generic;
using System.Linq;

namespace CarbonMeter.Cli.Traceability;

/// <summary>Hashes as people type them: the first eight digits or more, as long as only one is meant.</summary>
public static class HashText
{
    private const int DigitsMin = 8;

    /// <summary>The one that begins so.</summary>
    /// <exception cref="InputException">None does, or several do.</exception>
    public static byte[] Find(string text, IReadOnlyList<byte[]> known, string what, string listedBy)
    {
        if (text.Length < DigitsMin || !text.All(char.IsAsciiHexDigit))
            throw new InputException($"{text}: not the first {DigitsMin} or more hexadecimal digits of a SHA-256.");
        var meant = known.Where(hash => Convert.ToHexString(hash).StartsWith(text, StringComparison.OrdinalIgnoreCase))
            .DistinctBy(Convert.ToHexString).ToList();
        return meant.Count switch
        {
            1 => meant[0],
            0 => throw new InputException($"{text}: no {what} has this hash; see {listedBy}."),
            _ => throw new InputException($"{text}: {meant.Count} begin so; give more digits."),
        };
    }
}
