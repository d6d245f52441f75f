using System;

namespace CarbonMeter.Domain.Carbon;

/// <summary>The carbon of what was drawn from the grid, each interval by the factor in force when it was measured.</summary>
/// <param name="Nanograms">Exactly the sum of the records' nanograms.</param>
/// <param name="GridImportMilliwattHours">What it belongs to, mWh.</param>
/// <param name="LoadMilliwattHours">The load over the same span, mWh.</param>
public sealed record CarbonFigures(Int128 Nanograms, Int128 GridImportMilliwattHours, Int128 LoadMilliwattHours)
{
    private const int NanogramsPerMilligram = 1_000_000;

    /// <summary>Whole milligrams; what is left below is in <see cref="RemainderNanograms"/>.</summary>
    public Int128 Milligrams => Nanograms / NanogramsPerMilligram;

    /// <summary>What is left below a milligram, 0 to 999 999 ng.</summary>
    public int RemainderNanograms => (int)(Nanograms % NanogramsPerMilligram);

    /// <summary>Per kWh drawn from the grid, mg/kWh rounded down; null where nothing was drawn. 1 ng per mWh is 1 mg per kWh.</summary>
    public long? MilligramsPerKilowattHourOfImport => Over(GridImportMilliwattHours);

    /// <summary>Per kWh of load, mg/kWh rounded down; null without load.</summary>
    public long? MilligramsPerKilowattHourOfLoad => Over(LoadMilliwattHours);

    private long? Over(Int128 milliwattHours) => milliwattHours == 0 ? null : (long)(Nanograms / milliwattHours);
}
