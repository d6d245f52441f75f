using CarbonMeter.Firmware.Drivers;

namespace CarbonMeter.Firmware.Tests.Drivers;

/// <summary>What is noticed while the chip runs.</summary>
public sealed class Ade7953WatchTests
{
    private const int RotationLength = 5;

    private static Bench Sampled()
    {
        var bench = Bench.Ready();
        for (int i = 0; i < 2; i++) Assert.Equal(SampleOutcome.Good, bench.Read());
        return bench;
    }

    [Fact]
    public void Any_single_bit_of_the_configuration_is_noticed_at_once()
    {
        var configuration = new Ade7953Configuration(Bench.TwoChannels());
        for (int i = 0; i < configuration.Count; i++)
        {
            var register = configuration.RegisterAt(i);
            if (register is Ade7953Register.LineCycles or Ade7953Register.NoLoadDisable or Ade7953Register.ActiveNoLoad
                or Ade7953Register.ReactiveNoLoad or Ade7953Register.ApparentNoLoad) continue;
            var bench = Sampled();
            bench.Chip.FlipBits((int)register, 1);
            Assert.Equal(SampleOutcome.ConfigurationChanged, bench.Read());
            Assert.Equal(bench.Register(Ade7953Register.Checksum) & 0xFFFFFFFFL, bench.Sample.Evidence);
            Assert.NotEqual(bench.Driver.Checksum, bench.Sample.Evidence);
        }
    }

    [Theory]
    [InlineData(0x001, 2, 5)]
    [InlineData(0x101, 0x10, 0x10)]
    [InlineData(0x303, 0x800000, 0x800000)]
    [InlineData(0x304, 1, 1)]
    [InlineData(0x305, 1, 1)]
    public void A_register_outside_the_checksum_is_noticed_within_its_turn(int address, int mask, int evidence)
    {
        var bench = Sampled();
        bench.Chip.FlipBits(address, mask);
        for (int i = 0; i < RotationLength - 1; i++)
        {
            var outcome = bench.Read();
            if (outcome == SampleOutcome.Good) continue;
            Assert.Equal(SampleOutcome.UnprotectedChanged, outcome);
            Assert.Equal(evidence, bench.Sample.Evidence);
            return;
        }
        Assert.Equal(SampleOutcome.UnprotectedChanged, bench.Read());
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
    }

    [Fact]
    public void A_reset_right_after_start_up_is_noticed()
    {
        var bench = Bench.Ready();
        bench.Chip.Reset();
        bench.Clock.Advance(100);
        Assert.Equal(SampleOutcome.ChipReset, bench.Read());
    }

    [Fact]
    public void A_change_right_after_start_up_is_no_reset()
    {
        var bench = Bench.Ready();
        bench.Chip.FlipBits((int)Ade7953Register.ActiveGainA, 1);
        Assert.Equal(SampleOutcome.ConfigurationChanged, bench.Read());
    }

    [Fact]
    public void A_chip_that_was_told_anew_works_as_before()
    {
        var bench = Sampled();
        long checksum = bench.Driver.Checksum;
        bench.Chip.FlipBits((int)Ade7953Register.ActiveGainA, 1 << 20);
        Assert.Equal(SampleOutcome.ConfigurationChanged, bench.Read());
        Assert.Equal(FrontEndState.Ready, bench.Start(forceReset: true));
        Assert.Equal(checksum, bench.Driver.Checksum);
        Assert.Equal(SampleOutcome.Good, bench.Read());
    }
}
