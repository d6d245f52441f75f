using CarbonMeter.Firmware.Settings;

namespace CarbonMeter.Firmware.SerialConsole;

/// <summary>
/// The meter's side of its serial port: Improv packets and requests by line (docs/formats/console.md). <see cref="Step"/> is called by the
/// board's loop, a few dozen times a second; it never waits and takes a bounded number of bytes each time.
/// </summary>
public sealed class DeviceConsole
{
    private const int BytesAStep = 256;
    private const int OpenAgainMs = 1000;

    private readonly ConsoleParts _parts;
    private readonly ConsoleInput _input = new ConsoleInput();
    private readonly ConsoleOutput _output;
    private readonly ImprovService _improv;
    private readonly ConsoleVerbs _verbs;
    private readonly SampleRun _samples;
    private readonly byte[] _bytes = new byte[BytesAStep];
    private int _at, _count;
    private bool _isOpen;
    private long _openAtMs;

    /// <summary>A console over its parts.</summary>
    public DeviceConsole(ConsoleParts parts, ConsoleBoard board)
    {
        _parts = parts;
        Commissioning = new Commissioning(parts, board);
        _output = new ConsoleOutput(parts.Port);
        _improv = new ImprovService(Commissioning, parts.Network, _output);
        _samples = new SampleRun(Commissioning, parts.FrontEnd, _output);
        _verbs = new ConsoleVerbs(parts, Commissioning, _output, _samples);
    }

    /// <summary>What was said so far, and the seal.</summary>
    public Commissioning Commissioning { get; }

    /// <summary>Answers that were cut short because nobody took them.</summary>
    public long Overflows => _output.Overflows;

    /// <summary>Does what is due.</summary>
    public void Step(long uptimeMs)
    {
        Commissioning.Clock.Advance(uptimeMs);
        if (!_isOpen && uptimeMs >= _openAtMs)
        {
            _isOpen = Commissioning.TryOpen();
            _openAtMs = uptimeMs + OpenAgainMs;
        }
        if (!Commissioning.IsSealed) Commissioning.Bench.Step(uptimeMs);
        _output.Flush();
        if (_input.GaveUpPacket(uptimeMs)) _improv.Bad();
        Read(uptimeMs);
        _improv.Step();
        _samples.Step(uptimeMs);
        _output.Flush();
    }

    // Nothing is taken while an answer is on its way out: what arrives waits in the port.
    private void Read(long uptimeMs)
    {
        if (_at == _count && _output.IsEmpty)
        {
            _at = 0;
            _count = _parts.Port.Read(_bytes);
        }
        while (_at < _count && _output.IsEmpty) Take(_input.Take(_bytes[_at++], uptimeMs), uptimeMs);
    }

    private void Take(ConsoleToken token, long uptimeMs)
    {
        switch (token)
        {
            case ConsoleToken.Packet: _improv.Answer(_input); break;
            case ConsoleToken.BadPacket: _improv.Bad(); break;
            case ConsoleToken.Line:
            case ConsoleToken.UnreadableLine: TakeLine(token == ConsoleToken.Line, uptimeMs); break;
            default: break;
        }
    }

    private void TakeLine(bool isReadable, long uptimeMs)
    {
        string line = _input.Line;
        if (line.Length == 0 || line[0] != '@') return;
        _samples.Cancel();
        ConsoleRequest? request = ConsoleRequest.Parse(line, out string id);
        _output.Begin(id);
        if (!isReadable || request == null) _output.Error("unreadable", isReadable ? "not a request: @ID VERB NAME=VALUE ..." : "the line is too long or holds bytes that are not text");
        else if (Commissioning.Content == SettingsContent.NoAnswer) _output.Error("failed", "the storage of the settings does not answer");
        else _verbs.Answer(request, uptimeMs);
    }
}
