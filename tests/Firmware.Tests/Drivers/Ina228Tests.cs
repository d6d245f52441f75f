using CarbonMeter.Firmware.Drivers;
using CarbonMeter.Firmware.Virtual;
using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Tests.Drivers;

/// <summary>The direct-current front end on its register-level chip: energy by the sign of the charge, faults, resets, wraps.</summary>
public class Ina228Tests
{
    private const byte Address = 0x45;
    private const long StartUnixMs = 1_800_000_000_000;
    private const int FullScaleMilliamperes = 10_000;

    private readonly VirtualClock _clock = new(StartUnixMs);
    private readonly DcCircuit _circuit = new(StartUnixMs);
    private readonly Ina228Chip _chip;
    private readonly FaultyI2cBus _bus;
    private readonly FrontEndSample _sample = new(1);
    private Ina228 _driver;

    public Ina228Tests()
    {
        _chip = new Ina228Chip(_clock, _circuit, Address, FullScaleMilliamperes);
        _bus = new FaultyI2cBus(_chip, new SeededRandom(5));
        _driver = new Ina228(_bus, Address);
        _clock.Advance(1000);
    }

    // The vendor's worked example: 10 A at full scale, 48 V, 6 A, one hour.
    [Fact]
    public void Registers_convert_as_in_the_vendors_example()
    {
        var channel = Set().Channels[0];
        Assert.Equal(6000, Ina228Conversion.CurrentMilliamperes(314_572, channel));
        Assert.Equal(-6000, Ina228Conversion.CurrentMilliamperes(-314_572, channel));
        Assert.Equal(48_000, Ina228Conversion.VoltageMillivolts(245_760, Ina228Conversion.VoltageFullScaleMillivolts));
        double wattHours = 1_061_683_200.0 * Ina228Conversion.PicowattHoursPerCount(Ina228Conversion.VoltageFullScaleMillivolts, channel) / 1e12;
        Assert.Equal(1_036_800 / 3600.0, wattHours, 0.001);
    }

    [Fact]
    public void Import_and_export_are_told_apart_by_the_charge_and_are_exact_to_the_count()
    {
        Assert.Equal(FrontEndState.Ready, Start());
        var random = new Random(7);
        long import = 0, export = 0;
        Read();
        for (int i = 0; i < 2000; i++)
        {
            int current = random.Next(-9_999, 10_000);
            _circuit.Set(random.Next(1_000, 85_000), current, _clock.NowMs);
            int active = _sample.ActiveCounter[0], charge = _sample.ReactiveCounter[0];
            _clock.Advance(random.Next(500, 20_000));
            Read();
            long gain = _driver.ActiveGain(0, active, charge, _sample);
            if (gain >= 0) import += gain;
            else export -= gain;
            Assert.Equal(_chip.ImportCounts, import);
            Assert.Equal(_chip.ExportCounts, export);
            Assert.Equal(Math.Abs(current), _sample.CurrentMilliamperes[0], 1.0);
        }
        // And the counts are the circuit's energy, within the resolution of the registers.
        double truth = (double)_circuit.ImportMicrowattMs(_clock.NowMs) / 3.6e12;
        Assert.Equal(truth, import * (double)_driver.PicowattHoursPerCount(0) / 1e12, truth * 20e-6);
        Assert.False(_sample.HasPowerFactor);
        Assert.False(_sample.HasFrequency);
    }

    [Fact]
    public void The_counters_wrap_without_a_trace()
    {
        Assert.Equal(FrontEndState.Ready, Start());
        _circuit.Set(48_000, -6_000, _clock.NowMs);
        _chip.PresetAccumulators((1L << 40) - 1000, 500);
        Read();
        int active = _sample.ActiveCounter[0], charge = _sample.ReactiveCounter[0];
        long before = _chip.ExportCounts;
        _clock.Advance(60_000);
        Read();
        Assert.Equal(-(_chip.ExportCounts - before), _driver.ActiveGain(0, active, charge, _sample));
    }

