using CarbonMeter.Domain.Ledger;
using CarbonMeter.Records;
using CarbonMeter.TestSupport;
using CarbonMeter.Units;

namespace CarbonMeter.Storage.Tests;

/// <summary>What every store adds up of gas channels, and what it tells of it as of any moment.</summary>
public abstract class GasContract
{
    private const long Begin = TestMeter.FirstStartUnixSeconds;

    protected abstract IStoreUnderTest Open();

    [Fact]
    public void Gas_is_added_up_by_hour_and_meter()
    {
        using var store = Open();
        var stack = new TestMeter("stack", channels: 0);
        stack.MeasureGas();
        var plain = new TestMeter("plain", seed: 2);
        stack.NextStartUnixSeconds = Begin + 1800;
        var (first, second) = (stack.Run(45), stack.Run(60));
        store.Ledger.Commit([first.Entry(), plain.Run().Entry()]);
        store.Ledger.Commit([second.Entry()]);

        var hours = store.Queries.GasHours([], Begin, Begin + 86_400);
        Assert.Equal([Begin, Begin + 3600, Begin + 7200], hours.Select(hour => hour.StartUnixSeconds));
        Assert.All(hours, hour => Assert.Equal("stack", hour.MeterId));
        var intervals = new[] { first, second }.SelectMany(record => ((IntervalRecord)record.Record).Intervals).ToList();
        Check(intervals.Take(30), hours[0].Sum);
        Check(intervals.Skip(30).Take(60), hours[1].Sum);
        Check(intervals.Skip(90), store.Queries.GasHours(["stack"], Begin + 7200, Begin + 10_800).Single().Sum);
        Assert.Equal(second.Record.Gas!.MassMilligrams, store.Queries.GasHours([], 0, long.MaxValue).Sum(hour => hour.Sum.MassMilligrams));
        Assert.Empty(store.Queries.GasHours(["plain"], 0, long.MaxValue));
        Assert.Equal(second.Record.Gas!.MassMilligrams, store.Ledger.HeadOf("stack")!.Gas!.MassMilligrams);
    }

    [Fact]
    public void What_was_not_measured_adds_nothing_and_is_counted()
    {
        using var store = Open();
        var stack = new TestMeter("stack");
        stack.MeasureGas();
        store.Ledger.Commit([stack.Run(3, run =>
        {
            run.Intervals[0].Gas = null;
            run.Intervals[1].Gas!.MassMilligrams = run.Intervals[1].Gas!.MassUncertaintyPpm = Reading.Missing;
            run.Intervals[1].Gas!.VolumeLitres = Reading.Missing;
            run.Intervals[2].Gas!.MassUncertaintyPpm = Reading.Missing;
        }).Entry()]);
        var sum = store.Queries.GasHours([], 0, long.MaxValue).Single().Sum;
        Assert.Equal((3, 1), (sum.Intervals, sum.IntervalsWithMass));
        Assert.Equal(60_000, sum.MeasuredMs);
        Assert.Equal(120, sum.CarbonDioxideSeconds);
        Assert.Equal(sum.MassMilligrams, sum.MassWithoutUncertaintyMilligrams);
        Assert.Equal(0, sum.ExpandedMilligrams);
    }

    [Fact]
    public void As_of_a_moment_only_what_had_come_counts_and_a_resent_record_counts_once()
    {
        using var store = Open();
        var stack = new TestMeter("stack", channels: 0);
        stack.MeasureGas();
        var (first, second, third) = (stack.Run(), stack.Run(), stack.Run());
        store.Ledger.Commit([first.Entry(receivedAtUnixMs: 1000), second.Entry(receivedAtUnixMs: 2000)]);
        store.Ledger.Commit([third.Entry(receivedAtUnixMs: 3000), second.Entry(receivedAtUnixMs: 4000)]);
        long Mass(long? by) => store.Queries.GasHours([], 0, long.MaxValue, by).Sum(hour => hour.Sum.MassMilligrams);
        Assert.Equal(0, Mass(999));
        Assert.Equal(first.Record.Gas!.MassMilligrams, Mass(1999));
        Assert.Equal(second.Record.Gas!.MassMilligrams, Mass(2999));
        Assert.Equal(third.Record.Gas!.MassMilligrams, Mass(3000));
        Assert.Equal(third.Record.Gas!.MassMilligrams, Mass(null));
    }

    private static void Check(IEnumerable<Interval> intervals, GasSum sum)
    {
        var gas = intervals.Select(interval => interval.Gas!).ToList();
        Assert.Equal(gas.Sum(one => one.MassMilligrams.Value), sum.MassMilligrams);
        Assert.Equal(gas.Sum(one => one.VolumeLitres.Value), sum.VolumeLitres);
        Assert.Equal(gas.Sum(one => (one.MassMilligrams.Value * one.MassUncertaintyPpm.Value + 999_999) / 1_000_000), sum.ExpandedMilligrams);
        Assert.Equal(gas.Sum(one => (long)one.MeasuredMs), sum.MeasuredMs);
        Assert.Equal(gas.Average(one => one.CarbonDioxidePpm.Value), sum.MeanCarbonDioxidePpm!.Value, 0.5);
        Assert.Equal((gas.Count, gas.Count), (sum.Intervals, sum.IntervalsWithMass));
    }
}
