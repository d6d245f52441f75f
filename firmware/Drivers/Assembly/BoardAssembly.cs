using CarbonMeter.Boards;

namespace CarbonMeter.Firmware.Drivers;

/// <summary>
/// The drivers of a board, made from its data. A part nobody has a driver for is named in <see cref="Fault"/>: the meter must not
/// run as if it were not there. Nothing is transferred yet.
/// </summary>
public sealed class BoardAssembly
{
    private const int Scd30IntervalSeconds = 2;

    private readonly Board _board;
    private readonly IBoardBuses _buses;
    private readonly IDelay _delay;
    private readonly int _sensorPeriodMs;
    private readonly ITestedPart?[] _tested;
    private int _sensorCount;

    /// <summary>Makes the drivers.</summary>
    /// <param name="board">A board that can work.</param>
    /// <param name="buses">Its buses.</param>
    /// <param name="delay">Waiting, for the secure element alone.</param>
    /// <param name="sensorPeriodMs">Time between two figures of a gas sensor that can be asked at any time, 100 to 60 000 ms.</param>
    public BoardAssembly(Board board, IBoardBuses buses, IDelay delay, int sensorPeriodMs)
    {
        Require.NotNull(board, nameof(board));
        Require.NotNull(buses, nameof(buses));
        Require.NotNull(delay, nameof(delay));
        Require.InRange(sensorPeriodMs, 100, 60_000, nameof(sensorPeriodMs));
        _board = board;
        _buses = buses;
        _delay = delay;
        _sensorPeriodMs = sensorPeriodMs;
        _tested = new ITestedPart?[board.Parts.Length];
        FrontEnd = FrontEndOf();
        Sensors = new ISensor[SensorsOf(board)];
        for (int i = 0; i < board.Parts.Length; i++) Add(i);
        Test = new PartTest(board.Parts, _tested);
    }

    /// <summary>The metering front end, whatever its kind.</summary>
    public IFrontEnd FrontEnd { get; }

    /// <summary>The sensors of the gas channel, in the order of the parts; none where there is no such channel.</summary>
    public ISensor[] Sensors { get; }

    /// <summary>The battery-backed clock; null where there is none.</summary>
    public IBackupClock? Clock { get; private set; }

    /// <summary>The FRAM; null where state and settings have to live in files.</summary>
    public INonVolatile? Fram { get; private set; }

    /// <summary>The secure element; null where the key has to be a software key.</summary>
    public Atecc608? SecureElement { get; private set; }

    /// <summary>Asks every part that has a driver whether it is there and well.</summary>
    public ISelfTest Test { get; }

    /// <summary>The display; null where there is none.</summary>
    public ITextDisplay? Display { get; private set; }

    /// <summary>The first part there is no driver for, in words for the console; null where every part has its driver.</summary>
    public string? Fault { get; private set; }

    private IFrontEnd FrontEndOf()
    {
        if (_board.Channels.Length == 0) return new NoFrontEnd();
        int index = _board.Channels[0].Part;
        BoardPart part = _board.Parts[index];
        switch (part.Kind)
        {
            case BoardPartKind.Ade7953:
                Ade7953 single = _board.Buses[part.Bus].Kind == BoardBusKind.Spi
                    ? new Ade7953(_buses.Spi(part.Bus, part.ChipSelectPin)) : new Ade7953(_buses.I2c(part.Bus));
                _tested[index] = single;
                return single;
            case BoardPartKind.Ade7880:
                Ade7880 three = new Ade7880(_buses.I2c(part.Bus));
                _tested[index] = three;
                return three;
            case BoardPartKind.Ina228:
                Ina228[] chips = new Ina228[_board.Channels.Length];
                for (int i = 0; i < chips.Length; i++)
                {
                    BoardPart one = _board.Parts[_board.Channels[i].Part];
                    chips[i] = new Ina228(_buses.I2c(one.Bus), (byte)one.Address);
                    _tested[_board.Channels[i].Part] = chips[i];
                }
                return new Ina228Group(chips);
            case BoardPartKind.M5AcMeasure:
                M5AcMeasure unit = new M5AcMeasure(_buses.I2c(part.Bus), (byte)part.Address);
                _tested[index] = unit;
                return unit;
            default:
                NoDriver(part, "");
                return new NoFrontEnd();
        }
    }

