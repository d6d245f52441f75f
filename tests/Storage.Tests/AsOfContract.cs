using CarbonMeter.Domain.Ledger;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Storage.Tests;

/// <summary>What every store must answer as of a moment: by what was received until then, and the same for ever.</summary>
public abstract class AsOfContract
{
    private const long Begin = TestMeter.FirstStartUnixSeconds;
    private const long End = Begin + 4 * 86_400;

    protected abstract IStoreUnderTest Open();

    [Theory]
    [InlineData(SlotLength.Interval)]
    [InlineData(SlotLength.Hour)]
    [InlineData(SlotLength.Day)]
    public void Only_what_was_received_by_the_moment_counts(SlotLength length)
    {
        using var store = Open();
        var meter = new TestMeter("m1", channels: 2);
        var records = Enumerable.Range(0, 12).Select(_ => meter.Run(15)).ToArray();
        // The record that fills 00:15 to 00:30 comes a day later than its neighbours.
        var late = records[1];
        store.Ledger.Commit([.. records.Except([late]).Select((record, index) => record.Entry(gapBefore: index == 1, receivedAtUnixMs: 1_000))]);
        store.Ledger.Commit([late.Entry(receivedAtUnixMs: 2_000)]);

        long Intervals(long? receivedBy) => store.Queries.Series([], length, 0, End, receivedBy).Sum(slot => slot.Intervals);
        Assert.Equal(2 * 180, Intervals(null));
        Assert.Equal(0, Intervals(999));
        Assert.Equal(2 * 165, Intervals(1_000));
        Assert.Equal(2 * 165, Intervals(1_999));
        Assert.Equal(2 * 180, Intervals(2_000));
        Assert.Equal([165L, 165L], store.Queries.Totals(["m1"], 0, End, 1_500).Select(total => total.Intervals));
        Assert.Equal([15L, 15L], store.Queries.Totals(["m1"], Begin + 900, Begin + 2_700, 1_500).Select(total => total.Intervals));
        Assert.Empty(store.Queries.Totals(["m2"], 0, End, 1_500));
    }

    [Fact]
    public void The_loads_of_an_hour_are_those_of_the_records_that_count()
    {
        using var store = Open();
        var meter = new TestMeter("m1");
        SignedRecord Run(long milliamperes) => meter.Run(5, run =>
        {
            foreach (var interval in run.Intervals) interval.Channels[0].CurrentMilliamperes = Units.Reading.Of(milliamperes);
        });
        store.Ledger.Commit([Run(500).Entry(receivedAtUnixMs: 1_000)]);
        store.Ledger.Commit([Run(9_000).Entry(receivedAtUnixMs: 2_000), Run(100).Entry(receivedAtUnixMs: 3_000)]);
        Assert.Equal(new LoadRange(100, 9_000, 990_000), Assert.Single(store.Queries.Series([], SlotLength.Hour, 0, End)).Load);
        Assert.Equal(new LoadRange(500, 9_000, 990_000), Assert.Single(store.Queries.Series([], SlotLength.Hour, 0, End, 2_500)).Load);
        Assert.Equal(new LoadRange(500, 500, 990_000), Assert.Single(store.Queries.Series([], SlotLength.Hour, 0, End, 1_500)).Load);
    }

    [Fact]
    public void What_becomes_durable_after_a_moment_was_asked_about_was_received_after_it()
    {
        using var store = Open();
        var meter = new TestMeter("m1");
        store.Ledger.Commit([meter.Run().Entry(receivedAtUnixMs: 1_000)]);
        // It was received at 1 500 and on its way to the disk when somebody asked as of 2 000.
        var onItsWay = meter.Run().Entry(receivedAtUnixMs: 1_500);
        Assert.Equal(15, store.Queries.Totals([], 0, End, 2_000)[0].Intervals);
        store.Ledger.Commit([onItsWay]);
        Assert.Equal(15, store.Queries.Totals([], 0, End, 2_000)[0].Intervals);
        Assert.Equal(30, store.Queries.Totals([], 0, End, 2_001)[0].Intervals);
        Assert.Equal(2_001, store.Ledger.Find("m1", 2)!.ReceivedAtUnixMs);
        Assert.Equal(2_001, store.Queries.Standings()[0].LastReceivedAtUnixMs);
    }

