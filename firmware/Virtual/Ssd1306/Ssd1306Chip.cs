using System;
using System.Text;
using CarbonMeter.Firmware.Drivers;

namespace CarbonMeter.Firmware.Virtual;

/// <summary>
/// An SSD1306 with its 128 x 64 dots: commands, the windows data is written into, and the memory that is shown once it is switched
/// on and its charge pump runs.
/// </summary>
public sealed class Ssd1306Chip(byte busAddress = 0x3C) : II2cBus
{
    /// <summary>Dots across and down.</summary>
    public const int Width = 128, Height = 64;

    private readonly byte[,] _memory = new byte[Height / 8, Width];
    private int _columnFrom, _columnTo = Width - 1, _pageFrom, _pageTo = Height / 8 - 1, _column, _page;
    private bool _isOn, _hasChargePump, _isRowByRow;

    /// <summary>Whether anything can be seen.</summary>
    public bool IsLit => _isOn && _hasChargePump;

    /// <summary>How bright it is, 0 to 255.</summary>
    public int Contrast { get; private set; } = 0x7F;

    /// <summary>Bytes of data written so far.</summary>
    public long DataBytes { get; private set; }

    /// <summary>Loses its supply for a moment: dark, with noise in its memory.</summary>
    public void BrownOut(SeededRandom noise)
    {
        (_isOn, _hasChargePump, _isRowByRow, Contrast) = (false, false, false, 0x7F);
        (_columnFrom, _columnTo, _pageFrom, _pageTo, _column, _page) = (0, Width - 1, 0, Height / 8 - 1, 0, 0);
        for (int page = 0; page < Height / 8; page++)
            for (int column = 0; column < Width; column++) _memory[page, column] = (byte)noise.Next(256);
    }

    /// <summary>What is to be seen, a line for each row of dots; null where it is dark.</summary>
    public string[]? Picture()
    {
        if (!IsLit) return null;
        var lines = new string[Height];
        for (int y = 0; y < Height; y++)
        {
            var line = new StringBuilder(Width);
            for (int x = 0; x < Width; x++) line.Append((_memory[y / 8, x] >> y % 8 & 1) != 0 ? '#' : '.');
            lines[y] = line.ToString();
        }
        return lines;
    }

    /// <inheritdoc/>
    public bool TryTransfer(byte address, byte[] write, int writeCount, byte[] read, int readCount)
    {
        if (address != busAddress) return false;
        if (writeCount > 1 && write[0] == 0x00) Command(write.AsSpan(1, writeCount - 1));
        else if (writeCount > 1 && write[0] == 0x40) Data(write.AsSpan(1, writeCount - 1));
        if (readCount > 0) read.AsSpan(0, readCount).Fill((byte)(_isOn ? 0x00 : 0x40)); // its status
        return true;
    }

    private void Command(ReadOnlySpan<byte> bytes)
    {
        for (int at = 0; at < bytes.Length;)
        {
            byte command = bytes[at++];
            int arguments = command switch
            {
                0x20 or 0x81 or 0x8D or 0xA8 or 0xD3 or 0xD5 or 0xD9 or 0xDA or 0xDB => 1,
                0x21 or 0x22 => 2,
                _ => 0,
            };
            if (at + arguments > bytes.Length) return; // cut off: not carried out
            var argument = bytes.Slice(at, arguments);
            at += arguments;
            switch (command)
            {
                case 0x20: _isRowByRow = argument[0] == 0x00; break;
                case 0x21: (_columnFrom, _columnTo, _column) = (argument[0] & 127, argument[1] & 127, argument[0] & 127); break;
                case 0x22: (_pageFrom, _pageTo, _page) = (argument[0] & 7, argument[1] & 7, argument[0] & 7); break;
                case 0x81: Contrast = argument[0]; break;
                case 0x8D: _hasChargePump = (argument[0] & 0x04) != 0; break;
                case 0xAE: _isOn = false; break;
                case 0xAF: _isOn = true; break;
            }
        }
    }

    private void Data(ReadOnlySpan<byte> bytes)
    {
        foreach (byte dots in bytes)
        {
            DataBytes++;
            _memory[_page, _column] = dots;
            if (!_isRowByRow)
            {
                _column = (_column + 1) % Width; // page by page, as after power-up
                continue;
            }
            if (_column++ < _columnTo) continue;
            _column = _columnFrom;
            _page = _page < _pageTo ? _page + 1 : _pageFrom;
        }
    }
}
