namespace CarbonMeter.Firmware.Virtual;

/// <summary>Randomness for keys that a seed repeats: good for tests alone.</summary>
public sealed class VirtualEntropy(SeededRandom random) : IEntropy
{
    /// <summary>Whether it answers.</summary>
    public bool IsAvailable { get; set; } = true;

    /// <inheritdoc/>
    public bool TryFill(byte[] bytes)
    {
        for (int i = 0; IsAvailable && i < bytes.Length; i++) bytes[i] = (byte)random.Next(256);
        return IsAvailable;
    }
}
