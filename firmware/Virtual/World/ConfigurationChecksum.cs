using System;

namespace CarbonMeter.Firmware.Virtual;

/// <summary>
/// A metering chip's checksum over its configuration: CRC-32 of IEEE 802.3, least significant bit first, from all ones. The
/// order of the registers and the hidden ones at the end are not published, so a real chip's value cannot be predicted: a driver
/// may only compare it with one it has read. The hidden constants are chosen so that all defaults give the value that the data
/// sheet prints.
/// </summary>
internal ref struct ConfigurationChecksum
{
    private const uint Polynomial = 0xEDB88320;
    private readonly ReadOnlySpan<byte> _hidden;
    private readonly int _sizeBytes;
    private uint _crc;
    private int _countBytes;

    /// <summary>A checksum that ends with hidden registers; zeroes before them fill it up to a size, where it has one.</summary>
    public ConfigurationChecksum(ReadOnlySpan<byte> hidden, int sizeBytes = 0)
    {
        _hidden = hidden;
        _sizeBytes = sizeBytes;
        _crc = 0xFFFFFFFF;
    }

    /// <summary>An ADE7953's: 1024 bits, 0x48739163 for all defaults (DS53 p58).</summary>
    public static ConfigurationChecksum OfAde7953() => new([0x5A, 0xC3, 0x17, 0x8E, 0x2E, 0xEA, 0x19, 0xA5], 128);

    /// <summary>An ADE7880's: 0xAFFA63B9 for all defaults (DS80 p71).</summary>
    public static ConfigurationChecksum OfAde7880() => new([0x3C, 0x91, 0xE6, 0x4B, 0x9A, 0xED, 0x4D, 0x71]);

    /// <summary>Takes a register of so many bytes.</summary>
    public void Add(int value, int sizeBytes)
    {
        for (int i = 0; i < sizeBytes; i++) AddByte((byte)(value >> 8 * i));
    }

    /// <summary>The checksum, after the hidden registers and what fills up the size.</summary>
    public uint Finish()
    {
        while (_countBytes < _sizeBytes - _hidden.Length) AddByte(0);
        foreach (byte hidden in _hidden) AddByte(hidden);
        return _crc;
    }

    private void AddByte(byte value)
    {
        _crc ^= value;
        for (int bit = 0; bit < 8; bit++) _crc = (_crc & 1) != 0 ? _crc >> 1 ^ Polynomial : _crc >> 1;
        _countBytes++;
    }
}
