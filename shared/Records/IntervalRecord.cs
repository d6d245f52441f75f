using System;
using CarbonMeter.Units;

namespace CarbonMeter.Records;

/// <summary>A run of consecutive intervals of one length under one carbon intensity.</summary>
public sealed class IntervalRecord : MeterRecord
{
    /// <summary>Most intervals in one record.</summary>
    public const int IntervalsMax = 60;

    /// <summary>Shortest interval, s.</summary>
    public const int LengthSecondsMin = 10;

    /// <summary>Longest interval, s.</summary>
    public const int LengthSecondsMax = 3600;

    /// <inheritdoc/>
    public override RecordKind Kind => RecordKind.Intervals;

    /// <summary>Carbon intensity applied to the import.</summary>
    public CarbonIntensity Intensity { get; set; }

    /// <summary>Interval length, s: 10 to 3600, a divisor of 3600.</summary>
    public int LengthSeconds { get; set; }

    /// <summary>Start of the first interval, unix s; a multiple of the length.</summary>
    public long FirstStartUnixSeconds { get; set; }

    /// <summary>The intervals, oldest first, 1 to <see cref="IntervalsMax"/>.</summary>
    public Interval[] Intervals { get; set; } = new Interval[0];
}

/// <summary>Quality of an interval; docs/formats/record.md, interval flags.</summary>
[Flags]
public enum IntervalFlags
{
    /// <summary>Nothing to remark.</summary>
    None = 0,
    /// <summary>Measured for less than its length.</summary>
    Partial = 1,
    /// <summary>Its start comes from a clock that was not yet trusted.</summary>
    ClockUntrusted = 2,
    /// <summary>Holds energy counted while the front end could not be read.</summary>
    CatchUp = 4,
    /// <summary>At least one sample failed.</summary>
    BusErrors = 8,
    /// <summary>The metering chip was initialised anew: energy may be missing.</summary>
    FrontEndReset = 16,
    /// <summary>The clock was stepped inside it.</summary>
    ClockStepped = 32,
    /// <summary>Closed from the journal after power was lost.</summary>
    Recovered = 64,
    /// <summary>The gas flowed backwards for a while, which counts as no flow.</summary>
    ReverseFlow = 128,
}

/// <summary>One interval of one meter.</summary>
public sealed class Interval
{
    /// <summary>Quality flags.</summary>
    public IntervalFlags Flags { get; set; }

    /// <summary>Milliseconds of the interval during which the meter was measuring; at most its length.</summary>
    public int MeasuredMs { get; set; }

    /// <summary>Mean mains frequency of the samples, mHz.</summary>
    public Reading FrequencyMillihertz { get; set; }

    /// <summary>Gas figures, null where the meter has no gas channel or it gave none.</summary>
    public GasInterval? Gas { get; set; }

    /// <summary>One entry a channel, in the order of the record's registers.</summary>
    public ChannelInterval[] Channels { get; set; } = new ChannelInterval[0];
}

/// <summary>What one channel measured in one interval.</summary>
public sealed class ChannelInterval
{
    /// <summary>Largest carbon of one interval: 4e12 mWh x 2e6 mg/kWh.</summary>
    public const long CarbonNanogramsMax = 8_000_000_000_000_000_000;

    /// <summary>Active energy import, mWh, 0 to 4e12.</summary>
    public long ImportMilliwattHours { get; set; }

    /// <summary>Active energy export, mWh, 0 to 4e12.</summary>
    public long ExportMilliwattHours { get; set; }

    /// <summary>Reactive energy, net, mvarh, within +-4e12.</summary>
    public long ReactiveMillivarHours { get; set; }

    /// <summary>Mean of the samples' rms voltage, mV.</summary>
    public Reading VoltageMillivolts { get; set; }

    /// <summary>Mean of the samples' rms current, mA.</summary>
    public Reading CurrentMilliamperes { get; set; }

    /// <summary>Mean of the samples' power factor, ppm, signed as the front end gives it.</summary>
    public Reading PowerFactorPpm { get; set; }

    /// <summary>Carbon of the import, ng: exactly import x intensity.</summary>
    public long CarbonNanograms { get; set; }
}
