using CarbonMeter.Firmware.Journal;
using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Tests.Core;

/// <summary>Power that fails at a byte, writes that fail, and a journal that is full or damaged.</summary>
public class JournalTests
{
    [Fact]
    public void Power_may_fail_at_any_byte_of_closing_and_signing_an_interval() => EveryByte.Cut(
        () => Ready(secondsIntoInterval: 9),
        bench => bench.Run(1.5));

    [Fact]
    public void Power_may_fail_at_any_byte_of_a_set_change() => EveryByte.Cut(
        () =>
        {
            var bench = Ready(secondsIntoInterval: 7);
            var factors = MeterBench.Factors("NEXT", (0, 111_111));
            bench.Know(factors);
            var command = bench.Command(CommandCode.SetFactorSet, 1);
            command.Bytes = FactorSetCodec.Encode(factors);
            bench.Link.SendCommand(bench.Signed(command));
            return bench;
        },
        bench => bench.Run(4), stride: 3);

    [Fact]
    public void Power_may_fail_at_any_byte_of_replacing_a_set_that_waits() => EveryByte.Cut(
        () =>
        {
            var bench = Ready(secondsIntoInterval: 3);
            foreach (long intensity in new[] { 111_111L, 222_222L })
            {
                var factors = MeterBench.Factors("NEXT" + intensity, (0, intensity));
                bench.Know(factors);
                var command = bench.Command(CommandCode.SetFactorSet, intensity);
                command.Bytes = FactorSetCodec.Encode(factors);
                bench.Link.SendCommand(bench.Signed(command));
                if (intensity == 111_111) bench.Run(1);
            }
            return bench;
        },
        bench => bench.Run(1),
        // A state that named the place being written would find no set there.
        bench => Assert.Empty(bench.EventsOf(EventCode.StorageFault)), stride: 5);

    [Fact]
    public void Power_may_fail_at_any_byte_of_an_event() => EveryByte.Cut(
        () =>
        {
            var bench = Ready(secondsIntoInterval: 3);
            bench.Meter.Time.Freeze(1000);
            return bench;
        },
        bench => bench.Run(2), stride: 2);

    [Fact]
    public void Power_may_fail_at_any_byte_of_a_start_that_resets_the_chip() => EveryByte.Cut(
        () =>
        {
            // The chip's counters begin again under the same configuration: whoever joined them to the journal's would
            // invent what was counted before.
            var bench = Ready(secondsIntoInterval: 4);
            bench.Load(0, 0);
            bench.Run(2);
            bench.Meter.PowerOff();
            // Short enough for a difference of counters to look credible.
            bench.Run(5);
            return bench;
        },
        bench =>
        {
            bench.Meter.Chip.PowerOn();
            bench.StartProcessorAfterCutIsSet(RestartReason.PowerOn);
            bench.Run(3);
        }, stride: 3);

    [Fact]
    public void A_chip_that_began_again_is_never_joined_to_old_counters_even_if_nothing_could_be_written_since()
    {
        var bench = Ready(secondsIntoInterval: 4);
        bench.Load(0, 0);
        bench.Run(2);
        bench.Meter.PowerOff();
        bench.Run(5);
        bench.Meter.PowerOn();
        // The chip has been told to reset, and is not configured yet.
        bench.Run(0.25);
        bench.Meter.Storage.RefuseWrites(int.MaxValue);
        bench.Run(3);
        bench.Meter.StopProcessor();
        bench.Meter.Storage.RefuseWrites(0);
        bench.Run(1);
        bench.Meter.StartProcessor(RestartReason.BrownOut);
        bench.Run(5);
        bench.AssertExact();
        bench.Run(30);
        bench.AssertChain();
    }

    [Fact]
    public void Power_may_fail_at_any_byte_of_the_very_first_start() => EveryByte.Cut(
        () => new MeterBench(Small, startMs: MeterBench.StartMs),
        bench =>
        {
            bench.Meter.Chip.PowerOn();
            bench.StartProcessorAfterCutIsSet(RestartReason.PowerOn);
            bench.Run(3);
        }, stride: 5);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Any_write_may_fail_in_either_form(bool happens)
    {
        for (int index = 0; index < 60; index++)
        {
            var bench = Ready(secondsIntoInterval: 8);
            // A second holds a few writes; the fault moves over all of those of closing, signing and committing.
            long target = bench.Meter.Storage.Writes + index;
            while (bench.Meter.Storage.Writes < target && bench.NowMs < MeterBench.StartMs + 60_000) bench.Run(0.1);
            if (happens) bench.Meter.Storage.DenyWrites(1 + index % 3);
            else bench.Meter.Storage.RefuseWrites(1 + index % 3);
            bench.Run(25);
            bench.AssertExactAfterSample();
            bench.Run(30);
            bench.AssertChain();
            Assert.Equal(1 + index % 3, bench.EventsOf(EventCode.StorageFault).Sum(item => item.Value.Value));
        }
    }

