namespace CarbonMeter.Records;

/// <summary>What a command asks for; docs/formats/command.md.</summary>
public enum CommandCode { SetFactorSet = 1, SetParameterSet = 2, SetIntervals = 3, SpotCheck = 4, Resend = 5, RotateKey = 6 }

/// <summary>How a meter judged a command; docs/formats/command.md gives the order.</summary>
public enum CommandStatus
{
    Obeyed = 0,
    Unreadable = 1,
    BadSignature = 2,
    WrongMeter = 3,
    ClockUntrusted = 4,
    Expired = 5,
    Replayed = 6,
    UnknownCode = 7,
    BadArgument = 8,
    NotStored = 9,
}

/// <summary>
/// A command of the host's authority to one meter. Only the argument of its code is meant, where it has one; the others keep
/// their defaults.
/// </summary>
public sealed class Command
{
    /// <summary>Longest time between issue and expiry, s.</summary>
    public const long LifeSecondsMax = 604_800;

    /// <summary>The meter it is for.</summary>
    public string MeterId { get; set; } = "";

    /// <summary>Greater than that of any command judged before, 1 to 2^48 - 1.</summary>
    public long Counter { get; set; }

    /// <summary>Unix s.</summary>
    public long IssuedAtUnixSeconds { get; set; }

    /// <summary>Unix s; after the issue by at most <see cref="LifeSecondsMax"/>.</summary>
    public long ExpiresAtUnixSeconds { get; set; }

    /// <summary>What is asked for. A decoded command may carry a code this version has no name for.</summary>
    public CommandCode Code { get; set; }

    /// <summary>Codes 1 and 2: the set's bytes; code 4: the nonce.</summary>
    public byte[]? Bytes { get; set; }

    /// <summary>Code 3: interval length, s.</summary>
    public int LengthSeconds { get; set; }

    /// <summary>Code 3: intervals per record.</summary>
    public int IntervalsPerRecord { get; set; }

    /// <summary>Code 5: the sequence to begin from.</summary>
    public long FromSequence { get; set; }
}
