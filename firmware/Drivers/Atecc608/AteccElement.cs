namespace CarbonMeter.Firmware.Drivers;

/// <summary>The ATECC608 as the console sets it up; every rule is <see cref="AteccProvisioning"/>'s.</summary>
public sealed class AteccElement : IElementSetUp
{
    private readonly AteccProvisioning _provisioning;

    /// <summary>A chip to set up.</summary>
    public AteccElement(Atecc608 chip)
    {
        _provisioning = new AteccProvisioning(chip);
    }

    /// <inheritdoc/>
    public string State => _provisioning.Look() switch
    {
        AteccSetUp.New => "new",
        AteccSetUp.Prepared => "prepared",
        AteccSetUp.HalfLocked => "half-locked",
        AteccSetUp.Locked => "locked",
        AteccSetUp.LockedOtherwise => "foreign",
        _ => "silent",
    };

    /// <inheritdoc/>
    public string? Confirmation => _provisioning.Confirmation();

    /// <inheritdoc/>
    public bool TryPrepare()
    {
        AteccSetUp found = _provisioning.Prepare();
        return found == AteccSetUp.Prepared || found == AteccSetUp.HalfLocked || found == AteccSetUp.Locked;
    }

    /// <inheritdoc/>
    public bool TryLock(string typed, out string words)
    {
        AteccLockOutcome outcome = _provisioning.Lock(typed);
        words = outcome switch
        {
            AteccLockOutcome.NotConfirmed => "what was typed is not this element's confirmation; nothing was done",
            AteccLockOutcome.NotPrepared => "it is not prepared, or was set up for something else; nothing was done",
            AteccLockOutcome.Failed => "it did not confirm; ask how far it is, and lock again",
            _ => "",
        };
        return outcome == AteccLockOutcome.Locked;
    }
}
