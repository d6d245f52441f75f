using CarbonMeter.Firmware.Drivers;
using CarbonMeter.Firmware.Virtual;

namespace CarbonMeter.Firmware.Tests.Drivers;

public class Mb85rc256Tests
{
    private readonly Mb85rcChip _chip = new(0x50);
    private readonly FaultyI2cBus _bus;
    private readonly Mb85rc256 _fram;

    public Mb85rc256Tests()
    {
        _bus = new FaultyI2cBus(_chip, new SeededRandom(1));
        _fram = new Mb85rc256(_bus, 0x50);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 128)]
    [InlineData(0, 129)]
    [InlineData(255, 2)]
    [InlineData(32_767, 1)]
    [InlineData(32_768 - 300, 300)]
    [InlineData(0, 32_768)]
    public void What_is_written_is_where_it_belongs_and_reads_back(int address, int count)
    {
        byte[] bytes = Bytes(count + 7), read = new byte[count + 5];
        Assert.True(_fram.TryWrite(address, bytes, 3, count));
        var expected = new byte[Mb85rcChip.SizeBytes];
        Array.Copy(bytes, 3, expected, address, count);
        Assert.Equal(expected, _chip.Storage.Content);
        Assert.True(_fram.TryRead(address, read, 2, count));
        Assert.Equal([0, 0, .. bytes[3..(3 + count)], 0, 0, 0], read);
        Assert.Equal(2 * ((count + 127) / 128), _bus.Transfers);
    }

    [Fact]
    public void A_power_cut_tears_a_write_at_any_byte()
    {
        byte[] bytes = Bytes(300);
        for (int cut = 0; cut <= 300; cut++)
        {
            var chip = new Mb85rcChip(0x53);
            var fram = new Mb85rc256(chip, 0x53);
            chip.Storage.CutAfterBytes(cut);
            Assert.False(fram.TryWrite(1000, bytes, 0, 300));
            Assert.False(fram.TryRead(1000, new byte[1], 0, 1));
            chip.Storage.PowerOn();
            byte[] read = new byte[300];
            Assert.True(fram.TryRead(1000, read, 0, 300));
            Assert.Equal([.. bytes[..cut], .. new byte[300 - cut]], read);
            Assert.Equal(2, fram.FaultCount);
        }
    }

    [Fact]
    public void A_transfer_that_fails_is_told_and_counted_and_ends_the_access()
    {
        _bus.FailAt(1, BusFault.Nack);
        Assert.False(_fram.TryWrite(0, Bytes(384), 0, 384));
        Assert.Equal(2, _bus.Transfers);
        Assert.Equal(128, _chip.Storage.BytesWritten);
        _bus.FailAt(2, BusFault.LostReply);
        Assert.False(_fram.TryRead(0, new byte[384], 0, 384));
        Assert.Equal(5, _bus.Transfers);
        Assert.Equal(2, _fram.FaultCount);
    }

    [Fact]
    public void It_answers_at_its_own_address_only()
    {
        for (byte address = Mb85rc256.AddressFirst; address <= Mb85rc256.AddressLast; address++)
            Assert.Equal(address == 0x50, new Mb85rc256(_bus, address).TryRead(0, new byte[1], 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Mb85rc256(_bus, 0x58));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Mb85rc256(_bus, 0x4F));
    }

    [Fact]
    public void Nobody_writes_past_the_end()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _fram.TryWrite(32_767, new byte[2], 0, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => _fram.TryRead(-1, new byte[2], 0, 2));
        Assert.Equal(0, _bus.Transfers);
    }

    [Fact]
    public void The_chip_acknowledges_protected_writes_and_ignores_them()
    {
        _chip.IsWriteProtected = true;
        Assert.True(_fram.TryWrite(0, Bytes(200), 0, 200));
        Assert.Equal(0, _chip.Storage.BytesWritten);
    }

    [Fact]
    public void The_chip_goes_on_at_its_first_byte_and_from_where_it_was()
    {
        byte[] read = new byte[3];
        Assert.True(_chip.TryTransfer(0x50, [0x7F, 0xFE, 1, 2, 3], 5, [], 0));
        Assert.Equal((1, 2, 3), (_chip.Storage.Content[0x7FFE], _chip.Storage.Content[0x7FFF], _chip.Storage.Content[0]));
        Assert.True(_chip.TryTransfer(0x50, [0xFF, 0xFE], 2, read, 2)); // the highest address bit is none
        Assert.Equal([1, 2, 0], read);
        Assert.True(_chip.TryTransfer(0x50, [], 0, read, 1));
        Assert.Equal(3, read[0]);
    }

    private static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        for (int i = 0; i < count; i++) bytes[i] = (byte)(i * 31 + 17 | 1);
        return bytes;
    }
}
