using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.Ingest;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Attacks.Tests;

/// <summary>Attacks on the way from one key of a meter to the next.</summary>
public sealed class KeyAttacks
{
    private readonly TestMeter _meter = new("CM-0001");

    [Fact]
    public void Old_key_used_after_it_was_replaced()
    {
        using var host = new AttackedHost(_meter);
        host.Accept(_meter, _meter.Run());
        var withTheOldKey = _meter.Remember();
        host.Accept(_meter, _meter.Rotate(), _meter.Run());
        withTheOldKey();
        _meter.Run();
        AttackTable.Reads("sequence 3 is not signed by the key of CM-0001", host.Refuse(QuarantineReason.BadSignature, _meter, _meter.Run()));
        Assert.Equal((3, 0), (host.Standing.Records, host.Standing.Forks));
    }

    [Fact]
    public void Key_announced_behind_the_meter_s_back()
    {
        using var host = new AttackedHost(_meter);
        host.Accept(_meter, _meter.Run());
        var withTheKey = _meter.Remember();
        _meter.Run();
        _meter.Run();
        Assert.Equal(new IngestOutcome(IngestResult.AcceptedAfterGap), host.Receive(_meter, _meter.Run()));
        withTheKey();
        AttackTable.Reads("sequence 2 announces a new key, but later records are signed with the key before it",
            host.Refuse(QuarantineReason.BrokenChain, _meter, _meter.Rotate()));
    }

    [Fact]
    public void Key_of_one_s_own_after_a_gap()
    {
        using var host = new AttackedHost(_meter);
        host.Accept(_meter, _meter.Run());
        var impostor = new TestMeter("CM-0001");
        impostor.Run();
        impostor.Run();
        AttackTable.Reads("sequence 3 is signed by a key this host does not know: the rotation record is missing, or the record is not of CM-0001",
            host.Refuse(QuarantineReason.UnknownKey, _meter, impostor.Run()));
    }

    [Fact]
    public void Key_replaced_without_the_word_of_the_one_before()
    {
        using var host = new AttackedHost(_meter);
        host.Learn(new TestChain(_meter.Id, _meter.PublicKey, _meter.ParameterSetHash, _meter.FirmwareId).Facts());
        var first = _meter.Run();
        host.Accept(_meter, first);
        host.AssertCertified(first);
        var second = _meter.Run().Record;
        _meter.Rotate();
        host.Learn(new KeyEnrolled(_meter.Id, _meter.PublicKey, second.Sequence, null));
        var withTheOtherKey = _meter.SignAsIs(second);
        host.Accept(_meter, withTheOtherKey);
        AttackTable.Reads("The key of meter CM-0001 was replaced without the word of the key before it, so certificate WORK-2023-100 "
            + "cannot vouch for it. Have the meter calibrated again.", host.FailingCheckOf(withTheOtherKey));
        host.AssertCertified(first);
    }

    [Fact]
    public void Stolen_key_that_announces_another()
    {
        using var host = new AttackedHost(_meter);
        var chain = new TestChain(_meter.Id, _meter.PublicKey, _meter.ParameterSetHash, _meter.FirmwareId);
        byte[] stolen = chain.Binding.PublicKeyHash;
        host.Learn(chain.Facts());
        var before = _meter.Run();
        host.Accept(_meter, before, _meter.Rotate());
        var withTheThiefsKey = _meter.Run();
        host.Accept(_meter, withTheThiefsKey);
        host.AssertCertified(before, withTheThiefsKey);
        host.Learn(new KeyRevoked(_meter.Id, stolen, TestChain.Day(2023, 9, 1), "board stolen"));
        AttackTable.Reads("The key of meter CM-0001 was announced by one that is not believed from 2023-09-01 00:00:00 UTC on: board stolen. "
            + "Certificate WORK-2023-100 cannot vouch for it: have the meter calibrated again.", host.FailingCheckOf(withTheThiefsKey));
    }
}
