using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Parks;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.Records;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Storage.Tests;

/// <summary>A store under test: all its faces, on the same data.</summary>
public interface IStoreUnderTest : IDisposable
{
    ILedger Ledger { get; }
    ILedgerQueries Queries { get; }
    IRegistry Registry { get; }
    IFactorSets FactorSets { get; }
    ITraceabilityFacts Facts { get; }
    IVerdicts Verdicts { get; }
}

/// <summary>What every store must do. A new store derives from this, opens itself, and inherits the tests.</summary>
public abstract class LedgerContract
{
    private const long Begin = TestMeter.FirstStartUnixSeconds;

    protected abstract IStoreUnderTest Open(LedgerLimits? limits = null);

    [Fact]
    public void An_empty_ledger_answers_that_it_is_empty()
    {
        using var store = Open();
        Assert.Null(store.Ledger.HeadOf("m1"));
        Assert.Null(store.Ledger.Find("m1", 1));
        Assert.Null(store.Queries.Span([]));
        Assert.Empty(store.Queries.Series([], SlotLength.Hour, 0, long.MaxValue));
        Assert.Empty(store.Queries.Series([], SlotLength.Interval, 0, long.MaxValue));
        Assert.Empty(store.Queries.Totals([], 0, long.MaxValue));
        Assert.Empty(store.Queries.Standings());
        Assert.Empty(store.Queries.Events(null, 10));
        Assert.Empty(store.Queries.Quarantine(long.MaxValue, 10));
        Assert.Equal((0L, 0L), store.Queries.Counts());
    }

    [Fact]
    public void A_committed_record_is_found_with_its_bytes_and_becomes_the_head()
    {
        using var store = Open();
        var meter = new TestMeter("m1");
        var (first, second) = (meter.Run(), meter.Event());
        store.Ledger.Commit([first.Entry(), second.Entry(receivedAtUnixMs: 1_700_000_200_000)]);

        var head = store.Ledger.HeadOf("m1")!;
        Assert.Equal(2, head.Sequence);
        Assert.Equal(second.Hash, head.Hash);
        Assert.Equal(1, head.EventCounter);
        Assert.Equal(first.Record.Registers[0].ImportMilliwattHours, head.Registers[0].ImportMilliwattHours);
        var found = store.Ledger.Find("m1", 1)!;
        Assert.Equal(first.Bytes, found.Bytes);
        Assert.Equal(first.Hash, found.Hash);
        Assert.False(found.GapBefore);
        Assert.Equal([1L, 2L], store.Queries.Records("m1", 0, 10).Select(record => record.Sequence));
        Assert.Equal([2L], store.Queries.Records("m1", 1, 10).Select(record => record.Sequence));
        Assert.Single(store.Queries.Records("m1", 0, 1));
        var standing = Assert.Single(store.Queries.Standings());
        Assert.Equal(new MeterStanding("m1", 2, 2, 1_700_000_200_000, Begin + 900, 0, 0, 0, 0), standing);
    }

    [Fact]
    public void Records_of_a_meter_are_found_across_gaps_of_any_length_and_between_those_of_others()
    {
        using var store = Open();
        long[] sequences = [1, 2, 5, 2_400, 2_401, 3_500, 1_000_000_000_000, MeterRecord.SequenceMax];
        var (meter, other) = (new TestMeter("m1"), new TestMeter("m2", seed: 2));
        for (long sequence = 1; sequence <= 30; sequence++) store.Ledger.Commit([other.Run(1).Entry()]);
        foreach (long sequence in sequences)
        {
            var record = meter.Run(4).Record;
            record.Sequence = sequence;
            store.Ledger.Commit([meter.SignAsIs(record).Entry(gapBefore: sequence > 2)]);
        }

        IEnumerable<long> After(long sequence, int limit) => store.Queries.Records("m1", sequence, limit).Select(record => record.Sequence);
        Assert.Equal(sequences, After(0, int.MaxValue));
        Assert.Equal([2L, 5L, 2_400L], After(1, 3));
        Assert.Equal([1_000_000_000_000L], After(3_500, 1));
        Assert.Empty(After(MeterRecord.SequenceMax, 10));
        Assert.Empty(After(long.MaxValue, 10));
        Assert.Empty(store.Queries.Records("m3", 0, 10));
        Assert.Equal(MeterRecord.SequenceMax, store.Ledger.HeadOf("m1")!.Sequence);
        // 32 intervals of one hour, whose records lie far apart.
        Assert.Equal(32, store.Queries.Series(["m1"], SlotLength.Interval, Begin, Begin + 3_600).Count);
    }

