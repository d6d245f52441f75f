using System;
using System.Collections.Generic;
using CarbonMeter.Domain.Parks;

namespace CarbonMeter.Cli.Demo;

/// <summary>
/// The park of the plain demo: a small steel works on the steppe with its own PV, wind and battery. The same minute always
/// has the same powers (the weather is a sum of sines), except for the battery, which follows the surplus of the minutes before.
/// </summary>
public sealed class BuiltInPark
{
    /// <summary>Length of a row, s.</summary>
    public const int RowSeconds = 60;

    private const double BatteryCapacityKilowattHours = 1600;
    private const double BatteryPowerKilowatts = 450;
    private const int UtcOffsetMinutes = 480;
    private double _storedKilowattHours = BatteryCapacityKilowattHours / 3;

    /// <summary>The map of its six meters; the columns name nothing, since no file is read.</summary>
    public static ParkMap Map { get; } = new()
    {
        Park = new ParkOfMap("demo-park", "Demonstration park", UtcOffsetMinutes),
        IntervalSeconds = RowSeconds,
        IntervalsPerRecord = 5,
        PollMilliseconds = 1000,
        FactorSet = "CN-IM-2022",
        Meters =
        [
            Meter("grid", NodeRole.GridConnection, "Grid connection", 12_000_000),
            Meter("pv", NodeRole.Pv, "Photovoltaics", 9_000_000),
            Meter("wind", NodeRole.Wind, "Wind turbine", 9_000_000),
            Meter("battery", NodeRole.Storage, "Battery", 3_000_000),
            Meter("furnace", NodeRole.Load, "Induction furnace", 9_000_000),
            Meter("works", NodeRole.Load, "Workshops and offices", 4_000_000),
        ],
    };

    /// <summary>The powers of the minute that begins at a moment, in the order of the map; minutes must be asked in order.</summary>
    public ProfileRow RowAt(long startUnixSeconds)
    {
        var hour = (startUnixSeconds + UtcOffsetMinutes * 60) % 86_400 / 3600.0;
        var days = startUnixSeconds / 86_400.0;
        var pv = Pv(hour, days);
        var wind = Wind(days);
        var furnace = Furnace(hour, days);
        var works = Works(hour);
        var battery = Battery(pv + wind - furnace - works, hour);
        var grid = furnace + works + battery - pv - wind;
        return new ProfileRow(startUnixSeconds, [Mw(grid), -Mw(pv), -Mw(wind), Mw(battery), Mw(furnace), Mw(works)]);
    }

    // Rounding each load to a milliwatt may leave the grid a few milliwatts off; the balance allows for far more.
    private static long Mw(double kilowatts) => (long)Math.Round(kilowatts * 1_000_000);

    private static double Pv(double hour, double days)
    {
        var sun = Math.Sin(Math.PI * (hour - 6.5) / 12);
        if (hour is < 6.5 or > 18.5 || sun <= 0) return 0;
        var clouds = 0.86 + 0.1 * Math.Sin(days * 61.7) + 0.04 * Math.Sin(days * 907.3);
        return 1900 * Math.Pow(sun, 1.25) * clouds;
    }

    private static double Wind(double days)
    {
        var gusts = 0.42 + 0.26 * Math.Sin(days * 5.1) + 0.12 * Math.Sin(days * 23.9 + 1) + 0.05 * Math.Sin(days * 311.7);
        return 1400 * Math.Clamp(gusts, 0.02, 1);
    }

    private static double Furnace(double hour, double days)
    {
        // Melts of 100 minutes: power up, hold, tap.
        var phase = hour * 60 % 100;
        var power = phase < 70 ? 1150 : phase < 90 ? 520 : 90;
        return power + 12 * Math.Sin(days * 5003);
    }

    private static double Works(double hour)
    {
        var shift = 1 / (1 + Math.Exp(-(hour - 7.5) * 3)) - 1 / (1 + Math.Exp(-(hour - 18) * 2));
        return 140 + 330 * shift;
    }

    private double Battery(double surplusKilowatts, double hour)
    {
        var power = surplusKilowatts > 0 ? Math.Min(surplusKilowatts, BatteryPowerKilowatts)
            : hour is >= 17 and < 23 ? Math.Max(surplusKilowatts, -BatteryPowerKilowatts) : 0;
        var stored = Math.Clamp(_storedKilowattHours + power * RowSeconds / 3600, 0, BatteryCapacityKilowattHours);
        power = (stored - _storedKilowattHours) * 3600 / RowSeconds;
        _storedKilowattHours = stored;
        return power;
    }

    private static MeterOfMap Meter(string id, NodeRole role, string name, int currentFullScaleMilliamperes) => new()
    {
        Id = "demo-" + id, Role = role, Name = name, CurrentFullScaleMilliamperes = currentFullScaleMilliamperes,
    };
}
