using CarbonMeter.Units;

namespace CarbonMeter.Records;

/// <summary>Which carbon intensity applies from when, and where the figure comes from; docs/formats/factor-set.md.</summary>
public sealed class FactorSet
{
    /// <summary>Most periods in a set.</summary>
    public const int PeriodsMax = 64;

    /// <summary>Id without space, 1 to 32 printable ASCII characters.</summary>
    public string Id { get; set; } = "";

    /// <summary>Region in words, 1 to 32 printable ASCII characters.</summary>
    public string Region { get; set; } = "";

    /// <summary>Whether the figures are CO2 equivalents; false: CO2 alone.</summary>
    public bool IsEquivalent { get; set; }

    /// <summary>Year the figures describe, 1990 to 2100.</summary>
    public int ReferenceYear { get; set; }

    /// <summary>Date of publication, YYYY-MM-DD.</summary>
    public string Published { get; set; } = "";

    /// <summary>Source in words, 1 to 200 printable ASCII characters.</summary>
    public string Source { get; set; } = "";

    /// <summary>Periods, ascending, the first from 0; 1 to <see cref="PeriodsMax"/>.</summary>
    public FactorPeriod[] Periods { get; set; } = new FactorPeriod[0];

    /// <summary>The intensity in force at a moment (unix s, not negative): that of the last period begun by then.</summary>
    public CarbonIntensity IntensityAt(long unixSeconds)
    {
        Require.InRange(unixSeconds, 0, MeterRecord.UnixMsMax, nameof(unixSeconds));
        int index = Periods.Length - 1;
        while (index > 0 && Periods[index].FromUnixSeconds > unixSeconds) index--;
        return Periods[index].Intensity;
    }
}

/// <summary>An intensity and the moment it applies from.</summary>
public sealed class FactorPeriod
{
    /// <summary>Unix s; 0 in the first period.</summary>
    public long FromUnixSeconds { get; set; }

    /// <summary>The intensity from then on.</summary>
    public CarbonIntensity Intensity { get; set; }
}
