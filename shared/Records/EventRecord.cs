using CarbonMeter.Units;

namespace CarbonMeter.Records;

/// <summary>What happened; docs/formats/record.md, events.</summary>
public enum EventCode
{
    Boot = 1,
    ClockSet = 2,
    ClockStep = 3,
    ClockRefused = 4,
    ParameterChange = 5,
    FactorChange = 6,
    SettingsChange = 7,
    Tamper = 8,
    FrontEndInitialised = 9,
    Gap = 10,
    JournalLoss = 11,
    CommandRefused = 12,
    StorageFault = 13,
    KeyRotation = 14,
    StorageErased = 15,
    Commissioned = 16,
    SensorGap = 17,
}

/// <summary>One event in a meter's chain. The meaning of each field depends on the code; the format document lists it.</summary>
public sealed class EventRecord : MeterRecord
{
    /// <inheritdoc/>
    public override RecordKind Kind => RecordKind.Event;

    /// <summary>What happened. A decoded record may carry a code this version has no name for (1 to 255).</summary>
    public EventCode Code { get; set; }

    /// <summary>Why, 0 to 255, by code.</summary>
    public int Reason { get; set; }

    /// <summary>Beginning of what the event speaks of, unix ms.</summary>
    public Reading FromUnixMs { get; set; }

    /// <summary>End of what the event speaks of, unix ms.</summary>
    public Reading ToUnixMs { get; set; }

    /// <summary>A number, by code.</summary>
    public Reading Value { get; set; }

    /// <summary>A hash or other bytes, 1 to 32; null where there is none.</summary>
    public byte[]? Subject { get; set; }

    /// <summary>Printable ASCII, 1 to 64 characters; null where there is none.</summary>
    public string? Text { get; set; }
}

/// <summary>The signed answer to an unannounced question: what the meter measures at this moment.</summary>
public sealed class SpotCheckRecord : MeterRecord
{
    /// <inheritdoc/>
    public override RecordKind Kind => RecordKind.SpotCheck;

    /// <summary>The question's nonce, 8 to 32 bytes.</summary>
    public byte[] Nonce { get; set; } = new byte[0];

    /// <summary>Mains frequency, mHz.</summary>
    public Reading FrequencyMillihertz { get; set; }

    /// <summary>One entry a channel, in the order of the registers.</summary>
    public ChannelMoment[] Channels { get; set; } = new ChannelMoment[0];
}

/// <summary>What one channel measures at one moment.</summary>
public sealed class ChannelMoment
{
    /// <summary>Active power, mW, positive = import.</summary>
    public long ActivePowerMilliwatts { get; set; }

    /// <summary>Rms voltage, mV.</summary>
    public Reading VoltageMillivolts { get; set; }

    /// <summary>Rms current, mA.</summary>
    public Reading CurrentMilliamperes { get; set; }

    /// <summary>Power factor, ppm.</summary>
    public Reading PowerFactorPpm { get; set; }
}
