using CarbonMeter.Firmware.Virtual;

namespace Firmware.Tests.Virtual;

/// <summary>What the models of the sensor chips do by themselves, without any driver: bytes on the bus, and time.</summary>
public class SensorChipTests
{
    private readonly VirtualClock _clock = new(1_800_000_000_000);
    private readonly GasState _gas = new();
    private readonly SeededRandom _random = new(1);
    private readonly byte[] _read = new byte[18];

    [Fact]
    public void Nothing_answers_before_it_has_started_or_without_power_or_at_another_address()
    {
        var chip = new Sht4xChip(_clock, _gas, _random);
        Assert.False(chip.TryTransfer(0x44, [0x89], 1, _read, 0));
        _clock.Advance(Sht4xChip.StartUpMs);
        Assert.True(chip.TryTransfer(0x44, [0x89], 1, _read, 0));
        Assert.False(chip.TryTransfer(0x45, [0x89], 1, _read, 0));
        chip.PowerOff();
        Assert.False(chip.TryTransfer(0x44, [0x89], 1, _read, 0));
    }

    [Fact]
    public void Reply_carries_a_checksum_behind_each_word_and_ones_behind_its_end()
    {
        var chip = Started(new Scd4xChip(_clock, _gas, _random));
        Assert.True(chip.TryTransfer(0x62, [0x36, 0x82], 2, _read, 0));
        Assert.False(Read(chip, 0x62, 9), "too soon");
        _clock.Advance(1);
        Assert.True(Read(chip, 0x62, 12));
        Assert.Equal("F896319F07C23BBE89FFFFFF", Convert.ToHexString(_read, 0, 12));
        Assert.False(Read(chip, 0x62, 9), "a reply is given once");
    }

    [Fact]
    public void Repeated_start_unknown_command_and_bad_checksum_are_not_acknowledged()
    {
        var chip = Started(new Scd4xChip(_clock, _gas, _random));
        Assert.False(chip.TryTransfer(0x62, [0x36, 0x82], 2, _read, 9));
        Assert.Equal(1, chip.RepeatedStarts);
        Assert.False(chip.TryTransfer(0x62, [0x12, 0x34], 2, _read, 0));
        Assert.False(chip.TryTransfer(0x62, [0x24, 0x16, 0x00, 0x00, 0x80], 5, _read, 0));
        Assert.True(chip.TryTransfer(0x62, [0x24, 0x16, 0x00, 0x00, 0x81], 5, _read, 0));
        Assert.False(chip.CalibratesItself);
        Assert.False(chip.TryTransfer(0x62, [0x24, 0x16, 0x00], 3, _read, 0));
    }

    [Fact]
    public void Scd4x_is_deaf_to_settings_while_it_measures_and_gives_a_figure_every_five_seconds_once()
    {
        var chip = Started(new Scd4xChip(_clock, _gas, _random));
        Assert.True(chip.TryTransfer(0x62, [0x21, 0xB1], 2, _read, 0));
        Assert.False(chip.TryTransfer(0x62, [0x36, 0x82], 2, _read, 0));
        Assert.False(chip.TryTransfer(0x62, [0x24, 0x16, 0x00, 0x00, 0x81], 5, _read, 0));
        Assert.Equal(2, chip.RefusedWhileMeasuring);
        _clock.Advance(Scd4xChip.IntervalMs - 1);
        Assert.Equal(0, Ask(chip, 0x62, 0xE4, 0xB8) & 0x07FF);
        _clock.Advance(1);
        Assert.NotEqual(0, Ask(chip, 0x62, 0xE4, 0xB8) & 0x07FF);
        Assert.InRange(Ask(chip, 0x62, 0xEC, 0x05), 410, 430);
        Assert.Equal(0, Ask(chip, 0x62, 0xE4, 0xB8) & 0x07FF);
        // Stopping takes half a second in which it hears nothing.
        Assert.True(chip.TryTransfer(0x62, [0x3F, 0x86], 2, _read, 0));
        _clock.Advance(499);
        Assert.False(chip.TryTransfer(0x62, [0x36, 0x82], 2, _read, 0));
        _clock.Advance(1);
        Assert.True(chip.TryTransfer(0x62, [0x36, 0x82], 2, _read, 0));
    }

    [Fact]
    public void Scd30_keeps_measuring_over_a_loss_of_power_and_its_figure_is_three_floats()
    {
        var chip = Started(new Scd30Chip(_clock, _gas, _random) { NoiseSteps = 0 });
        Assert.True(chip.TryTransfer(0x61, [0x00, 0x10, 0x00, 0x00, 0x81], 5, _read, 0));
        chip.PowerOff();
        chip.PowerOn();
        Assert.False(chip.TryTransfer(0x61, [0x02, 0x02], 2, _read, 0));
        _clock.Advance(Scd30Chip.StartUpMs + 2000);
        Assert.Equal(1, Ask(chip, 0x61, 0x02, 0x02));
        Ask(chip, 0x61, 0x03, 0x00);
        Assert.Equal(420.1, Float(0), 0.05); // 1013.25 / 1013 of 420
        Assert.Equal(20.0, Float(6), 0.001);
        Assert.Equal(50.0, Float(12), 0.001);
        Assert.Equal(0, Ask(chip, 0x61, 0x02, 0x02));
    }

