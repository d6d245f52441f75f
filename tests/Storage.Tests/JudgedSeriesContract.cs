using CarbonMeter.Domain.Certified;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Storage.Tests;

/// <summary>Verdicts beside sums, over real stores: exact to the interval, and as of a moment the same for ever.</summary>
public abstract class JudgedSeriesContract
{
    private const long Begin = TestMeter.FirstStartUnixSeconds;
    private static readonly ChainVerdict s_good = Judgement.Of(Outcome.Valid), s_bad = Judgement.Of(Outcome.Invalid);

    protected abstract IStoreUnderTest Open();

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 60)]
    [InlineData(59, 60)]
    [InlineData(60, 60)]
    [InlineData(61, 120)]
    [InlineData(5_400, 5_400)]
    [InlineData(7_199, 7_200)]
    [InlineData(7_200, 7_200)]
    [InlineData(100_000, 14_400)]
    public void A_span_that_begins_at_any_second_takes_exactly_the_intervals_that_lie_in_it_whole(int validFrom, int firstWhole)
    {
        using var store = Open();
        var meters = new[] { new TestMeter("a", channels: 2, seed: 1), new TestMeter("b", seed: 2) };
        foreach (var meter in meters) store.Ledger.Commit([.. Enumerable.Range(0, 16).Select(_ => meter.Run(15).Entry())]);
        store.Verdicts.Decide([(1, [new(long.MinValue, Begin + validFrom, s_bad), new(Begin + validFrom, long.MaxValue, s_good)]),
            (2, Judgement.Always(s_good))], new JudgingProgress(1, null, 2, 2), 1_000);

        var judged = JudgedSeries.Read(store.Queries, store.Verdicts, [], Begin, Begin + 14_400);
        var intervals = store.Queries.Series([], SlotLength.Interval, Begin, Begin + 14_400);
        Assert.Equal(intervals.Count, judged.Sum(slot => slot.Slot.Intervals));
        Assert.Equal(intervals.Sum(slot => slot.ImportMilliwattHours), judged.Sum(slot => slot.Slot.ImportMilliwattHours));
        var certified = judged.Where(slot => slot.Verdict!.Outcome == Outcome.Valid).Select(slot => slot.Slot).ToList();
        var expected = intervals.Where(slot => slot.MeterId == "b" || slot.StartUnixSeconds >= Begin + firstWhole).ToList();
        Assert.Equal(expected.Sum(slot => slot.Intervals), certified.Sum(slot => slot.Intervals));
        Assert.Equal(expected.Sum(slot => slot.ImportMilliwattHours), certified.Sum(slot => slot.ImportMilliwattHours));
        Assert.Equal(expected.Aggregate((Int128)0, (sum, slot) => sum + slot.CarbonNanograms),
            certified.Aggregate((Int128)0, (sum, slot) => sum + slot.CarbonNanograms));
        // Only the hour that is cut is taken apart, and only for the meter it is cut for.
        Assert.All(judged.Where(slot => slot.Slot.MeterId == "b"), slot => Assert.Equal(3_600, slot.Slot.LengthSeconds));
        Assert.InRange(judged.Count(slot => slot.Slot.LengthSeconds == 60), 0, 120);
        Assert.Equal(judged.OrderBy(slot => slot.Slot.StartUnixSeconds).ThenBy(slot => slot.Slot.MeterId).ThenBy(slot => slot.Slot.ChannelId), judged);
    }

    [Fact]
    public void A_binding_that_is_not_judged_yet_has_no_verdict()
    {
        using var store = Open();
        var meter = new TestMeter("a");
        store.Ledger.Commit([meter.Run(15).Entry()]);
        store.Verdicts.Decide([(1, Judgement.Always(s_good))], new JudgingProgress(1, null, 1, 1), 1_000);
        meter.FirmwareId = "test-2";
        store.Ledger.Commit([meter.Run(15).Entry()]);
        Assert.Equal([Outcome.Valid, null],
            JudgedSeries.Read(store.Queries, store.Verdicts, [], Begin, Begin + 3_600).Select(slot => slot.Verdict?.Outcome));
    }

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(4)]
    public void As_of_a_moment_certified_sums_are_the_same_for_ever(int seed)
    {
        using var store = Open();
        var random = new Random(seed);
        var meters = Enumerable.Range(0, 3).Select(number => new TestMeter($"m{number}", seed: seed + number)).ToArray();
        var withheld = new List<SignedRecord>();
        var answers = new List<(long AsOf, long From, string Answer)>();
        long now = 10_000;
        for (int step = 0; step < 50; step++)
        {
            now += random.Next(0, 50);
            var batch = new List<LedgerEntry>();
            foreach (var meter in meters)
            {
                if (random.Next(15) == 0) meter.FirmwareId = $"test-{step}";
                var record = meter.Run(random.Next(1, 20));
                if (random.Next(4) == 0) withheld.Add(record);
                else batch.Add(record.Entry(gapBefore: true, receivedAtUnixMs: now - random.Next(0, 40)));
            }
            if (withheld.Count > 0 && random.Next(3) == 0)
            {
                batch.Add(withheld[0].Entry(gapBefore: true, receivedAtUnixMs: now));
                withheld.RemoveAt(0);
            }
            store.Ledger.Commit(batch);
            store.Facts.Append([new FirmwareApproved($"test-{step}")], now - random.Next(0, 100));
            store.Verdicts.Decide([.. store.Verdicts.Bindings().Where(_ => random.Next(3) == 0).Select(binding => (binding.Number, AnyTimeline(random)))],
                new JudgingProgress(step, null, 0, 0), now - random.Next(0, 100));

            long asOf = now - random.Next(0, 300), from = Begin + random.Next(0, 5) * 3_600;
            answers.Add((asOf, from, Ask(store, asOf, from)));
            var earlier = answers[random.Next(answers.Count)];
            Assert.Equal(earlier.Answer, Ask(store, earlier.AsOf, earlier.From));
        }
        Assert.All(answers, answer => Assert.Equal(answer.Answer, Ask(store, answer.AsOf, answer.From)));
        Assert.Contains(answers, answer => answer.Answer.Contains("Valid", StringComparison.Ordinal));
        Assert.Contains(answers, answer => answer.Answer != Ask(store, null, answer.From));
    }

    private static IReadOnlyList<VerdictSpan> AnyTimeline(Random random)
    {
        long edge = Begin + random.Next(0, 20_000);
        var (before, after) = random.Next(2) == 0 ? (s_good, s_bad) : (s_bad, s_good);
        return [new(long.MinValue, edge, before), new(edge, long.MaxValue, after)];
    }

    private static string Ask(IStoreUnderTest store, long? asOf, long from)
    {
        var facts = store.Facts.Facts(asOf).Select(fact => $"{fact.Number} {fact.Fact}");
        var slots = JudgedSeries.Read(store.Queries, store.Verdicts, [], from, from + 4 * 3_600, asOf)
            .Select(judged => $"{judged.Slot} {judged.Verdict?.Outcome}");
        return string.Join('\n', facts.Concat(slots));
    }
}
