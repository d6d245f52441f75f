using System;
using System.Collections.Generic;
using System.Linq;

namespace CarbonMeter.Domain.Traceability.Judging;

/// <summary>
/// The points of a standard's certificate, to be found by power factor and axis (current, or value of the reference). A point
/// given for ranges stands at their ends.
/// </summary>
internal sealed class PointGrid
{
    private readonly Column[] _columns;

    internal PointGrid(IEnumerable<PointFigures> points)
    {
        PointFigures[] usable = [.. points.Where(point => point.StandardPpb is not null)];
        // Where some points state a power factor and others none, none can be told from another by it.
        bool hasPowerFactors = usable.All(point => point.PowerFactor is not null);
        _columns = [.. usable
            .SelectMany(point => Ends(hasPowerFactors ? point.PowerFactor : null).Select(at => (At: at, Point: point)))
            .GroupBy(one => one.At, one => one.Point).OrderBy(group => group.Key).Select(group => new Column(group.Key, group))];
    }

    internal bool IsEmpty => _columns.Length == 0;

    /// <summary>
    /// Of the points nearest to one, on both sides in power factor and axis: that with the largest uncertainty, and the smallest one.
    /// </summary>
    internal (PointFigures Largest, long SmallestPpb) Around(PointFigures point)
    {
        Require.That(!IsEmpty, "there are points to look among");
        var range = point.PowerFactor ?? new Extent(long.MinValue, long.MaxValue);
        var (first, last) = Sides(_columns, column => column.PowerFactor, range);
        var around = _columns[first].Around(point.Axis);
        for (int index = first + 1; index <= last; index++)
        {
            var other = _columns[index].Around(point.Axis);
            around = (Larger(around.Largest, other.Largest), Math.Min(around.SmallestPpb, other.SmallestPpb));
        }
        return around;
    }

    private static IEnumerable<long> Ends(Extent? range) =>
        range is not { } ends ? [0] : ends.From == ends.To ? [ends.From] : [ends.From, ends.To];

    // Indices from the nearest at or below a range to the nearest at or above it; the outermost one where there is none.
    private static (int First, int Last) Sides<T>(T[] sorted, Func<T, long> at, Extent range)
    {
        int first = Math.Max(0, CountUpTo(sorted, at, range.From) - 1);
        int last = Math.Min(sorted.Length - 1, range.To == long.MinValue ? 0 : CountUpTo(sorted, at, range.To - 1));
        return (first, Math.Max(first, last));
    }

    private static int CountUpTo<T>(T[] sorted, Func<T, long> at, long value)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (at(sorted[middle]) <= value) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private static PointFigures Larger(PointFigures a, PointFigures b) => b.StandardPpb > a.StandardPpb ? b : a;

    /// <summary>The points of one power factor, by axis; of those at one place the largest and the smallest uncertainty.</summary>
    private sealed class Column
    {
        private readonly (long At, PointFigures Largest, long SmallestPpb)[] _places;

        internal Column(long powerFactor, IEnumerable<PointFigures> points)
        {
            PowerFactor = powerFactor;
            _places = [.. points.SelectMany(point => Ends(point.Axis).Select(at => (At: at, Point: point)))
                .GroupBy(one => one.At, one => one.Point).OrderBy(group => group.Key)
                .Select(group => (group.Key, group.Aggregate(Larger), group.Min(point => point.StandardPpb!.Value)))];
        }

        internal long PowerFactor { get; }

        internal (PointFigures Largest, long SmallestPpb) Around(Extent? axis)
        {
            var (first, last) = Sides(_places, place => place.At, axis ?? new Extent(long.MinValue, long.MaxValue));
            var (_, largest, smallest) = _places[first];
            for (int index = first + 1; index <= last; index++)
                (largest, smallest) = (Larger(largest, _places[index].Largest), Math.Min(smallest, _places[index].SmallestPpb));
            return (largest, smallest);
        }
    }
}
