using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Parks;
using CarbonMeter.Records;
using CarbonMeter.TestSupport;
using CarbonMeter.Units;

namespace CarbonMeter.Ingest.Tests;

/// <summary>Every outcome and every reason, each with the message that produces it.</summary>
public sealed class OutcomeTests
{
    private static readonly IngestOutcome s_accepted = new(IngestResult.Accepted);
    private static readonly IngestOutcome s_duplicate = new(IngestResult.Duplicate);

    private static IngestOutcome Refused(QuarantineReason reason) => new(IngestResult.Quarantined, reason);

    [Fact]
    public void A_chain_of_every_kind_is_accepted()
    {
        var meter = new TestMeter("m1", channels: 3);
        using var host = new Host(null, meter);
        Assert.Equal(s_accepted, host.Judge(meter, meter.Event()));
        Assert.Equal(s_accepted, host.Judge(meter, meter.Run()));
        Assert.Equal(s_accepted, host.Judge(meter, meter.Run(60)));
        Assert.Equal(s_accepted, host.Judge(meter, meter.Event(EventCode.Tamper)));
        Assert.Equal(4, host.Pipeline.Counters.Accepted);
        Assert.Equal(4, host.Store.Ledger.HeadOf("m1")!.Sequence);
        Assert.Equal(3 * 75, host.Queries.Totals([], 0, long.MaxValue / 2).Sum(total => total.Intervals));
        Assert.Equal(0, host.Pipeline.InFlight);
    }

    [Fact]
    public void A_meter_nobody_registered_goes_to_quarantine()
    {
        var meter = new TestMeter("stranger");
        using var host = new Host();
        var record = meter.Run();
        Assert.Equal(Refused(QuarantineReason.UnknownMeter), host.Judge(meter, record));
        var kept = Assert.Single(host.Queries.Quarantine(long.MaxValue, 10));
        Assert.Equal(("stranger", QuarantineReason.UnknownMeter), (kept.MeterId, kept.Reason));
        Assert.Equal(record.Bytes, kept.Bytes);
        // Registered since then, it is judged like any other.
        host.Store.Registry.Add(meter.Registration);
        Assert.Equal(s_accepted, host.Judge(meter, record));
    }

