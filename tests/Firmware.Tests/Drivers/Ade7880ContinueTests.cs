using CarbonMeter.Firmware.Drivers;
using CarbonMeter.Firmware.Virtual;

namespace CarbonMeter.Firmware.Tests.Drivers;

/// <summary>When a chip that is found running is left alone, and when it must not be.</summary>
public sealed class Ade7880ContinueTests
{
    private static PhaseBench Running()
    {
        var bench = PhaseBench.Ready();
        bench.Circuit.SetPower(0, 2_000_000, bench.Clock.NowMs);
        bench.Circuit.SetPower(2, -2_000_000, bench.Clock.NowMs);
        bench.Clock.Advance(1000);
        Assert.Equal(SampleOutcome.Good, bench.Read());
        bench.Clock.Advance(1000);
        Assert.Equal(SampleOutcome.Good, bench.Read());
        return bench;
    }

    [Fact]
    public void A_running_chip_goes_on_over_a_restart_of_the_processor_and_no_count_is_lost()
    {
        var bench = Running();
        long checksum = bench.Driver.Checksum;
        bench.RestartProcessor();
        bench.Clock.Advance(3000);
        Assert.Equal(FrontEndState.Ready, bench.Start(checksum));
        Assert.True(bench.Driver.Continued);
        Assert.Equal(checksum, bench.Driver.Checksum);
        Assert.Equal(SampleOutcome.Good, bench.Read());
        Assert.Equal(bench.Chip.ImportCounts(0), bench.Sample.ActiveCounter[0]);
        Assert.Equal(-bench.Chip.ExportCounts(2), bench.Sample.ActiveCounter[2]);
    }

    [Fact]
    public void A_chip_is_reset_where_the_caller_demands_it_or_no_checksum_is_known_or_it_is_another()
    {
        var bench = Running();
        Assert.Equal(FrontEndState.Ready, bench.Start(bench.Driver.Checksum, forceReset: true));
        AssertFresh(bench);
        bench = Running();
        Assert.Equal(FrontEndState.Ready, bench.Start());
        AssertFresh(bench);
        bench = Running();
        Assert.Equal(FrontEndState.Ready, bench.Start(bench.Driver.Checksum ^ 1));
        AssertFresh(bench);
    }

    [Fact]
    public void A_chip_is_reset_where_the_parameter_set_is_another()
    {
        // The checksum is the old one and the chip agrees with it: only reading the registers shows the difference.
        var bench = Running();
        var other = PhaseBench.ThreePhases();
        other.Channels[1].ActiveOffset++;
        Assert.Equal(FrontEndState.Ready, bench.Start(bench.Driver.Checksum, parameters: other));
        AssertFresh(bench);
        Assert.Equal(1, bench.Register(Ade7880Register.ActiveOffsetA + 2));
    }

    [Fact]
    public void A_set_that_turns_a_wire_alone_leaves_the_chip_as_it_is()
    {
        // The direction is the driver's: nothing on the chip differs, so its counters go on.
        var bench = Running();
        Assert.Equal(FrontEndState.Ready, bench.Start(bench.Driver.Checksum, parameters: PhaseBench.Wired((1, -1), (2, 1), (3, 1))));
        Assert.True(bench.Driver.Continued);
    }

    [Theory]
    [InlineData(0xEC01)]
    [InlineData(0xEA02)]
    [InlineData(0xE908)]
    [InlineData(0xE616)]
    [InlineData(0xE228)]
    [InlineData(0xE7E4)]
    public void A_chip_is_reset_where_a_register_outside_the_checksum_differs(int address)
    {
        var bench = Running();
        bench.Chip.FlipBits(address, 1);
        Assert.Equal(FrontEndState.Ready, bench.Start(bench.Driver.Checksum));
        AssertFresh(bench);
    }

    [Fact]
    public void A_chip_that_lost_its_power_does_not_go_on()
    {
        var bench = Running();
        long checksum = bench.Driver.Checksum;
        bench.Chip.PowerOff();
        bench.RestartProcessor();
        bench.Chip.PowerOn();
        Assert.Equal(FrontEndState.Ready, bench.Start(checksum));
        AssertFresh(bench);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void Counters_that_began_anew_pass_for_old_ones_only_after_the_caller_came_back(int samples, bool continued)
    {
        var bench = PhaseBench.Ready();
        for (int i = 0; i < samples; i++) Assert.Equal(SampleOutcome.Good, bench.Read());
        long checksum = bench.Driver.Checksum;
        bench.RestartProcessor();
        Assert.Equal(FrontEndState.Ready, bench.Start(checksum));
        Assert.Equal(continued, bench.Driver.Continued);
    }

    [Fact]
    public void A_fault_at_any_transfer_of_the_look_does_not_cost_the_counters()
    {
        var first = Running();
        int before = first.Log.Transfers.Count;
        first.Start(first.Driver.Checksum);
        int transfers = first.Log.Transfers.Count - before;
        Assert.InRange(transfers, 40, 60);
        foreach (BusFault fault in new[] { BusFault.Nack, BusFault.LostReply, BusFault.Phantom, BusFault.Corrupted })
        {
            for (int at = 0; at < transfers; at++)
            {
                var bench = Running();
                bench.Bus.FailAt(at, fault);
                Assert.Equal(FrontEndState.Ready, bench.Start(bench.Driver.Checksum));
                Assert.True(bench.Driver.Continued);
                Assert.Equal(1, bench.Driver.Attempts);
            }
        }
    }

    [Fact]
    public void A_chip_that_cannot_be_asked_for_a_while_is_not_reset()
    {
        var bench = Running();
        long checksum = bench.Driver.Checksum;
        bench.Bus.IsStuck = true;
        Assert.Equal(FrontEndState.Failed, bench.Start(checksum));
        bench.Bus.Heal();
        Assert.Equal(FrontEndState.Ready, bench.Start(checksum));
        Assert.True(bench.Driver.Continued);
        Assert.Equal(SampleOutcome.Good, bench.Read());
        Assert.Equal(bench.Chip.ImportCounts(0), bench.Sample.ActiveCounter[0]);
    }

    [Fact]
    public void Samples_from_before_a_new_start_do_not_vouch_for_the_new_counters()
    {
        var bench = Running();
        Assert.Equal(FrontEndState.Ready, bench.Start(forceReset: true));
        Assert.Equal(SampleOutcome.Good, bench.Read());
        long checksum = bench.Driver.Checksum;
        bench.RestartProcessor();
        Assert.Equal(FrontEndState.Ready, bench.Start(checksum));
        Assert.False(bench.Driver.Continued);
    }

    private static void AssertFresh(PhaseBench bench)
    {
        Assert.False(bench.Driver.Continued);
        Assert.Equal(SampleOutcome.Good, bench.Read());
        // The counters began at the reset, about a tenth of a second ago: 2 kW make 3700 counts a second.
        Assert.InRange(bench.Sample.ActiveCounter[0], 0, 700);
    }
}
