using CarbonMeter.Firmware.Drivers;
using CarbonMeter.Firmware.Virtual;
using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Tests.Drivers;

public sealed class Ade7953StartUpTests
{
    [Fact]
    public void Start_up_resets_waits_and_becomes_ready_at_the_first_attempt()
    {
        var bench = new Bench();
        long from = bench.Clock.NowMs;
        Assert.Equal(FrontEndState.Ready, bench.Start());
        Assert.InRange(bench.Clock.NowMs - from, 100, 200);
        Assert.Equal(1, bench.Driver.Attempts);
        Assert.False(bench.Driver.Continued);
        Assert.Equal(bench.Register(Ade7953Register.Checksum) & 0xFFFFFFFFL, bench.Driver.Checksum);
        Assert.NotEqual(0xFFFFFFFF, bench.Driver.Checksum);
        Assert.Equal(long.MaxValue, bench.Driver.StepDueMs);
    }

    [Fact]
    public void Nothing_is_transferred_before_a_step_is_due()
    {
        var bench = new Bench();
        bench.Driver.Begin(bench.Parameters, FrontEndLimits.NoChecksum, false, bench.Clock.UptimeMs);
        Assert.Empty(bench.Log.Transfers);
        Assert.Equal(FrontEndState.Starting, bench.Driver.Step(bench.Clock.UptimeMs));
        int transfers = bench.Log.Transfers.Count;
        Assert.Equal(bench.Clock.UptimeMs + Ade7953.ResetWaitMs, bench.Driver.StepDueMs);
        Assert.Equal(FrontEndState.Starting, bench.Driver.Step(bench.Driver.StepDueMs - 1));
        Assert.Equal(transfers, bench.Log.Transfers.Count);
    }

    [Fact]
    public void The_unlock_pair_is_consecutive_and_comes_after_the_reset()
    {
        var bench = Bench.Ready();
        var log = bench.Log.Transfers;
        int reset = log.FindIndex(t => t.Register == Ade7953Register.Config && t.Written is [0x00, 0x84]);
        int key = log.FindIndex(t => t.Register == Ade7953Register.UnlockKey);
        Assert.InRange(reset, 0, key - 1);
        Assert.Equal([0xAD], log[key].Written);
        Assert.Equal(Ade7953Register.RequiredSetting, log[key + 1].Register);
        Assert.Equal([0x00, 0x30], log[key + 1].Written);
    }

    [Fact]
    public void A_chip_whose_unlock_key_is_lost_once_still_measures_right()
    {
        // The write is acknowledged and arrives elsewhere: nothing the chip says shows that the key is missing.
        int key = Bench.Ready().Log.Transfers.FindIndex(t => t.Register == Ade7953Register.UnlockKey);
        var bench = new Bench();
        bench.Bus.FailAt(key, BusFault.Phantom);
        Assert.Equal(FrontEndState.Ready, bench.Start());
        Assert.Equal(SampleOutcome.Good, bench.Read());
        Assert.InRange(bench.Sample.VoltageMillivolts[0], 229_990, 230_010);
    }

    [Fact]
    public void A_chip_that_is_never_unlocked_measures_wrong()
    {
        // The control of the test above: the model shows what the pair is for.
        var bench = Bench.Ready();
        bench.Chip.Reset();
        bench.Clock.Advance(Ade7953Chip.StartUpMs);
        Assert.InRange(Ade7953Conversion.VoltageMillivolts(bench.Register(Ade7953Register.VoltageRms), Bench.VoltageFullScale), 200_000, 225_000);
    }

    [Fact]
    public void The_bus_is_locked_so_that_noise_cannot_turn_it_into_spi()
    {
        var bench = Bench.Ready();
        bench.Chip.DisturbBusSelection();
        Assert.Equal(SampleOutcome.Good, bench.Read());
        Assert.Equal(0x0104, bench.Register(Ade7953Register.Config));
    }

    [Fact]
    public void The_bus_is_locked_before_anything_else_is_configured()
    {
        var log = Bench.Ready().Log.Transfers;
        int unlocked = log.FindLastIndex(t => t.Register == Ade7953Register.RequiredSetting);
        var first = log.Skip(unlocked + 1).First(t => t.Written.Length > 0);
        Assert.Equal(Ade7953Register.Config, first.Register);
        Assert.Equal([0x00, 0x04], first.Written);
    }

