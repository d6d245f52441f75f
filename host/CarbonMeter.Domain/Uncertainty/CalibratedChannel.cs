using System;
using System.Collections.Generic;
using System.Linq;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Domain.Uncertainty;

/// <summary>Why an energy has no uncertainty, and so is not certified, although its chain is valid.</summary>
public enum LoadFault
{
    /// <summary>It has one.</summary>
    None = 0,
    /// <summary>The current was above the highest calibrated one.</summary>
    CurrentAbove = 1,
    /// <summary>The current was below the lowest calibrated one, and the calibration states no voltage to go by.</summary>
    CurrentBelow = 2,
    /// <summary>The power factor was below the lowest calibrated one, and that is too high to conclude from.</summary>
    PowerFactorBelow = 3,
    /// <summary>Energy was counted, and no sample tells at which current.</summary>
    CurrentUnknown = 4,
    /// <summary>The chain says nothing of the channel.</summary>
    NotCalibrated = 5,
}

/// <summary>
/// The uncertainty of a channel's energy at its operating point, by the rules of docs/formats/uncertainty.md: always the largest
/// of the points around it. Made once of a chain's figures and asked once an hour.
/// </summary>
public sealed class CalibratedChannel
{
    // sin phi is at least 0.6 there, so twice the point's part bounds the phase part at any lower power factor.
    private const int PowerFactorPpmToConcludeFrom = 800_000;
    private const long MillisecondsPerHour = 3_600_000;

    private readonly long _voltageMillivolts;
    private readonly UncertaintySource[] _sources;
    private readonly Column[] _columns;   // by power factor, the greatest first
    private readonly long _currentMin;
    private readonly long _currentMax;

    private CalibratedChannel(long voltageMillivolts, UncertaintySource[] sources, Column[] columns)
    {
        (_voltageMillivolts, _sources, _columns) = (voltageMillivolts, sources, columns);
        _currentMin = columns.Min(column => column.CurrentMin);
        _currentMax = columns.Max(column => column.Points[^1].CurrentMilliamperes);
    }

    /// <summary>Takes a channel's figures; null where they hold no point.</summary>
    public static CalibratedChannel? Of(ChannelUncertainty channel)
    {
        if (channel.Points.Count == 0) return null;
        var sources = channel.Points.SelectMany(point => point.Parts)
            .Select(part => UncertaintySource.OfCertificate(part.CertificateHash)).Distinct().ToArray();
        var columns = channel.Points.GroupBy(point => point.PowerFactorPpm).OrderByDescending(group => group.Key)
            .Select(group => new Column(group.Key, [.. group.OrderBy(point => point.CurrentMilliamperes)
                .Select(point => new Point(point.CurrentMilliamperes, [.. sources.Select(source => PpbOf(point, source))]))]));
        return new CalibratedChannel(channel.VoltageMillivolts, sources, [.. columns]);
    }

    /// <summary>Whether the calibration covers a load.</summary>
    public LoadFault Judge(LoadRange load)
    {
        if (load.CurrentMilliamperesMax > _currentMax) return LoadFault.CurrentAbove;
        if (_voltageMillivolts == 0 && IsCurrentBelow(load)) return LoadFault.CurrentBelow;
        return IsPhaseBelow(load) && (_voltageMillivolts == 0 || _columns[^1].PowerFactorPpm > PowerFactorPpmToConcludeFrom)
            ? LoadFault.PowerFactorBelow : LoadFault.None;
    }

    /// <summary>An energy measured at a load that the calibration covers.</summary>
    /// <param name="milliwattHours">The energy in one direction, mWh, not negative.</param>
    /// <param name="measuredMs">Time it was measured for, ms.</param>
    /// <param name="load">The load it flowed at.</param>
    public UncertainAmount Of(long milliwattHours, long measuredMs, LoadRange load)
    {
        Require.InRange(milliwattHours, 0, long.MaxValue, nameof(milliwattHours));
        Require.InRange(measuredMs, 0, long.MaxValue, nameof(measuredMs));
        Require.That(Judge(load) == LoadFault.None, "only an energy within the calibrated range has an uncertainty");
        if (milliwattHours == 0) return new UncertainAmount(0, []);
        var parts = new UncertainPart[_sources.Length];
        for (int source = 0; source < parts.Length; source++)
            parts[source] = new UncertainPart(_sources[source], PartOf(source, milliwattHours, measuredMs, load));
        return new UncertainAmount(milliwattHours, parts);
    }

