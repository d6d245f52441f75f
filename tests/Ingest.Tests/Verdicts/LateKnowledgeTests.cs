using CarbonMeter.Domain.Traceability;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Ingest.Tests.Verdicts;

/// <summary>What is learnt changes what is certified from then on, never what was certified as of before. Over a real SQLite file.</summary>
public sealed class LateKnowledgeTests
{
    private const long Begin = TestMeter.FirstStartUnixSeconds;
    private const long YearLater = Begin + 365 * 86_400;
    private static readonly byte[] s_parameters = new byte[32];

    [Fact]
    public void A_certificate_that_comes_late_certifies_what_was_measured_before()
    {
        using var bench = new KeeperBench();
        var meter = new TestMeter("m1");
        bench.Commit(meter.Run(), meter.Run());
        bench.RunToTheEnd();
        var (certified, all) = bench.Import();
        Assert.True(all > 0);
        Assert.Equal(0, certified);
        long before = bench.Clock.UnixMs;

        bench.Clock.UnixMs += 86_400_000;
        bench.Learn(TestJudge.Certificate("m1", s_parameters, Begin - 86_400, YearLater));
        Assert.Equal((0, all), bench.Import());   // not before it is judged
        bench.RunToTheEnd();
        Assert.Equal((all, all), bench.Import());
        Assert.Equal((0, all), bench.Import(before));
        Assert.Equal([Outcome.CannotTell, Outcome.Invalid, Outcome.Valid, Outcome.Invalid],
            bench.Store.Verdicts.History(1).Select(kept => kept.Span.Verdict.Outcome));
    }

    [Fact]
    public void A_certificate_that_expires_certifies_up_to_its_last_second_without_being_judged_again()
    {
        using var bench = new KeeperBench();
        var meter = new TestMeter("m1");
        bench.Learn(TestJudge.Certificate("m1", s_parameters, Begin, Begin + 1_200));
        bench.Commit(meter.Run());
        bench.RunToTheEnd();
        Assert.Equal(bench.Import().All, bench.Import().Certified);
        var beforeExpiry = bench.Import();
        bench.Commit(meter.Run());
        Assert.Equal(0, bench.RunToTheEnd());
        // The second record's first five minutes still count.
        var intervals = bench.Store.Queries.Series([], Domain.Ledger.SlotLength.Interval, Begin, Begin + 1_200);
        Assert.Equal(20, intervals.Count);
        Assert.Equal(intervals.Sum(slot => slot.ImportMilliwattHours), bench.Import().Certified);
        Assert.True(bench.Import().Certified > beforeExpiry.Certified && bench.Import().Certified < bench.Import().All);
    }

    [Fact]
    public void A_revocation_takes_the_certification_from_its_moment_on_and_as_of_yesterday_it_still_stands()
    {
        using var bench = new KeeperBench();
        var meter = new TestMeter("m1");
        var certificate = TestJudge.Certificate("m1", s_parameters, Begin, YearLater);
        bench.Learn(certificate);
        bench.Commit([.. Enumerable.Range(0, 8).Select(_ => meter.Run())]);
        bench.RunToTheEnd();
        var (certified, all) = bench.Import();
        Assert.Equal(all, certified);
        long yesterday = bench.Clock.UnixMs;
        Assert.Equal((all, all), bench.Import(yesterday));

        bench.Clock.UnixMs += 86_400_000;
        bench.Learn(new CertificateRevoked(certificate.Hash, Begin + 4_000, "the standard was found damaged"));
        bench.RunToTheEnd();
        var until = bench.Store.Queries.Series([], Domain.Ledger.SlotLength.Interval, Begin, Begin + 4_000 - 60 + 1);
        Assert.Equal((until.Sum(slot => slot.ImportMilliwattHours), all), bench.Import());
        Assert.Equal((all, all), bench.Import(yesterday));
        Assert.Equal((all, all), bench.Import(bench.Clock.UnixMs - 1));
        Assert.NotEqual(all, bench.Import(bench.Clock.UnixMs).Certified);
    }

    [Fact]
    public void A_meter_that_is_calibrated_anew_is_judged_by_each_record_s_own_parameters()
    {
        using var bench = new KeeperBench();
        var meter = new TestMeter("m1");
        byte[] next = [.. Enumerable.Repeat((byte)9, 32)];
        bench.Learn(TestJudge.Certificate("m1", s_parameters, Begin, Begin + 900), TestJudge.Certificate("m1", next, Begin + 900, YearLater));
        bench.Commit(meter.Run());
        bench.RunToTheEnd();
        meter.ParameterSetHash = next;
        bench.Commit(meter.Run());
        var unjudged = bench.Import();
        Assert.True(unjudged.Certified < unjudged.All);
        Assert.Equal(1, bench.RunToTheEnd());
        Assert.Equal(unjudged.All, bench.Import().Certified);
        // The old set, put back, is out of its certificate's time.
        meter.ParameterSetHash = s_parameters;
        bench.Commit(meter.Run());
        Assert.Equal(0, bench.RunToTheEnd());
        Assert.Equal(unjudged.All, bench.Import().Certified);
        Assert.True(bench.Import().All > unjudged.All);
    }
}
