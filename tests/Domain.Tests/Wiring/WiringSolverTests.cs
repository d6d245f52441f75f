using CarbonMeter.Domain.Wiring;

namespace CarbonMeter.Tests.Domain.Wiring;

public sealed class WiringSolverTests(ITestOutputHelper output)
{
    private static readonly WiringQuestion Load = new(3, ExpectedFlow.Consumption);
    private static readonly WiringAssignment Right = new([0, 1, 2], [false, false, false]);

    [Fact]
    public void There_are_48_ways_to_hang_three_CTs_and_four_to_hang_two_on_one_phase()
    {
        Assert.Equal(48, WiringAssignment.All(3, 3).Distinct().Count());
        Assert.Equal(4, WiringAssignment.All(2, 1).Distinct().Count());
    }

    [Theory]
    [InlineData(ExpectedFlow.Consumption, false)]
    [InlineData(ExpectedFlow.Consumption, true)]
    [InlineData(ExpectedFlow.Generation, false)]
    [InlineData(ExpectedFlow.Generation, true)]
    public void All_48_wirings_are_named_right_or_refused_and_never_named_wrong(ExpectedFlow flow, bool isReverse)
    {
        var random = new Random(48);
        var question = new WiringQuestion(3, flow, isReverse ? PhaseRotation.Reverse : PhaseRotation.Forward);
        int named = 0, refused = 0;
        foreach (var wiring in WiringAssignment.All(3, 3))
        {
            for (var round = 0; round < 400; round++)
            {
                var phases = RandomPhases(random, flow);
                WiringSample[] samples = [.. Enumerable.Range(0, 5).Select(_ => WiredLoad.Sample(wiring, phases, isReverse, random, round % 2 == 0))];
                var verdict = WiringSolver.Judge(samples, question);
                if (verdict.Finding == WiringFinding.Named)
                {
                    Assert.Equal(wiring, verdict.Assignment);
                    named++;
                }
                else
                {
                    Assert.Equal(WiringFinding.Ambiguous, verdict.Finding);
                    Assert.Contains(verdict.Fitting, one => one.Assignment.Equals(wiring));
                    refused++;
                }
            }
        }
        output.WriteLine($"{flow}, {(isReverse ? "reverse" : "forward")}: {named} named, {refused} refused of {named + refused}");
        // A solver that always refuses would be never wrong either.
        Assert.True(named > refused * 5, $"{refused} refused, {named} named");
        if (flow == ExpectedFlow.Generation) Assert.Equal(0, refused);
    }

    [Fact]
    public void Loads_of_power_factor_above_0_8_are_never_refused()
    {
        var random = new Random(8);
        foreach (var wiring in WiringAssignment.All(3, 3))
        {
            for (var round = 0; round < 100; round++)
            {
                WiredLoad.Phase[] phases = [.. Enumerable.Range(0, 3).Select(_ => new WiredLoad.Phase(230, 2 + random.NextDouble() * 60, -5 + random.NextDouble() * 41))];
                var verdict = WiringSolver.Judge([WiredLoad.Sample(wiring, phases, noise: random)], Load);
                Assert.Equal(WiringFinding.Named, verdict.Finding);
                Assert.Equal(wiring, verdict.Assignment);
            }
        }
    }

    [Fact]
    public void Two_swapped_and_one_turned_are_named_in_words()
    {
        var wiring = new WiringAssignment([0, 2, 1], [true, false, false]);
        var verdict = WiringSolver.Judge([WiredLoad.Sample(wiring, WiredLoad.Balanced(10, 12))], Load);
        Assert.Equal("swap CT2 and CT3, turn CT1 round", WiringWords.Describe(verdict, Load));
        Assert.Equal("对调 CT2 和 CT3，将 CT1 反向", WiringWords.Describe(verdict, Load, isChinese: true));
        Assert.Equal(6700, verdict.PowerWatts, 100.0);
    }

