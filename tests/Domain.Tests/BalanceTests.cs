using CarbonMeter.Domain;
using CarbonMeter.Domain.Balance;
using CarbonMeter.Domain.Certified;
using CarbonMeter.Domain.Green;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Parks;
using static CarbonMeter.Tests.Domain.TestPark;

namespace CarbonMeter.Tests.Domain;

public class BalanceTests
{
    private static EnergySlot[] Balanced(int hour) =>
        [Hour(Grid, hour, 40, 5), Hour(Pv, hour, 1, 30), Hour(Chp, hour, 0, 20), Hour(Battery, hour, 9, 10), Hour(Load, hour, 85)];

    [Fact]
    public void A_park_whose_meters_agree_has_no_residual()
    {
        var balance = EnergyBalance.Of(ParkFlows.Sum(ParkSeries.Of(All, Balanced(0), 3600).Select(slot => slot.Flows)));
        Assert.Equal(100_000_000, balance.InMilliwattHours);
        Assert.Equal(0, balance.ResidualMilliwattHours);
        Assert.Equal(0, balance.ResidualPpm);
    }

    [Fact]
    public void A_residual_has_a_sign_and_its_size_in_ppm_of_the_larger_side()
    {
        var lost = new EnergyBalance(100, 98);
        Assert.Equal(2, lost.ResidualMilliwattHours);
        Assert.Equal(20_000, lost.ResidualPpm);
        var appeared = new EnergyBalance(98, 100);
        Assert.Equal(-2, appeared.ResidualMilliwattHours);
        Assert.Equal(20_000, appeared.ResidualPpm);
        Assert.Null(new EnergyBalance(0, 0).ResidualPpm);
    }

    [Fact]
    public void Each_role_feeds_its_own_figure()
    {
        var flows = ParkFlows.Sum(ParkSeries.Of(All, Balanced(0), 3600).Select(slot => slot.Flows));
        Assert.Equal(new ParkFlows
        {
            GridImport = 40_000_000, GridExport = 5_000_000, Pv = 30_000_000, Green = 30_000_000, Chp = 20_000_000,
            Charge = 9_000_000, Discharge = 10_000_000, Load = 85_000_000, OwnUse = 1_000_000,
        }, flows);
    }

    [Fact]
    public void Only_carbon_of_the_grid_connection_counts()
    {
        var flows = ParkFlows.Sum(ParkSeries.Of(All, [Hour(Grid, 0, 2, carbonNanograms: 11), Hour(Load, 0, 2, carbonNanograms: 999)], 3600)
            .Select(slot => slot.Flows));
        Assert.Equal(11, flows.GridImportCarbonNanograms);
    }

    [Fact]
    public void An_hour_that_one_meter_missed_in_part_is_left_out_of_the_balance()
    {
        var slots = Balanced(0).Concat(Balanced(1)).ToArray();
        slots[^1] = slots[^1] with { ImportMilliwattHours = 42_000_000, MeasuredMs = 1_800_000, Intervals = 2, CompleteIntervals = 2 };
        var report = BalanceReport.Of(ParkSeries.Of(All, slots, 3600));
        Assert.Equal((1, 2), (report.WholeSlots, report.Slots));
        Assert.Equal(0, report.Total.ResidualMilliwattHours);
    }

    [Fact]
    public void The_worst_hour_is_named()
    {
        var slots = Balanced(0).Concat(Balanced(1)).Concat(Balanced(2)).ToArray();
        slots[5] = slots[5] with { ImportMilliwattHours = 39_000_000 };
        var report = BalanceReport.Of(ParkSeries.Of(All, slots, 3600));
        Assert.Equal(Start + 3600, report.WorstStartUnixSeconds);
        Assert.Equal(-1_000_000, report.Worst!.ResidualMilliwattHours);
    }

    [Fact]
    public void A_park_without_data_has_no_worst_hour()
    {
        var report = BalanceReport.Of([]);
        Assert.Null(report.Worst);
        Assert.Null(report.Total.ResidualPpm);
    }

    [Fact]
    public void Days_begin_when_the_park_says()
    {
        // Start is 22:00 UTC: at UTC+8 hours 0 to 17 are one local day, and hour 18 begins the next.
        var slots = Enumerable.Range(0, 20).Select(hour => Hour(Load, hour, 1));
        var days = ParkSeries.Of(All, slots, ParkSeries.DaySeconds, 480 * 60);
        Assert.Equal([18_000_000, 2_000_000], days.Select(day => day.Flows.Load));
        Assert.Equal(Start + 18 * 3600, days[1].StartUnixSeconds);
    }

    [Fact]
    public void Moments_before_1970_by_the_parks_clock_still_fall_into_a_slot() =>
        Assert.Equal(-3600 * 16, ParkSeries.StartOf(100, 86_400, -8 * 3600));

    [Fact]
    public void A_slot_nobody_measured_is_left_out_not_zero()
    {
        var series = ParkSeries.Of(All, [Hour(Load, 0, 1), Hour(Load, 2, 1)], 3600);
        Assert.Equal([Start, Start + 7200], series.Select(slot => slot.StartUnixSeconds));
        Assert.All(series, slot => Assert.False(slot.IsWhole));
    }

    [Fact]
    public void A_summary_adds_up_from_the_same_slots()
    {
        var slots = Balanced(0).Concat(Balanced(1)).ToArray();
        slots[0] = slots[0] with { CarbonNanograms = (Int128)long.MaxValue + 1 };
        var summary = ParkSummary.Of(TestPark.Park, All, Registered(), [.. slots.Select(slot => new JudgedSlot(slot, null))],
            Start, Start + 3 * 3600, GreenRules.InnerMongolia);
        Assert.Equal(170_000_000, summary.Share.LoadMilliwattHours);
        Assert.Equal(352_941, summary.Share.HourlyPpm);
        Assert.Equal((Int128)long.MaxValue + 1, summary.Carbon.Nanograms);
        Assert.Equal(summary.Carbon.Nanograms, summary.Carbon.Milligrams * 1_000_000 + summary.Carbon.RemainderNanograms);
        Assert.Equal(666_666, summary.Completeness.Ppm);
        Assert.Equal(5, summary.Meters.Count);
        Assert.Equal(80_000_000, summary.Meters.Single(meter => meter.Node == Grid).ImportMilliwattHours);
        Assert.Empty(summary.Issues);
    }

    [Fact]
    public void Carbon_per_kilowatt_hour_needs_a_kilowatt_hour()
    {
        var none = new CarbonMeter.Domain.Carbon.CarbonFigures(0, 0, 0);
        Assert.Null(none.MilligramsPerKilowattHourOfImport);
        Assert.Null(none.MilligramsPerKilowattHourOfLoad);
        var some = new CarbonMeter.Domain.Carbon.CarbonFigures(2_000_000 * (Int128)684_900, 2_000_000, 4_000_000);
        Assert.Equal(684_900, some.MilligramsPerKilowattHourOfImport);
        Assert.Equal(342_450, some.MilligramsPerKilowattHourOfLoad);
    }
}
