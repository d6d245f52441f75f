using System;
using CarbonMeter.Firmware.Drivers;

namespace CarbonMeter.Firmware.Virtual;

/// <summary>
/// An ADE7880 behind its I2C bus, register by register as its data sheet (Rev. A, C) says, measuring a
/// <see cref="ThreePhaseCircuit"/> by a <see cref="VirtualClock"/>. It works when it is looked at: a transfer first lets the time
/// pass that has passed. Not modelled, and reading as after a reset: line-cycle accumulation, harmonics one by one, peaks, sags,
/// over-range, zero crossings, the neutral, pulse outputs, other connections than four wires, settling times and ripple. Not for
/// use from several threads at once.
/// </summary>
public sealed partial class Ade7880Chip : II2cBus
{
    /// <summary>The chip's only I2C address.</summary>
    public const byte BusAddress = 0x38;

    /// <summary>Time from power or reset until the registers answer, ms: longer than the 10 that others found.</summary>
    public const int StartUpMs = 66;

    private readonly VirtualClock _clock;
    private readonly ThreePhaseCircuit _circuit;
    private readonly ThreePhaseInputs _inputs;
    private readonly PhaseCounter[] _counters = new PhaseCounter[CounterCount];
    private long _readyAtMs, _measuredToMs;
    private bool _isPowered, _isDeaf;
    private int _pointer;

    /// <summary>A chip on a circuit; it gets its power now.</summary>
    public Ade7880Chip(VirtualClock clock, ThreePhaseCircuit circuit, ThreePhaseInputs inputs)
    {
        _clock = clock;
        _circuit = circuit;
        _inputs = inputs;
        _measuredToMs = clock.NowMs;
        _readyAtMs = long.MaxValue;
        for (int i = 0; i < CounterCount; i++) _counters[i] = new PhaseCounter();
        PowerOn();
    }

    /// <summary>Whether it has power.</summary>
    public bool IsPowered => _isPowered;

    /// <summary>Transfers it has acknowledged.</summary>
    public long Transfers { get; private set; }

    /// <summary>Total active counts a phase's input made so far while power flowed in, over all resets; what no driver can lose by reading badly.</summary>
    public long ImportCounts(int phase) => Settled(phase).Positive;

    /// <summary>Total active counts made so far while power flowed out, as a positive number.</summary>
    public long ExportCounts(int phase) => Settled(phase).Negative;

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

    /// <summary>Resets it as its RESET pin, a spike on the supply or SWRST does: every register is as after power-up.</summary>
    public void Reset()
    {
        Settle();
        if (!_isPowered) return;
        _isDeaf = false;
        _readyAtMs = _clock.NowMs + StartUpMs;
        ResetRegisters();
    }

    /// <summary>Noise on its select pin: unless CONFIG2 was set to I2C it now waits for SPI, until it is reset.</summary>
    public void DisturbBusSelection() => _isDeaf |= (Get(PhaseAddress.CONFIG2) & LockedToI2c) == 0;

    /// <summary>Changes bits of a register behind the driver's back, as noise or a hand would. Write protection does not help.</summary>
    public void FlipBits(int address, int mask)
    {
        Settle();
        Set(address, Get(address) ^ mask);
        Configured();
    }

    /// <inheritdoc/>
    public bool TryTransfer(byte address, byte[] write, int writeCount, byte[] read, int readCount)
    {
        if (address != BusAddress || _clock.NowMs < _readyAtMs || _isDeaf) return false;
        if (writeCount == 1) return false; // an address takes two bytes
        Transfers++;
        if (writeCount >= 2)
        {
            _pointer = write[0] << 8 | write[1];
            // Two bytes alone only say what the next read is about: half of a read in two transfers.
            if (writeCount > 2) WriteFrom(write, writeCount - 2);
        }
        if (readCount > 0) ReadInto(read, readCount);
        return true;
    }

    private void WriteFrom(byte[] write, int countBytes)
    {
        if (PhaseAddress.Index(_pointer) < 0 || countBytes != PhaseAddress.WidthBytes(_pointer)) return;
        int value = 0;
        for (int i = 0; i < countBytes; i++) value = value << 8 | write[i + 2];
        Settle();
        Write(_pointer, value);
        // SWRST starts the chip anew, these three included.
        if (_clock.NowMs < _readyAtMs) return;
        Remember(WriteOperation, _pointer, value);
    }

    private void ReadInto(byte[] read, int readCount)
    {
        Settle();
        int shift = PhaseAddress.WidthBytes(_pointer) * 8;
        int value = PhaseAddress.Index(_pointer) < 0 ? 0 : Read(_pointer);
        for (int i = 0; i < readCount; i++)
        {
            shift -= 8;
            read[i] = shift >= 0 ? (byte)(value >> shift) : (byte)0xFF; // nobody drives the bus any more
        }
        if (!PhaseAddress.IsAboutLast(_pointer)) Remember(ReadOperation, _pointer, value);
        _protectKeyIsFresh = false;
    }

    /// <summary>Lets pass what time has passed since it was last looked at.</summary>
    private void Settle()
    {
        long nowMs = _clock.NowMs;
        if (nowMs == _measuredToMs && _circuit.NextChangeMs > nowMs) return;
        while (_circuit.NextChangeMs <= nowMs)
        {
            RunTo(_circuit.NextChangeMs);
            _circuit.TakeChange();
            Measure();
        }
        RunTo(nowMs);
        _circuit.MeasuredTo(nowMs);
    }

    private void RunTo(long untilMs)
    {
        long fromMs = Math.Max(_measuredToMs, _readyAtMs);
        if (untilMs > fromMs)
            foreach (var counter in _counters) counter.Run(untilMs - fromMs);
        _measuredToMs = untilMs;
    }

    private PhaseCounter Settled(int phase)
    {
        Require.InRange(phase, 0, ThreePhaseState.PhaseCount - 1, nameof(phase));
        Settle();
        return _counters[phase];
    }
}
