namespace CarbonMeter.Firmware;

/// <summary>Physical randomness, as the processor gives it. What it gives is judged and hashed before it becomes a key.</summary>
public interface IEntropy
{
    /// <summary>Fills a buffer with fresh random bytes. False where the source says that it cannot.</summary>
    bool TryFill(byte[] random);
}
