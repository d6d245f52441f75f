using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Storage.Tests;

/// <summary>What every store must keep of meters' keys, and how messages leave the quarantine.</summary>
public abstract class KeyContract
{
    protected abstract IStoreUnderTest Open();

    [Fact]
    public void Registering_a_meter_enrols_its_key_once()
    {
        using var store = Open();
        var meter = new TestMeter("m1").Registration;
        store.Registry.Add(meter);
        store.Registry.Add(meter with { Place = "cellar" });
        Assert.Throws<ArgumentException>(() => store.Registry.Add(new TestMeter("m1").Registration));
        Assert.Equivalent(new KeyEnrolled("m1", meter.PublicKey, 1, null), Assert.Single(store.Facts.Facts()).Fact);
        Assert.Equivalent(new KeyEnrolled("m1", meter.PublicKey, 1, null), Assert.Single(store.Ledger.KeysOf("m1")));
    }

    [Fact]
    public void A_fact_of_a_record_is_kept_with_it_and_once()
    {
        using var store = Open();
        var (meter, other) = (new TestMeter("m1"), new TestMeter("m2"));
        var rotation = meter.Rotate();
        var fact = new KeyEnrolled("m1", meter.PublicKey, 2, rotation.Hash);
        var entry = rotation.Entry() with { Fact = fact };
        store.Ledger.Commit([entry, entry]);
        store.Ledger.Commit([entry]);
        store.Ledger.Commit([other.Run().Entry()]);
        Assert.Equivalent(fact, Assert.Single(store.Ledger.KeysOf("m1")));
        Assert.Empty(store.Ledger.KeysOf("m2"));
        Assert.Equal(1_700_000_100_000, Assert.Single(store.Facts.Facts()).RecordedAtUnixMs);
        // Two facts of two records, and one from elsewhere between them, stand in the order of knowing.
        store.Facts.Append([new FirmwareApproved("test-1")], 1_700_000_200_000);
        var next = meter.Rotate();
        store.Ledger.Commit([next.Entry() with { Fact = new KeyEnrolled("m1", meter.PublicKey, 3, next.Hash) }]);
        Assert.Equal([1L, 2L, 3L], store.Facts.Facts().Select(recorded => recorded.Number));
        Assert.Equal(1_700_000_200_000, store.Facts.Facts()[^1].RecordedAtUnixMs);
        Assert.Equal([2L, 3L], store.Ledger.KeysOf("m1").Select(key => key.FromSequence));
    }

    [Fact]
    public void A_fact_learnt_after_a_moment_was_asked_about_is_dated_after_it()
    {
        using var store = Open();
        Assert.Empty(store.Facts.Facts(1_700_000_500_000));
        var meter = new TestMeter("m1");
        var rotation = meter.Rotate();
        store.Ledger.Commit([rotation.Entry() with { Fact = new KeyEnrolled("m1", meter.PublicKey, 2, rotation.Hash) }]);
        Assert.Empty(store.Facts.Facts(1_700_000_500_000));
        Assert.Single(store.Facts.Facts());
    }

    [Fact]
    public void Quarantined_messages_are_found_by_what_they_wait_for()
    {
        using var store = Open();
        store.Ledger.Commit([.. Enumerable.Range(0, 6).Select(index => LedgerEntry.Quarantined(
            index % 2 == 0 ? "m1" : "m2", [(byte)index], 1_700_000_100_000,
            index < 4 ? QuarantineReason.UnknownKey : QuarantineReason.UnknownFactorSet, "why"))]);
        Assert.Equal([0, 1, 2, 3], store.Ledger.Quarantined(QuarantineReason.UnknownKey, null, 0, 10).Select(kept => (int)kept.Bytes[0]));
        Assert.Equal([1, 3], store.Ledger.Quarantined(QuarantineReason.UnknownKey, "m2", 0, 10).Select(kept => (int)kept.Bytes[0]));
        var page = store.Ledger.Quarantined(QuarantineReason.UnknownKey, null, 0, 3);
        Assert.Equal(3, page.Count);
        Assert.Equal(3, Assert.Single(store.Ledger.Quarantined(QuarantineReason.UnknownKey, null, page[^1].Id, 3)).Bytes[0]);
        Assert.Empty(store.Ledger.Quarantined(QuarantineReason.UnknownMeter, null, 0, 10));
    }

    [Fact]
    public void A_message_leaves_the_quarantine_as_its_record_is_accepted_or_lies_there_for_another_reason()
    {
        using var store = Open();
        var meter = new TestMeter("m1");
        SignedRecord[] records = [meter.Run(), meter.Run(), meter.Run(), meter.Run()];
        store.Ledger.Commit([.. records.Select(record => LedgerEntry.Quarantined(
            "m1", record.Bytes, 1_700_000_100_000, QuarantineReason.UnknownKey, "waits"))]);
        Assert.Equal(4, Assert.Single(store.Queries.Standings()).QuarantinedMessages);
        LedgerEntry[] batch =
        [
            records[0].Entry() with { WasHeld = true },
            LedgerEntry.Quarantined("m1", records[1].Bytes, 1_700_000_100_000, QuarantineReason.Fork, "a fork") with { WasHeld = true },
            LedgerEntry.Released("m1", records[2].Bytes, 1_700_000_100_000),
        ];
        for (int attempt = 0; attempt < 2; attempt++)
        {
            store.Ledger.Commit(batch);
            Assert.Equal((1L, 2L), store.Queries.Counts());
            var standing = Assert.Single(store.Queries.Standings());
            Assert.Equal((1L, 2L, 1L), (standing.Records, standing.QuarantinedMessages, standing.Forks));
        }
        Assert.Equal([QuarantineReason.Fork, QuarantineReason.UnknownKey],
            store.Queries.Quarantine(long.MaxValue, 10).Select(kept => kept.Reason).Order());
    }
}
