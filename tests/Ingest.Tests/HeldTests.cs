using CarbonMeter.Domain.Ledger;
using CarbonMeter.Records;
using CarbonMeter.TestSupport;
using CarbonMeter.Units;

namespace CarbonMeter.Ingest.Tests;

/// <summary>What lay in quarantine for want of something is judged again when that is there.</summary>
public sealed class HeldTests
{
    private static readonly byte[] s_lateSet = FactorSetCodec.Encode(new FactorSet
    {
        Id = "LATE", Region = "Test", ReferenceYear = 2023, Published = "2024-12-20", Source = "tests",
        Periods = [new FactorPeriod { Intensity = CarbonIntensity.FromMilligramsPerKilowattHour(684_900) }],
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Records_under_a_factor_set_that_comes_late_are_counted_once_it_is_there(bool restarts)
    {
        var meter = new TestMeter("m1") { FactorSetHash = FactorSetCodec.Hash(s_lateSet) };
        using var host = new Host(null, meter);
        host.Judge(meter, meter.Event());
        for (int index = 0; index < 4; index++)
            Assert.Equal(QuarantineReason.UnknownFactorSet, host.Judge(meter, meter.Run()).Reason);
        host.LookAgain();
        Assert.Equal((1L, 4L), host.Queries.Counts());
        if (restarts) host.Restart();
        host.Store.FactorSets.Add(s_lateSet);
        // Those that come first now are accepted after a gap; those that waited fill it.
        Assert.Equal(IngestResult.AcceptedAfterGap, host.Judge(meter, meter.Run()).Result);
        host.LookAgain();
        Assert.Equal((6L, 0L), host.Queries.Counts());
        Assert.Equal(0, host.Queries.Standings()[0].ChainGaps);
        Assert.Equal(75, host.Queries.Totals([], 0, long.MaxValue / 2)[0].Intervals);
    }

    [Fact]
    public void Records_of_a_meter_registered_late_find_their_place()
    {
        var meter = new TestMeter("m1");
        using var host = new Host();
        SignedRecord[] records = [meter.Event(), meter.Run(), meter.Run()];
        foreach (var record in records) host.Judge(meter, record);
        host.LookAgain();
        Assert.Equal((0L, 3L), host.Queries.Counts());
        host.Store.Registry.Add(meter.Registration);
        host.LookAgain();
        Assert.Equal((3L, 0L), host.Queries.Counts());
        Assert.Equal(records[^1].Hash, host.Store.Ledger.HeadOf("m1")!.Hash);
    }

    [Fact]
    public void What_is_judged_anew_and_still_refused_lies_there_for_its_new_reason_as_received_at_first()
    {
        var meter = new TestMeter("m1") { FactorSetHash = FactorSetCodec.Hash(s_lateSet), IntensityMilligramsPerKilowattHour = 1 };
        using var host = new Host(null, meter);
        host.Judge(meter, meter.Run());
        long received = host.Queries.Quarantine(long.MaxValue, 1)[0].ReceivedAtUnixMs;
        host.Store.FactorSets.Add(s_lateSet);
        host.LookAgain();
        var kept = Assert.Single(host.Queries.Quarantine(long.MaxValue, 10));
        Assert.Equal((QuarantineReason.IntensityNotInFactorSet, received), (kept.Reason, kept.ReceivedAtUnixMs));
        Assert.Equal(1, host.Queries.Standings()[0].QuarantinedMessages);
    }

    [Fact]
    public void What_finds_no_room_is_looked_at_again()
    {
        var meter = new TestMeter("m1") { FactorSetHash = FactorSetCodec.Hash(s_lateSet) };
        using var host = new Host(new IngestOptions { InFlightMax = 2 }, meter);
        for (int index = 0; index < 7; index++) host.Judge(meter, meter.Run());
        host.Store.FactorSets.Add(s_lateSet);
        int looks = 0;
        for (; !host.Pipeline.LookAgain(); looks++)
            while (host.Pipeline.CommitWaiting()) continue;
        while (host.Pipeline.CommitWaiting()) continue;
        Assert.InRange(looks, 2, 7);
        Assert.Equal((7L, 0L), host.Queries.Counts());
        Assert.Equal(105, host.Queries.Totals([], 0, long.MaxValue / 2)[0].Intervals);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_commit_that_fails_while_messages_leave_the_quarantine_loses_and_doubles_nothing(bool happens)
    {
        var meter = new TestMeter("m1") { FactorSetHash = FactorSetCodec.Hash(s_lateSet) };
        using var host = new Host(null, meter);
        for (int index = 0; index < 3; index++) host.Judge(meter, meter.Run());
        host.Store.FactorSets.Add(s_lateSet);
        Assert.True(host.Pipeline.LookAgain());
        host.Send(meter, new TestMeter("m1").Run());
        host.Ledger.NextFault = () => happens ? CommitFault.DoneButReportedFailed : CommitFault.NotDone;
        Assert.Throws<LedgerException>(() => host.Pipeline.CommitWaiting());
        host.Ledger.NextFault = () => CommitFault.None;
        while (host.Pipeline.CommitWaiting()) continue;
        Assert.Equal((3L, 1L), host.Queries.Counts());
        Assert.Equal(1, host.Queries.Standings()[0].QuarantinedMessages);
        Assert.Equal(45, host.Queries.Totals([], 0, long.MaxValue / 2)[0].Intervals);
    }

    [Fact]
    public async Task A_host_that_runs_looks_again_by_itself()
    {
        var meter = new TestMeter("m1") { FactorSetHash = FactorSetCodec.Hash(s_lateSet) };
        using var host = new Host(new IngestOptions { LookAgainMs = 100, LingerMs = 0 }, meter);
        host.Pipeline.Start();
        var record = meter.Run();
        var outcome = await host.Pipeline.HandleAsync("m1", record.Bytes, 1_700_000_100_000);
        Assert.Equal(QuarantineReason.UnknownFactorSet, outcome.Reason);
        host.Store.FactorSets.Add(s_lateSet);
        while (host.Pipeline.Counters.Released == 0) await Task.Delay(20, TestContext.Current.CancellationToken);
        Assert.Equal((1L, 0L), host.Queries.Counts());
    }
}