    [Fact]
    public void Three_that_went_round_are_named_one_by_one()
    {
        var wiring = new WiringAssignment([1, 2, 0], [false, false, false]);
        var verdict = WiringSolver.Judge([WiredLoad.Sample(wiring, WiredLoad.Balanced(10, 12))], Load);
        Assert.Equal("move CT1 from L2 to L1, move CT2 from L3 to L2, move CT3 from L1 to L3", WiringWords.Describe(verdict, Load));
    }

    [Fact]
    public void A_balanced_load_of_poor_power_factor_fits_two_ways_and_is_refused()
    {
        var verdict = WiringSolver.Judge([WiredLoad.Sample(Right, WiredLoad.Balanced(10, 48))], Load);
        Assert.Equal(WiringFinding.Ambiguous, verdict.Finding);
        Assert.Equal(2, verdict.Fitting.Count);
        Assert.StartsWith("2 ways to hang the CTs fit alike, among them: (1) ", WiringWords.Describe(verdict, Load));
    }

    [Fact]
    public void Without_a_known_flow_directions_are_refused()
    {
        var question = Load with { Flow = ExpectedFlow.Unknown };
        var verdict = WiringSolver.Judge([WiredLoad.Sample(Right, WiredLoad.Balanced(10, 5))], question);
        Assert.Equal(WiringFinding.Ambiguous, verdict.Finding);
        Assert.Contains(verdict.Fitting, one => one.Assignment.Equals(Right));
        Assert.EndsWith("Say which way energy flows now.", WiringWords.Describe(verdict, question));
    }

    [Fact]
    public void A_negative_power_on_a_load_is_a_wrong_phase_where_turning_the_CT_would_not_explain_it()
    {
        // At power factor 0.94 a CT on the next phase shows a power of -0.77 of the apparent one: no sign may be dropped for that.
        var wiring = new WiringAssignment([1, 0, 2], [false, false, false]);
        var sample = WiredLoad.Sample(wiring, WiredLoad.Balanced(10, 20));
        Assert.True(sample.Channels.Take(2).Min(channel => channel.ActivePowerMilliwatts) < 0);
        Assert.Equal(wiring, WiringSolver.Judge([sample], Load).Assignment);
    }

    [Fact]
    public void What_stands_in_the_way_is_a_finding_of_its_own()
    {
        var good = WiredLoad.Sample(Right, WiredLoad.Balanced(10, 10));
        AssertRefused(WiringFinding.TooLittlePower, 0, WiredLoad.Sample(Right, WiredLoad.Balanced(1.4, 10)));
        // 1.05 kVA, and 0.95 kW of it active.
        AssertRefused(WiringFinding.TooLittlePower, 0, WiredLoad.Sample(Right, WiredLoad.Balanced(1.52, 25)));
        AssertRefused(WiringFinding.VoltageMissing, 2, Change(good, 1, channel => channel with { VoltageMillivolts = 300 }));
        AssertRefused(WiringFinding.ChannelWithoutCurrent, 3, Change(good, 2, channel => channel with { CurrentMilliamperes = 20 }));
        AssertRefused(WiringFinding.AnglesMissing, 2, Change(good, 1, channel => channel with { AngleMillidegrees = null, ReactivePowerMillivars = null }));
        AssertRefused(WiringFinding.Contradiction, 1, Change(good, 0, channel => channel with { ActivePowerMilliwatts = -channel.ActivePowerMilliwatts }));
        AssertRefused(WiringFinding.Contradiction, 1, Change(good, 0, channel => channel with { PowerFactorPpm = 500_000 }));
        AssertRefused(WiringFinding.WrongRotation, 0, WiredLoad.Sample(Right, WiredLoad.Balanced(10, 10), isReverse: true));
        AssertRefused(WiringFinding.NotThreePhases, 0, good with { VoltageLagMillidegrees = [0, 240_000] });
        AssertRefused(WiringFinding.Unsteady, 1, WiredLoad.Sample(Right, WiredLoad.Balanced(10, 0)), WiredLoad.Sample(Right, WiredLoad.Balanced(10, 30)));
        AssertRefused(WiringFinding.NothingFits, 0, WiredLoad.Sample(Right,
            [new WiredLoad.Phase(230, 10, -30), new WiredLoad.Phase(230, 10, 0), new WiredLoad.Phase(230, 10, 0)]));
    }

