using System;
using CarbonMeter.Records;

namespace CarbonMeter.Domain.Ledger;

/// <summary>What the gas channel of one meter measured in one slot.</summary>
/// <param name="MeterId">Meter.</param>
/// <param name="StartUnixSeconds">Start of the slot, UTC.</param>
/// <param name="LengthSeconds">Length of the slot.</param>
/// <param name="Sum">What was added up.</param>
public sealed record GasSlot(string MeterId, long StartUnixSeconds, int LengthSeconds, GasSum Sum);

/// <summary>Gas figures added up over intervals. What was not measured adds nothing, and <see cref="MeasuredMs"/> says how much was.</summary>
public readonly record struct GasSum
{
    /// <summary>Mass of CO2, mg.</summary>
    public long MassMilligrams { get; init; }

    /// <summary>Its expanded uncertainty (k = 2), mg: that of each interval added up, since all come from the same sensors in the same duct.</summary>
    public long ExpandedMilligrams { get; init; }

    /// <summary>Mass whose uncertainty no meter stated, mg.</summary>
    public long MassWithoutUncertaintyMilligrams { get; init; }

    /// <summary>Volume of gas at the meter's reference state, litres.</summary>
    public long VolumeLitres { get; init; }

    /// <summary>Time in which the flow was measured, ms.</summary>
    public long MeasuredMs { get; init; }

    /// <summary>Mole fraction of CO2 times the length of the interval, ppm s, over the intervals that have one.</summary>
    public long CarbonDioxidePpmSeconds { get; init; }

    /// <summary>Length of these intervals, s.</summary>
    public long CarbonDioxideSeconds { get; init; }

    /// <summary>Intervals of the meter, with gas figures and without.</summary>
    public int Intervals { get; init; }

    /// <summary>Of these, those whose mass is known.</summary>
    public int IntervalsWithMass { get; init; }

    /// <summary>Mean mole fraction of CO2, ppm, rounded; null where no interval has one.</summary>
    public long? MeanCarbonDioxidePpm =>
        CarbonDioxideSeconds == 0 ? null : (CarbonDioxidePpmSeconds + CarbonDioxideSeconds / 2) / CarbonDioxideSeconds;

    /// <summary>The sum of one interval of a meter that has a gas channel.</summary>
    public static GasSum Of(Interval interval, int lengthSeconds)
    {
        var gas = interval.Gas;
        if (gas is null) return new GasSum { Intervals = 1 };
        long mass = gas.MassMilligrams.IsPresent ? gas.MassMilligrams.Value : 0;
        bool isStated = gas.MassUncertaintyPpm.IsPresent;
        return new GasSum
        {
            MassMilligrams = mass,
            ExpandedMilligrams = isStated ? (long)(((Int128)mass * gas.MassUncertaintyPpm.Value + Ppm.Whole - 1) / Ppm.Whole) : 0,
            MassWithoutUncertaintyMilligrams = isStated ? 0 : mass,
            VolumeLitres = gas.VolumeLitres.IsPresent ? gas.VolumeLitres.Value : 0,
            MeasuredMs = gas.MassMilligrams.IsPresent ? gas.MeasuredMs : 0,
            CarbonDioxidePpmSeconds = gas.CarbonDioxidePpm.IsPresent ? gas.CarbonDioxidePpm.Value * lengthSeconds : 0,
            CarbonDioxideSeconds = gas.CarbonDioxidePpm.IsPresent ? lengthSeconds : 0,
            Intervals = 1,
            IntervalsWithMass = gas.MassMilligrams.IsPresent ? 1 : 0,
        };
    }

    /// <summary>Both together.</summary>
    public static GasSum operator +(GasSum a, GasSum b) => new()
    {
        MassMilligrams = a.MassMilligrams + b.MassMilligrams,
        ExpandedMilligrams = a.ExpandedMilligrams + b.ExpandedMilligrams,
        MassWithoutUncertaintyMilligrams = a.MassWithoutUncertaintyMilligrams + b.MassWithoutUncertaintyMilligrams,
        VolumeLitres = a.VolumeLitres + b.VolumeLitres,
        MeasuredMs = a.MeasuredMs + b.MeasuredMs,
        CarbonDioxidePpmSeconds = a.CarbonDioxidePpmSeconds + b.CarbonDioxidePpmSeconds,
        CarbonDioxideSeconds = a.CarbonDioxideSeconds + b.CarbonDioxideSeconds,
        Intervals = a.Intervals + b.Intervals,
        IntervalsWithMass = a.IntervalsWithMass + b.IntervalsWithMass,
    };
}

/// <summary>Sums of the gas channel over the intervals of a record that begin in one UTC hour.</summary>
/// <param name="StartUnixSeconds">Start of the hour, unix s.</param>
/// <param name="Sum">The sums.</param>
public readonly record struct GasHour(long StartUnixSeconds, GasSum Sum);
