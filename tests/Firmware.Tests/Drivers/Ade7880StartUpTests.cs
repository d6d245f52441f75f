using CarbonMeter.Firmware.Drivers;
using CarbonMeter.Firmware.Virtual;
using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Tests.Drivers;

public sealed class Ade7880StartUpTests
{
    [Fact]
    public void Start_up_resets_waits_and_becomes_ready_at_the_first_attempt()
    {
        var bench = new PhaseBench();
        long from = bench.Clock.NowMs;
        Assert.Equal(FrontEndState.Ready, bench.Start());
        Assert.InRange(bench.Clock.NowMs - from, 100, 200);
        Assert.Equal(1, bench.Driver.Attempts);
        Assert.False(bench.Driver.Continued);
        Assert.Equal(bench.Register(Ade7880Register.Checksum) & 0xFFFFFFFFL, bench.Driver.Checksum);
        Assert.NotEqual(0xAFFA63B9, bench.Driver.Checksum);
        Assert.Equal(1, bench.Register(Ade7880Register.Run));
        Assert.True(bench.Chip.IsProtected);
        Assert.Equal(long.MaxValue, bench.Driver.StepDueMs);
    }

    [Fact]
    public void Nothing_is_transferred_before_a_step_is_due()
    {
        var bench = new PhaseBench();
        bench.Driver.Begin(bench.Parameters, FrontEndLimits.NoChecksum, false, bench.Clock.UptimeMs);
        Assert.Empty(bench.Log.Transfers);
        Assert.True(bench.Driver.WillReset);
        Assert.Equal(FrontEndState.Starting, bench.Driver.Step(bench.Clock.UptimeMs));
        int transfers = bench.Log.Transfers.Count;
        Assert.Equal(bench.Clock.UptimeMs + Ade7880.ResetWaitMs, bench.Driver.StepDueMs);
        Assert.Equal(FrontEndState.Starting, bench.Driver.Step(bench.Driver.StepDueMs - 1));
        Assert.Equal(transfers, bench.Log.Transfers.Count);
    }

    [Fact]
    public void The_bus_is_locked_before_anything_else_is_written()
    {
        var log = PhaseBench.Ready().Log.Transfers;
        var writes = log.Where(t => t.Written.Length > 0).ToList();
        Assert.Equal((0xE618, 0x82), (writes[0].Address, writes[0].Written[1]));    // CONFIG: SWRST
        Assert.Equal(0xEC01, writes[1].Address);                                     // CONFIG2
        Assert.Equal([0x02], writes[1].Written);
        var bench = PhaseBench.Ready();
        bench.Chip.DisturbBusSelection();
        Assert.Equal(SampleOutcome.Good, bench.Read());
    }

    [Fact]
    public void The_last_setting_in_memory_is_written_three_times_then_protected_then_run()
    {
        var writes = PhaseBench.Ready().Log.Transfers.Where(t => t.Written.Length > 0).ToList();
        int run = writes.FindIndex(t => t.Address == 0xE228);
        Assert.Equal(writes.Count - 1, run);
        Assert.Equal([0x00, 0x01], writes[run].Written);
        int[] before = writes.Skip(run - 7).Take(7).Select(t => t.Address).ToArray();
        Assert.Equal([0x439F, 0x439F, 0x439F, 0xE7FE, 0xE7E3, 0xE7FE, 0xE7E3], before);
        Assert.Equal([0xAD], writes[run - 2].Written);
        Assert.Equal([0x80], writes[run - 1].Written);
    }

    [Fact]
    public void A_setting_that_is_written_once_stays_in_the_pipeline()
    {
        // The control of the test above: the model shows what the three times are for.
        var bench = new PhaseBench();
        var bus = new Ade7880Bus(bench.Chip);
        Assert.True(bus.TryWriteConfirmed(Ade7880Register.VoltageLevel, 0x7A1200));
        Assert.Equal(0, bench.Register(Ade7880Register.VoltageLevel));
        Assert.True(bus.TryWriteConfirmed(Ade7880Register.VoltageLevel, 0x7A1200));
        Assert.True(bus.TryWriteConfirmed(Ade7880Register.VoltageLevel, 0x7A1200));
        Assert.Equal(0x7A1200, bench.Register(Ade7880Register.VoltageLevel));
    }

