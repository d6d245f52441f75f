using System;
using System.Collections.Generic;
using System.Linq;

namespace CarbonMeter.Domain.Calibration;

/// <summary>
/// Gain, phase error and power offset of a channel, together. At a lag phi the meter's power over the true one is
/// A - B tan(phi) + offset / power, with A = gain x cos(delta) and B = gain x sin(delta): linear in A, B and offset, so as many
/// points as unknowns give them without going in circles between gain and phase.
/// </summary>
public sealed class PowerFit
{
    private readonly decimal[][] _inverse;
    private readonly double[] _standardPpm;
    private readonly bool _hasPhase, _hasOffset;

    private PowerFit(decimal[][] inverse, decimal[] ratios, double[] standardPpm, bool hasPhase, bool hasOffset)
    {
        _inverse = inverse;
        _standardPpm = standardPpm;
        _hasPhase = hasPhase;
        _hasOffset = hasOffset;
        var solution = inverse.Select(row => row.Zip(ratios, (weight, ratio) => weight * ratio).Sum()).ToArray();
        InPhase = solution[0];
        Quadrature = hasPhase ? solution[1] : 0;
        OffsetMilliwatts = hasOffset ? solution[^1] : 0;
    }

    /// <summary>A: power of the meter over the true one at power factor 1, without the offset.</summary>
    public decimal InPhase { get; }

    /// <summary>B; 0 where no point tells the phase. B / A is the tangent of the angle by which the current arrives late.</summary>
    public decimal Quadrature { get; }

    /// <summary>Power the meter reads beside the true one, mW; 0 where no point tells it.</summary>
    public decimal OffsetMilliwatts { get; }

    /// <summary>Angle by which the current arrives late at the chip, degrees.</summary>
    public double LateDegrees => Math.Atan((double)(Quadrature / InPhase)) * 180 / Math.PI;

    /// <summary>Standard uncertainty of A, ppm.</summary>
    public double InPhaseUncertaintyPpm => RowUncertaintyPpm([1, 0, 0]);

    /// <summary>Standard uncertainty of the angle, degrees.</summary>
    public double LateUncertaintyDegrees => RowUncertaintyPpm([0, 1, 0]) / Ppm.Whole * 180 / Math.PI;

    /// <summary>Standard uncertainty of the offset, mW.</summary>
    public double OffsetUncertaintyMilliwatts => RowUncertaintyPpm([0, 0, 1]) / Ppm.Whole;

    /// <summary>Solves for what the results tell: that of the gain point, and where given of the phase and the offset point.</summary>
    public static PowerFit Solve(PointResult gain, PointResult? phase, PointResult? offset)
    {
        var used = new[] { gain, phase, offset }.OfType<PointResult>().ToArray();
        var rows = used.Select(result => Row(result.Point, result.Figures!.ReferenceMilliwatts))
            .Select(row => Selected(row, phase is not null, offset is not null)).ToArray();
        return new PowerFit(Inverse(rows), [.. used.Select(result => result.Figures!.Ratio)],
            [.. used.Select(result => result.Figures!.Uncertainty.StandardPpm)], phase is not null, offset is not null);
    }

    /// <summary>Standard uncertainty, ppm, that the estimates bring to a point, were they all corrected exactly.</summary>
    public double UncertaintyPpmAt(TestPoint point) => RowUncertaintyPpm(Row(point, point.PowerMilliwatts));

    private static decimal[] Row(TestPoint point, decimal milliwatts) => [1, -point.TangentOfLag, 1 / milliwatts];

    private static decimal[] Selected(decimal[] row, bool hasPhase, bool hasOffset) =>
        [row[0], .. hasPhase ? [row[1]] : Array.Empty<decimal>(), .. hasOffset ? [row[2]] : Array.Empty<decimal>()];

    // The ratios are taken as independent: a part they share, such as the reference's, is then counted in phase and offset too.
    private double RowUncertaintyPpm(decimal[] row)
    {
        var selected = Selected(row, _hasPhase, _hasOffset);
        var variance = 0.0;
        for (var k = 0; k < _standardPpm.Length; k++)
        {
            var weight = (double)selected.Select((factor, i) => factor * _inverse[i][k]).Sum();
            variance += weight * weight * _standardPpm[k] * _standardPpm[k];
        }
        return Math.Sqrt(variance);
    }

    // Gauss and Jordan with row exchange; at most three unknowns, and the bench file keeps the points apart.
    private static decimal[][] Inverse(decimal[][] rows)
    {
        var n = rows.Length;
        var wide = rows.Select((row, i) => row.Concat(Enumerable.Range(0, n).Select(k => k == i ? 1m : 0m)).ToArray()).ToArray();
        for (var column = 0; column < n; column++)
        {
            var best = Enumerable.Range(column, n - column).MaxBy(i => Math.Abs(wide[i][column]));
            (wide[column], wide[best]) = (wide[best], wide[column]);
            var pivot = wide[column][column];
            Require.That(pivot != 0, "the points do not tell gain, phase and offset apart");
            for (var k = 0; k < 2 * n; k++) wide[column][k] /= pivot;
            for (var i = 0; i < n; i++)
            {
                var factor = wide[i][column];
                if (i == column || factor == 0) continue;
                for (var k = 0; k < 2 * n; k++) wide[i][k] -= factor * wide[column][k];
            }
        }
        return [.. wide.Select(row => row[n..])];
    }
}
