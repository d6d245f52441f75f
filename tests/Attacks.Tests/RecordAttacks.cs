using System.Buffers.Binary;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Ingest;
using CarbonMeter.Records;
using CarbonMeter.TestSupport;
using CarbonMeter.Units;

namespace CarbonMeter.Attacks.Tests;

/// <summary>Attacks on records and their order, caught by signature, chain and registers as they come in.</summary>
public sealed class RecordAttacks
{
    private const int SignatureBytes = 64;
    private readonly TestMeter _meter = new("CM-0001");
    private readonly TestMeter _impostor = new("CM-0001", seed: 2);

    [Fact]
    public void Edited_value()
    {
        using var host = new AttackedHost(_meter);
        var goBack = _meter.Remember();
        var record = _meter.Run().Record;
        byte[] signed = _meter.SignAsIs(record).Bytes;
        record.ElectricityUncertaintyPpm = Reading.Of(5_000);
        byte[] edited = [.. _meter.SignAsIs(record).Bytes[..^SignatureBytes], .. signed[^SignatureBytes..]];
        AttackTable.Reads("sequence 1 is not signed by the key of CM-0001", host.Refuse(QuarantineReason.BadSignature, _meter, edited));
        goBack();
        host.Accept(_meter, _meter.Run());
    }

    [Fact]
    public void Edited_carbon()
    {
        using var host = new AttackedHost(_meter);
        var record = _meter.Run();
        byte[] carbon = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(carbon, ((IntervalRecord)record.Record).Intervals[0].Channels[0].CarbonNanograms);
        byte[] edited = (byte[])record.Bytes.Clone();
        edited[edited.AsSpan().IndexOf(carbon) + carbon.Length - 1] ^= 1;
        AttackTable.Reads("payload: CarbonMismatch", host.Refuse(QuarantineReason.Unreadable, _meter, edited));
    }

    [Fact]
    public void Edited_register()
    {
        using var host = new AttackedHost(_meter);
        host.Accept(_meter, _meter.Run());
        var record = _meter.Run().Record;
        record.Registers[0].ImportMilliwattHours -= 1;
        AttackTable.Reads("sequence 2: RegistersDisagree", host.Refuse(QuarantineReason.BrokenChain, _meter, _meter.SignAsIs(record)));
    }

    [Fact]
    public void Deleted_record()
    {
        using var host = new AttackedHost(_meter);
        host.Accept(_meter, _meter.Run());
        var deleted = (IntervalRecord)_meter.Run().Record;
        var next = _meter.Run();
        Assert.Equal(new IngestOutcome(IngestResult.AcceptedAfterGap), host.Receive(_meter, next));
        Assert.Equal(1, host.Standing.ChainGaps);
        AttackTable.ReadsOnPage("CM-0001: 1 place in the chain where records are missing.", "in the chain where records are missing.");
        // Its energy is not gone: the registers of the next record have it.
        long inRecords = Sum(deleted) + host.Queries.Totals([], 0, long.MaxValue / 2).Sum(total => (long)total.ImportMilliwattHours);
        Assert.Equal(inRecords, next.Record.Registers[0].ImportMilliwattHours);
    }

    [Fact]
    public void Inserted_record()
    {
        using var host = new AttackedHost(_meter);
        host.Accept(_meter, _meter.Run(), _meter.Run());
        _impostor.Run();
        AttackTable.Reads("sequence 2 is not signed by the key of CM-0001",
            host.Refuse(QuarantineReason.BadSignature, _meter, _impostor.Run()));
        Assert.Equal((2, 0), (host.Standing.Records, host.Standing.Forks));
    }

    [Fact]
    public void Exchanged_record()
    {
        using var host = new AttackedHost(_meter);
        host.Accept(_meter, _meter.Run());
        var goBack = _meter.Remember();
        _meter.Run();
        host.Receive(_meter, _meter.Run());
        goBack();
        // The original was held back; this one has the right key, number and predecessor, and less energy.
        var exchanged = _meter.Run(importMaxMilliwattHours: 1);
        AttackTable.Reads("sequence 2: WrongPreviousHash", host.Refuse(QuarantineReason.BrokenChain, _meter, exchanged));
        Assert.Equal(1, host.Standing.ChainGaps);
    }

    [Fact]
    public void Reordered_records()
    {
        using var host = new AttackedHost(_meter);
        SignedRecord[] records = [.. Enumerable.Range(0, 4).Select(_ => _meter.Run())];
        host.Accept(_meter, records[0]);
        Assert.Equal(new IngestOutcome(IngestResult.AcceptedAfterGap), host.Receive(_meter, records[3]));
        AttackTable.ReadsOnPage("CM-0001: 1 place in the chain where records are missing.", "in the chain where records are missing.");
        Assert.Equal(1, host.Standing.ChainGaps);
        host.Receive(_meter, records[2]);
        host.Receive(_meter, records[1]);
        Assert.Equal((4, 4, 0), (host.Standing.Records, host.Standing.LastSequence, host.Standing.ChainGaps));
        Assert.Equal(records.Select(record => record.Hash), host.Queries.Records("CM-0001", 0, 10).Select(kept => kept.Hash));
    }

