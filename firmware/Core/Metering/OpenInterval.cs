using CarbonMeter.Firmware.Gas;
using CarbonMeter.Records;
using CarbonMeter.Units;

namespace CarbonMeter.Firmware.Metering;

/// <summary>The interval that is being measured: energy so far, and the sums its means are made of.</summary>
public sealed class OpenInterval
{
    /// <summary>For this many channels, and a gas channel or none.</summary>
    public OpenInterval(int channelCount, bool hasGas)
    {
        if (hasGas) Gas = new GasSums();
        ImportMilliwattHours = new long[channelCount];
        ExportMilliwattHours = new long[channelCount];
        ReactiveMillivarHours = new long[channelCount];
        CurrentSumMilliamperes = new long[channelCount];
        PowerFactorSumPpm = new long[channelCount];
        VoltageSumMillivolts = new long[channelCount];
    }

    /// <summary>Whether there is one.</summary>
    public bool IsOpen { get; set; }

    /// <summary>Start, unix s.</summary>
    public long StartUnixSeconds { get; set; }

    /// <summary>Length, s.</summary>
    public int LengthSeconds { get; set; }

    /// <summary>Remarks so far.</summary>
    public IntervalFlags Flags { get; set; }

    /// <summary>Time measured so far, ms.</summary>
    public long MeasuredMs { get; set; }

    /// <summary>Good samples so far: the number the sums of voltage and current are over.</summary>
    public int SampleCount { get; set; }

    /// <summary>Samples that had a frequency.</summary>
    public int FrequencyCount { get; set; }

    /// <summary>Sum of frequencies, mHz.</summary>
    public long FrequencySumMillihertz { get; set; }

    /// <summary>Samples that had power factors.</summary>
    public int PowerFactorCount { get; set; }

    /// <summary>Sum of rms voltages of each channel, mV.</summary>
    public long[] VoltageSumMillivolts { get; }

    /// <summary>Import of each channel, mWh.</summary>
    public long[] ImportMilliwattHours { get; }

    /// <summary>Export of each channel, mWh.</summary>
    public long[] ExportMilliwattHours { get; }

    /// <summary>Net reactive energy of each channel, mvarh.</summary>
    public long[] ReactiveMillivarHours { get; }

    /// <summary>Sum of rms currents of each channel, mA.</summary>
    public long[] CurrentSumMilliamperes { get; }

    /// <summary>Sum of power factors of each channel, ppm.</summary>
    public long[] PowerFactorSumPpm { get; }

    /// <summary>What the gas channel measured; null where there is none.</summary>
    public GasSums? Gas { get; }

    /// <summary>End, unix ms.</summary>
    public long EndUnixMs => (StartUnixSeconds + LengthSeconds) * 1000;

    /// <summary>Opens it anew, empty.</summary>
    public void Open(long startUnixSeconds, int lengthSeconds)
    {
        IsOpen = true;
        StartUnixSeconds = startUnixSeconds;
        LengthSeconds = lengthSeconds;
        Flags = IntervalFlags.None;
        MeasuredMs = 0;
        SampleCount = 0;
        FrequencyCount = 0;
        FrequencySumMillihertz = 0;
        PowerFactorCount = 0;
        if (Gas != null) Gas.Clear();
        for (int i = 0; i < ImportMilliwattHours.Length; i++)
        {
            ImportMilliwattHours[i] = 0;
            ExportMilliwattHours[i] = 0;
            ReactiveMillivarHours[i] = 0;
            CurrentSumMilliamperes[i] = 0;
            PowerFactorSumPpm[i] = 0;
            VoltageSumMillivolts[i] = 0;
        }
    }

    /// <summary>Adds what one good sample shows beside energy.</summary>
    public void AddFigures(FrontEndSample sample)
    {
        SampleCount++;
        if (sample.HasPowerFactor) PowerFactorCount++;
        if (sample.HasFrequency)
        {
            FrequencyCount++;
            FrequencySumMillihertz += sample.FrequencyMillihertz;
        }
        for (int i = 0; i < CurrentSumMilliamperes.Length; i++)
        {
            CurrentSumMilliamperes[i] += sample.CurrentMilliamperes[i];
            VoltageSumMillivolts[i] += sample.VoltageMillivolts[i];
            if (sample.HasPowerFactor) PowerFactorSumPpm[i] += sample.PowerFactorPpm[i];
        }
    }

    /// <summary>Whether anything was measured: a sample at its very start measured nothing of it, and it is not written.</summary>
    public bool HasContent()
    {
        if (MeasuredMs > 0 || Gas != null && Gas.MeasuredMs > 0) return true;
        for (int i = 0; i < ImportMilliwattHours.Length; i++)
            if (ImportMilliwattHours[i] != 0 || ExportMilliwattHours[i] != 0 || ReactiveMillivarHours[i] != 0) return true;
        return false;
    }

    /// <summary>
    /// Closes it: the interval as it will be signed, under an intensity and the gas parameters. Means are rounded towards zero.
    /// </summary>
    public Interval Close(CarbonIntensity intensity, GasParameters? gas)
    {
        IsOpen = false;
        long lengthMs = LengthSeconds * 1000L;
        if (MeasuredMs > lengthMs) MeasuredMs = lengthMs;
        IntervalFlags flags = Flags & ~IntervalFlags.Partial;
        if (MeasuredMs < lengthMs) flags |= IntervalFlags.Partial;
        var channels = new ChannelInterval[ImportMilliwattHours.Length];
        for (int i = 0; i < channels.Length; i++)
            channels[i] = new ChannelInterval
            {
                ImportMilliwattHours = ImportMilliwattHours[i],
                ExportMilliwattHours = ExportMilliwattHours[i],
                ReactiveMillivarHours = ReactiveMillivarHours[i],
                VoltageMillivolts = Mean(VoltageSumMillivolts[i], SampleCount),
                CurrentMilliamperes = Mean(CurrentSumMilliamperes[i], SampleCount),
                PowerFactorPpm = Mean(PowerFactorSumPpm[i], PowerFactorCount),
                CarbonNanograms = intensity.NanogramsOf(Energy.FromMilliwattHours(ImportMilliwattHours[i])),
            };
        return new Interval
        {
            Flags = flags,
            MeasuredMs = (int)MeasuredMs,
            FrequencyMillihertz = Mean(FrequencySumMillihertz, FrequencyCount),
            Gas = Gas == null ? null : Gas.Close(lengthMs, gas),
            Channels = channels,
        };
    }

    private static Reading Mean(long sum, int count)
    {
        if (count <= 0) return Reading.Missing;
        return Reading.Of(sum / count);
    }
}
