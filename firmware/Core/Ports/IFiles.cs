namespace CarbonMeter.Firmware;

/// <summary>
/// Files of one size on a drive, called by their numbers from 0. What a write has confirmed survives a power cut; a cut in the
/// middle of one may leave any part of it, and nothing changed outside it.
/// </summary>
public interface IFiles
{
    /// <summary>Reads count bytes from a position of a file; zeros where there is no such file. False where the drive did not answer.</summary>
    bool TryRead(int number, int position, byte[] buffer, int offset, int count);

    /// <summary>Writes count bytes at a position of a file, making it, all zeros, where it is not there. False where the drive did not confirm.</summary>
    bool TryWrite(int number, int position, byte[] buffer, int offset, int count);
}
