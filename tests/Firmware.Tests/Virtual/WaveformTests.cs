using System.Globalization;
using CarbonMeter.Firmware;
using CarbonMeter.Firmware.Tests.Drivers;
using CarbonMeter.Firmware.Virtual;
using CarbonMeter.TestSupport;

namespace Firmware.Tests.Virtual;

/// <summary>What real appliances draw from a real wire, sampled into the chip: the driver reads their known power factors.</summary>
public class WaveformTests
{
    private const int SamplesPerCycle = 128, SampleCount = 19_200, HeaderCharacters = 8, CharactersPerPair = 8;
    private const int Milliamperes = 4_321;

    [Theory]
    [InlineData("kettle", 0.9999, 1.0)]
    [InlineData("laptop", 0.815, 0.830)]
    [InlineData("refrigerator", 0.53, 0.68)]
    [InlineData("induction-cooker", 0.7085, 0.7095)]
    public void A_recorded_appliance_reads_with_its_known_power_factor(string appliance, double least, double most)
    {
        var (voltage, current) = Read(appliance);
        double expected = PowerFactor(voltage, current);
        Assert.InRange(expected, least, most);

        var bench = Bench.Ready(Bench.OneChannel());
        long fromMs = bench.Clock.NowMs;
        var wave = new Waveform(voltage, current, SamplesPerCycle);
        bench.Circuit.SetWave(0, Milliamperes, wave, fromMs);
        bench.Clock.Advance(1000);
        Assert.Equal(SampleOutcome.Good, bench.Read());
        // The chip's sign is that of the reactive power: a switching supply draws its current early.
        Assert.InRange(Math.Sign(wave.ReactiveShare) * bench.Sample.PowerFactorPpm[0] / 1e6 / expected, 0.995, 1.005);
        Assert.Equal(Milliamperes, bench.Sample.CurrentMilliamperes[0], 2.0);
        Assert.Equal(230_000 * (double)Milliamperes / 1000 * expected, bench.Sample.ActivePowerMilliwatts[0], 20.0);

        // And so does its energy: an hour of it, in steps of ten seconds.
        int before = bench.Sample.ActiveCounter[0];
        double counts = 0;
        for (int step = 0; step < 360; step++)
        {
            bench.Clock.Advance(10_000);
            Assert.Equal(SampleOutcome.Good, bench.Read());
            counts += bench.Driver.ActiveGain(0, before, 0, bench.Sample);
            before = bench.Sample.ActiveCounter[0];
        }
        double wattHours = counts * bench.Driver.PicowattHoursPerCount(0) / 1e12;
        Assert.InRange(wattHours / (230.0 * Milliamperes / 1000 * expected), 0.995, 1.005);
    }

    [Fact]
    public void Three_appliances_on_three_phases_read_with_theirs()
    {
        string[] appliances = ["kettle", "laptop", "refrigerator"];
        var bench = new PhaseBench();
        Assert.Equal(FrontEndState.Ready, bench.Start());
        var expected = new double[appliances.Length];
        for (int phase = 0; phase < appliances.Length; phase++)
        {
            var (voltage, current) = Read(appliances[phase]);
            expected[phase] = PowerFactor(voltage, current);
            bench.Circuit.SetWave(phase, Milliamperes, new Waveform(voltage, current, SamplesPerCycle), bench.Clock.NowMs);
        }
        bench.Clock.Advance(2000);
        Assert.Equal(SampleOutcome.Good, bench.Driver.Sample(bench.Sample));
        int[] before = [.. bench.Sample.ActiveCounter];
        bench.Clock.Advance(3_600_000);
        Assert.Equal(SampleOutcome.Good, bench.Driver.Sample(bench.Sample));
        for (int phase = 0; phase < appliances.Length; phase++)
        {
            Assert.InRange(Math.Abs(bench.Sample.PowerFactorPpm[phase]) / 1e6 / expected[phase], 0.995, 1.005);
            double wattHours = bench.Driver.ActiveGain(phase, before[phase], 0, bench.Sample) * (double)bench.Driver.PicowattHoursPerCount(phase) / 1e12;
            Assert.InRange(wattHours / (230.0 * Milliamperes / 1000 * expected[phase]), 0.995, 1.005);
        }
    }

    [Theory, InlineData(0), InlineData(30), InlineData(-60), InlineData(150)]
    public void A_sine_has_the_shares_and_the_lag_of_its_angle(double lagDegrees)
    {
        double lag = lagDegrees * Math.PI / 180;
        int[] voltage = [.. Enumerable.Range(0, 1280).Select(i => (int)Math.Round(30_000 * Math.Sin(2 * Math.PI * i / SamplesPerCycle)) - 7)];
        int[] current = [.. Enumerable.Range(0, 1280).Select(i => (int)Math.Round(20_000 * Math.Sin(2 * Math.PI * i / SamplesPerCycle - lag)) + 5)];
        var wave = new Waveform(voltage, current, SamplesPerCycle);
        Assert.Equal(Math.Cos(lag), wave.ActiveShare, 1e-4);
        Assert.Equal(Math.Sin(lag), wave.ReactiveShare, 1e-4);
        Assert.Equal(lagDegrees, wave.FundamentalLagDegrees, 0.01);
    }

    [Fact]
    public void Half_a_cycle_and_a_dead_wire_have_no_form()
    {
        int[] some = [.. Enumerable.Range(0, 64)], dead = new int[256];
        Assert.Throws<ArgumentException>(() => new Waveform(some, some, SamplesPerCycle));
        Assert.Throws<ArgumentException>(() => new Waveform(dead, dead, SamplesPerCycle));
    }

    // The recording's form: one text, a header, then pairs of current and voltage as 16-bit little-endian hex.
    private static (int[] Voltage, int[] Current) Read(string appliance)
    {
        var text = string.Concat(File.ReadAllText(OutsideData.Require($"waveforms/{appliance}/1.txt")).Where(char.IsAsciiHexDigit));
        int[] voltage = new int[SampleCount], current = new int[SampleCount];
        for (int i = 0; i < SampleCount; i++)
        {
            int at = HeaderCharacters + i * CharactersPerPair;
            current[i] = Sample(text, at);
            voltage[i] = Sample(text, at + 4);
        }
        return (voltage, current);
    }

    private static short Sample(string text, int at) =>
        (short)(Byte(text, at) | Byte(text, at + 2) << 8);

    private static int Byte(string text, int at) => int.Parse(text.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    // The textbook's definition, without a chip.
    private static double PowerFactor(int[] voltage, int[] current)
    {
        double v = voltage.Average(), i = current.Average();
        double active = voltage.Zip(current, (a, b) => (a - v) * (b - i)).Sum();
        return active / Math.Sqrt(voltage.Sum(a => (a - v) * (a - v)) * current.Sum(b => (b - i) * (b - i)));
    }
}
