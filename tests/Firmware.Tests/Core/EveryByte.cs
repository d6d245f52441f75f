using CarbonMeter.Firmware.Virtual;

namespace CarbonMeter.Firmware.Tests.Core;

/// <summary>Something a meter does, done again and again with power failing one byte later each time.</summary>
internal static class EveryByte
{
    /// <summary>A ring storage for boards whose state is in FRAM.</summary>
    public const int RingStorageBytes = 64 * 1024;

    /// <summary>Short intervals, each a record.</summary>
    public static void Small(MeterSettings settings)
    {
        settings.IntervalSeconds = 10;
        settings.IntervalsPerRecord = 1;
        settings.BackOffMsMax = 4000;
    }

    /// <summary>A meter that has been at it for a while, so many seconds into an interval.</summary>
    public static MeterBench Ready(int secondsIntoInterval, bool isSplit = false)
    {
        var bench = MeterBench.Running(Small, startMs: MeterBench.StartMs - 5000, ringStorageBytes: isSplit ? RingStorageBytes : 0);
        bench.Run(5);
        bench.Load(20_000_000, -3_000_000);
        bench.Run(20 + secondsIntoInterval - 0.5);
        return bench;
    }

    /// <summary>
    /// Sets the scene anew for every byte, until the operation passes without the cut having come. Whatever was cut, nothing is
    /// lost or counted twice, and no sequence has two contents.
    /// </summary>
    public static void Cut(
        Func<MeterBench> scene, Action<MeterBench> operation, Action<MeterBench>? judge = null, int stride = 1, bool ofRing = false,
        bool lossAllowed = false)
    {
        const int bytesMax = 20_000;
        int cuts = 0;
        for (int bytes = 0; bytes < bytesMax; bytes += stride)
        {
            var bench = scene();
            bench.CutsRing = ofRing;
            bench.CutAfterBytes = bytes;
            if (bench.Meter.Meter is not null) bench.CutStorage.CutAfterBytes(bytes);
            operation(bench);
            bool wasCut = bench.Meter.Meter is null;
            if (wasCut)
            {
                cuts++;
                bench.CutAfterBytes = null;
                bench.Meter.Time.Thaw();
                bench.Run(2);
                bench.Meter.StartProcessor(RestartReason.BrownOut);
            }
            else bench.CutStorage.CutAfterBytes(long.MaxValue - 1);
            bench.Run(3);
            bench.Load(1_000_000, -1_000_000);
            bench.Run(13);
            bench.AssertExactAfterSample();
            bench.Run(25);
            bench.Drain(30);
            bench.AssertChain(lossAllowed);
            judge?.Invoke(bench);
            if (!wasCut) break;
        }
        Assert.InRange(cuts, ofRing ? 20 : 100, bytesMax / stride - 1);
    }
}

/// <summary>What is done to storages behind a meter's back.</summary>
internal static class StorageTricks
{
    /// <summary>Gives it another storage's content.</summary>
    public static void Overwrite(this VirtualStorage storage, ReadOnlySpan<byte> content)
    {
        storage.PowerOn();
        Assert.True(storage.TryWrite(0, content.ToArray(), 0, content.Length));
        storage.PowerOff();
    }
}
