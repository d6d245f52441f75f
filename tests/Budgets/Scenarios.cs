using CarbonMeter.Crypto;
using CarbonMeter.Firmware;
using CarbonMeter.Firmware.Virtual;
using CarbonMeter.Records;
using CarbonMeter.Units;

namespace CarbonMeter.Budgets;

/// <summary>What is measured; run inside <see cref="Instrumented"/>, where the firmware counts.</summary>
public static class Scenarios
{
    private const long StartMs = 1_800_000_000_000;

    /// <summary>IL instructions of one signature over a hash, the nonce's codes made natively as on the device: least and most of twenty, after a first that sets up.</summary>
    public static long[] Signature() => Signatures(new NativeHmac());

    /// <summary>The same with our own HMAC.</summary>
    public static long[] SignatureWithOwnHmac() => Signatures(new HmacSha256());

    private static long[] Signatures(IHmacSha256 hmac)
    {
        var signer = new SoftwareSigner(Sha256.Hash([1]), KeyClass.Development, hmac);
        signer.SignHash(Sha256.Hash([0]));
        long least = long.MaxValue, most = 0;
        for (int i = 0; i < 20; i++)
        {
            byte[] hash = Sha256.Hash([(byte)i]);
            long before = Tracker.Instructions;
            signer.SignHash(hash);
            least = Math.Min(least, Tracker.Instructions - before);
            most = Math.Max(most, Tracker.Instructions - before);
        }
        return [least, most];
    }

    /// <summary>IL instructions of SHA-256 over one block more: 64 bytes.</summary>
    public static long[] HashBlock()
    {
        Sha256.Hash(new byte[640]);
        long before = Tracker.Instructions;
        Sha256.Hash(new byte[640]);
        long ten = Tracker.Instructions - before;
        Sha256.Hash(new byte[704]);
        return [Tracker.Instructions - before - 2 * ten];
    }

    /// <summary>Seconds without a record, on a board that keeps its state rarely: instructions of one, most of them, and allocations in all.</summary>
    public static long[] QuietSeconds() => Seconds(checkpointMs: 3_600_000, fromSecond: 62, toSecond: 118);

    /// <summary>Seconds in which the state is kept as well, as with FRAM: instructions at most, and allocations in all.</summary>
    public static long[] CheckpointSeconds() => Seconds(checkpointMs: 0, fromSecond: 62, toSecond: 118);

    /// <summary>The seconds around a record of fifteen intervals: the most that one second costs.</summary>
    public static long[] RecordSeconds() => Seconds(checkpointMs: 3_600_000, fromSecond: 830, toSecond: 910);

    /// <summary>What of the firmware's objects is alive with a full window and a full run: objects, and bytes on the device.</summary>
    public static long[] LiveHeap()
    {
        var meter = Running(3_600_000);
        meter.Link!.Close();
        meter.AdvanceTo(StartMs + 4 * 3600 * 1000);
        var live = Tracker.Live();
        GC.KeepAlive(meter);
        return [live.Count, live.Sum(one => (long)DeviceSize.Of(one)), live.OfType<Array>().Max(array => (long)DeviceSize.Of(array))];
    }

    private static long[] Seconds(int checkpointMs, int fromSecond, int toSecond)
    {
        var meter = Running(checkpointMs);
        meter.AdvanceTo(StartMs + fromSecond * 1000 + 500);
        long most = 0, allocations = Tracker.Allocations;
        for (int second = fromSecond + 1; second <= toSecond; second++)
        {
            long before = Tracker.Instructions;
            meter.AdvanceTo(StartMs + second * 1000 + 500);
            most = Math.Max(most, Tracker.Instructions - before);
        }
        return [most, Tracker.Allocations - allocations];
    }

    private static VirtualMeter Running(int checkpointMs)
    {
        var signer = new SoftwareSigner(Sha256.Hash([7]), KeyClass.Development, new NativeHmac());
        var meter = new VirtualMeter(new VirtualMeterOptions
        {
            Settings = new MeterSettings { MeterId = "budget", LivePeriodMs = 0, CheckpointPeriodMs = checkpointMs, AcknowledgeTimeoutMs = 0 },
            Parameters = new ParameterSet
            {
                Id = "p", FrontEnd = "ADE7953", VoltageFullScaleMillivolts = 353_553,
                Channels = [Channel(1), Channel(2)],
            },
            Factors = new FactorSet
            {
                Id = "f", Region = "Inner Mongolia", ReferenceYear = 2022, Published = "2024-12-20", Source = "budget",
                Periods = [new FactorPeriod { Intensity = CarbonIntensity.FromMilligramsPerKilowattHour(684_900) }],
            },
            Signer = signer,
            AuthorityPublicKey = signer.PublicKey,
            MakeLink = () => new MemoryLink { IsReachable = true },
            StartUnixMs = StartMs - 1000,
        });
        meter.PowerOn();
        meter.Circuit.SetCurrent(0, 12_345, 25, meter.Clock.NowMs);
        meter.Circuit.SetCurrent(1, 2_345, -170, meter.Clock.NowMs);
        return meter;
    }

    private static ChannelParameters Channel(int id) => new() { ChannelId = id, CurrentFullScaleMilliamperes = 106_172 };
}
