using System.Text;

namespace CarbonMeter.Firmware.SerialConsole;

/// <summary>
/// What is on its way out of the port. One answer fits by design: the console takes no request while anything is left of the
/// answer before, so the queue bounds what a slow reader can make the meter hold.
/// </summary>
public sealed class ConsoleOutput
{
    /// <summary>Size of the queue, bytes.</summary>
    public const int SizeBytes = 4096;

    /// <summary>Bytes of a blob in one line of base64.</summary>
    public const int BlobBytesALine = 300;

    private const int PieceBytes = 64;

    private readonly ISerialPort _port;
    private readonly byte[] _queue = new byte[SizeBytes];
    private readonly StringBuilder _line = new StringBuilder(128);
    private int _at, _count;
    private string _id = "-";

    /// <summary>Output to a port.</summary>
    public ConsoleOutput(ISerialPort port) { _port = port; }

    /// <summary>Whether everything has gone.</summary>
    public bool IsEmpty => _at == _count;

    /// <summary>Answers that were cut short because the queue was full.</summary>
    public long Overflows { get; private set; }

    /// <summary>Sends what the port takes.</summary>
    public void Flush()
    {
        while (_at < _count)
        {
            int piece = _count - _at < PieceBytes ? _count - _at : PieceBytes;
            if (!_port.TryWrite(_queue, _at, piece)) return;
            _at += piece;
        }
        _at = 0;
        _count = 0;
    }

    /// <summary>Begins the answer to a request.</summary>
    public void Begin(string id)
    {
        _id = id;
        _line.Clear();
    }

    /// <summary>Adds a text to the line of data.</summary>
    public ConsoleOutput Add(string name, string value)
    {
        _line.Append(' ').Append(name).Append('=').Append(ConsoleText.Encode(value));
        return this;
    }

    /// <summary>Adds a number to the line of data.</summary>
    public ConsoleOutput Add(string name, long value)
    {
        _line.Append(' ').Append(name).Append('=').Append(value.ToString());
        return this;
    }

    /// <summary>Ends the line of data.</summary>
    public void Data() => PutLine("=", "");

    /// <summary>Ends the answer; what was added since the last line of data goes with it.</summary>
    public void Ok()
    {
        PutLine("!", " ok");
    }

    /// <summary>Ends the answer with an error; the words are printable ASCII.</summary>
    public void Error(string code, string words)
    {
        _line.Clear();
        _line.Append(' ').Append(code).Append(' ').Append(words);
        PutLine("!", " error");
    }

    /// <summary>Lines of base64, in order.</summary>
    public void Blob(byte[] bytes)
    {
        for (int at = 0; at < bytes.Length; at += BlobBytesALine)
        {
            int count = bytes.Length - at < BlobBytesALine ? bytes.Length - at : BlobBytesALine;
            Add("base64", Base64.Encode(bytes, at, count)).Data();
        }
    }

    /// <summary>Puts a packet and its line end.</summary>
    public void Packet(byte[] packet)
    {
        if (!HasRoom(packet.Length + 1)) return;
        for (int i = 0; i < packet.Length; i++) _queue[_count++] = packet[i];
        _queue[_count++] = (byte)'\n';
    }

    private void PutLine(string mark, string word)
    {
        string text = mark + _id + word + _line.ToString() + "\n";
        _line.Clear();
        if (!HasRoom(text.Length)) return;
        for (int i = 0; i < text.Length; i++) _queue[_count++] = (byte)text[i];
    }

    private bool HasRoom(int count)
    {
        if (_count + count <= SizeBytes) return true;
        Overflows++;
        return false;
    }
}