    private Int128 PartOf(int source, long milliwattHours, long measuredMs, LoadRange load)
    {
        Int128 absolute = 0;
        long relativePpb = 0;
        bool isAllBelow = true;
        foreach (var column in Spanning(load))
        {
            if (load.CurrentMilliamperesMin < column.CurrentMin)
                absolute = Int128.Max(absolute,
                    AbsolutePart(column.CurrentMin, column, column.Points[0].Ppb[source], measuredMs));
            relativePpb = Math.Max(relativePpb, column.LargestPpb(source, load));
            isAllBelow &= load.CurrentMilliamperesMax < column.CurrentMin;
        }
        if (isAllBelow) return absolute;
        if (IsPhaseBelow(load))
            absolute += 2 * AbsolutePart(
                load.CurrentMilliamperesMax, _columns[^1], _columns[^1].LargestPpb(source, load), measuredMs);
        return absolute + milliwattHours * (Int128)relativePpb;
    }

    // The columns from the greatest power factor down to the nearest at or below the least of the load; unknown counts as 0.
    private ReadOnlySpan<Column> Spanning(LoadRange load)
    {
        int count = 1;
        while (count < _columns.Length && _columns[count - 1].PowerFactorPpm > (load.PowerFactorPpmMin ?? 0)) count++;
        return _columns.AsSpan(0, count);
    }

    private bool IsCurrentBelow(LoadRange load)
    {
        foreach (var column in Spanning(load))
            if (load.CurrentMilliamperesMin < column.CurrentMin) return true;
        return false;
    }

    // Where all currents lie below the lowest point, its absolute part stands for every power factor.
    private bool IsPhaseBelow(LoadRange load) =>
        load.CurrentMilliamperesMax >= _currentMin && (load.PowerFactorPpmMin ?? 0) < _columns[^1].PowerFactorPpm;

    private Int128 AbsolutePart(long currentMilliamperes, Column column, long ppb, long measuredMs)
    {
        // mV x mA is uW; times ppm it is pW, and in an hour pWh, which are billionths of a mWh.
        var energy = Exact.CeilingDivide((Int128)_voltageMillivolts * currentMilliamperes * column.PowerFactorPpm * measuredMs,
            MillisecondsPerHour);
        return Exact.CeilingDivide(energy * ppb, UncertainSum.BillionthsPerUnit);
    }

    private static long PpbOf(LoadPoint point, UncertaintySource source)
    {
        foreach (var part in point.Parts)
            if (UncertaintySource.OfCertificate(part.CertificateHash) == source) return part.StandardUncertaintyPpb;
        return 0;
    }

    private sealed record Point(long CurrentMilliamperes, long[] Ppb);

    /// <summary>The points of one power factor, by current.</summary>
    private sealed record Column(int PowerFactorPpm, Point[] Points)
    {
        internal long CurrentMin => Points[0].CurrentMilliamperes;

        // From the nearest point at or below the least current to the nearest at or above the greatest.
        internal long LargestPpb(int source, LoadRange load)
        {
            int last = 0;
            while (last + 1 < Points.Length && Points[last].CurrentMilliamperes < load.CurrentMilliamperesMax) last++;
            long ppb = 0;
            for (int index = last; index >= 0; index--)
            {
                ppb = Math.Max(ppb, Points[index].Ppb[source]);
                if (Points[index].CurrentMilliamperes <= load.CurrentMilliamperesMin) break;
            }
            return ppb;
        }
    }
}
