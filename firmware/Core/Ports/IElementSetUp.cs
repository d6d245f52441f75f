namespace CarbonMeter.Firmware;

/// <summary>
/// Sets up a secure element once in its life, by the hand of a person. Locking cannot be undone; until it is done the element
/// makes no keys.
/// </summary>
public interface IElementSetUp
{
    /// <summary>How far it is: "silent", "new", "prepared", "half-locked", "locked", or "foreign" where it was set up for something else.</summary>
    string State { get; }

    /// <summary>What a person has to type to lock it: words and its own serial number; null where it does not answer.</summary>
    string? Confirmation { get; }

    /// <summary>Prepares it, which can still be changed. False where it did not take it.</summary>
    bool TryPrepare();

    /// <summary>Locks it for ever where exactly its confirmation was typed. False with what is wrong in words, and nothing locked or the rest to do again.</summary>
    bool TryLock(string typed, out string words);
}
