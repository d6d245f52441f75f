using CarbonMeter.Firmware.Gas;
using CarbonMeter.Records;
using CarbonMeter.Units;

namespace CarbonMeter.Firmware.Tests.Gas;

/// <summary>A meter without electricity channels over scripted sensors: what its records say, and what they do not.</summary>
public sealed class StackMeterTests
{
    // 565.43 kg an hour and what a calorimetric sensor shows of 100 Pa at 100 500 Pa.
    private const int ShownMillipascals = 104_037;

    private readonly ScriptedSensor _carbon = new("NDIR", reading => reading.CarbonDioxidePpm = Reading.Of(120_000));
    private readonly ScriptedSensor _pressure = new("BARO", reading =>
    {
        reading.PressurePascals = Reading.Of(100_500);
        reading.TemperatureMillikelvins = Reading.Of(313_150);
    });

    private readonly ScriptedSensor _flow;
    private int _shown = ShownMillipascals;

    public StackMeterTests()
    {
        _flow = new ScriptedSensor("SDP", reading => reading.DifferentialPressureMillipascals = Reading.Of(_shown));
    }

    [Fact]
    public void Records_hold_mass_volume_and_figures_with_their_uncertainty()
    {
        using var bench = Running();
        bench.RunTo(240_000);
        var gas = bench.Intervals[^1].Gas!;
        Assert.Equal(60_000, gas.MeasuredMs);
        Assert.Equal(120_000, gas.CarbonDioxidePpm.Value);
        Assert.Equal((100_500, 313_150), (gas.PressurePascals.Value, gas.TemperatureMillikelvins.Value));
        Assert.InRange(gas.DifferentialPressureMillipascals.Value, 99_998, 100_001);
        Assert.False(gas.WaterPpm.IsPresent);
        Assert.Equal(565.43 / 60 * 1e6, gas.MassMilligrams.Value, 200.0);
        Assert.Equal(60_000, gas.CarbonDioxideUncertaintyPpm.Value);
        Assert.Equal(GasUncertainty.OfMass(120_000, 0, gas.DifferentialPressureMillipascals.Value, bench.Gas.Budget).Value, gas.MassUncertaintyPpm.Value);
        Assert.Empty(bench.Intervals[^1].Channels);
        Assert.Equal(IntervalFlags.None, bench.Intervals[^1].Flags);
        var last = bench.Records.Values.Last();
        Assert.Empty(last.Registers);
        Assert.Equal(160_000, last.GasUncertaintyPpm.Value);
        Assert.Equal((273_150, 101_325, GasBasis.Wet, 0), (last.Gas!.ReferenceMillikelvins, last.Gas.ReferencePascals, last.Gas.Basis, last.Gas.BackgroundPpm));
        Assert.Equal(1.96349 * 0.12, gas.MassMilligrams.Value / 1000.0 / gas.VolumeLitres.Value, 0.0001);
        Assert.Equal(100_500, _carbon.ToldPressurePascals.Value);
        bench.AssertExact(Rate(bench));
    }

    [Fact]
    public void Silent_sensor_is_a_gap_and_never_a_value()
    {
        using var bench = Running();
        bench.RunTo(65_000);
        _flow.Fails = SensorFault.Silent;
        bench.RunTo(65_000 + FigureStandsMs + 31_000);
        _flow.Fails = SensorFault.None;
        bench.RunTo(360_000);
        var gap = Assert.Single(bench.Gaps);
        Assert.Equal(("SDP", (int)SensorFault.Silent), (gap.Text, gap.Reason));
        Assert.InRange(gap.FromUnixMs.Value - StackBench.Start, 84_000, 87_000);
        Assert.InRange(gap.ToUnixMs.Value - gap.FromUnixMs.Value, 29_000, 33_000);
        Assert.InRange(gap.Value.Value, 29, 33);
        Assert.InRange(Assert.Single(bench.Intervals.Skip(1), interval => interval.Gas!.MeasuredMs < 60_000).Gas!.MeasuredMs, 24_000, 34_000);
        bench.AssertExact(Rate(bench));
    }