    [Fact]
    public void What_cannot_be_read_goes_to_quarantine_and_says_why()
    {
        var meter = new TestMeter("m1");
        using var host = new Host(null, meter);
        byte[] good = meter.Run().Bytes;
        Assert.Equal(Refused(QuarantineReason.Unreadable), host.Judge(meter, []));
        Assert.Equal(Refused(QuarantineReason.Unreadable), host.Judge(meter, good[..^1]));
        Assert.Equal(Refused(QuarantineReason.Unreadable), host.Judge(meter, [.. good, 0]));
        Assert.Equal(Refused(QuarantineReason.Unreadable), host.Judge(meter, new byte[MeterRecord.SizeBytesMax + 1]));
        byte[] badVersion = (byte[])good.Clone();
        int payloadAt = badVersion.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xB4, 0x01, 0x01]);
        badVersion[payloadAt + 2] = 2;
        Assert.Equal(Refused(QuarantineReason.Unreadable), host.Judge(meter, badVersion));
        Assert.Equal(5, host.Pipeline.Counters.Quarantined(QuarantineReason.Unreadable));
        Assert.Contains("UnknownVersion", host.Queries.Quarantine(long.MaxValue, 1)[0].Detail, StringComparison.Ordinal);
        // None of it touched the chain.
        Assert.Equal(s_accepted, host.Judge(meter, good));
    }

    [Fact]
    public void A_signature_of_another_key_is_refused()
    {
        var meter = new TestMeter("m1");
        var impostor = new TestMeter("m1");
        using var host = new Host(null, meter);
        Assert.Equal(Refused(QuarantineReason.BadSignature), host.Judge(meter, impostor.Run()));
        byte[] changed = meter.Run().Bytes;
        changed[^1] ^= 1;
        Assert.Equal(Refused(QuarantineReason.BadSignature), host.Judge(meter, changed));
        Assert.Null(host.Store.Ledger.HeadOf("m1"));
    }

    [Fact]
    public void A_record_of_another_meter_is_refused_though_its_signature_is_good()
    {
        var (meter, other) = (new TestMeter("m1"), new TestMeter("m2"));
        using var host = new Host(null, meter, other);
        Assert.Equal(Refused(QuarantineReason.WrongMeter), host.Judge(meter, other.Run()));
        Assert.Null(host.Store.Ledger.HeadOf("m2"));
    }

    [Theory]
    [InlineData("previous hash")]
    [InlineData("boot count")]
    [InlineData("event counter")]
    [InlineData("register")]
    [InlineData("channel")]
    public void A_record_that_contradicts_its_predecessor_is_refused(string what)
    {
        var meter = new TestMeter("m1") { BootCount = 5 };
        using var host = new Host(null, meter);
        host.Judge(meter, meter.Event());
        var goBack = meter.Remember();
        var record = meter.Run().Record;
        switch (what)
        {
            case "previous hash": record.PreviousHash = new byte[32]; break;
            case "boot count": record.BootCount = 4; break;
            case "event counter": record.EventCounter = 0; break;
            case "register": record.Registers[0].ImportMilliwattHours++; break;
            case "channel": record.Registers[0].ChannelId = 2; break;
        }
        Assert.Equal(Refused(QuarantineReason.BrokenChain), host.Judge(meter, meter.SignAsIs(record)));
        // The true record still finds its place.
        goBack();
        Assert.Equal(s_accepted, host.Judge(meter, meter.Run()));
    }

    [Fact]
    public void The_first_record_of_a_meter_counts_from_zero()
    {
        var meter = new TestMeter("m1");
        using var host = new Host(null, meter);
        var record = meter.Run().Record;
        record.Registers[0].ImportMilliwattHours++;
        Assert.Equal(Refused(QuarantineReason.BrokenChain), host.Judge(meter, meter.SignAsIs(record)));
    }

    [Fact]
    public void A_factor_set_must_be_known_and_give_the_intensity()
    {
        var meter = new TestMeter("m1") { FactorSetHash = new byte[32] };
        using var host = new Host(null, meter);
        // Events say nothing about carbon: a meter boots before it has a factor set.
        Assert.Equal(s_accepted, host.Judge(meter, meter.Event()));
        var goBack = meter.Remember();
        var early = meter.Run();
        Assert.Equal(Refused(QuarantineReason.UnknownFactorSet), host.Judge(meter, early));
        goBack();
        meter.FactorSetHash = FactorSetCodec.Hash(TestMeter.FactorSetBytes);
        meter.IntensityMilligramsPerKilowattHour = 684_901;
        Assert.Equal(Refused(QuarantineReason.IntensityNotInFactorSet), host.Judge(meter, meter.Run()));
        goBack();
        meter.IntensityMilligramsPerKilowattHour = 684_900;
        Assert.Equal(s_accepted, host.Judge(meter, meter.Run()));
    }

    [Fact]
    public void A_set_with_periods_is_judged_at_each_interval()
    {
        var meter = new TestMeter("m1") { IntensityMilligramsPerKilowattHour = 500_000 };
        byte[] set = FactorSetCodec.Encode(new FactorSet
        {
            Id = "DATED", Region = "Test", ReferenceYear = 2023, Published = "2023-01-01", Source = "tests",
            Periods =
            [
                new FactorPeriod { Intensity = CarbonIntensity.FromMilligramsPerKilowattHour(500_000) },
                new FactorPeriod
                {
                    FromUnixSeconds = TestMeter.FirstStartUnixSeconds + 900,
                    Intensity = CarbonIntensity.FromMilligramsPerKilowattHour(600_000),
                },
            ],
        });
        using var host = new Host(null, meter);
        meter.FactorSetHash = host.Store.FactorSets.Add(set);
        Assert.Equal(s_accepted, host.Judge(meter, meter.Run(10)));
        var goBack = meter.Remember();
        Assert.Equal(Refused(QuarantineReason.IntensityNotInFactorSet), host.Judge(meter, meter.Run(6)));
        goBack();
        Assert.Equal(s_accepted, host.Judge(meter, meter.Run(5)));
        meter.IntensityMilligramsPerKilowattHour = 600_000;
        Assert.Equal(s_accepted, host.Judge(meter, meter.Run(5)));
    }

    [Fact]
    public void Sending_again_is_harmless_at_any_time()
    {
        var meter = new TestMeter("m1");
        using var host = new Host(null, meter);
        var records = Enumerable.Range(0, 5).Select(_ => meter.Run()).ToArray();
        foreach (var record in records) Assert.Equal(s_accepted, host.Judge(meter, record));
        foreach (var record in records) Assert.Equal(s_duplicate, host.Judge(meter, record));
        host.Restart();
        foreach (var record in records) Assert.Equal(s_duplicate, host.Judge(meter, record));
        Assert.Equal(5, host.Pipeline.Counters.Duplicates);
        Assert.Equal(75, host.Queries.Totals([], 0, long.MaxValue / 2)[0].Intervals);
        Assert.Equal((5L, 0L), host.Queries.Counts());
    }

    [Fact]
    public void A_second_record_at_one_sequence_is_kept_as_a_fork_and_alarms()
    {
        var meter = new TestMeter("m1");
        var alarms = new List<LedgerEntry>();
        using var host = new Host(new IngestOptions { Quarantined = alarms.Add }, meter);
        var goBack = meter.Remember();
        var mine = meter.Run();
        host.Judge(meter, mine);
        goBack();
        var other = meter.Run();
        Assert.Equal(Refused(QuarantineReason.Fork), host.Judge(meter, other));
        // What follows the other branch does not join the chain that is kept.
        Assert.Equal(Refused(QuarantineReason.BrokenChain), host.Judge(meter, meter.Run()));
        Assert.Equal(mine.Hash, host.Store.Ledger.Find("m1", 1)!.Hash);
        Assert.Equal(other.Bytes, host.Queries.Quarantine(long.MaxValue, 10)[1].Bytes);
        Assert.Equal([QuarantineReason.Fork, QuarantineReason.BrokenChain], alarms.Select(alarm => alarm.Reason!.Value));
        Assert.Equal(1, host.Queries.Standings()[0].Forks);
    }

    [Fact]
    public void A_forged_second_record_is_no_fork()
    {
        var (meter, impostor) = (new TestMeter("m1"), new TestMeter("m1", seed: 2));
        using var host = new Host(null, meter);
        host.Judge(meter, meter.Run());
        Assert.Equal(Refused(QuarantineReason.BadSignature), host.Judge(meter, impostor.Run()));
        Assert.Equal(0, host.Queries.Standings()[0].Forks);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_gap_is_accepted_shown_and_cleared_when_it_is_filled(bool committedBetween)
    {
        var meter = new TestMeter("m1");
        using var host = new Host(null, meter);
        var records = Enumerable.Range(0, 6).Select(_ => meter.Run()).ToArray();
        var messages = new List<NotedMessage>();
        foreach (int index in new[] { 0, 3, 4, 1, 2, 5 })
        {
            messages.Add(host.Send(meter, records[index]));
            if (committedBetween) host.Pipeline.CommitWaiting();
            if (committedBetween && index == 4) Assert.Equal(1, host.Queries.Standings()[0].ChainGaps);
        }
        host.Pipeline.CommitWaiting();
        Assert.Equal([IngestResult.Accepted, IngestResult.AcceptedAfterGap, IngestResult.Accepted, IngestResult.Accepted,
            IngestResult.Accepted, IngestResult.Accepted], messages.Select(message => message.Outcome1!.Value.Result));
        var standing = Assert.Single(host.Queries.Standings());
        Assert.Equal((6L, 6L, 0L), (standing.Records, standing.LastSequence, standing.ChainGaps));
        Assert.Equal(90, host.Queries.Totals([], 0, long.MaxValue / 2)[0].Intervals);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_late_record_must_fit_what_came_after_it(bool committedBetween)
    {
        var meter = new TestMeter("m1");
        using var host = new Host(null, meter);
        var first = meter.Run();
        var goBack = meter.Remember();
        meter.Run();
        var third = meter.Run();
        goBack();
        var otherSecond = meter.Run();
        host.Send(meter, first);
        host.Send(meter, third);
        if (committedBetween) host.Pipeline.CommitWaiting();
        Assert.Equal(Refused(QuarantineReason.BrokenChain), host.Judge(meter, otherSecond));
        Assert.Equal(1, host.Queries.Standings()[0].ChainGaps);
    }

    [Fact]
    public void A_meter_that_begins_in_the_middle_is_accepted_with_a_gap()
    {
        var meter = new TestMeter("m1");
        using var host = new Host(null, meter);
        meter.Run();
        Assert.Equal(new IngestOutcome(IngestResult.AcceptedAfterGap), host.Judge(meter, meter.Run()));
        Assert.Equal(1, host.Queries.Standings()[0].ChainGaps);
    }
}
