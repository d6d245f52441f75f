namespace CarbonMeter.Firmware;

/// <summary>
/// A number kept beside the meter's keys, written once when the meter gets its journal. Where it is there and the journal is
/// not, the meter has had a life before: it must not begin another one in silence.
/// </summary>
public interface IIdentityMark
{
    /// <summary>Reads the number; 0 where none was ever kept. False where the store did not answer: try again.</summary>
    bool TryRead(out long identity);

    /// <summary>Keeps a number from 1. False where it is not known to be kept: try again.</summary>
    bool TryKeep(long identity);
}
