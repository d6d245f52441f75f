namespace CarbonMeter.Firmware.Tests.Drivers;

/// <summary>Angles among the voltages, for which the chip is turned and turned back.</summary>
public sealed class Ade7880VoltageTests
{
    private readonly PhaseBench _bench = PhaseBench.Ready();
    private readonly WiringProbe _probe = new(3);

    [Theory]
    [InlineData(120, 240)]
    [InlineData(240, 120)]
    [InlineData(0, 240)]
    public void They_are_as_the_circuit_has_them_and_the_configuration_is_as_it_was(int second, int third)
    {
        _bench.Circuit.SetVoltageLag(1, second, _bench.Clock.NowMs);
        _bench.Circuit.SetVoltageLag(2, third, _bench.Clock.NowMs);
        _bench.Clock.Advance(1000);
        Assert.Equal(SampleOutcome.Good, _bench.Read());
        Assert.True(_bench.Driver.TryTurnToVoltages(true));
        Assert.True(_bench.Driver.TryReadVoltages());
        Assert.True(_bench.Driver.TryTurnToVoltages(false));
        Assert.Equal(SampleOutcome.Good, _bench.Read());
        Assert.True(_bench.Driver.TryProbe(_probe));
        Assert.True(_probe.HasVoltageLag);
        Assert.Equal(second * 1000, _probe.VoltageLagMillidegrees[0], 100.0);
        Assert.Equal(third * 1000, _probe.VoltageLagMillidegrees[1], 100.0);
    }

    [Fact]
    public void Left_turned_it_is_told_as_a_changed_configuration()
    {
        Assert.Equal(SampleOutcome.Good, _bench.Read());
        Assert.True(_bench.Driver.TryTurnToVoltages(true));
        Assert.Equal(SampleOutcome.ConfigurationChanged, _bench.Read());
    }

    [Fact]
    public void A_dead_phase_and_a_silent_bus_give_none()
    {
        _bench.Circuit.SetVoltage(2, 0, _bench.Clock.NowMs);
        _bench.Clock.Advance(1000);
        Assert.True(_bench.Driver.TryTurnToVoltages(true));
        Assert.False(_bench.Driver.TryReadVoltages());
        Assert.True(_bench.Driver.TryTurnToVoltages(false));
        Assert.True(_bench.Driver.TryProbe(_probe));
        Assert.False(_probe.HasVoltageLag);
        _bench.Chip.PowerOff();
        Assert.False(_bench.Driver.TryReadVoltages());
        Assert.False(_bench.Driver.TryTurnToVoltages(false));
    }
}
