namespace CarbonMeter.Firmware.Drivers;

/// <summary>
/// Commands and replies of a Sensirion part: 16-bit words, high byte first, each reply word and each argument followed by its
/// CRC-8. Sending and receiving are transfers of their own: these parts must not get a repeated start.
/// </summary>
internal sealed class SensirionPort
{
    /// <summary>Longest reply anybody asks for, words.</summary>
    public const int WordsMax = 6;

    private const int WordBytes = 3;

    private readonly II2cBus _bus;
    private readonly byte _address;
    private readonly byte[] _write = new byte[2 + WordBytes];
    private readonly byte[] _read = new byte[WordsMax * WordBytes];

    public SensirionPort(II2cBus bus, byte address)
    {
        _bus = bus;
        _address = address;
    }

    /// <summary>The bytes of the last reply, from the first on.</summary>
    public byte[] Frame => _read;

    /// <summary>Sends a command of one byte.</summary>
    public bool TrySendByte(int command)
    {
        _write[0] = (byte)command;
        return _bus.TryTransfer(_address, _write, 1, _read, 0);
    }

    /// <summary>Sends a command of two bytes.</summary>
    public bool TrySend(int command)
    {
        PutCommand(command);
        return _bus.TryTransfer(_address, _write, 2, _read, 0);
    }

    /// <summary>Sends a command with an argument of 16 bits.</summary>
    public bool TrySend(int command, int argument)
    {
        PutCommand(command);
        _write[2] = (byte)(argument >> 8);
        _write[3] = (byte)argument;
        _write[4] = (byte)SensirionCrc.Of(argument >> 8, argument);
        return _bus.TryTransfer(_address, _write, 2 + WordBytes, _read, 0);
    }

    /// <summary>
    /// Reads the reply to the last command: none, silent (not acknowledged, or still busy), or bad checksum. A part that has
    /// nothing more to say leaves the bus at all ones, which no checksum fits.
    /// </summary>
    public SensorFault Receive(int wordCount)
    {
        Require.InRange(wordCount, 1, WordsMax, nameof(wordCount));
        if (!_bus.TryTransfer(_address, _write, 0, _read, wordCount * WordBytes)) return SensorFault.Silent;
        for (int at = 0; at < wordCount * WordBytes; at += WordBytes)
            if (SensirionCrc.Of(_read[at], _read[at + 1]) != _read[at + 2]) return SensorFault.BadChecksum;
        return SensorFault.None;
    }

    /// <summary>A word of the last reply, 0 to 65535.</summary>
    public int Word(int index) => _read[index * WordBytes] << 8 | _read[index * WordBytes + 1];

    /// <summary>A word of the last reply as a number with sign.</summary>
    public int SignedWord(int index) => (short)Word(index);

    private void PutCommand(int command)
    {
        _write[0] = (byte)(command >> 8);
        _write[1] = (byte)command;
    }
}