    [Fact]
    public void A_charge_of_one_below_zero_is_read_although_it_is_all_ones()
    {
        Assert.Equal(FrontEndState.Ready, Start());
        _chip.PresetAccumulators(12_345, -1);
        Read();
        Assert.Equal(-1, _sample.ReactiveCounter[0]);
    }

    [Fact]
    public void Disturbed_readings_are_refused_and_cost_nothing()
    {
        Assert.Equal(FrontEndState.Ready, Start());
        _circuit.Set(80_000, 9_000, _clock.NowMs);
        Read();
        int active = _sample.ActiveCounter[0], charge = _sample.ReactiveCounter[0], good = 0;
        long counts = 0, start = _chip.ImportCounts;
        _bus.CorruptedPpm = 5_000;
        _bus.NackPpm = _bus.PhantomPpm = _bus.LostReplyPpm = 5_000;
        for (int i = 0; i < 500; i++)
        {
            _clock.Advance(1000);
            if (_driver.Sample(_sample) != SampleOutcome.Good) continue;
            good++;
            counts += _driver.ActiveGain(0, active, charge, _sample);
            (active, charge) = (_sample.ActiveCounter[0], _sample.ReactiveCounter[0]);
            Assert.Equal(_chip.ImportCounts - start, counts);
        }
        Assert.InRange(good, 50, 499);
    }

    [Fact]
    public void A_dead_bus_is_no_start_and_no_reading()
    {
        _bus.IsUnplugged = true;
        Assert.Equal(FrontEndState.Failed, Start());
        _bus.Heal();
        _bus.PhantomPpm = 1_000_000;
        Assert.Equal(FrontEndState.Failed, Start());
        _bus.Heal();
        Assert.Equal(FrontEndState.Ready, Start());
        _bus.PhantomPpm = 1_000_000;
        Assert.Equal(SampleOutcome.BusFailed, _driver.Sample(_sample));
    }

    [Theory, InlineData(0, 0x0010), InlineData(1, 0x0008), InlineData(2, 0x0001)]
    public void A_changed_register_is_told_with_what_was_found(int register, int mask)
    {
        Assert.Equal(FrontEndState.Ready, Start());
        Read();
        _chip.FlipBits(register, mask);
        Assert.Equal(SampleOutcome.ConfigurationChanged, _driver.Sample(_sample));
        Assert.Equal(_driver.Checksum ^ (long)mask << 16 * (2 - register), _sample.Evidence);
    }

    [Fact]
    public void A_reset_is_seen_and_what_was_counted_before_is_not_gone_on_from()
    {
        Assert.Equal(FrontEndState.Ready, Start());
        Read();
        _chip.Reset();
        _clock.Advance(5);
        Assert.Equal(SampleOutcome.ChipReset, _driver.Sample(_sample));
        Assert.Equal(FrontEndState.Ready, Start(_driver.Checksum));
        Assert.False(_driver.Continued);
    }

    [Fact]
    public void A_chip_that_ran_on_over_a_restart_of_the_processor_is_left_alone()
    {
        Assert.Equal(FrontEndState.Ready, Start());
        _circuit.Set(48_000, 2_000, _clock.NowMs);
        Read();
        int active = _sample.ActiveCounter[0], charge = _sample.ReactiveCounter[0];
        long checksum = _driver.Checksum, before = _chip.ImportCounts;
        _clock.Advance(3000);
        _clock.RestartUptime();
        _driver = new Ina228(_bus, Address);
        Assert.Equal(FrontEndState.Ready, Start(checksum));
        Assert.True(_driver.Continued);
        Read();
        Assert.Equal(_chip.ImportCounts - before, _driver.ActiveGain(0, active, charge, _sample));
    }

