using CarbonMeter.Units;

namespace CarbonMeter.Records;

/// <summary>
/// The factor set a meter is delivered with, until its host or its installer gives it the one of its region: the newest national
/// average of China. It is the host's set of that name to the byte, so that what was computed under it is known there.
/// </summary>
public static class DeliveredFactors
{
    /// <summary>A new copy of the set.</summary>
    public static FactorSet Make() => new FactorSet
    {
        Id = "CN-2023",
        Region = "China",
        ReferenceYear = 2023,
        Published = "2026-01-01",
        Source = "MEE and NBS, electricity CO2 emission factors for 2023, national average; reported in January 2026, day not known",
        Periods = new FactorPeriod[] { new FactorPeriod { Intensity = CarbonIntensity.FromMilligramsPerKilowattHour(530_600) } },
    };
}
