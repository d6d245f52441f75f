namespace CarbonMeter.Firmware.Drivers;

/// <summary>
/// The line to an ATECC608: wake it, give it a command, ask until it answers, let it idle. A command is polled for and not
/// timed, as the B variant demands; every wait is bounded, and the longest command ends well before the chip's watchdog of 1.3 s.
/// </summary>
internal sealed class AteccLink
{
    private const byte WakeAddress = 0x00;
    private const int ResetWord = 0x00, IdleWord = 0x02;
    private const int WakeAttemptsMax = 3, DamagedMax = 4;
    // The chip needs 1.5 ms.
    private const int WakeMs = 2;
    private const int PollMs = 2;
    private const int DataBytesMax = 64;

    private readonly II2cBus _bus;
    private readonly byte _address;
    private readonly IDelay _delay;
    private readonly byte[] _write = new byte[AteccPacket.CommandOverheadBytes + DataBytesMax];
    private readonly byte[] _read = new byte[AteccPacket.AnswerOverheadBytes + DataBytesMax];

    public AteccLink(II2cBus bus, byte address, IDelay delay)
    {
        _bus = bus;
        _address = address;
        _delay = delay;
    }

    /// <summary>Wakes it. False where it does not say that it has woken.</summary>
    public bool TryWake()
    {
        for (int i = 0; i < WakeAttemptsMax; i++)
        {
            // Zeros at 100 kHz hold the line low for as long as it takes; nobody acknowledges the address.
            _write[0] = 0;
            _bus.TryTransfer(WakeAddress, _write, 1, _read, 0);
            _delay.Milliseconds(WakeMs);
            if (TryReadAnswer(AteccPacket.StatusBytes) && IsStatus && _read[1] == (int)AteccStatus.Woke) return true;
            // Somebody who is awake already does not hear the call.
            Idle();
        }
        return false;
    }

    /// <summary>Lets it idle: it keeps its digest and its seed, and its watchdog stops. If it does not hear, that one does it.</summary>
    public void Idle() => TrySendWord(IdleWord);

    /// <summary>Has a command executed. With a data answer of answerCount bytes; 0: a status is the answer.</summary>
    public AteccStatus Execute(AteccCommand command, int parameter1, int parameter2, byte[] data, int dataCount, byte[] answer, int answerCount)
    {
        int packetCount = AteccPacket.Build(_write, command, parameter1, parameter2, data, dataCount);
        if (!_bus.TryTransfer(_address, _write, packetCount, _read, 0)) return AteccStatus.Silent;
        int expectedCount = answerCount == 0 ? AteccPacket.StatusBytes : AteccPacket.AnswerOverheadBytes + answerCount;
        var polled = Poll(expectedCount, LongestMs(command));
        if (polled != AteccStatus.Ok) return polled;
        if (IsStatus) return answerCount == 0 || _read[1] != 0 ? (AteccStatus)_read[1] : AteccStatus.Garbled;
        if (_read[0] != expectedCount) return AteccStatus.Garbled;
        for (int i = 0; i < answerCount; i++) answer[i] = _read[1 + i];
        return AteccStatus.Ok;
    }

    private bool IsStatus => _read[0] == AteccPacket.StatusBytes && AteccPacket.IsWhole(_read, 0, AteccPacket.StatusBytes);

    // It does not acknowledge its address while it works. A damaged answer is asked for again without doing the command again; it
    // may also have been a disturbance that looked like one.
    private AteccStatus Poll(int count, int longestMs)
    {
        int damaged = 0;
        for (int waitedMs = 0; waitedMs < longestMs && damaged <= DamagedMax; waitedMs += PollMs)
        {
            _delay.Milliseconds(PollMs);
            if (!TryReadAnswer(count)) continue;
            if (AteccPacket.IsWhole(_read, 0, count)) return AteccStatus.Ok;
            damaged++;
            TrySendWord(ResetWord);
        }
        return damaged > 0 ? AteccStatus.Garbled : AteccStatus.NoAnswer;
    }

    // A read by itself: a repeated start would come to the chip's busy ears.
    private bool TryReadAnswer(int count) => _bus.TryTransfer(_address, _write, 0, _read, count);

    private bool TrySendWord(int word)
    {
        _write[0] = (byte)word;
        return _bus.TryTransfer(_address, _write, 1, _read, 0);
    }

    // The longest by the vendor's tables, at the slowest of the chip's clocks, and a fifth on top.
    private static int LongestMs(AteccCommand command)
    {
        switch (command)
        {
            case AteccCommand.GenKey: return 784;
            case AteccCommand.Sign: return 798;
            case AteccCommand.Write: return 54;
            case AteccCommand.Lock: return 42;
            case AteccCommand.Random: return 28;
            case AteccCommand.Nonce: return 24;
            default: return 10;
        }
    }
}
