using CarbonMeter.Firmware.Drivers;
using CarbonMeter.Firmware.Virtual;

namespace CarbonMeter.Firmware.Tests.Drivers;

public class Ds3231Tests
{
    private static readonly long s_start = Ms("2026-11-21T15:04:05Z");
    private readonly VirtualClock _clock = new(s_start);
    private readonly Ds3231Chip _chip;
    private readonly FaultyI2cBus _bus;
    private readonly Ds3231 _driver;

    public Ds3231Tests()
    {
        _chip = new Ds3231Chip(_clock);
        _bus = new FaultyI2cBus(_chip, new SeededRandom(1));
        _driver = new Ds3231(_bus);
    }

    [Fact]
    public void A_new_chip_has_no_time_until_it_is_set()
    {
        AssertNone(Ds3231Fault.Stopped);
        Assert.True(_driver.TrySet(_clock.NowMs));
        AssertTime(_clock.NowMs + 500);
        Assert.Equal(TimeOrigin.BatteryBackedClock, _driver.Origin);
    }

    [Theory]
    [InlineData("2000-01-01T00:00:00Z")]
    [InlineData("2024-02-28T23:59:58Z")]
    [InlineData("2025-02-28T23:59:58Z")]
    [InlineData("2026-12-31T23:59:58Z")]
    [InlineData("2099-12-31T23:59:58Z")]
    [InlineData("2100-02-27T23:59:58Z")] // the chip takes 2100 for a leap year
    [InlineData("2199-12-31T23:59:55Z")]
    public void What_was_set_is_read_and_counts_on(string text)
    {
        long set = Ms(text);
        Assert.True(_driver.TrySet(set));
        AssertTime(set + 500);
        _clock.Advance(4000);
        AssertTime(set + 4500);
    }

    [Fact]
    public void Every_day_of_two_centuries_is_the_calendars()
    {
        byte[] registers = new byte[7];
        for (var day = new DateTime(2000, 1, 1, 12, 34, 56, DateTimeKind.Utc); day.Year < 2200; day = day.AddDays(1))
        {
            long unixSeconds = new DateTimeOffset(day).ToUnixTimeSeconds();
            Ds3231Time.Encode(unixSeconds, registers, 0);
            string expected = $"563412{(day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek):D2}{day:ddMMyy}";
            if (day.Year >= 2100) registers[5] ^= 0x80;
            Assert.Equal(expected, Convert.ToHexString(registers));
            if (day.Year >= 2100) registers[5] ^= 0x80;
            Assert.True(Ds3231Time.TryDecode(registers, out long read));
            Assert.Equal(unixSeconds, read);
        }
    }

    [Theory]
    [InlineData(0x52, 0)] // 12 in the morning is midnight
    [InlineData(0x41, 1)]
    [InlineData(0x51, 11)]
    [InlineData(0x72, 12)]
    [InlineData(0x61, 13)]
    [InlineData(0x71, 23)]
    [InlineData(0x40, -1)]
    [InlineData(0x53, -1)]
    [InlineData(0x24, -1)]
    [InlineData(0x23, 23)]
    public void Hours_of_twelve_and_of_twenty_four_are_understood(byte register, int hour)
    {
        byte[] registers = [0x00, 0x00, register, 0x01, 0x07, 0x09, 0x20];
        Assert.Equal(hour >= 0, Ds3231Time.TryDecode(registers, out long unixSeconds));
        if (hour >= 0) Assert.Equal(Ms("2020-09-07T00:00:00Z") / 1000 + hour * 3600, unixSeconds);
    }

    [Theory]
    [InlineData("60000001010126")] // second 60
    [InlineData("0A000001010126")] // no BCD
    [InlineData("00600001010126")]
    [InlineData("80000001010126")] // bits that are none
    [InlineData("00000000010126")] // weekday 0
    [InlineData("00000008010126")]
    [InlineData("00000001000126")] // day 0
    [InlineData("00000001290226")] // no leap year
    [InlineData("00000001310426")]
    [InlineData("00000001010026")] // month 0
    [InlineData("00000001011326")]
    [InlineData("000000010101A0")]
    [InlineData("FFFFFFFFFFFFFF")] // nobody drives the bus
    public void What_is_no_time_is_refused(string hex) => Assert.False(Ds3231Time.TryDecode(Convert.FromHexString(hex), out _));

    [Fact]
    public void A_century_bit_set_by_others_is_read_as_it_stands()
    {
        Assert.True(_driver.TrySet(s_start));
        _chip[5] |= 0x80;
        AssertTime(Ms("2126-11-21T15:04:05Z") + 500);
    }

    [Fact]
    public void It_runs_on_its_battery_and_says_so_when_it_did_not()
    {
        Assert.True(_driver.TrySet(s_start));
        _chip.IsPowered = false;
        AssertNone(Ds3231Fault.Silent);
        _clock.Advance(86_400_000);
        _chip.IsPowered = true;
        AssertTime(s_start + 86_400_500);
        _chip.IsPowered = false;
        _chip.HasBattery = false;
        _chip.IsPowered = true;
        AssertNone(Ds3231Fault.Stopped);
    }

