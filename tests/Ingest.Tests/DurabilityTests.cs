using System.Collections.Concurrent;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Ingest.Tests;

/// <summary>Nothing is acknowledged that is not durable, nothing is counted twice, nothing grows without bound.</summary>
public sealed class DurabilityTests
{
    [Fact]
    public void Nothing_completes_before_its_commit()
    {
        var meter = new TestMeter("m1");
        using var host = new Host(null, meter);
        var messages = Enumerable.Range(0, 4).Select(_ => host.Send(meter, meter.Run())).ToArray();
        messages = [.. messages, host.Send(meter, [1, 2, 3])];
        Assert.All(messages, message => Assert.Empty(message.Outcomes));
        Assert.Equal(5, host.Pipeline.InFlight);
        host.Ledger.BeforeCommit = () => Assert.All(messages, message => Assert.Empty(message.Outcomes));
        Assert.True(host.Pipeline.CommitWaiting());
        Assert.All(messages, message => Assert.Single(message.Outcomes));
        Assert.Equal((4L, 1L), host.Queries.Counts());
        Assert.Equal(1, host.Ledger.Attempts);
        Assert.False(host.Pipeline.CommitWaiting());
    }

    [Fact]
    public void A_duplicate_of_what_is_in_flight_waits_for_the_original()
    {
        var meter = new TestMeter("m1");
        using var host = new Host(null, meter);
        var record = meter.Run();
        var (original, again) = (host.Send(meter, record), host.Send(meter, record));
        host.Send(meter, meter.Run());
        var andAgain = host.Send(meter, record);
        host.Ledger.NextFault = () => CommitFault.NotDone;
        Assert.Throws<LedgerException>(() => host.Pipeline.CommitWaiting());
        Assert.Empty(again.Outcomes);
        host.Ledger.NextFault = () => CommitFault.None;
        host.Pipeline.CommitWaiting();
        Assert.Equal(IngestResult.Accepted, original.Outcome1!.Value.Result);
        Assert.Equal(IngestResult.Duplicate, again.Outcome1!.Value.Result);
        Assert.Equal(IngestResult.Duplicate, andAgain.Outcome1!.Value.Result);
        Assert.Equal(2, host.Queries.Counts().Records);
    }

    [Theory]
    [InlineData(nameof(CommitFault.NotDone))]
    [InlineData(nameof(CommitFault.DoneButReportedFailed))]
    public void A_failed_commit_acknowledges_nobody_is_shown_and_is_tried_again(string faultName)
    {
        var fault = Enum.Parse<CommitFault>(faultName);
        var meter = new TestMeter("m1");
        using var host = new Host(null, meter);
        host.Judge(meter, meter.Run());
        host.Ledger.NextFault = () => fault;
        var waiting = host.Send(meter, meter.Run());
        Assert.Throws<LedgerException>(() => host.Pipeline.CommitWaiting());
        Assert.Throws<LedgerException>(() => host.Pipeline.CommitWaiting());
        var later = host.Send(meter, meter.Run());
        Assert.Empty(waiting.Outcomes);
        Assert.Equal((false, 2), (host.Pipeline.Health.IsHealthy, host.Pipeline.Health.Attempts));
        Assert.Contains(faultName, host.Pipeline.Health.Failure, StringComparison.Ordinal);
        Assert.Equal(2, host.Pipeline.Counters.CommitFailures);

        host.Ledger.NextFault = () => CommitFault.None;
        while (host.Pipeline.CommitWaiting())
        {
        }
        Assert.Equal(IngestResult.Accepted, waiting.Outcome1!.Value.Result);
        Assert.Equal(IngestResult.Accepted, later.Outcome1!.Value.Result);
        Assert.True(host.Pipeline.Health.IsHealthy);
        Assert.Equal(3, host.Queries.Counts().Records);
        Assert.Equal(45, host.Queries.Totals([], 0, long.MaxValue / 2)[0].Intervals);
    }

    [Theory]
    [InlineData(nameof(CommitFault.NotDone))]
    [InlineData(nameof(CommitFault.DoneButReportedFailed))]
    public void A_host_that_ends_before_the_acknowledgement_gets_everything_again_and_counts_it_once(string faultName)
    {
        var fault = Enum.Parse<CommitFault>(faultName);
        var meter = new TestMeter("m1");
        using var host = new Host(null, meter);
        var records = Enumerable.Range(0, 6).Select(_ => meter.Run()).ToArray();
        host.Judge(meter, records[0]);
        host.Ledger.NextFault = () => fault;
        var unanswered = records[1..4].Select(record => host.Send(meter, record)).ToArray();
        Assert.Throws<LedgerException>(() => host.Pipeline.CommitWaiting());
        host.Restart();
        Assert.All(unanswered, message => Assert.Empty(message.Outcomes));
        var expected = fault == CommitFault.NotDone ? IngestResult.Accepted : IngestResult.Duplicate;
        foreach (var record in records[1..4]) Assert.Equal(expected, host.Judge(meter, record).Result);
        foreach (var record in records[4..]) Assert.Equal(IngestResult.Accepted, host.Judge(meter, record).Result);
        Assert.Equal((6L, 0L), host.Queries.Counts());
        Assert.Equal(0, host.Queries.Standings()[0].ChainGaps);
        Assert.Equal(90, host.Queries.Totals([], 0, long.MaxValue / 2)[0].Intervals);
    }

    [Fact]
    public void A_ledger_that_lies_is_noticed_by_these_checks()
    {
        var meter = new TestMeter("m1");
        using var host = new Host(null, meter);
        host.Ledger.NextFault = () => CommitFault.ReportedDoneButLost;
        Assert.Equal(IngestResult.Accepted, host.Judge(meter, meter.Run()).Result);
        Assert.Equal(0, host.Queries.Counts().Records);
    }

