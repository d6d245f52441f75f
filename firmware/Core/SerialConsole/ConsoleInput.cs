namespace CarbonMeter.Firmware.SerialConsole;

/// <summary>What a byte completed.</summary>
public enum ConsoleToken { None = 0, Line = 1, UnreadableLine = 2, Packet = 3, BadPacket = 4 }

/// <summary>
/// Sorts what arrives on the port into lines of text and Improv packets, a byte at a time (docs/formats/console.md section 1).
/// A packet may begin anywhere, also inside a line. Fixed buffers; nothing that arrives can do more than be ignored.
/// </summary>
public sealed class ConsoleInput
{
    /// <summary>Longest line, bytes without its end.</summary>
    public const int LineBytesMax = 1024;

    /// <summary>Time a packet may take, ms.</summary>
    public const int PacketMs = 1000;

    private const byte LineEnd = 0x0A, CarriageReturn = 0x0D, TextMin = 0x20, TextMax = 0x7E;
    private const int LettersOfPrefix = ImprovPacket.HeadBytes - 1;

    private readonly char[] _line = new char[LineBytesMax];
    private readonly byte[] _packet = new byte[ImprovPacket.SizeBytesMax];
    private int _lineLength, _prefixLength, _packetLength;
    private bool _isUnreadable;
    private long _packetSinceMs;

    /// <summary>The line that was completed; valid until the next byte is taken.</summary>
    public string Line { get; private set; } = "";

    /// <summary>Type of the packet that was completed.</summary>
    public int PacketType => _packet[ImprovPacket.TypeAt];

    /// <summary>Bytes of data in it.</summary>
    public int PacketDataBytes => _packet[ImprovPacket.LengthAt];

    /// <summary>One byte of its data.</summary>
    public int PacketData(int index) => _packet[ImprovPacket.DataAt + index];

    /// <summary>Takes one byte and tells what it completed.</summary>
    public ConsoleToken Take(byte value, long uptimeMs)
    {
        if (_packetLength > 0) return TakePacketByte(value);
        if (value == ImprovPacket.Head(_prefixLength)) _prefixLength++;
        else _prefixLength = value == ImprovPacket.Head(0) ? 1 : 0;
        if (_prefixLength == ImprovPacket.HeadBytes) return BeginPacket(uptimeMs);
        if (value == LineEnd) return EndLine();
        if (value == CarriageReturn) return ConsoleToken.None;
        if (value < TextMin || value > TextMax || _lineLength == LineBytesMax) _isUnreadable = true;
        else _line[_lineLength++] = (char)value;
        return ConsoleToken.None;
    }

    /// <summary>Gives up a packet that has taken too long; true where there was one.</summary>
    public bool GaveUpPacket(long uptimeMs)
    {
        if (_packetLength == 0 || uptimeMs - _packetSinceMs < PacketMs) return false;
        _packetLength = 0;
        return true;
    }

    private ConsoleToken BeginPacket(long uptimeMs)
    {
        // The letters before the version went into the line; of a line that is too long they did not.
        if (!_isUnreadable) _lineLength -= LettersOfPrefix;
        _prefixLength = 0;
        for (int i = 0; i < ImprovPacket.HeadBytes; i++) _packet[i] = ImprovPacket.Head(i);
        _packetLength = ImprovPacket.HeadBytes;
        _packetSinceMs = uptimeMs;
        return ConsoleToken.None;
    }

    private ConsoleToken TakePacketByte(byte value)
    {
        _packet[_packetLength++] = value;
        if (_packetLength <= ImprovPacket.LengthAt) return ConsoleToken.None;
        int checksumAt = ImprovPacket.DataAt + _packet[ImprovPacket.LengthAt];
        if (_packetLength <= checksumAt) return ConsoleToken.None;
        _packetLength = 0;
        return value == ImprovPacket.Checksum(_packet, checksumAt) ? ConsoleToken.Packet : ConsoleToken.BadPacket;
    }

    private ConsoleToken EndLine()
    {
        bool isUnreadable = _isUnreadable;
        Line = new string(_line, 0, _lineLength);
        _lineLength = 0;
        _isUnreadable = false;
        return isUnreadable ? ConsoleToken.UnreadableLine : Line.Length > 0 ? ConsoleToken.Line : ConsoleToken.None;
    }
}