    [Fact]
    public void A_moment_that_has_not_come_is_refused()
    {
        using var store = Open();
        store.Ledger.Commit([new TestMeter("m1").Run().Entry()]);
        long tomorrow = DateTimeOffset.UtcNow.AddDays(1).ToUnixTimeMilliseconds();
        Assert.Contains("future", Assert.Throws<LedgerException>(() => store.Queries.Totals([], 0, End, tomorrow)).Message, StringComparison.Ordinal);
        Assert.Throws<LedgerException>(() => store.Queries.Series([], SlotLength.Hour, 0, End, tomorrow));
        Assert.Equal(1_700_000_100_000, store.Ledger.Find("m1", 1)!.ReceivedAtUnixMs);
    }

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(6)]
    public void The_same_question_gives_the_same_answer_for_ever(int seed)
    {
        using var store = Open();
        // Answers are checked against the ledger that works everything out from its records.
        var model = new Memory.MemoryLedger();
        var random = new Random(seed);
        var meters = Enumerable.Range(0, 3).Select(number => new TestMeter($"m{number}", channels: 1 + number % 2, seed: seed + number)).ToArray();
        var withheld = new List<SignedRecord>();
        var answers = new List<(Question Question, string Answer)>();
        long now = 10_000;
        for (int step = 0; step < 60; step++)
        {
            now += random.Next(0, 50);
            var batch = new List<LedgerEntry>();
            for (int count = random.Next(0, 6); batch.Count < count;)
            {
                var meter = meters[random.Next(meters.Length)];
                if (random.Next(20) == 0) meter.FirmwareId = $"test-{step}";
                var record = meter.Run(random.Next(1, 20));
                // Some come late; what is said of the moment of receipt is not in order, and may lie before what was asked already.
                if (random.Next(4) == 0) withheld.Add(record);
                else batch.Add(record.Entry(gapBefore: true, receivedAtUnixMs: now - random.Next(0, 40)));
            }
            if (withheld.Count > 0 && random.Next(3) == 0)
            {
                batch.Add(withheld[0].Entry(gapBefore: true, receivedAtUnixMs: now));
                withheld.RemoveAt(0);
            }
            store.Ledger.Commit(batch);
            model.Commit(batch);
            var asked = Question.Any(random, now);
            string answer = asked.Ask(store.Queries);
            Assert.Equal(asked.Ask(model), answer);
            answers.Add((asked, answer));
            var (earlier, before) = answers[random.Next(answers.Count)];
            Assert.Equal(before, earlier.Ask(store.Queries));
        }
        Assert.All(answers, pair => Assert.Equal(pair.Answer, pair.Question.Ask(store.Queries)));
        // A property that never met a difference would prove nothing.
        Assert.Contains(answers, pair => pair.Answer != (pair.Question with { ReceivedBy = null }).Ask(store.Queries));
    }

    private sealed record Question(bool IsTotal, SlotLength Length, long From, long To, long? ReceivedBy)
    {
        internal static Question Any(Random random, long now)
        {
            long from = Begin + random.Next(0, 86_400), to = from + random.Next(1, 2 * 86_400);
            return new Question(random.Next(2) == 0, (SlotLength)random.Next(3), from, to, now - random.Next(0, 500));
        }

        internal string Ask(ILedgerQueries queries) => string.Join('\n', IsTotal
            ? queries.Totals([], From, To, ReceivedBy).Select(total => total.ToString())
            : queries.Series([], Length, From, To, ReceivedBy).Select(slot => slot.ToString()));
    }
}
