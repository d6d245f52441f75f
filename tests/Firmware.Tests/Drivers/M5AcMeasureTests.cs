using CarbonMeter.Firmware.Drivers;
using CarbonMeter.Firmware.Virtual;
using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Tests.Drivers;

/// <summary>The all-bought demonstration unit: coarse energy that is nonetheless exact, and nothing it does not know.</summary>
public class M5AcMeasureTests
{
    private const long StartUnixMs = 1_800_000_000_000;

    private readonly VirtualClock _clock = new(StartUnixMs);
    private readonly Circuit _circuit = new(StartUnixMs);
    private readonly M5AcMeasureUnit _unit;
    private readonly FaultyI2cBus _bus;
    private readonly M5AcMeasure _driver;
    private readonly FrontEndSample _sample = new(1);

    public M5AcMeasureTests()
    {
        _unit = new M5AcMeasureUnit(_clock, _circuit, M5AcMeasure.AddressDefault);
        _unit.PowerOn();
        _bus = new FaultyI2cBus(_unit, new SeededRandom(9));
        _driver = new M5AcMeasure(_bus, M5AcMeasure.AddressDefault);
    }

    [Fact]
    public void Energy_comes_in_steps_and_none_is_lost()
    {
        Assert.Equal(FrontEndState.Ready, Start());
        _circuit.SetPower(0, 1_234_567, _clock.NowMs);
        Read();
        int before = _sample.ActiveCounter[0];
        long counts = 0;
        for (int i = 0; i < 24 * 60; i++)
        {
            _clock.Advance(60_000);
            Read();
            counts += _driver.ActiveGain(0, before, 0, _sample);
            before = _sample.ActiveCounter[0];
        }
        Assert.InRange(24 * 1_234_567 / 1000.0 - counts * 10, 0, 10);
        Assert.Equal(1_234_560, _sample.ActivePowerMilliwatts[0]);
        Assert.Equal(230_000, _sample.VoltageMillivolts[0]);
        Assert.Equal(1_000_000, _sample.PowerFactorPpm[0]);
        Assert.False(_sample.HasFrequency);
    }

    [Fact]
    public void Energy_that_falls_is_a_unit_that_began_again()
    {
        Assert.Equal(FrontEndState.Ready, Start());
        _circuit.SetPower(0, 2_000_000, _clock.NowMs);
        _clock.Advance(3_600_000);
        Read();
        _unit.PowerOff();
        Assert.Equal(SampleOutcome.BusFailed, _driver.Sample(_sample));
        _unit.PowerOn();
        _clock.Advance(2000);
        Assert.Equal(SampleOutcome.ChipReset, _driver.Sample(_sample));
        Assert.False(_driver.Continued);
    }

    [Fact]
    public void A_changed_calibration_factor_is_tampering()
    {
        Assert.Equal(FrontEndState.Ready, Start());
        Read();
        _unit.ChangeFactor(1, 90);
        Assert.Equal(SampleOutcome.ConfigurationChanged, _driver.Sample(_sample));
        Assert.Equal(1 << 16 | 100 << 8 | 90, _sample.Evidence);
    }

    [Fact]
    public void A_silent_or_lying_bus_gives_no_reading()
    {
        _bus.IsUnplugged = true;
        Assert.Equal(FrontEndState.Failed, Start());
        _bus.Heal();
        Assert.Equal(FrontEndState.Ready, Start());
        _bus.PhantomPpm = 1_000_000;
        Assert.Equal(SampleOutcome.BusFailed, _driver.Sample(_sample));
        _bus.Heal();
        _circuit.SetPower(0, 2_000_000, _clock.NowMs);
        _bus.CorruptedPpm = 5_000;
        for (int i = 0; i < 500; i++)
        {
            _clock.Advance(10_000);
            if (_driver.Sample(_sample) == SampleOutcome.Good) Assert.Equal(_unit.Counts, _sample.ActiveCounter[0]);
        }
    }

    [Fact]
    public void A_set_cannot_calibrate_it()
    {
        Assert.True(_driver.Accepts(Set()));
        var set = Set();
        set.Channels[0].ActiveGain++;
        Assert.False(_driver.Accepts(set));
    }

    private static ParameterSet Set() => new()
    {
        Id = "m5", FrontEnd = M5AcMeasure.FrontEndName, VoltageFullScaleMillivolts = 250_000,
        Channels = [new ChannelParameters { ChannelId = 1, CurrentFullScaleMilliamperes = 10_000 }],
    };

    private void Read() => Assert.Equal(SampleOutcome.Good, _driver.Sample(_sample));

    private FrontEndState Start()
    {
        _driver.Begin(Set(), FrontEndLimits.NoChecksum, false, _clock.UptimeMs);
        for (int i = 0; i < 50; i++)
        {
            var state = _driver.Step(_clock.UptimeMs);
            if (state != FrontEndState.Starting) return state;
            _clock.Advance(Math.Max(0, _driver.StepDueMs - _clock.UptimeMs));
        }
        throw new InvalidOperationException("start-up does not end");
    }
}
