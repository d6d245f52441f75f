using CarbonMeter.Firmware.Virtual;

namespace Firmware.Tests.Virtual;

public class Ds3231ChipTests
{
    private readonly VirtualClock _clock = new(1_800_000_000_000);
    private readonly Ds3231Chip _chip;

    public Ds3231ChipTests() { _chip = new Ds3231Chip(_clock); }

    [Theory]
    [InlineData("59592303311299", "00000004018100")] // the century turns over
    [InlineData("59597107311299", "00005201018100")] // 11 at night in hours of twelve, Sunday to Monday
    [InlineData("59595103280224", "00007203280224")] // noon
    [InlineData("59597203280224", "00006103280224")]
    public void It_counts_over_its_ends(string before, string after)
    {
        Assert.True(_chip.TryTransfer(0x68, [0, .. Convert.FromHexString(before)], 8, [], 0));
        _clock.Advance(1000);
        byte[] read = new byte[7];
        Assert.True(_chip.TryTransfer(0x68, [0], 1, read, 7));
        Assert.Equal(after, Convert.ToHexString(read));
    }

    [Fact]
    public void It_drifts_as_it_is_told()
    {
        _chip.DriftPpb = 2000;
        Assert.True(_chip.TryTransfer(0x68, [0, 0, 0, 0, 1, 1, 1, 0x26], 8, [], 0));
        _clock.Advance(86_400_000L * 100);
        Assert.Equal(0x17, _chip[0]); // 17.28 s in a hundred days
        Assert.Equal(0x11, _chip[4]); // the 11th of April
        Assert.Equal(0x04, _chip[5]);
    }

    [Fact]
    public void Its_flags_can_be_cleared_and_not_set()
    {
        Assert.Equal(0x88, _chip[0x0F]);
        Assert.True(_chip.TryTransfer(0x68, [0x0F, 0x08], 2, [], 0));
        Assert.Equal(0x08, _chip[0x0F]);
        Assert.True(_chip.TryTransfer(0x68, [0x0F, 0x83], 2, [], 0));
        Assert.Equal(0x00, _chip[0x0F]);
    }

    [Fact]
    public void Its_pointer_goes_round_and_its_temperature_is_read_only()
    {
        byte[] read = new byte[3];
        Assert.True(_chip.TryTransfer(0x68, [0x11, 0x55, 0x55, 0x42], 4, read, 0));
        Assert.True(_chip.TryTransfer(0x68, [0x11], 1, read, 3));
        Assert.Equal([25, 0, 0x42], read);
        Assert.False(_chip.TryTransfer(0x69, [0x11], 1, read, 3));
    }
}
