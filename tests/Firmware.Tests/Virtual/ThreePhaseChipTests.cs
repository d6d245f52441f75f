using CarbonMeter.Firmware.Virtual;

namespace Firmware.Tests.Virtual;

/// <summary>The ADE7880's model, register by register.</summary>
public class ThreePhaseChipTests
{
    private const long StartMs = 1_700_000_000_000;

    [Fact]
    public void Registers_read_as_the_data_sheet_says_after_a_reset()
    {
        var bench = new Bench(running: false);
        (int Address, uint Value)[] defaults =
        [
            (0x4380, 0), (0x439F, 0), (0xE228, 0), (0xE400, 0), (0xE507, 0xFFFFFF), (0xE508, 0xFFFFFF), (0xE509, 0), (0xE50A, 0), (0xE50B, 0),
            (0xE51F, 0xAFFA63B9), (0xE60C, 0xFFFF), (0xE60D, 0xFFFF), (0xE60E, 0x01FF), (0xE60F, 0), (0xE610, 0x0EA0), (0xE611, 0), (0xE614, 0),
            (0xE618, 0x0002), (0xE700, 0x1C), (0xE701, 0x80), (0xE702, 0x78), (0xE705, 0x01), (0xE707, 0x01), (0xE7E4, 0x08), (0xE900, 0x08),
            (0xE908, 0), (0xEA00, 0x01), (0xEA02, 3), (0xEA03, 3), (0xEA04, 3), (0xEA08, 3), (0xEA09, 5), (0xEA0A, 7), (0xEC00, 0x07), (0xEC01, 0),
        ];
        foreach (var (address, value) in defaults) Assert.Equal((address, value), (address, bench.Read(address)));
        Assert.Equal(1u << 15, bench.Read(0xE503) & 1 << 15);
    }

    [Fact]
    public void What_was_done_last_can_be_asked_for_without_changing_it()
    {
        var bench = new Bench(running: false);
        bench.Write(0xE60C, 100);
        Assert.Equal(0xCAu, bench.Read(0xEA01));
        Assert.Equal(0xE60Cu, bench.Read(0xE9FE));
        Assert.Equal(100u, bench.Read(0xE9FF));
        bench.Read(0xE51F);
        Assert.Equal(0x35u, bench.Read(0xEA01));
        Assert.Equal(0xE51Fu, bench.Read(0xE9FE));
        Assert.Equal(0xAFFA63B9u, bench.Read(0xE5FF));
        bench.Write(0xEA02, 5);
        Assert.Equal(5u, bench.Read(0xE7FD));
    }

    [Fact]
    public void A_transfer_of_another_width_does_nothing()
    {
        var bench = new Bench(running: false);
        Assert.True(bench.Chip.TryTransfer(0x38, [0xE6, 0x0C, 0x12], 3, [], 0));
        Assert.True(bench.Chip.TryTransfer(0x38, [0xE6, 0x0C, 0x12, 0x34, 0x56], 5, [], 0));
        Assert.Equal(0xFFFFu, bench.Read(0xE60C));
        Assert.False(bench.Chip.TryTransfer(0x39, [0xE6, 0x0C], 2, new byte[2], 2));
        Assert.False(bench.Chip.TryTransfer(0x38, [0xE6], 1, new byte[2], 2));
        var read = new byte[3];
        Assert.True(bench.Chip.TryTransfer(0x38, [0xE6, 0x0C], 2, read, 3));
        Assert.Equal([0xFF, 0xFF, 0xFF], read);
        Assert.Equal(0u, bench.Read(0x1234));
    }

