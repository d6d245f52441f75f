using CarbonMeter.Firmware.Drivers;
using CarbonMeter.Firmware.Virtual;

namespace CarbonMeter.Firmware.Tests.Drivers;

public sealed class Ade7953BusTests
{
    [Fact]
    public void A_write_goes_out_most_significant_byte_first_in_the_width_of_its_page()
    {
        var bench = Bench.Ready();
        var bus = new Ade7953Bus(bench.Log);
        bench.Log.Transfers.Clear();
        Assert.True(bus.TryWriteConfirmed(Ade7953Register.ActiveGainA, 0x40F26A));
        Assert.True(bus.TryWriteConfirmed(Ade7953Register.CurrentRmsOffsetA, -2090));
        Assert.True(bus.TryWriteConfirmed(Ade7953Register.PhaseA, 0x207));
        Assert.True(bus.TryWriteConfirmed(Ade7953Register.CurrentInputGainA, 3));
        byte[][] written = [.. bench.Log.Transfers.Select(t => t.Written).Where(w => w.Length > 0)];
        Assert.Equal([[0x00, 0x40, 0xF2, 0x6A], [0xFF, 0xFF, 0xF7, 0xD6], [0x02, 0x07], [0x03]], written);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void A_write_of_which_any_byte_arrives_changed_is_not_confirmed(int position)
    {
        var bench = Bench.Ready();
        bench.Log.MisheardAt = bench.Log.Transfers.Count;
        bench.Log.MisheardPosition = position;
        bench.Log.MisheardMask = 0x04;
        bool isConfirmed = new Ade7953Bus(bench.Log).TryWriteConfirmed(Ade7953Register.ActiveGainA, 0x40F26A);
        // The first of four data bytes is the sign's: the register has 24 bits.
        Assert.Equal(position == 2, isConfirmed);
        Assert.Equal(position == 2, bench.Register(Ade7953Register.ActiveGainA) == 0x40F26A);
    }

    [Fact]
    public void A_write_that_never_arrived_is_not_confirmed_by_a_read_of_the_same_value()
    {
        var bench = Bench.Ready();
        var bus = new Ade7953Bus(bench.Bus);
        Assert.True(bus.TryRead(Ade7953Register.ActiveGainA, out int value));
        bench.Bus.FailAt(0, BusFault.Phantom);
        Assert.False(bus.TryWriteConfirmed(Ade7953Register.ActiveGainA, value));
    }

    [Fact]
    public void All_ones_of_a_silent_bus_are_not_confirmed_by_the_address_of_the_reading_before()
    {
        var bench = Bench.Ready();
        var bus = new Ade7953Bus(new SilentBus(bench.Chip, transfers: 2));
        Assert.True(new Ade7953Bus(bench.Chip).TryRead(Ade7953Register.ActiveEnergyA, out _));
        Assert.True(bus.TryReadConfirmed(Ade7953Register.ActiveEnergyA, out int value));
        Assert.Equal(0, value);
    }

    [Fact]
    public void All_ones_that_are_really_there_are_confirmed()
    {
        var bench = Bench.Ready();
        var bus = new Ade7953Bus(bench.Chip);
        Assert.True(bus.TryWriteConfirmed(Ade7953Register.CurrentRmsOffsetA, -1));
        Assert.True(bus.TryReadConfirmed(Ade7953Register.CurrentRmsOffsetA, out int value));
        Assert.Equal(-1, value);
    }

    [Fact]
    public void The_checksum_is_compared_in_all_its_32_bits()
    {
        var bench = Bench.Ready();
        var bus = new Ade7953Bus(bench.Chip);
        int checksum = (int)bench.Driver.Checksum;
        Assert.Equal(RegisterVerdict.AsExpected, bus.Judge(Ade7953Register.Checksum, checksum, out _));
        Assert.Equal(RegisterVerdict.Different, bus.Judge(Ade7953Register.Checksum, checksum ^ int.MinValue, out int found));
        Assert.Equal(checksum, found);
    }
}

/// <summary>A bus that answers its first transfers with all ones, and the chip sees nothing of them.</summary>
internal sealed class SilentBus(II2cBus inner, int transfers) : II2cBus
{
    private int _left = transfers;

    public bool TryTransfer(byte address, byte[] write, int writeCount, byte[] read, int readCount)
    {
        if (_left-- <= 0) return inner.TryTransfer(address, write, writeCount, read, readCount);
        read.AsSpan(0, readCount).Fill(0xFF);
        return true;
    }
}
