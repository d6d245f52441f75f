using CarbonMeter.Firmware;
using CarbonMeter.Firmware.Drivers;
using CarbonMeter.Firmware.Virtual;

namespace Firmware.Tests.Drivers;

/// <summary>One sensor chip on a bus of its own, in a gas, with its driver stepped at the moments it asks for.</summary>
internal sealed class SensorBench
{
    private const long StartUnixMs = 1_800_000_000_000;
    private const int StepsAtOneMomentMax = 50, TransfersOfAStepMax = 8;

    private readonly Func<SensorBench, ISensor> _make;
    private readonly SensorReading _surrounding = new();

    public SensorBench(Func<SensorBench, SensorChip> chip, Func<SensorBench, ISensor> sensor, byte address, int seed = 1)
    {
        Random = new SeededRandom(seed);
        Bus = new VirtualI2cBus(Random);
        Chip = chip(this);
        Connection = Bus.Attach(address, Chip);
        _make = sensor;
        Sensor = sensor(this);
        Reading.Clear();
    }

    /// <summary>The parts that tests of all sensors go over.</summary>
    public static TheoryData<string> Parts => ["SCD30", "SCD4x", "STC31", "STC31-C", "SDP500", "SDP125", "SHT4x", "BMP280", "BME280"];

    public VirtualClock Clock { get; } = new(StartUnixMs);

    public GasState Gas { get; } = new();

    public SeededRandom Random { get; }

    public VirtualI2cBus Bus { get; }

    public SensorChip Chip { get; }

    public FaultyI2cBus Connection { get; }

    public ISensor Sensor { get; private set; }

    public SensorReading Reading { get; } = new();

    /// <summary>Looks at every figure as it comes.</summary>
    public Action? OnFigures { get; set; }

    /// <summary>What the sensor is told of its surrounding before every step; null = nothing.</summary>
    public Func<SensorReading>? Surrounding { get; set; }

    public static SensorBench Of(string part, int seed = 1) => part switch
    {
        "SCD30" => new(b => new Scd30Chip(b.Clock, b.Gas, b.Random), b => new Scd30(b.Bus, 2, false, SensorFigures.All), 0x61, seed),
        "SCD4x" => new(b => new Scd4xChip(b.Clock, b.Gas, b.Random), b => new Scd4x(b.Bus, false, SensorFigures.All), 0x62, seed),
        "STC31" => new(b => new Stc31Chip(b.Clock, b.Gas, b.Random),
            b => new Stc31(b.Bus, 0x29, Stc31Gas.InAirTo25, SensorFigures.All), 0x29, seed),
        "STC31-C" => new(b => new Stc31Chip(b.Clock, b.Gas, b.Random, isC: true),
            b => new Stc31(b.Bus, 0x29, Stc31Gas.CInAirTo40, SensorFigures.All), 0x29, seed),
        "SDP500" => new(b => new SdpChip(b.Clock, b.Gas, b.Random), b => new Sdp(b.Bus, 0x25, 1000, SensorFigures.All), 0x25, seed),
        "SDP125" => new(b => new SdpChip(b.Clock, b.Gas, b.Random, 240, 0x26), b => new Sdp(b.Bus, 0x26, 1000, SensorFigures.All), 0x26, seed),
        "SHT4x" => new(b => new Sht4xChip(b.Clock, b.Gas, b.Random), b => new Sht4x(b.Bus, 0x44, 1000, SensorFigures.All), 0x44, seed),
        "BMP280" => new(b => new Bmx280Chip(b.Clock, b.Gas, b.Random, hasHumidity: false),
            b => new Bmx280(b.Bus, 0x76, 1000, SensorFigures.All), 0x76, seed),
        "BME280" => new(b => new Bmx280Chip(b.Clock, b.Gas, b.Random, hasHumidity: true, 0x77),
            b => new Bmx280(b.Bus, 0x77, 1000, SensorFigures.All), 0x77, seed),
        _ => throw new ArgumentOutOfRangeException(nameof(part)),
    };

    /// <summary>A gas that is within the range of every part.</summary>
    public SensorBench InUsualGas()
    {
        Gas.CarbonDioxidePpm = 4000;
        Gas.DifferentialPressureMillipascals = 25_000;
        Gas.PressurePascals = 101_300;
        Gas.TemperatureMillikelvins = 298_150;
        Gas.RelativeHumidityPpm = 400_000;
        Surrounding = TrueSurrounding;
        return this;
    }

    /// <summary>What ideal sensors beside this one would tell it.</summary>
    public SensorReading TrueSurrounding()
    {
        _surrounding.PressurePascals = CarbonMeter.Units.Reading.Of(Gas.PressurePascals);
        _surrounding.TemperatureMillikelvins = CarbonMeter.Units.Reading.Of(Gas.TemperatureMillikelvins);
        _surrounding.RelativeHumidityPpm = CarbonMeter.Units.Reading.Of(Gas.RelativeHumidityPpm);
        return _surrounding;
    }

    /// <summary>A driver that knows nothing, as after the processor's restart; the chip keeps its power.</summary>
    public void RestartProcessor()
    {
        Clock.RestartUptime();
        Sensor = _make(this);
    }

    /// <summary>Steps for a time; returns how many times there were new figures.</summary>
    public int Run(long ms)
    {
        long endMs = Clock.UptimeMs + ms;
        int figures = 0, stepsHere = 0;
        while (true)
        {
            if (Sensor.StepDueMs > endMs)
            {
                Clock.Advance(endMs - Clock.UptimeMs);
                return figures;
            }
            if (Sensor.StepDueMs > Clock.UptimeMs)
            {
                Clock.Advance(Sensor.StepDueMs - Clock.UptimeMs);
                stepsHere = 0;
            }
            Assert.True(++stepsHere <= StepsAtOneMomentMax, "the driver makes no progress");
            if (Surrounding is not null) Sensor.Compensate(Surrounding());
            long transfers = Bus.Transfers;
            bool isNew = Sensor.Step(Clock.UptimeMs, Reading);
            Assert.InRange(Bus.Transfers - transfers, 0, TransfersOfAStepMax);
            if (!isNew) continue;
            figures++;
            Assert.Equal(SensorFault.None, Sensor.Fault);
            OnFigures?.Invoke();
        }
    }

    /// <summary>Each figure that is there is what the gas is, within what the part's noise and its own dependences allow.</summary>
    public void AssertReadingIsTrue(int carbonDioxidePpm = 400)
    {
        AssertNear(Gas.CarbonDioxidePpm, Reading.CarbonDioxidePpm, carbonDioxidePpm);
        double shown = Gas.DifferentialPressureMillipascals * (Gas.PressurePascals / 96_600.0);
        AssertNear((long)shown, Reading.DifferentialPressureMillipascals, 50);
        AssertNear(Gas.PressurePascals, Reading.PressurePascals, 10);
        AssertNear(Gas.TemperatureMillikelvins, Reading.TemperatureMillikelvins, 250);
        AssertNear(Gas.RelativeHumidityPpm, Reading.RelativeHumidityPpm, 1000);
    }

    private static void AssertNear(long expected, CarbonMeter.Units.Reading actual, long tolerance)
    {
        if (actual.IsPresent) Assert.InRange(actual.Value, expected - tolerance, expected + tolerance);
    }
}