    [Fact]
    public void The_parameter_set_is_written_in_the_chips_own_form()
    {
        var parameters = Bench.TwoChannels();
        parameters.VoltageRmsOffset = 77;
        var a = parameters.Channels[0];
        a.Pga = 5;
        a.ActiveGain = 0x40F26A;
        a.CurrentRmsOffset = -2090;
        a.Phase = -7;
        a.NoLoadRatio = 20_000;
        var b = parameters.Channels[1];
        b.Pga = 4;
        b.ReactiveGain = 0x3FFFFF;
        b.ApparentGain = 0x400001;
        b.ActiveOffset = -1;
        b.ReactiveOffset = 5;
        b.Phase = 200;
        b.NoLoadRatio = 10_000;
        var bench = Bench.Ready(parameters);
        Assert.Equal(5, bench.Register(Ade7953Register.CurrentInputGainA));
        Assert.Equal(4, bench.Register(Ade7953Register.CurrentInputGainB));
        Assert.Equal(0, bench.Register(Ade7953Register.LineCycleMode));
        Assert.Equal(0x40F26A, bench.Register(Ade7953Register.ActiveGainA));
        Assert.Equal(0xFFF7D6, bench.Register(Ade7953Register.CurrentRmsOffsetA) & 0xFFFFFF);
        Assert.Equal(77, bench.Register(Ade7953Register.VoltageRmsOffset));
        Assert.Equal(0x207, bench.Register(Ade7953Register.PhaseA));
        Assert.Equal(200, bench.Register(Ade7953Register.PhaseB));
        Assert.Equal(0x3FFFFF, bench.Register(Ade7953Register.ReactiveGainB));
        Assert.Equal(0x400001, bench.Register(Ade7953Register.ApparentGainB));
        Assert.Equal(-1, bench.Register(Ade7953Register.ActiveOffsetB));
        Assert.Equal(5, bench.Register(Ade7953Register.ReactiveOffsetB));
        // 20 000:1 is the more sensitive of the two; the data sheet's own example.
        Assert.Equal(0xC832, bench.Register(Ade7953Register.ActiveNoLoad));
        Assert.Equal(0xC832, bench.Register(Ade7953Register.ReactiveNoLoad));
        Assert.Equal(0, bench.Register(Ade7953Register.NoLoadDisable));
    }

    [Theory]
    [InlineData(10_000, 0x00E419, 0)]
    [InlineData(20_000, 0x00C832, 0)]
    [InlineData(65_535, 65_536 - 46_811, 0)]
    [InlineData(1, 65_535, 0)]
    [InlineData(0, 0, 7)]
    public void No_load_detection_follows_the_ratio(int ratio, int threshold, int disable)
    {
        var parameters = Bench.OneChannel();
        parameters.Channels[0].NoLoadRatio = ratio;
        var bench = Bench.Ready(parameters);
        Assert.Equal(threshold, bench.Register(Ade7953Register.ActiveNoLoad));
        Assert.Equal(disable, bench.Register(Ade7953Register.NoLoadDisable));
    }

    [Theory]
    [InlineData(20_000, true)]
    [InlineData(1_000, false)]
    [InlineData(0, true)]
    public void A_threshold_is_in_force_after_start_up(int ratio, bool isCounted)
    {
        // 1/5000 of full scale: 7.5 W. A threshold written while its detection works would not take effect.
        var parameters = Bench.OneChannel();
        parameters.Channels[0].NoLoadRatio = ratio;
        var bench = Bench.Ready(parameters);
        bench.Circuit.SetPower(0, 7_500, bench.Clock.NowMs);
        bench.Clock.Advance(60_000);
        Assert.Equal(SampleOutcome.Good, bench.Read());
        Assert.Equal(isCounted, bench.Sample.ActiveCounter[0] > 0);
    }

