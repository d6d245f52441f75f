using System;

namespace CarbonMeter.Firmware.Virtual;

/// <summary>
/// A BMP280 or BME280 behind its bus, register by register. Its counts are found by searching for those that the data sheet's
/// floating-point formulas turn into the gas as it is: other formulas than the driver's, so each checks the other. Not
/// modelled: the filter, continuous measurement.
/// </summary>
public sealed class Bmx280Chip : SensorChip
{
    /// <summary>From power or reset until it answers, ms.</summary>
    public const int StartUpMs = 2;

    private const int Registers = 256;
    private const int Identity = 0xD0, ResetRegister = 0xE0, Humidity = 0xF2, Status = 0xF3, Control = 0xF4, Filter = 0xF5, Data = 0xF7;

    private readonly byte[] _register = new byte[Registers];
    private readonly Bmx280Constants _constants;
    private readonly bool _hasHumidity;
    private long _doneAtMs = long.MaxValue;
    private int _pointer, _humidityInForce;

    /// <summary>A chip at its address: a BME280 where it has humidity, else a BMP280.</summary>
    public Bmx280Chip(VirtualClock clock, GasState gas, SeededRandom random, bool hasHumidity, byte address = 0x76)
        : base(clock, gas, address, random, StartUpMs, noiseSteps: 6)
    {
        _hasHumidity = hasHumidity;
        _constants = new Bmx280Constants();
        Forget();
    }

    /// <summary>How long a measurement takes, ms.</summary>
    public int MeasureMs { get; set; } = 46;

    /// <summary>What its identity register says after its next start; -1 = what it is.</summary>
    public int IdentityValue { get; set; } = -1;

    /// <summary>While true the memory of its constants reads as zeros after its next start.</summary>
    public bool ConstantsAreGone { get; set; }

    /// <summary>What its own formulas make of its last counts: temperature in degrees Celsius, pressure in Pa, humidity in %.</summary>
    public (double Celsius, double Pascals, double Percent) Meant { get; private set; }

    /// <summary>A register, behind the bus: to see what was set, and to change what a fault changes.</summary>
    public ref byte Register(int address) => ref _register[address];

    /// <inheritdoc/>
    protected override bool TryTransfer(ReadOnlySpan<byte> write, Span<byte> read)
    {
        Settle();
        if (!write.IsEmpty) _pointer = write[0];
        // Every further pair is a register and its value: addresses do not count up when written.
        for (int i = 1; i < write.Length; i += 2)
        {
            if (!Write(_pointer, write[i])) return true;
            if (i + 1 < write.Length) _pointer = write[i + 1];
        }
        for (int i = 0; i < read.Length; i++) read[i] = _register[_pointer + i & 0xFF];
        return true;
    }

    /// <inheritdoc/>
    protected override void Forget()
    {
        Array.Clear(_register);
        if (!ConstantsAreGone) _constants.Store(_register, _hasHumidity);
        _register[Identity] = (byte)(IdentityValue >= 0 ? IdentityValue : _hasHumidity ? 0x60 : 0x58);
        _register[Data] = _register[Data + 3] = 0x80;
        if (_hasHumidity) _register[Data + 6] = 0x80;
        _doneAtMs = long.MaxValue;
        _humidityInForce = 0;
    }

    private bool Write(int register, byte value)
    {
        switch (register)
        {
            case ResetRegister when value == 0xB6:
                BrownOut();
                return false;
            case Humidity when _hasHumidity:
                _register[Humidity] = (byte)(value & 0x07);
                break;
            case Filter:
                _register[Filter] = value;
                break;
            case Control:
                _register[Control] = value;
                _humidityInForce = _register[Humidity];
                if ((value & 0x03) is 1 or 2)
                {
                    _register[Status] |= 0x08;
                    _doneAtMs = Clock.NowMs + MeasureMs;
                }
                break;
        }
        return true;
    }

    private void Settle()
    {
        if (Clock.NowMs < _doneAtMs) return;
        _doneAtMs = long.MaxValue;
        _register[Status] &= 0xF7;
        _register[Control] &= 0xFC;
        double t = Bmx280Constants.Search(1 << 20, true, counts => _constants.Celsius(counts, out _), Gas.Celsius);
        int temperature = (int)t;
        _constants.Celsius(temperature, out double fine);
        double p = Bmx280Constants.Search(1 << 20, false, counts => _constants.Pascals(counts, fine), Gas.PressurePascals);
        double h = Bmx280Constants.Search(1 << 16, true, counts => _constants.Percent(counts, fine), Gas.RelativeHumidityPpm / 10_000.0);
        int[] counts = Convert(0, (1 << 20) - 1, t, p, h);
        Meant = (_constants.Celsius(counts[0], out double meantFine), _constants.Pascals(counts[1], meantFine),
            _constants.Percent(counts[2], meantFine));
        Put(Data, (_register[Control] >> 2 & 7) == 0 ? 0x80000 : counts[1]);
        Put(Data + 3, _register[Control] >> 5 == 0 ? 0x80000 : counts[0]);
        int humidity = !_hasHumidity ? 0 : _humidityInForce == 0 ? 0x8000 : Math.Min(counts[2], 0xFFFF);
        _register[Data + 6] = (byte)(humidity >> 8);
        _register[Data + 7] = (byte)humidity;
    }

    private void Put(int register, int counts)
    {
        _register[register] = (byte)(counts >> 12);
        _register[register + 1] = (byte)(counts >> 4);
        _register[register + 2] = (byte)(counts << 4);
    }
}
