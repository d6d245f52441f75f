using CarbonMeter.Units;

namespace CarbonMeter.Records;

/// <summary>The rules of docs/formats that span more than one field, for our own records and for those of others.</summary>
public static class RecordRules
{
    private const int SecondsPerHour = 3600;
    private const int MsPerSecond = 1000;

    /// <summary>Rule 3 of record.md and what ties fields together. The record's numbers are within their ranges.</summary>
    internal static RecordStatus Judge(MeterRecord record)
    {
        if (record.Sequence == 1 && !RecordHash.IsNone(record.PreviousHash)) return RecordStatus.FirstHasPrevious;
        for (int index = 1; index < record.Registers.Length; index++)
        {
            if (record.Registers[index].ChannelId <= record.Registers[index - 1].ChannelId) return RecordStatus.ChannelOrder;
        }
        if (record is IntervalRecord intervals) return JudgeIntervals(intervals);
        if (record is SpotCheckRecord spotCheck && spotCheck.Channels.Length != record.Registers.Length)
            return RecordStatus.ChannelsDiffer;
        return RecordStatus.Ok;
    }

    /// <summary>
    /// Rule 5 of record.md: Ok, or IntensityNotInSet where the factor set does not give the record's intensity for the start
    /// of each of its intervals. The caller found the set by the hash the record names.
    /// </summary>
    public static RecordStatus JudgeIntensity(IntervalRecord record, FactorSet set)
    {
        long applied = record.Intensity.MilligramsPerKilowattHour;
        for (int index = 0; index < record.Intervals.Length; index++)
        {
            CarbonIntensity given = set.IntensityAt(record.FirstStartUnixSeconds + (long)index * record.LengthSeconds);
            if (given.MilligramsPerKilowattHour != applied) return RecordStatus.IntensityNotInSet;
        }
        return RecordStatus.Ok;
    }

    private static RecordStatus JudgeIntervals(IntervalRecord record)
    {
        if (!IsDivisorOfHour(record.LengthSeconds)) return RecordStatus.LengthNotDivisor;
        if (!IsMultiple(record.FirstStartUnixSeconds, record.LengthSeconds)) return RecordStatus.StartNotAligned;
        int lengthMs = record.LengthSeconds * MsPerSecond;
        long intensity = record.Intensity.MilligramsPerKilowattHour;
        for (int index = 0; index < record.Intervals.Length; index++)
        {
            Interval interval = record.Intervals[index];
            if (interval.MeasuredMs > lengthMs) return RecordStatus.MeasuredTooLong;
            bool partial = (interval.Flags & IntervalFlags.Partial) != 0;
            if (partial != interval.MeasuredMs < lengthMs) return RecordStatus.PartialFlagWrong;
            RecordStatus gas = JudgeGas(interval.Gas, record.Gas, lengthMs);
            if (gas != RecordStatus.Ok) return gas;
            ChannelInterval[] channels = interval.Channels;
            if (channels.Length != record.Registers.Length) return RecordStatus.ChannelsDiffer;
            for (int channel = 0; channel < channels.Length; channel++)
            {
                // At most 4e12 x 2e6, which fits a long.
                if (channels[channel].CarbonNanograms != channels[channel].ImportMilliwattHours * intensity)
                    return RecordStatus.CarbonMismatch;
            }
        }
        return RecordStatus.Ok;
    }

    private static RecordStatus JudgeGas(GasInterval? gas, GasRegister? register, int lengthMs)
    {
        if (gas is null) return RecordStatus.Ok;
        if (register is null) return RecordStatus.GasWithoutRegister;
        if (gas.MeasuredMs > lengthMs) return RecordStatus.MeasuredTooLong;
        if (gas.CarbonDioxideUncertaintyPpm.IsPresent && !gas.CarbonDioxidePpm.IsPresent) return RecordStatus.GasUncertaintyAlone;
        if (gas.MassUncertaintyPpm.IsPresent && !gas.MassMilligrams.IsPresent) return RecordStatus.GasUncertaintyAlone;
        return gas.HasFigure ? RecordStatus.Ok : RecordStatus.GasEmpty;
    }

    /// <summary>Whether an interval of this length, 10 to 3600 s, fits an hour a whole number of times.</summary>
    public static bool IsDivisorOfHour(int lengthSeconds)
    {
        if (lengthSeconds < IntervalRecord.LengthSecondsMin || lengthSeconds > IntervalRecord.LengthSecondsMax) return false;
        return SecondsPerHour % lengthSeconds == 0;
    }

    private static bool IsMultiple(long seconds, int lengthSeconds)
    {
        if (lengthSeconds <= 0) return false;
        return seconds % lengthSeconds == 0;
    }
}
