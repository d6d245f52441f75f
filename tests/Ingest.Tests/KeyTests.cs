using System.Security.Cryptography;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.Records;
using CarbonMeter.TestSupport;
using CarbonMeter.Units;

namespace CarbonMeter.Ingest.Tests;

/// <summary>A meter changes its key: each record is judged with the key of its sequence, in whatever order they come.</summary>
public sealed class KeyTests
{
    private static readonly IngestOutcome s_accepted = new(IngestResult.Accepted);
    private static readonly IngestOutcome s_afterGap = new(IngestResult.AcceptedAfterGap);
    private static readonly IngestOutcome s_duplicate = new(IngestResult.Duplicate);

    private static IngestOutcome Refused(QuarantineReason reason) => new(IngestResult.Quarantined, reason);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Records_verify_with_the_key_of_their_sequence_before_and_after_a_restart(bool restarts)
    {
        var meter = new TestMeter("m1");
        using var host = new Host(null, meter);
        SignedRecord[] before = [meter.Event(), meter.Run()], after = [];
        byte[] enrolled = meter.PublicKey;
        var rotation = meter.Rotate();
        after = [meter.Run(), meter.Rotate(), meter.Run()];
        foreach (var record in (SignedRecord[])[.. before, rotation]) Assert.Equal(s_accepted, host.Judge(meter, record));
        if (restarts) host.Restart();
        foreach (var record in after) Assert.Equal(s_accepted, host.Judge(meter, record));
        foreach (var record in (SignedRecord[])[.. before, rotation, .. after]) Assert.Equal(s_duplicate, host.Judge(meter, record));
        // What one key has signed does not pass for another's.
        var forged = new TestMeter("m1").Run().Bytes;
        Assert.Equal(Refused(QuarantineReason.BadSignature), host.Judge(meter, forged));
        Assert.Equal(6, host.Queries.Standings()[0].Records);
        Assert.Equal([1L, 4L, 6L], host.Store.Ledger.KeysOf("m1").Select(key => key.FromSequence));
        Assert.Equal([enrolled, .. (byte[][])[meter.PublicKey]], new[] { 0, 2 }.Select(index => host.Store.Ledger.KeysOf("m1")[index].PublicKey));
    }

