using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using CarbonMeter.Cli.Serial;
using CarbonMeter.Domain.Wiring;
using CarbonMeter.Records;

namespace CarbonMeter.Cli.Commissioning;

/// <summary>Takes a short sample from the meter and lets the solver judge it.</summary>
internal sealed class WiringCheck(ConsoleClient client)
{
    private const int Moments = 5, PeriodMs = 500, PhasesMax = 3;

    /// <summary>The last sample.</summary>
    internal IReadOnlyList<WiringSample> Samples { get; private set; } = [];

    /// <summary>What is asked of the solver about a meter under a parameter set.</summary>
    internal static WiringQuestion Question(ParameterSet set, ExpectedFlow flow, PhaseRotation rotation) => new(
        set.VoltageInputs is null ? 1 : PhasesMax, flow, rotation, set.Wires?.Select(wire => wire.VoltageInput - 1).ToArray());

    /// <summary>Measures anew.</summary>
    /// <exception cref="IOException">The meter gave no sample.</exception>
    internal WiringVerdict Judge(ParameterSet set, WiringQuestion question, CancellationToken stop)
    {
        var answer = client.Follow("sample", TimeSpan.FromSeconds(5), stop, _ => { },
            ("count", ConsoleClient.Number(Moments)), ("periodMs", ConsoleClient.Number(PeriodMs)));
        var ctCount = Math.Min(set.Channels.Length, PhasesMax);
        Samples = [.. answer.Lines.GroupBy(line => line["n"]).Where(moment => moment.All(line => line.Find("fault") is null))
            .Select(moment => Sample([.. moment.Take(ctCount)], question))];
        if (Samples.Count == 0) throw new IOException($"the meter gave no sample: {answer.Lines.Select(line => line.Find("fault")).FirstOrDefault(fault => fault is not null) ?? "nothing came"}. See its self-test.");
        return WiringSolver.Judge(Samples, question);
    }

    /// <summary>The remap that makes up for a wiring, on top of the one that is there.</summary>
    internal static (string Inputs, string Directions) Remap(ParameterSet set, WiringAssignment found)
    {
        int InputOf(int channel) => channel < found.Phases.Count ? found.Phases[channel] + 1 : set.Wires?[channel].VoltageInput ?? 1;
        int DirectionOf(int channel) => (set.Wires?[channel].Direction ?? 1) * (channel < found.Turned.Count && found.Turned[channel] ? -1 : 1);
        var channels = Enumerable.Range(0, set.Channels.Length).ToArray();
        return (string.Join(',', channels.Select(InputOf)), string.Join(',', channels.Select(DirectionOf)));
    }

    private static WiringSample Sample(ConsoleFields[] channels, WiringQuestion question)
    {
        var lags = channels.Skip(1).Select(line => line.Number("voltageLagMillidegrees")).ToArray();
        var hasLags = question.PhaseCount == PhasesMax && lags.Length == PhasesMax - 1 && lags.All(lag => lag is not null);
        return new WiringSample([.. channels.Select(line => Reading(line, question))], hasLags ? [.. lags.Select(lag => lag!.Value)] : null);
    }

    private static ChannelReading Reading(ConsoleFields line, WiringQuestion question)
    {
        long Figure(string name) => line.Number(name) ?? throw new IOException($"the meter's sample has no {name}.");
        long millivolts = Figure("voltageMillivolts"), milliamperes = Figure("currentMilliamperes"), milliwatts = Figure("powerMilliwatts");
        var reactive = line.Number("reactiveMillivars");
        var lag = line.Number("lagMillidegrees");
        if (reactive is null && lag is null && question.PhaseCount == 1)
        {
            // On one phase only the direction is asked, for which it does not matter to which side the current is off.
            var apparent = millivolts / 1e3 * milliamperes;
            reactive = (long)Math.Sqrt(Math.Max(0, apparent * apparent - (double)milliwatts * milliwatts));
        }
        return new ChannelReading(millivolts, milliamperes, milliwatts, reactive, lag, line.Number("powerFactorPpm"));
    }
}
