using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.Ingest.Verdicts;
using CarbonMeter.Storage.Sqlite;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Ingest.Tests.Verdicts;

/// <summary>Going through the bindings: in batches, to the same end however often it is ended, seen from outside.</summary>
public sealed class VerdictKeeperTests
{
    private const long Begin = TestMeter.FirstStartUnixSeconds;
    private const int Meters = 25, Batch = 10;

    [Fact]
    public void All_bindings_are_judged_in_batches_and_how_far_it_came_is_seen()
    {
        using var bench = WithMeters();
        Assert.True(bench.Keeper.RunOnce());
        Assert.Equal(new JudgingProgress(0, null, 10, Meters), bench.Keeper.Progress);
        Assert.Equal(2, bench.RunToTheEnd());
        Assert.Equal(new JudgingProgress(0, null, Meters, Meters), bench.Keeper.Progress);
        Assert.False(bench.Keeper.RunOnce());

        bench.Learn(TestJudge.Certificate("m3", new byte[32], Begin, Begin + 900), TestJudge.Certificate("m20", new byte[32], Begin, Begin + 900));
        Assert.True(bench.Keeper.RunOnce());
        Assert.Equal(new JudgingProgress(0, 2, 10, Meters), bench.Keeper.Progress);
        Assert.True(bench.Keeper.RunOnce());
        Assert.True(bench.Keeper.RunOnce());
        Assert.Equal(new JudgingProgress(2, null, Meters, Meters), bench.Keeper.Progress);
        Assert.Equal(0, bench.RunToTheEnd());
        Assert.Equal(["m20", "m3"], Certified(bench.Store));
    }

    [Fact]
    public void Facts_without_a_binding_and_bindings_without_a_fact_are_done_at_once()
    {
        using var bench = new KeeperBench();
        Assert.False(bench.Keeper.RunOnce());
        bench.Learn(new FirmwareApproved("a"));
        Assert.Equal(1, bench.RunToTheEnd());
        Assert.Equal(new JudgingProgress(1, null, 0, 0), bench.Keeper.Progress);
        bench.Commit(new TestMeter("m1").Run());
        Assert.Equal(1, bench.RunToTheEnd());
        Assert.Equal(new JudgingProgress(1, null, 1, 1), bench.Keeper.Progress);
    }

    [Fact]
    public void A_binding_that_appears_during_a_run_is_judged_in_it_and_a_fact_after_it()
    {
        using var bench = WithMeters();
        bench.Learn(TestJudge.Certificate("late", new byte[32], Begin, Begin + 900));
        Assert.True(bench.Keeper.RunOnce());
        bench.Commit(new TestMeter("late").Run());
        bench.Learn(TestJudge.Certificate("m3", new byte[32], Begin, Begin + 900));
        while (bench.Keeper.RunOnce() && bench.Keeper.Progress.RunningForFact == 1)
        {
        }
        Assert.Equal(new JudgingProgress(1, null, Meters + 1, Meters + 1), bench.Keeper.Progress);
        Assert.Equal(["late"], Certified(bench.Store));
        bench.RunToTheEnd();
        Assert.Equal(["late", "m3"], Certified(bench.Store));
    }

    public static TheoryData<int, string> Faults
    {
        get
        {
            var faults = new TheoryData<int, string>();
            for (int at = 1; at <= 6; at++)
            {
                faults.Add(at, nameof(CommitFault.NotDone));
                faults.Add(at, nameof(CommitFault.DoneButReportedFailed));
            }
            return faults;
        }
    }

    [Theory, MemberData(nameof(Faults))]
    public void A_host_that_ends_at_any_batch_comes_to_the_same_end(int atBatch, string faultName)
    {
        string expected;
        using (var undisturbed = WithMeters())
        {
            undisturbed.RunToTheEnd();
            undisturbed.Clock.UnixMs += 1_000;
            undisturbed.Learn(SomeFacts());
            undisturbed.RunToTheEnd();
            expected = State(undisturbed.Store);
        }
        using var bench = WithMeters();
        int batch = 0;
        void EndAtBatch() => bench.Faults.NextFault = () => ++batch == atBatch ? Enum.Parse<CommitFault>(faultName) : CommitFault.None;
        void RunOn()
        {
            EndAtBatch();
            try
            {
                bench.RunToTheEnd();
            }
            catch (LedgerException)
            {
                bench.Restart();
                bench.RunToTheEnd();
            }
        }
        RunOn();
        bench.Clock.UnixMs += 1_000;
        bench.Learn(SomeFacts());
        RunOn();
        Assert.InRange(batch, atBatch, 6 + 1);
        Assert.Equal(expected, State(bench.Store));
    }

    [Fact]
    public void It_runs_by_itself_and_is_told_of_a_new_binding_after_the_acknowledgement()
    {
        using var bench = new KeeperBench(new VerdictKeeperOptions { PollMs = 600_000 });
        var meters = new[] { new TestMeter("m1"), new TestMeter("m2") };
        foreach (var meter in meters) bench.Store.Registry.Add(meter.Registration);
        bench.Store.FactorSets.Add(TestMeter.FactorSetBytes);
        var messages = new List<NotedMessage>();
        int told = 0;
        using var pipeline = new IngestPipeline(bench.Store.Registry, bench.Store.FactorSets, bench.Store.Ledger);
        pipeline.BindingsAdded += () =>
        {
            Assert.All(messages, message => Assert.Single(message.Outcomes));
            told++;
            bench.Keeper.Wake();
        };
        bench.Keeper.Start();
        void Send(TestMeter meter)
        {
            messages.Add(new NotedMessage(meter.Id, meter.Run().Bytes));
            Assert.True(pipeline.TryHandle(messages[^1]));
            pipeline.CommitWaiting();
        }
        Send(meters[0]);
        Until(() => bench.Store.Verdicts.Verdicts([1]).Count == 1);
        Send(meters[0]);
        Send(meters[0]);
        Assert.Equal(1, told);
        Send(meters[1]);
        Until(() => bench.Store.Verdicts.Verdicts([2]).Count == 1);
        Assert.Equal(2, told);
        Assert.Equal(0, pipeline.Counters.CompletionFaults);
        Assert.True(bench.Keeper.Health.IsHealthy);
    }