    [Fact]
    public void After_a_remap_of_what_was_found_the_wiring_is_right_for_every_one_of_the_48()
    {
        foreach (var wiring in WiringAssignment.All(3, 3))
        {
            var wired = WiredLoad.Sample(wiring, WiredLoad.Balanced(10, 20));
            // What the meter measures once each channel is multiplied with the voltage, and signed by the direction, that was found.
            var lags = wired.Channels.Select((channel, ct) => channel.AngleMillidegrees!.Value / 1000.0 + 120 * (ct - wiring.Phases[ct]) + (wiring.Turned[ct] ? 180 : 0));
            var remapped = new WiringSample([.. lags.Select(lag => new ChannelReading(
                230_000, 10_000, (long)(2.3e6 * Math.Cos(lag * Math.PI / 180)), (long)(2.3e6 * Math.Sin(lag * Math.PI / 180)), null, null))], null);
            var question = Load with { Inputs = wiring.Phases };
            var verdict = WiringSolver.Judge([remapped], question);
            Assert.True(verdict.Assignment!.IsAsMeant(question), $"{wiring}: {WiringWords.Describe(verdict, question)}");
            Assert.StartsWith("The wiring is right", WiringWords.Describe(verdict, question));
        }
    }

    [Fact]
    public void On_one_phase_only_directions_are_judged()
    {
        var question = new WiringQuestion(1, ExpectedFlow.Consumption);
        var reading = new ChannelReading(230_000, 10_000, 2_200_000, 400_000, null, 956_000);
        var turned = reading with { ActivePowerMilliwatts = -2_200_000, ReactivePowerMillivars = -400_000, PowerFactorPpm = -956_000 };
        Assert.Equal("turn CT2 round", WiringWords.Describe(WiringSolver.Judge([new WiringSample([reading, turned], null)], question), question));
        Assert.StartsWith("The wiring is right", WiringWords.Describe(WiringSolver.Judge([new WiringSample([reading], null)], question), question));
    }

    [Fact]
    public void Every_finding_has_words_in_both_languages()
    {
        foreach (var finding in Enum.GetValues<WiringFinding>())
        {
            ScoredAssignment fit = new(Right, [0, 0, 0], 0);
            var verdict = new WiringVerdict(finding, finding == WiringFinding.Named ? Right : null, [fit, fit], 2, 900);
            Assert.Matches("^[ -~]+$", WiringWords.Describe(verdict, Load));
            Assert.Matches("[\u4e00-\u9fff]", WiringWords.Describe(verdict, Load, isChinese: true));
        }
    }

    private static void AssertRefused(WiringFinding finding, int channel, params WiringSample[] samples)
    {
        var verdict = WiringSolver.Judge(samples, Load);
        Assert.Equal((finding, channel, null), (verdict.Finding, verdict.Channel, verdict.Assignment));
    }

    private static WiringSample Change(WiringSample sample, int index, Func<ChannelReading, ChannelReading> change) =>
        sample with { Channels = [.. sample.Channels.Select((channel, i) => i == index ? change(channel) : channel)] };

    // Every phase anywhere in what is plausible, currents from 2 to 60 A, voltages of one supply.
    private static WiredLoad.Phase[] RandomPhases(Random random, ExpectedFlow flow) => [.. Enumerable.Range(0, 3).Select(_ =>
    {
        var lag = flow == ExpectedFlow.Generation
            ? 180 + (random.NextDouble() * 2 - 1) * WiringSolver.GeneratorDegreesMax
            : -WiringSolver.LoadLeadDegreesMax + random.NextDouble() * (WiringSolver.LoadLeadDegreesMax + WiringSolver.LoadLagDegreesMax);
        return new WiredLoad.Phase(220 + random.NextDouble() * 20, 2.5 + random.NextDouble() * 60, lag);
    })];
}
