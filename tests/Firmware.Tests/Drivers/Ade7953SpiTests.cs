using CarbonMeter.Firmware.Drivers;
using CarbonMeter.Firmware.Virtual;
using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Tests.Drivers;

/// <summary>The same driver over SPI, where nobody acknowledges: what the chip says it did last is all there is.</summary>
public class Ade7953SpiTests
{
    private const long StartUnixMs = 1_800_000_000_000;

    private readonly VirtualClock _clock = new(StartUnixMs);
    private readonly Circuit _circuit = new(StartUnixMs);
    private readonly Ade7953Chip _chip;
    private readonly FaultyI2cBus _wires;
    private readonly Ade7953 _driver;
    private readonly FrontEndSample _sample = new(2);

    public Ade7953SpiTests()
    {
        var parameters = Bench.TwoChannels();
        _chip = new Ade7953Chip(_clock, _circuit, AnalogInputs.Matching(parameters));
        _wires = new FaultyI2cBus(_chip, new SeededRandom(3));
        _driver = new Ade7953(new Ade7953SpiPort(_wires));
        _clock.Advance(1000);
        _driver.Begin(parameters, FrontEndLimits.NoChecksum, false, _clock.UptimeMs);
    }

    [Fact]
    public void It_starts_and_measures_as_over_i2c()
    {
        Assert.Equal(FrontEndState.Ready, Start());
        _circuit.SetPower(0, 1_500_000, _clock.NowMs);
        _circuit.SetPower(1, -700_000, _clock.NowMs);
        Assert.Equal(SampleOutcome.Good, _driver.Sample(_sample));
        int before = _sample.ActiveCounter[0];
        _clock.Advance(10_000);
        Assert.Equal(SampleOutcome.Good, _driver.Sample(_sample));
        Assert.Equal(_chip.ImportCounts(0), _driver.ActiveGain(0, before, 0, _sample));
        Assert.Equal(1_500_000, _sample.ActivePowerMilliwatts[0], 10.0);
        Assert.Equal(-700_000, _sample.ActivePowerMilliwatts[1], 10.0);
        Assert.Equal(230_000, _sample.VoltageMillivolts[1], 1.0);
    }

    [Fact]
    public void A_transformer_the_other_way_round_turns_import_into_export()
    {
        var parameters = Bench.TwoChannels();
        parameters.Wires = [new Wire { Direction = -1 }, new Wire()];
        _driver.Begin(parameters, FrontEndLimits.NoChecksum, true, _clock.UptimeMs);
        Assert.Equal(FrontEndState.Ready, Start());
        _circuit.SetPower(0, -1_500_000, _clock.NowMs);
        _circuit.SetPower(1, -700_000, _clock.NowMs);
        Assert.Equal(SampleOutcome.Good, _driver.Sample(_sample));
        int first = _sample.ActiveCounter[0], second = _sample.ActiveCounter[1];
        long exported = _chip.ExportCounts(0), other = _chip.ExportCounts(1);
        _clock.Advance(10_000);
        Assert.Equal(SampleOutcome.Good, _driver.Sample(_sample));
        Assert.Equal(_chip.ExportCounts(0) - exported, _driver.ActiveGain(0, first, 0, _sample));
        Assert.Equal(-(_chip.ExportCounts(1) - other), _driver.ActiveGain(1, second, 0, _sample));
        Assert.Equal(1_500_000, _sample.ActivePowerMilliwatts[0], 10.0);
        parameters.Wires[1].VoltageInput = 2;
        Assert.False(_driver.Accepts(parameters));
    }

    [Fact]
    public void A_chip_that_drives_nothing_is_no_reading_and_no_start()
    {
        Assert.Equal(FrontEndState.Ready, Start());
        _wires.IsUnplugged = true;
        Assert.Equal(SampleOutcome.BusFailed, _driver.Sample(_sample));
        _driver.Begin(Bench.TwoChannels(), FrontEndLimits.NoChecksum, true, _clock.UptimeMs);
        Assert.Equal(FrontEndState.Failed, Start());
    }

    [Fact]
    public void Disturbed_readings_cost_no_energy()
    {
        Assert.Equal(FrontEndState.Ready, Start());
        _circuit.SetPower(0, 12_345_678, _clock.NowMs);
        Assert.Equal(SampleOutcome.Good, _driver.Sample(_sample));
        int before = _sample.ActiveCounter[0];
        long start = _chip.ImportCounts(0), counts = 0;
        _wires.CorruptedPpm = 20_000;
        _wires.PhantomPpm = 20_000;
        int good = 0;
        for (int i = 0; i < 500; i++)
        {
            _clock.Advance(1000);
            if (_driver.Sample(_sample) != SampleOutcome.Good) continue;
            good++;
            counts += _driver.ActiveGain(0, before, 0, _sample);
            before = _sample.ActiveCounter[0];
            Assert.Equal(_chip.ImportCounts(0) - start, counts);
        }
        Assert.InRange(good, 10, 490);
    }

    private FrontEndState Start()
    {
        for (int i = 0; i < 300; i++)
        {
            var state = _driver.Step(_clock.UptimeMs);
            if (state != FrontEndState.Starting) return state;
            _clock.Advance(Math.Max(0, _driver.StepDueMs - _clock.UptimeMs));
        }
        throw new InvalidOperationException("start-up does not end");
    }
}