    [Fact]
    public void A_fact_that_another_program_adds_is_found_without_being_told()
    {
        using var bench = new KeeperBench(new VerdictKeeperOptions { PollMs = 5 });
        bench.Commit(new TestMeter("m1").Run());
        bench.Keeper.Start();
        Until(() => bench.Store.Verdicts.Progress().BindingsDone == 1);
        using (var beside = SqliteStore.OpenBeside(bench.Path, bench.Clock))
            beside.Facts.Append([TestJudge.Certificate("m1", new byte[32], Begin, Begin + 900)], bench.Clock.UnixMs);
        Until(() => Certified(bench.Store).Count == 1);
    }

    [Fact]
    public void What_fails_is_seen_names_what_it_is_about_and_is_tried_until_it_succeeds()
    {
        using var bench = new KeeperBench(new VerdictKeeperOptions { PollMs = 5, RetryMsMax = 5 });
        bool isBroken = true;
        bench.Judge = facts => binding => Volatile.Read(ref isBroken) && binding.MeterId == "m2"
            ? throw new ArithmeticException("divided by nothing")
            : TestJudge.Make(facts)(binding);
        bench.Commit(new TestMeter("m1").Run(), new TestMeter("m2").Run());
        bench.Keeper.Start();
        Until(() => bench.Keeper.Health.Attempts > 2);
        var health = bench.Keeper.Health;
        Assert.False(health.IsHealthy);
        Assert.Contains("Binding 2 of meter m2 cannot be judged: divided by nothing", health.Failure, StringComparison.Ordinal);
        Assert.Empty(bench.Store.Verdicts.Verdicts([1, 2]));
        Assert.Equal(0, bench.Keeper.Progress.BindingsDone);
        Volatile.Write(ref isBroken, false);
        Until(() => bench.Keeper.Health.IsHealthy && bench.Store.Verdicts.Verdicts([1, 2]).Count == 2);
        Assert.Null(bench.Keeper.Health.Failure);
    }

    [Fact]
    public void A_store_that_fails_is_seen_and_tried_until_it_takes_the_batch()
    {
        using var bench = new KeeperBench(new VerdictKeeperOptions { PollMs = 5, RetryMsMax = 5 });
        int failures = 0;
        bench.Faults.NextFault = () => failures++ < 3 ? CommitFault.NotDone : CommitFault.None;
        bench.Commit(new TestMeter("m1").Run());
        Assert.Throws<LedgerException>(() => bench.Keeper.RunOnce());
        bench.Keeper.Start();
        Until(() => bench.Store.Verdicts.Verdicts([1]).Count == 1 && bench.Keeper.Health.IsHealthy);
        Assert.Equal(4, bench.Faults.Decisions);
    }

    [Fact]
    public void Limits_outside_their_range_are_refused()
    {
        using var bench = new KeeperBench();
        foreach (var options in new[] { new VerdictKeeperOptions { BatchBindings = 0 }, new VerdictKeeperOptions { PollMs = 0 }, new VerdictKeeperOptions { RetryMsMax = 0 } })
            Assert.Throws<ArgumentOutOfRangeException>(() => new VerdictKeeper(bench.Store.Facts, bench.Store.Verdicts, TestJudge.Make, bench.Clock, options));
    }

    private static KeeperBench WithMeters()
    {
        var bench = new KeeperBench(new VerdictKeeperOptions { BatchBindings = Batch });
        bench.Commit([.. Enumerable.Range(0, Meters).Select(number => new TestMeter($"m{number}").Run())]);
        return bench;
    }

    private static TraceabilityFact[] SomeFacts() =>
        [.. new[] { 0, 7, 12, 24 }.Select(number => TestJudge.Certificate($"m{number}", new byte[32], Begin, Begin + 900))];

    private static IReadOnlyList<string> Certified(SqliteStore store)
    {
        var bindings = store.Verdicts.Bindings();
        var valid = store.Verdicts.Verdicts([.. bindings.Select(binding => binding.Number)])
            .Where(kept => kept.Span.Verdict.Outcome == Outcome.Valid).Select(kept => kept.BindingNumber).ToHashSet();
        return [.. bindings.Where(binding => valid.Contains(binding.Number)).Select(binding => binding.Binding.MeterId).Order(StringComparer.Ordinal)];
    }

    private static string State(SqliteStore store) => store.Verdicts.Progress() + "\n" + string.Join('\n',
        store.Verdicts.Bindings().SelectMany(binding => store.Verdicts.History(binding.Number).Select(kept =>
            $"{binding.Binding.MeterId} {kept.Span.FromUnixSeconds} {kept.Span.ToUnixSeconds} {VerdictJson.Write(kept.Span.Verdict)} {kept.DecidedAtUnixMs} {kept.SupersededAtUnixMs}")));

    private static void Until(Func<bool> condition) =>
        Assert.True(SpinWait.SpinUntil(condition, TimeSpan.FromSeconds(60)), "it did not come to that within a minute");
}