    [Theory]
    [InlineData(SensorFault.Stuck)]
    [InlineData(SensorFault.OutOfRange)]
    [InlineData(SensorFault.NotSetUp)]
    [InlineData(SensorFault.Unwell)]
    public void Lying_sensor_loses_its_figure_at_once(SensorFault fault)
    {
        using var bench = Running();
        bench.RunTo(60_000);
        _carbon.Fails = fault;
        bench.RunTo(240_000);
        var blind = bench.Intervals[^1].Gas!;
        Assert.False(blind.CarbonDioxidePpm.IsPresent || blind.CarbonDioxideUncertaintyPpm.IsPresent);
        Assert.False(blind.MassMilligrams.IsPresent || blind.VolumeLitres.IsPresent || blind.MassUncertaintyPpm.IsPresent);
        Assert.Equal((0, 100_500), (blind.MeasuredMs, blind.PressurePascals.Value));
        var gap = Assert.Single(bench.Gaps);
        Assert.Equal(("NDIR", (int)fault, false), (gap.Text, gap.Reason, gap.ToUnixMs.IsPresent));
        Assert.InRange(gap.FromUnixMs.Value - StackBench.Start, 60_000, 62_000);
        _carbon.Fails = SensorFault.None;
        bench.RunTo(1_200_000);
        Assert.Equal(2, bench.Gaps.Count);
        Assert.Equal(gap.FromUnixMs.Value, bench.Gaps[1].FromUnixMs.Value);
        Assert.InRange(bench.Gaps[1].ToUnixMs.Value - StackBench.Start, 240_000, 242_000);
        bench.AssertExact(Rate(bench));
    }

    [Fact]
    public void All_sensors_gone_leave_no_gas_in_the_interval()
    {
        using var bench = Running();
        bench.RunTo(60_000);
        _carbon.Fails = _flow.Fails = _pressure.Fails = SensorFault.Silent;
        bench.RunTo(300_000);
        Assert.Null(bench.Intervals[^1].Gas);
        Assert.Equal(3, bench.Gaps.Count);
    }

    [Fact]
    public void Loose_contact_does_not_fill_the_journal()
    {
        using var bench = Running();
        for (int i = 0; i < 360; i++)
        {
            _flow.Fails = i % 2 == 0 ? SensorFault.Stuck : SensorFault.None;
            bench.Run(10);
        }
        Assert.InRange(bench.Gaps.Count, 3, 6);
        Assert.True(bench.Gaps.Sum(gap => gap.Value.Value) > 1_000);
        bench.AssertExact(Rate(bench));
    }

    [Fact]
    public void Sensor_that_never_spoke_is_missed()
    {
        _flow.Fails = SensorFault.Silent;
        using var bench = Running();
        bench.RunTo(180_000);
        Assert.All(bench.Intervals, interval => Assert.False(interval.Gas!.MassMilligrams.IsPresent));
        Assert.Equal("SDP", Assert.Single(bench.Gaps).Text);
    }

    [Fact]
    public void Reverse_flow_is_remarked_and_counts_nothing()
    {
        using var bench = Running();
        bench.RunTo(60_000);
        _shown = -5_000;
        bench.RunTo(240_000);
        var interval = bench.Intervals[^1];
        Assert.Equal(IntervalFlags.ReverseFlow, interval.Flags);
        Assert.Equal((0, 0, 60_000), (interval.Gas!.MassMilligrams.Value, interval.Gas.VolumeLitres.Value, interval.Gas.MeasuredMs));
        Assert.InRange(interval.Gas.DifferentialPressureMillipascals.Value, -4_900, -4_700);
        Assert.Equal(GasUncertainty.PpmMax, interval.Gas.MassUncertaintyPpm.Value);
        Assert.Equal(IntervalFlags.None, bench.Intervals[0].Flags & IntervalFlags.ReverseFlow);
    }

    [Fact]
    public void Meter_without_a_flow_sensor_gives_the_fraction_and_no_mass()
    {
        using var bench = new StackBench(_ => [_carbon, _pressure]).Begin();
        bench.RunTo(180_000);
        var gas = bench.Intervals[^1].Gas!;
        Assert.Equal((60_000, 120_000), (gas.MeasuredMs, gas.CarbonDioxidePpm.Value));
        Assert.False(gas.MassMilligrams.IsPresent || gas.VolumeLitres.IsPresent || gas.DifferentialPressureMillipascals.IsPresent);
        Assert.Equal(0, bench.State.Gas!.MassMilligrams);
    }

    [Fact]
    public void Humidity_is_relative_to_the_part_that_measured_it()
    {
        var humid = new ScriptedSensor("RH", reading =>
        {
            reading.RelativeHumidityPpm = Reading.Of(500_000);
            reading.TemperatureMillikelvins = Reading.Of(303_150);
        });
        using var bench = new StackBench(_ => [_carbon, _pressure, _flow, humid]).Begin();
        bench.RunTo(120_000);
        var gas = bench.Intervals[^1].Gas!;
        Assert.Equal(WaterVapour.MoleFractionPpb(500_000, 303_150, 100_500) / 1000, gas.WaterPpm.Value);
        Assert.Equal(313_150, gas.TemperatureMillikelvins.Value);
    }

