using CarbonMeter.Firmware.Metering;
using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Journal;

/// <summary>Everything a meter must still know after a power cut. What it holds is the truth; the journal keeps images of it.</summary>
public sealed class MeterState
{
    /// <summary>No change waits.</summary>
    public const int None = -1;

    /// <summary><see cref="Erasure"/>: nothing was erased that was not told; the ring was; the whole drive was.</summary>
    public const int ErasedNothing = 0, ErasedRing = 1, ErasedDrive = 2;

    /// <summary>The state of a new meter with these channels, ids ascending, and with a gas channel or none.</summary>
    public MeterState(int[] channelIds, bool hasGas)
    {
        Registers = new Register[channelIds.Length];
        for (int i = 0; i < channelIds.Length; i++) Registers[i] = new Register { ChannelId = channelIds[i] };
        Counters = new Accumulator(channelIds.Length);
        Open = new OpenInterval(channelIds.Length, hasGas);
        if (hasGas) Gas = new GasRegister();
    }

    /// <summary>Starts so far.</summary>
    public long BootCount { get; set; }

    /// <summary>Sequence of the last record made; 0 before the first.</summary>
    public long Sequence { get; set; }

    /// <summary>Hash of the last record made; zeroes before the first.</summary>
    public byte[] PreviousHash { get; set; } = new byte[32];

    /// <summary>Event records ever made.</summary>
    public long EventCounter { get; set; }

    /// <summary>Counter of the last command judged.</summary>
    public long CommandCounter { get; set; }

    /// <summary>Last moment at which this state was written, by the meter's clock.</summary>
    public long LastUnixMs { get; set; }

    /// <summary>Whether that clock was trusted then.</summary>
    public bool LastClockTrusted { get; set; }

    /// <summary>When the counters were last absorbed, by the meter's clock.</summary>
    public long CountersAtUnixMs { get; set; }

    /// <summary>Interval length in force, s.</summary>
    public int LengthSeconds { get; set; }

    /// <summary>Intervals per record in force.</summary>
    public int IntervalsPerRecord { get; set; }

    /// <summary>Interval length that waits for its boundary, s; 0 = none.</summary>
    public int NextLengthSeconds { get; set; }

    /// <summary>Intervals per record that wait with it.</summary>
    public int NextIntervalsPerRecord { get; set; }

    /// <summary>Which place of the journal holds the factor set in force: 0 or 1.</summary>
    public int FactorPlace { get; set; }

    /// <summary>Which place holds one that waits for the next interval; <see cref="None"/> where none does.</summary>
    public int NextFactorPlace { get; set; } = None;

    /// <summary>Which place holds the parameter set in force.</summary>
    public int ParameterPlace { get; set; }

    /// <summary>Which place holds one that waits for the next interval.</summary>
    public int NextParameterPlace { get; set; } = None;

    /// <summary>Which place of the key store holds the key that signs: 0 or 1.</summary>
    public int KeyPlace { get; set; }

    /// <summary>The front end's checksum over its configuration; below 0 where none is known.</summary>
    public long Checksum { get; set; } = FrontEndLimits.NoChecksum;

    /// <summary>Cumulative registers as of the last interval record.</summary>
    public Register[] Registers { get; set; }

    /// <summary>Gas register as of the last interval record, and what it means now; null where there is no gas channel.</summary>
    public GasRegister? Gas { get; set; }

    /// <summary>The front end's counters as last absorbed, and what stays below a milliwatt-hour.</summary>
    public Accumulator Counters { get; }

    /// <summary>The interval being measured.</summary>
    public OpenInterval Open { get; }

    /// <summary>Intervals closed and not yet signed.</summary>
    public Interval[] Run { get; } = new Interval[IntervalRecord.IntervalsMax];

    /// <summary>How many.</summary>
    public int RunCount { get; set; }

    /// <summary>Start of the first of them, unix s.</summary>
    public long RunStartUnixSeconds { get; set; }

    /// <summary>Their length, s.</summary>
    public int RunLengthSeconds { get; set; }

    /// <summary>Their carbon intensity, mg/kWh.</summary>
    public long RunIntensity { get; set; }

    /// <summary>Where the oldest record stands in the ring.</summary>
    public int RingTail { get; set; }

    /// <summary>Bytes in use in the ring.</summary>
    public int RingUsed { get; set; }

    /// <summary>Sequence of the oldest record kept; one above <see cref="Sequence"/> where none is.</summary>
    public long OldestSequence { get; set; } = 1;

    /// <summary>Records given up unacknowledged because the ring was full, and not told yet.</summary>
    public long RecordsOverwritten { get; set; }

    /// <summary>Records given up because they could not be read any more, and not told yet.</summary>
    public long RecordsUnreadable { get; set; }

    /// <summary>Number of this meter's life, drawn when it got its journal; the ring and the key store bear it too.</summary>
    public long Identity { get; set; }

    /// <summary>How often the ring was begun: the ring bears the number too. 0 before its first.</summary>
    public int RingEpoch { get; set; }

    /// <summary>What was found erased and not told yet.</summary>
    public int Erasure { get; set; }

    /// <summary>Sequence of the last record made before that.</summary>
    public long ErasedAtSequence { get; set; }

    /// <summary>Records lost by it, and not told yet.</summary>
    public long RecordsErased { get; set; }
}
