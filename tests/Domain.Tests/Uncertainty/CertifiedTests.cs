using CarbonMeter.Domain;
using CarbonMeter.Domain.Certified;
using CarbonMeter.Domain.Green;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Parks;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.Domain.Uncertainty;
using static CarbonMeter.Tests.Domain.TestPark;
using static CarbonMeter.Tests.Domain.Uncertainty.Sources;

namespace CarbonMeter.Tests.Domain.Uncertainty;

public class CertifiedTests
{
    private static readonly LoadRange Load10Amperes = new(10_000, 10_000, 1_000_000);

    /// <summary>A valid verdict: own certificate, ppb; the standard is certificate 1 for all, 0.1 % (k = 1).</summary>
    private static ChainVerdict Valid(int certificate, long ownPpb = 2_000_000) => new(Outcome.Valid, Checks(), [],
        [new ChannelUncertainty(1, 230_000, [new LoadPoint(10_000, 1_000_000,
            [new UncertaintyPart(Hash(certificate), ownPpb), new UncertaintyPart(Hash(1), 1_000_000)])])], []);

    private static ChainVerdict Failing(Outcome outcome, ChainCheck check, string argument = "") =>
        new(outcome, [.. Checks().Select(each => each.Check == check
            ? each with { Outcome = outcome, Reason = "because", Arguments = [argument] } : each)], [], [], []);

    private static CheckResult[] Checks() => [.. Enum.GetValues<ChainCheck>().Select(check =>
        new CheckResult(check, Outcome.Valid, "fine", [], null))];

    private static JudgedSlot Judged(EnergySlot slot, ChainVerdict? verdict) => new(slot with { Load = Load10Amperes }, verdict);

    private static CertifiedSummary Certified(IEnumerable<JudgedSlot> slots, Func<EnergySlot, int?>? factors = null) =>
        Summary(slots, factors).Certified;

    private static ParkSummary Summary(IEnumerable<JudgedSlot> slots, Func<EnergySlot, int?>? factors = null) => ParkSummary.Of(
        TestPark.Park, All, Registered(), [.. slots], Start, Start + 48 * 3600, GreenRules.InnerMongolia, factors);

    // Every role with both directions, each hour and meter with another amount.
    private static IEnumerable<JudgedSlot> Day(Func<Node, ChainVerdict?> verdictOf) => Enumerable.Range(0, 24).SelectMany(hour =>
        All.Select((node, index) => Judged(Hour(node, hour, 10 + hour * index, 5 + (hour + 1) * (index + 1), (10 + hour * index) * 1_000_000L * 684_900),
            verdictOf(node))));

    [Fact]
    public void Where_all_is_certified_the_certified_figures_are_all_figures()
    {
        var summary = Summary(Day(node => Valid(10 + Array.IndexOf(All, node))));
        var flows = summary.Flows;
        Assert.Equal(new Dictionary<Flow, Int128>
        {
            [Flow.GridImport] = flows.GridImport, [Flow.GridExport] = flows.GridExport, [Flow.Pv] = flows.Pv, [Flow.Wind] = flows.Wind,
            [Flow.Chp] = flows.Chp, [Flow.Green] = flows.Green, [Flow.Charge] = flows.Charge, [Flow.Discharge] = flows.Discharge,
            [Flow.Load] = flows.Load, [Flow.OwnUse] = flows.OwnUse, [Flow.LoadExport] = flows.LoadExport,
        }, summary.Certified.Flows.ToDictionary(pair => pair.Key, pair => pair.Value.Value));
        Assert.Equal(summary.Carbon.Nanograms, summary.Certified.Carbon.ElectricityNanograms);
        Assert.Equal(summary.Meters.Select(meter => (meter.Node, meter.ImportMilliwattHours, meter.ExportMilliwattHours)),
            summary.Certified.Meters.Select(meter => (meter.Node, meter.Import.Value, meter.Export.Value)));
        Assert.Equal(summary.Share.VolumetricPpm, summary.Certified.Share.VolumetricPpm);
        Assert.Equal(summary.Share.HourlyPpm, summary.Certified.Share.HourlyPpm);
        Assert.Equal(summary.Share.HourlyMatchedMilliwattHours, summary.Certified.Share.HourlyMatchedMilliwattHours);
        Assert.Equal(0, summary.Certified.Share.UncertifiedLoadMilliwattHours);
        Assert.NotNull(summary.Certified.BalanceExpandedMilliwattHours);
        Assert.Empty(summary.Certified.Uncertified);
    }

