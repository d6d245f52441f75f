using CarbonMeter.Firmware;
using CarbonMeter.Firmware.Drivers;
using CarbonMeter.TestSupport;

namespace Firmware.Tests.Drivers;

/// <summary>Framing, checksum and conversions of Sensirion parts, against published vectors and captured traffic.</summary>
public class SensirionTests
{
    [Theory]
    [InlineData(0xBE, 0xEF, 0x92)]
    [InlineData(0x00, 0x00, 0x81)]
    // The worked example of the SCD4x data sheet's serial number.
    [InlineData(0xF8, 0x96, 0x31)]
    [InlineData(0x9F, 0x07, 0xC2)]
    [InlineData(0x3B, 0xBE, 0x89)]
    public void Checksum_is_as_published(int high, int low, int crc) => Assert.Equal(crc, SensirionCrc.Of(high, low));

    [Fact]
    public void Bus_at_rest_fits_no_checksum() => Assert.NotEqual(0xFF, SensirionCrc.Of(0xFF, 0xFF));

    [Fact]
    public void Command_with_argument_carries_the_arguments_checksum()
    {
        var bus = new ScriptedBus();
        Assert.True(new SensirionPort(bus, 0x29).TrySend(0x3615, 0xBEEF));
        Assert.Equal([0x36, 0x15, 0xBE, 0xEF, 0x92], bus.LastWritten);
    }

    [Fact]
    public void Captured_readings_pass_and_are_the_temperatures_of_that_room()
    {
        var bus = new ScriptedBus();
        var port = new SensirionPort(bus, 0x45);
        var captured = Captured();
        Assert.Equal(12, captured.Count);
        var millicelsius = new List<int>();
        foreach (byte[] reply in captured)
        {
            bus.NextReply = reply;
            Assert.Equal(SensorFault.None, port.Receive(2));
            millicelsius.Add(SensirionFigure.Millicelsius(port.Word(0)));
            Assert.InRange(SensirionFigure.HumidityPpm(port.Word(1)), 250_000, 290_000);
        }
        Assert.Equal(25_840, millicelsius.Min(), 5.0);
        Assert.Equal(26_240, millicelsius.Max(), 5.0);
    }

    [Fact]
    public void Any_two_turned_bits_of_a_captured_reading_are_noticed()
    {
        var bus = new ScriptedBus();
        var port = new SensirionPort(bus, 0x45);
        foreach (byte[] reply in Captured())
            for (int first = 0; first < reply.Length * 8; first++)
                for (int second = first; second < reply.Length * 8; second++)
                {
                    var turned = (byte[])reply.Clone();
                    turned[first / 8] ^= (byte)(1 << first % 8);
                    if (second != first) turned[second / 8] ^= (byte)(1 << second % 8);
                    bus.NextReply = turned;
                    Assert.Equal(SensorFault.BadChecksum, port.Receive(2));
                }
    }

    [Theory]
    [InlineData(0x43DB8C2E, 1, 439)] // 439.095...: the worked example of the SCD30 interface description
    [InlineData(0x41D9E7FF, 1000, 27_238)] // 27.238
    [InlineData(0x4243337F, 10_000, 488_003)] // 48.8
    [InlineData(0, 1000, 0)]
    [InlineData(unchecked((int)0x80000000), 1000, 0)]
    [InlineData(0x3F000000, 1, 1)] // 0.5 goes up
    [InlineData(unchecked((int)0xBF000000), 1, -1)] // and -0.5 down
    [InlineData(0x00000001, 100_000, 0)]
    public void Single_precision_bits_become_whole_numbers(int bits, int scale, long expected)
    {
        Assert.True(SensirionFigure.TryFromSingleBits(bits, scale, out long scaled));
        Assert.Equal(expected, scaled);
    }

    [Theory]
    [InlineData(0x7FC00000)] // not a number
    [InlineData(0x7F800000)] // infinity
    [InlineData(unchecked((int)0xFF800000))]
    [InlineData(0x7F7FFFFF)] // the largest there is
    [InlineData(-1)] // a bus at rest
    public void What_is_no_figure_is_refused(int bits) => Assert.False(SensirionFigure.TryFromSingleBits(bits, 1, out _));

    [Fact]
    public void Any_single_precision_number_of_a_sensors_size_is_converted_exactly()
    {
        var random = new Random(1);
        for (int i = 0; i < 200_000; i++)
        {
            int bits = random.Next(int.MinValue, int.MaxValue);
            double value = BitConverter.Int32BitsToSingle(bits);
            if (!(Math.Abs(value) < 1e9)) continue;
            foreach (int scale in new[] { 1, 1000, 10_000 })
            {
                Assert.True(SensirionFigure.TryFromSingleBits(bits, scale, out long scaled));
                // 24 bits times 14 fit a double, so this is exact until it is rounded.
                Assert.Equal((long)Math.Round(value * scale, MidpointRounding.AwayFromZero), scaled);
            }
        }
    }

    [Theory]
    [InlineData(0, -45_000)]
    [InlineData(0xFFFF, 130_000)]
    [InlineData(0x6667, 25_003)]
    public void Temperature_word_is_on_its_line(int raw, int millicelsius) => Assert.Equal(millicelsius, SensirionFigure.Millicelsius(raw));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0xFFFF, 1_000_000)]
    [InlineData(3146, 6)] // -6 + 125 x 3146 / 65535 = 0.0006 %
    [InlineData(3145, 0)]
    [InlineData(0x8000, 565_010)]
    public void Humidity_word_of_an_sht4x_is_cut_at_both_ends(int raw, int ppm) => Assert.Equal(ppm, Sht4x.HumidityPpm(raw));

    private static List<byte[]> Captured() =>
        [.. File.ReadLines(OutsideData.Require("i2c/sensirion_sht31_25rh_28rh.csv")).Select(line => line.Split(','))
            .Where(cells => cells[2] == "R")
            .Select(cells => Convert.FromHexString(cells[4]))];

    /// <summary>Gives the reply a test put there, and keeps what was written.</summary>
    private sealed class ScriptedBus : II2cBus
    {
        public byte[] NextReply { get; set; } = [];

        public byte[] LastWritten { get; private set; } = [];

        public bool TryTransfer(byte address, byte[] write, int writeCount, byte[] read, int readCount)
        {
            if (writeCount > 0) LastWritten = write[..writeCount];
            NextReply.AsSpan(0, readCount).CopyTo(read);
            return true;
        }
    }
}
