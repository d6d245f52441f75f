using System;
using CarbonMeter.Firmware.Drivers;

namespace CarbonMeter.Firmware.Virtual;

/// <summary>
/// An INA228 behind its I2C bus, register by register, measuring a <see cref="DcCircuit"/> through a shunt by a
/// <see cref="VirtualClock"/>. Energy has 40 bits and no sign, charge 40 bits and one; both wrap. Not modelled: alerts, die
/// temperature, conversion times and noise. Not for use from several threads at once.
/// </summary>
public sealed class Ina228Chip : II2cBus
{
    /// <summary>Time from power or reset until it answers, ms. The data sheet: 300 us.</summary>
    public const int StartUpMs = 1;

    private const int ConfigAt = 0x00, AdcConfigAt = 0x01, ShuntCalibrationAt = 0x02, ShuntVoltageAt = 0x04, VoltageAt = 0x05, CurrentAt = 0x07,
        PowerAt = 0x08, EnergyAt = 0x09, ChargeAt = 0x0A, DiagnosisAt = 0x0B, ManufacturerAt = 0x3E, DeviceAt = 0x3F;
    private const int ResetBit = 0x8000, ResetAccumulatorsBit = 0x4000, NarrowBit = 0x0010, MathOverflow = 0x0200;
    private const int CodesMax = (1 << 19) - 1, CodesMin = -(1 << 19), UnityCalibration = 0x1000;
    private const long Mask40 = (1L << 40) - 1;
    // Energy counts a second = current codes x voltage codes / 2^18 (16384 to the power register, 16 to the energy register).
    private const long EnergyDivisor = (1L << 18) * 1000, ChargeDivisor = 1000;

    private readonly VirtualClock _clock;
    private readonly DcCircuit _circuit;
    private readonly int _currentFullScaleMilliamperes;
    private readonly int[] _word = new int[0x40];
    private long _measuredToMs, _readyAtMs = long.MaxValue;
    private Int128 _energyRest, _chargeRest;
    private long _energy, _charge;
    private bool _isPowered;
    private int _pointer;

    /// <summary>A chip on a circuit, with the current that fills its wide range; it gets its power now.</summary>
    public Ina228Chip(VirtualClock clock, DcCircuit circuit, byte address, int currentFullScaleMilliamperes)
    {
        Require.InRange(currentFullScaleMilliamperes, 1, 1_000_000_000, nameof(currentFullScaleMilliamperes));
        Require.InRange(address, Ina228.AddressMin, Ina228.AddressMax, nameof(address));
        (_clock, _circuit, BusAddress, _currentFullScaleMilliamperes) = (clock, circuit, address, currentFullScaleMilliamperes);
        _measuredToMs = clock.NowMs;
        circuit.BeforeChange = Settle;
        PowerOn();
    }

    /// <summary>Where it answers.</summary>
    public byte BusAddress { get; }

    /// <summary>Whether it has power.</summary>
    public bool IsPowered => _isPowered;

    /// <summary>Energy counts made since the model was made, over all resets, while the current flowed in.</summary>
    public long ImportCounts { get; private set; }

    /// <summary>The same while it flowed out, as a positive number.</summary>
    public long ExportCounts { get; private set; }

    /// <summary>Error of the shunt, ppm: what a calibration has to find.</summary>
    public double ShuntErrorPpm { get; set; }

    /// <summary>Gives it power: a reset. Without effect where it has power.</summary>
    public void PowerOn()
    {
        if (_isPowered) return;
        Settle();
        _isPowered = true;
        Reset();
    }

    /// <summary>Takes its power: it answers nothing and counts nothing.</summary>
    public void PowerOff()
    {
        Settle();
        _isPowered = false;
        _readyAtMs = long.MaxValue;
    }

    /// <summary>Resets it, as a spike on its supply does.</summary>
    public void Reset()
    {
        Settle();
        if (!_isPowered) return;
        Array.Clear(_word);
        _word[AdcConfigAt] = 0xFB68;
        _word[ShuntCalibrationAt] = UnityCalibration;
        _word[DiagnosisAt] = 1;
        _word[ManufacturerAt] = 0x5449;
        _word[DeviceAt] = 0x2281;
        ClearAccumulators();
        _readyAtMs = _clock.NowMs + StartUpMs;
    }

    /// <summary>Changes bits of a 16-bit register behind the driver's back.</summary>
    public void FlipBits(int address, int mask)
    {
        Settle();
        _word[address] ^= mask;
    }

