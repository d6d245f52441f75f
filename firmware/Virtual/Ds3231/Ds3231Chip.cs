using System;
using CarbonMeter.Firmware.Drivers;

namespace CarbonMeter.Firmware.Virtual;

/// <summary>
/// A DS3231 by its registers, counting by a <see cref="VirtualClock"/> with a drift of its own. It has a supply and a battery:
/// without the supply it answers nothing and counts on the battery, without either it forgets, and says so when it is back.
/// Alarms are only memory here; the temperature stands at 25 degrees.
/// </summary>
public sealed class Ds3231Chip : II2cBus
{
    /// <summary>The chip's only I2C address.</summary>
    public const byte BusAddress = 0x68;

    private const int RegisterCount = 0x13;
    private const int SECONDS = 0x00, HOURS = 0x02, DAY = 0x03, DATE = 0x04, MONTH = 0x05, YEAR = 0x06, CONTROL = 0x0E, STATUS = 0x0F, TEMPERATURE = 0x11;
    private const byte EOSC = 0x80, OSF = 0x80, EN32KHZ = 0x08, CENTURY = 0x80, HOURS12 = 0x40, PM = 0x20;
    // Bits that exist, from 0x00 to 0x06.
    private static readonly byte[] s_timeBits = [0x7F, 0x7F, 0x7F, 0x07, 0x3F, 0x9F, 0xFF];

    private readonly VirtualClock _clock;
    private readonly byte[] _registers = new byte[RegisterCount];
    private long _settledToMs, _sinceSecondNs;
    private int _pointer;
    private bool _isPowered = true, _hasBattery = true;

    /// <summary>A new chip, which has never been set.</summary>
    public Ds3231Chip(VirtualClock clock)
    {
        _clock = clock;
        _settledToMs = clock.NowMs;
        Forget();
    }

    /// <summary>How much faster than the true time it runs, parts in 1e9.</summary>
    public int DriftPpb { get; set; }

    /// <summary>Gives or takes its supply.</summary>
    public bool IsPowered { get => _isPowered; set => Supply(value, _hasBattery); }

    /// <summary>Puts in or takes out its battery.</summary>
    public bool HasBattery { get => _hasBattery; set => Supply(_isPowered, value); }

    /// <summary>A register as it is now, to look at or to spoil.</summary>
    public byte this[int register]
    {
        get
        {
            Settle();
            return _registers[register];
        }
        set
        {
            Settle();
            _registers[register] = value;
        }
    }

    /// <inheritdoc/>
    public bool TryTransfer(byte address, byte[] write, int writeCount, byte[] read, int readCount)
    {
        if (address != BusAddress || !_isPowered) return false;
        Settle();
        for (int i = 0; i < writeCount; i++)
        {
            if (i == 0) _pointer = write[0] % RegisterCount;
            else Write(Next(), write[i]);
        }
        for (int i = 0; i < readCount; i++) read[i] = _registers[Next()];
        return true;
    }

    private int Next()
    {
        int at = _pointer;
        _pointer = (_pointer + 1) % RegisterCount;
        return at;
    }

    private void Write(int register, byte value)
    {
        if (register == SECONDS) _sinceSecondNs = 0; // starts the second anew
        if (register < s_timeBits.Length) _registers[register] = (byte)(value & s_timeBits[register]);
        // Its flags can be written to 0 and not to 1.
        else if (register == STATUS) _registers[register] = (byte)(_registers[register] & value & 0x83 | value & EN32KHZ);
        else if (register < TEMPERATURE) _registers[register] = value;
    }

    private void Supply(bool isPowered, bool hasBattery)
    {
        Settle();
        bool wasAlive = _isPowered || _hasBattery;
        (_isPowered, _hasBattery) = (isPowered, hasBattery);
        if (!wasAlive && (isPowered || hasBattery)) Forget();
        if (!IsRunning) _registers[STATUS] |= OSF;
    }

    private bool IsRunning => _isPowered || _hasBattery && (_registers[CONTROL] & EOSC) == 0;

    private void Forget()
    {
        Array.Clear(_registers);
        _registers[DAY] = _registers[DATE] = _registers[MONTH] = 1;
        _registers[CONTROL] = 0x1C;
        _registers[STATUS] = OSF | EN32KHZ;
        _registers[TEMPERATURE] = 25;
        _sinceSecondNs = 0;
    }

    private void Settle()
    {
        long elapsedMs = _clock.NowMs - _settledToMs;
        _settledToMs = _clock.NowMs;
        if (!IsRunning || elapsedMs == 0) return;
        _sinceSecondNs += elapsedMs * 1_000_000 + elapsedMs * DriftPpb / 1000;
        long seconds = Math.DivRem(_sinceSecondNs, 1_000_000_000, out _sinceSecondNs);
        if (seconds > 0) Count(seconds);
    }

    // A time it was never given is counted on from as it is: here, not at all.
    private void Count(long seconds)
    {
        bool isTwelve = (_registers[HOURS] & HOURS12) != 0;
        int hour = isTwelve ? Binary(_registers[HOURS] & 0x1F) % 12 + ((_registers[HOURS] & PM) != 0 ? 12 : 0) : Binary(_registers[HOURS]);
        DateTime before;
        try
        {
            before = new DateTime(2000 + Binary(_registers[YEAR]), Binary(_registers[MONTH] & 0x1F), Binary(_registers[DATE]), hour,
                Binary(_registers[1]), Binary(_registers[SECONDS]), DateTimeKind.Utc);
        }
        catch (ArgumentOutOfRangeException)
        {
            return;
        }
        var now = before.AddSeconds(seconds);
        _registers[SECONDS] = Bcd(now.Second);
        _registers[1] = Bcd(now.Minute);
        _registers[HOURS] = isTwelve ? (byte)(HOURS12 | (now.Hour >= 12 ? PM : 0) | Bcd((now.Hour + 11) % 12 + 1)) : Bcd(now.Hour);
        _registers[DAY] = (byte)((_registers[DAY] - 1 + (now.Date - before.Date).Days) % 7 + 1);
        _registers[DATE] = Bcd(now.Day);
        int century = _registers[MONTH] & CENTURY ^ (now.Year >= 2100 ? CENTURY : 0);
        _registers[MONTH] = (byte)(Bcd(now.Month) | century);
        _registers[YEAR] = Bcd(now.Year % 100);
    }

    private static int Binary(int bcd) => (bcd >> 4) * 10 + (bcd & 0x0F);

    private static byte Bcd(int value) => (byte)(value / 10 << 4 | value % 10);
}
