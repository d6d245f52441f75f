using System.Collections.Generic;

namespace CarbonMeter.Domain.Wiring;

/// <summary>What a wiring check came to.</summary>
public enum WiringFinding
{
    /// <summary>Exactly one assignment fits; <see cref="WiringVerdict.Assignment"/> names it.</summary>
    Named,
    /// <summary>A voltage input has no voltage.</summary>
    VoltageMissing,
    /// <summary>The voltages are not 120 degrees apart: two inputs share a phase, or a lead is on the neutral.</summary>
    NotThreePhases,
    /// <summary>The voltages turn the other way than the supply should.</summary>
    WrongRotation,
    /// <summary>Less than <see cref="WiringSolver.PowerWattsMin"/> flows in all.</summary>
    TooLittlePower,
    /// <summary>A CT sees next to no current.</summary>
    ChannelWithoutCurrent,
    /// <summary>The meter gives neither angle nor reactive power of a channel.</summary>
    AnglesMissing,
    /// <summary>The load changed while it was sampled, so that angles say nothing.</summary>
    Unsteady,
    /// <summary>Power, power factor and angle of a channel contradict each other: the meter or its set-up is at fault, not the wiring.</summary>
    Contradiction,
    /// <summary>Two or more assignments fit alike; <see cref="WiringVerdict.Fitting"/> has them.</summary>
    Ambiguous,
    /// <summary>No assignment gives every phase a plausible power factor.</summary>
    NothingFits,
}

/// <summary>An assignment and how well it explains the sample.</summary>
/// <param name="Assignment">Which CT is where.</param>
/// <param name="LagDegrees">The angle by which each phase's current would lag its voltage, CT1's first, beyond that of pure consumption or generation.</param>
/// <param name="ExcessDegrees">By how much those angles lie outside what is plausible, added up; 0 where all are plausible.</param>
public sealed record ScoredAssignment(WiringAssignment Assignment, IReadOnlyList<double> LagDegrees, double ExcessDegrees);

/// <summary>The answer of the wiring check.</summary>
/// <param name="Finding">What it came to.</param>
/// <param name="Assignment">The one assignment that fits; null where none was named.</param>
/// <param name="Fitting">Every assignment that fits, the best first.</param>
/// <param name="Channel">The channel or input the finding is about, from 1; 0 where it is about none in particular.</param>
/// <param name="PowerWatts">Power in all: active under the assignment named, else apparent.</param>
public sealed record WiringVerdict(
    WiringFinding Finding, WiringAssignment? Assignment, IReadOnlyList<ScoredAssignment> Fitting, int Channel, double PowerWatts);
