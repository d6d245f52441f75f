using CarbonMeter.Firmware.Settings;
using CarbonMeter.Firmware.Virtual;
using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Tests.Core;

/// <summary>
/// The newest image of the state was complete and does not read any more. The one before would make a record of a sequence that
/// may have been sent; only where no record was committed since may it be gone on from.
/// </summary>
public class RottenStateTests
{
    // The layout of docs/storage.md for two channels: header and sets, then two places of outer head, inner head, image.
    private const int PlacesAt = 6224, PlaceBytes = 7388, InnerHeadAt = 20, ImageAt = 40;

    public static TheoryData<int, int> Damages => new()
    {
        { ImageAt + 100, 1 },
        { ImageAt, 1 },
        // A whole place, heads and all.
        { 0, 4096 },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public void Without_a_record_since_the_image_before_is_gone_on_from_exactly(int at, int count)
    {
        var bench = Stopped(afterRecord: false);
        Damage(bench, at, count);
        bench.Meter.StartProcessor(RestartReason.Watchdog);
        bench.Run(30);
        bench.AssertExactAfterSample();
        bench.Drain();
        bench.AssertChain();
        Assert.Contains(bench.EventsOf(EventCode.StorageFault), item => item.Reason == 1);
    }

    [Theory]
    [MemberData(nameof(Damages))]
    public void With_a_record_since_the_meter_needs_service_and_writes_nothing(int at, int count)
    {
        var bench = Stopped(afterRecord: true);
        Damage(bench, at, count);
        long written = bench.Meter.Storage.BytesWritten + bench.Meter.RingStorage!.BytesWritten;
        bench.Meter.StartProcessor(RestartReason.Watchdog);
        bench.Run(30);
        Assert.Equal(MeterHealth.JournalUnreadable, bench.Meter.Meter!.Health);
        Assert.Equal(written, bench.Meter.Storage.BytesWritten + bench.Meter.RingStorage.BytesWritten);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(18, true)]
    [InlineData(InnerHeadAt, true)]
    [InlineData(InnerHeadAt + 9, true)]
    [InlineData(0, false)]
    [InlineData(InnerHeadAt, false)]
    [InlineData(ImageAt + 7, false)]
    public void One_head_or_the_older_image_may_rot_and_nothing_is_lost(int at, bool ofNewest)
    {
        var bench = Stopped(afterRecord: true);
        Damage(bench, at, 1, ofNewest);
        bench.Meter.StartProcessor(RestartReason.Watchdog);
        bench.Run(30);
        bench.AssertExactAfterSample();
        bench.Drain();
        bench.AssertChain();
        Assert.Equal(MeterHealth.Running, bench.Meter.Meter!.Health);
    }

    [Fact]
    public void What_was_gone_on_from_may_be_cut_and_rot_again()
    {
        for (int cut = 1; cut < 4000; cut += 29)
        {
            var bench = Stopped(afterRecord: false);
            Damage(bench, ImageAt + 50, 1);
            bench.CutAfterBytes = cut;
            bench.StartProcessorAfterCutIsSet(RestartReason.Watchdog);
            bench.Run(4);
            if (bench.Meter.Meter is null) bench.Meter.StartProcessor(RestartReason.BrownOut);
            else bench.Meter.Storage.CutAfterBytes(long.MaxValue - 1);
            bench.Run(20);
            bench.AssertExactAfterSample();
            bench.Drain();
            bench.AssertChain();
        }
    }

    [Theory]
    [InlineData(1, false, 60)]
    [InlineData(2, false, 60)]
    [InlineData(3, false, 52)]
    [InlineData(4, false, 39)]
    [InlineData(8, false, 18)]
    [InlineData(0, true, 60)]
    [InlineData(1, true, 60)]
    [InlineData(2, true, 52)]
    [InlineData(3, true, 39)]
    [InlineData(4, true, 31)]
    [InlineData(8, true, 16)]
    public void A_state_in_what_settings_leave_of_32_kib_holds_so_many_closed_intervals(int channels, bool hasGas, int intervals)
    {
        var journal = new Journal.Journal(
            new VirtualStorage(Mb85rcChip.SizeBytes - SettingsStore.SizeBytes), new VirtualStorage(64 * 1024), channels, hasGas, isStateOnFlash: false);
        Assert.Equal(intervals, journal.IntervalsMax);
    }

    [Fact]
    public void A_storage_too_small_for_the_state_is_refused_in_words()
    {
        var fault = Assert.Throws<ArgumentException>(() =>
            new Journal.Journal(new VirtualStorage(7 * 1024), new VirtualStorage(64 * 1024), 3, hasGas: false, isStateOnFlash: false));
        Assert.Contains("7168 bytes: too few for 3 channels", fault.Message);
    }

    // Stopped right after a commit that brought a record, or after some that brought none.
    private static MeterBench Stopped(bool afterRecord)
    {
        var bench = EveryByte.Ready(secondsIntoInterval: 5, isSplit: true);
        if (afterRecord)
        {
            long before = bench.State.Sequence;
            while (bench.State.Sequence == before) bench.Run(0.1);
        }
        bench.Meter.StopProcessor();
        return bench;
    }

    private static void Damage(MeterBench bench, int at, int count, bool ofNewest = true)
    {
        var storage = bench.Meter.Storage;
        bool isFirst = Generation(storage, 0) > Generation(storage, 1) == ofNewest;
        int placeAt = PlacesAt + (isFirst ? 0 : PlaceBytes);
        for (int i = 0; i < count; i++) storage.FlipBits(placeAt + at + i, 0x5A);
    }

    private static long Generation(VirtualStorage storage, int place) =>
        System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(storage.Content[(PlacesAt + place * PlaceBytes)..]);
}
