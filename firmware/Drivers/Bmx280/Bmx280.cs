namespace CarbonMeter.Firmware.Drivers;

/// <summary>
/// Bosch BMP280 and BME280: absolute pressure and temperature, with humidity on the BME280, at 0x76 or 0x77. It measures once
/// when told to. The chip has no checksum: constants and figures are read twice and have to agree, and the settings are read
/// with every figure, so that a reset shows. Not yet tried on hardware: see docs/parts.md.
/// </summary>
public sealed class Bmx280 : Sensor
{
    /// <summary>Addresses with its SDO pin low and high.</summary>
    public const byte BusAddressLow = 0x76, BusAddressHigh = 0x77;

    /// <summary>Shortest and longest time between two figures, ms.</summary>
    public const int PeriodMsMin = 100, PeriodMsMax = 60_000;

    /// <summary>
    /// Same counts in a row, pressure, temperature and humidity, after which it counts as stuck. The noise of the pressure is
    /// several counts.
    /// </summary>
    public const int SameFiguresMax = 64;

    private const int IdentityPressure = 0x58, IdentityHumidity = 0x60;
    private const int ResetWord = 0xB6;
    // Humidity once, temperature twice, pressure sixteen times, no filter, one measurement; the last two bits clear when it is done.
    private const int HumidityOnce = 0x01, MeasureOnce = 0x55, MeasureDone = 0x54, NoFilter = 0x00;
    private const int StatusMeasuring = 0x08, StatusCopying = 0x01;
    private const int Identify = 1, ReadConstants = 2, Measure = 3, ReadFigures = 4;
    // At most 46 ms with these settings, humidity among them.
    private const int ResetMs = 5, MeasureMs = 48, BusyMs = 5, RetryMs = 20, BusyMax = 10;
    private const int DataBytesPressure = 6, DataBytesHumidity = 8, StateBytes = 4;
    private const int NotMeasured = 0x80000;
    private const int PascalsMin = 30_000, PascalsMax = 110_000;
    private const int MillicelsiusMin = -40_000, MillicelsiusMax = 85_000;

    private readonly II2cBus _bus;
    private readonly byte _address;
    private readonly int _periodMs;
    private readonly Bmx280Calibration _calibration = new Bmx280Calibration();
    private readonly byte[] _write = new byte[2];
    private readonly byte[] _read = new byte[Bmx280Calibration.FirstBytes];
    private readonly byte[] _again = new byte[Bmx280Calibration.FirstBytes];
    private bool _hasHumidity;
    private int _busy;

    /// <summary>A sensor at its address that measures once in a period, ms.</summary>
    public Bmx280(II2cBus bus, byte address, int periodMs, SensorFigures figures)
        : base("BMx280", figures, ResetMs, DataBytesHumidity, SameFiguresMax)
    {
        Require.InRange(periodMs, PeriodMsMin, PeriodMsMax, nameof(periodMs));
        _bus = bus;
        _address = address;
        _periodMs = periodMs;
    }

    /// <summary>Whether it was found to be a BME280; false before it was asked.</summary>
    public bool HasHumidity => _hasHumidity;

    /// <inheritdoc/>
    protected override bool Do(int phase, SensorReading reading)
    {
        switch (phase)
        {
            case Begin: return TryWrite(Bmx280Register.Reset, ResetWord) ? Next(Identify, ResetMs) : BeginAgain(SensorFault.Silent);
            case Identify: return JudgeIdentity();
            case ReadConstants: return TakeConstants();
            case Measure: return BeginMeasuring();
            default: return TakeFigures(reading);
        }
    }

    private bool JudgeIdentity()
    {
        if (!TryRead(Bmx280Register.Identity, _read, 1)) return BeginAgain(SensorFault.Silent);
        int identity = _read[0];
        if (identity != IdentityPressure && identity != IdentityHumidity) return BeginAgain(SensorFault.Unwell);
        _hasHumidity = identity == IdentityHumidity;
        return Next(ReadConstants, 0);
    }