    [Fact]
    public void A_batch_committed_twice_counts_once()
    {
        using var store = Open();
        var meter = new TestMeter("m1");
        LedgerEntry[] batch =
        [
            meter.Run().Entry(), meter.Run().Entry(),
            LedgerEntry.Quarantined("m1", [1, 2, 3], 5, QuarantineReason.BadSignature, "bad"),
        ];
        store.Ledger.Commit(batch);
        var before = store.Queries.Totals([], 0, long.MaxValue);
        store.Ledger.Commit(batch);
        Assert.Equal(before, store.Queries.Totals([], 0, long.MaxValue));
        Assert.Equal((2L, 1L), store.Queries.Counts());
        Assert.Equal(1, store.Queries.Standings()[0].QuarantinedMessages);
    }

    [Fact]
    public void One_record_twice_in_one_batch_counts_once()
    {
        using var store = Open();
        var run = new TestMeter("m1").Run();
        store.Ledger.Commit([run.Entry(), run.Entry()]);
        Assert.Equal(15, store.Queries.Totals([], 0, long.MaxValue)[0].Intervals);
        Assert.Equal(1, store.Queries.Counts().Records);
    }

    [Fact]
    public void Another_record_at_a_taken_sequence_goes_to_quarantine_as_a_fork()
    {
        using var store = Open();
        var meter = new TestMeter("m1");
        var goBack = meter.Remember();
        var kept = meter.Run();
        goBack();
        var other = meter.Run();
        store.Ledger.Commit([kept.Entry()]);
        store.Ledger.Commit([other.Entry()]);
        store.Ledger.Commit([other.Entry()]);
        Assert.Equal(kept.Hash, store.Ledger.Find("m1", 1)!.Hash);
        var fork = Assert.Single(store.Queries.Quarantine(long.MaxValue, 10));
        Assert.Equal(QuarantineReason.Fork, fork.Reason);
        Assert.Equal(other.Bytes, fork.Bytes);
        Assert.Equal(15, store.Queries.Totals([], 0, long.MaxValue)[0].Intervals);
        Assert.Equal(1, store.Queries.Standings()[0].Forks);
    }

    [Fact]
    public void A_late_record_clears_the_gap_it_fills_and_no_other()
    {
        using var store = Open();
        var meter = new TestMeter("m1");
        var records = Enumerable.Range(0, 7).Select(_ => meter.Run()).ToArray();
        store.Ledger.Commit([records[0].Entry(), records[2].Entry(gapBefore: true), records[5].Entry(gapBefore: true)]);
        Assert.Equal(2, store.Queries.Standings()[0].ChainGaps);
        Assert.True(store.Ledger.Find("m1", 3)!.GapBefore);
        store.Ledger.Commit([records[1].Entry()]);
        Assert.False(store.Ledger.Find("m1", 3)!.GapBefore);
        Assert.True(store.Ledger.Find("m1", 6)!.GapBefore);
        Assert.Equal(1, store.Queries.Standings()[0].ChainGaps);
        Assert.Equal(6, store.Ledger.HeadOf("m1")!.Sequence);
        store.Ledger.Commit([records[4].Entry(gapBefore: true), records[3].Entry()]);
        Assert.Equal(0, store.Queries.Standings()[0].ChainGaps);
    }

