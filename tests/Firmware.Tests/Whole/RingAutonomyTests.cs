using System.Globalization;
using CarbonMeter.Crypto;
using CarbonMeter.DotNet;
using CarbonMeter.Firmware.Journal;
using CarbonMeter.Records;
using CarbonMeter.TestSupport;
using CarbonMeter.Units;

namespace CarbonMeter.Firmware.Tests.Whole;

/// <summary>How long a meter can be offline before a record is given up: docs/storage.md says so, and is held to it here.</summary>
public sealed class RingAutonomyTests(ITestOutputHelper output)
{
    private const int HeadBytes = 16, MarkBytes = 24;
    private const int IntervalsPerRecord = 15, RecordsPerDay = 96;
    private const int Megabyte = 1 << 20;

    private static readonly int[] s_flashBytes = [4 * Megabyte, 8 * Megabyte, 16 * Megabyte];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void Days_of_autonomy_are_as_the_document_says(int channels)
    {
        int bytes = SizeOfRecord(channels);
        var days = s_flashBytes.Select(flash => (DriveLayout.RingFiles(flash) * DriveLayout.FileBytes - 2 * MarkBytes) / (bytes + HeadBytes) / (double)RecordsPerDay);
        string row = $"| {channels} | {bytes} | {string.Join(" | ", days.Select(one => one.ToString("0.0", CultureInfo.InvariantCulture)))} |";
        output.WriteLine(row);
        Assert.Contains(row, File.ReadAllText(Path.Combine(OutsideData.RepositoryRoot, "docs", "storage.md")));
    }

    /// <summary>A meter that is offline for an hour, with figures as large as those the document is made with.</summary>
    [Fact]
    public async Task A_real_meter_makes_records_of_that_size()
    {
        await using var world = new World();
        world.IsReachable = false;
        world.Meter.Circuit.SetPower(0, 1_900_000_000, World.Start);
        world.Meter.PowerOn();
        world.Meter.AdvanceTo(World.Start + 600_000);
        var state = world.Meter.Meter!.State;
        int before = state.RingUsed;
        world.Meter.AdvanceTo(World.Start + 4_200_000);
        int measured = (state.RingUsed - before) / 4 - HeadBytes;
        // It has no reactive energy, and the registers of a new meter: shorter numbers.
        Assert.InRange(SizeOfRecord(1) - measured, 0, 130);
    }

    // Figures of a 1.9 MW feeder after five years: none shorter than it would then be.
    private static int SizeOfRecord(int channels)
    {
        using var signer = PlatformSigner.Create(KeyClass.SoftwareWrapped);
        var intensity = CarbonIntensity.FromMilligramsPerKilowattHour(684_900);
        var record = new IntervalRecord
        {
            MeterId = "park-7-feeder-03", BootCount = 300, Sequence = 200_000, PreviousHash = new byte[32], MadeAtUnixMs = World.Start,
            ClockTrusted = true, FirmwareId = "carbonmeter-0.1.0", KeyClass = signer.KeyClass, EventCounter = 2000, FactorSetHash = new byte[32],
            ParameterSetHash = new byte[32], ElectricityUncertaintyPpm = Reading.Of(5000), Intensity = intensity, LengthSeconds = 60,
            FirstStartUnixSeconds = World.Start / 1000,
            Registers = [.. Enumerable.Range(1, channels).Select(channel => new Register
            {
                ChannelId = channel, ImportMilliwattHours = 83_220_000_000_000, ExportMilliwattHours = 83_220_000_000_000,
                ReactiveMillivarHours = 27_000_000_000_000, CarbonMilligrams = 56_997_000_000_000, CarbonRemainderNanograms = 702_600,
            })],
            Intervals = [.. Enumerable.Range(0, IntervalsPerRecord).Select(_ => new Interval
            {
                MeasuredMs = 60_000, FrequencyMillihertz = Reading.Of(50_012),
                Channels = [.. Enumerable.Range(1, channels).Select(_ => new ChannelInterval
                {
                    ImportMilliwattHours = 31_666_667, ReactiveMillivarHours = 9_123_456, VoltageMillivolts = Reading.Of(399_812),
                    CurrentMilliamperes = Reading.Of(2_741_000), PowerFactorPpm = Reading.Of(951_234),
                    CarbonNanograms = intensity.NanogramsOf(Energy.FromMilliwattHours(31_666_667)),
                })],
            })],
        };
        return CoseSign1.Encode(RecordCodec.EncodePayload(record), signer).Length;
    }
}