    [Fact]
    public void Renumbered_record()
    {
        using var host = new AttackedHost(_meter);
        var (first, second) = (_meter.Run(), _meter.Run());
        host.Accept(_meter, first);
        // Taken out of its place and put at the end, signed by someone who has the key.
        second.Record.Sequence = 2;
        second.Record.PreviousHash = second.Hash;
        AttackTable.Reads("sequence 2: WrongPreviousHash", host.Refuse(QuarantineReason.BrokenChain, _meter, _meter.SignAsIs(second.Record)));
    }

    [Fact]
    public void Replayed_record()
    {
        using var host = new AttackedHost(_meter);
        SignedRecord[] records = [.. Enumerable.Range(0, 3).Select(_ => _meter.Run())];
        host.Accept(_meter, records);
        var totals = host.Queries.Totals([], 0, long.MaxValue / 2);
        foreach (var record in records) Assert.Equal(new IngestOutcome(IngestResult.Duplicate), host.Receive(_meter, record));
        Assert.Equal(totals, host.Queries.Totals([], 0, long.MaxValue / 2));
        Assert.Equal((3L, 0L), host.Queries.Counts());
        Assert.StartsWith("nothing", AttackTable.SeenByTest[nameof(Replayed_record)], StringComparison.Ordinal);
    }

    [Fact]
    public void Record_passed_off_as_another_meter_s()
    {
        var other = new TestMeter("CM-0002");
        using var host = new AttackedHost(_meter, other);
        AttackTable.Reads("a record of CM-0002 on the connection of CM-0001", host.Refuse(QuarantineReason.WrongMeter, _meter, other.Run()));
    }

    [Fact]
    public void Meter_nobody_registered()
    {
        using var host = new AttackedHost();
        AttackTable.Reads("meter CM-0001 is not registered", host.Refuse(QuarantineReason.UnknownMeter, _meter, _meter.Run()));
    }

    [Fact]
    public void Back_dated_batch()
    {
        using var host = new AttackedHost(_meter);
        var record = (IntervalRecord)_meter.Run().Record;
        byte[] signed = _meter.SignAsIs(record).Bytes;
        record.FirstStartUnixSeconds -= 30 * 86_400;
        byte[] edited = [.. _meter.SignAsIs(record).Bytes[..^SignatureBytes], .. signed[^SignatureBytes..]];
        AttackTable.Reads("sequence 1 is not signed by the key of CM-0001", host.Refuse(QuarantineReason.BadSignature, _meter, edited));
    }

    [Fact]
    public void Swapped_meter()
    {
        using var host = new AttackedHost(_meter);
        host.Accept(_meter, _meter.Run());
        // Another device in its place, told to call itself the same: its key stayed in the old one.
        AttackTable.Reads("sequence 1 is not signed by the key of CM-0001",
            host.Refuse(QuarantineReason.BadSignature, _meter, _impostor.Run()));
    }

    [Fact]
    public void Cloned_key()
    {
        using var host = new AttackedHost(_meter);
        host.Accept(_meter, _meter.Run());
        var goBack = _meter.Remember();
        var kept = _meter.Run();
        host.Accept(_meter, kept);
        goBack();
        var other = _meter.Run();
        AttackTable.Reads("sequence 2 is kept with hash …, this one has …", host.Refuse(QuarantineReason.Fork, _meter, other));
        AttackTable.ReadsOnPage("CM-0001: 1 record contradicts another one with the same number. Was its memory copied?",
            "another one with the same number. Was its memory copied?");
        Assert.Equal((2, 1), (host.Standing.Records, host.Standing.Forks));
        Assert.Equal(kept.Hash, host.Queries.Records("CM-0001", 1, 1)[0].Hash);
    }

    [Fact]
    public void Meter_put_back_to_an_earlier_state()
    {
        using var host = new AttackedHost(_meter);
        _meter.BootCount = 5;
        host.Accept(_meter, _meter.Run());
        _meter.BootCount = 4;
        AttackTable.Reads("sequence 2: BootCountFell", host.Refuse(QuarantineReason.BrokenChain, _meter, _meter.Run()));
    }

    [Fact]
    public void Event_struck_from_the_counter()
    {
        using var host = new AttackedHost(_meter);
        host.Accept(_meter, _meter.Event(EventCode.Tamper));
        var record = _meter.Run().Record;
        record.EventCounter = 0;
        AttackTable.Reads("sequence 2: EventCounterFell", host.Refuse(QuarantineReason.BrokenChain, _meter, _meter.SignAsIs(record)));
    }

    [Fact]
    public void Enclosure_opened()
    {
        using var host = new AttackedHost(_meter);
        host.Accept(_meter, _meter.Event(EventCode.Tamper, change: happened => happened.Reason = 2));
        AttackTable.Reads("tamper: the enclosure was opened", EventWords.Describe(Assert.Single(host.Queries.Events("CM-0001", 10))));
    }

    private static long Sum(IntervalRecord run) => run.Intervals.Sum(interval => interval.Channels[0].ImportMilliwattHours);
}
