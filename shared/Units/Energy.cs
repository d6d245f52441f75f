using System;

namespace CarbonMeter.Units;

/// <summary>An amount of active energy, held as a whole number of milliwatt-hours.</summary>
public readonly struct Energy
{
    /// <summary>4 GWh. Bounded so that one amount times the largest carbon intensity always fits a long.</summary>
    public const long MilliwattHoursMax = 4_000_000_000_000;

    private Energy(long milliwattHours) { MilliwattHours = milliwattHours; }

    /// <summary>The amount in milliwatt-hours, within +-<see cref="MilliwattHoursMax"/>.</summary>
    public long MilliwattHours { get; }

    /// <summary>Takes an amount in milliwatt-hours; throws where it is beyond +-<see cref="MilliwattHoursMax"/>.</summary>
    public static Energy FromMilliwattHours(long value)
    {
        Require.InRange(value, -MilliwattHoursMax, MilliwattHoursMax, nameof(value));
        return new Energy(value);
    }

    /// <summary>The sum; throws where it leaves the range.</summary>
    public static Energy operator +(Energy a, Energy b) => FromMilliwattHours(a.MilliwattHours + b.MilliwattHours);

    /// <summary>The difference; throws where it leaves the range.</summary>
    public static Energy operator -(Energy a, Energy b) => FromMilliwattHours(a.MilliwattHours - b.MilliwattHours);
}
