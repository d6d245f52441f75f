using CarbonMeter.Firmware.Drivers;
using CarbonMeter.Firmware.Virtual;

namespace Firmware.Tests.Virtual;

public class VirtualI2cBusTests
{
    private const byte First = 0x29, Second = 0x44;
    private readonly VirtualI2cBus _bus = new(new SeededRandom(7));
    private readonly EchoChip _first = new(0x11), _second = new(0x22);
    private readonly byte[] _read = new byte[2];

    public VirtualI2cBusTests()
    {
        _bus.Attach(First, _first);
        _bus.Attach(Second, _second);
    }

    [Fact]
    public void Transfer_goes_to_the_chip_at_its_address()
    {
        Assert.True(Transfer(First));
        Assert.Equal(0x11, _read[0]);
        Assert.True(Transfer(Second));
        Assert.Equal(0x22, _read[0]);
        Assert.Equal([First], _first.Heard);
        Assert.Equal([Second], _second.Heard);
    }

    [Theory, InlineData(0x08), InlineData(0x77), InlineData(0x78), InlineData(0xFF)]
    public void Nobody_acknowledges_where_there_is_no_chip(byte address)
    {
        Assert.False(Transfer(address));
        Assert.Empty(_first.Heard);
        Assert.Equal(1, _bus.Transfers);
    }

    [Fact]
    public void Two_chips_at_one_address_are_refused()
    {
        var refused = Assert.Throws<ArgumentException>(() => _bus.Attach(First, _second));
        Assert.Contains("0x29", refused.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => _bus.Attach(0x78, _second));
        Assert.Throws<KeyNotFoundException>(() => _bus.At(0x30));
    }

    [Fact]
    public void General_call_is_heard_by_all_and_acknowledged_where_one_does()
    {
        _first.AcknowledgesGeneralCall = true;
        Assert.True(Transfer(VirtualI2cBus.GeneralCall));
        _first.AcknowledgesGeneralCall = false;
        Assert.False(Transfer(VirtualI2cBus.GeneralCall));
        Assert.Equal([0, 0], _second.Heard);
    }

    [Fact]
    public void Unplugged_chip_is_silent_and_the_other_is_not()
    {
        _bus.At(First).IsUnplugged = true;
        Assert.False(Transfer(First));
        Assert.True(Transfer(Second));
        _bus.At(First).Heal();
        Assert.True(Transfer(First));
    }

    [Fact]
    public void Chip_that_holds_the_data_line_silences_all_until_it_is_unplugged()
    {
        _bus.At(First).IsStuck = true;
        Assert.False(Transfer(Second));
        Assert.Empty(_second.Heard);
        _bus.At(First).IsUnplugged = true;
        Assert.True(Transfer(Second));
    }

    [Fact]
    public void Ordered_nacks_end_after_as_many_transfers_of_that_chip()
    {
        _bus.At(First).NackNext(2);
        Assert.True(Transfer(Second));
        Assert.False(Transfer(First));
        Assert.False(Transfer(First));
        Assert.True(Transfer(First));
        Assert.Single(_first.Heard);
    }

    [Fact]
    public void Corruption_turns_one_bit_of_that_chips_replies_and_a_seed_repeats_it()
    {
        byte[] Corrupted(int seed)
        {
            var bus = new VirtualI2cBus(new SeededRandom(seed));
            bus.Attach(First, new EchoChip(0x11)).CorruptedPpm = 1_000_000;
            var replies = new byte[20];
            for (int i = 0; i < replies.Length; i += 2)
            {
                Assert.True(bus.TryTransfer(First, [0x01], 1, _read, 2));
                int turned = (_read[0] ^ 0x11) << 8 | (_read[1] ^ 0x11);
                Assert.Equal(1, int.PopCount(turned));
                _read.CopyTo(replies, i);
            }
            return replies;
        }
        Assert.Equal(Corrupted(3), Corrupted(3));
        Assert.NotEqual(Corrupted(3), Corrupted(4));
    }

    private bool Transfer(byte address) => _bus.TryTransfer(address, [0x01], 1, _read, 2);

    private sealed class EchoChip(byte reply) : II2cBus
    {
        public List<byte> Heard { get; } = [];

        public bool AcknowledgesGeneralCall { get; set; }

        public bool TryTransfer(byte address, byte[] write, int writeCount, byte[] read, int readCount)
        {
            Heard.Add(address);
            read.AsSpan(0, readCount).Fill(reply);
            return address != VirtualI2cBus.GeneralCall || AcknowledgesGeneralCall;
        }
    }
}
