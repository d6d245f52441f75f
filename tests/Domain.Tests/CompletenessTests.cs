using CarbonMeter.Domain.Completeness;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Records;
using static CarbonMeter.Tests.Domain.TestPark;

namespace CarbonMeter.Tests.Domain;

public class CompletenessTests
{
    private static EnergySlot Quarter(int index) =>
        new(Load.MeterId!, 1, Start + index * 900L, 900, 1, 0, 0, 0, 900_000, 1, 1);

    private static StoredEvent Gap(int reason, long from, long to, EventCode code = EventCode.Gap) =>
        new(Load.MeterId!, 1, 0, code, reason, from * 1000, to * 1000, null, null, null);

    [Fact]
    public void One_missing_interval_is_never_a_million_ppm()
    {
        var completeness = DataCompleteness.Of(9_999_999, 10, 0, 100_000_000);
        Assert.Equal(999_999, completeness.Ppm);
        Assert.Equal(1_000_000, DataCompleteness.Of(10_000_000, 10, 0, 100_000_000).Ppm);
    }

    [Fact]
    public void The_real_park_is_98_26_percent_complete() =>
        Assert.Equal(982_581, DataCompleteness.Of(23_016, 900, 1_577_836_800, 1_598_918_400).Ppm);

    [Fact]
    public void Nothing_expected_is_no_completeness() => Assert.Null(DataCompleteness.Of(0, 900, Start, Start).Ppm);

    [Theory]
    [InlineData(0, 900, 1)]
    [InlineData(1, 900, 0)]
    [InlineData(1, 1800, 1)]
    [InlineData(900, 899, 0)]
    [InlineData(900, 0, 0)]
    public void Only_intervals_that_begin_and_end_in_the_span_are_expected(long from, long to, long expected) =>
        Assert.Equal(expected, DataCompleteness.Expected(900, from, to));

    [Fact]
    public void Shorter_intervals_than_expected_do_not_make_a_meter_more_than_complete() =>
        Assert.Equal(1_000_000, DataCompleteness.Of(60, 900, 0, 3600).Ppm);

    [Fact]
    public void A_park_is_as_complete_as_all_its_meters_together() => Assert.Equal(750_000,
        DataCompleteness.Of([new DataCompleteness(4, 4), new DataCompleteness(2, 4)]).Ppm);

    [Fact]
    public void Holes_are_found_at_the_beginning_in_the_middle_and_at_the_end()
    {
        var holes = Holes.Find(Load.MeterId!, [Quarter(4), Quarter(2), Quarter(1)], [], Start, Start + 6 * 900);
        Assert.Equal([(0, 1), (3, 4), (5, 6)], holes.Select(hole =>
            ((int)(hole.FromUnixSeconds - Start) / 900, (int)(hole.ToUnixSeconds - Start) / 900)));
        Assert.All(holes, hole => Assert.Null(hole.Reason));
    }

    [Fact]
    public void No_slots_at_all_is_one_hole() =>
        Assert.Equal([new Hole(Load.MeterId!, Start, Start + 900, null)], Holes.Find(Load.MeterId!, [], [], Start, Start + 900));

    [Fact]
    public void The_event_that_shares_most_time_with_a_hole_gives_its_reason()
    {
        StoredEvent[] events =
        [
            Gap(1, Start - 5000, Start + 10), Gap(0, Start + 20, Start + 800),
            Gap(2, Start + 900, Start + 9000), Gap(0, Start, Start + 900) with { MeterId = "other" },
        ];
        Assert.Equal("no power", Assert.Single(Holes.Find(Load.MeterId!, [], events, Start, Start + 900)).Reason);
    }

    [Fact]
    public void A_lost_journal_is_a_reason_and_a_boot_is_none()
    {
        Assert.Equal("journal full", Holes.Find(Load.MeterId!, [], [Gap(0, Start, Start + 900, EventCode.JournalLoss)], Start, Start + 900)[0].Reason);
        Assert.Null(Holes.Find(Load.MeterId!, [], [Gap(0, Start, Start + 900, EventCode.Boot)], Start, Start + 900)[0].Reason);
    }

    [Fact]
    public void Suspects_are_the_hours_that_are_not_full_joined_and_cut_to_the_span()
    {
        EnergySlot[] hours = [Hour(Load, 1, 1), Hour(Load, 3, 1) with { Intervals = 3 }, Hour(Load, 5, 1)];
        Assert.Equal([(Start + 900, Start + 3600), (Start + 2 * 3600, Start + 5 * 3600)],
            Holes.Suspects(hours, 900, Start + 900, Start + 6 * 3600));
    }
}
