namespace CarbonMeter.Firmware.Drivers;

/// <summary>What came of a command to an ATECC608, and what to do about it. Values up to 0xFF are the chip's own.</summary>
public enum AteccStatus
{
    /// <summary>Done.</summary>
    Ok = 0x00,
    /// <summary>A signature or a code did not match. An answer, not a fault.</summary>
    Mismatch = 0x01,
    /// <summary>It does not know this command or parameter: another chip, or our mistake. Trying again does not help.</summary>
    NotUnderstood = 0x03,
    /// <summary>A computation on the curve went wrong, which happens: try again.</summary>
    EccFault = 0x05,
    /// <summary>Its self test failed: replace it.</summary>
    SelfTestFailed = 0x07,
    /// <summary>Its source of randomness is not well: replace it, and trust no key made since it was last well.</summary>
    RandomUnwell = 0x08,
    /// <summary>It cannot be done as things stand: not locked yet, locked already, no key in the slot, or no digest loaded.</summary>
    NotNow = 0x0F,
    /// <summary>It was asleep and has only woken up: send the command again.</summary>
    Woke = 0x11,
    /// <summary>Its watchdog would end the command: wake it anew and try again. The value is from memory, not checked.</summary>
    WatchdogSoon = 0xEE,
    /// <summary>The command arrived damaged: send it again.</summary>
    Misheard = 0xFF,

    /// <summary>It does not acknowledge: not there, without power, or a bus above 100 kHz, on which it cannot be woken.</summary>
    Silent = 0x100,
    /// <summary>It took the command and gave no answer within twice the time it may take: try again.</summary>
    NoAnswer = 0x101,
    /// <summary>Its answers were damaged, again and again: a bad bus.</summary>
    Garbled = 0x102,
}
