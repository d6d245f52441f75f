namespace CarbonMeter.Firmware;

/// <summary>
/// Storage that keeps its bytes without power and can be written byte by byte: FRAM, or a file of fixed size.
/// A power cut may tear a write at any byte; a write may fail, or happen although it is reported as failed.
/// </summary>
public interface INonVolatile
{
    /// <summary>Size in bytes.</summary>
    int SizeBytes { get; }

    /// <summary>Reads count bytes from an address into a buffer; false where the storage did not answer.</summary>
    bool TryRead(int address, byte[] buffer, int offset, int count);

    /// <summary>Writes count bytes of a buffer to an address; false where the storage did not confirm.</summary>
    bool TryWrite(int address, byte[] buffer, int offset, int count);
}
