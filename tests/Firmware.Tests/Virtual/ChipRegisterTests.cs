using CarbonMeter.Firmware.Virtual;

namespace Firmware.Tests.Virtual;

public class ChipRegisterTests
{
    [Fact]
    public void Nothing_is_acknowledged_until_start_up_is_over()
    {
        var bench = new ChipBench(started: false);
        bench.Clock.Advance(Ade7953Chip.StartUpMs - 1);
        Assert.False(bench.TryRead(0x303, out _));
        Assert.False(bench.TryWrite(0x0FE, 0xAD));
        bench.Clock.Advance(1);
        Assert.Equal(0x00E419u, bench.Read(0x303));
        Assert.Equal(0x100000u, bench.Read(0x32D));
    }

    [Theory]
    [InlineData(0x001, 0x00)]
    [InlineData(0x004, 0x40)]
    [InlineData(0x102, 0x8004)]
    [InlineData(0x103, 0x003F)]
    [InlineData(0x104, 0x003F)]
    [InlineData(0x107, 0x0300)]
    [InlineData(0x303, 0x00E419)]
    [InlineData(0x304, 0x00E419)]
    [InlineData(0x305, 0)]
    [InlineData(0x32C, 0x100000)]
    [InlineData(0x32D, 0x100000)]
    [InlineData(0x380, 0x400000)]
    [InlineData(0x384, 0x400000)]
    [InlineData(0x38C, 0x400000)]
    [InlineData(0x390, 0x400000)]
    [InlineData(0x386, 0)]
    public void Registers_start_as_the_data_sheet_says(int address, uint value)
    {
        var bench = new ChipBench(started: false);
        bench.Clock.Advance(Ade7953Chip.StartUpMs);
        Assert.Equal(value, bench.Read(address));
    }

    [Fact]
    public void Another_address_is_not_acknowledged()
    {
        var bench = new ChipBench();
        Assert.False(bench.Chip.TryTransfer(0x39, [0x03, 0x03], 2, new byte[4], 4));
        Assert.False(bench.Chip.TryTransfer(0x38, [0x03], 1, new byte[4], 0));
    }

    [Fact]
    public void A_read_may_come_in_two_transfers()
    {
        var bench = new ChipBench();
        byte[] reply = new byte[4];
        Assert.True(bench.Chip.TryTransfer(0x38, [0x03, 0x03], 2, [], 0));
        Assert.True(bench.Chip.TryTransfer(0x38, [], 0, reply, 4));
        Assert.Equal([0x00, 0x00, 0xE4, 0x19], reply);
    }

    [Fact]
    public void Twins_show_one_memory_in_24_and_32_bits()
    {
        var bench = new ChipBench();
        bench.Write(0x286, 0xFFF7D6);
        Assert.Equal(0xFFF7D6u, bench.Read(0x286));
        Assert.Equal(0xFFFFF7D6u, bench.Read(0x386));
        bench.Write(0x382, 0x40F26A);
        Assert.Equal(0x40F26Au, bench.Read(0x282));
        bench.Power(-1_000_000);
        bench.Clock.Advance(1000);
        Assert.Equal((uint)bench.ReadSigned(0x31E), bench.Read(0x31E));
        Assert.True(bench.ReadSigned(0x31E) < 0);
        Assert.Equal(bench.Read(0x31E) & 0xFFFFFF, bench.Read(0x21E));
        // Unsigned registers are filled with zeros, also where bit 23 is set.
        bench.Circuit.SetVoltage(353_553, bench.Clock.NowMs);
        Assert.Equal(9_032_007u, bench.Read(0x31C));
        Assert.Equal(9_032_007u, bench.Read(0x21C));
    }