    [Fact]
    public void Hours_and_days_are_exactly_the_sum_of_the_intervals()
    {
        using var store = Open();
        var meters = new[] { new TestMeter("a", channels: 2, seed: 3), new TestMeter("b", seed: 4) };
        meters[1].NextStartUnixSeconds += 86_400 - 7 * 60;   // its second run crosses midnight
        for (int round = 0; round < 40; round++) store.Ledger.Commit([.. meters.Select(meter => meter.Run(13).Entry())]);

        var intervals = store.Queries.Series([], SlotLength.Interval, 0, long.MaxValue / 2);
        Assert.Equal(40 * 13 * 3, intervals.Count);
        foreach (var (length, seconds) in new[] { (SlotLength.Hour, 3_600), (SlotLength.Day, 86_400) })
        {
            var expected = intervals.GroupBy(slot => (slot.StartUnixSeconds / seconds * seconds, slot.MeterId, slot.ChannelId))
                .OrderBy(group => group.Key).Select(group => new EnergySlot(group.Key.MeterId, group.Key.ChannelId, group.Key.Item1,
                    seconds, group.Sum(slot => slot.ImportMilliwattHours), group.Sum(slot => slot.ExportMilliwattHours),
                    group.Sum(slot => slot.ReactiveMillivarHours), group.Aggregate((Int128)0, (sum, slot) => sum + slot.CarbonNanograms),
                    group.Sum(slot => slot.MeasuredMs), group.Count(), group.Sum(slot => slot.CompleteIntervals), group.First().BindingNumber,
                    length == SlotLength.Hour ? LoadOver(group) : null));
            Assert.Equal(expected, store.Queries.Series([], length, 0, long.MaxValue / 2));
        }
    }

    private static LoadRange LoadOver(IEnumerable<EnergySlot> intervals)
    {
        var loads = intervals.Where(slot => slot.ImportMilliwattHours != 0 || slot.ExportMilliwattHours != 0).Select(slot => slot.Load!).ToList();
        return new LoadRange(loads.Min(load => load.CurrentMilliamperesMin), loads.Max(load => load.CurrentMilliamperesMax), 990_000);
    }

    [Fact]
    public void Interval_series_hold_what_the_records_say()
    {
        using var store = Open();
        var meter = new TestMeter("m1", channels: 2);
        var run = (IntervalRecord)meter.Run().Record;
        store.Ledger.Commit([meter.SignAsIs(run).Entry()]);
        var slots = store.Queries.Series(["m1"], SlotLength.Interval, Begin + 60, Begin + 180);
        Assert.Equal([(Begin + 60, 1), (Begin + 60, 2), (Begin + 120, 1), (Begin + 120, 2)],
            slots.Select(slot => (slot.StartUnixSeconds, slot.ChannelId)));
        var channel = run.Intervals[1].Channels[1];
        Assert.Equal(new EnergySlot("m1", 2, Begin + 60, 60, channel.ImportMilliwattHours, channel.ExportMilliwattHours,
            channel.ReactiveMillivarHours, channel.CarbonNanograms, 60_000, 1, 1, 1,
            new LoadRange(channel.CurrentMilliamperes.Value, channel.CurrentMilliamperes.Value, 990_000)), slots[1]);
        Assert.Empty(store.Queries.Series(["nobody"], SlotLength.Interval, 0, long.MaxValue / 2));
        Assert.Empty(store.Queries.Series(["m1"], SlotLength.Interval, Begin + 60, Begin + 60));
    }

    [Theory]
    [InlineData(0, 4_000_000_000)]
    [InlineData(60, 120)]
    [InlineData(61, 3_599)]
    [InlineData(0, 86_400)]
    [InlineData(-1, 86_401)]
    [InlineData(3_600, 7_200)]
    [InlineData(1_800, 200_000)]
    [InlineData(86_400, 3 * 86_400)]
    [InlineData(86_341, 86_461)]
    [InlineData(500, 100)]
    public void Totals_of_any_span_are_the_sum_of_the_intervals_that_begin_in_it(long from, long to)
    {
        using var store = Open();
        var meter = new TestMeter("m1") { LengthSeconds = 900 };
        store.Ledger.Commit([.. Enumerable.Range(0, 26).Select(_ => meter.Run(12).Entry())]);
        var inside = store.Queries.Series([], SlotLength.Interval, Begin + from, Begin + to);
        var totals = store.Queries.Totals(["m1"], Begin + from, Begin + to);
        if (inside.Count == 0)
        {
            Assert.Empty(totals);
            return;
        }
        var total = Assert.Single(totals);
        Assert.Equal(inside.Count, total.Intervals);
        Assert.Equal(inside.Sum(slot => slot.ImportMilliwattHours), (long)total.ImportMilliwattHours);
        Assert.Equal(inside.Sum(slot => slot.ExportMilliwattHours), (long)total.ExportMilliwattHours);
        Assert.Equal(inside.Aggregate((Int128)0, (sum, slot) => sum + slot.CarbonNanograms), total.CarbonNanograms);
    }

