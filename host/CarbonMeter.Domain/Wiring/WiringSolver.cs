using System;
using System.Collections.Generic;
using System.Linq;

namespace CarbonMeter.Domain.Wiring;

/// <summary>
/// Finds out on which phase each CT hangs and which way round, from what the meter measures. The model: a load's current lags the
/// voltage of its own phase by an angle that is plausible for loads, a generator's by one plausible for inverters, turned by 180
/// degrees. A CT on another phase shifts what its channel sees by 120 degrees, one that is turned round by 180, so every channel has
/// six explanations 60 degrees apart. An assignment that leaves all phases plausible fits; it is named only where no other does. No sign is
/// ever dropped to make a figure look right: a negative power on a load is more often a CT on the wrong phase than one turned round.
/// </summary>
public static class WiringSolver
{
    /// <summary>Least power in all, W, at which the check judges.</summary>
    public const double PowerWattsMin = 1000;

    /// <summary>Least apparent power of a channel, VA: below it its angle is noise.</summary>
    public const double ChannelVoltAmperesMin = 50;

    /// <summary>Largest plausible lag of a load, degrees: power factor 0.64 inductive.</summary>
    public const double LoadLagDegreesMax = 50;

    /// <summary>Largest plausible lead of a load, degrees: power factor 0.95 capacitive.</summary>
    public const double LoadLeadDegreesMax = 18;

    /// <summary>Largest plausible angle of a generator either way, degrees: power factor 0.9.</summary>
    public const double GeneratorDegreesMax = 26;

    /// <summary>What the measured angles may be wrong by, degrees.</summary>
    public const double ToleranceDegrees = 2;

    private const double VoltsMin = 40, VoltageShareMin = 0.5, SequenceDegreesOff = 20, ScatterDegreesMax = 10, ContradictionShare = 0.2;

    /// <summary>Judges a short series of samples, oldest first. Pure.</summary>
    /// <exception cref="ArgumentException">No sample, or channels or voltages that do not fit the question.</exception>
    public static WiringVerdict Judge(IReadOnlyList<WiringSample> samples, WiringQuestion question)
    {
        Require.That(samples.Count > 0, "a wiring check needs at least one sample");
        Require.That(question.PhaseCount is 1 or 3, "a meter has one or three phases");
        var ctCount = samples[0].Channels.Count;
        Require.InRange(ctCount, 1, 3, "CTs");
        Require.That(samples.All(sample => sample.Channels.Count == ctCount), "every sample has the same channels");
        var channels = Enumerable.Range(0, ctCount).Select(i => ChannelMean.Of([.. samples.Select(sample => sample.Channels[i])])).ToArray();
        var apparent = channels.Sum(channel => channel.VoltAmperes);
        return Obstacle(samples, channels, question, apparent) ?? Fit(channels, VoltageLags(question), question, apparent);
    }

    private static WiringVerdict? Obstacle(IReadOnlyList<WiringSample> samples, ChannelMean[] channels, WiringQuestion question, double apparent)
    {
        var highest = channels.Max(channel => channel.Volts);
        if (FirstWhere(channels, channel => channel.Volts < VoltsMin || channel.Volts < highest * VoltageShareMin) is { } dead)
            return Refused(WiringFinding.VoltageMissing, dead, apparent);
        if (question.PhaseCount == 3 && Sequence(samples, question.Rotation) is { } sequence) return Refused(sequence, 0, apparent);
        if (apparent < PowerWattsMin) return Refused(WiringFinding.TooLittlePower, 0, apparent);
        if (FirstWhere(channels, channel => channel.VoltAmperes < ChannelVoltAmperesMin) is { } idle)
            return Refused(WiringFinding.ChannelWithoutCurrent, idle, apparent);
        if (FirstWhere(channels, channel => double.IsNaN(channel.LagDegrees)) is { } blind)
            return Refused(WiringFinding.AnglesMissing, blind, apparent);
        if (FirstWhere(channels, channel => channel.IsContradictory(ContradictionShare)) is { } wrong)
            return Refused(WiringFinding.Contradiction, wrong, apparent);
        return FirstWhere(channels, channel => channel.ScatterDegrees > ScatterDegreesMax) is { } restless
            ? Refused(WiringFinding.Unsteady, restless, apparent) : null;
    }

