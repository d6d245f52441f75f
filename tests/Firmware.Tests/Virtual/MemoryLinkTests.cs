using CarbonMeter.Firmware;
using CarbonMeter.Firmware.Virtual;

namespace Firmware.Tests.Virtual;

public class MemoryLinkTests
{
    private readonly MemoryLink _link = new();

    [Fact]
    public void Records_go_up_in_order_and_acknowledgements_come_back()
    {
        Assert.False(_link.TrySendRecord(1, [1]));
        _link.Open();
        for (int i = 1; i <= 3; i++) Assert.True(_link.TrySendRecord(i, [(byte)i]));
        for (int i = 1; i <= 3; i++)
        {
            var record = _link.TakeRecord()!;
            Assert.Equal(i, record.Sequence);
            Assert.Equal([(byte)i], record.Bytes);
            Assert.True(_link.Acknowledge(record));
            Assert.True(_link.TryTakeAcknowledged(out long sequence));
            Assert.Equal(i, sequence);
        }
        Assert.Null(_link.TakeRecord());
        Assert.True(_link.TrySendLive([9]));
        Assert.Equal([9], _link.TakeLive());
        Assert.True(_link.SendCommand([7]));
        Assert.True(_link.TryTakeCommand(out byte[] command));
        Assert.Equal([7], command);
    }

    [Fact]
    public void An_acknowledgement_does_not_outlive_its_connection()
    {
        _link.Open();
        _link.TrySendRecord(1, [1]);
        var record = _link.TakeRecord()!;
        _link.Drop();
        _link.Open();
        Assert.False(_link.Acknowledge(record));
        Assert.False(_link.TryTakeAcknowledged(out _));
    }

    [Fact]
    public void A_drop_loses_what_is_on_its_way_or_delivers_it_unacknowledged()
    {
        _link.Open();
        _link.TrySendRecord(1, [1]);
        _link.Drop(deliverWhatIsOnItsWay: true);
        Assert.Equal(LinkState.Closed, _link.State);
        var arrived = _link.TakeRecord()!;
        Assert.False(_link.Acknowledge(arrived));
        _link.Open();
        _link.TrySendRecord(1, [1]);
        _link.Drop();
        Assert.Null(_link.TakeRecord());
        Assert.Equal((2, 2), (_link.Attempts, _link.Drops));
    }

    [Fact]
    public void Faults_come_as_ordered()
    {
        _link.Open();
        _link.DuplicateRecords(1);
        _link.TrySendRecord(1, [1]);
        var record = _link.TakeRecord()!;
        Assert.Equal(1, _link.TakeRecord()!.Sequence);
        _link.LoseAcknowledgements(1);
        Assert.False(_link.Acknowledge(record));
        Assert.Equal(LinkState.Closed, _link.State);
        _link.Open();
        _link.LoseRecords(1);
        Assert.True(_link.TrySendRecord(2, [2]));
        Assert.Equal(LinkState.Closed, _link.State);
        Assert.Null(_link.TakeRecord());
        _link.IsReachable = false;
        _link.Open();
        Assert.Equal(LinkState.Closed, _link.State);
        _link.IsReachable = _link.IsOpeningHeld = true;
        _link.Open();
        Assert.Equal(LinkState.Opening, _link.State);
        _link.ReleaseOpening();
        Assert.Equal(LinkState.Open, _link.State);
    }

    [Fact]
    public void Both_ways_can_be_held_and_are_bounded()
    {
        _link.Capacity = 2;
        _link.IsHeld = true;
        _link.Open();
        Assert.True(_link.TrySendRecord(1, [1]));
        Assert.True(_link.TrySendRecord(2, [2]));
        Assert.False(_link.TrySendRecord(3, [3]));
        Assert.Null(_link.TakeRecord());
        _link.IsHeld = false;
        _link.AreAcknowledgementsHeld = true;
        Assert.True(_link.Acknowledge(_link.TakeRecord()!));
        Assert.False(_link.TryTakeAcknowledged(out _));
        _link.AreAcknowledgementsHeld = false;
        Assert.True(_link.TryTakeAcknowledged(out long sequence));
        Assert.Equal(1, sequence);
    }
}