    [Fact]
    public void What_is_measured_does_not_depend_on_what_is_certified()
    {
        var judged = Summary(Day(_ => Valid(10)));
        var notJudged = Summary(Day(_ => null));
        Assert.Equal(judged.Flows, notJudged.Flows);
        Assert.Equal(judged.Share, notJudged.Share);
        Assert.Equal(judged.Carbon, notJudged.Carbon);
        Assert.All(notJudged.Certified.Flows.Values, figure => Assert.Equal(new ExpandedFigure(0, 0), figure));
    }

    [Fact]
    public void A_year_of_one_meter_is_as_uncertain_as_one_hour_of_it()
    {
        var load = Enumerable.Range(0, 24).Select(hour => Judged(Hour(Load, hour, 100), Valid(10)));
        // 2 x sqrt(0.2^2 + 0.1^2) % = 0.4472 %, of 2400 kWh.
        Assert.Equal(new ExpandedFigure(2_400_000_000, 10_733_127), Certified(load).Flows[Flow.Load]);
    }

    [Fact]
    public void Energy_that_is_not_certified_is_told_with_its_reason_and_amount()
    {
        JudgedSlot[] slots =
        [
            Judged(Hour(Load, 0, 100), Valid(10)), Judged(Hour(Load, 1, 30), Failing(Outcome.Invalid, ChainCheck.NotSuperseded, "W-1")),
            Judged(Hour(Load, 2, 40), Failing(Outcome.Invalid, ChainCheck.NotSuperseded, "W-1")),
            Judged(Hour(Grid, 3, 5, 6), Failing(Outcome.CannotTell, ChainCheck.HashAsCited)), Judged(Hour(Pv, 4, 0, 50), null),
            Judged(Hour(Chp, 5, 0, 0), null),
        ];
        var certified = Certified(slots);
        Assert.Equal(100_000_000, certified.Flows[Flow.Load].Value);
        Assert.Equal(
            [("load", 70_000_000, 0, Start + 3600, Start + 3 * 3600), ("pv", 0, 50_000_000, Start + 4 * 3600, Start + 5 * 3600),
                ("grid", 5_000_000, 6_000_000, Start + 3 * 3600, Start + 4 * 3600)],
            certified.Uncertified.Select(energy => (energy.Node.Id, energy.ImportMilliwattHours, energy.ExportMilliwattHours,
                energy.FromUnixSeconds, energy.ToUnixSeconds)));
        Assert.Equal([ChainCheck.NotSuperseded, null, ChainCheck.HashAsCited], certified.Uncertified.Select(energy => energy.Reason?.Check));
        Assert.Equal(["W-1"], certified.Uncertified[0].Reason!.Arguments);
    }

    [Fact]
    public void Of_several_failing_checks_the_first_of_the_worst_speaks()
    {
        var verdict = Failing(Outcome.CannotTell, ChainCheck.HashAsCited);
        verdict = verdict with
        {
            Outcome = Outcome.Invalid,
            Checks = [.. verdict.Checks.Select(check => check.Check is ChainCheck.Accredited or ChainCheck.KeyRegistered
                ? check with { Outcome = Outcome.Invalid } : check)],
        };
        Assert.Equal(ChainCheck.Accredited, Certified([Judged(Hour(Load, 0, 1), verdict)]).Uncertified.Single().Reason!.Check);
    }

    [Theory]
    [InlineData(10_001, 1_000_000, "load-current-above", Outcome.Invalid)]
    [InlineData(10_000, 999_999, "load-power-factor-below", Outcome.Invalid)]
    [InlineData(null, null, "load-current-unknown", Outcome.CannotTell)]
    public void A_load_outside_the_calibrated_range_is_not_certified(int? current, int? powerFactor, string reason, Outcome outcome)
    {
        var slot = Hour(Load, 0, 7) with { Load = current is { } known ? new LoadRange(known, known, powerFactor) : null };
        var energy = Certified([new JudgedSlot(slot, Valid(10))]).Uncertified.Single();
        Assert.Equal((ChainCheck.RangeCovered, outcome, reason), (energy.Reason!.Check, energy.Reason.Outcome, energy.Reason.Reason));
        Assert.Equal(7_000_000, energy.ImportMilliwattHours);
    }

