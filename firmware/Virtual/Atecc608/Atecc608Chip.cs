using System;
using CarbonMeter.Crypto;
using CarbonMeter.Firmware.Drivers;

namespace CarbonMeter.Firmware.Virtual;

/// <summary>
/// An ATECC608B on its bus: sleep, idle and wake, its watchdog, packets with CRC, an address it does not acknowledge while it
/// works, its configuration with the locks, and real P-256 keys. Commands that are not listed in its data sheet summary's
/// common part are answered as not understood. Not for use from several threads at once.
/// </summary>
public sealed partial class Atecc608Chip : II2cBus
{
    /// <summary>The address it is delivered with.</summary>
    public const byte BusAddress = 0x60;

    /// <summary>Time after which it goes to sleep, whatever it does, ms. From memory, as in the facts.</summary>
    public const int WatchdogMs = 1300;

    private const int WakeKilohertzMax = 100;
    private const int OK = 0x00, PARSE = 0x03, ECC = 0x05, EXECUTION = 0x0F, WOKE = 0x11, COMMUNICATION = 0xFF;

    private enum State { Asleep, Idle, Awake }

    private readonly VirtualClock _clock;
    private readonly SeededRandom _random;
    private readonly byte[] _address = [BusAddress];
    private State _state;
    private long _wokenAtMs, _busyUntilMs;
    private byte[] _output = [];
    private int _outputAt;
    private Action? _whenDone;
    private byte[]? _digest;

    /// <summary>A chip as delivered: nothing locked, no keys. It gets its power now.</summary>
    public Atecc608Chip(VirtualClock clock, SeededRandom random)
    {
        _clock = clock;
        _random = random;
        Deliver();
    }

    /// <summary>Speed of its bus, kHz: above 100 the pulse that wakes it is too short.</summary>
    public int BusKilohertz { get; set; } = 100;

    /// <summary>Which of its clocks it runs on, 0 to 2: the slower, the longer a signature takes.</summary>
    public int ClockMode { get; set; }

    /// <summary>The next so many commands that use the curve end with an ECC fault.</summary>
    public int EccFaults { get; set; }

    /// <summary>The next so many commands are taken and never answered.</summary>
    public int Hangs { get; set; }

    /// <summary>Commands executed so far.</summary>
    public long Commands { get; private set; }

    /// <summary>Times it went to sleep by its watchdog.</summary>
    public long WatchdogSleeps { get; private set; }

    /// <summary>Takes its power, wherever it is: what it was about to keep is not kept.</summary>
    public void PowerOff()
    {
        Settle();
        _isPowered = false;
        Sleep();
    }

    /// <summary>Gives it power: it is asleep.</summary>
    public void PowerOn() => _isPowered = true;

    private bool _isPowered = true;

    /// <inheritdoc/>
    public bool TryTransfer(byte address, byte[] write, int writeCount, byte[] read, int readCount)
    {
        Settle();
        if (!_isPowered) return false;
        if (address == VirtualI2cBus.GeneralCall && writeCount > 0 && write[0] == 0) Wake();
        // The first 1.5 ms after it was woken it does not hear either.
        if (address != _address[0] || _state != State.Awake || _clock.NowMs < _wokenAtMs + 2 || _clock.NowMs < _busyUntilMs) return false;
        if (writeCount > 0 && !TryHear(write, writeCount)) return false;
        return readCount == 0 || TryAnswer(read, readCount);
    }

    private void Wake()
    {
        if (_state == State.Awake || BusKilohertz > WakeKilohertzMax) return;
        _state = State.Awake;
        _wokenAtMs = _clock.NowMs;
        _busyUntilMs = 0;
        Say(WOKE);
    }

    private bool TryHear(byte[] write, int count)
    {
        switch (write[0])
        {
            case 0x00:
                _outputAt = 0;
                return true;
            case 0x01:
                Sleep();
                return true;
            case 0x02:
                _state = State.Idle;
                return true;
            case 0x03:
                Execute(write.AsSpan(1, count - 1));
                return true;
            default:
                return false;
        }
    }

    private bool TryAnswer(byte[] read, int count)
    {
        if (_outputAt >= _output.Length) return false;
        for (int i = 0; i < count; i++) read[i] = _outputAt < _output.Length ? _output[_outputAt++] : (byte)0xFF;
        return true;
    }

    private void Execute(ReadOnlySpan<byte> packet)
    {
        Commands++;
        _busyUntilMs = _clock.NowMs + 1;
        if (packet.Length < 7 || packet[0] != packet.Length || Crc(packet[..^2]) != (packet[^2] | packet[^1] << 8))
        {
            Say(COMMUNICATION);
            return;
        }
        if (Hangs > 0)
        {
            Hangs--;
            _busyUntilMs = long.MaxValue;
            return;
        }
        int opcode = packet[1], parameter1 = packet[2], parameter2 = packet[3] | packet[4] << 8;
        _busyUntilMs = _clock.NowMs + TimeMs(opcode);
        Obey(opcode, parameter1, parameter2, packet[5..^2]);
    }

    private void Say(int status) => Say([(byte)status]);

    private void Say(ReadOnlySpan<byte> data)
    {
        _output = new byte[data.Length + 3];
        _output[0] = (byte)_output.Length;
        data.CopyTo(_output.AsSpan(1));
        int crc = Crc(_output.AsSpan(0, data.Length + 1));
        _output[^2] = (byte)crc;
        _output[^1] = (byte)(crc >> 8);
        _outputAt = 0;
    }

    // What it does is done at the end of its time: a cut before it leaves what was.
    private void Settle()
    {
        long nowMs = _clock.NowMs;
        bool isWatched = _state == State.Awake && nowMs >= _wokenAtMs + WatchdogMs;
        if (_whenDone is not null && nowMs >= _busyUntilMs && (!isWatched || _busyUntilMs < _wokenAtMs + WatchdogMs))
        {
            _whenDone();
            _whenDone = null;
        }
        if (!isWatched) return;
        WatchdogSleeps++;
        Sleep();
    }

    private void Sleep()
    {
        _state = State.Asleep;
        _digest = null;
        _whenDone = null;
        _busyUntilMs = 0;
    }

    private int TimeMs(int opcode)
    {
        int mode = Math.Clamp(ClockMode, 0, 2);
        return opcode switch
        {
            0x40 => new[] { 115, 215, 653 }[mode],
            0x41 => new[] { 115, 220, 665 }[mode],
            0x12 => 45,
            0x17 => 35,
            0x1B => 23,
            0x16 => 20,
            _ => 5,
        };
    }

    // Written down a second time, apart from the driver's: as a table by byte, from the polynomial with its bits turned round.
    private static int Crc(ReadOnlySpan<byte> bytes)
    {
        int reflected = 0;
        foreach (byte value in bytes)
        {
            reflected ^= value;
            for (int bit = 0; bit < 8; bit++) reflected = (reflected & 1) != 0 ? reflected >> 1 ^ 0xA001 : reflected >> 1;
        }
        int crc = 0;
        for (int bit = 0; bit < 16; bit++) crc |= (reflected >> bit & 1) << 15 - bit;
        return crc;
    }
}
