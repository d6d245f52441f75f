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

    [Theory, MemberData(nameof(Assignments))]
    public void A_probe_tells_by_how_much_each_current_lags_its_voltage(int order, int reversed)
    {
        double[] lags = [0, 30, 160];
        var bench = Hour(PhaseBench.ThreePhases(), Orders[order], reversed);
        var probe = new WiringProbe(3);
        Assert.True(bench.Driver.TryProbe(probe));
        Assert.True(probe is { HasLag: true, HasReactivePower: true, HasVoltageLag: false });
        for (int i = 0; i < 3; i++)
        {
            int conductor = Orders[order][i];
            double lag = lags[conductor] + 120 * (conductor - i) + ((reversed >> i & 1) != 0 ? 180 : 0);
            Assert.Equal(0, Math.IEEERemainder(probe.LagMillidegrees[i] / 1000.0 - lag, 360), 0.1);
            double radians = lag * Math.PI / 180, apparent = bench.Sample.VoltageMillivolts[i] / 1000.0 * bench.Sample.CurrentMilliamperes[i];
            double angle = Math.Atan2(probe.ReactivePowerMillivars[i], bench.Sample.ActivePowerMilliwatts[i]);
            Assert.Equal(0, Math.IEEERemainder(angle - radians, 2 * Math.PI), 0.01);
            Assert.Equal(apparent * Math.Sin(radians), probe.ReactivePowerMillivars[i], 0.01 * apparent);
        }
    }

    [Fact]
    public void A_probe_under_a_set_that_follows_the_clamps_tells_what_flows()
    {
        var bench = Hour(PhaseBench.Wired((1, 1), (3, 1), (2, -1)), [0, 2, 1], 0b100);
        var probe = new WiringProbe(3);
        Assert.True(bench.Driver.TryProbe(probe));
        Assert.False(probe.HasLag); // which voltage the angle counters look at then is not known
        Assert.Equal(0, probe.ReactivePowerMillivars[0], 23_000.0);
        Assert.Equal(Vars[2] * 1000, probe.ReactivePowerMillivars[1], 5_000.0);
        Assert.Equal(Vars[1] * 1000, probe.ReactivePowerMillivars[2], 5_000.0);
        bench = Hour(PhaseBench.Wired((1, 1), (2, -1), (3, 1)), [0, 1, 2], 0b010);
        Assert.True(bench.Driver.TryProbe(probe));
        Assert.True(probe.HasLag);
        Assert.Equal(30_000, probe.LagMillidegrees[1], 100.0);
    }

    [Theory]
    [InlineData(BusFault.Nack)]
    [InlineData(BusFault.Phantom)]
    [InlineData(BusFault.Corrupted)]
    public void A_fault_at_any_transfer_of_a_probe_makes_no_figure(BusFault fault)
    {
        var bench = Hour(PhaseBench.ThreePhases(), Orders[0], 0);
        var probe = new WiringProbe(3);
        for (int at = 0; at < (1 + 3 * 5) * 3; at++)
        {
            bench.Bus.FailAt(at, fault, mask: 0x80);
            Assert.False(bench.Driver.TryProbe(probe));
        }
        Assert.True(bench.Driver.TryProbe(probe));
        // Dead mains: no period, so no angle; and no sample is harmed by having been probed.
        bench.Circuit.SetVoltage(1, 0, bench.Clock.NowMs);
        Assert.True(bench.Driver.TryProbe(probe));
        Assert.False(probe.HasLag);
        Assert.Equal(SampleOutcome.Good, bench.Read());
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