    [Fact]
    public void Carbon_beyond_a_long_is_summed_exactly()
    {
        using var store = Open();
        var meter = new TestMeter("m1") { IntensityMilligramsPerKilowattHour = 2_000_000 };
        static void Largest(IntervalRecord run)
        {
            foreach (var interval in run.Intervals)
            {
                interval.Channels[0].ImportMilliwattHours = 3_999_999_999_999;
                interval.Channels[0].CarbonNanograms = 3_999_999_999_999 * 2_000_000;
            }
        }
        store.Ledger.Commit([meter.Run(5, Largest).Entry(), meter.Run(5, Largest).Entry()]);
        var expected = (Int128)10 * 3_999_999_999_999 * 2_000_000;
        Assert.Equal(expected, store.Queries.Series([], SlotLength.Hour, 0, long.MaxValue / 2)[0].CarbonNanograms);
        Assert.Equal(expected, store.Queries.Series([], SlotLength.Day, 0, long.MaxValue / 2)[0].CarbonNanograms);
        Assert.Equal(expected, store.Queries.Totals([], 0, long.MaxValue / 2)[0].CarbonNanograms);
    }

    [Theory]
    [InlineData(IntervalFlags.Partial, 0)]
    [InlineData(IntervalFlags.ClockUntrusted, 0)]
    [InlineData(IntervalFlags.BusErrors, 1)]
    public void Only_whole_intervals_at_a_certain_time_are_complete(IntervalFlags flags, int complete)
    {
        using var store = Open();
        var meter = new TestMeter("m1");
        store.Ledger.Commit([meter.Run(1, run =>
        {
            run.Intervals[0].Flags = flags;
            if (flags == IntervalFlags.Partial) run.Intervals[0].MeasuredMs = 59_999;
        }).Entry()]);
        var slot = Assert.Single(store.Queries.Series([], SlotLength.Hour, 0, long.MaxValue / 2));
        Assert.Equal((1, complete), (slot.Intervals, slot.CompleteIntervals));
        Assert.Equal(flags == IntervalFlags.Partial ? 59_999 : 60_000, slot.MeasuredMs);
    }

    [Fact]
    public void A_clock_stepped_back_loses_no_interval()
    {
        using var store = Open();
        var meter = new TestMeter("m1");
        store.Ledger.Commit([meter.Run().Entry()]);
        meter.NextStartUnixSeconds = Begin - 86_400;
        store.Ledger.Commit([meter.Run().Entry()]);
        meter.NextStartUnixSeconds = Begin + 300;
        store.Ledger.Commit([meter.Run().Entry()]);
        Assert.Equal(45, store.Queries.Series([], SlotLength.Interval, 0, long.MaxValue / 2).Count);
        Assert.Equal(30, store.Queries.Series([], SlotLength.Interval, Begin, Begin + 3_600).Count);
        Assert.Equal((Begin - 86_400, Begin + 1_200), store.Queries.Span(["m1"]));
        Assert.Equal(Begin + 1_200, store.Queries.Standings()[0].LastIntervalEndUnixSeconds);
    }

    [Theory]
    [InlineData(0, 60)]
    [InlineData(1, 0)]
    public void Data_begin_with_the_first_interval_that_is_whole_or_carries_energy(long importMilliwattHours, long spanBeginsAfterSeconds)
    {
        using var store = Open();
        var meter = new TestMeter("m1");
        store.Ledger.Commit([meter.Run(3, run =>
        {
            run.Intervals[0].Flags = IntervalFlags.Partial;
            run.Intervals[0].MeasuredMs = 5_000;
            var channel = run.Intervals[0].Channels[0];
            channel.ImportMilliwattHours = importMilliwattHours;
            channel.ExportMilliwattHours = 0;
            channel.ReactiveMillivarHours = 0;
            channel.CarbonNanograms = importMilliwattHours * run.Intensity.MilligramsPerKilowattHour;
        }).Entry()]);
        Assert.Equal((Begin + spanBeginsAfterSeconds, Begin + 180), store.Queries.Span(["m1"]));
    }