    [Fact]
    public void A_write_protected_chip_is_opened_and_reset()
    {
        var bench = Bench.Ready();
        bench.Chip.FlipBits((int)Ade7953Register.WriteProtect, 0b111);
        bench.Chip.FlipBits((int)Ade7953Register.AccumulationMode, 1);
        Assert.Equal(FrontEndState.Ready, bench.Start(bench.Driver.Checksum));
        Assert.False(bench.Driver.Continued);
        Assert.Equal(0, bench.Register(Ade7953Register.WriteProtect));
    }

    [Theory]
    [InlineData(BusFault.Nack, 1)]
    [InlineData(BusFault.LostReply, 2)]
    [InlineData(BusFault.Phantom, 2)]
    [InlineData(BusFault.Corrupted, 1)]
    public void A_fault_at_any_transfer_of_start_up_is_outlived(BusFault fault, int attemptsMax)
    {
        int transfers = Bench.Ready().Log.Transfers.Count;
        Assert.InRange(transfers, 100, 400);
        long checksum = Bench.Ready().Driver.Checksum;
        for (int at = 0; at < transfers; at++)
        {
            var bench = new Bench();
            bench.Bus.FailAt(at, fault);
            Assert.Equal(FrontEndState.Ready, bench.Start());
            Assert.InRange(bench.Driver.Attempts, 1, attemptsMax);
            Assert.Equal(checksum, bench.Driver.Checksum);
            AssertMeasures(bench);
        }
    }

    [Fact]
    public void A_byte_misheard_at_any_transfer_of_start_up_is_outlived()
    {
        // What the driver sends arrives with one bit turned: at another register, or with another value. One that means
        // nothing for energy, an interrupt mask say, may stay changed: the checksum taken afterwards covers it.
        int transfers = Bench.Ready().Log.Transfers.Count;
        for (int at = 0; at < transfers; at++)
        {
            for (int position = 0; position < 6; position++)
            {
                var bench = new Bench();
                bench.Log.MisheardAt = at;
                bench.Log.MisheardPosition = position;
                bench.Log.MisheardMask = 1 << (at + position) % 8;
                Assert.Equal(FrontEndState.Ready, bench.Start());
                AssertConfigured(bench);
                AssertMeasures(bench);
            }
        }
    }

    [Fact]
    public void Start_up_gives_up_on_a_dead_bus_and_can_begin_again()
    {
        var bench = new Bench();
        bench.Bus.IsStuck = true;
        Assert.Equal(FrontEndState.Failed, bench.Start());
        Assert.Equal(Ade7953.AttemptsMax, bench.Driver.Attempts);
        Assert.Equal(FrontEndState.Failed, bench.Driver.Step(bench.Clock.UptimeMs + 1_000_000));
        Assert.InRange(bench.Log.Transfers.Count, 1, 100);
        bench.Bus.Heal();
        Assert.Equal(FrontEndState.Ready, bench.Start());
        Assert.Equal(1, bench.Driver.Attempts);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void A_bad_bus_ends_in_ready_or_failed_and_never_in_a_wrong_configuration(int seed)
    {
        long checksum = Bench.Ready().Driver.Checksum;
        var bench = new Bench();
        var random = new SeededRandom(seed);
        int ready = 0;
        for (int i = 0; i < 100; i++)
        {
            bench.Bus.NackPpm = random.Next(60_000);
            bench.Bus.LostReplyPpm = random.Next(10_000);
            bench.Bus.PhantomPpm = random.Next(10_000);
            bench.Bus.CorruptedPpm = random.Next(20_000);
            if (bench.Start() != FrontEndState.Ready) continue;
            ready++;
            Assert.Equal(checksum, bench.Driver.Checksum);
            bench.Bus.Heal();
            AssertMeasures(bench);
        }
        Assert.True(ready > 50, $"ready {ready} times of 100");
    }

    private static void AssertConfigured(Bench bench)
    {
        var configuration = new Ade7953Configuration(bench.Parameters);
        var registers = new Ade7953Bus(bench.Chip);
        for (int i = 0; i < configuration.Count; i++)
            Assert.Equal(RegisterVerdict.AsExpected, registers.Judge(configuration.RegisterAt(i), configuration.ValueAt(i), out _));
    }

    private static void AssertMeasures(Bench bench)
    {
        Assert.Equal(SampleOutcome.Good, bench.Read());
        Assert.InRange(bench.Sample.VoltageMillivolts[0], 229_990, 230_010);
    }
}
