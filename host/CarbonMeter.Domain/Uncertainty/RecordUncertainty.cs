using System.Collections.Generic;
using System.Linq;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.Records;

namespace CarbonMeter.Domain.Uncertainty;

/// <summary>What one channel of a record measured, with its uncertainty as far as the calibration covers it.</summary>
/// <param name="ChannelId">Channel, 1 to 8.</param>
/// <param name="Import">Import of the covered intervals, mWh.</param>
/// <param name="Export">Export of the covered intervals, mWh.</param>
/// <param name="Fault">Why intervals are not covered: the first reason; none where all are.</param>
/// <param name="FaultyIntervals">Intervals that carry energy and are not covered.</param>
public sealed record ChannelFigures(
    int ChannelId, ExpandedFigure Import, ExpandedFigure Export, LoadFault Fault, int FaultyIntervals);

/// <summary>The uncertainty of a record's intervals at their operating points.</summary>
public static class RecordUncertainty
{
    /// <summary>The figures of each channel, in the record's order.</summary>
    /// <param name="record">The record.</param>
    /// <param name="channels">What its chain says of its channels.</param>
    public static IReadOnlyList<ChannelFigures> Of(IntervalRecord record, IReadOnlyList<ChannelUncertainty> channels) =>
        [.. record.Registers.Select((register, index) => Of(record, index, channels.FirstOrDefault(
            channel => channel.ChannelId == register.ChannelId)))];

    private static ChannelFigures Of(IntervalRecord record, int index, ChannelUncertainty? channel)
    {
        var calibrated = channel is null ? null : CalibratedChannel.Of(channel);
        UncertainSum import = new(), export = new();
        var first = LoadFault.None;
        int faulty = 0;
        foreach (var interval in record.Intervals)
        {
            var measured = interval.Channels[index];
            if (!LoadSum.CarriesEnergy(measured)) continue;
            var load = LoadOf(measured);
            var fault = calibrated is null ? LoadFault.NotCalibrated
                : load is null ? LoadFault.CurrentUnknown : calibrated.Judge(load);
            if (fault == LoadFault.None)
            {
                import.Add(calibrated!.Of(measured.ImportMilliwattHours, interval.MeasuredMs, load!));
                export.Add(calibrated.Of(measured.ExportMilliwattHours, interval.MeasuredMs, load!));
                continue;
            }
            if (faulty++ == 0) first = fault;
        }
        return new ChannelFigures(record.Registers[index].ChannelId, import.Expanded, export.Expanded, first, faulty);
    }

    private static LoadRange? LoadOf(ChannelInterval measured)
    {
        var sum = new LoadSum();
        sum.Add(measured);
        return sum.Range;
    }
}