    [Fact]
    public void The_key_and_the_protection_are_consecutive()
    {
        var log = PhaseBench.Ready().Log.Transfers;
        for (int i = 0; i < log.Count; i++)
            if (log[i].Address == 0xE7FE) Assert.Equal(0xE7E3, log[i + 1].Address);
        Assert.Equal(2, log.Count(t => t.Address == 0xE7E3 && t.Written.Length > 0));
    }

    [Fact]
    public void A_memory_whose_protection_key_is_lost_once_is_protected_all_the_same()
    {
        int key = PhaseBench.Ready().Log.Transfers.FindIndex(t => t.Address == 0xE7FE);
        var bench = new PhaseBench();
        bench.Bus.FailAt(key, BusFault.Phantom);
        Assert.Equal(FrontEndState.Ready, bench.Start());
        Assert.True(bench.Chip.IsProtected);
    }

    [Fact]
    public void Memory_cannot_be_written_any_more()
    {
        var bench = PhaseBench.Ready();
        var bus = new Ade7880Bus(bench.Chip);
        for (int i = 0; i < 3; i++) Assert.True(bus.TryWriteConfirmed(Ade7880Register.NeutralGain, 1));
        Assert.Equal(0, bench.Register(Ade7880Register.NeutralGain));
    }

    [Fact]
    public void The_parameter_set_is_written_in_the_chips_own_form()
    {
        var parameters = PhaseBench.Wired((1, 1), (3, 1), (2, -1));
        foreach (var channel in parameters.Channels) channel.Pga = 4;
        var a = parameters.Channels[0];
        a.ActiveGain = a.ReactiveGain = a.ApparentGain = 4_201_000;
        a.ActiveOffset = -35;
        a.CurrentRmsOffset = 12;
        a.Phase = 48;
        a.NoLoadRatio = 20_000;
        var b = parameters.Channels[1];
        b.ActiveGain = b.ReactiveGain = b.ApparentGain = 2_097_152;
        b.ReactiveOffset = -8_388_608;
        b.Phase = -63;
        b.NoLoadRatio = 10_000;
        parameters.Channels[2].Phase = 383;
        parameters.Channels[2].NoLoadRatio = 1000;
        parameters.VoltageInputs![1].Gain = 6_291_456;
        parameters.VoltageInputs[1].RmsOffset = -120;
        parameters.VoltageInputs[2].Gain = 4_194_303;
        var bench = PhaseBench.Ready(parameters);
        Assert.Equal(4, bench.Register(Ade7880Register.InputGain));
        Assert.Equal(0x01FF, bench.Register(Ade7880Register.ComputationMode));
        Assert.Equal(0x80, bench.Register(Ade7880Register.AccumulationMode));
        Assert.Equal(0x38, bench.Register(Ade7880Register.LineCycleMode));
        // Gains: 2^23 is one more; ZPSE, so that -1 and minus a half keep their upper four bits at 0.
        Assert.Equal(2 * (4_201_000 - 4_194_304), bench.Register(Ade7880Register.PowerGainA));
        Assert.Equal(0x0FC00000, bench.Register(Ade7880Register.PowerGainA + 2));
        Assert.Equal(0x00400000, bench.Register(Ade7880Register.VoltageGainA + 2));
        Assert.Equal(0x0FFFFFFE, bench.Register(Ade7880Register.VoltageGainA + 4));
        Assert.Equal(0x0FFFFFDD, bench.Register(Ade7880Register.ActiveOffsetA));
        Assert.Equal(12, bench.Register(Ade7880Register.CurrentRmsOffsetA));
        Assert.Equal(0x0FFFFF88, bench.Register(Ade7880Register.VoltageRmsOffsetA + 2));
        Assert.Equal(0x0F800000, bench.Register(Ade7880Register.FundamentalReactiveOffsetA + 1));
        // Delays as they are, advances 512 higher.
        Assert.Equal(48, bench.Register(Ade7880Register.PhaseA));
        Assert.Equal(512 + 63, bench.Register(Ade7880Register.PhaseA + 1));
        Assert.Equal(383, bench.Register(Ade7880Register.PhaseA + 2));
        // Current B with voltage C, current C with voltage B: 1 and 2 further on.
        Assert.Equal(0x0002 | 1 << 10 | 2 << 12, bench.Register(Ade7880Register.Config));
        // 20 000:1 is the most sensitive: 20 000 x 3 x 2^17 / 27 059 678 = 290.6.
        Assert.Equal(65_536 - 291, bench.Register(Ade7880Register.ActiveNoLoad));
        Assert.Equal(65_536 - 291, bench.Register(Ade7880Register.ReactiveNoLoad));
        // 353.553 V over 230 V.
        Assert.Equal(6_148_748, bench.Register(Ade7880Register.VoltageLevel));
        Assert.Equal(0, bench.Register(Ade7880Register.CurrentGainA));
    }

    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(1, 2, 1 << 8)]
    [InlineData(1, 3, 2 << 8)]
    [InlineData(2, 2, 0)]
    [InlineData(2, 3, 1 << 10)]
    [InlineData(2, 1, 2 << 10)]
    [InlineData(3, 3, 0)]
    [InlineData(3, 1, 1 << 12)]
    [InlineData(3, 2, 2 << 12)]
    public void Voltages_are_selected_as_the_makers_driver_has_them(int channel, int input, int bits)
    {
        var wires = new[] { (1, 1), (2, 1), (3, 1) };
        wires[channel - 1] = (input, 1);
        Assert.Equal(0x0002 | bits, PhaseBench.Ready(PhaseBench.Wired(wires)).Register(Ade7880Register.Config));
    }

    [Fact]
    public void A_network_of_60_hertz_is_selected()
    {
        var bench = new PhaseBench();
        var driver = new Ade7880(bench.Chip, new Ade7880Mains(120_000, true));
        driver.Begin(bench.Parameters, FrontEndLimits.NoChecksum, true, 0);
        for (int i = 0; i < 5; i++, bench.Clock.Advance(1000)) driver.Step(i * 1000);
        Assert.Equal(0x41FF, bench.Register(Ade7880Register.ComputationMode));
        Assert.Equal(11_785_100, bench.Register(Ade7880Register.VoltageLevel));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(20_000, true)]
    [InlineData(1_000, false)]
    public void No_load_detection_holds_back_what_is_below_it(int ratio, bool isCounted)
    {
        var parameters = PhaseBench.ThreePhases();
        foreach (var channel in parameters.Channels) channel.NoLoadRatio = ratio;
        var bench = PhaseBench.Ready(parameters);
        bench.Circuit.SetPower(1, 7_500, bench.Clock.NowMs); // a 5000th of full scale
        bench.Clock.Advance(3_600_000);
        Assert.Equal(SampleOutcome.Good, bench.Read());
        Assert.Equal(isCounted, bench.Sample.ActiveCounter[1] > 0);
    }

    [Fact]
    public void A_chip_whose_checksum_means_nothing_is_not_started()
    {
        var bench = new PhaseBench();
        bench.Driver.Begin(bench.Parameters, FrontEndLimits.NoChecksum, true, bench.Clock.UptimeMs);
        for (int i = 0; i < 100 && bench.Driver.Step(bench.Clock.UptimeMs) == FrontEndState.Starting; i++)
        {
            bench.Clock.Advance(Math.Max(0, bench.Driver.StepDueMs - bench.Clock.UptimeMs));
            if (!bench.Driver.WillReset && bench.Register(Ade7880Register.ChecksumIsValid) == 0x08) bench.Chip.FlipBits(0xE7E4, 0x01);
        }
        Assert.Equal(FrontEndState.Failed, bench.Driver.Step(bench.Clock.UptimeMs));
        Assert.Equal(Ade7880.AttemptsMax, bench.Driver.Attempts);
    }

    [Theory]
    [InlineData(BusFault.Nack, 1)]
    [InlineData(BusFault.LostReply, 2)]
    [InlineData(BusFault.Phantom, 2)]
    [InlineData(BusFault.Corrupted, 1)]
    public void A_fault_at_any_transfer_of_start_up_is_outlived(BusFault fault, int attemptsMax)
    {
        int transfers = PhaseBench.Ready().Log.Transfers.Count;
        Assert.InRange(transfers, 200, 400);
        long checksum = PhaseBench.Ready().Driver.Checksum;
        for (int at = 0; at < transfers; at++)
        {
            var bench = new PhaseBench();
            bench.Bus.FailAt(at, fault);
            Assert.Equal(FrontEndState.Ready, bench.Start());
            Assert.InRange(bench.Driver.Attempts, 1, attemptsMax);
            Assert.Equal(checksum, bench.Driver.Checksum);
            Assert.True(bench.Chip.IsProtected);
            AssertMeasures(bench);
        }
    }

    [Fact]
    public void A_byte_misheard_at_any_transfer_of_start_up_is_outlived()
    {
        // As for the ADE7953: one that means nothing for energy may stay changed; the checksum taken afterwards covers it.
        int transfers = PhaseBench.Ready().Log.Transfers.Count;
        for (int at = 0; at < transfers; at++)
        {
            for (int position = 0; position < 6; position++)
            {
                var bench = new PhaseBench();
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
        var bench = new PhaseBench();
        bench.Bus.IsStuck = true;
        Assert.Equal(FrontEndState.Failed, bench.Start());
        Assert.Equal(Ade7880.AttemptsMax, bench.Driver.Attempts);
        Assert.Equal(FrontEndState.Failed, bench.Driver.Step(bench.Clock.UptimeMs + 1_000_000));
        Assert.InRange(bench.Log.Transfers.Count, 1, 100);
        bench.Bus.Heal();
        Assert.Equal(FrontEndState.Ready, bench.Start());
        Assert.Equal(1, bench.Driver.Attempts);
    }

    [Fact]
    public void Another_chip_at_the_same_address_is_not_taken_for_this_one()
    {
        // An ADE7953 answers at 0x38 as well.
        var clock = new VirtualClock(1_800_000_000_000);
        var other = new Ade7953Chip(clock, new Circuit(clock.NowMs), new AnalogInputs(353_553, 106_172, 106_172));
        clock.Advance(1000);
        var driver = new Ade7880(other);
        driver.Begin(PhaseBench.ThreePhases(), FrontEndLimits.NoChecksum, true, 0);
        for (long at = 0; at < 10_000; at += 10, clock.Advance(10)) driver.Step(at);
        Assert.Equal(FrontEndState.Failed, driver.Step(10_000));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_bad_bus_ends_in_ready_or_failed_and_never_in_a_wrong_configuration(int seed)
    {
        long checksum = PhaseBench.Ready().Driver.Checksum;
        var bench = new PhaseBench();
        var random = new SeededRandom(seed);
        int ready = 0;
        for (int i = 0; i < 100; i++)
        {
            bench.Bus.NackPpm = random.Next(60_000);
            bench.Bus.LostReplyPpm = random.Next(5_000);
            bench.Bus.PhantomPpm = random.Next(5_000);
            bench.Bus.CorruptedPpm = random.Next(20_000);
            if (bench.Start() != FrontEndState.Ready) continue;
            ready++;
            Assert.Equal(checksum, bench.Driver.Checksum);
            bench.Bus.Heal();
            AssertConfigured(bench);
            AssertMeasures(bench);
        }
        Assert.True(ready > 50, $"ready {ready} times of 100");
    }

    private static void AssertConfigured(PhaseBench bench)
    {
        var configuration = new Ade7880Configuration(bench.Parameters, Ade7880Mains.Default);
        var registers = new Ade7880Bus(bench.Chip);
        for (int i = 0; i < configuration.Count; i++)
            Assert.Equal(RegisterVerdict.AsExpected, registers.Judge(configuration.RegisterAt(i), configuration.ValueAt(i), out _));
    }

    private static void AssertMeasures(PhaseBench bench)
    {
        Assert.Equal(SampleOutcome.Good, bench.Read());
        foreach (int millivolts in bench.Sample.VoltageMillivolts) Assert.InRange(millivolts, 229_990, 230_010);
    }
}
