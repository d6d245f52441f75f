using CarbonMeter.Crypto;
using CarbonMeter.DotNet;
using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Tests.Core;

/// <summary>Commands: every status in its order, counters, and what is obeyed (docs/formats/command.md).</summary>
public class CommandTests
{
    [Fact]
    public void Every_status_comes_in_its_order_and_is_chained_from_3_on()
    {
        using var stranger = PlatformSigner.Create(KeyClass.Development);
        var bench = Started();
        bench.Link.SendCommand([1, 2, 3]);
        bench.Link.SendCommand(bench.Signed(SpotCheck(bench, 5), stranger));
        bench.Run(5);
        Assert.Equal(2, bench.Meter.Meter!.CommandsNotBelieved);
        Assert.Empty(bench.EventsOf(EventCode.CommandRefused));
        Assert.Equal(0, bench.State.CommandCounter);

        Send(bench, SpotCheck(bench, 5, command => command.MeterId = "CM-0002"));
        AssertRefused(bench, CommandStatus.WrongMeter, 5, counterAfter: 0);
        Send(bench, SpotCheck(bench, 5, command => (command.IssuedAtUnixSeconds, command.ExpiresAtUnixSeconds) = (bench.NowMs / 1000 - 100, bench.NowMs / 1000 - 1)));
        AssertRefused(bench, CommandStatus.Expired, 5, counterAfter: 0);
        Send(bench, SpotCheck(bench, 6, command => (command.IssuedAtUnixSeconds, command.ExpiresAtUnixSeconds) = (bench.NowMs / 1000 + 320, bench.NowMs / 1000 + 900)));
        AssertRefused(bench, CommandStatus.Expired, 6, counterAfter: 0);
        Send(bench, SpotCheck(bench, 7, command => (command.IssuedAtUnixSeconds, command.ExpiresAtUnixSeconds) = (bench.NowMs / 1000 + 200, bench.NowMs / 1000 + 900)));
        Assert.Equal(7, bench.State.CommandCounter);
        Send(bench, SpotCheck(bench, 7));
        AssertRefused(bench, CommandStatus.Replayed, 7, counterAfter: 7);
        Send(bench, Patched(bench, 8, 7));
        AssertRefused(bench, CommandStatus.UnknownCode, 8, counterAfter: 8);
        var wrongChannels = MeterBench.TwoChannels();
        wrongChannels.Channels = [wrongChannels.Channels[0]];
        var command = bench.Command(CommandCode.SetParameterSet, 9);
        command.Bytes = ParameterSetCodec.Encode(wrongChannels);
        Send(bench, command);
        AssertRefused(bench, CommandStatus.BadArgument, 9, counterAfter: 9);
        Assert.Single(bench.Records.OfType<SpotCheckRecord>());
    }

    [Fact]
    public void Without_a_trusted_clock_nothing_is_obeyed()
    {
        var bench = new MeterBench(startMs: MeterBench.StartMs);
        bench.Meter.Time.IsAvailable = false;
        bench.Meter.PowerOn();
        bench.Run(5);
        Send(bench, SpotCheck(bench, 5));
        AssertRefused(bench, CommandStatus.ClockUntrusted, 5, counterAfter: 0);
    }

    [Fact]
    public void A_change_the_journal_does_not_keep_is_not_stored_and_its_counter_is_used_up()
    {
        var bench = Started();
        var command = bench.Command(CommandCode.SetFactorSet, 5);
        command.Bytes = FactorSetCodec.Encode(MeterBench.Factors("OTHER", (0, 1)));
        bench.Link.SendCommand(bench.Signed(command));
        bench.Meter.Clock.Advance(1);
        bench.Meter.Storage.RefuseWrites(1);
        bench.Meter.Step();
        bench.Run(120);
        AssertRefused(bench, CommandStatus.NotStored, 5, counterAfter: 5);
        Assert.Single(bench.EventsOf(EventCode.StorageFault));
        Assert.DoesNotContain(bench.EventsOf(EventCode.FactorChange), item => item.Reason == 0);
    }

