using System;
using CarbonMeter.Records;

namespace CarbonMeter.Domain.Ledger;

/// <summary>
/// What a ledger adds up of a record. It is taken when the record is judged, so that the decoded record, fifty times as many
/// objects, need not live until the commit.
/// </summary>
public sealed class RecordSummary
{
    private const int HourSeconds = 3_600;
    private readonly HourSum[] _hours;
    private readonly GasHour[] _gasHours;

    private RecordSummary(MeterRecord record, long? firstStart, long? end, HourSum[] hours, GasHour[] gasHours)
    {
        Sequence = record.Sequence;
        Kind = record.Kind;
        FirstStartUnixSeconds = firstStart;
        EndUnixSeconds = end;
        _hours = hours;
        _gasHours = gasHours;
    }

    /// <summary>The record's place in its chain.</summary>
    public long Sequence { get; }

    /// <summary>What it tells.</summary>
    public RecordKind Kind { get; }

    /// <summary>
    /// Start of the first interval that was measured whole or carries energy, unix s; null where the record holds none. The
    /// moments between a meter's first start and the next boundary, in which nothing flowed, begin no span of data.
    /// </summary>
    public long? FirstStartUnixSeconds { get; }

    /// <summary>End of the last interval, unix s; null where the record holds none.</summary>
    public long? EndUnixSeconds { get; }

    /// <summary>The intervals added up by UTC hour and channel.</summary>
    public ReadOnlySpan<HourSum> Hours => _hours;

    /// <summary>What the gas channel measured, added up by UTC hour; empty where the meter has none.</summary>
    public ReadOnlySpan<GasHour> GasHours => _gasHours;

    /// <summary>The summary of a record that was decoded, and so is within its bounds.</summary>
    public static RecordSummary Of(MeterRecord record)
    {
        if (record is not IntervalRecord run) return new RecordSummary(record, null, null, [], []);
        long start = run.FirstStartUnixSeconds, end = start + (long)run.LengthSeconds * run.Intervals.Length;
        long firstHour = start - start % HourSeconds;
        int hourCount = (int)((end - 1 - firstHour) / HourSeconds) + 1;
        var sums = new HourSum[hourCount * run.Registers.Length];
        for (int channel = 0; channel < run.Registers.Length; channel++)
        {
            for (int hour = 0; hour < hourCount; hour++)
            {
                ref var sum = ref sums[channel * hourCount + hour];
                sum.ChannelId = run.Registers[channel].ChannelId;
                sum.StartUnixSeconds = firstHour + (long)hour * HourSeconds;
            }
        }
        for (int index = 0; index < run.Intervals.Length; index++)
        {
            int hour = (int)((start + (long)index * run.LengthSeconds - firstHour) / HourSeconds);
            var interval = run.Intervals[index];
            for (int channel = 0; channel < interval.Channels.Length; channel++)
                sums[channel * hourCount + hour].Add(interval, interval.Channels[channel]);
        }
        return new RecordSummary(record, FirstStartOf(run), end, sums, run.Gas is null ? [] : GasHoursOf(run, firstHour, hourCount));
    }

    private static GasHour[] GasHoursOf(IntervalRecord run, long firstHour, int hourCount)
    {
        var hours = new GasHour[hourCount];
        for (int hour = 0; hour < hourCount; hour++) hours[hour] = new GasHour(firstHour + (long)hour * HourSeconds, default);
        for (int index = 0; index < run.Intervals.Length; index++)
        {
            ref var hour = ref hours[(int)((run.FirstStartUnixSeconds + (long)index * run.LengthSeconds - firstHour) / HourSeconds)];
            hour = hour with { Sum = hour.Sum + GasSum.Of(run.Intervals[index], run.LengthSeconds) };
        }
        return hours;
    }

    private static long? FirstStartOf(IntervalRecord run)
    {
        for (int index = 0; index < run.Intervals.Length; index++)
            if (BeginsData(run.Intervals[index])) return run.FirstStartUnixSeconds + (long)index * run.LengthSeconds;
        return null;
    }

    private static bool BeginsData(Interval interval)
    {
        if (HourSum.IsComplete(interval)) return true;
        foreach (var channel in interval.Channels)
            if (channel.ImportMilliwattHours != 0 || channel.ExportMilliwattHours != 0 || channel.ReactiveMillivarHours != 0) return true;
        return false;
    }
}

/// <summary>Sums of one channel over the intervals of a record that begin in one UTC hour.</summary>
public struct HourSum
{
    private LoadSum _load;

    /// <summary>Channel, 1 to 8.</summary>
    public int ChannelId { get; internal set; }

    /// <summary>Start of the hour, unix s.</summary>
    public long StartUnixSeconds { get; internal set; }

    /// <summary>Active energy import, mWh.</summary>
    public long ImportMilliwattHours { get; private set; }

    /// <summary>Active energy export, mWh.</summary>
    public long ExportMilliwattHours { get; private set; }

    /// <summary>Reactive energy, net, mvarh.</summary>
    public long ReactiveMillivarHours { get; private set; }

    /// <summary>Carbon of the import, mg, together with <see cref="CarbonBelowNanograms"/>: a sum of ng could exceed a long.</summary>
    public long CarbonMilligrams { get; private set; }

    /// <summary>The carbon below whole milligrams of each interval, added up, ng. It may exceed a milligram: the parts only add.</summary>
    public long CarbonBelowNanograms { get; private set; }

    /// <summary>Time measured, ms.</summary>
    public long MeasuredMs { get; private set; }

    /// <summary>Intervals.</summary>
    public int Intervals { get; private set; }

    /// <summary>Of these, the complete ones.</summary>
    public int CompleteIntervals { get; private set; }

    /// <summary>The loads at which energy flowed.</summary>
    public readonly LoadSum Load => _load;

    /// <summary>Whether an interval was measured over its whole length, at a time that is certain.</summary>
    public static bool IsComplete(Interval interval) =>
        (interval.Flags & (IntervalFlags.Partial | IntervalFlags.ClockUntrusted)) == 0;

    internal void Add(Interval interval, ChannelInterval channel)
    {
        ImportMilliwattHours += channel.ImportMilliwattHours;
        ExportMilliwattHours += channel.ExportMilliwattHours;
        ReactiveMillivarHours += channel.ReactiveMillivarHours;
        long milligrams = channel.CarbonNanograms / Register.NanogramsPerMilligram;
        CarbonMilligrams += milligrams;
        CarbonBelowNanograms += channel.CarbonNanograms - milligrams * Register.NanogramsPerMilligram;
        MeasuredMs += interval.MeasuredMs;
        Intervals++;
        if (IsComplete(interval)) CompleteIntervals++;
        _load.Add(channel);
    }
}
