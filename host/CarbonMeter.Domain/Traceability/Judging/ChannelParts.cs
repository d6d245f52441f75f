using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using CarbonMeter.Domain.Uncertainty;

namespace CarbonMeter.Domain.Traceability.Judging;

/// <summary>What each certificate of a sound chain adds to the uncertainty of a point (section 4 of chain.md).</summary>
internal static class ChannelParts
{
    private const long BillionthsPerThousandth = 1_000_000;
    private const long BillionthsPerPpm = 1_000;

    /// <summary>Parts of a point: the certificate's own, then those of the worst point of the standard around it.</summary>
    internal static UncertaintyPart[] Of(ChainNode node, PointFigures point, Func<PointFigures, UncertaintyPart[]> partsAbove) =>
        Of(node, point, 0, partsAbove);

    /// <summary>The channels of a meter's certificate, active energy.</summary>
    internal static IReadOnlyList<ChannelUncertainty> Channels(ChainWalk walk)
    {
        var node = walk.Nodes[0];
        // An instrument without channels has one.
        return [.. node.View.Figures.AsLeft.Where(point => point.StandardPpb is not null)
            .GroupBy(point => Math.Max(1, point.ChannelId)).OrderBy(group => group.Key).Select(group => Channel(group.Key, group, walk))];
    }

    private static ChannelUncertainty Channel(int channelId, IEnumerable<PointFigures> points, ChainWalk walk)
    {
        var worst = new SortedDictionary<(long Current, int PowerFactor), PointFigures>();
        long voltage = 0;
        foreach (var point in points)
        {
            foreach (var place in Places(point))
                if (!worst.TryGetValue(place, out var other) || TotalPpb(point) > TotalPpb(other)) worst[place] = point;
            if (PointFigures.RangeOf(point.Conditions, Quantities.Voltage) is { } stated) voltage = Math.Max(voltage, stated.To);
        }
        return new ChannelUncertainty(channelId, voltage / BillionthsPerThousandth, [.. worst.Select(
            one => new LoadPoint(one.Key.Current, one.Key.PowerFactor, OfMeter(one.Value, walk)))]);
    }

    // A range counts with its ends. Rounded towards less of what is calibrated: currents down, power factors up.
    private static IEnumerable<(long Current, int PowerFactor)> Places(PointFigures point)
    {
        var (current, factor) = (point.Axis!.Value, point.PowerFactor!.Value);
        foreach (long at in new[] { current.From, current.To }.Distinct())
            foreach (long by in new[] { factor.From, factor.To }.Distinct())
                yield return (Math.Max(1, at / BillionthsPerThousandth),
                    (int)((Math.Min(by, BillionthsPerPpm * Ppm.Whole) + BillionthsPerPpm - 1) / BillionthsPerPpm));
    }

    private static UncertaintyPart[] OfMeter(PointFigures point, ChainWalk walk) =>
        Of(walk.Nodes[0], point, RemainingErrorPpb(point), above => walk.PartsOf(1, above));

    private static UncertaintyPart[] Of(
        ChainNode node, PointFigures point, long errorPpb, Func<PointFigures, UncertaintyPart[]> partsAbove)
    {
        var square = Square(point.StandardPpb!.Value) + Square(errorPpb);
        if (node.Above is not { } above) return [Part(node, square)];
        var around = above.Grid.Around(point).Largest;
        UncertaintyPart[] upper = partsAbove(around);
        return [Part(node, BigInteger.Max(0, square - Square(around.StandardPpb!.Value))), .. upper];
    }

    private static UncertaintyPart Part(ChainNode node, BigInteger square) =>
        new(node.View.Known.Hash, (long)Exact.CeilingRoot(square));

    // An issuer counts the error that remains as part of U; where it is larger than u, that cannot have been done.
    private static long RemainingErrorPpb(PointFigures point) =>
        Math.Abs(point.ErrorPpb ?? 0) > point.StandardPpb ? Math.Abs(point.ErrorPpb!.Value) : 0;

    private static long TotalPpb(PointFigures point) => point.StandardPpb!.Value + RemainingErrorPpb(point);

    private static BigInteger Square(long value) => (BigInteger)value * value;
}