    [Fact]
    public void Events_come_newest_first_and_by_meter()
    {
        using var store = Open();
        var (a, b) = (new TestMeter("a"), new TestMeter("b"));
        store.Ledger.Commit([a.Event(EventCode.Boot).Entry(), b.Event(EventCode.ClockSet, "from the network").Entry(), a.Run().Entry()]);
        store.Ledger.Commit([a.Event(EventCode.Tamper).Entry()]);
        Assert.Equal([EventCode.Tamper, EventCode.ClockSet, EventCode.Boot], store.Queries.Events(null, 10).Select(happened => happened.Code));
        Assert.Equal([EventCode.Tamper, EventCode.Boot], store.Queries.Events("a", 10).Select(happened => happened.Code));
        var set = Assert.Single(store.Queries.Events("b", 10));
        Assert.Equal(("from the network", 7L, Begin * 1000), (set.Text, set.Value, set.FromUnixMs));
        Assert.Null(set.ToUnixMs);
        Assert.Single(store.Queries.Events(null, 1));
    }

    [Fact]
    public void Quarantine_is_read_newest_first_in_pages()
    {
        using var store = Open();
        store.Ledger.Commit([.. Enumerable.Range(1, 5).Select(number => LedgerEntry.Quarantined(
            number % 2 == 0 ? "a" : "b", [(byte)number], number, QuarantineReason.Unreadable, $"message {number}"))]);
        var page = store.Queries.Quarantine(long.MaxValue, 2);
        Assert.Equal(["message 5", "message 4"], page.Select(message => message.Detail));
        Assert.Equal([3L, 2L], store.Queries.Quarantine(page[1].Id, 2).Select(message => message.ReceivedAtUnixMs));
        Assert.Equal((0L, 5L), store.Queries.Counts());
    }

    [Fact]
    public void A_full_quarantine_drops_and_counts_and_keeps_half_its_room_for_what_is_signed()
    {
        using var store = Open(new LedgerLimits { QuarantineMessagesMax = 10 });
        LedgerEntry Refused(string meterId, int number, QuarantineReason reason) =>
            LedgerEntry.Quarantined(meterId, [(byte)number], number, reason, $"message {number}");
        LedgerEntry[] garbage = [.. Enumerable.Range(0, 8).Select(number => Refused("m1", number, QuarantineReason.BadSignature))];
        store.Ledger.Commit(garbage);
        Assert.Equal((5L, 3L), Standing("m1"));
        // What is kept and sent again is no new message.
        store.Ledger.Commit([garbage[0], garbage[4]]);
        Assert.Equal((5L, 3L), Standing("m1"));
        store.Ledger.Commit([.. Enumerable.Range(100, 7).Select(number => Refused("m1", number, QuarantineReason.Fork))]);
        Assert.Equal((10L, 5L), Standing("m1"));
        Assert.Equal(5, store.Queries.Standings()[0].Forks);
        // What leaves makes room.
        store.Ledger.Commit([LedgerEntry.Quarantined("m3", [1], 1, QuarantineReason.UnknownKey, "waits")]);
        for (int number = 0; number < 20; number++)
        {
            store.Ledger.Commit([LedgerEntry.Released("m3", [(byte)(number + 1)], 1)]);
            store.Ledger.Commit([Refused("m3", number + 2, QuarantineReason.UnknownKey)]);
        }
        Assert.Equal((1L, 0L), Standing("m3"));
        // Another meter's room is its own, and a full quarantine keeps no record out.
        store.Ledger.Commit([Refused("m2", 1, QuarantineReason.Unreadable), new TestMeter("m1").Run().Entry()]);
        Assert.Equal((1L, 0L), Standing("m2"));
        Assert.Equal((1L, 12L), store.Queries.Counts());

        (long, long) Standing(string meterId) => store.Queries.Standings().Where(standing => standing.MeterId == meterId)
            .Select(standing => (standing.QuarantinedMessages, standing.QuarantineDropped)).Single();
    }

