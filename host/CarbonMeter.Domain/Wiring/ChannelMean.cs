using System;
using System.Collections.Generic;
using System.Linq;

namespace CarbonMeter.Domain.Wiring;

/// <summary>A channel over a short series of samples.</summary>
/// <param name="Volts">Mean rms voltage.</param>
/// <param name="VoltAmperes">Mean apparent power.</param>
/// <param name="ActiveWatts">Mean active power.</param>
/// <param name="LagDegrees">By how much the current lags the channel's own voltage, weighted by apparent power; not a number where any sample does not say.</param>
/// <param name="ScatterDegrees">The farthest any sample's angle is from that.</param>
/// <param name="PowerFactor">Mean magnitude of the power factor; null where none was given.</param>
internal sealed record ChannelMean(double Volts, double VoltAmperes, double ActiveWatts, double LagDegrees, double ScatterDegrees, double? PowerFactor)
{
    internal static ChannelMean Of(IReadOnlyList<ChannelReading> readings)
    {
        var angles = readings.Select(LagOf).ToArray();
        double Weighted(Func<double, double> part) =>
            readings.Select((one, i) => VoltAmperesOf(one) * part(Degrees.ToRadians(angles[i]))).Sum();
        var lag = Degrees.FromRadians(Math.Atan2(Weighted(Math.Sin), Weighted(Math.Cos)));
        var factors = readings.Where(one => one.PowerFactorPpm is not null).Select(one => Math.Abs(one.PowerFactorPpm!.Value / 1e6)).ToArray();
        return new ChannelMean(
            readings.Average(one => one.VoltageMillivolts / 1e3), readings.Average(VoltAmperesOf), readings.Average(one => one.ActivePowerMilliwatts / 1e3),
            lag, angles.Max(angle => Math.Abs(Degrees.Difference(angle, lag))), factors.Length == 0 ? null : factors.Average());
    }

    /// <summary>
    /// Whether active power, power factor and angle cannot be true together: the signs of power and angle differ where both are larger
    /// than a share of the apparent power, or the power factor is off by such a share. Harmonics make figures smaller; they change no signs.
    /// </summary>
    internal bool IsContradictory(double share)
    {
        var fromAngle = Math.Cos(Degrees.ToRadians(LagDegrees));
        var fromPower = ActiveWatts / VoltAmperes;
        return fromAngle * fromPower < 0 && Math.Min(Math.Abs(fromAngle), Math.Abs(fromPower)) > share
            || PowerFactor is { } factor && Math.Abs(factor - Math.Abs(fromPower)) > share || Math.Abs(fromPower) > 1 + share;
    }

    private static double VoltAmperesOf(ChannelReading one) => one.VoltageMillivolts * 1e-3 * one.CurrentMilliamperes * 1e-3;

    // The angle as measured; else that of active and reactive power.
    private static double LagOf(ChannelReading one) =>
        one.AngleMillidegrees is { } angle ? angle / 1000.0
        : one.ReactivePowerMillivars is { } reactive ? Degrees.FromRadians(Math.Atan2(reactive, one.ActivePowerMilliwatts))
        : double.NaN;
}

/// <summary>Angles in degrees.</summary>
internal static class Degrees
{
    internal static double ToRadians(double degrees) => degrees * Math.PI / 180;

    internal static double FromRadians(double radians) => radians * 180 / Math.PI;

    /// <summary>One angle less another, from -180 to 180.</summary>
    internal static double Difference(double one, double other) => Math.IEEERemainder(one - other, 360);
}
