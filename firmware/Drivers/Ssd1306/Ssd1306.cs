namespace CarbonMeter.Firmware.Drivers;

/// <summary>
/// An SSD1306 with 128 x 64 dots, as 8 rows of 21 signs. It is written and never read: what it shows nobody can check, so it is
/// set up anew and written again every minute. Commands from the maker's application note, from memory. Allocates in its
/// constructor only.
/// </summary>
public sealed class Ssd1306 : ITextDisplay
{
    /// <summary>The address with its pin low; one above with it high.</summary>
    public const byte AddressFirst = 0x3C;

    private const int Rows = 8, Dots = 128, SignDots = SmallFont.Columns + 1;
    private const int Signs = Dots / SignDots;
    private const int CommandsFollow = 0x00, DataFollows = 0x40;
    private const int ColumnWindow = 0x21, PageWindow = 0x22;
    private const long AgainMs = 60_000, AfterFaultMs = 10_000;

    // Off; clock; 64 lines; no offset; first line 0; charge pump on; row by row; upright; pins; low contrast, for its years on a
    // wall; precharge; level; what is in memory, not inverted; no scrolling; on.
    private static readonly byte[] s_setUp =
    {
        CommandsFollow, 0xAE, 0xD5, 0x80, 0xA8, 0x3F, 0xD3, 0x00, 0x40, 0x8D, 0x14, 0x20, 0x00, 0xA1, 0xC8, 0xDA, 0x12,
        0x81, 0x20, 0xD9, 0xF1, 0xDB, 0x40, 0xA4, 0xA6, 0x2E, 0xAF,
    };

    private readonly II2cBus _bus;
    private readonly byte _address;
    private readonly string[] _texts = new string[Rows];
    private readonly bool[] _isShown = new bool[Rows];
    private readonly byte[] _write = new byte[1 + Dots];
    private readonly byte[] _none = new byte[0];
    private long _nextSetUpMs, _waitUntilMs;
    private int _nextRow;

    /// <summary>A display on a bus; nothing is transferred yet.</summary>
    public Ssd1306(II2cBus bus, byte address)
    {
        Require.NotNull(bus, nameof(bus));
        Require.InRange(address, AddressFirst, AddressFirst + 1, nameof(address));
        _bus = bus;
        _address = address;
        for (int i = 0; i < Rows; i++) _texts[i] = "";
    }

    /// <inheritdoc/>
    public int RowCount => Rows;

    /// <inheritdoc/>
    public int ColumnCount => Signs;

    /// <inheritdoc/>
    public long FaultCount { get; private set; }

    /// <inheritdoc/>
    public void Put(int row, string text)
    {
        Require.InRange(row, 0, Rows - 1, nameof(row));
        Require.NotNull(text, nameof(text));
        if (_texts[row] == text) return;
        _texts[row] = text;
        _isShown[row] = false;
    }

    /// <inheritdoc/>
    public void Step(long uptimeMs)
    {
        if (uptimeMs < _waitUntilMs) return;
        bool isDone = uptimeMs >= _nextSetUpMs ? TrySetUp(uptimeMs) : TryShowNext();
        if (isDone) return;
        FaultCount++;
        _waitUntilMs = uptimeMs + AfterFaultMs;
        _nextSetUpMs = _waitUntilMs;
    }

    private bool TrySetUp(long uptimeMs)
    {
        if (!_bus.TryTransfer(_address, s_setUp, s_setUp.Length, _none, 0)) return false;
        for (int i = 0; i < Rows; i++) _isShown[i] = false;
        _nextSetUpMs = uptimeMs + AgainMs;
        return true;
    }

    // In turn, so that a row that changes all the time does not keep the others from being shown.
    private bool TryShowNext()
    {
        for (int i = 0; i < Rows; i++)
        {
            int row = _nextRow;
            _nextRow = row + 1 < Rows ? row + 1 : 0;
            if (_isShown[row]) continue;
            _isShown[row] = TryShow(row);
            return _isShown[row];
        }
        return true;
    }

    private bool TryShow(int row)
    {
        _write[0] = CommandsFollow;
        _write[1] = ColumnWindow;
        _write[2] = 0;
        _write[3] = Dots - 1;
        _write[4] = PageWindow;
        _write[5] = (byte)row;
        _write[6] = (byte)row;
        if (!_bus.TryTransfer(_address, _write, 7, _none, 0)) return false;
        string text = _texts[row];
        _write[0] = DataFollows;
        for (int i = 0; i < Dots; i++)
        {
            int sign = i / SignDots, column = i - sign * SignDots;
            bool isDrawn = sign < text.Length && sign < Signs && column < SmallFont.Columns;
            _write[1 + i] = isDrawn ? SmallFont.Dots(text[sign], column) : (byte)0;
        }
        return _bus.TryTransfer(_address, _write, 1 + Dots, _none, 0);
    }
}
