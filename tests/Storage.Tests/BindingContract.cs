using CarbonMeter.Domain.Ledger;
using CarbonMeter.TestSupport;
using CarbonMeter.Units;

namespace CarbonMeter.Storage.Tests;

/// <summary>What every store must keep of bindings: one number for all records that say the same, sums for each.</summary>
public abstract class BindingContract
{
    private const long Begin = TestMeter.FirstStartUnixSeconds;

    protected abstract IStoreUnderTest Open();

    [Fact]
    public void Records_that_say_the_same_share_a_binding_and_others_do_not()
    {
        using var store = Open();
        var (a, b) = (new TestMeter("a"), new TestMeter("b"));
        store.Ledger.Commit([a.Run().Entry(), b.Run().Entry(), a.Event().Entry()]);
        a.FirmwareId = "test-2";
        store.Ledger.Commit([a.Run().Entry()]);
        a.ParameterSetHash = [.. Enumerable.Repeat((byte)7, 32)];
        store.Ledger.Commit([a.Run().Entry()]);
        (a.FirmwareId, a.ParameterSetHash) = ("test-1", new byte[32]);
        store.Ledger.Commit([a.Run().Entry()]);
        Assert.Equal([1, 1, 3, 4, 1], store.Queries.Records("a", 0, 10).Select(record => record.BindingNumber));
        Assert.Equal(2, store.Ledger.Find("b", 1)!.BindingNumber);
    }

    [Fact]
    public void A_slot_in_which_the_binding_changed_comes_once_for_each()
    {
        using var store = Open();
        var meter = new TestMeter("m1", channels: 2);
        var first = meter.Run(20);
        meter.FirmwareId = "test-2";
        var second = meter.Run(20);
        store.Ledger.Commit([first.Entry()]);
        store.Ledger.Commit([second.Entry()]);
        foreach (var length in new[] { SlotLength.Hour, SlotLength.Day })
        {
            var slots = store.Queries.Series([], length, 0, long.MaxValue / 2);
            Assert.Equal([(1, 1, 20), (1, 2, 20), (2, 1, 20), (2, 2, 20)],
                slots.Select(slot => (slot.ChannelId, slot.BindingNumber, slot.Intervals)));
        }
        var intervals = store.Queries.Series([], SlotLength.Interval, Begin, Begin + 3_600);
        Assert.Equal(80, intervals.Count);
        Assert.All(intervals, slot => Assert.Equal(slot.StartUnixSeconds < Begin + 1_200 ? 1 : 2, slot.BindingNumber));
        Assert.Equal([40L, 40L], store.Queries.Totals([], Begin, Begin + 3_600).Select(total => total.Intervals));
    }

    // The channel's intervals: import mWh, current mA, power factor ppm; null: not told.
    public static TheoryData<(long Import, long? Current, long? PowerFactor)[], LoadRange?> Loads => new()
    {
        { [(5, 100, 900_000), (5, 300, 700_000), (5, 200, 800_000)], new LoadRange(100, 300, 700_000) },
        { [(5, 100, -400_000), (5, 300, 700_000)], new LoadRange(100, 300, 400_000) },
        { [(0, 1, 100_000), (5, 300, 700_000), (0, 9_000, null), (0, null, null)], new LoadRange(300, 300, 700_000) },
        { [(5, 100, 900_000), (5, null, 700_000), (5, 200, 900_000)], null },
        { [(5, 100, 900_000), (5, 200, null), (5, 300, 700_000)], new LoadRange(100, 300, null) },
        { [(0, 100, 900_000), (0, null, null)], null },
    };

    [Theory, MemberData(nameof(Loads))]
    public void An_hour_knows_the_loads_at_which_energy_flowed((long Import, long? Current, long? PowerFactor)[] intervals, LoadRange? expected)
    {
        // In one record, in a record each, and in a commit each.
        foreach (int size in new[] { intervals.Length, 1 })
        {
            foreach (bool inOneCommit in new[] { true, false })
            {
                using var store = Open();
                var meter = new TestMeter("m1");
                var entries = intervals.Chunk(size).Select(part => meter.Run(part.Length, run =>
                {
                    for (int index = 0; index < part.Length; index++)
                    {
                        var channel = run.Intervals[index].Channels[0];
                        (channel.ImportMilliwattHours, channel.ExportMilliwattHours) = (part[index].Import, 0);
                        channel.CarbonNanograms = part[index].Import * run.Intensity.MilligramsPerKilowattHour;
                        channel.CurrentMilliamperes = part[index].Current is { } current ? Reading.Of(current) : Reading.Missing;
                        channel.PowerFactorPpm = part[index].PowerFactor is { } factor ? Reading.Of(factor) : Reading.Missing;
                    }
                }).Entry()).ToList();
                foreach (var batch in inOneCommit ? [entries] : entries.Select(entry => new List<LedgerEntry> { entry }))
                    store.Ledger.Commit(batch);
                Assert.Equal(expected, Assert.Single(store.Queries.Series([], SlotLength.Hour, 0, long.MaxValue / 2)).Load);
            }
        }
    }
}