    [Fact]
    public void A_set_asks_only_for_what_the_chip_has()
    {
        Assert.True(_driver.Accepts(Set()));
        Assert.True(_driver.Accepts(Set(channel => channel.Pga = Ina228Conversion.NarrowRange)));
        Assert.False(_driver.Accepts(Set(channel => channel.Pga = 1)));
        Assert.False(_driver.Accepts(Set(channel => channel.Phase = 1)));
        Assert.False(_driver.Accepts(Set(channel => channel.ActiveOffset = 1)));
        Assert.False(_driver.Accepts(Set(channel => channel.CurrentFullScaleMilliamperes = 1_000_000_000)));
        var other = Set();
        other.FrontEnd = "ADE7953";
        Assert.False(_driver.Accepts(other));
    }

    [Theory, InlineData(0, 6_000), InlineData(2, 2_400)]
    public void Either_range_reads_the_same_current(int range, int milliamperes)
    {
        var set = Set(channel => channel.Pga = range);
        Assert.Equal(FrontEndState.Ready, Start(parameters: set));
        _circuit.Set(50_000, milliamperes, _clock.NowMs);
        Read();
        int active = _sample.ActiveCounter[0], charge = _sample.ReactiveCounter[0];
        _clock.Advance(3_600_000);
        Read();
        double wattHours = _driver.ActiveGain(0, active, charge, _sample) * (double)_driver.PicowattHoursPerCount(0) / 1e12;
        Assert.Equal(50.0 * milliamperes / 1000, wattHours, 0.01);
        Assert.Equal(milliamperes, _sample.CurrentMilliamperes[0]);
    }

    [Fact]
    public void A_shunt_the_other_way_round_turns_import_into_export()
    {
        var set = Set();
        set.Wires = [new Wire { Direction = -1 }];
        Assert.Equal(FrontEndState.Ready, Start(parameters: set));
        _circuit.Set(48_000, -2_000, _clock.NowMs);
        Read();
        int active = _sample.ActiveCounter[0], charge = _sample.ReactiveCounter[0];
        _clock.Advance(10_000);
        Read();
        Assert.Equal(_chip.ExportCounts, _driver.ActiveGain(0, active, charge, _sample) + (uint)active);
        Assert.Equal(96_000, _sample.ActivePowerMilliwatts[0], 10.0);
        set.Wires[0].VoltageInput = 2;
        Assert.False(_driver.Accepts(set));
    }

    [Fact]
    public void A_gain_corrects_the_energy_of_a_wrong_shunt()
    {
        _chip.ShuntErrorPpm = -10_000;
        var set = Set(channel => channel.ActiveGain = (int)Math.Round(ParameterSet.UnityGain / 0.99));
        Assert.Equal(FrontEndState.Ready, Start(parameters: set));
        _circuit.Set(48_000, 5_000, _clock.NowMs);
        Read();
        int active = _sample.ActiveCounter[0], charge = _sample.ReactiveCounter[0];
        _clock.Advance(3_600_000);
        Read();
        Assert.Equal(240.0, _driver.ActiveGain(0, active, charge, _sample) * (double)_driver.PicowattHoursPerCount(0) / 1e12, 0.01);
    }

    private static ParameterSet Set(Action<ChannelParameters>? with = null)
    {
        var channel = new ChannelParameters { ChannelId = 1, CurrentFullScaleMilliamperes = FullScaleMilliamperes };
        with?.Invoke(channel);
        return new ParameterSet
        {
            Id = "dc", FrontEnd = "INA228", VoltageFullScaleMillivolts = Ina228Conversion.VoltageFullScaleMillivolts, Channels = [channel],
        };
    }

    private void Read() => Assert.Equal(SampleOutcome.Good, _driver.Sample(_sample));

    private FrontEndState Start(long checksum = FrontEndLimits.NoChecksum, ParameterSet? parameters = null)
    {
        _driver.Begin(parameters ?? Set(), checksum, false, _clock.UptimeMs);
        for (int i = 0; i < 100; i++)
        {
            var state = _driver.Step(_clock.UptimeMs);
            if (state != FrontEndState.Starting) return state;
            _clock.Advance(Math.Max(0, _driver.StepDueMs - _clock.UptimeMs));
        }
        throw new InvalidOperationException("start-up does not end");
    }
}
