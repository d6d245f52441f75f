using System;

namespace CarbonMeter.Firmware.Virtual;

/// <summary>
/// The chip's checksum over its configuration: CRC-32 of IEEE 802.3, least significant bit first, from all ones, over
/// 1024 bits (DS53 p58). Their order and the eight hidden registers are not published, so a real chip's value cannot be
/// predicted: a driver may only compare it with one it has read. The hidden constants here are chosen so that all
/// defaults give the value the data sheet prints, 0x48739163.
/// </summary>
internal ref struct ConfigurationChecksum
{
    private const int SizeBytes = 128;
    private const uint Polynomial = 0xEDB88320;
    private uint _crc;
    private int _countBytes;

    public ConfigurationChecksum()
    {
        _crc = 0xFFFFFFFF;
    }

    /// <summary>Takes a register of so many bytes.</summary>
    public void Add(int value, int sizeBytes)
    {
        for (int i = 0; i < sizeBytes; i++) AddByte((byte)(value >> 8 * i));
    }

    /// <summary>The checksum, after the hidden registers and what fills up the 1024 bits.</summary>
    public uint Finish()
    {
        while (_countBytes < SizeBytes - Hidden.Length) AddByte(0);
        foreach (byte hidden in Hidden) AddByte(hidden);
        return _crc;
    }

    private static ReadOnlySpan<byte> Hidden => [0x5A, 0xC3, 0x17, 0x8E, 0x2E, 0xEA, 0x19, 0xA5];

    private void AddByte(byte value)
    {
        _crc ^= value;
        for (int bit = 0; bit < 8; bit++) _crc = (_crc & 1) != 0 ? _crc >> 1 ^ Polynomial : _crc >> 1;
        _countBytes++;
    }
}
