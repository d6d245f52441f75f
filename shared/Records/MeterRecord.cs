using System;

namespace CarbonMeter.Records;

/// <summary>What a record tells; docs/formats/record.md, payload key 2.</summary>
public enum RecordKind { Intervals = 1, Event = 2, SpotCheck = 3 }

/// <summary>
/// The part every record of a meter has (docs/formats/record.md section 2): who, where in the chain, under which factor set
/// and calibration, and the cumulative registers after it. Ranges stand there and are checked by <see cref="RecordCodec"/>.
/// </summary>
public abstract class MeterRecord
{
    /// <summary>Largest sequence: 2^48 - 1.</summary>
    public const long SequenceMax = 281_474_976_710_655;

    /// <summary>Year 2100, in unix milliseconds.</summary>
    public const long UnixMsMax = 4_102_444_800_000;

    /// <summary>Most channels of one meter.</summary>
    public const int ChannelsMax = 8;

    /// <summary>Largest signed record, in bytes.</summary>
    public const int SizeBytesMax = 16_384;

    /// <summary>What this record tells.</summary>
    public abstract RecordKind Kind { get; }

    /// <summary>Meter id: 1 to 32 characters 0x21 to 0x7E without "/", "+" and "#".</summary>
    public string MeterId { get; set; } = "";

    /// <summary>How often the meter has started, 1 to 2^32 - 1.</summary>
    public long BootCount { get; set; }

    /// <summary>Place in the chain, 1 to <see cref="SequenceMax"/>; never reset.</summary>
    public long Sequence { get; set; }

    /// <summary>Hash of the record before, 32 bytes; zeroes at sequence 1.</summary>
    public byte[] PreviousHash { get; set; } = new byte[32];

    /// <summary>The meter's clock when the record was made, unix ms.</summary>
    public long MadeAtUnixMs { get; set; }

    /// <summary>Whether that clock had been set since boot.</summary>
    public bool ClockTrusted { get; set; }

    /// <summary>Firmware id, 1 to 64 printable ASCII characters.</summary>
    public string FirmwareId { get; set; } = "";

    /// <summary>Which class of key signs.</summary>
    public Crypto.KeyClass KeyClass { get; set; }

    /// <summary>Event records ever made by this meter, this one included.</summary>
    public long EventCounter { get; set; }

    /// <summary>Hash of the factor set in force, 32 bytes.</summary>
    public byte[] FactorSetHash { get; set; } = new byte[32];

    /// <summary>Hash of the calibration parameter set in force, 32 bytes.</summary>
    public byte[] ParameterSetHash { get; set; } = new byte[32];

    /// <summary>Expanded uncertainty (k = 2) of the electricity figures, ppm; missing where none is stated.</summary>
    public Units.Reading ElectricityUncertaintyPpm { get; set; }

    /// <summary>Expanded uncertainty (k = 2) of the gas figures, ppm; missing where none is stated.</summary>
    public Units.Reading GasUncertaintyPpm { get; set; }

    /// <summary>Cumulative registers after this record, up to <see cref="ChannelsMax"/>, channel ids ascending; none only where there is gas.</summary>
    public Register[] Registers { get; set; } = new Register[0];

    /// <summary>The gas register after this record; null in every record of a meter without a gas channel.</summary>
    public GasRegister? Gas { get; set; }
}

/// <summary>The cumulative registers of one channel since the meter was made.</summary>
public sealed class Register
{
    /// <summary>Bound of every register: 4e18.</summary>
    public const long Max = 4_000_000_000_000_000_000;

    /// <summary>Nanograms in a milligram: the carbon remainder stays below it.</summary>
    public const long NanogramsPerMilligram = 1_000_000;

    /// <summary>Channel id, 1 to 8.</summary>
    public int ChannelId { get; set; }

    /// <summary>Active energy import, mWh.</summary>
    public long ImportMilliwattHours { get; set; }

    /// <summary>Active energy export, mWh.</summary>
    public long ExportMilliwattHours { get; set; }

    /// <summary>Reactive energy, net, mvarh.</summary>
    public long ReactiveMillivarHours { get; set; }

    /// <summary>Carbon of the import, whole mg.</summary>
    public long CarbonMilligrams { get; set; }

    /// <summary>What is left below a milligram: 0 to 999 999 ng.</summary>
    public long CarbonRemainderNanograms { get; set; }

    /// <summary>
    /// Adds one interval of this channel, keeping the remainder below a milligram, so that
    /// mg x 1 000 000 + remainder stays exactly the sum of the intervals' nanograms. Throws, and adds nothing, where a register
    /// would leave its bound.
    /// </summary>
    public void Add(ChannelInterval interval)
    {
        Require.InRange(interval.ImportMilliwattHours, 0, Max - ImportMilliwattHours, "import");
        Require.InRange(interval.ExportMilliwattHours, 0, Max - ExportMilliwattHours, "export");
        Require.InRange(interval.CarbonNanograms, 0, ChannelInterval.CarbonNanogramsMax, "carbon");
        const long reactiveMax = Units.Energy.MilliwattHoursMax;
        Require.InRange(interval.ReactiveMillivarHours, -reactiveMax, reactiveMax, "reactive");
        long reactive = ReactiveMillivarHours + interval.ReactiveMillivarHours;
        Require.InRange(reactive, -Max, Max, "reactive register");
        // At most 8e18 + 1e6, below the largest long.
        long nanograms = CarbonRemainderNanograms + interval.CarbonNanograms;
        long milligrams = nanograms / NanogramsPerMilligram;
        Require.InRange(milligrams, 0, Max - CarbonMilligrams, "carbon register");
        // Everything has been checked: it is added whole or not at all.
        ImportMilliwattHours += interval.ImportMilliwattHours;
        ExportMilliwattHours += interval.ExportMilliwattHours;
        ReactiveMillivarHours = reactive;
        CarbonMilligrams += milligrams;
        CarbonRemainderNanograms = nanograms - milligrams * NanogramsPerMilligram;
    }

    /// <summary>An independent copy.</summary>
    public Register Copy()
    {
        Register copy = new Register();
        copy.Set(this);
        return copy;
    }

    internal void Set(Register other)
    {
        ChannelId = other.ChannelId;
        ImportMilliwattHours = other.ImportMilliwattHours;
        ExportMilliwattHours = other.ExportMilliwattHours;
        ReactiveMillivarHours = other.ReactiveMillivarHours;
        CarbonMilligrams = other.CarbonMilligrams;
        CarbonRemainderNanograms = other.CarbonRemainderNanograms;
    }
}