    private void Add(int index)
    {
        BoardPart part = _board.Parts[index];
        byte address = (byte)part.Address;
        switch (part.Kind)
        {
            case BoardPartKind.Scd30: Add(index, new Scd30(_buses.I2c(part.Bus), Scd30IntervalSeconds, false, FiguresOf(part.Kind))); break;
            case BoardPartKind.Scd4x: Add(index, new Scd4x(_buses.I2c(part.Bus), false, FiguresOf(part.Kind))); break;
            case BoardPartKind.Stc31: Add(index, new Stc31(_buses.I2c(part.Bus), address, (Stc31Gas)part.Option, FiguresOf(part.Kind))); break;
            case BoardPartKind.Sdp3x:
                if (part.Option != 0) NoDriver(part, " in this mode");
                Add(index, new Sdp(_buses.I2c(part.Bus), address, _sensorPeriodMs, FiguresOf(part.Kind)));
                break;
            case BoardPartKind.Sht4x: Add(index, new Sht4x(_buses.I2c(part.Bus), address, _sensorPeriodMs, FiguresOf(part.Kind))); break;
            case BoardPartKind.Bmx280: Add(index, new Bmx280(_buses.I2c(part.Bus), address, _sensorPeriodMs, FiguresOf(part.Kind))); break;
            case BoardPartKind.Atecc608:
                SecureElement = new Atecc608(_buses.I2c(part.Bus), address, _delay);
                _tested[index] = SecureElement;
                break;
            case BoardPartKind.Ds3231:
                Ds3231 clock = new Ds3231(_buses.I2c(part.Bus));
                Clock = clock;
                _tested[index] = clock;
                break;
            case BoardPartKind.Mb85rc256:
                Mb85rc256 fram = new Mb85rc256(_buses.I2c(part.Bus), address);
                Fram = fram;
                _tested[index] = fram;
                break;
            case BoardPartKind.Ssd1306: Display = new Ssd1306(_buses.I2c(part.Bus), address); break;
        }
    }

    private void Add(int index, Sensor sensor)
    {
        _tested[index] = sensor;
        Sensors[_sensorCount] = sensor;
        _sensorCount++;
    }

    /// <summary>
    /// Each quantity from the part that measures it best: humidity and the temperature it belongs to from one part, an SHT4x before
    /// a CO2 sensor; a temperature from a barometer only where nothing else gives one.
    /// </summary>
    private SensorFigures FiguresOf(BoardPartKind kind)
    {
        bool hasClimate = Has(BoardPartKind.Sht4x), hasRoom = Has(BoardPartKind.Scd30) || Has(BoardPartKind.Scd4x);
        const SensorFigures climate = SensorFigures.Temperature | SensorFigures.RelativeHumidity;
        switch (kind)
        {
            case BoardPartKind.Scd30:
            case BoardPartKind.Scd4x: return hasClimate ? SensorFigures.CarbonDioxide : SensorFigures.CarbonDioxide | climate;
            case BoardPartKind.Stc31: return SensorFigures.CarbonDioxide;
            case BoardPartKind.Sdp3x: return SensorFigures.DifferentialPressure;
            case BoardPartKind.Sht4x: return climate;
            default: return hasClimate || hasRoom ? SensorFigures.Pressure : SensorFigures.Pressure | climate;
        }
    }

    private bool Has(BoardPartKind kind)
    {
        for (int i = 0; i < _board.Parts.Length; i++)
            if (_board.Parts[i].Kind == kind) return true;
        return false;
    }

    private static int SensorsOf(Board board)
    {
        int count = 0;
        for (int i = 0; i < board.Parts.Length; i++)
            if (board.Parts[i].Kind >= BoardPartKind.Scd30 && board.Parts[i].Kind <= BoardPartKind.Bmx280) count++;
        return count;
    }

    // A board works without an optional part, so its missing driver is no reason to stand still.
    private void NoDriver(BoardPart part, string how)
    {
        if (Fault == null && !part.IsOptional) Fault = "part " + part.Name + ": there is no driver for its kind" + how;
    }
}