    [Fact]
    public void A_channel_the_chain_does_not_name_is_not_certified()
    {
        var slot = Hour(Load, 0, 7) with { Load = Load10Amperes };
        var verdict = Valid(10) with { Channels = [] };
        Assert.Equal("load-not-calibrated", Certified([new JudgedSlot(slot, verdict)]).Uncertified.Single().Reason!.Reason);
    }

    [Fact]
    public void Certified_green_is_set_against_all_load()
    {
        JudgedSlot[] slots =
        [
            Judged(Hour(Load, 0, 100), Valid(10)), Judged(Hour(Load, 1, 100), null),
            Judged(Hour(Pv, 0, 0, 80), Valid(11)), Judged(Hour(Pv, 1, 0, 80), null),
        ];
        var share = Certified(slots).Share;
        Assert.Equal((400_000, 400_000), (share.VolumetricPpm, share.HourlyPpm));
        Assert.Equal((80_000_000, 200_000_000, 100_000_000), (share.GreenMilliwattHours, share.LoadMilliwattHours, share.UncertifiedLoadMilliwattHours));
        // The band touches no line, but half of the load is not known well enough to say so.
        Assert.Equal(new CertainClass(null, false), share.VolumetricClass);
    }

    [Theory]
    [InlineData(40, null, false)]          // below the line, and what is not certified might lift it
    [InlineData(60, "low-carbon", false)]
    [InlineData(90, "zero-carbon", true)]  // nothing could be higher
    public void Green_that_is_not_certified_leaves_open_whether_a_class_is_reached(int green, string? reached, bool isCertain)
    {
        var share = Certified([Judged(Hour(Load, 0, 100), Valid(10)), Judged(Hour(Pv, 0, 0, green), Valid(11)), Judged(Hour(Pv, 1, 0, 1), null)]).Share;
        Assert.Equal(1_000_000, share.UncertifiedGreenMilliwattHours);
        Assert.Equal(new CertainClass(reached, isCertain), share.VolumetricClass);
    }

    [Fact]
    public void A_standard_that_both_sides_share_cancels_in_the_share()
    {
        // Own parts 0: all uncertainty is that of standard 1.
        JudgedSlot[] shared = [Judged(Hour(Load, 0, 100), Valid(10, 0)), Judged(Hour(Pv, 0, 0, 60), Valid(11, 0))];
        Assert.Equal(new ShareBand(600_000, 600_000, 0), Certified(shared).Share.Volumetric);
        // Own parts 0.2 %: 0.6 x 2 x 0.2 % x sqrt 2 = 0.3394 %.
        JudgedSlot[] own = [Judged(Hour(Load, 0, 100), Valid(10)), Judged(Hour(Pv, 0, 0, 60), Valid(11))];
        Assert.Equal(new ShareBand(596_605, 603_395, 3_395), Certified(own).Share.Hourly);
        Assert.Equal(new CertainClass("low-carbon", true), Certified(own).Share.HourlyClass);
    }

    [Fact]
    public void Load_matched_with_itself_leaves_only_what_is_not_matched_uncertain()
    {
        // By day the sun covers all load: no uncertainty there. By night nothing is matched.
        JudgedSlot[] slots =
        [
            Judged(Hour(Load, 0, 100), Valid(10)), Judged(Hour(Pv, 0, 0, 300), Valid(11)), Judged(Hour(Load, 1, 100), Valid(10)),
        ];
        var share = Certified(slots).Share;
        Assert.Equal(new ShareBand(500_000, 500_000, 0), share.Hourly);
        // By volume the sun is 1.5 times the load: surely all of it.
        Assert.Equal((1_000_000, 1_000_000), (share.Volumetric!.LowPpm, share.Volumetric.HighPpm));
    }