    [Fact]
    public void A_counter_is_remembered_over_a_reset()
    {
        var bench = Started();
        byte[] message = bench.Signed(SpotCheck(bench, 5));
        bench.Link.SendCommand(message);
        bench.Run(2);
        bench.Meter.StartProcessor(RestartReason.Software);
        bench.Run(5);
        bench.Link.SendCommand(message);
        bench.Run(2);
        AssertRefused(bench, CommandStatus.Replayed, 5, counterAfter: 5);
        Assert.Single(bench.Records.OfType<SpotCheckRecord>());
    }

    [Fact]
    public void A_spot_check_is_answered_in_the_chain_with_its_nonce()
    {
        var bench = Started();
        bench.Load(2_300_000, -1_150_000);
        bench.Run(2);
        Send(bench, SpotCheck(bench, 1));
        var answer = Assert.Single(bench.Records.OfType<SpotCheckRecord>());
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], answer.Nonce);
        Assert.InRange(answer.Channels[0].ActivePowerMilliwatts, 2_299_900, 2_300_100);
        Assert.InRange(answer.Channels[1].ActivePowerMilliwatts, -1_150_100, -1_149_900);
        Assert.InRange(answer.Channels[0].CurrentMilliamperes.Value, 9_990, 10_010);
        Assert.InRange(answer.FrequencyMillihertz.Value, 49_980, 50_020);
        bench.Run(1000);
        bench.Drain();
        bench.AssertChain();
    }

    [Fact]
    public void Another_interval_length_begins_at_a_boundary_of_both()
    {
        var bench = Started();
        bench.Load(5_000_000, -5_000_000);
        bench.Run(330);
        var command = bench.Command(CommandCode.SetIntervals, 1);
        (command.LengthSeconds, command.IntervalsPerRecord) = (900, 4);
        Send(bench, command);
        bench.Run(3 * 3600);
        command = bench.Command(CommandCode.SetIntervals, 2);
        (command.LengthSeconds, command.IntervalsPerRecord) = (60, 15);
        Send(bench, command);
        bench.Run(3600);
        bench.Drain(1000);
        bench.AssertExactAfterSample();
        bench.AssertChain();
        Assert.Equal([900_004, 60_015], bench.EventsOf(EventCode.SettingsChange).Select(item => (int)item.Value.Value));
        long start = MeterBench.StartMs / 1000;
        Assert.Equal(start + 900, bench.Intervals.First(placed => placed.LengthSeconds == 900).StartUnixSeconds);
        var inOrder = bench.Intervals;
        for (int i = 1; i < inOrder.Count; i++) Assert.Equal(inOrder[i - 1].EndUnixSeconds, inOrder[i].StartUnixSeconds);
        Assert.All(inOrder.Skip(1), placed => Assert.Equal(IntervalFlags.None, placed.Flags));
    }

    [Fact]
    public void A_parameter_set_configures_the_front_end_anew_and_is_named_in_records()
    {
        var bench = Started();
        bench.Run(330);
        var parameters = MeterBench.TwoChannels();
        parameters.Id = "other";
        parameters.Channels[0].ActiveGain = 4_201_000;
        parameters.UncertaintyPpm = Units.Reading.Of(7777);
        var command = bench.Command(CommandCode.SetParameterSet, 1);
        command.Bytes = ParameterSetCodec.Encode(parameters);
        Send(bench, command);
        bench.Run(1800);
        bench.Drain(1000);
        bench.AssertChain();
        byte[] hash = ParameterSetCodec.Hash(command.Bytes);
        var told = Assert.Single(bench.EventsOf(EventCode.ParameterChange), item => item.Reason == 0);
        Assert.Equal(hash, told.Subject);
        Assert.Equal(3, Assert.Single(bench.EventsOf(EventCode.FrontEndInitialised)).Reason);
        long boundary = MeterBench.StartMs / 1000 + 360;
        Assert.All(bench.Intervals, placed => Assert.Equal(placed.StartUnixSeconds >= boundary, placed.Record.ParameterSetHash.SequenceEqual(hash)));
        Assert.All(bench.Intervals, placed => Assert.Equal(placed.StartUnixSeconds >= boundary ? 7777 : 5000, placed.Record.ElectricityUncertaintyPpm.Value));
        Assert.Equal(boundary, Assert.Single(bench.Intervals, placed => placed.Flags.HasFlag(IntervalFlags.FrontEndReset)).StartUnixSeconds);
        // The gain is really in the chip: 1.0016 times the counts.
        long before = bench.Meter.Chip.ImportCounts(0);
        bench.Load(10_000_000, 10_000_000);
        long beforeB = bench.Meter.Chip.ImportCounts(1);
        bench.Run(100);
        long ratioPpm = (bench.Meter.Chip.ImportCounts(0) - before) * 1_000_000 / (bench.Meter.Chip.ImportCounts(1) - beforeB);
        Assert.InRange(ratioPpm, 1_001_580, 1_001_600);
    }

    [Fact]
    public void A_resend_brings_again_what_the_journal_holds()
    {
        var bench = Started();
        bench.Acknowledges = false;
        bench.Run(20);
        int before = bench.Arrivals.Count;
        long oldest = bench.State.OldestSequence;
        var command = bench.Command(CommandCode.SpotCheck, 1);
        command.Bytes = new byte[8];
        Send(bench, command);
        command = bench.Command(CommandCode.Resend, 2);
        command.FromSequence = oldest;
        Send(bench, command);
        var again = bench.Arrivals.Skip(before).ToList();
        Assert.Equal(2, again.Count(sequence => sequence == bench.State.Sequence));
    }

    [Fact]
    public void The_second_of_two_sets_that_wait_is_the_one_that_counts()
    {
        var bench = Started();
        var second = MeterBench.Factors("SECOND", (0, 222));
        bench.Know(second);
        foreach (var (set, counter) in new[] { (MeterBench.Factors("FIRST", (0, 111)), 1L), (second, 2L) })
        {
            var command = bench.Command(CommandCode.SetFactorSet, counter);
            command.Bytes = FactorSetCodec.Encode(set);
            Send(bench, command);
        }
        bench.Run(2000);
        bench.AssertChain();
        Assert.Equal(222, Assert.Single(bench.EventsOf(EventCode.FactorChange), item => item.Reason == 0).Value.Value);
    }

    private static MeterBench Started()
    {
        var bench = MeterBench.Running(startMs: MeterBench.StartMs - 5000);
        bench.Run(10);
        return bench;
    }

    private static Command SpotCheck(MeterBench bench, long counter, Action<Command>? change = null)
    {
        var command = bench.Command(CommandCode.SpotCheck, counter);
        command.Bytes = [1, 2, 3, 4, 5, 6, 7, 8];
        change?.Invoke(command);
        return command;
    }

    // The encoder refuses codes it does not know, so the code is changed in what it made: key 7, then the code.
    private static byte[] Patched(MeterBench bench, long counter, byte code)
    {
        byte[] payload = CommandCodec.EncodePayload(SpotCheck(bench, counter));
        int at = payload.AsSpan().IndexOf([(byte)7, (byte)CommandCode.SpotCheck, (byte)8]);
        payload[at + 1] = code;
        return payload;
    }

    private static void Send(MeterBench bench, Command command) => Send(bench, CommandCodec.EncodePayload(command));

    private static void Send(MeterBench bench, byte[] payload)
    {
        Assert.True(bench.Link.SendCommand(bench.SignedPayload(payload)));
        bench.Run(2);
    }

    private static void AssertRefused(MeterBench bench, CommandStatus status, long counter, long counterAfter)
    {
        bench.Run(2);
        var refused = bench.EventsOf(EventCode.CommandRefused)[^1];
        Assert.Equal(((int)status, counter), (refused.Reason, refused.Value.Value));
        Assert.Equal(counterAfter, bench.State.CommandCounter);
    }
}