    [Fact]
    public void What_does_not_fit_is_not_taken_and_is_called_when_there_is_room()
    {
        var meter = new TestMeter("m1");
        using var host = new Host(new IngestOptions { InFlightMax = 3 }, meter);
        var records = Enumerable.Range(0, 5).Select(_ => meter.Run()).ToArray();
        foreach (var record in records[..3]) host.Send(meter, record);
        var outside = records[3..].Select(record => new NotedMessage(meter.Id, record.Bytes)).ToArray();
        Assert.All(outside, message => Assert.False(host.Pipeline.TryHandle(message)));
        Assert.Equal(3, host.Pipeline.InFlight);
        Assert.All(outside, message => Assert.Equal(0, message.RoomMadeCalls));
        host.Pipeline.CommitWaiting();
        Assert.All(outside, message => Assert.Equal(1, message.RoomMadeCalls));
        Assert.All(outside, message => Assert.True(host.Pipeline.TryHandle(message)));
        host.Pipeline.CommitWaiting();
        Assert.All(outside, message => Assert.Equal(IngestResult.Accepted, message.Outcome1!.Value.Result));
        Assert.Equal(0, host.Pipeline.InFlight);
        Assert.All(outside, message => Assert.Equal(1, message.RoomMadeCalls));
    }

    [Fact]
    public async Task Many_meters_at_once_through_a_narrow_pipeline_with_a_failing_store_lose_nothing()
    {
        const int meterCount = 12, recordCount = 40;
        var meters = Enumerable.Range(0, meterCount).Select(number => new TestMeter($"m{number}", seed: number)).ToArray();
        var random = new Random(5);
        using var host = new Host(new IngestOptions { InFlightMax = 16, LingerMs = 0, RetryMsMax = 2 }, meters);
        host.Ledger.NextFault = () => random.Next(4) switch
        {
            0 => CommitFault.NotDone,
            1 => CommitFault.DoneButReportedFailed,
            _ => CommitFault.None,
        };
        host.Pipeline.Start();
        int most = 0;
        var acknowledged = new ConcurrentBag<(string, long)>();
        await Task.WhenAll(meters.Select(meter => Task.Run(async () =>
        {
            for (int sent = 0; sent < recordCount; sent++)
            {
                var record = meter.Run(3);
                var outcome = await host.Pipeline.HandleAsync(meter.Id, record.Bytes, 1);
                Assert.Equal(IngestResult.Accepted, outcome.Result);
                InterlockedMax(ref most, host.Pipeline.InFlight);
                acknowledged.Add((meter.Id, record.Record.Sequence));
                if (sent % 5 == 0) await host.Pipeline.HandleAsync(meter.Id, record.Bytes, 1);
            }
        }))).WaitAsync(TimeSpan.FromSeconds(60));
        Assert.True(most <= 16, $"{most} in flight");
        Assert.True(host.Pipeline.Counters.CommitFailures > 0);
        Assert.Equal(meterCount * recordCount, acknowledged.Distinct().Count());
        Assert.Equal(meterCount * 8, host.Pipeline.Counters.Duplicates);
        Assert.Equal((meterCount * recordCount, 0L), host.Queries.Counts());
        Assert.All(host.Queries.Totals([], 0, long.MaxValue / 2), total => Assert.Equal(recordCount * 3, total.Intervals));
    }

    [Fact]
    public void A_sender_that_throws_when_told_harms_nobody_else()
    {
        var meter = new TestMeter("m1");
        using var host = new Host(null, meter);
        var faulty = new NotedMessage(meter.Id, meter.Run().Bytes, () => throw new InvalidOperationException("sender's fault"));
        host.Pipeline.TryHandle(faulty);
        var next = host.Send(meter, meter.Run());
        Assert.True(host.Pipeline.CommitWaiting());
        Assert.Equal(IngestResult.Accepted, next.Outcome1!.Value.Result);
        Assert.Equal(1, host.Pipeline.Counters.CompletionFaults);
        Assert.Contains("sender's fault", host.Pipeline.Counters.LastCompletionFault, StringComparison.Ordinal);
    }

    [Fact]
    public void Ending_the_pipeline_commits_what_waits()
    {
        var meter = new TestMeter("m1");
        using var host = new Host(new IngestOptions { LingerMs = 50 }, meter);
        host.Pipeline.Start();
        var messages = Enumerable.Range(0, 20).Select(_ => host.Send(meter, meter.Run(1))).ToArray();
        host.Pipeline.Dispose();
        Assert.All(messages, message => Assert.Single(message.Outcomes));
        Assert.Equal(20, host.Queries.Counts().Records);
    }

    [Fact]
    public void Ending_the_pipeline_while_the_store_fails_acknowledges_nothing()
    {
        var meter = new TestMeter("m1");
        using var host = new Host(null, meter);
        host.Ledger.NextFault = () => CommitFault.NotDone;
        host.Pipeline.Start();
        var message = host.Send(meter, meter.Run());
        host.Pipeline.Dispose();
        Assert.Empty(message.Outcomes);
    }

    [Fact]
    public void Limits_outside_their_range_are_refused()
    {
        using var host = new Host();
        var store = host.Store;
        foreach (var options in new[] { new IngestOptions { InFlightMax = 0 }, new IngestOptions { LingerMs = -1 }, new IngestOptions { RetryMsMax = 0 } })
            Assert.Throws<ArgumentOutOfRangeException>(() => new IngestPipeline(store.Registry, store.FactorSets, store.Ledger, options));
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen = Volatile.Read(ref target);
        while (value > seen && Interlocked.CompareExchange(ref target, value, seen) is var now && now != seen) seen = now;
    }
}
