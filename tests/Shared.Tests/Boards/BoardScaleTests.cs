namespace CarbonMeter.Boards;

/// <summary>Full scale from a board's analog constants.</summary>
public class BoardScaleTests
{
    // A 333 mV transformer of 100 A and a divider 1000:1: 106.17 A and 353.55 V.
    [Fact]
    public void Worked_example_of_a_metering_chip()
    {
        var channel = new BoardChannel { Sensor = BoardSensorKind.CtVoltage, RatedMilliamperes = 100_000, OutputMicrovolts = 333_000 };
        Assert.Equal(106_172, BoardScale.CurrentFullScaleMilliamperes(channel, BoardPartKind.Ade7953));
        Assert.Equal(353_553, BoardScale.VoltageFullScaleMillivolts(Voltage(1_000_000, 1_000_000), BoardPartKind.Ade7953));
    }

    // 50 mA over 6.66 ohm is the same 333 mV.
    [Fact]
    public void Burden_and_built_in_burden_agree()
    {
        var channel = new BoardChannel
        {
            Sensor = BoardSensorKind.CtCurrent, RatedMilliamperes = 100_000, OutputMicroamperes = 50_000, ResistanceMicroohms = 6_660_000,
        };
        Assert.Equal(106_172, BoardScale.CurrentFullScaleMilliamperes(channel, BoardPartKind.Ade7880));
    }

    // TI's example: 163.84 mV; a shunt of 16.2 milliohm carries 6 A at 97.2 mV, and 10.114 A at full scale.
    [Fact]
    public void Shunts_of_direct_and_alternating_current()
    {
        var channel = new BoardChannel { Sensor = BoardSensorKind.Shunt, ResistanceMicroohms = 16_200 };
        Assert.Equal(10_114, BoardScale.CurrentFullScaleMilliamperes(channel, BoardPartKind.Ina228));
        Assert.Equal(21_824, BoardScale.CurrentFullScaleMilliamperes(channel, BoardPartKind.Ade7953));
        Assert.Equal(102_400, BoardScale.VoltageFullScaleMillivolts(Voltage(1000, 1_000_000), BoardPartKind.Ina228));
        Assert.Equal(1_024_000, BoardScale.VoltageFullScaleMillivolts(Voltage(1_000_000, 100_000_000), BoardPartKind.Ina228));
    }

    [Fact]
    public void Modules_state_their_own()
    {
        var channel = new BoardChannel { Sensor = BoardSensorKind.BuiltIn, RatedMilliamperes = 10_000 };
        var voltage = new BoardVoltageInput { Kind = BoardVoltageKind.BuiltIn, InputMillivolts = 300_000 };
        Assert.Equal(10_000, BoardScale.CurrentFullScaleMilliamperes(channel, BoardPartKind.M5AcMeasure));
        Assert.Equal(300_000, BoardScale.VoltageFullScaleMillivolts(voltage, BoardPartKind.M5AcMeasure));
    }

    // Against arithmetic that cannot overflow, over the whole range the format allows.
    [Fact]
    public void Every_constant_in_range_gives_the_nearest_whole_unit()
    {
        var random = new Random(1);
        for (var round = 0; round < 10_000; round++)
        {
            int rated = random.Next(1, BoardCodec.RatedMax + 1), output = random.Next(1, 1_000_000_001), micro = random.Next(1, 5_000_001);
            var current = new BoardChannel
            {
                Sensor = BoardSensorKind.CtCurrent, RatedMilliamperes = rated, OutputMicroamperes = micro, ResistanceMicroohms = output,
            };
            Assert.Equal(Nearest((decimal)rated * 353_553_390_593m / ((decimal)micro * output)),
                BoardScale.CurrentFullScaleMilliamperes(current, BoardPartKind.Ade7953));
            Assert.Equal(Nearest((decimal)rated * 353_553_390_593m / (output * 1_000_000m)),
                BoardScale.VoltageFullScaleMillivolts(Voltage(rated, output), BoardPartKind.Ade7880));
            Assert.Equal(Nearest((decimal)rated * 102_400_000m / output),
                BoardScale.VoltageFullScaleMillivolts(Voltage(rated, output), BoardPartKind.Ina228));
        }
    }

    private static int Nearest(decimal value)
    {
        var whole = Math.Floor(value + 0.5m);
        return whole <= BoardScale.FullScaleMax ? (int)whole : 0;
    }

    private static BoardVoltageInput Voltage(int millivolts, int microvolts) =>
        new() { Kind = BoardVoltageKind.Divider, InputMillivolts = millivolts, OutputMicrovolts = microvolts };
}
