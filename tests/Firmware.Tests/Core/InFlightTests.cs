using CarbonMeter.Firmware.Uplink;

namespace CarbonMeter.Firmware.Tests.Core;

/// <summary>Message ids against sequences.</summary>
public class InFlightTests
{
    [Fact]
    public void An_acknowledgement_gives_the_sequence_of_its_message_once()
    {
        var map = new InFlight(4);
        map.Add(7, 100);
        map.Add(9, 101);
        Assert.False(map.TryTakeAcknowledged(out _));
        Assert.True(map.TryAcknowledge(9));
        Assert.False(map.TryAcknowledge(9));
        Assert.False(map.TryAcknowledge(8));
        Assert.True(map.TryTakeAcknowledged(out long sequence));
        Assert.Equal(101, sequence);
        Assert.False(map.TryTakeAcknowledged(out _));
    }

    [Fact]
    public void What_is_acknowledged_and_not_taken_takes_room()
    {
        var map = new InFlight(2);
        map.Add(1, 10);
        map.Add(2, 11);
        Assert.True(map.IsFull);
        Assert.True(map.TryAcknowledge(1));
        Assert.True(map.IsFull);
        Assert.Throws<ArgumentException>(() => map.Add(3, 12));
        Assert.True(map.TryTakeAcknowledged(out _));
        Assert.False(map.IsFull);
        Assert.Throws<ArgumentException>(() => map.Add(2, 12));
        map.Add(1, 12);
    }

    [Fact]
    public void Any_order_of_sending_and_acknowledging_gives_every_sequence_once()
    {
        var random = new Random(5);
        var map = new InFlight(8);
        var onTheirWay = new Dictionary<int, long>();
        var expected = new Queue<long>();
        int id = 65_500;
        for (long sequence = 1; sequence < 5000;)
        {
            if (random.Next(2) == 0 && !map.IsFull)
            {
                id = id % 0xFFFF + 1;
                map.Add(id, sequence);
                onTheirWay.Add(id, sequence++);
            }
            else if (random.Next(2) == 0 && onTheirWay.Count > 0)
            {
                var (answered, held) = onTheirWay.ElementAt(random.Next(onTheirWay.Count));
                onTheirWay.Remove(answered);
                Assert.True(map.TryAcknowledge(answered));
                expected.Enqueue(held);
            }
            else if (map.TryTakeAcknowledged(out long taken)) Assert.Equal(expected.Dequeue(), taken);
            else Assert.Empty(expected);
        }
    }
}