    [Fact]
    public void Settings_in_memory_go_through_a_pipeline_of_two()
    {
        var bench = new Bench(running: false);
        bench.Write(0x4380, 0x0FFFFFFE);
        bench.Write(0x4389, 7);
        Assert.Equal(0u, bench.Read(0x4380));
        bench.Write(0x439F, 9);
        Assert.Equal(0x0FFFFFFEu, bench.Read(0x4380));
        Assert.Equal(0u, bench.Read(0x4389));
        Assert.NotEqual(0xAFFA63B9u, bench.Read(0xE51F));
        bench.Write(0x439F, 9);
        bench.Write(0x439F, 9);
        Assert.Equal(7u, bench.Read(0x4389));
        Assert.Equal(9u, bench.Read(0x439F));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Protection_takes_the_key_right_before_it(bool interrupted, bool isProtected)
    {
        var bench = new Bench(running: false);
        bench.Write(0xE7FE, 0xAD);
        if (interrupted) bench.Read(0xEA01);
        bench.Write(0xE7E3, 0x80);
        Assert.Equal(isProtected, bench.Chip.IsProtected);
        for (int i = 0; i < 3; i++) bench.Write(0x4386, 1);
        Assert.Equal(isProtected ? 0u : 1u, bench.Read(0x4386));
        bench.Write(0xE7FE, 0xAD);
        bench.Write(0xE7E3, 0x00);
        Assert.False(bench.Chip.IsProtected);
    }

    [Fact]
    public void A_one_clears_its_flag_and_no_other()
    {
        var bench = new Bench(running: false);
        uint before = bench.Read(0xE503);
        bench.Write(0xE503, 1 << 15);
        Assert.Equal(before & ~(1u << 15), bench.Read(0xE503));
    }

    [Fact]
    public void A_change_while_it_runs_raises_the_flag_of_the_checksum()
    {
        var bench = new Bench();
        Assert.Equal(0u, bench.Read(0xE503) & 1 << 25);
        uint before = bench.Read(0xE51F);
        bench.Write(0xE702, 0x78);
        Assert.NotEqual(before, bench.Read(0xE51F));
        Assert.Equal(1u << 25, bench.Read(0xE503) & 1 << 25);
        bench.Write(0xE702, 0x38);
        Assert.Equal(before, bench.Read(0xE51F));
    }

    [Fact]
    public void A_chip_that_does_not_run_measures_nothing()
    {
        var bench = new Bench(running: false);
        bench.Circuit.SetPower(0, 1_000_000, bench.Clock.NowMs);
        bench.Clock.Advance(60_000);
        Assert.Equal(0u, bench.Read(0xE400));
        Assert.Equal(0u, bench.Read(0x43C1));
        bench.Write(0xE228, 1);
        bench.Clock.Advance(60_000);
        Assert.NotEqual(0u, bench.Read(0xE400));
    }

    [Fact]
    public void Reading_clears_in_the_mode_that_says_so_and_not_in_the_other()
    {
        var bench = new Bench();
        bench.Circuit.SetPower(1, 10_000_000, bench.Clock.NowMs);
        bench.Clock.Advance(1000);
        uint first = bench.Read(0xE401);
        Assert.InRange(first, 18_331u, 18_335u);
        Assert.Equal(first, bench.Read(0xE401));
        bench.Write(0xE702, 0x78);
        Assert.Equal(first, bench.Read(0xE401));
        Assert.Equal(0u, bench.Read(0xE401));
        bench.Clock.Advance(1000);
        Assert.Equal(first, bench.Read(0xE401), 1u);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void The_register_wraps_at_32_bits_both_ways(int sign)
    {
        var bench = new Bench(1_000, 1_000); // full scale 1 W = 68 816.32 counts a second
        bench.Circuit.SetPower(2, sign * 1000, bench.Clock.NowMs);
        bench.Clock.Advance(31_000_000); // 2 133 305 913 counts
        Assert.Equal(sign * 2_133_305_913, (int)bench.Read(0xE402), 1.0);
        bench.Clock.Advance(1_000_000); // 2 202 122 233: beyond 0x7FFFFFFF
        Assert.Equal((double)(sign * (2_202_122_233 - (1L << 32))), (int)bench.Read(0xE402), 1.0);
        Assert.Equal(2_202_122_233, sign > 0 ? bench.Chip.ImportCounts(2) : bench.Chip.ExportCounts(2), 1.0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(13_392)]
    [InlineData(-8_390)]
    public void A_year_of_random_segments_is_exact_to_the_count(int gain)
    {
        var random = new Random(7880);
        var bench = new Bench(400_000, 5_000_000); // 2 MW a phase
        for (int i = 0; i < 3; i++) bench.Write(0x438D, gain & 0x0FFFFFFF);
        Int128 perCount = ((Int128)400_000 * 5_000_000 * 3 * 8192) << 23, truth = 0;
        long read = 0, export = 0;
        int last = (int)bench.Read(0xE402);
        for (long leftMs = 365L * 86_400_000; leftMs > 0;)
        {
            long power = random.NextInt64(-2_000_000_000, 2_000_000_001);
            long ms = Math.Min(leftMs, random.Next(4) == 0 ? random.NextInt64(1, 50) : random.NextInt64(1, 9_000_001));
            bench.Circuit.SetPower(2, power, bench.Clock.NowMs);
            bench.Clock.Advance(ms);
            int now = (int)bench.Read(0xE402);
            read += now - last;
            if (now - last < 0) export -= now - last;
            last = now;
            truth += (Int128)power * ((1 << 23) + gain) * 1_691_229_875 * ms;
            leftMs -= ms;
        }
        Assert.Equal(Floor(truth, perCount), read);
        Assert.Equal(read, bench.Chip.ImportCounts(2) - bench.Chip.ExportCounts(2));
        Assert.Equal(export, bench.Chip.ExportCounts(2));
        Int128 physical = bench.Circuit.ImportMilliwattMs(2, bench.Clock.NowMs) - bench.Circuit.ExportMilliwattMs(2, bench.Clock.NowMs);
        Assert.Equal(truth, physical * ((1 << 23) + gain) * 1_691_229_875);
    }

    [Theory]
    [InlineData(0, 1, -1)]
    [InlineData(1, 1, 0)]
    [InlineData(2, 1, -1)]
    [InlineData(3, 1, 1)]
    public void Accumulation_modes_are_signed_positive_and_absolute(int mode, int forwards, int backwards)
    {
        var bench = new Bench();
        bench.Write(0xE701, 0x80 | mode);
        bench.Circuit.SetPower(0, 3_000_000, bench.Clock.NowMs);
        bench.Clock.Advance(10_000);
        int first = (int)bench.Read(0xE400);
        bench.Circuit.SetPower(0, -3_000_000, bench.Clock.NowMs);
        bench.Clock.Advance(10_000);
        Assert.Equal(forwards, Math.Sign(first));
        Assert.Equal(backwards * first, (int)bench.Read(0xE400) - first, 1.0);
    }

    [Fact]
    public void A_threshold_ten_times_as_high_makes_a_tenth_of_the_counts()
    {
        var bench = new Bench();
        bench.Write(0xEA02, 30);
        bench.Circuit.SetPower(0, 10_000_000, bench.Clock.NowMs);
        bench.Clock.Advance(100_000);
        Assert.Equal(183_330, (int)bench.Read(0xE400), 10.0);
    }

    [Fact]
    public void Phase_calibration_delays_by_the_number_and_advances_by_512_more()
    {
        // 57 steps of 1 / 1.024 MHz are 1.002 degrees at 50 Hz.
        Assert.Equal(Math.Cos((60 + 1.002) * Math.PI / 180), Ratio(57), 0.0001);
        Assert.Equal(Math.Cos((60 - 1.002) * Math.PI / 180), Ratio(512 + 57), 0.0001);
        Assert.Equal(Math.Cos((60 - 63 * 0.017578) * Math.PI / 180), Ratio(512 + 100), 0.0001);
        Assert.Equal(Math.Cos((60 + 383 * 0.017578) * Math.PI / 180), Ratio(400), 0.0001);

        static double Ratio(int register)
        {
            var bench = new Bench();
            bench.Write(0xE614, register);
            bench.Circuit.SetCurrent(0, 10_000, 60, bench.Clock.NowMs);
            bench.Clock.Advance(1000);
            return (int)bench.Read(0xE513) * 16 / 27_059_678.0 * 353_553 * 106_170 / 1e6 / 2300;
        }
    }

    [Fact]
    public void Rms_offsets_stand_under_the_root()
    {
        var bench = new Bench();
        uint before = bench.Read(0x43C3);
        for (int i = 0; i < 3; i++) bench.Write(0x4392, 100_000);
        Assert.Equal(Math.Sqrt((double)before * before + 128.0 * 100_000), bench.Read(0x43C3), 1.0);
    }

    [Fact]
    public void Angles_are_those_of_each_voltage_and_its_current_or_of_the_voltages()
    {
        var bench = new Bench();
        bench.Circuit.SetCurrent(1, 10_000, 45, bench.Clock.NowMs);
        bench.Circuit.SetCurrent(2, 10_000, -45, bench.Clock.NowMs);
        Assert.Equal(640u, bench.Read(0xE602)); // 256 kHz / 50 Hz / 8
        Assert.Equal(4480u, bench.Read(0xE603));
        bench.Circuit.SetClamp(1, new Clamp(1, true), bench.Clock.NowMs);
        Assert.Equal(3200u, bench.Read(0xE602));
        bench.Write(0xE60E, 0x01FF | 1 << 9);
        Assert.Equal(3413u, bench.Read(0xE601)); // A to C: 240 degrees
        Assert.Equal(1707u, bench.Read(0xE602)); // B to C: 120
        Assert.Equal(1707u, bench.Read(0xE603)); // A to B: 120
    }

    [Fact]
    public void A_change_in_the_measured_past_is_refused_and_a_dead_phase_carries_nothing()
    {
        var bench = new Bench();
        bench.Circuit.SetPower(0, 1_000_000, bench.Clock.NowMs);
        bench.Circuit.SetVoltage(0, 0, bench.Clock.NowMs + 1000);
        bench.Clock.Advance(60_000);
        int counts = (int)bench.Read(0xE400);
        Assert.InRange(counts, 1_800, 1_900);
        Assert.Equal((Int128)1_000_000 * 1000, bench.Circuit.ImportMilliwattMs(0, bench.Clock.NowMs));
        Assert.Equal(0u, bench.Read(0x43C1));
        Assert.Equal(0xFFFFu, bench.Read(0xE905));
        Assert.Throws<ArgumentOutOfRangeException>(() => bench.Circuit.SetPower(0, 1, bench.Clock.NowMs - 1));
        bench.Circuit.SetVoltage(0, 230_000, bench.Clock.NowMs);
        bench.Clock.Advance(1000);
        Assert.Equal(2.0 * counts, (int)bench.Read(0xE400), 2.0);
    }

    [Fact]
    public void Noise_turns_the_bus_into_another_until_it_is_locked()
    {
        var open = new Bench(running: false);
        open.Chip.DisturbBusSelection();
        Assert.False(open.TryRead(0xE60E, out _));
        open.Chip.Reset();
        open.Clock.Advance(Ade7880Chip.StartUpMs);
        open.Write(0xEC01, 0x02);
        open.Chip.DisturbBusSelection();
        Assert.True(open.TryRead(0xE60E, out _));
    }

    [Fact]
    public void It_answers_only_after_its_start_up_and_counts_nothing_before()
    {
        var bench = new Bench();
        bench.Circuit.SetPower(0, 10_000_000, bench.Clock.NowMs);
        bench.Clock.Advance(1000);
        long before = bench.Chip.ImportCounts(0);
        bench.Write(0xE618, 0x0082);
        Assert.False(bench.TryRead(0xE60E, out _));
        bench.Clock.Advance(Ade7880Chip.StartUpMs);
        Assert.Equal(0u, bench.Read(0xE228));
        bench.Clock.Advance(1000);
        Assert.Equal(0u, bench.Read(0xE400));
        Assert.Equal(before, bench.Chip.ImportCounts(0));
        bench.Chip.PowerOff();
        Assert.False(bench.TryRead(0xE60E, out _));
    }

    private static Int128 Floor(Int128 dividend, Int128 divisor)
    {
        var (quotient, rest) = Int128.DivRem(dividend, divisor);
        return rest < 0 ? quotient - 1 : quotient;
    }

    /// <summary>A chip on a bench: running, counting freely without clearing, the level of the voltage told.</summary>
    private sealed class Bench
    {
        private readonly byte[] _write = new byte[6], _read = new byte[4];

        public Bench(int fullScaleMillivolts = 353_553, int fullScaleMilliamperes = 106_170, bool running = true)
        {
            Clock = new VirtualClock(StartMs);
            Circuit = new ThreePhaseCircuit(StartMs);
            int[] voltages = [fullScaleMillivolts, fullScaleMillivolts, fullScaleMillivolts];
            int[] currents = [fullScaleMilliamperes, fullScaleMilliamperes, fullScaleMilliamperes];
            Chip = new Ade7880Chip(Clock, Circuit, new ThreePhaseInputs(voltages, currents));
            Clock.Advance(Ade7880Chip.StartUpMs);
            if (!running) return;
            for (int i = 0; i < 3; i++) Write(0x439F, 0x7A1200);
            Write(0xE702, 0x38);
            Write(0xE228, 1);
        }

        public VirtualClock Clock { get; }
        public ThreePhaseCircuit Circuit { get; }
        public Ade7880Chip Chip { get; }

        public void Write(int address, int value)
        {
            int width = Put(address);
            for (int i = 0; i < width; i++) _write[2 + i] = (byte)(value >> 8 * (width - 1 - i));
            Assert.True(Chip.TryTransfer(0x38, _write, 2 + width, _read, 0));
        }

        public bool TryRead(int address, out uint value)
        {
            int width = Put(address);
            value = 0;
            if (!Chip.TryTransfer(0x38, _write, 2, _read, width)) return false;
            for (int i = 0; i < width; i++) value = value << 8 | _read[i];
            return true;
        }

        public uint Read(int address)
        {
            Assert.True(TryRead(address, out uint value));
            return value;
        }

        private int Put(int address)
        {
            _write[0] = (byte)(address >> 8);
            _write[1] = (byte)address;
            return (address >> 8) switch { 0x43 or 0xE4 or 0xE5 or 0xE8 => 4, 0xE2 or 0xE6 or 0xE9 => 2, _ => 1 };
        }
    }
}
