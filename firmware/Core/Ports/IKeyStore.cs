using CarbonMeter.Crypto;

namespace CarbonMeter.Firmware;

/// <summary>
/// Two places for the meter's keys, 0 and 1; a new meter signs with the one in place 0, made when it was commissioned. Private
/// keys never leave it. What it did survives a power cut; a cut in the middle of making or forgetting leaves the old key, the new
/// one or none in that place, and nothing changed in the other.
/// </summary>
public interface IKeyStore
{
    /// <summary>
    /// Makes a new key in a place, over what was there, and gives its public half (64 bytes X, Y). False where it is not known
    /// to be kept: nothing may then be signed with it.
    /// </summary>
    bool TryMake(int place, out byte[] publicKey);

    /// <summary>The key in a place; null where there is none. False where the store did not answer: try again.</summary>
    bool TryOpen(int place, out ISigner? signer);

    /// <summary>Makes the key in a place unusable for ever; nothing is done where there is none. False where that is not known: try again.</summary>
    bool TryForget(int place);
}
