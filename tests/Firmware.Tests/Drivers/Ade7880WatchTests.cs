using CarbonMeter.Firmware.Drivers;

namespace CarbonMeter.Firmware.Tests.Drivers;

/// <summary>What is noticed while the chip runs.</summary>
public sealed class Ade7880WatchTests
{
    // Those the checksum leaves out, Run, and the register that says whether the checksum is valid.
    private const int RotationLength = 13;

    private static PhaseBench Sampled()
    {
        var bench = PhaseBench.Ready();
        for (int i = 0; i < 2; i++) Assert.Equal(SampleOutcome.Good, bench.Read());
        return bench;
    }

    [Fact]
    public void Any_single_bit_of_the_configuration_is_noticed_at_once()
    {
        var configuration = new Ade7880Configuration(PhaseBench.ThreePhases(), Ade7880Mains.Default);
        int watched = 0;
        for (int i = 0; i < configuration.Count; i++)
        {
            if (i >= configuration.UnprotectedAt && i < configuration.UnprotectedAt + configuration.UnprotectedCount) continue;
            var bench = Sampled();
            bench.Chip.FlipBits((int)configuration.RegisterAt(i), 1);
            Assert.Equal(SampleOutcome.ConfigurationChanged, bench.Read());
            Assert.Equal(bench.Register(Ade7880Register.Checksum) & 0xFFFFFFFFL, bench.Sample.Evidence);
            Assert.NotEqual(bench.Driver.Checksum, bench.Sample.Evidence);
            watched++;
        }
        Assert.Equal(6 + 3 * 8 + 3, watched);
    }

    [Theory]
    [InlineData(0xEC01, 0x02, 0x00)]
    [InlineData(0xEA00, 0x01, 0x00)]
    [InlineData(0xEA02, 0x04, 0x07)]
    [InlineData(0xEA03, 0x80, 0x83)]
    [InlineData(0xEA04, 0x01, 0x02)]
    [InlineData(0xE908, 0x8000, 0x8000)]
    [InlineData(0xE909, 0x0001, 0x0001)]
    [InlineData(0xE90A, 0x0001, 0x0001)]
    [InlineData(0xE614, 0x200, 0x200)]
    [InlineData(0xE615, 0x001, 0x001)]
    [InlineData(0xE616, 0x001, 0x001)]
    [InlineData(0xE228, 0x0001, 0x0000)]
    [InlineData(0xE7E4, 0x01, 0x09)]
    public void A_register_outside_the_checksum_is_noticed_within_its_turn(int address, int mask, int evidence)
    {
        var bench = Sampled();
        bench.Chip.FlipBits(address, mask);
        var outcome = SampleOutcome.Good;
        for (int i = 0; i < RotationLength && outcome == SampleOutcome.Good; i++) outcome = bench.Read();
        Assert.Equal(SampleOutcome.UnprotectedChanged, outcome);
        Assert.Equal(evidence, bench.Sample.Evidence);
    }

    [Fact]
    public void A_reset_is_told_from_a_change()
    {
        var bench = Sampled();
        bench.Chip.Reset();
        Assert.Equal(SampleOutcome.BusFailed, bench.Read());
        bench.Clock.Advance(100);
        Assert.Equal(SampleOutcome.ChipReset, bench.Read());
        Assert.Equal(0xAFFA63B9, bench.Sample.Evidence);
    }

    [Fact]
    public void A_reset_right_after_start_up_is_noticed()
    {
        var bench = PhaseBench.Ready();
        bench.Chip.Reset();
        bench.Clock.Advance(100);
        Assert.Equal(SampleOutcome.ChipReset, bench.Read());
    }

    [Fact]
    public void A_change_right_after_start_up_is_no_reset()
    {
        var bench = PhaseBench.Ready();
        bench.Chip.FlipBits((int)Ade7880Register.PowerGainA, 1);
        Assert.Equal(SampleOutcome.ConfigurationChanged, bench.Read());
    }

    [Fact]
    public void A_chip_that_was_told_anew_works_as_before()
    {
        var bench = Sampled();
        long checksum = bench.Driver.Checksum;
        bench.Chip.FlipBits((int)Ade7880Register.PowerGainA + 4, 1 << 20);
        Assert.Equal(SampleOutcome.ConfigurationChanged, bench.Read());
        Assert.Equal(FrontEndState.Ready, bench.Start(forceReset: true));
        Assert.Equal(checksum, bench.Driver.Checksum);
        Assert.Equal(SampleOutcome.Good, bench.Read());
    }

    [Fact]
    public void Another_flag_of_the_status_is_nobodys_reset()
    {
        var bench = Sampled();
        bench.Chip.FlipBits(0xE503, 1 << 16 | 1 << 19 | 1 << 25);
        for (int i = 0; i < RotationLength; i++) Assert.Equal(SampleOutcome.Good, bench.Read());
    }
}