    [Fact]
    public void An_oscillator_switched_off_on_the_battery_is_told()
    {
        Assert.True(_driver.TrySet(s_start));
        _chip[0x0E] |= 0x80;
        AssertTime(s_start + 500);
        _chip.IsPowered = false;
        _clock.Advance(1000);
        _chip.IsPowered = true;
        AssertNone(Ds3231Fault.Stopped);
        Assert.True(_driver.TrySet(s_start));
        Assert.Equal(0x1C, _chip[0x0E]);
    }

    [Fact]
    public void A_set_that_ends_anywhere_leaves_the_old_time_the_new_or_none()
    {
        long before = s_start, after = s_start + 40 * 86_400_000L + 7_777_000;
        // 2 bytes of the mark, 9 of the time and the end of the mark, 3 of control and status: torn after each of them.
        for (int cut = 0; cut <= 14; cut++)
        {
            var chip = new Ds3231Chip(_clock);
            Assert.True(new Ds3231(chip).TrySet(before));
            var torn = new TornBus(chip, cut);
            bool isSet = new Ds3231(torn).TrySet(after);
            Assert.False(isSet && cut < 14);
            var driver = new Ds3231(chip);
            if (driver.TryRead(out long unixMs)) Assert.Contains(unixMs, new[] { before + 500, after + 500 });
            else Assert.Equal(Ds3231Fault.HalfSet, driver.Fault);
            Assert.True(driver.TrySet(after));
            Assert.True(driver.TryRead(out unixMs));
            Assert.Equal(after + 500, unixMs);
        }
    }

    [Fact]
    public void A_disturbed_reading_gives_no_time()
    {
        Assert.True(_driver.TrySet(s_start));
        for (int reading = 0; reading < 2; reading++)
            for (int position = 0; position < 7; position++)
                for (int bit = 0; bit < 8; bit++)
                {
                    _bus.FailAt(reading, BusFault.Corrupted, position, 1 << bit);
                    if (_driver.TryRead(out long unixMs)) Assert.InRange(unixMs, s_start + 500, s_start + 1500);
                }
        _bus.FailAt(1, BusFault.Phantom);
        AssertNone(Ds3231Fault.Stopped); // all ones: the flag among them
        _bus.FailAt(1, BusFault.LostReply);
        AssertNone(Ds3231Fault.Silent);
    }

    [Fact]
    public void A_set_the_chip_did_not_take_is_told()
    {
        for (int transfer = 0; transfer < 3; transfer++)
        {
            _bus.FailAt(transfer, BusFault.Nack);
            Assert.False(_driver.TrySet(s_start + transfer * 86_400_000L));
        }
        Assert.True(_driver.TrySet(s_start));
        _bus.FailAt(1, BusFault.Phantom); // the mark stays
        Assert.False(_driver.TrySet(s_start + 86_400_000L));
        AssertNone(Ds3231Fault.HalfSet);
    }

    [Fact]
    public void Captured_traffic_of_a_real_chip_reads_as_the_time_it_shows()
    {
        foreach (var (file, expected) in new[] { ("ds3231_ex1.csv", "2020-09-07T14:05:53Z"), ("ds3231_ex2.csv", "2020-09-07T13:56:00Z") })
        {
            var registers = new byte[0x13];
            var chip = new Ds3231Chip(_clock);
            int pointer = 0;
            foreach (var part in CapturedI2c.Read(file).Where(part => part.Address == Ds3231Chip.BusAddress))
            {
                if (!part.IsRead) pointer = part.Bytes[0];
                var bytes = part.IsRead ? part.Bytes : part.Bytes[1..];
                // The part as the meter meets it: what was seen in its registers last.
                bytes.CopyTo(registers, pointer);
                // The model takes the same traffic, and its registers then hold the same.
                if (!part.IsRead) Assert.True(chip.TryTransfer(0x68, part.Bytes, part.Bytes.Length, [], 0));
            }
            var driver = new Ds3231(new RegisterBus(registers));
            Assert.True(driver.TryRead(out long unixMs));
            Assert.Equal(Ms(expected) + 500, unixMs);
            for (int i = 0x07; i <= 0x0D; i++) Assert.Equal(registers[i], chip[i]);
        }
    }

    private void AssertTime(long unixMs)
    {
        Assert.True(_driver.TryRead(out long read));
        Assert.Equal(unixMs, read);
        Assert.Equal(Ds3231Fault.None, _driver.Fault);
    }

    private void AssertNone(Ds3231Fault fault)
    {
        long count = _driver.FaultCount;
        Assert.False(_driver.TryRead(out _));
        Assert.Equal(fault, _driver.Fault);
        Assert.Equal(count + 1, _driver.FaultCount);
    }

    private static long Ms(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();

    /// <summary>The processor resets after so many bytes; the chip has those before.</summary>
    private sealed class TornBus(II2cBus inner, int bytes) : II2cBus
    {
        private int _left = bytes;

        public bool TryTransfer(byte address, byte[] write, int writeCount, byte[] read, int readCount)
        {
            if (readCount > 0) return _left > 0 && inner.TryTransfer(address, write, writeCount, read, readCount);
            int count = Math.Min(writeCount, _left);
            _left -= count;
            return inner.TryTransfer(address, write, count, read, 0) && count == writeCount;
        }
    }

    /// <summary>Registers that stand still.</summary>
    private sealed class RegisterBus(byte[] registers) : II2cBus
    {
        public bool TryTransfer(byte address, byte[] write, int writeCount, byte[] read, int readCount)
        {
            Array.Copy(registers, write[0], read, 0, readCount);
            return address == 0x68;
        }
    }
}