    [Fact]
    public void A_rotation_becomes_a_fact_once_with_the_record_that_announces_it()
    {
        var meter = new TestMeter("m1");
        using var host = new Host(null, meter);
        var rotation = meter.Rotate();
        host.Judge(meter, rotation);
        host.Judge(meter, rotation);
        host.Restart();
        host.Judge(meter, rotation);
        var facts = host.Store.Facts.Facts().Select(fact => fact.Fact).Cast<KeyEnrolled>().ToList();
        Assert.Equal(2, facts.Count);
        Assert.Equal(1, facts[0].FromSequence);
        Assert.Null(facts[0].ByRecordHash);
        Assert.Equal(2, facts[1].FromSequence);
        Assert.Equal(meter.PublicKey, facts[1].PublicKey);
        Assert.Equal(rotation.Hash, facts[1].ByRecordHash);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_commit_that_fails_in_either_form_leaves_one_fact(bool happens)
    {
        var meter = new TestMeter("m1");
        using var host = new Host(null, meter);
        host.Send(meter, meter.Rotate());
        host.Send(meter, meter.Run());
        host.Ledger.NextFault = () => happens ? CommitFault.DoneButReportedFailed : CommitFault.NotDone;
        Assert.Throws<LedgerException>(() => host.Pipeline.CommitWaiting());
        host.Ledger.NextFault = () => CommitFault.None;
        Assert.True(host.Pipeline.CommitWaiting());
        Assert.Equal(2, host.Store.Ledger.KeysOf("m1").Count);
        Assert.Equal(2, host.Queries.Standings()[0].Records);
    }

    [Fact]
    public void Records_say_which_key_they_were_verified_with()
    {
        var meter = new TestMeter("m1");
        using var host = new Host(null, meter);
        byte[] first = meter.PublicKey;
        SignedRecord[] records = [meter.Run(), meter.Run(), meter.Rotate(), meter.Run(), meter.Run()];
        foreach (var record in records) host.Judge(meter, record);
        var numbers = host.Queries.Records("m1", 0, 10).Select(record => record.BindingNumber).ToList();
        Assert.Equal([1, 1, 1, 2, 2], numbers);
        Assert.Equal([SHA256.HashData(first), SHA256.HashData(meter.PublicKey)],
            host.Store.Verdicts.Bindings().Select(binding => binding.Binding.PublicKeyHash));
    }

    [Fact]
    public void Records_of_one_binding_share_one_object()
    {
        var meter = new TestMeter("m1");
        using var host = new Host(null, meter);
        for (int index = 0; index < 3; index++) host.Send(meter, meter.Run());
        meter.FirmwareId = "test-2";
        host.Judge(meter, meter.Run());
        var bindings = host.Ledger.LastBatch.Select(entry => entry.Binding!).ToList();
        Assert.Equal([true, true, true, false], bindings.Select(binding => ReferenceEquals(binding, bindings[0])));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_follows_a_rotation_that_is_missing_waits_for_it_and_is_judged_again(bool restarts)
    {
        var meter = new TestMeter("m1");
        using var host = new Host(null, meter);
        host.Judge(meter, meter.Run());
        var rotation = meter.Rotate();
        SignedRecord[] after = [meter.Run(), meter.Event(), meter.Run()];
        foreach (var record in after) Assert.Equal(Refused(QuarantineReason.UnknownKey), host.Judge(meter, record));
        Assert.Equal("sequence 3 is signed by a key this host does not know: the rotation record is missing, or the record is not of m1",
            host.Queries.Quarantine(long.MaxValue, 10)[2].Detail);
        host.LookAgain();
        Assert.Equal((1L, 3L), host.Queries.Counts());
        if (restarts) host.Restart();
        Assert.Equal(s_accepted, host.Judge(meter, rotation));
        host.LookAgain();
        Assert.Equal((5L, 0L), host.Queries.Counts());
        var standing = Assert.Single(host.Queries.Standings());
        Assert.Equal((5L, 5L, 0L, 0L), (standing.Records, standing.LastSequence, standing.ChainGaps, standing.QuarantinedMessages));
        Assert.Equal(3, host.Pipeline.Counters.Released);
        Assert.Equal(s_accepted, host.Judge(meter, meter.Run()));
    }

    [Fact]
    public void Two_rotations_that_are_missing_are_made_good_one_after_the_other()
    {
        var meter = new TestMeter("m1");
        using var host = new Host(null, meter);
        host.Judge(meter, meter.Run());
        SignedRecord[] records = [meter.Rotate(), meter.Run(), meter.Rotate(), meter.Run(), meter.Run()];
        foreach (int index in new[] { 4, 3, 2, 1 }) Assert.Equal(Refused(QuarantineReason.UnknownKey), host.Judge(meter, records[index]));
        host.Judge(meter, records[0]);
        host.LookAgain();
        host.LookAgain();
        Assert.Equal((6L, 0L), host.Queries.Counts());
        Assert.Equal(0, host.Queries.Standings()[0].ChainGaps);
    }

    [Fact]
    public void A_record_that_came_by_another_way_meanwhile_leaves_the_quarantine_too()
    {
        var meter = new TestMeter("m1");
        using var host = new Host(null, meter);
        host.Judge(meter, meter.Run());
        var rotation = meter.Rotate();
        var after = meter.Run();
        host.Judge(meter, after);
        host.Judge(meter, rotation);
        Assert.Equal(s_accepted, host.Judge(meter, after));
        host.LookAgain();
        Assert.Equal((3L, 0L), host.Queries.Counts());
        Assert.Equal(0, host.Queries.Standings()[0].QuarantinedMessages);
    }

    [Fact]
    public void A_forgery_beyond_a_gap_is_found_to_be_one_when_the_key_is_known()
    {
        var (meter, impostor) = (new TestMeter("m1"), new TestMeter("m1"));
        using var host = new Host(null, meter);
        host.Judge(meter, meter.Run());
        for (int index = 0; index < 3; index++) impostor.Run();
        Assert.Equal(Refused(QuarantineReason.UnknownKey), host.Judge(meter, impostor.Run()));
        foreach (var record in (SignedRecord[])[meter.Rotate(), meter.Run(), meter.Run(), meter.Run()]) host.Judge(meter, record);
        host.LookAgain();
        Assert.Equal(QuarantineReason.BadSignature, Assert.Single(host.Queries.Quarantine(long.MaxValue, 10)).Reason);
        Assert.Equal(1, host.Queries.Standings()[0].QuarantinedMessages);
    }

    [Fact]
    public void A_key_somebody_vouches_for_serves_where_the_rotation_is_lost_for_good()
    {
        var meter = new TestMeter("m1");
        using var host = new Host(null, meter);
        host.Judge(meter, meter.Run());
        meter.Rotate();
        var after = meter.Run();
        host.Judge(meter, after);
        host.Store.Facts.Append([new KeyEnrolled("m1", meter.PublicKey, 3, null)], 1_700_000_200_000);
        // One that comes now is verified at once, one that waits at the next look.
        Assert.Equal(s_afterGap, host.Judge(meter, meter.Run()));
        host.LookAgain();
        Assert.Equal((3L, 0L), host.Queries.Counts());
        Assert.Equal(1, host.Queries.Standings()[0].ChainGaps);
    }

    [Fact]
    public void A_rotation_to_no_point_of_the_curve_is_refused()
    {
        var meter = new TestMeter("m1");
        using var host = new Host(null, meter);
        var bad = meter.Event(EventCode.KeyRotation, change: rotation =>
            (rotation.Value, rotation.Subject) = (Reading.Of(2), [.. new byte[31], 1]));
        Assert.Equal(Refused(QuarantineReason.BrokenChain), host.Judge(meter, bad));
        Assert.Equal("sequence 1 announces a new key, but what it names is no point of P-256", host.Queries.Quarantine(long.MaxValue, 1)[0].Detail);
    }

    [Fact]
    public void A_rotation_that_comes_late_must_not_contradict_what_was_signed_since()
    {
        var meter = new TestMeter("m1");
        using var host = new Host(null, meter);
        host.Judge(meter, meter.Run());
        var goBack = meter.Remember();
        meter.Run();
        meter.Run();
        Assert.Equal(s_afterGap, host.Judge(meter, meter.Run()));
        goBack();
        // Another history of the same meter, under the same key: a copy of it.
        Assert.Equal(Refused(QuarantineReason.BrokenChain), host.Judge(meter, meter.Rotate()));
        Assert.Equal("sequence 2 announces a new key, but later records are signed with the key before it",
            host.Queries.Quarantine(long.MaxValue, 1)[0].Detail);
        Assert.Single(host.Store.Ledger.KeysOf("m1"));
    }
}
