using CarbonMeter.Crypto;
using CarbonMeter.DotNet;
using CarbonMeter.Firmware.Virtual;

namespace CarbonMeter.Firmware.Tests.Whole;

/// <summary>
/// A signature takes a device most of a second (tests/Budgets counts it). Here signing takes that long in the meter's own time:
/// the samples keep their second all the same, and one that comes late costs no energy.
/// </summary>
public sealed class CadenceTests
{
    private const long Start = World.Start;

    [Theory, InlineData(0), InlineData(400), InlineData(800), InlineData(990)]
    public async Task Samples_keep_their_second_while_records_are_signed(int signingMs)
    {
        var (meter, signer) = Meter(signingMs);
        await using var owned = meter;
        var samples = Samples(meter, 20 * 60);
        Assert.True(signer.Signatures > 1);
        // Every second has its sample, at the second: a signature begins after one and ends before the next.
        Assert.Equal([.. Enumerable.Range(0, 20 * 60).Select(i => samples[0] + i * 1000L)], samples);
    }

    [Fact]
    public async Task A_signature_of_three_seconds_costs_samples_and_no_energy()
    {
        var (meter, signer) = Meter(3000);
        await using var owned = meter;
        var samples = Samples(meter, 20 * 60 - 10);
        Assert.True(signer.Signatures > 1);
        Assert.Contains(samples.Zip(samples.Skip(1), (a, b) => b - a), gap => gap > 2000);
        var state = meter.Meter!.State;
        meter.Circuit.SetPower(0, 0, meter.Clock.NowMs);
        meter.AdvanceTo(meter.Clock.NowMs + 2000);
        long measured = state.Registers[0].ImportMilliwattHours + state.Open.ImportMilliwattHours[0]
            + state.Run.Take(state.RunCount).Sum(interval => interval.Channels[0].ImportMilliwattHours);
        long truth = (long)(meter.Circuit.ImportMilliwattMs(0, meter.Clock.NowMs) / 3_600_000);
        Assert.InRange(measured, truth - 2, truth);
    }

    private static List<long> Samples(VirtualMeter meter, int count)
    {
        meter.PowerOn();
        meter.AdvanceTo(Start + 30_000); // its first events are signed by then
        meter.Circuit.SetPower(0, 36_000_000, meter.Clock.NowMs);
        var samples = new List<long>();
        while (samples.Count < count)
        {
            meter.AdvanceTo(meter.Clock.NowMs + 1);
            long at = meter.Meter!.State.CountersAtUnixMs;
            if (samples.Count == 0 || samples[^1] != at) samples.Add(at);
        }
        return samples;
    }

    private static (VirtualMeter Meter, SlowSigner Signer) Meter(int signingMs)
    {
        var signer = new SlowSigner(PlatformSigner.Create(KeyClass.Development), signingMs);
        var meter = new VirtualMeter(new VirtualMeterOptions
        {
            Settings = new MeterSettings { MeterId = "m-1", LivePeriodMs = 0, IntervalsPerRecord = 5 },
            Parameters = new Records.ParameterSet
            {
                Id = "p-1", FrontEnd = "ADE7953", VoltageFullScaleMillivolts = World.VoltageFullScale,
                Channels = [new Records.ChannelParameters { ChannelId = 1, CurrentFullScaleMilliamperes = World.CurrentFullScale }],
            },
            Factors = new Records.FactorSet
            {
                Id = "f-1", Region = "Inner Mongolia", ReferenceYear = 2022, Published = "2024-12-20", Source = "test",
                Periods = [new Records.FactorPeriod { Intensity = Units.CarbonIntensity.FromMilligramsPerKilowattHour(World.Intensity) }],
            },
            Signer = signer,
            AuthorityPublicKey = signer.PublicKey,
            MakeLink = () => new MemoryLink { IsReachable = true },
            StartUnixMs = Start,
        });
        signer.Clock = meter.Clock;
        return (meter, signer);
    }

    private sealed class SlowSigner(PlatformSigner inner, int ms) : ISigner
    {
        public VirtualClock? Clock { get; set; }

        public int Signatures { get; private set; }

        public KeyClass KeyClass => inner.KeyClass;

        public byte[] PublicKey => inner.PublicKey;

        public byte[]? SignHash(byte[] sha256)
        {
            Signatures++;
            Clock!.Advance(ms);
            return inner.SignHash(sha256);
        }
    }
}
