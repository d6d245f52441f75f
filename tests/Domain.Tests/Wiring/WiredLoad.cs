using CarbonMeter.Domain.Wiring;

namespace CarbonMeter.Tests.Domain.Wiring;

/// <summary>What a meter shows whose CTs hang in some way: complex phasors, nothing taken from the solver.</summary>
internal static class WiredLoad
{
    internal sealed record Phase(double Volts, double Amperes, double LagDegrees);

    internal static WiringSample Sample(WiringAssignment wiring, Phase[] phases, bool isReverse = false, Random? noise = null, bool hasAngle = true)
    {
        var voltages = phases.Select((phase, i) => Polar(phase.Volts, (isReverse ? 120 : -120) * i)).ToArray();
        var currents = phases.Select((phase, i) => Polar(phase.Amperes, (isReverse ? 120 : -120) * i - phase.LagDegrees)).ToArray();
        var channels = wiring.Phases.Select((phase, ct) =>
        {
            var current = wiring.Turned[ct] ? -currents[phase] : currents[phase];
            current *= Polar(1 + Off(noise, 0.01), Off(noise, 1));
            var power = voltages[ct] * System.Numerics.Complex.Conjugate(current);
            return new ChannelReading(
                Milli(voltages[ct].Magnitude), Milli(current.Magnitude), Milli(power.Real), Milli(power.Imaginary),
                hasAngle ? Milli(power.Phase * 180 / Math.PI) : null, (long)Math.Round(power.Real / power.Magnitude * 1e6));
        }).ToArray();
        return new WiringSample(channels, isReverse ? [240_000, 120_000] : [120_000, 240_000]);
    }

    internal static Phase[] Balanced(double amperes, double lagDegrees) =>
        [.. Enumerable.Range(0, 3).Select(_ => new Phase(230, amperes, lagDegrees))];

    private static System.Numerics.Complex Polar(double magnitude, double degrees) =>
        System.Numerics.Complex.FromPolarCoordinates(magnitude, degrees * Math.PI / 180);

    private static long Milli(double value) => (long)Math.Round(value * 1000);

    private static double Off(Random? noise, double most) => noise is null ? 0 : (noise.NextDouble() * 2 - 1) * most;
}