    /// <summary>Lets the accumulators stand where a test wants them: the wrap is far away otherwise.</summary>
    public void PresetAccumulators(long energy, long charge)
    {
        Settle();
        (_energy, _charge) = (energy & Mask40, charge & Mask40);
    }

    /// <inheritdoc/>
    public bool TryTransfer(byte address, byte[] write, int writeCount, byte[] read, int readCount)
    {
        if (address != BusAddress || _clock.NowMs < _readyAtMs || writeCount == 2) return false;
        Settle();
        if (writeCount > 0) _pointer = write[0];
        if (writeCount == 3) Write(_pointer, write[1] << 8 | write[2]);
        if (readCount == 0) return true;
        int widthBytes = WidthBytes(_pointer);
        long value = Read(_pointer);
        for (int i = 0; i < readCount; i++) read[i] = i < widthBytes ? (byte)(value >> 8 * (widthBytes - 1 - i)) : (byte)0xFF;
        return true;
    }

    private static int WidthBytes(int address) => address switch
    {
        ShuntVoltageAt or VoltageAt or CurrentAt or PowerAt => 3,
        EnergyAt or ChargeAt => 5,
        _ => 2,
    };

    private void Write(int address, int value)
    {
        if (address is not (ConfigAt or AdcConfigAt or ShuntCalibrationAt)) return; // read only, or a limit that is not modelled
        if (address == ConfigAt && (value & ResetBit) != 0)
        {
            Reset();
            return;
        }
        if (address == ConfigAt && (value & ResetAccumulatorsBit) != 0) ClearAccumulators();
        _word[address] = address == ConfigAt ? value & ~(ResetBit | ResetAccumulatorsBit) : address == ShuntCalibrationAt ? value & 0x7FFF : value;
    }

    private long Read(int address)
    {
        switch (address)
        {
            case ShuntVoltageAt: return (long)(ShuntCodes & 0xFFFFF) << 4;
            case VoltageAt: return (long)(VoltageCodes & 0xFFFFF) << 4;
            case CurrentAt: return (long)(CurrentCodes & 0xFFFFF) << 4;
            case PowerAt: return Math.Abs((long)CurrentCodes * VoltageCodes) >> 14;
            case EnergyAt: return _energy;
            case ChargeAt: return _charge;
            case DiagnosisAt: return _word[DiagnosisAt] | (IsOverRange ? MathOverflow : 0);
            default: return address < _word.Length ? _word[address] : 0;
        }
    }

    private double Amplification => (_word[ConfigAt] & NarrowBit) != 0 ? 4 : 1;

    private double WantedCodes =>
        _circuit.CurrentMilliamperes * (1 + ShuntErrorPpm * 1e-6) * Amplification / _currentFullScaleMilliamperes * (CodesMax + 1);

    private bool IsOverRange => WantedCodes > CodesMax || WantedCodes < CodesMin;

    private int ShuntCodes => (int)Math.Clamp(Math.Round(WantedCodes), CodesMin, CodesMax);

    private int CurrentCodes => (int)Math.Clamp((long)ShuntCodes * _word[ShuntCalibrationAt] / UnityCalibration, CodesMin, CodesMax);

    private int VoltageCodes =>
        (int)Math.Clamp(Math.Round((double)_circuit.VoltageMillivolts * (CodesMax + 1) / Ina228Conversion.VoltageFullScaleMillivolts), CodesMin, CodesMax);

    private void ClearAccumulators() => (_energy, _charge, _energyRest, _chargeRest) = (0, 0, 0, 0);

    private void Settle()
    {
        long fromMs = Math.Max(_measuredToMs, _readyAtMs), nowMs = _clock.NowMs;
        _measuredToMs = nowMs;
        if (!_isPowered || nowMs <= fromMs) return;
        int current = CurrentCodes;
        var (energy, energyRest) = Int128.DivRem(_energyRest + (Int128)Math.Abs((long)current * VoltageCodes) * (nowMs - fromMs), EnergyDivisor);
        var (charge, chargeRest) = Int128.DivRem(_chargeRest + (Int128)current * (nowMs - fromMs), ChargeDivisor);
        (_energyRest, _chargeRest) = (energyRest, chargeRest);
        _energy = (_energy + (long)energy) & Mask40;
        _charge = (_charge + (long)charge) & Mask40;
        if (current >= 0) ImportCounts += (long)energy;
        else ExportCounts += (long)energy;
    }
}
