using CarbonMeter.Firmware.Journal;
using CarbonMeter.Firmware.Virtual;
using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Tests.Core;

/// <summary>The state in FRAM behind its driver, the ring of records on a storage of its own: cut, erased, exchanged and rotten.</summary>
public class SplitJournalTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Power_may_fail_at_any_byte_of_closing_and_signing_an_interval(bool ofRing) => EveryByte.Cut(
        () => EveryByte.Ready(secondsIntoInterval: 9, isSplit: true),
        bench => bench.Run(1.5), ofRing: ofRing);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Power_may_fail_at_any_byte_of_the_very_first_start(bool ofRing) => EveryByte.Cut(
        () => new MeterBench(EveryByte.Small, startMs: MeterBench.StartMs, ringStorageBytes: EveryByte.RingStorageBytes),
        bench =>
        {
            bench.Meter.Chip.PowerOn();
            bench.StartProcessorAfterCutIsSet(RestartReason.PowerOn);
            bench.Run(3);
        },
        bench => Assert.Empty(bench.EventsOf(EventCode.StorageErased)), stride: 5, ofRing: ofRing);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Power_may_fail_at_any_byte_of_the_start_that_finds_the_ring_erased(bool ofRing)
    {
        const int unsent = 3;
        EveryByte.Cut(
            () => Erased(unsent),
            bench =>
            {
                bench.StartProcessorAfterCutIsSet(RestartReason.Watchdog);
                bench.Run(1);
            },
            bench =>
            {
                // However often it was begun, it is told once, and what was lost is counted once.
                var told = Assert.Single(bench.EventsOf(EventCode.StorageErased));
                Assert.Equal((0, unsent), (told.Reason, bench.LossTold(2)));
                Assert.Equal(unsent, bench.State.Sequence - bench.Records.Count());
            }, stride: 3, ofRing, lossAllowed: true);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public void An_erased_ring_is_told_and_registers_and_sequence_go_on(bool isDriveFresh, int reason)
    {
        var bench = Erased(unsent: 4);
        bench.Meter.IsDriveFresh = isDriveFresh;
        bench.Meter.StartProcessor(RestartReason.Watchdog);
        bench.Run(0.5);
        long before = bench.State.OldestSequence - 1;
        bench.Run(30);
        bench.AssertExactAfterSample();
        bench.Drain();
        bench.AssertChain(gapsAllowed: true);
        var told = Assert.Single(bench.EventsOf(EventCode.StorageErased));
        Assert.Equal((reason, before), (told.Reason, told.Value.Value));
        Assert.Equal(4, bench.LossTold(2));
        Assert.Equal(4, bench.State.Sequence - bench.Records.Count());
        // The record after the gap carries what was measured in it.
        Assert.Equal(before + 1, bench.Records.First(record => record.Sequence > before).Sequence);

        bench.Meter.IsDriveFresh = false;
        bench.Meter.StartProcessor(RestartReason.Software);
        bench.Run(30);
        Assert.Single(bench.EventsOf(EventCode.StorageErased));
    }

    [Fact]
    public void A_ring_of_another_meter_counts_as_erased()
    {
        var bench = Erased(unsent: 2);
        var other = Other();
        bench.Meter.RingStorage!.Overwrite(other.Meter.RingStorage!.Content);
        bench.Meter.StartProcessor(RestartReason.Watchdog);
        bench.Run(30);
        bench.Drain();
        bench.AssertChain(gapsAllowed: true);
        Assert.Single(bench.EventsOf(EventCode.StorageErased));
    }

    [Fact]
    public void One_mark_of_the_ring_may_rot_and_nothing_is_given_up()
    {
        foreach (bool isFirst in new[] { true, false })
        {
            var bench = EveryByte.Ready(secondsIntoInterval: 5, isSplit: true);
            bench.Meter.StopProcessor();
            var ring = bench.Meter.RingStorage!;
            ring.FlipBits(isFirst ? 6 : ring.SizeBytes - 6, 0x20);
            bench.Meter.StartProcessor(RestartReason.Watchdog);
            bench.Run(30);
            bench.Drain();
            bench.AssertChain();
            Assert.Empty(bench.EventsOf(EventCode.StorageErased));
        }
    }

    [Theory]
    [InlineData(true, true)]   // the ring and the key store are there
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Without_its_state_a_meter_that_had_one_does_not_begin_again(bool keepsRing, bool keepsKeys)
    {
        var bench = EveryByte.Ready(secondsIntoInterval: 5, isSplit: true);
        bench.Meter.StopProcessor();
        bench.Meter.Storage.Erase();
        if (!keepsRing) bench.Meter.RingStorage!.Erase();
        if (!keepsKeys) bench.Meter.Keys.Storage.Erase();
        long written = bench.Meter.RingStorage!.BytesWritten + bench.Meter.Storage.BytesWritten;
        bench.Meter.StartProcessor(RestartReason.PowerOn);
        bench.Run(60);
        Assert.Equal(MeterHealth.StateMissing, bench.Meter.Meter!.Health);
        Assert.True(bench.Meter.Meter.NeedsService);
        Assert.Equal(0, bench.State.BootCount);
        // It waits for service, and leaves everything as it was found.
        Assert.Equal(written, bench.Meter.RingStorage!.BytesWritten + bench.Meter.Storage.BytesWritten);
    }

    [Fact]
    public void The_state_of_another_meter_is_not_gone_on_from()
    {
        var bench = EveryByte.Ready(secondsIntoInterval: 5, isSplit: true);
        var other = Other();
        bench.Meter.StopProcessor();
        bench.Meter.Storage.Overwrite(other.Meter.Storage.Content);
        bench.Meter.StartProcessor(RestartReason.PowerOn);
        bench.Run(10);
        Assert.Equal(MeterHealth.StateMissing, bench.Meter.Meter!.Health);
    }

    [Fact]
    public void The_state_goes_on_when_the_mark_beside_the_keys_was_not_kept_at_first()
    {
        var bench = new MeterBench(EveryByte.Small, ringStorageBytes: EveryByte.RingStorageBytes);
        bench.Meter.Keys.Storage.RefuseWrites(2);
        bench.Meter.PowerOn();
        bench.Run(30);
        Assert.Equal(MeterHealth.Running, bench.Meter.Meter!.Health);
        Assert.True(bench.Meter.Keys.TryRead(out long identity));
        Assert.Equal(bench.State.Identity, identity);
        bench.AssertChain();
    }

    private static MeterBench Other()
    {
        var other = MeterBench.Running(EveryByte.Small, startMs: MeterBench.StartMs - 5000, seed: 99, ringStorageBytes: EveryByte.RingStorageBytes);
        other.Run(20);
        return other;
    }

    // A ring with records the host has not got, the processor stopped, and then blank.
    private static MeterBench Erased(int unsent)
    {
        var bench = EveryByte.Ready(secondsIntoInterval: 5, isSplit: true);
        bench.Drain();
        bench.Acknowledges = false;
        bench.OnLink = link => link.IsReachable = false;
        bench.Link.IsReachable = false;
        bench.Link.Drop();
        for (int i = 0; i < 100 && bench.Meter.Meter!.Pending < unsent; i++) bench.Run(1);
        Assert.Equal(unsent, bench.Meter.Meter!.Pending);
        bench.Meter.StopProcessor();
        bench.Meter.RingStorage!.Erase();
        bench.OnLink = null;
        bench.Acknowledges = true;
        return bench;
    }
}
