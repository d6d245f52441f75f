using System;
using CarbonMeter.Firmware.Drivers;

namespace CarbonMeter.Firmware.Virtual;

/// <summary>
/// A Unit AC Measure on its bus: figures in hundredths, refreshed as they are read, energy in steps of 10 Wh that begins at zero
/// with its power. It measures the first channel of a <see cref="Circuit"/> and has no sign: what flows out counts as in. Not
/// for use from several threads at once.
/// </summary>
public sealed class M5AcMeasureUnit(VirtualClock clock, Circuit circuit, byte address) : II2cBus
{
    /// <summary>Time from power until it says that it is ready, ms; the maker gives no figure.</summary>
    public const int StartUpMs = 1000;

    private const long MilliwattMsPerCount = 36_000_000_000;

    private readonly byte[] _settings = [1, 100, 100];
    private Int128 _baseMilliwattMs;
    private long _readyAtMs = long.MaxValue;
    private int _pointer;

    /// <summary>Where it answers.</summary>
    public byte BusAddress => address;

    /// <summary>Whether it has power.</summary>
    public bool IsPowered => _readyAtMs != long.MaxValue;

    /// <summary>Energy counts since it got its power.</summary>
    public long Counts => (long)((Flowed - _baseMilliwattMs) / MilliwattMsPerCount);

    /// <summary>Gives it power: its energy begins at zero.</summary>
    public void PowerOn()
    {
        if (IsPowered) return;
        _baseMilliwattMs = Flowed;
        _readyAtMs = clock.NowMs + StartUpMs;
    }

    /// <summary>Takes its power: it answers nothing.</summary>
    public void PowerOff() => _readyAtMs = long.MaxValue;

    /// <summary>Changes a calibration factor behind the driver's back: 0 of the voltage, 1 of the current.</summary>
    public void ChangeFactor(int which, byte value) => _settings[1 + which] = value;

    /// <inheritdoc/>
    public bool TryTransfer(byte to, byte[] write, int writeCount, byte[] read, int readCount)
    {
        if (to != BusAddress || !IsPowered) return false;
        if (writeCount > 0) _pointer = write[0];
        long value = Register(_pointer);
        for (int i = 0; i < readCount; i++) read[i] = (byte)(value >> 8 * i);
        return true;
    }

    // A circuit settles with the chip that measures it: this unit is that chip.
    private Int128 Flowed
    {
        get
        {
            while (circuit.NextChangeMs <= clock.NowMs) circuit.TakeChange();
            circuit.MeasuredTo(clock.NowMs);
            return circuit.ImportMilliwattMs(0, clock.NowMs) + circuit.ExportMilliwattMs(0, clock.NowMs);
        }
    }

    private long Register(int at)
    {
        _ = Flowed;
        var state = circuit.Current;
        return at switch
        {
            0x60 => state.VoltageMillivolts / 10,
            0x70 => (long)Math.Round(state.A.CurrentMilliamperes / 10),
            0x80 => Math.Abs(state.A.ActiveMilliwatts) / 10,
            0x90 => state.A.ApparentMillivoltamperes / 10,
            0xA0 => state.A.ApparentMillivoltamperes == 0 ? 0 : Math.Abs(state.A.ActiveMilliwatts) * 100 / state.A.ApparentMillivoltamperes,
            0xB0 => Counts,
            0xC0 => _settings[1],
            0xD0 => _settings[2],
            0xFC => clock.NowMs >= _readyAtMs ? 1 : 0,
            0xFE => _settings[0],
            _ => 0,
        };
    }
}
