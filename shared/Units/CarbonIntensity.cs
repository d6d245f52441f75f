using System;

namespace CarbonMeter.Units;

/// <summary>Carbon per energy, held as whole milligrams CO2 per kilowatt-hour (0.5306 kg/kWh is 530 600).</summary>
public readonly struct CarbonIntensity
{
    /// <summary>2 kg/kWh, above any grid or fuel.</summary>
    public const long MilligramsPerKilowattHourMax = 2_000_000;

    private CarbonIntensity(long milligramsPerKilowattHour) { MilligramsPerKilowattHour = milligramsPerKilowattHour; }

    /// <summary>0 to <see cref="MilligramsPerKilowattHourMax"/> mg/kWh.</summary>
    public long MilligramsPerKilowattHour { get; }

    /// <summary>Takes mg/kWh; throws where it is negative or above <see cref="MilligramsPerKilowattHourMax"/>.</summary>
    public static CarbonIntensity FromMilligramsPerKilowattHour(long value)
    {
        Require.InRange(value, 0, MilligramsPerKilowattHourMax, nameof(value));
        return new CarbonIntensity(value);
    }

    /// <summary>
    /// The carbon of an import, in nanograms: exact, since 1 mWh x 1 mg/kWh is 1 ng. At most 8e18, which fits a long.
    /// Throws where the energy is negative: export carries no carbon.
    /// </summary>
    public long NanogramsOf(Energy import)
    {
        Require.InRange(import.MilliwattHours, 0, Energy.MilliwattHoursMax, nameof(import));
        return import.MilliwattHours * MilligramsPerKilowattHour;
    }
}
