namespace CarbonMeter.Firmware.Drivers;

/// <summary>Why a DS3231 gave no time when it was last asked.</summary>
public enum Ds3231Fault
{
    /// <summary>It gave one.</summary>
    None,
    /// <summary>It did not acknowledge.</summary>
    Silent,
    /// <summary>Its oscillator has stood still since it was set, or it never was: an empty battery, or a new part. Setting it ends that.</summary>
    Stopped,
    /// <summary>It was being set when the meter stopped: its registers may be of two times. Setting it ends that.</summary>
    HalfSet,
    /// <summary>What it holds is no time.</summary>
    NotATime,
    /// <summary>Two readings do not agree: a disturbed bus, which has no checksum.</summary>
    Unsteady,
}

/// <summary>
/// The DS3231, a clock with its own crystal and battery. A time counts only where the oscillator-stop flag is clear and two
/// readings agree; whether it is credible is for the meter's clock to judge. Allocates in its constructor only.
/// </summary>
public sealed class Ds3231 : IBackupClock, ITestedPart
{
    private const byte DeviceAddress = 0x68;
    // Registers: time from 0x00, alarm 1 from 0x07, control 0x0E, status 0x0F.
    private const int Alarm1Seconds = 0x07, Control = 0x0E, Status = 0x0F, RegisterCount = 0x10;
    private const int OscillatorStopped = 0x80;
    // Runs on the battery too, no square wave, no alarms: as after the first power-up.
    private const int ControlUsual = 0x1C;
    // The alarm is not used, so its seconds say that a time is being written. No alarm time: they are not BCD.
    private const int BeingSet = 0x7E;
    private const int ReadBackSecondsMax = 2;

    private readonly II2cBus _bus;
    private readonly byte[] _write = new byte[1 + Ds3231Time.RegisterCount + 1];
    private readonly byte[] _read = new byte[RegisterCount];

    /// <summary>A chip on a bus; nothing is transferred yet.</summary>
    public Ds3231(II2cBus bus)
    {
        Require.NotNull(bus, nameof(bus));
        _bus = bus;
    }

    /// <inheritdoc/>
    public TimeOrigin Origin => TimeOrigin.BatteryBackedClock;

    /// <summary>Why it gave no time when it was last asked.</summary>
    public Ds3231Fault Fault { get; private set; }

    /// <summary>Times it gave none since boot.</summary>
    public long FaultCount { get; private set; }

    /// <summary>The time to half a second: the chip counts whole ones, and this is their middle.</summary>
    public bool TryRead(out long unixMs)
    {
        unixMs = 0;
        Fault = Read(out long first);
        if (Fault != Ds3231Fault.None) return Failed();
        Fault = Read(out long second);
        if (Fault == Ds3231Fault.None && (second < first || second > first + 1)) Fault = Ds3231Fault.Unsteady;
        if (Fault != Ds3231Fault.None) return Failed();
        unixMs = second * 1000 + 500;
        return true;
    }

    /// <summary>
    /// Sets it to the nearest second, and clears the oscillator-stop flag last, so that a cut on the way leaves no wrong time
    /// that looks right. Reads back what it did.
    /// </summary>
    public bool TrySet(long unixMs)
    {
        Require.InRange(unixMs, Ds3231Time.UnixSecondsMin * 1000, Ds3231Time.UnixSecondsMax * 1000, nameof(unixMs));
        long unixSeconds = (unixMs + 500) / 1000;
        _write[0] = Alarm1Seconds;
        _write[1] = BeingSet;
        if (!TryWrite(2)) return false;
        // The last byte of this one takes the mark away.
        _write[0] = 0;
        Ds3231Time.Encode(unixSeconds, _write, 1);
        _write[1 + Ds3231Time.RegisterCount] = 0;
        if (!TryWrite(1 + Ds3231Time.RegisterCount + 1)) return false;
        _write[0] = Control;
        _write[1] = ControlUsual;
        _write[2] = 0;
        if (!TryWrite(3)) return false;
        Fault = Read(out long found);
        if (Fault == Ds3231Fault.None && (found < unixSeconds || found > unixSeconds + ReadBackSecondsMax)) Fault = Ds3231Fault.Unsteady;
        return Fault == Ds3231Fault.None || Failed();
    }

    /// <summary>Whether it knows the time.</summary>
    public string? Trouble()
    {
        if (TryRead(out _)) return null;
        switch (Fault)
        {
            case Ds3231Fault.Silent: return PartTest.NoAnswer;
            case Ds3231Fault.Stopped: return "it has stood still: new, or its battery is empty; the meter sets it once it knows the time";
            case Ds3231Fault.HalfSet: return "it was being set when power failed; the meter sets it once it knows the time";
            case Ds3231Fault.NotATime: return "what it holds is no time; the meter sets it once it knows the time";
            default: return "two readings do not agree: a disturbed bus";
        }
    }

    private Ds3231Fault Read(out long unixSeconds)
    {
        unixSeconds = 0;
        _write[0] = 0;
        // All at once: the chip holds the time still from the start of a transfer.
        if (!_bus.TryTransfer(DeviceAddress, _write, 1, _read, RegisterCount)) return Ds3231Fault.Silent;
        if ((_read[Status] & OscillatorStopped) != 0) return Ds3231Fault.Stopped;
        if (_read[Alarm1Seconds] == BeingSet) return Ds3231Fault.HalfSet;
        return Ds3231Time.TryDecode(_read, out unixSeconds) ? Ds3231Fault.None : Ds3231Fault.NotATime;
    }

    private bool TryWrite(int count)
    {
        if (_bus.TryTransfer(DeviceAddress, _write, count, _read, 0)) return true;
        Fault = Ds3231Fault.Silent;
        return Failed();
    }

    private bool Failed()
    {
        FaultCount++;
        return false;
    }
}
