using CarbonMeter.Firmware.Drivers;
using CarbonMeter.Firmware.Virtual;
using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Tests.Drivers;

/// <summary>Clamps that are wrong, and a set that follows them.</summary>
public sealed class Ade7880WiringTests
{
    private static readonly int[][] Orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];

    // What flows through the three conductors, in W and var: import, import with reactive power, export.
    private static readonly double[] Watts = [2300, 230 * 8 * 0.8660254, -230 * 6 * 0.9396926];
    private static readonly double[] Vars = [0, 230 * 8 * 0.5, 230 * 6 * 0.3420201];

    public static TheoryData<int, int> Assignments()
    {
        var data = new TheoryData<int, int>();
        for (int order = 0; order < 6; order++)
            for (int reversed = 0; reversed < 8; reversed++)
                data.Add(order, reversed);
        return data;
    }

    [Theory, MemberData(nameof(Assignments))]
    public void A_set_that_follows_the_clamps_measures_what_flows(int order, int reversed)
    {
        var conductors = Orders[order];
        var wires = conductors.Select((conductor, i) => (conductor + 1, (reversed >> i & 1) == 0 ? 1 : -1)).ToArray();
        var bench = Hour(PhaseBench.Wired(wires), conductors, reversed);
        for (int i = 0; i < 3; i++)
        {
            int conductor = conductors[i];
            Assert.Equal(Watts[conductor], WattHours(bench, i), 0.5);
            Assert.Equal(Vars[conductor], VarHours(bench, i), 0.5);
            Assert.Equal(Watts[conductor], bench.Sample.ActivePowerMilliwatts[i] / 1000.0, 0.1);
            double powerFactor = Math.Abs(Watts[conductor]) / Math.Sqrt(Watts[conductor] * Watts[conductor] + Vars[conductor] * Vars[conductor]);
            // Its sign is that of the reactive power; where there is none, it says nothing.
            double read = Vars[conductor] == 0 ? Math.Abs(bench.Sample.PowerFactorPpm[i]) : bench.Sample.PowerFactorPpm[i];
            Assert.Equal(powerFactor, read / 1e6, 0.001);
            Assert.Equal(229_000 + 1000 * conductor, bench.Sample.VoltageMillivolts[i], 1.0);
        }
    }

    [Fact]
    public void Clamps_that_nobody_followed_measure_something_else()
    {
        // The control: every other of the 47 assignments gets at least one phase wrong.
        int wrong = 0;
        for (int order = 0; order < 6; order++)
        {
            for (int reversed = 0; reversed < 8; reversed++)
            {
                var bench = Hour(PhaseBench.ThreePhases(), Orders[order], reversed);
                if (Enumerable.Range(0, 3).Any(i => Math.Abs(WattHours(bench, i) - Watts[i]) > 50)) wrong++;
            }
        }
        Assert.Equal(47, wrong);
    }

    [Fact]
    public void A_wire_takes_the_calibration_of_the_voltage_it_leads_to()
    {
        var parameters = PhaseBench.Wired((2, 1), (1, 1), (3, 1));
        parameters.VoltageInputs![1].FullScaleMillivolts = 2 * PhaseBench.VoltageFullScale;
        var bench = Hour(parameters, [1, 0, 2], 0);
        Assert.Equal(Watts[1], WattHours(bench, 0), 0.5);
        Assert.Equal(Watts[0], WattHours(bench, 1), 0.5);
        Assert.Equal(230_000, bench.Sample.VoltageMillivolts[0], 1.0);
        Assert.Equal(229_000, bench.Sample.VoltageMillivolts[1], 1.0);
    }

    [Fact]
    public void Two_phases_may_be_crossed_as_well()
    {
        var parameters = PhaseBench.ThreePhases();
        parameters.Channels = [parameters.Channels[0], parameters.Channels[2]];
        parameters.VoltageInputs = [PhaseBench.Input(), PhaseBench.Input()];
        parameters.Wires = [new Wire { VoltageInput = 2, Direction = -1 }, new Wire { VoltageInput = 1 }];
        var bench = Hour(parameters, [2, 1, 0], 0b001);
        Assert.Equal(Watts[2], WattHours(bench, 0), 0.5);
        Assert.Equal(Watts[0], WattHours(bench, 1), 0.5);
    }

    private static PhaseBench Hour(ParameterSet parameters, int[] conductors, int reversed)
    {
        var bench = PhaseBench.Ready(parameters);
        long now = bench.Clock.NowMs;
        for (int i = 0; i < 3; i++)
        {
            bench.Circuit.SetVoltage(i, 229_000 + 1000 * i, now);
            bench.Circuit.SetClamp(i, new Clamp(conductors[i], (reversed >> i & 1) != 0), now);
        }
        bench.Circuit.SetPower(0, 2_300_000, now);
        // So that power is as the table says under 230 and 231 V.
        bench.Circuit.SetCurrent(1, 8_000, 30, now);
        bench.Circuit.SetCurrent(2, 6_000.0 * 230 / 231, 160, now);
        bench.Clock.Advance(3_600_000);
        Assert.Equal(SampleOutcome.Good, bench.Read());
        return bench;
    }

    private static double WattHours(PhaseBench bench, int channel) =>
        bench.Driver.ActiveGain(channel, 0, 0, bench.Sample) * (double)bench.Driver.PicowattHoursPerCount(channel) / 1e12;

    private static double VarHours(PhaseBench bench, int channel) =>
        bench.Driver.ReactiveGain(channel, 0, bench.Sample) * (double)bench.Driver.PicowattHoursPerCount(channel) / 1e12;
}
