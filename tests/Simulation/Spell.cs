using CarbonMeter.Firmware.Virtual;

namespace CarbonMeter.Simulation.Tests;

/// <summary>A fault that begins by chance and lasts for a while.</summary>
internal sealed class Spell
{
    private long _untilMs = long.MinValue;

    /// <summary>Whether it lasts at a moment.</summary>
    public bool Lasts(long nowMs) => nowMs < _untilMs;

    /// <summary>Begins by chance; true at the moment it begins.</summary>
    public bool Begins(SeededRandom random, int ppm, long nowMs, int lastsMsMax)
    {
        if (Lasts(nowMs) || !random.Happens(ppm)) return false;
        _untilMs = nowMs + 1 + random.Next(lastsMsMax);
        return true;
    }

    /// <summary>Ends it.</summary>
    public void End() => _untilMs = long.MinValue;
}