    [Fact]
    public void Reads_that_fail_while_starting_are_tried_again()
    {
        for (int index = 1; index < 25; index++)
        {
            var bench = Ready(secondsIntoInterval: 5);
            bench.Meter.StopProcessor();
            bench.Run(1);
            bench.Meter.StartProcessor(RestartReason.Watchdog);
            bench.Meter.Storage.RefuseReads(index % 5 + 1);
            bench.Run(30);
            bench.AssertExactAfterSample();
            bench.Run(30);
            bench.AssertChain();
            Assert.Equal(2, bench.EventsOf(EventCode.Boot).Count);
        }
    }

    [Fact]
    public void One_state_destroyed_is_survived_and_two_stop_the_meter()
    {
        foreach (bool both in new[] { false, true })
        {
            var bench = Ready(secondsIntoInterval: 5);
            int stateBytes = StateBytes(bench), first = FirstStateAt;
            bench.Meter.StopProcessor();
            // The older of the two: the newest is what a torn write never touches.
            int older = Generation(bench, first) < Generation(bench, first + stateBytes) ? first : first + stateBytes;
            bench.Meter.Storage.FlipBits(older + 40, 0x10);
            if (both) bench.Meter.Storage.FlipBits((older == first ? first + stateBytes : first) + 40, 0x10);
            bench.Meter.StartProcessor(RestartReason.Watchdog);
            bench.Run(20);
            Assert.Equal(both ? MeterHealth.JournalUnreadable : MeterHealth.Running, bench.Meter.Meter!.Health);
            if (!both) bench.AssertChain();
        }
    }

    [Fact]
    public void A_full_ring_gives_up_the_oldest_and_tells_how_many()
    {
        var bench = MeterBench.Running(settings => { Small(settings); settings.LivePeriodMs = 0; }, startMs: MeterBench.StartMs - 5000, storageBytes: 56 * 1024);
        bench.Run(5);
        bench.Load(3_000_000, -3_000_000);
        bench.OnLink = link => link.IsReachable = false;
        bench.Link.IsReachable = false;
        bench.Link.Drop();
        bench.Run(3 * 3600, hostEveryMs: 60_000);
        long oldest = bench.State.OldestSequence;
        Assert.True(oldest > 500);
        Assert.True(bench.State.Sequence - oldest > 50);
        bench.Link.IsReachable = true;
        bench.Run(300);
        bench.Drain();
        bench.AssertExactAfterSample();
        bench.AssertChain(gapsAllowed: true);
        // An event that told of a loss can be lost itself; what is missing shows in the sequence all the same.
        long missing = bench.State.Sequence - bench.Records.Count();
        Assert.InRange(bench.LossTold(0), 50, missing);
        Assert.Equal(missing, bench.Records.First(record => record.Sequence > 100).Sequence - bench.Records.Count(record => record.Sequence <= 100) - 1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(100)]
    public void A_damaged_record_is_given_up_and_what_follows_goes_on(int damagedByte)
    {
        var bench = Ready(secondsIntoInterval: 5);
        bench.Link.IsReachable = false;
        bench.Link.Drop();
        bench.Run(100);
        int at = FirstStateAt + 2 * StateBytes(bench) + RingMarkBytes + bench.State.RingTail + damagedByte;
        long damaged = bench.State.OldestSequence;
        Assert.True(bench.Meter.Meter!.Pending > 5);
        bench.Meter.Storage.FlipBits(at, 0x01);
        bench.Link.IsReachable = true;
        bench.Run(300);
        bench.Drain();
        bench.AssertExactAfterSample();
        bench.AssertChain(gapsAllowed: true);
        Assert.DoesNotContain(bench.Records, record => record.Sequence == damaged);
        Assert.Equal(1, bench.State.Sequence - bench.Records.Count());
        Assert.Equal(1, bench.LossTold(1));
    }

    [Fact]
    public void A_reset_after_half_a_window_was_acknowledged_sends_the_other_half_again()
    {
        var bench = Ready(secondsIntoInterval: 5);
        bench.Acknowledges = false;
        bench.Run(60);
        bench.AcknowledgeAll(countMax: 3);
        bench.Run(3);
        bench.Meter.StartProcessor(RestartReason.Software);
        bench.Run(60);
        bench.Acknowledges = true;
        bench.Meter.StartProcessor(RestartReason.Software);
        bench.Run(60);
        bench.AssertExactAfterSample();
        bench.AssertChain();
    }

    private const int RingMarkBytes = 24;

    // The layout of Journal.cs: a header, two factor sets, two parameter sets, then the states.
    private const int FirstStateAt = 16 + 2 * (16 + FactorSetCodec.SizeBytesMax) + 2 * (16 + ParameterSetCodec.SizeBytesMax);

    // A mark before the ring and one behind it.
    private static int StateBytes(MeterBench bench) =>
        (bench.Meter.Storage.SizeBytes - bench.RingBytes - 2 * RingMarkBytes - FirstStateAt) / 2;

    private static long Generation(MeterBench bench, int at) =>
        System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(bench.Meter.Storage.Content[at..]);

    private static void Small(MeterSettings settings) => EveryByte.Small(settings);

    private static MeterBench Ready(int secondsIntoInterval) => EveryByte.Ready(secondsIntoInterval);
}