    // By how much the voltage of each phase lags that of L1.
    private static double[] VoltageLags(WiringQuestion question) =>
        question.PhaseCount == 1 ? [0, 0, 0] : question.Rotation == PhaseRotation.Forward ? [0, 120, 240] : [0, 240, 120];

    // Null where the voltages stand as they should, or nobody measured it.
    private static WiringFinding? Sequence(IReadOnlyList<WiringSample> samples, PhaseRotation expected)
    {
        var measured = samples.Select(sample => sample.VoltageLagMillidegrees).OfType<IReadOnlyList<long>>().ToList();
        if (measured.Count == 0) return null;
        bool Are(double second, double third) => measured.All(lags => lags.Count == 2
            && Math.Abs(Degrees.Difference(lags[0] / 1000.0, second)) <= SequenceDegreesOff
            && Math.Abs(Degrees.Difference(lags[1] / 1000.0, third)) <= SequenceDegreesOff);
        var isForward = Are(120, 240);
        if (!isForward && !Are(240, 120)) return WiringFinding.NotThreePhases;
        return isForward == (expected == PhaseRotation.Forward) ? null : WiringFinding.WrongRotation;
    }

    private static WiringVerdict Fit(ChannelMean[] channels, double[] voltageLags, WiringQuestion question, double apparent)
    {
        var scored = WiringAssignment.All(channels.Length, question.PhaseCount)
            .Select(assignment => Score(assignment, channels, voltageLags, question))
            .Where(one => one.LagDegrees.All(lag => Excess(lag, question.Flow) <= ToleranceDegrees))
            .OrderBy(one => one.ExcessDegrees).ToList();
        if (scored.Count != 1)
            return new WiringVerdict(scored.Count == 0 ? WiringFinding.NothingFits : WiringFinding.Ambiguous, null, scored, 0, apparent);
        var active = channels.Zip(scored[0].LagDegrees, (channel, lag) => channel.VoltAmperes * Math.Cos(Degrees.ToRadians(lag))).Sum();
        return active < PowerWattsMin
            ? new WiringVerdict(WiringFinding.TooLittlePower, null, [], 0, active)
            : new WiringVerdict(WiringFinding.Named, scored[0].Assignment, scored, 0, active);
    }

    private static ScoredAssignment Score(WiringAssignment assignment, ChannelMean[] channels, double[] voltageLags, WiringQuestion question)
    {
        var lags = new double[channels.Length];
        for (var i = 0; i < lags.Length; i++)
        {
            // What the channel's current lags the voltage of the phase its CT is said to be on.
            var lag = channels[i].LagDegrees + voltageLags[question.InputOf(i)] - voltageLags[assignment.Phases[i]] + (assignment.Turned[i] ? 180 : 0);
            lags[i] = Degrees.Difference(lag, question.Flow == ExpectedFlow.Generation ? 180 : 0);
        }
        return new ScoredAssignment(assignment, lags, lags.Sum(lag => Excess(lag, question.Flow)));
    }

    private static double Excess(double lagDegrees, ExpectedFlow flow) => flow switch
    {
        ExpectedFlow.Generation => Math.Max(0, Math.Abs(lagDegrees) - GeneratorDegreesMax),
        ExpectedFlow.Consumption => Math.Max(0, Math.Max(lagDegrees - LoadLagDegreesMax, -LoadLeadDegreesMax - lagDegrees)),
        // Either may be; that leaves both directions of every CT, and the verdict is that they fit alike.
        _ => Math.Min(Excess(lagDegrees, ExpectedFlow.Consumption), Excess(Degrees.Difference(lagDegrees, 180), ExpectedFlow.Generation)),
    };

    private static int? FirstWhere(ChannelMean[] channels, Func<ChannelMean, bool> applies)
    {
        var index = Array.FindIndex(channels, channel => applies(channel));
        return index < 0 ? null : index + 1;
    }

    private static WiringVerdict Refused(WiringFinding finding, int channel, double watts) => new(finding, null, [], channel, watts);
}
