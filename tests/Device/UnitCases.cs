namespace CarbonMeter.DeviceTests;

using CarbonMeter.Units;

/// <summary>Units at their bounds, and the identity of energy, intensity and carbon.</summary>
internal static class UnitCases
{
    public static void Run(Runner runner)
    {
        runner.Run("units.energy", EnergyBounds);
        runner.Run("units.intensity", IntensityBounds);
        runner.Run("units.carbon", Carbon);
        runner.Run("units.missing", Missing);
    }

    private static void EnergyBounds()
    {
        Energy most = Energy.FromMilliwattHours(Energy.MilliwattHoursMax);
        Energy least = Energy.FromMilliwattHours(-Energy.MilliwattHoursMax);
        Check.Equal(0, (most + least).MilliwattHours);
        Check.Equal(4_000_000_000_000, most.MilliwattHours);
        Check.Refused(() => Energy.FromMilliwattHours(Energy.MilliwattHoursMax + 1));
        Check.Refused(() => Energy.FromMilliwattHours(-Energy.MilliwattHoursMax - 1));
        Check.Refused(() => { Energy twice = most + most; });
        Check.Refused(() => { Energy twice = least - most; });
    }

    private static void IntensityBounds()
    {
        CarbonIntensity.FromMilligramsPerKilowattHour(0);
        Check.Refused(() => CarbonIntensity.FromMilligramsPerKilowattHour(-1));
        Check.Refused(() => CarbonIntensity.FromMilligramsPerKilowattHour(CarbonIntensity.MilligramsPerKilowattHourMax + 1));
    }

    private static void Carbon()
    {
        CarbonIntensity most = CarbonIntensity.FromMilligramsPerKilowattHour(CarbonIntensity.MilligramsPerKilowattHourMax);
        Check.Equal(8_000_000_000_000_000_000, most.NanogramsOf(Energy.FromMilliwattHours(Energy.MilliwattHoursMax)));
        // One kilowatt-hour at 684.9 g/kWh is 684.9 g.
        CarbonIntensity grid = CarbonIntensity.FromMilligramsPerKilowattHour(684_900);
        Check.Equal(684_900_000_000, grid.NanogramsOf(Energy.FromMilliwattHours(1_000_000)));
        Check.Refused(() => grid.NanogramsOf(Energy.FromMilliwattHours(-1)));
    }

    private static void Missing()
    {
        Check.True(!Reading.Missing.IsPresent, "a missing reading is absent");
        Check.Equal(0, Reading.Of(0).Value);
        Check.Refused(() => { long value = Reading.Missing.Value; });
    }
}