    [Theory, InlineData(false, 0x03, 66), InlineData(true, 0x13, 110)]
    public void Stc31_acknowledges_nothing_while_it_measures(bool isC, byte gas, int ms)
    {
        var chip = Started(new Stc31Chip(_clock, _gas, _random, isC));
        Assert.True(chip.TryTransfer(0x29, [0x36, 0x15, 0x00, gas, Crc(0, gas)], 5, _read, 0));
        Assert.True(chip.TryTransfer(0x29, [0x36, 0x39], 2, _read, 0));
        _clock.Advance(ms - 1);
        Assert.False(Read(chip, 0x29, 6));
        Assert.False(chip.TryTransfer(0x29, [0x36, 0x39], 2, _read, 0));
        _clock.Advance(1);
        Assert.True(Read(chip, 0x29, 6));
        Assert.Equal(0, chip.TooSoon);
        Assert.True(chip.TryTransfer(0x29, [0x36, 0x39], 2, _read, 0));
        Assert.Equal(1, chip.TooSoon);
    }

    [Fact]
    public void Stc31_forgets_its_gas_and_then_says_anything()
    {
        var chip = Started(new Stc31Chip(_clock, _gas, _random));
        Assert.True(chip.TryTransfer(0x29, [0x36, 0x15, 0x00, 0x03, Crc(0, 3)], 5, _read, 0));
        chip.BrownOut();
        _clock.Advance(Stc31Chip.StartUpMs);
        var said = new HashSet<int>();
        for (int i = 0; i < 10; i++)
        {
            Assert.True(chip.TryTransfer(0x29, [0x36, 0x39], 2, _read, 0));
            _clock.Advance(1000);
            Assert.True(Read(chip, 0x29, 6));
            said.Add(_read[0] << 8 | _read[1]);
        }
        Assert.Equal(10, chip.WithoutGas);
        Assert.True(said.Count > 5);
    }

    [Fact]
    public void Sdp_may_not_be_started_twice_and_has_nothing_to_say_for_eight_milliseconds()
    {
        var chip = Started(new SdpChip(_clock, _gas, _random));
        Assert.False(Read(chip, 0x25, 9));
        Assert.True(chip.TryTransfer(0x25, [0x36, 0x15], 2, _read, 0));
        Assert.False(chip.TryTransfer(0x25, [0x36, 0x15], 2, _read, 0));
        Assert.Equal(1, chip.StartsWhileRunning);
        _clock.Advance(7);
        Assert.False(Read(chip, 0x25, 9));
        _clock.Advance(1);
        Assert.True(Read(chip, 0x25, 9));
        Assert.Equal(60, _read[6] << 8 | _read[7]);
        Assert.True(Read(chip, 0x25, 9), "it goes on");
        Assert.False(chip.TryTransfer(0x25, [0x36, 0x7C], 2, _read, 0));
        chip.BrownOut();
        _clock.Advance(SdpChip.StartUpMs);
        Assert.False(Read(chip, 0x25, 9));
    }

    [Fact]
    public void Bmx280_measures_when_told_and_reads_as_not_measured_before()
    {
        var chip = Started(new Bmx280Chip(_clock, _gas, _random, hasHumidity: true));
        Assert.True(chip.TryTransfer(0x76, [0xD0], 1, _read, 1));
        Assert.Equal(0x60, _read[0]);
        Assert.True(chip.TryTransfer(0x76, [0xF7], 1, _read, 8));
        Assert.Equal("8000008000008000", Convert.ToHexString(_read, 0, 8));
        Assert.True(chip.TryTransfer(0x76, [0xF2, 0x01, 0xF4, 0x55], 4, _read, 0));
        Assert.True(chip.TryTransfer(0x76, [0xF3], 1, _read, 2));
        Assert.Equal("0855", Convert.ToHexString(_read, 0, 2));
        _clock.Advance(46);
        Assert.True(chip.TryTransfer(0x76, [0xF3], 1, _read, 2));
        Assert.Equal("0054", Convert.ToHexString(_read, 0, 2));
        Assert.Equal(101_325, chip.Meant.Pascals, 10.0);
        Assert.Equal(20, chip.Meant.Celsius, 0.01);
        Assert.Equal(50, chip.Meant.Percent, 0.1);
        Assert.True(chip.TryTransfer(0x76, [0xE0, 0xB6], 2, _read, 0));
        Assert.False(chip.TryTransfer(0x76, [0xD0], 1, _read, 1));
        _clock.Advance(Bmx280Chip.StartUpMs);
        Assert.True(chip.TryTransfer(0x76, [0xF4], 1, _read, 1));
        Assert.Equal(0, _read[0]);
    }

    [Fact]
    public void Bmp280_worked_example_is_what_its_floating_point_formulas_say_too()
    {
        var constants = new Bmx280Constants();
        Assert.Equal(25.08, constants.Celsius(519_888, out double fine), 0.005);
        Assert.Equal(128_422, fine, 1.0);
        Assert.Equal(100_653.27, constants.Pascals(415_148, fine), 0.02); // as the data sheet prints it
    }

    [Fact]
    public void Gas_that_cannot_be_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _gas.CarbonDioxidePpm = -1);
        Assert.Throws<ArgumentOutOfRangeException>(() => _gas.RelativeHumidityPpm = 1_000_001);
        Assert.Throws<ArgumentOutOfRangeException>(() => _gas.PressurePascals = 0);
    }

    private T Started<T>(T chip) where T : SensorChip
    {
        _clock.Advance(5000);
        return chip;
    }

    private bool Read(SensorChip chip, byte address, int count) => chip.TryTransfer(address, [], 0, _read, count);

    private int Ask(SensorChip chip, byte address, byte high, byte low)
    {
        Assert.True(chip.TryTransfer(address, [high, low], 2, _read, 0));
        _clock.Advance(5);
        Assert.True(Read(chip, address, 18));
        return _read[0] << 8 | _read[1];
    }

    private float Float(int at) =>
        BitConverter.Int32BitsToSingle(_read[at] << 24 | _read[at + 1] << 16 | _read[at + 3] << 8 | _read[at + 4]);

    private static byte Crc(int high, int low) => (byte)CarbonMeter.Firmware.Drivers.SensirionCrc.Of(high, low);
}
