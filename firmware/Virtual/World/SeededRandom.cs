using System;

namespace CarbonMeter.Firmware.Virtual;

/// <summary>Randomness that a seed repeats.</summary>
public sealed class SeededRandom(int seed) : IRandomSource
{
    private readonly Random _random = new(seed);

    /// <inheritdoc/>
    public int Next(int limit)
    {
        Require.InRange(limit, 1, int.MaxValue, nameof(limit));
        return _random.Next(limit);
    }

    /// <summary>True in so many cases of a million. Draws nothing where the answer is certain.</summary>
    public bool Happens(int ppm) => ppm > 0 && (ppm >= 1_000_000 || _random.Next(1_000_000) < ppm);
}