    [Fact]
    public void Reference_state_changes_with_the_parameter_set_and_nothing_is_mixed()
    {
        using var bench = Running();
        bench.RunTo(90_000);
        var other = StackBench.Duct();
        (other.ReferenceTemperatureMillikelvins, other.Basis, other.BackgroundPpm) = (298_150, GasBasis.Dry, 420);
        bench.Command(CommandCode.SetParameterSet, StackBench.Set(other), 1);
        bench.RunTo(360_000);
        var change = bench.Records.Values.OfType<EventRecord>().Last(record => record.Code == EventCode.ParameterChange);
        Assert.Equal((298_150, GasBasis.Dry, 420), (change.Gas!.ReferenceMillikelvins, change.Gas.Basis, change.Gas.BackgroundPpm));
        double Litres(int index) => bench.Intervals[index].Gas!.VolumeLitres.Value / (double)bench.Intervals[index].Gas!.MeasuredMs;
        Assert.Equal(298.15 / 273.15, Litres(bench.Intervals.Count - 1) / Litres(0), 0.001);
    }

    [Fact]
    public void Set_without_gas_or_with_a_reference_state_out_of_range_is_refused()
    {
        using var bench = Running();
        bench.RunTo(30_000);
        var other = StackBench.Duct();
        other.ReferencePressurePascals = 9_999;
        bench.Command(CommandCode.SetParameterSet, StackBench.Set(other), 1);
        bench.RunTo(130_000);
        Assert.Contains(bench.Records.Values.OfType<EventRecord>(), record => record.Code == EventCode.CommandRefused);
    }

    [Fact]
    public void Time_without_power_is_a_gap_and_not_measured()
    {
        using var bench = Running();
        bench.RunTo(90_000);
        bench.Clock.AdvanceTo(StackBench.Start + 205_000);
        bench.Begin(RestartReason.BrownOut).RunTo(480_000);
        var gap = Assert.Single(bench.Records.Values.OfType<EventRecord>(), record => record.Code == EventCode.Gap);
        Assert.InRange(gap.FromUnixMs.Value - StackBench.Start, 89_000, 90_000);
        Assert.InRange(gap.ToUnixMs.Value - StackBench.Start, 205_000, 206_000);
        var torn = bench.Intervals.Where(interval => interval.MeasuredMs < 60_000).Skip(1).ToList();
        Assert.InRange(torn[0].MeasuredMs, 29_000, 30_000);
        Assert.Equal(IntervalFlags.Partial | IntervalFlags.Recovered, torn[0].Flags);
        Assert.InRange(torn[1].MeasuredMs, 33_000, 35_000);
        Assert.Equal(IntervalFlags.Partial, torn[1].Flags & ~IntervalFlags.ClockUntrusted);
        bench.AssertExact(Rate(bench));
    }

    [Fact]
    public void Spot_check_of_a_stack_answers_with_its_register()
    {
        using var bench = Running();
        bench.RunTo(130_000);
        bench.Command(CommandCode.SpotCheck, new byte[16], 1);
        bench.RunTo(135_000);
        var answer = Assert.Single(bench.Records.Values.OfType<SpotCheckRecord>());
        Assert.Empty(answer.Channels);
        Assert.True(answer.Gas!.MassMilligrams > 0);
    }

    [Fact]
    public void Live_reading_shows_the_gas()
    {
        using var bench = new StackBench(_ => [_carbon, _flow, _pressure]);
        bench.Settings.LivePeriodMs = 5000;
        bench.Begin().RunTo(125_000);
        byte[]? live = null;
        while (bench.Link.TakeLive() is { } next) live = next;
        using var json = System.Text.Json.JsonDocument.Parse(live!);
        var gas = json.RootElement.GetProperty("gas");
        Assert.Equal(0, json.RootElement.GetProperty("channels").GetArrayLength());
        Assert.Equal(120_000, gas.GetProperty("carbonDioxidePpm").GetInt64());
        Assert.Equal(565.43 / 3.6e-6, gas.GetProperty("massMicrogramsPerSecond").GetInt64(), 2_000.0);
        Assert.True(gas.GetProperty("massMilligrams").GetInt64() > 9_000_000);
        Assert.False(gas.TryGetProperty("waterPpm", out _));
    }

    private const int FigureStandsMs = GasSums.SpanMsMax;

    private static long Rate(StackBench bench) => bench.Meter!.GasMoment!.MassNanogramsPerSecond;

    private StackBench Running() => new StackBench(_ => [_carbon, _flow, _pressure]).Begin();
}