    private bool TakeConstants()
    {
        if (!TryRead(Bmx280Register.Status, _read, 1)) return BeginAgain(SensorFault.Silent);
        if ((_read[0] & StatusCopying) != 0) return BeginAgain(SensorFault.Late);
        var fault = ReadTwice(Bmx280Register.Calibration, Bmx280Calibration.FirstBytes);
        if (fault != SensorFault.None) return BeginAgain(fault);
        if (!_calibration.TryTakeFirst(_read)) return BeginAgain(SensorFault.Unwell);
        if (!_hasHumidity) return Next(Measure, 0);
        fault = ReadTwice(Bmx280Register.HumidityCalibration, Bmx280Calibration.SecondBytes);
        if (fault != SensorFault.None) return BeginAgain(fault);
        return _calibration.TryTakeSecond(_read) ? Next(Measure, 0) : BeginAgain(SensorFault.Unwell);
    }

    private bool BeginMeasuring()
    {
        BeginCycle();
        _busy = 0;
        // Humidity first: it is taken over with the write that starts the measurement.
        bool isStarted = (!_hasHumidity || TryWrite(Bmx280Register.HumidityControl, HumidityOnce))
            && TryWrite(Bmx280Register.Filter, NoFilter)
            && TryWrite(Bmx280Register.Control, MeasureOnce);
        return isStarted ? Next(ReadFigures, MeasureMs) : Lost(SensorFault.Silent, Measure, RetryMs);
    }

    private bool TakeFigures(SensorReading reading)
    {
        // From ctrl_hum to config in one transfer.
        if (!TryRead(Bmx280Register.HumidityControl, _read, StateBytes)) return Lost(SensorFault.Silent, Measure, RetryMs);
        if ((_read[1] & StatusMeasuring) != 0)
        {
            _busy++;
            return _busy < BusyMax ? Next(ReadFigures, BusyMs) : BeginAgain(SensorFault.Late);
        }
        if (_read[2] != MeasureDone || _read[3] != NoFilter || _hasHumidity && _read[0] != HumidityOnce)
            return Lost(SensorFault.NotSetUp, Measure, RetryMs);
        _read[6] = _read[7] = 0;
        var fault = ReadTwice(Bmx280Register.Data, _hasHumidity ? DataBytesHumidity : DataBytesPressure);
        if (fault != SensorFault.None) return Lost(fault, Measure, RetryMs);
        int pressure = _read[0] << 12 | _read[1] << 4 | _read[2] >> 4;
        int temperature = _read[3] << 12 | _read[4] << 4 | _read[5] >> 4;
        int humidity = _read[6] << 8 | _read[7];
        // A reset since the settings were read. Each alone may well be measured: it is 27 degrees, for one.
        if (pressure == NotMeasured && temperature == NotMeasured) return Lost(SensorFault.NotSetUp, Measure, RetryMs);
        if (IsStuck(_read)) return BeginAgain(SensorFault.Stuck);
        int fine = _calibration.FineTemperature(temperature);
        int millicelsius = Bmx280Calibration.Millicelsius(fine);
        if (millicelsius < MillicelsiusMin || millicelsius > MillicelsiusMax || !_calibration.TryPressure(pressure, fine, out long pascals256)
            || pascals256 < PascalsMin << 8 || pascals256 > PascalsMax << 8)
            return Lost(SensorFault.OutOfRange, Measure, UntilNextCycleMs(_periodMs));
        GivePressure(reading, pascals256 + 128 >> 8);
        GiveTemperature(reading, millicelsius);
        if (_hasHumidity) GiveRelativeHumidity(reading, _calibration.HumidityPpm(humidity, fine));
        return Given(Measure, UntilNextCycleMs(_periodMs));
    }

    // A difference stands for the checksum the chip does not have.
    private SensorFault ReadTwice(Bmx280Register from, int count)
    {
        if (!TryRead(from, _read, count) || !TryRead(from, _again, count)) return SensorFault.Silent;
        for (int i = 0; i < count; i++)
            if (_read[i] != _again[i]) return SensorFault.BadChecksum;
        return SensorFault.None;
    }

    private bool TryRead(Bmx280Register from, byte[] into, int count)
    {
        _write[0] = (byte)(int)from;
        return _bus.TryTransfer(_address, _write, 1, into, count);
    }

    private bool TryWrite(Bmx280Register register, int value)
    {
        _write[0] = (byte)(int)register;
        _write[1] = (byte)value;
        return _bus.TryTransfer(_address, _write, 2, _read, 0);
    }
}
