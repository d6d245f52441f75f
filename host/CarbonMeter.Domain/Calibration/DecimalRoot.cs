using System;

namespace CarbonMeter.Domain.Calibration;

/// <summary>Square roots of decimals, to more digits than a register has.</summary>
public static class DecimalRoot
{
    private const int StepsMax = 8;

    /// <summary>The root of a number from 0 to 1e24, to about 24 digits: Newton's steps from the root in double.</summary>
    public static decimal Of(decimal square)
    {
        Require.That(square is >= 0 and <= 1e24m, "a root is taken of a number from 0 to 1e24");
        if (square == 0) return 0;
        var root = (decimal)Math.Sqrt((double)square);
        for (var i = 0; i < StepsMax; i++)
        {
            var next = (root + square / root) / 2;
            if (next == root) break;
            root = next;
        }
        return root;
    }
}