    [Fact]
    public void A_quarantine_is_also_full_by_its_bytes()
    {
        using var store = Open(new LedgerLimits { QuarantineBytesMax = 64 << 10 });
        for (int number = 0; number < 10; number++)
        {
            byte[] bytes = new byte[10_000];
            bytes[0] = (byte)number;
            store.Ledger.Commit([LedgerEntry.Quarantined("m1", bytes, number, number < 5 ? QuarantineReason.Unreadable : QuarantineReason.Fork, "large")]);
        }
        var standing = store.Queries.Standings()[0];
        Assert.Equal((6L, 4L), (standing.QuarantinedMessages, standing.QuarantineDropped));
        // Three that nobody signed, then three that somebody did.
        Assert.Equal([7L, 6L, 5L, 2L, 1L, 0L], store.Queries.Quarantine(long.MaxValue, 10).Select(message => message.ReceivedAtUnixMs));
    }

    [Fact]
    public void Limits_of_the_quarantine_outside_their_range_are_refused()
    {
        foreach (var limits in new[] { new LedgerLimits { QuarantineMessagesMax = 1 }, new LedgerLimits { QuarantineBytesMax = 65_535 } })
            Assert.Throws<ArgumentOutOfRangeException>(() => Open(limits));
    }

    [Fact]
    public void Registered_meters_have_a_standing_before_their_first_record()
    {
        using var store = Open();
        store.Registry.Add(new TestMeter("waiting").Registration);
        store.Ledger.Commit([new TestMeter("seen").Run().Entry()]);
        Assert.Equal(["seen", "waiting"], store.Queries.Standings().Select(standing => standing.MeterId));
        Assert.Equal(new MeterStanding("waiting", 0, 0, null, null, 0, 0, 0, 0), store.Queries.Standings()[1]);
    }

    [Fact]
    public async Task Records_are_read_in_one_moment_however_many_there_are()
    {
        using var store = Open();
        // Each batch fills a gap near the beginning and one near the end of a chain that takes several reads.
        const int length = 3_500, pairs = 150;
        var meter = new TestMeter("m1");
        var records = Enumerable.Range(0, length).Select(_ => meter.Run(1)).ToArray();
        bool IsLate(int index) => index is >= 10 and < 10 + pairs or >= 3_200 and < 3_200 + pairs;
        store.Ledger.Commit([.. records.Where((_, index) => !IsLate(index)).Select(record => record.Entry(gapBefore: true))]);
        using var stop = new CancellationTokenSource();
        var reader = Task.Run(() =>
        {
            do
            {
                var seen = store.Queries.Records("m1", 0, int.MaxValue).Select(record => record.Sequence).ToHashSet();
                for (int pair = 0; pair < pairs; pair++) Assert.Equal(seen.Contains(11 + pair), seen.Contains(3_201 + pair));
            }
            while (!stop.IsCancellationRequested);
        });
        for (int pair = 0; pair < pairs; pair++)
        {
            store.Ledger.Commit([records[10 + pair].Entry(), records[3_200 + pair].Entry()]);
            if (pair % 10 == 0) await Task.Delay(1);
        }
        stop.Cancel();
        await reader.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(length, store.Queries.Records("m1", 0, int.MaxValue).Count);
    }

    [Fact]
    public async Task Reading_beside_the_writer_sees_whole_batches_only()
    {
        using var store = Open();
        var meters = new[] { new TestMeter("a"), new TestMeter("b") };
        var batches = Enumerable.Range(0, 60).Select(_ => meters.Select(meter => meter.Run(4).Entry()).ToArray()).ToArray();
        using var stop = new CancellationTokenSource();
        var reader = Task.Run(() =>
        {
            long seen = 0;
            do
            {
                var totals = store.Queries.Totals([], 0, long.MaxValue / 2);
                Assert.True(totals.Count is 0 or 2);
                if (totals.Count == 2) Assert.Equal(totals[0].Intervals, totals[1].Intervals);
                long now = totals.Sum(total => total.Intervals);
                Assert.True(now >= seen);
                seen = now;
            }
            while (!stop.IsCancellationRequested);
        });
        foreach (var batch in batches) store.Ledger.Commit(batch);
        stop.Cancel();
        await reader.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(2 * 240, store.Queries.Totals([], 0, long.MaxValue / 2).Sum(total => total.Intervals));
    }
}