    [Fact]
    public void A_park_without_load_has_no_certain_class()
    {
        var share = Certified([Judged(Hour(Pv, 0, 0, 5), Valid(10))]).Share;
        Assert.Null(share.Volumetric);
        Assert.Null(share.HourlyPpm);
        Assert.False(share.HourlyClass.IsCertain);
    }

    [Fact]
    public void Carbon_carries_the_parts_of_its_import_and_the_factor_if_one_is_stated()
    {
        JudgedSlot[] slots = [Judged(Hour(Grid, 0, 100, 0, 100_000_000L * 684_900), Valid(10)), Judged(Hour(Load, 0, 100, 0, 1), Valid(11))];
        var carbon = Certified(slots, _ => 25_000).Carbon;
        Assert.Equal(100_000_000L * 684_900, carbon.ElectricityNanograms);
        Assert.Equal(306_296_591_558, carbon.Energy);                      // 0.4472 %
        Assert.Equal(100_000_000L * 684_900 / 20, carbon.Factor);          // 5 %
        Assert.Equal(3_438_170_713_040, (Int128)carbon.Together!);         // 5.0200 %
        Assert.Null(Certified(slots).Carbon.Factor);
        Assert.Equal(100_000_000L * 684_900, Certified(slots).Carbon.NanogramsWithoutFactorStatement);
    }

    [Fact]
    public void The_balance_says_how_well_its_residual_is_known_where_all_of_it_is_certified()
    {
        JudgedSlot[] slots = [.. All.Select((node, index) => Judged(Hour(node, 0, node == Load ? 100 : 0, node == Pv ? 100 : 0), Valid(10 + index)))];
        // The standard of both cancels; 2 x 0.2 % x 100 kWh x sqrt 2.
        Assert.Equal(565_686, Certified(slots).BalanceExpandedMilliwattHours);
        Assert.Null(Certified([.. slots[..^1], slots[^1] with { Verdict = null }]).BalanceExpandedMilliwattHours);
        // An hour that is not whole is no part of the balance.
        var partly = Judged(Hour(Load, 1, 5), null);
        Assert.Equal(565_686, Certified([.. slots, partly]).BalanceExpandedMilliwattHours);
    }

    [Fact]
    public void Hours_and_their_intervals_mix()
    {
        var quarters = Enumerable.Range(0, 4).Select(quarter => Judged(Hour(Load, 1, 0) with
        {
            StartUnixSeconds = Start + 3600 + quarter * 900, LengthSeconds = 900, ImportMilliwattHours = 10_000_000, MeasuredMs = 900_000,
        }, quarter < 2 ? Valid(10) : Failing(Outcome.Invalid, ChainCheck.RecordInValidity)));
        var summary = Summary([Judged(Hour(Load, 0, 40), Valid(10)), .. quarters]);
        Assert.Equal(80_000_000, summary.Flows.Load);
        Assert.Equal(60_000_000, summary.Certified.Flows[Flow.Load].Value);
        Assert.Equal(Start + 5400, summary.Certified.Uncertified.Single().FromUnixSeconds);
    }

    [Fact]
    public void Below_the_calibrated_current_the_time_counts_not_the_energy()
    {
        var slot = Hour(Load, 0, 0) with { ImportMilliwattHours = 1_000, Load = new LoadRange(10, 20, 1_000_000) };
        // 230 V x 10 A x 1 h = 2300 Wh, of it 2 x sqrt(0.2^2 + 0.1^2) %.
        Assert.Equal(new ExpandedFigure(1_000, 10_286), Certified([new JudgedSlot(slot, Valid(10))]).Flows[Flow.Load]);
    }

    [Fact]
    public void Every_way_to_be_outside_has_a_sentence_that_names_the_channel()
    {
        foreach (var fault in Enum.GetValues<LoadFault>().Where(fault => fault != LoadFault.None))
        {
            var check = LoadFaults.Check(fault, 7, null);
            Assert.Contains("hannel 7", ReasonWords.English(check));
            Assert.Contains("通道 7", ReasonWords.Chinese(check));
        }
        Assert.Throws<ArgumentException>(() => LoadFaults.Check(LoadFault.None, 7, null));
    }
}
