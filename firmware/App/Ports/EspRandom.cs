using System;
using System.Threading;

namespace CarbonMeter.Firmware.App;

/// <summary>The chip's source of randomness: esp_random, which is a true one while the radio is on.</summary>
internal sealed class EspRandom : IRandomSource
{
    private readonly Random _random = new Random();

    /// <inheritdoc/>
    public int Next(int limit) => _random.Next(limit);
}

/// <summary>The same source for keys, on boards with a radio alone: without one it is pseudo-random.</summary>
internal sealed class EspEntropy : IEntropy
{
    private readonly Random _random = new Random();

    /// <inheritdoc/>
    public bool TryFill(byte[] random)
    {
        _random.NextBytes(random);
        return true;
    }
}

/// <summary>Waiting by giving the other threads their time.</summary>
internal sealed class ThreadDelay : IDelay
{
    /// <inheritdoc/>
    public void Milliseconds(int ms) => Thread.Sleep(ms);
}
