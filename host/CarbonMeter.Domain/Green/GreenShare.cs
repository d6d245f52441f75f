using System;
using System.Collections.Generic;
using System.Linq;
using CarbonMeter.Domain.Balance;

namespace CarbonMeter.Domain.Green;

/// <summary>
/// How green a park's load is, by two definitions that are always shown together, since a park can pass a threshold by one
/// and fail it by the other. Green generation that charges storage is not matched in that hour, and what storage gives
/// back is not green: the hourly figure is therefore a lower bound where a park has storage.
/// </summary>
/// <param name="GreenMilliwattHours">Own green generation, mWh.</param>
/// <param name="LoadMilliwattHours">Load, mWh.</param>
/// <param name="HourlyMatchedMilliwattHours">Sum over UTC hours of the smaller of green generation and load, mWh.</param>
public sealed record GreenShare(
    Int128 GreenMilliwattHours, Int128 LoadMilliwattHours, Int128 HourlyMatchedMilliwattHours)
{
    /// <summary>The smaller of green generation and load over the whole span, mWh.</summary>
    public Int128 VolumetricMatchedMilliwattHours => Int128.Min(GreenMilliwattHours, LoadMilliwattHours);

    /// <summary>
    /// Volumetric: min(sum of green, sum of load) / sum of load, in ppm rounded down, 0 to 1 000 000; null without load.
    /// </summary>
    public int? VolumetricPpm => Ppm.Floor(VolumetricMatchedMilliwattHours, LoadMilliwattHours);

    /// <summary>
    /// Hourly matched: sum over UTC hours of min(green, load) / sum of load, in ppm rounded down, 0 to 1 000 000; never
    /// above the volumetric share; null without load.
    /// </summary>
    public int? HourlyPpm => Ppm.Floor(HourlyMatchedMilliwattHours, LoadMilliwattHours);

    /// <summary>The share over a span given as its UTC hours.</summary>
    public static GreenShare Of(IReadOnlyList<ParkSlot> hours)
    {
        Require.That(hours.All(hour => hour.LengthSeconds == ParkSeries.HourSeconds), "hourly matching needs slots of an hour");
        Int128 green = 0, load = 0, matched = 0;
        foreach (var flows in hours.Select(hour => hour.Flows))
        {
            green += flows.Green;
            load += flows.Load;
            matched += Int128.Min(flows.Green, flows.Load);
        }
        return new GreenShare(green, load, matched);
    }
}
