using CarbonMeter.Firmware.Drivers;
using CarbonMeter.Firmware.Tests.Core;
using CarbonMeter.Firmware.Virtual;
using CarbonMeter.Records;
using CarbonMeter.Units;

namespace CarbonMeter.Firmware.Tests.Gas;

/// <summary>The drivers of the stack board on register-level models in one gas: the records say what the gas is.</summary>
public sealed class RealSensorTests
{
    private readonly GasState _gas = new()
    {
        CarbonDioxidePpm = 120_000, DifferentialPressureMillipascals = 100_000, PressurePascals = 100_500, TemperatureMillikelvins = 313_150,
        RelativeHumidityPpm = 400_000,
    };

    private readonly SeededRandom _random = new(5);
    private VirtualI2cBus? _bus;
    private Stc31Chip? _stc;
    private SdpChip? _sdp;
    private Sht4xChip? _sht;
    private Bmx280Chip? _bmp;

    [Fact]
    public void Stack_board_measures_the_flow_that_is_there()
    {
        using var bench = new StackBench(Sensors).Begin();
        bench.RunTo(300_000);
        var gas = bench.Intervals[^1].Gas!;
        Assert.Equal(60_000, gas.MeasuredMs);
        Assert.Equal(120_000, gas.CarbonDioxidePpm.Value, 1_000.0);
        Assert.Equal(100_000, gas.DifferentialPressureMillipascals.Value, 100.0);
        Assert.Equal(100_500, gas.PressurePascals.Value, 20.0);
        Assert.Equal(313_150, gas.TemperatureMillikelvins.Value, 300.0);
        double water = 0.4 * 7_384 / 100_500, molar = (0.12 * 44.0095) + (water * 18.015) + ((0.88 - water) * 28.9652);
        Assert.Equal(water * 1e6, gas.WaterPpm.Value, water * 2e4);
        double perHour = 0.12 * 0.0440095 * 0.84 * 0.070686 * Math.Sqrt(2 * 100 * 100_500 / (8.314462618 * 313.15 * molar / 1000)) * 3600;
        Assert.Equal(perHour / 60 * 1e6, gas.MassMilligrams.Value, perHour / 60 * 1e4);
        Assert.Empty(bench.Gaps);
    }

    [Fact]
    public void Frozen_carbon_dioxide_sensor_is_found_out_and_told()
    {
        using var bench = new StackBench(Sensors).Begin();
        bench.RunTo(120_000);
        _stc!.IsFrozen = true;
        bench.RunTo(1_200_000);
        Assert.Contains(bench.Gaps, gap => gap.Text == "STC31" && gap.Reason == (int)SensorFault.Stuck);
        Assert.False(bench.Intervals[^1].Gas!.MassMilligrams.IsPresent);
    }

    [Fact]
    public void Unplugged_sensor_is_a_gap_until_it_is_back()
    {
        using var bench = new StackBench(Sensors).Begin();
        bench.RunTo(120_000);
        _sdp!.PowerOff();
        bench.RunTo(300_000);
        Assert.False(bench.Intervals[^1].Gas!.DifferentialPressureMillipascals.IsPresent);
        _sdp.PowerOn();
        bench.RunTo(1_500_000);
        Assert.Equal(60_000, bench.Intervals[^1].Gas!.MeasuredMs);
        Assert.All(bench.Gaps, gap => Assert.Equal(("SDP", (int)SensorFault.Silent), (gap.Text, gap.Reason)));
        Assert.Equal([false, true], bench.Gaps.Select(gap => gap.ToUnixMs.IsPresent));
    }

    [Fact]
    public void Gas_beside_electricity_goes_on_while_the_metering_chip_is_silent()
    {
        var parameters = MeterBench.TwoChannels();
        parameters.Gas = StackBench.Duct();
        var bench = new MeterBench(parameters: parameters);
        bench.Meter.OnParts = parts => parts.GasSensors = Sensors(bench.Meter.Clock);
        bench.Meter.PowerOn();
        bench.Load(1_000_000, 0);
        bench.Run(125);
        bench.Meter.Bus.IsUnplugged = true;
        bench.Run(100);
        bench.Meter.Bus.IsUnplugged = false;
        bench.Run(900);
        bench.AssertChain();
        var whole = bench.Intervals.Select(placed => placed.Interval.Gas!).ToList();
        long measured = whole.Sum(gas => (long)gas.MeasuredMs), mass = whole.Where(gas => gas.MassMilligrams.IsPresent).Sum(gas => gas.MassMilligrams.Value);
        double rate = whole[^1].MassMilligrams.Value / (double)whole[^1].MeasuredMs;
        // Nothing of it was lost while the chip could not be read; the catch-up interval holds more than it lasted.
        long span = (bench.Intervals[^1].EndUnixSeconds * 1000) - (bench.Intervals[0].StartUnixSeconds * 1000);
        Assert.Equal(rate * span, mass, rate * 12_000);
        Assert.True(measured <= span);
        Assert.Contains(bench.Intervals, placed => placed.Interval.Gas!.MassMilligrams is { IsPresent: true } && placed.Interval.Channels[0].ImportMilliwattHours > 0);
    }

    private ISensor[] Sensors(StackBench bench) => Sensors(bench.Clock);

    private ISensor[] Sensors(VirtualClock clock)
    {
        if (_bus is null)
        {
            _bus = new VirtualI2cBus(_random);
            _bus.Attach(0x29, _stc = new Stc31Chip(clock, _gas, _random, isC: true));
            _bus.Attach(0x25, _sdp = new SdpChip(clock, _gas, _random));
            _bus.Attach(0x44, _sht = new Sht4xChip(clock, _gas, _random));
            _bus.Attach(0x76, _bmp = new Bmx280Chip(clock, _gas, _random, hasHumidity: false));
        }
        return
        [
            new Stc31(_bus, 0x29, Stc31Gas.CInAirTo40, SensorFigures.CarbonDioxide),
            new Sdp(_bus, 0x25, 1000, SensorFigures.DifferentialPressure),
            new Sht4x(_bus, 0x44, 1000, SensorFigures.Temperature | SensorFigures.RelativeHumidity),
            new Bmx280(_bus, 0x76, 1000, SensorFigures.Pressure),
        ];
    }
}
