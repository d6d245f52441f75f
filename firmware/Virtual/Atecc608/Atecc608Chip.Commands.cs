using System;
using System.Security.Cryptography;
using CarbonMeter.Crypto;

namespace CarbonMeter.Firmware.Virtual;

/// <content>What it does and what it keeps.</content>
public sealed partial class Atecc608Chip
{
    private const int SlotCount = 16, ConfigurationBytes = 128;
    private const int DATA_LOCK = 86, CONFIG_LOCK = 87, UNLOCKED = 0x55;

    private readonly byte[] _configuration = new byte[ConfigurationBytes];
    private readonly byte[]?[] _privateKeys = new byte[]?[SlotCount];

    /// <summary>Its configuration, to look at.</summary>
    public ReadOnlySpan<byte> Configuration => _configuration;

    /// <summary>Whether its configuration is locked.</summary>
    public bool IsConfigurationLocked => _configuration[CONFIG_LOCK] != UNLOCKED;

    /// <summary>Whether its data is locked.</summary>
    public bool IsDataLocked => _configuration[DATA_LOCK] != UNLOCKED;

    // Serial number, revision, bus address, slots that allow nothing, no lock.
    private void Deliver()
    {
        byte[] head = [0x01, 0x23, 0, 0, 0x00, 0x00, 0x60, 0x02, 0, 0, 0, 0, 0xEE, 0x01, 0x01, 0x00, BusAddress << 1];
        head.CopyTo(_configuration, 0);
        foreach (int at in new[] { 2, 3, 8, 9, 10, 11 }) _configuration[at] = (byte)_random.Next(256);
        for (int slot = 0; slot < SlotCount; slot++) _configuration[20 + 2 * slot] = 0x80;
        _configuration[DATA_LOCK] = _configuration[CONFIG_LOCK] = UNLOCKED;
        _configuration.AsSpan(88, 2).Fill(0xFF);
    }

    private void Obey(int opcode, int parameter1, int parameter2, ReadOnlySpan<byte> data)
    {
        switch (opcode)
        {
            case 0x30: Say(_configuration.AsSpan(4, 4)); break;
            case 0x1B: Say(Random()); break;
            case 0x02: ReadZone(parameter1, parameter2); break;
            case 0x12: WriteZone(parameter1, parameter2, data.ToArray()); break;
            case 0x16: LoadDigest(parameter1, data); break;
            case 0x17: Lock(parameter1, parameter2); break;
            case 0x40: GenKey(parameter1, parameter2); break;
            case 0x41: Sign(parameter1, parameter2); break;
            default: Say(PARSE); break;
        }
    }

    // Until the configuration is locked its randomness is this pattern.
    private byte[] Random()
    {
        byte[] random = new byte[32];
        for (int i = 0; i < random.Length; i++) random[i] = IsConfigurationLocked ? (byte)_random.Next(256) : (byte)(i % 4 < 2 ? 0xFF : 0x00);
        return random;
    }

    private void ReadZone(int zone, int address)
    {
        int count = (zone & 0x80) != 0 ? 32 : 4;
        int at = (address >> 3) * 32 + (count == 32 ? 0 : (address & 7) * 4);
        if ((zone & 3) != 0) Say(EXECUTION); // data and one-time memory are not modelled
        else if (at + count > ConfigurationBytes) Say(PARSE);
        else Say(_configuration.AsSpan(at, count));
    }

    private void WriteZone(int zone, int word, byte[] data)
    {
        int at = word * 4;
        if (zone != 0 || data.Length != 4 || at + 4 > ConfigurationBytes) Say(PARSE);
        else if (IsConfigurationLocked || at < 16 || at == 84) Say(EXECUTION);
        else Finish(OK, () => data.CopyTo(_configuration, at));
    }

    private void LoadDigest(int mode, ReadOnlySpan<byte> data)
    {
        if (mode != 0x03 || data.Length != 32)
        {
            Say(PARSE);
            return;
        }
        _digest = data.ToArray();
        Say(OK);
    }

    private void Lock(int mode, int crc)
    {
        bool ignoresCrc = (mode & 0x80) != 0;
        int zone = mode & 0x7F;
        if (zone > 1) Say(PARSE);
        else if (zone == 1 && (!IsConfigurationLocked || IsDataLocked) || zone == 0 && IsConfigurationLocked) Say(EXECUTION);
        // Of its data the content is not modelled, so neither is its CRC.
        else if (!ignoresCrc && (zone == 1 || crc != Crc(_configuration))) Say(EXECUTION);
        else Finish(OK, () => _configuration[zone == 0 ? CONFIG_LOCK : DATA_LOCK] = 0);
    }

    private void GenKey(int mode, int slot)
    {
        bool isPrivate = slot < SlotCount && (_configuration[96 + 2 * slot] & 0x1D) == 0x11; // private, P-256
        bool allowed = IsConfigurationLocked && isPrivate && mode switch
        {
            0x00 => _privateKeys[slot] is not null,
            0x04 => (_configuration[21 + 2 * slot] & 0x20) != 0,
            _ => false,
        };
        if (!allowed)
        {
            Say(EXECUTION);
            return;
        }
        if (EccFaulted()) return;
        byte[] key = mode == 0x04 ? NewKey() : _privateKeys[slot]!;
        Say(P256.PublicKey(key));
        if (mode == 0x04) _whenDone = () => _privateKeys[slot] = key;
    }

    private void Sign(int mode, int slot)
    {
        bool allowed = IsConfigurationLocked && IsDataLocked && mode == 0x80 && slot < SlotCount
            && (_configuration[20 + 2 * slot] & 0x01) != 0 && _privateKeys[slot] is not null && _digest is not null;
        if (!allowed)
        {
            Say(EXECUTION);
            return;
        }
        if (EccFaulted()) return;
        Say(P256.Sign(_privateKeys[slot]!, _digest!));
        _digest = null;
    }

    private bool EccFaulted()
    {
        if (EccFaults == 0) return false;
        EccFaults--;
        Say(ECC);
        return true;
    }

    private void Finish(int status, Action whenDone)
    {
        Say(status);
        _whenDone = whenDone;
    }

    private byte[] NewKey()
    {
        byte[] seed = new byte[32];
        for (int i = 0; i < seed.Length; i++) seed[i] = (byte)_random.Next(256);
        // Hashed until it lies below the curve's order, which it does but once in 2^32.
        do seed = SHA256.HashData(seed);
        while (!P256.IsPrivateKey(seed));
        return seed;
    }
}