    [Fact]
    public void The_last_transfer_can_be_looked_at_without_disturbing_it()
    {
        var bench = new ChipBench();
        bench.Write(0x382, 0x40F26A);
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal(0xCAu, bench.Read(0x0FD));
            Assert.Equal(0x382u, bench.Read(0x1FE));
            Assert.Equal(0x40F26Au, bench.Read(0x3FF));
            Assert.Equal(0x40F26Au, bench.Read(0x2FF));
            Assert.Equal(0xF26Au, bench.Read(0x1FF));
            Assert.Equal(0x6Au, bench.Read(0x0FF));
        }
        bench.Read(0x102);
        Assert.Equal(0x35u, bench.Read(0x0FD));
        Assert.Equal(0x102u, bench.Read(0x1FE));
        Assert.Equal(0x8004u, bench.Read(0x1FF));
    }

    [Theory]
    [InlineData(0b001, 0x008, 0x00, 0x01)]
    [InlineData(0b010, 0x101, 0x00, 0x64)]
    [InlineData(0b100, 0x382, 0x400000, 0x40F26A)]
    public void Protected_writes_are_acknowledged_and_ignored(int protection, int address, uint before, int value)
    {
        var bench = new ChipBench();
        bench.Write(0x040, protection);
        bench.Write(address, value);
        Assert.Equal(before, bench.Read(address));
        bench.Write(0x040, 0);
        bench.Write(address, value);
        Assert.Equal((uint)value, bench.Read(address));
    }

    [Fact]
    public void Read_only_registers_ignore_writes()
    {
        var bench = new ChipBench();
        uint before = bench.Read(0x31C);
        bench.Write(0x31C, 1);
        bench.Write(0x10E, 1);
        Assert.Equal(before, bench.Read(0x31C));
        Assert.Equal(4474u, bench.Read(0x10E));
    }

    [Fact]
    public void Pulse_denominators_need_two_writes_in_a_row()
    {
        var bench = new ChipBench();
        bench.Write(0x103, 0x0100);
        Assert.Equal(0x003Fu, bench.Read(0x103));
        bench.Write(0x103, 0x0100);
        Assert.Equal(0x003Fu, bench.Read(0x103)); // the read came between
        bench.Write(0x103, 0x0100);
        bench.Write(0x103, 0x0100);
        Assert.Equal(0x0100u, bench.Read(0x103));
    }

    [Fact]
    public void The_checksum_of_all_defaults_is_the_printed_one()
    {
        var bench = new ChipBench(started: false);
        bench.Clock.Advance(Ade7953Chip.StartUpMs);
        Assert.Equal(0xFFFFFFFFu, bench.Read(0x37F));
        bench.Write(0x102, 0x8104);
        Assert.Equal(0x48739163u, bench.Read(0x37F));
        Assert.Equal(0u, bench.Read(0x32D) & 1 << 21);
    }

    [Theory]
    [InlineData(0x004, 0x01, true)]
    [InlineData(0x008, 0x01, true)]
    [InlineData(0x040, 0x01, true)]
    [InlineData(0x102, 0x04, true)]
    [InlineData(0x103, 0x01, true)]
    [InlineData(0x107, 0x01, true)]
    [InlineData(0x109, 0x200, true)]
    [InlineData(0x110, 0x01, true)]
    [InlineData(0x301, 0x01, true)]
    [InlineData(0x32C, 0x01, true)]
    [InlineData(0x32F, 0x01, true)]
    [InlineData(0x380, 0x800000, true)]
    [InlineData(0x397, 0x01, true)]
    [InlineData(0x101, 0x01, false)]
    [InlineData(0x001, 0x01, false)]
    [InlineData(0x303, 0x01, false)]
    public void One_flipped_bit_shows_in_the_checksum_where_it_covers_the_register(int address, int mask, bool isCovered)
    {
        var bench = new ChipBench();
        bench.Write(0x102, 0x0104);
        uint before = bench.Read(0x37F);
        bench.Read(0x32E);
        bench.Chip.FlipBits(address, mask);
        Assert.Equal(isCovered, bench.Read(0x37F) != before);
        Assert.Equal(isCovered, (bench.Read(0x32D) & 1 << 21) != 0);
        bench.Chip.FlipBits(address, mask);
        Assert.Equal(before, bench.Read(0x37F));
    }

    [Fact]
    public void Reading_the_clearing_status_clears_it()
    {
        var bench = new ChipBench();
        Assert.Equal(0x100000u, bench.Read(0x32E));
        Assert.Equal(0u, bench.Read(0x32D));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_reset_puts_everything_back_and_says_so(bool bySoftware)
    {
        var bench = new ChipBench();
        bench.Power(10_000_000);
        bench.Write(0x382, 0x40F26A);
        bench.Read(0x32E);
        bench.Clock.Advance(1000);
        if (bySoftware) bench.Write(0x102, 0x8084);
        else bench.Chip.Reset();
        Assert.False(bench.TryRead(0x382, out _));
        bench.Clock.Advance(Ade7953Chip.StartUpMs);
        Assert.Equal(0x400000u, bench.Read(0x382));
        Assert.Equal(0x100000u, bench.Read(0x32D));
        Assert.Equal(0u, bench.Read(0x31E));
        Assert.Equal(0u, bench.Read(0x120));
        bench.Clock.Advance(1000);
        Assert.True(bench.ReadSigned(0x31E) > 0);
    }

    [Fact]
    public void Without_power_nothing_is_answered_or_counted()
    {
        var bench = new ChipBench();
        bench.Power(10_000_000);
        bench.Clock.Advance(1000);
        long before = bench.Chip.ImportCounts(0);
        bench.Chip.PowerOff();
        bench.Clock.Advance(3_600_000);
        Assert.False(bench.TryRead(0x31E, out _));
        bench.Chip.PowerOn();
        bench.Clock.Advance(Ade7953Chip.StartUpMs);
        Assert.Equal(before, bench.Chip.ImportCounts(0));
        Assert.True(bench.TryRead(0x31E, out _));
    }

    [Fact]
    public void Noise_turns_an_unlocked_bus_deaf_until_reset_and_a_locked_one_not()
    {
        var bench = new ChipBench();
        bench.Chip.DisturbBusSelection();
        Assert.False(bench.TryRead(0x102, out _));
        bench.Chip.Reset();
        bench.Clock.Advance(Ade7953Chip.StartUpMs);
        bench.Write(0x102, 0x0004);
        bench.Chip.DisturbBusSelection();
        Assert.Equal(0x0004u, bench.Read(0x102));
    }

    [Fact]
    public void Without_the_required_pair_of_writes_everything_reads_low()
    {
        var locked = new ChipBench(started: false);
        locked.Clock.Advance(Ade7953Chip.StartUpMs);
        locked.Write(0x0FE, 0xAD);
        locked.Read(0x102); // in between: the pair is broken
        locked.Write(0x120, 0x0030);
        var unlocked = new ChipBench();
        locked.Power(10_000_000);
        unlocked.Power(10_000_000);
        double ratio = (double)locked.Read(0x31A) / unlocked.Read(0x31A);
        Assert.InRange(ratio, 0.969, 0.971);
        Assert.InRange((double)locked.Read(0x31C) / unlocked.Read(0x31C), 0.969, 0.971);
        Assert.InRange((double)locked.ReadSigned(0x312) / unlocked.ReadSigned(0x312), 0.969, 0.971);
        locked.Unlock();
        Assert.Equal(unlocked.Read(0x31A), locked.Read(0x31A));
    }
}
