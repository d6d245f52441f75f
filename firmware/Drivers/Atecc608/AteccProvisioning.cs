namespace CarbonMeter.Firmware.Drivers;

/// <summary>How far an ATECC608 has been set up.</summary>
public enum AteccSetUp
{
    /// <summary>It did not answer.</summary>
    Unknown,
    /// <summary>Nothing is locked, and slots 0 and 1 are not set up for the meter's keys: <see cref="AteccProvisioning.Prepare"/>.</summary>
    New,
    /// <summary>Set up and not locked: <see cref="AteccProvisioning.Lock"/> is the next step.</summary>
    Prepared,
    /// <summary>Its configuration is locked and its data is not: <see cref="AteccProvisioning.Lock"/> goes on.</summary>
    HalfLocked,
    /// <summary>Locked, and its slots can hold the meter's keys.</summary>
    Locked,
    /// <summary>Locked with slots that cannot: it was set up for something else and is of no use here.</summary>
    LockedOtherwise,
}

/// <summary>What came of locking.</summary>
public enum AteccLockOutcome
{
    /// <summary>It is locked, and was read back to be so.</summary>
    Locked,
    /// <summary>What was typed is not what was asked for; nothing was done.</summary>
    NotConfirmed,
    /// <summary>It is not prepared, or of no use; nothing was done.</summary>
    NotPrepared,
    /// <summary>It did not confirm. Look again how far it is; nothing is lost by locking again.</summary>
    Failed,
}

/// <summary>
/// Sets up an ATECC608 once in its life, by the hand of a person: slots 0 and 1 for the meter's keys, then the locks. Locking
/// cannot be undone, so it asks for a confirmation that holds the chip's own serial number. No start-up ever does this.
/// </summary>
public sealed class AteccProvisioning
{
    // Slot: signs what it is given, never read, new keys may be made in it. Key: private, P-256, public half may be read.
    private const int SlotLow = 0x83, SlotHigh = 0x20, KeyLow = 0x33, KeyHigh = 0x00;
    private const int SlotsAt = 20, KeysAt = 96, WordBytes = 4;
    private const int DataLockAt = 86, ConfigurationLockAt = 87, Unlocked = 0x55;
    private const int LockConfiguration = 0x00, LockDataWithoutCrc = 0x81;

    private readonly Atecc608 _chip;
    private readonly byte[] _configuration = new byte[Atecc608.ConfigurationBytes];

    /// <summary>Sets up a chip.</summary>
    public AteccProvisioning(Atecc608 chip)
    {
        Require.NotNull(chip, nameof(chip));
        _chip = chip;
    }

    /// <summary>How far it is.</summary>
    public AteccSetUp Look()
    {
        if (_chip.ReadConfiguration(_configuration) != AteccStatus.Ok) return AteccSetUp.Unknown;
        bool fits = IsWord(SlotsAt, SlotLow, SlotHigh) && IsWord(KeysAt, KeyLow, KeyHigh);
        if (_configuration[ConfigurationLockAt] == Unlocked) return fits ? AteccSetUp.Prepared : AteccSetUp.New;
        if (!fits) return AteccSetUp.LockedOtherwise;
        return _configuration[DataLockAt] == Unlocked ? AteccSetUp.HalfLocked : AteccSetUp.Locked;
    }

    /// <summary>Writes the set-up of slots 0 and 1, which can still be changed, and reads it back.</summary>
    public AteccSetUp Prepare()
    {
        var found = Look();
        if (found != AteccSetUp.New) return found;
        _chip.WriteConfiguration(SlotsAt / WordBytes, Word(SlotLow, SlotHigh));
        _chip.WriteConfiguration(KeysAt / WordBytes, Word(KeyLow, KeyHigh));
        return Look();
    }

    /// <summary>What a person has to type to lock this chip: "LOCK " and its serial number in hex; null where it does not answer.</summary>
    public string? Confirmation()
    {
        byte[] serial = new byte[Atecc608.SerialBytes];
        if (_chip.ReadSerial(serial) != AteccStatus.Ok) return null;
        string text = "LOCK ";
        for (int i = 0; i < serial.Length; i++) text += serial[i].ToString("X2");
        return text;
    }

    /// <summary>
    /// Locks configuration and data for ever, where what was typed is the <see cref="Confirmation"/> of this very chip. The chip
    /// itself compares the configuration with the one that was just read, by its CRC. Until then it can make no keys.
    /// </summary>
    public AteccLockOutcome Lock(string typed)
    {
        Require.NotNull(typed, nameof(typed));
        string? expected = Confirmation();
        if (expected == null) return AteccLockOutcome.Failed;
        if (typed != expected) return AteccLockOutcome.NotConfirmed;
        var found = Look();
        if (found == AteccSetUp.Unknown) return AteccLockOutcome.Failed;
        if (found == AteccSetUp.New || found == AteccSetUp.LockedOtherwise) return AteccLockOutcome.NotPrepared;
        if (found == AteccSetUp.Prepared)
        {
            _chip.Lock(LockConfiguration, AteccPacket.Crc(_configuration, 0, _configuration.Length));
            found = Look();
        }
        if (found == AteccSetUp.HalfLocked)
        {
            _chip.Lock(LockDataWithoutCrc, 0);
            found = Look();
        }
        return found == AteccSetUp.Locked ? AteccLockOutcome.Locked : AteccLockOutcome.Failed;
    }

    private bool IsWord(int at, int low, int high) =>
        _configuration[at] == low && _configuration[at + 1] == high && _configuration[at + 2] == low && _configuration[at + 3] == high;

    private static byte[] Word(int low, int high) => new byte[] { (byte)low, (byte)high, (byte)low, (byte)high };
}
